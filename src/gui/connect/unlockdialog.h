#pragma once

#include "connections/profile.h"

#include <QDialog>

#include <memory>

namespace Ui {
class UnlockDialog;
}

namespace howdah::gui {

/// Asks for the name of a production database before it may be written to. Show it with open();
/// accepted() comes only with the right name in typedName().
class UnlockDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit UnlockDialog(const connections::Profile &profile, QWidget *parent = nullptr);
    ~UnlockDialog() override;

    [[nodiscard]] QString typedName() const;

private:
    std::unique_ptr<Ui::UnlockDialog> m_ui;
};

} // namespace howdah::gui

#pragma once

#include "base/error.h"
#include "base/secret.h"
#include "connections/profile.h"

#include <QDialog>

#include <memory>

namespace Ui {
class PasswordDialog;
}

namespace howdah::gui {

/// Asks for the password of a connection whose session answered PasswordNeeded or
/// AuthenticationFailed. Show it with open(); given() brings the answer.
class PasswordDialog final : public QDialog
{
    Q_OBJECT

public:
    PasswordDialog(const connections::Profile &profile, const Error &reason,
                   QWidget *parent = nullptr);
    ~PasswordDialog() override;

signals:
    void given(const howdah::Secret &password, bool keep);

private:
    std::unique_ptr<Ui::PasswordDialog> m_ui;
};

} // namespace howdah::gui

#pragma once

#include "activity/overview.h"
#include "gui/shell/theme.h"

#include <QDialog>

#include <memory>

namespace Ui {
class StopSessionDialog;
}

namespace howdah::gui {

/// Asks before a statement is cancelled or a session ended: whose it is, what it does, the SQL that
/// would be sent.
class StopSessionDialog final : public QDialog
{
    Q_OBJECT

public:
    StopSessionDialog(const Theme &theme, activity::Stop what,
                      const activity::ServerSession &session, QWidget *parent = nullptr);
    ~StopSessionDialog() override;

private:
    std::unique_ptr<Ui::StopSessionDialog> m_ui;
};

} // namespace howdah::gui

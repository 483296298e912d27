#pragma once

#include "base/result.h"
#include "gui/shell/theme.h"

#include <QDialog>
#include <QFuture>

#include <functional>
#include <memory>

namespace Ui {
class SqlPreviewDialog;
}

namespace howdah::gui {

class CodeView;

/// Shows the exact SQL of a context action, takes the one value it may need, and runs it only when
/// told to.
class SqlPreviewDialog final : public QDialog
{
    Q_OBJECT

public:
    struct Action final
    {
        QString title;
        QString explanation; ///< what it locks and what hangs on it; plain text
        QString valueLabel;  ///< empty: it needs no value
        QString value;
        std::function<QString(const QString &value)> sql;
        std::function<QFuture<Result<void>>(const QString &sql)> run;
    };

    SqlPreviewDialog(Action action, const Theme &theme, QWidget *parent = nullptr);
    ~SqlPreviewDialog() override;

signals:
    /// The server has done it.
    void done();

private:
    void updateSql();
    void run();

    Action m_action;
    std::unique_ptr<Ui::SqlPreviewDialog> m_ui;
    CodeView *m_sql;
};

} // namespace howdah::gui

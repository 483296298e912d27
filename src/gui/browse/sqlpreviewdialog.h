#pragma once

#include "base/result.h"
#include "gui/shell/theme.h"

#include <QDialog>
#include <QElapsedTimer>
#include <QFuture>
#include <QTimer>

#include <functional>
#include <memory>

namespace Ui {
class SqlPreviewDialog;
}
class QCheckBox;

namespace howdah::gui {

class CodeView;

/// Shows the exact SQL of a context action and what it brings with it, takes the one value and the
/// choices it may need, and runs it only when told to. All texts are plain.
class SqlPreviewDialog final : public QDialog
{
    Q_OBJECT

public:
    struct Choice final
    {
        QString text;
        QString toolTip;
        bool checked = false;
    };
    struct Preview final
    {
        QString sql;
        QString explanation;  ///< what it locks
        QString afterFailure; ///< how things stand when the server refused
    };
    struct Action final
    {
        QString title;
        QString valueLabel; ///< empty: it needs no value
        QString value;
        QList<Choice> choices;
        std::function<Preview(const QString &value, const QList<bool> &choices)> preview;
        std::function<QFuture<Result<void>>(const QString &sql)> run;
        std::function<void()> cancel;
        QString refusal; ///< why it cannot run here; empty when it can
    };

    SqlPreviewDialog(Action action, const Theme &theme, QWidget *parent = nullptr);
    ~SqlPreviewDialog() override;

    /// What goes along or stands in the way, one line each, below a sentence about it.
    void setConsequences(const QString &heading, const QStringList &lines);
    /// While it runs only the server's answer or Stop ends it.
    void reject() override;

signals:
    /// The server has done it.
    void done();

private:
    void updatePreview();
    void run();
    void setRunning(bool running);

    Action m_action;
    std::unique_ptr<Ui::SqlPreviewDialog> m_ui;
    CodeView *m_sql;
    QList<QCheckBox *> m_choices;
    Preview m_preview;
    QTimer m_tick;
    QElapsedTimer m_since;
    bool m_running = false;
};

} // namespace howdah::gui

#pragma once

#include "data/console.h"
#include "data/export.h"
#include "gui/common/gridservice.h"
#include "gui/shell/theme.h"

#include <QElapsedTimer>
#include <QTabWidget>
#include <QTimer>

class QTreeWidget;
class QTreeWidgetItem;

namespace howdah::gui {

class DataPane;
class ResultView;

/// What a run brings: a list of messages, and a tab a result set, filling while rows come.
class ResultPane final : public QWidget
{
    Q_OBJECT

public:
    ResultPane(const Theme &theme, GridService grid, QWidget *parent = nullptr);

    /// Forgets the run before and watches this one until it is finished.
    void watch(std::shared_ptr<data::ConsoleRun> run);
    /// Words that belong to no statement: why nothing was run.
    void showProblem(const Error &error);
    [[nodiscard]] const std::shared_ptr<data::ConsoleRun> &run() const { return m_run; }
    [[nodiscard]] bool isRunning() const { return m_run && !m_run->isFinished(); }
    /// Changes in grids that nobody committed.
    [[nodiscard]] qsizetype pendingEdits() const;
    /// Brings the first grid with such changes to the front.
    void showPending();
    /// Puts a widget into a tab of its own and in front.
    void addTab(QWidget *widget, const QString &title);

signals:
    /// After the last change of the run.
    void finished();
    /// Rows or states changed; for the status line.
    void progressed();
    /// A message was chosen: its statement begins at this character of the editor.
    void statementChosen(int offset);
    /// Rows of the statement at this character were changed; what is shown is from before.
    void editsCommitted(int offset);

private:
    struct Shown
    {
        QTreeWidgetItem *item = nullptr;
        DataPane *page = nullptr;
        ResultView *view = nullptr;
        int state = -1;
        qsizetype notices = 0;
    };

    void poll();
    void update(qsizetype index, const data::StatementRun &statement);
    void makeView(qsizetype index, const data::StatementRun &statement);
    [[nodiscard]] QString outcome(const data::StatementRun &statement) const;

    const Theme &m_theme;
    GridService m_grid;
    QTabWidget *m_tabs;
    QTreeWidget *m_messages;
    QTimer m_poll;
    QElapsedTimer m_sinceUpdate;
    bool m_hasManyRows = false;
    std::shared_ptr<data::ConsoleRun> m_run;
    quint64 m_seen = 0;
    QList<Shown> m_shown;
    int m_resultSets = 0;
};

/// "1,234 rows", "UPDATE 5", "cancelled after 12 rows" …: one line about how a statement ended.
[[nodiscard]] QString outcomeText(const data::StatementRun &statement);

} // namespace howdah::gui

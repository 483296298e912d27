#pragma once

#include "gui/shell/page.h"
#include "gui/shell/theme.h"
#include "jobs/joblist.h"
#include "store/executionrecord.h"

#include <QTimer>

class QTableView;

namespace Ui {
class RecordPage;
}

namespace howdah::gui {

class CodeView;
class ExecutionModel;
class StatePane;

/// Everything Howdah executed: when, where, who, which statement, how it ended. Searched in the
/// workspace file, exported as CSV or JSON.
class RecordPage final : public Page
{
    Q_OBJECT

public:
    /// Answers a search; newest first.
    using Search = std::function<QFuture<Result<QList<store::Execution>>>(
        const store::ExecutionFilter &filter)>;
    /// Writes what matches to a file; blocks, so it runs as a job. Answers how many entries.
    using Export =
        std::function<Result<qint64>(const QString &file, store::ExecutionRecord::Format format,
                                     const store::ExecutionFilter &filter)>;

    RecordPage(const Address &address, Search search, Export exportTo, jobs::JobList &jobs,
               const Theme &theme, QWidget *parent = nullptr);
    ~RecordPage() override;

    void refresh() override;
    void find() override;
    [[nodiscard]] QString helpText() const override;
    [[nodiscard]] bool isBusy() const override { return m_waiting; }

private:
    [[nodiscard]] store::ExecutionFilter filter() const;
    void load(bool older);
    void show(const Result<QList<store::Execution>> &answer, bool older);
    void showDetail();
    void chooseFile();

    std::unique_ptr<Ui::RecordPage> m_ui;
    Search m_search;
    Export m_export;
    jobs::JobList &m_jobs;
    ExecutionModel *m_model;
    QTableView *m_table;
    CodeView *m_detail;
    StatePane *m_state;
    QTimer m_typing;
    quint64 m_request = 0;
    bool m_waiting = false;
    bool m_more = false;
};

} // namespace howdah::gui

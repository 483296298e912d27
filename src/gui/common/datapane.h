#pragma once

#include "gui/common/gridservice.h"
#include "gui/shell/theme.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QFrame;
class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace howdah::gui {

class CellViewer;
class EditableResult;
class QueryBar;
class ResultView;

/// The table or view whose rows are shown, or the statement that brought them.
struct DataOrigin final
{
    QString source;         ///< as SQL wants it written; empty for a statement
    QString statement = {}; ///< of a console
    QString schema;
    QString table;
    qint64 estimatedRows = -1; ///< -1 when nobody knows
    bool isTable = true;       ///< rows can be imported and changed
};

/// Rows of a table, sorted and filtered by the server as it is asked above them. What goes wrong is
/// told in place, and the rows from before stay; so do changes that nobody committed.
class DataPane final : public QWidget
{
    Q_OBJECT

public:
    DataPane(const Theme &theme, GridService service, const DataOrigin &origin,
             QWidget *parent = nullptr);
    ~DataPane() override;

    /// Reads the rows unless it has.
    void open();
    /// Reads the rows again.
    void read();
    /// Of a statement: shows the rows that it brings, which may still be coming (refresh()).
    void adopt(std::shared_ptr<const data::ResultStore> rows);
    void refresh();
    /// Of a statement: all its rows are there and may be changed; and asked for again, sorted and
    /// filtered, if @p source says how (data::sourceOf()).
    void offer(const Result<QString> &source);
    [[nodiscard]] ResultView *view() const { return m_view; }
    [[nodiscard]] bool isReading() const { return m_reading.rows != nullptr; }
    /// How many rows wait to be changed, added or removed.
    [[nodiscard]] qsizetype pendingCount() const;
    [[nodiscard]] const DataOrigin &origin() const { return m_origin; }
    /// What is asked for above the rows, once more; changes that wait are not taken away by it.
    void askForOthers();
    /// Puts the cursor where one says which rows.
    void find();

signals:
    void pendingChanged();
    /// Of a statement: the database has the changes, and what is shown is from before.
    void committed();

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void buildTools();
    QWidget *buildErrorBar();
    void reveal();
    [[nodiscard]] bool isOfStatement() const { return !m_origin.statement.isEmpty(); }
    void poll();
    void finish(const Result<data::RowsRead> &end);
    void showRows();
    void showError(const Error &error);
    void showCell(const QModelIndex &index);
    void showStatus(const QString &text);
    void startExport(data::ExportFormat format);
    void startImport();
    [[nodiscard]] qint64 expectedRows() const;

    const Theme &m_theme;
    GridService m_service;
    DataOrigin m_origin;
    QueryBar *m_bar;
    QFrame *m_errorBar;
    QLabel *m_errorIcon;
    QLabel *m_errorText;
    QPushButton *m_back;
    QProgressBar *m_progress;
    EditableResult *m_result;
    ResultView *m_view;
    CellViewer *m_cell;
    QLabel *m_status;
    QToolButton *m_stop;
    QToolButton *m_export;
    QToolButton *m_import;
    QTimer m_poll;
    QTimer m_patience;
    QElapsedTimer m_since;
    data::RowReading m_reading; ///< of m_wanted, while it goes on
    data::GridQuery m_wanted;
    QString m_noSource;      ///< of a statement: why its rows cannot be asked for again
    data::GridQuery m_shown; ///< what brought the rows in the grid
    bool m_hasRows = false;  ///< m_shown is one
    bool m_swapped = false;  ///< the rows of m_reading are in the grid already
    bool m_complete = false; ///< and they are all that m_shown asked for
    quint64 m_request = 0;   ///< which reading an answer belongs to
};

} // namespace howdah::gui

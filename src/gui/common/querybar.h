#pragma once

#include "data/gridquery.h"
#include "gui/shell/theme.h"

#include <QWidget>

#include <functional>
#include <optional>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QScrollArea;
class QToolButton;

namespace howdah::gui {

class FilterBar;

/// What a grid asks the server for, above its rows: a condition typed as SQL, filters and sort keys
/// as chips, how many rows, and the SQL that comes of it, to be copied. Asks for nothing by itself.
class QueryBar final : public QWidget
{
    Q_OBJECT

public:
    /// @p source as in data::GridQuery.
    QueryBar(const QString &source, const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] const data::GridQuery &query() const { return m_query; }
    /// Shows another query, without asking for its rows.
    void setQuery(const data::GridQuery &query);
    void setColumns(const QList<data::Column> &columns);
    /// Up, down, and off again; with Shift or Ctrl as one key more.
    void sortBy(const QString &column, Qt::KeyboardModifiers modifiers);
    void addFilter(const data::ColumnFilter &filter);
    void openFilter(const QString &column);
    void focusCondition();
    /// For the tools of the pane that this bar stands in.
    [[nodiscard]] QHBoxLayout *tools() const { return m_tools; }

signals:
    /// The person wants other rows. Whoever cannot bring them sets the query back.
    void queryChanged();
    /// The same rows, once more.
    void refreshRequested();

private:
    void change(const data::GridQuery &query);
    void takeFilter(const data::ColumnFilter &filter);
    void applyCondition();
    void showQuery();
    void addChip(const QString &text, const QString &toolTip, const std::function<void()> &open,
                 const std::function<void()> &remove);
    void showComplaint(const Error &error);

    const Theme &m_theme;
    data::GridQuery m_query;
    QString m_appliedCondition; ///< what stands in the field is somebody's draft beyond that
    std::optional<data::ColumnFilter> m_edited; ///< the chip that is open in m_editor
    QHBoxLayout *m_tools;
    QToolButton *m_filter;
    QLineEdit *m_condition;
    QComboBox *m_limit;
    QToolButton *m_refresh;
    FilterBar *m_editor;
    QLabel *m_complaint;
    QScrollArea *m_chipArea;
    QHBoxLayout *m_chips;
    QLineEdit *m_sql;
    QToolButton *m_copy;
};

} // namespace howdah::gui

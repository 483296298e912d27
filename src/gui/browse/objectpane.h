#pragma once

#include "gui/browse/catalogstate.h"
#include "gui/browse/factmodel.h"
#include "gui/browse/objectfacts.h"
#include "gui/shell/theme.h"

#include <QHash>
#include <QWidget>

class QLabel;
class QTableView;
class QTabWidget;
class QToolButton;

namespace howdah::gui {

class CodeView;
class StatePane;

/// One object, whole: a header line (kind, name, owner, size, rows, comment), tabs with its facts,
/// its DDL beside them, its first rows. Knows objects by name, so that it survives a refresh.
class ObjectPane final : public QWidget
{
    Q_OBJECT

public:
    ObjectPane(CatalogState &state, const Theme &theme, QWidget *parent = nullptr);

    /// Shows @p id; what it was showing stays until something is known about it.
    void showObject(const catalog::ObjectId &id);
    void clear();
    [[nodiscard]] const std::optional<catalog::ObjectId> &object() const { return m_id; }
    /// True while sizes or first rows are on their way.
    [[nodiscard]] bool isBusy() const { return m_waiting > 0; }

signals:
    /// A row that leads somewhere was activated.
    void objectActivated(const howdah::catalog::ObjectId &id);

private:
    void rebuild();
    void refreshAfterChange();
    void updateHeader();
    void updateDdl();
    QTableView *addTable(const FactTable &table, const QString &emptyText = {});
    void fill(QTableView *view, const FactTable &table);
    void askDetails();
    void askRows();
    void tabChanged(int index);

    CatalogState &m_state;
    const Theme &m_theme;
    std::optional<catalog::ObjectId> m_id;
    QString m_key;
    std::optional<catalog::RelationDetails> m_details;
    quint64 m_request = 0; ///< which showObject() an answer belongs to

    QLabel *m_kindIcon;
    QLabel *m_name;
    QLabel *m_facts;
    QLabel *m_comment;
    QToolButton *m_ddlButton;
    QTabWidget *m_tabs;
    CodeView *m_ddl;
    StatePane *m_empty;
    StatePane *m_rowsState = nullptr;
    QTableView *m_rows = nullptr;
    QLabel *m_rowsNote = nullptr;
    QTableView *m_indexes = nullptr;
    QTableView *m_needs = nullptr;
    QTableView *m_usedBy = nullptr;
    bool m_rowsAsked = false;
    int m_waiting = 0; ///< questions without an answer yet
};

} // namespace howdah::gui

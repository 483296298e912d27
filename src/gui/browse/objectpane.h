#pragma once

#include "gui/browse/catalogstate.h"
#include "gui/browse/objectfacts.h"
#include "gui/shell/theme.h"

#include <QHash>
#include <QWidget>

#include <array>

class QLabel;
class QTableView;
class QToolButton;

namespace howdah::gui {

class CodeView;
class DataPane;
class DependencyView;
class PageTabs;
class StatePane;
class StatisticsView;

/// One object, whole: a header line (kind, name, owner, size, rows, comment), tabs with its facts,
/// its DDL beside them, its rows. Knows objects by name, so that it survives a refresh, which
/// changes what is written in its tabs and leaves the rest alone.
class ObjectPane final : public QWidget
{
    Q_OBJECT

public:
    ObjectPane(CatalogState &state, const Theme &theme, QWidget *parent = nullptr);

    /// Shows @p id; what it was showing stays until something is known about it.
    void showObject(const catalog::ObjectId &id);
    /// Shows the table of a column, with the column chosen.
    void showColumn(const catalog::ObjectId &column);
    void clear();
    [[nodiscard]] const std::optional<catalog::ObjectId> &object() const { return m_id; }
    /// True while sizes or rows are on their way.
    [[nodiscard]] bool isBusy() const;
    /// Reads the rows again when they are in front.
    void refreshRows();
    /// Puts the cursor where one filters the rows; false when they are not in front.
    bool findInRows();
    /// Changes in data grids that nobody committed, in words; empty without any.
    [[nodiscard]] QString unsavedWork() const;

signals:
    /// A row that leads somewhere was activated.
    void objectActivated(const howdah::catalog::ObjectId &id);

private:
    void rebuild();
    void takeFacts(const FactTable &table, QList<std::pair<QWidget *, QString>> &wanted);
    void takeRelation(const catalog::Relation &relation,
                      QList<std::pair<QWidget *, QString>> &wanted);
    void arrange(const QList<std::pair<QWidget *, QString>> &wanted);
    void takeData(const catalog::Relation &relation);
    void parkData();
    [[nodiscard]] bool isDataShown() const;
    void refreshAfterChange();
    void showGone(const QString &renamedTo);
    void updateHeader();
    void updateDdl();
    void updateDependencyCount();
    void askDetails();
    void tabChanged(int index);
    [[nodiscard]] const catalog::Relation *relation() const;

    CatalogState &m_state;
    const Theme &m_theme;
    std::optional<catalog::ObjectId> m_id;
    QString m_key;
    QStringList m_path;
    std::optional<catalog::RelationDetails> m_details;
    qint64 m_detailsOf = 0; ///< loadedAtMs of the catalog they were asked with
    quint64 m_request = 0;  ///< which object's pages an answer belongs to

    QLabel *m_kindIcon;
    QLabel *m_name;
    QLabel *m_facts;
    QLabel *m_comment;
    QToolButton *m_ddlButton;
    PageTabs *m_tabs;
    CodeView *m_ddl;
    StatePane *m_empty;
    QHash<QString, QTableView *> m_tables; ///< by title
    DependencyView *m_dependencies = nullptr;
    StatisticsView *m_statistics = nullptr;
    DataPane *m_data = nullptr;
    /// By stable key: the one shown, and those of other objects with changes that nobody committed.
    QHash<QString, DataPane *> m_dataPanes;
    std::array<bool, 2> m_ddlWanted{true, false}; ///< beside facts, and beside rows
    int m_waiting = 0;                            ///< questions without an answer yet
};

} // namespace howdah::gui

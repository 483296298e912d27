#pragma once

#include "activity/overview.h"

#include <QAbstractTableModel>

namespace howdah::gui {

/// The sessions of one Overview, a row each. A new Overview keeps the rows of sessions that are
/// still there, so that selection and scroll position stay.
class SessionModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        PidColumn,
        StateColumn,
        SinceColumn,
        UserColumn,
        DatabaseColumn,
        ApplicationColumn,
        ClientColumn,
        WaitColumn,
        StatementColumn,
        ColumnCount
    };
    enum DataRole {
        SortRole = Qt::UserRole,
        PidRole,
        ClientRole,   ///< bool: somebody's session, no background process
        ActivityRole, ///< an Activity as int
        SearchRole,   ///< everything readable in one text
    };
    /// What a session's state means to those who look for trouble.
    enum class Activity { Idle, Active, Slow, IdleInTransaction, Blocked };

    explicit SessionModel(QObject *parent = nullptr);

    void setOverview(const activity::Overview &overview);
    [[nodiscard]] const activity::Overview &overview() const { return m_overview; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] QString text(const activity::ServerSession &session, Column column) const;
    [[nodiscard]] QVariant sortValue(const activity::ServerSession &session, Column column) const;
    [[nodiscard]] Activity activityOf(const activity::ServerSession &session) const;
    /// Milliseconds that the session has been doing what it does; -1 when unknown.
    [[nodiscard]] qint64 ageMs(const activity::ServerSession &session) const;

    activity::Overview m_overview;
};

} // namespace howdah::gui

#include "gui/health/sessionmodel.h"

#include "base/format.h"
#include "gui/common/plaintext.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {
constexpr qint64 slowMs = 5000;
constexpr qsizetype previewLength = 300;
constexpr qsizetype toolTipLength = 2000;
} // namespace

SessionModel::SessionModel(QObject *parent)
    : QAbstractTableModel(parent)
{}

void SessionModel::setOverview(const activity::Overview &overview)
{
    QSet<int> present;
    for (const auto &session : overview.sessions)
        present.insert(session.pid);
    QSet<int> known;
    for (int row = int(m_overview.sessions.size()) - 1; row >= 0; --row) {
        const int pid = m_overview.sessions.at(row).pid;
        if (present.contains(pid)) {
            known.insert(pid);
            continue;
        }
        beginRemoveRows({}, row, row);
        m_overview.sessions.removeAt(row);
        endRemoveRows();
    }
    auto sessions = m_overview.sessions;
    for (auto &session : sessions)
        session = *overview.session(session.pid);
    m_overview.takenAt = overview.takenAt;
    m_overview.waits = overview.waits;
    m_overview.figures = overview.figures;
    m_overview.sessions = sessions;
    if (!sessions.isEmpty())
        emit dataChanged(index(0, 0), index(int(sessions.size()) - 1, ColumnCount - 1));
    QList<activity::ServerSession> arrived;
    for (const auto &session : overview.sessions) {
        if (!known.contains(session.pid))
            arrived += session;
    }
    if (!arrived.isEmpty()) {
        const int first = int(m_overview.sessions.size());
        beginInsertRows({}, first, first + int(arrived.size()) - 1);
        m_overview.sessions += arrived;
        endInsertRows();
    }
}

int SessionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_overview.sessions.size());
}

int SessionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

SessionModel::Activity SessionModel::activityOf(const activity::ServerSession &session) const
{
    if (session.isBlocked())
        return Activity::Blocked;
    if (session.state.startsWith("idle in transaction"_L1))
        return Activity::IdleInTransaction;
    if (session.isActive())
        return session.isClient() && ageMs(session) > slowMs ? Activity::Slow : Activity::Active;
    return Activity::Idle;
}

qint64 SessionModel::ageMs(const activity::ServerSession &session) const
{
    const QDateTime &since = session.isActive() ? session.statementAt : session.stateAt;
    return since.isValid() ? qMax<qint64>(0, since.msecsTo(m_overview.takenAt)) : -1;
}

QString SessionModel::text(const activity::ServerSession &session, Column column) const
{
    switch (column) {
    case PidColumn:
        return QString::number(session.pid);
    case StateColumn: {
        if (session.isBlocked()) {
            QStringList pids;
            for (const int pid : session.blockedBy)
                pids += pid == 0 ? tr("a prepared transaction") : QString::number(pid);
            return tr("blocked by %1").arg(pids.join(u", "_s));
        }
        if (session.isHidden)
            return tr("not visible to you");
        return session.state.isEmpty() ? session.backendType : session.state;
    }
    case SinceColumn: {
        const qint64 age = ageMs(session);
        return age < 0 ? QString() : format::duration(std::chrono::milliseconds(age));
    }
    case UserColumn:
        return session.user;
    case DatabaseColumn:
        return session.database;
    case ApplicationColumn:
        return session.isOwn ? tr("%1 (this window)").arg(session.application)
                             : session.application;
    case ClientColumn:
        return session.client;
    case WaitColumn:
        return session.waitType.isEmpty() || session.waitType == "Client"_L1
                   ? QString()
                   : session.waitType + u": "_s + session.waitEvent;
    case StatementColumn:
        return session.isHidden ? QString() : session.statement.left(previewLength).simplified();
    case ColumnCount:
        break;
    }
    return {};
}

QVariant SessionModel::sortValue(const activity::ServerSession &session, Column column) const
{
    switch (column) {
    case PidColumn:
        return session.pid;
    case StateColumn:
        return int(activityOf(session));
    case SinceColumn:
        return ageMs(session);
    case UserColumn:
    case DatabaseColumn:
    case ApplicationColumn:
    case ClientColumn:
    case WaitColumn:
    case StatementColumn:
        return text(session, column);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant SessionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &session = m_overview.sessions.at(index.row());
    const auto column = Column(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(session, column);
    case Qt::ToolTipRole:
        return column == StatementColumn
                   ? QVariant(plainToolTip(session.statement.left(toolTipLength)))
                   : QVariant();
    case Qt::TextAlignmentRole:
        return column == PidColumn || column == SinceColumn
                   ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                   : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    case SortRole:
        return sortValue(session, column);
    case PidRole:
        return session.pid;
    case ClientRole:
        return session.isClient();
    case ActivityRole:
        return int(activityOf(session));
    case SearchRole: {
        QStringList all;
        for (int i = 0; i < ColumnCount; ++i)
            all += text(session, Column(i));
        return all.join(u' ');
    }
    default:
        return {};
    }
}

QVariant SessionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const bool number = section == PidColumn || section == SinceColumn;
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && number)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (Column(section)) {
    case PidColumn:
        return tr("PID");
    case StateColumn:
        return tr("State", "of a session, column heading");
    case SinceColumn:
        return tr("For", "how long it has been in this state, column heading");
    case UserColumn:
        return tr("User");
    case DatabaseColumn:
        return tr("Database");
    case ApplicationColumn:
        return tr("Application");
    case ClientColumn:
        return tr("Client", "address, column heading");
    case WaitColumn:
        return tr("Waits for");
    case StatementColumn:
        return tr("Statement");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace howdah::gui

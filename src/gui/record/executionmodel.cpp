#include "gui/record/executionmodel.h"

#include "base/format.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace howdah::gui {

QString outcomeText(store::Outcome outcome)
{
    switch (outcome) {
    case store::Outcome::Succeeded:
        return QCoreApplication::translate("Outcome", "Succeeded");
    case store::Outcome::Failed:
        return QCoreApplication::translate("Outcome", "Failed");
    case store::Outcome::Cancelled:
        return QCoreApplication::translate("Outcome", "Cancelled");
    case store::Outcome::Unknown:
        return QCoreApplication::translate("Outcome", "Unknown");
    }
    Q_UNREACHABLE();
}

void ExecutionModel::setExecutions(const QList<store::Execution> &executions)
{
    beginResetModel();
    m_executions = executions;
    endResetModel();
}

void ExecutionModel::append(const QList<store::Execution> &older)
{
    if (older.isEmpty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(older.size()) - 1);
    m_executions += older;
    endInsertRows();
}

int ExecutionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_executions.size());
}

int ExecutionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ExecutionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const store::Execution &execution = m_executions.at(index.row());
    const auto column = Column(index.column());
    if (role == Qt::TextAlignmentRole && (column == RowsColumn || column == DurationColumn))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    switch (column) {
    case StartedColumn:
        if (role == SortRole)
            return execution.startedAt;
        return u"%1 %2"_s.arg(
            QLocale().toString(execution.startedAt.toLocalTime(), QLocale::ShortFormat),
            execution.startedAt.toLocalTime().timeZoneAbbreviation());
    case ConnectionColumn:
        return execution.connectionName.isEmpty() ? execution.server : execution.connectionName;
    case DatabaseColumn:
        return execution.database;
    case RoleColumn:
        return execution.databaseRole;
    case SourceColumn:
        return execution.source;
    case StatementColumn:
        return role == SortRole ? execution.statement : execution.statement.left(400).simplified();
    case OutcomeColumn:
        return u"%1 %2"_s.arg(outcomeText(execution.outcome), execution.sqlstate).trimmed();
    case RowsColumn:
        return role == SortRole ? QVariant(execution.affectedRows)
                                : QVariant(format::count(execution.affectedRows));
    case DurationColumn:
        return role == SortRole ? QVariant(qint64(execution.duration.count()))
                                : QVariant(format::duration(execution.duration));
    case ColumnCount:
        break;
    }
    return {};
}

QVariant ExecutionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case StartedColumn:
        return tr("Started");
    case ConnectionColumn:
        return tr("Connection");
    case DatabaseColumn:
        return tr("Database");
    case RoleColumn:
        return tr("Role", "database role, column heading");
    case SourceColumn:
        return tr("From", "which part of Howdah, column heading");
    case StatementColumn:
        return tr("Statement");
    case OutcomeColumn:
        return tr("Outcome");
    case RowsColumn:
        return tr("Rows", "rows touched, column heading");
    case DurationColumn:
        return tr("Took", "duration, column heading");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace howdah::gui

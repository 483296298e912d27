#include "gui/migrate/migrationhistorymodel.h"

#include "base/format.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::gui {

void MigrationHistoryModel::setHistory(const planner::History &history)
{
    beginResetModel();
    m_rows = history.rows;
    std::ranges::reverse(m_rows);
    endResetModel();
}

int MigrationHistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int MigrationHistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MigrationHistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole && index.column() == DurationColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    const planner::HistoryRow &row = m_rows.at(index.row());
    switch (Column(index.column())) {
    case VersionColumn:
        return row.version.isEmpty() ? tr("(repeatable)") : row.version;
    case DescriptionColumn:
        return row.description;
    case AppliedColumn:
        if (role == SortRole)
            return row.appliedAt;
        return row.appliedAt.isValid()
                   ? row.appliedAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss t"_s)
                   : QString();
    case DurationColumn:
        if (role == SortRole)
            return row.executionMs;
        return row.executionMs >= 0 ? format::duration(std::chrono::milliseconds(row.executionMs))
                                    : QString();
    case ByColumn:
        return row.appliedBy;
    case ChecksumColumn:
        return row.checksum.size() > 20 ? QString(row.checksum.left(12) + u'…') : row.checksum;
    case OutcomeColumn:
        if (row.dirty)
            return tr("Dirty", "began and never ended");
        if (!row.success)
            return tr("Failed");
        return row.type.startsWith("UNDO"_L1) ? tr("Undone") : tr("Applied");
    case ColumnCount:
        break;
    }
    return {};
}

QVariant MigrationHistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case VersionColumn:
        return tr("Version");
    case DescriptionColumn:
        return tr("Description");
    case AppliedColumn:
        return tr("Applied at");
    case DurationColumn:
        return tr("Took");
    case ByColumn:
        return tr("By", "role that applied it");
    case ChecksumColumn:
        return tr("Checksum");
    case OutcomeColumn:
        return tr("Outcome");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace howdah::gui

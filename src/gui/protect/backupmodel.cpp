#include "gui/protect/backupmodel.h"

#include "base/format.h"
#include "gui/protect/backupwording.h"

using namespace Qt::StringLiterals;

namespace howdah::gui {

void BackupModel::setBackups(const QList<backup::Backup> &backups)
{
    beginResetModel();
    m_backups = backups;
    endResetModel();
}

int BackupModel::rowOf(const QString &path) const
{
    for (int row = 0; row < m_backups.size(); ++row) {
        if (m_backups.at(row).path == path)
            return row;
    }
    return -1;
}

int BackupModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_backups.size());
}

int BackupModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant BackupModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &backup = m_backups.at(index.row());
    const auto column = Column(index.column());
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return text(backup, column);
    if (role == SortRole)
        return sortValue(backup, column);
    if (role == Qt::ToolTipRole)
        return toolTip(backup, column);
    if (role == Qt::TextAlignmentRole && (column == SizeColumn || column == RowsColumn))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QString BackupModel::text(const backup::Backup &backup, Column column) const
{
    const bool hasManifest = !backup.manifest.id.isEmpty();
    switch (column) {
    case StateColumn:
        return lookOf(backup.state).word;
    case DatabaseColumn:
        return backup.manifest.database;
    case TakenColumn:
        return ageText(backup.manifest.snapshotAt);
    case SizeColumn:
        return format::bytes(backup.bytes);
    case RowsColumn:
        return hasManifest && backup.manifest.content != backup::Content::SchemaOnly &&
                       backup.manifest.rowCount() >= 0
                   ? format::count(backup.manifest.rowCount())
                   : QString();
    case ContentColumn:
        return hasManifest ? wordFor(backup.manifest.content) : QString();
    case ColumnCount:
        break;
    }
    return {};
}

QVariant BackupModel::sortValue(const backup::Backup &backup, Column column) const
{
    switch (column) {
    case StateColumn:
        return int(backup.state);
    case DatabaseColumn:
        return backup.manifest.database;
    case TakenColumn:
        return backup.manifest.snapshotAt;
    case SizeColumn:
        return backup.bytes;
    case RowsColumn:
        return backup.manifest.rowCount();
    case ContentColumn:
        return int(backup.manifest.content);
    case ColumnCount:
        break;
    }
    return {};
}

QString BackupModel::toolTip(const backup::Backup &backup, Column column) const
{
    QString text;
    if (column == StateColumn)
        text = backup.problem.isEmpty() ? lookOf(backup.state).explanation : backup.problem;
    else if (column == TakenColumn)
        text = timeText(backup.manifest.snapshotAt);
    else if (column == DatabaseColumn)
        text = backup.path;
    // A tool tip guesses whether it is rich text; names must not.
    return text.isEmpty() ? QString() : u"<qt>"_s + text.toHtmlEscaped() + u"</qt>"_s;
}

QVariant BackupModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case StateColumn:
        return tr("State", "of a backup, column heading");
    case DatabaseColumn:
        return tr("Database", "column heading");
    case TakenColumn:
        return tr("Taken", "how long ago, column heading");
    case SizeColumn:
        return tr("Size", "of a backup on disk, column heading");
    case RowsColumn:
        return tr("Rows", "column heading");
    case ContentColumn:
        return tr("Contents", "column heading");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace howdah::gui

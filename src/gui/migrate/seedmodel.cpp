#include "gui/migrate/seedmodel.h"

using namespace Qt::StringLiterals;

namespace howdah::gui {

void SeedModel::setSeeds(const planner::SeedFolder &folder, const QString &environment)
{
    beginResetModel();
    m_seeds = folder.seeds;
    m_environment = environment;
    endResetModel();
}

void SeedModel::setEnvironment(const QString &environment)
{
    m_environment = environment;
    if (!m_seeds.isEmpty())
        emit dataChanged(index(0, LoadsColumn), index(rowCount() - 1, LoadsColumn));
}

int SeedModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_seeds.size());
}

int SeedModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SeedModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole && index.column() == StatementsColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    const planner::Seed &seed = m_seeds.at(index.row());
    switch (Column(index.column())) {
    case FileColumn:
        return seed.file;
    case DescriptionColumn:
        return seed.description;
    case EnvironmentsColumn:
        return seed.environments.join(u", "_s);
    case StatementsColumn:
        return seed.change.statements.size();
    case LoadsColumn:
        return seed.belongsTo(m_environment) ? tr("Will be loaded") : tr("Left out");
    case ColumnCount:
        break;
    }
    return {};
}

QVariant SeedModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case FileColumn:
        return tr("File");
    case DescriptionColumn:
        return tr("Description");
    case EnvironmentsColumn:
        return tr("Environments");
    case StatementsColumn:
        return tr("Statements");
    case LoadsColumn:
        return tr("In this environment");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace howdah::gui

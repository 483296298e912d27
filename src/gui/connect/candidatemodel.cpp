#include "gui/connect/candidatemodel.h"

#include "gui/connect/words.h"
#include "gui/shell/environmentchip.h"

namespace howdah::gui {

void CandidateModel::setCandidates(const QList<connections::Candidate> &candidates)
{
    beginResetModel();
    m_rows.clear();
    for (const connections::Candidate &candidate : candidates)
        m_rows.append({.candidate = candidate});
    endResetModel();
    emit chosenChanged();
}

QList<connections::Candidate> CandidateModel::chosen() const
{
    QList<connections::Candidate> chosen;
    for (const Row &row : m_rows) {
        if (row.chosen)
            chosen.append(row.candidate);
    }
    return chosen;
}

int CandidateModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int CandidateModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant CandidateModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    if (role == Qt::CheckStateRole && index.column() == NameColumn)
        return row.chosen ? Qt::Checked : Qt::Unchecked;
    const connections::Profile &profile = row.candidate.profile;
    if (role == Qt::EditRole && index.column() == NameColumn)
        return profile.name;
    if (role != Qt::DisplayRole)
        return {};
    switch (Column(index.column())) {
    case NameColumn:
        return profile.name;
    case AddressColumn:
        return profile.endpoint.toDisplayText();
    case EnvironmentColumn:
        return environmentName(shown(profile.environment));
    case PasswordColumn:
        if (!row.candidate.password.isEmpty())
            return tr("found");
        return profile.passwordSource == connections::PasswordSource::PassFile ? tr("from .pgpass")
                                                                               : tr("none");
    case SourceColumn:
        return row.candidate.source;
    case ColumnCount:
        break;
    }
    return {};
}

bool CandidateModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || index.column() != NameColumn)
        return false;
    Row &row = m_rows[index.row()];
    if (role == Qt::CheckStateRole) {
        row.chosen = value.toInt() == Qt::Checked;
    } else if (role == Qt::EditRole && !value.toString().trimmed().isEmpty()) {
        row.candidate.profile.name = value.toString().trimmed();
    } else {
        return false;
    }
    emit dataChanged(index, index);
    emit chosenChanged();
    return true;
}

Qt::ItemFlags CandidateModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == NameColumn)
        flags |= Qt::ItemIsUserCheckable | Qt::ItemIsEditable;
    return flags;
}

QVariant CandidateModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case NameColumn:
        return tr("Name", "column heading");
    case AddressColumn:
        return tr("Address", "column heading");
    case EnvironmentColumn:
        return tr("Environment", "column heading");
    case PasswordColumn:
        return tr("Password", "column heading");
    case SourceColumn:
        return tr("Found in", "column heading");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace howdah::gui

#include "gui/connect/connectionmodel.h"

#include "gui/connect/words.h"
#include "gui/shell/environmentchip.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

/// Internal id of top-level rows; children carry the row of their group.
constexpr quintptr topLevel = ~quintptr(0);

bool matches(const connections::Profile &profile, const QStringList &words)
{
    const QString text =
        QStringList{profile.name, profile.group, profile.endpoint.toDisplayText(),
                    profile.tags.join(u' '), environmentName(shown(profile.environment))}
            .join(u'\n');
    return std::ranges::all_of(
        words, [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

bool before(const connections::Profile &a, const connections::Profile &b)
{
    if (a.favourite != b.favourite)
        return a.favourite;
    return QString::localeAwareCompare(a.name, b.name) < 0;
}

} // namespace

ConnectionModel::ConnectionModel(std::function<bool(const connections::Profile &)> isReadOnly,
                                 QObject *parent)
    : QAbstractItemModel(parent)
    , m_isReadOnly(std::move(isReadOnly))
{}

void ConnectionModel::setProfiles(const QList<connections::Profile> &profiles)
{
    m_profiles = profiles;
    rebuild();
}

void ConnectionModel::setFilter(const QString &filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    rebuild();
}

void ConnectionModel::rebuild()
{
    beginResetModel();
    QList<connections::Profile> wanted;
    const QStringList words = m_filter.split(u' ', Qt::SkipEmptyParts);
    std::ranges::copy_if(
        m_profiles, std::back_inserter(wanted),
        [&words](const connections::Profile &profile) { return matches(profile, words); });
    std::ranges::stable_sort(wanted, before);
    m_shownCount = int(wanted.size());
    m_nodes.clear();
    QMap<QString, QList<connections::Profile>> groups;
    for (const connections::Profile &profile : std::as_const(wanted)) {
        if (profile.group.isEmpty())
            m_nodes.append({.group = {}, .profiles = {profile}});
        else
            groups[profile.group].append(profile);
    }
    for (auto it = groups.begin(); it != groups.end(); ++it)
        m_nodes.append({.group = it.key(), .profiles = it.value()});
    endResetModel();
}

void ConnectionModel::refreshLocks()
{
    const auto tell = [this](const QModelIndex &parent) {
        if (const int rows = rowCount(parent); rows > 0)
            emit dataChanged(index(0, 0, parent), index(rows - 1, ColumnCount - 1, parent));
    };
    tell({});
    for (int row = 0; row < m_nodes.size(); ++row)
        tell(index(row, 0));
}

QModelIndex ConnectionModel::indexOf(const QString &id) const
{
    for (int row = 0; row < m_nodes.size(); ++row) {
        const Node &node = m_nodes.at(row);
        for (int child = 0; child < node.profiles.size(); ++child) {
            if (node.profiles.at(child).id == id)
                return node.isGroup() ? index(child, 0, index(row, 0)) : index(row, 0);
        }
    }
    return {};
}

const connections::Profile *ConnectionModel::profile(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    if (index.internalId() != topLevel)
        return &m_nodes.at(qsizetype(index.internalId())).profiles.at(index.row());
    const Node &node = m_nodes.at(index.row());
    return node.isGroup() ? nullptr : &node.profiles.first();
}

QModelIndex ConnectionModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) : topLevel);
}

QModelIndex ConnectionModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == topLevel)
        return {};
    return createIndex(int(child.internalId()), 0, topLevel);
}

int ConnectionModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_nodes.size());
    if (parent.internalId() != topLevel || parent.column() != 0)
        return 0;
    const Node &node = m_nodes.at(parent.row());
    return node.isGroup() ? int(node.profiles.size()) : 0;
}

int ConnectionModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant ConnectionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const connections::Profile *connection = profile(index);
    if (!connection) {
        if (role == Qt::DisplayRole && index.column() == NameColumn)
            return m_nodes.at(index.row()).group;
        return {};
    }
    switch (role) {
    case IdRole:
        return connection->id;
    case EnvironmentRole:
        return int(shown(connection->environment));
    case ReadOnlyRole:
        return m_isReadOnly(*connection);
    case FavouriteRole:
        return connection->favourite;
    case ColourRole:
        return connection->colour.toInt();
    case Qt::ToolTipRole:
        // Plain text, also where a name looks like a tag.
        return QString(u"<qt>"_s +
                       tr("%1, %2")
                           .arg(connection->name, connection->endpoint.toDisplayText())
                           .toHtmlEscaped() +
                       u"</qt>"_s);
    case Qt::DisplayRole:
    case SortRole:
        break;
    default:
        return {};
    }
    switch (Column(index.column())) {
    case NameColumn:
        return connection->name;
    case EnvironmentColumn:
        return role == SortRole ? QVariant(int(connection->environment))
                                : QVariant(environmentName(shown(connection->environment)));
    case AddressColumn:
        return connection->endpoint.toDisplayText();
    case TagsColumn:
        return connection->tags.join(u", "_s);
    case LastUsedColumn:
        if (role == SortRole)
            return connection->lastUsed;
        return connection->lastUsed.isValid()
                   ? QLocale().toString(connection->lastUsed.toLocalTime(), QLocale::ShortFormat)
                   : tr("never");
    case ColumnCount:
        break;
    }
    return {};
}

QVariant ConnectionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case NameColumn:
        return tr("Name", "column heading");
    case EnvironmentColumn:
        return tr("Environment", "column heading");
    case AddressColumn:
        return tr("Address", "column heading");
    case TagsColumn:
        return tr("Tags", "column heading");
    case LastUsedColumn:
        return tr("Last used", "column heading");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace howdah::gui

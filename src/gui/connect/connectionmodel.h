#pragma once

#include "connections/profile.h"

#include <QAbstractItemModel>

#include <functional>

namespace howdah::gui {

/// The saved connections as a tree: those without a group first, then the groups; favourites come
/// first among their neighbours. Holds a snapshot and is replaced whole.
class ConnectionModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        EnvironmentColumn,
        AddressColumn,
        TagsColumn,
        LastUsedColumn,
        ColumnCount
    };
    enum Roles {
        IdRole = Qt::UserRole, ///< the profile's id, empty for a group
        SortRole,
        EnvironmentRole, ///< int of gui::Environment, invalid for a group
        ReadOnlyRole,
        FavouriteRole,
        ColourRole ///< 1 … 8, 0 for none
    };

    /// @p isReadOnly says whether a connection would open read-only now.
    explicit ConnectionModel(std::function<bool(const connections::Profile &)> isReadOnly,
                             QObject *parent = nullptr);

    void setProfiles(const QList<connections::Profile> &profiles);
    /// Words that must all be somewhere in name, group, address, tags or environment; case does not
    /// matter.
    void setFilter(const QString &filter);
    /// The lock changed: what is shown of it does, too.
    void refreshLocks();

    [[nodiscard]] QModelIndex indexOf(const QString &id) const;
    [[nodiscard]] const connections::Profile *profile(const QModelIndex &index) const;
    [[nodiscard]] int shownCount() const { return m_shownCount; }

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    struct Node
    {
        QString group; ///< name of the group this node is, empty for a connection without one
        QList<connections::Profile>
            profiles; ///< of the group; exactly one for a connection without one

        [[nodiscard]] bool isGroup() const { return !group.isEmpty(); }
    };
    void rebuild();

    std::function<bool(const connections::Profile &)> m_isReadOnly;
    QList<connections::Profile> m_profiles;
    QString m_filter;
    QList<Node> m_nodes;
    int m_shownCount = 0;
};

} // namespace howdah::gui

#pragma once

#include "catalog/directory.h"

#include <QHash>
#include <QSet>

#include <memory>

namespace howdah::gui {

/// Which objects the tree shows: those whose name was typed, without what PostgreSQL and extensions
/// brought unless that is wanted. The names are compared once, when something changes; everything
/// else only looks up.
class ObjectFilter final
{
public:
    void setSnapshot(catalog::SnapshotPtr snapshot,
                     std::shared_ptr<const catalog::Directory> directory);
    /// A part of a name without regard to case, "bill.inv" for schema and name; empty for all.
    void setText(const QString &text);
    [[nodiscard]] const QString &text() const { return m_text; }
    void setSystemVisible(bool visible) { m_systemVisible = visible; }
    [[nodiscard]] bool isSystemVisible() const { return m_systemVisible; }
    void setMembersVisible(bool visible) { m_membersVisible = visible; }
    [[nodiscard]] bool areMembersVisible() const { return m_membersVisible; }

    /// Whether @p id, which the directory lists under @p schema, is shown.
    [[nodiscard]] bool shows(catalog::Oid schema, const catalog::ObjectId &id) const;
    [[nodiscard]] bool showsSchema(catalog::Oid schema) const;
    /// There is anything to show in it.
    [[nodiscard]] bool hasContent(catalog::Oid schema) const;
    [[nodiscard]] qsizetype count(catalog::Oid schema, catalog::Kind kind) const;
    /// Its own name was typed (or none was).
    [[nodiscard]] bool matches(const catalog::ObjectId &id) const;
    /// The name of a partition somewhere below this table was typed.
    [[nodiscard]] bool leadsToMatch(catalog::Oid table) const { return m_above.contains(table); }
    /// What came with an extension.
    [[nodiscard]] bool isMember(const catalog::ObjectId &id) const;

private:
    void match();

    catalog::SnapshotPtr m_snapshot;
    std::shared_ptr<const catalog::Directory> m_directory;
    QString m_text;
    bool m_systemVisible = false;
    bool m_membersVisible = false;
    QSet<quint64> m_members;
    QSet<quint64> m_matches;
    QSet<catalog::Oid> m_schemas; ///< whose own name was typed: shown whole
    QSet<catalog::Oid> m_above;
};

} // namespace howdah::gui

#include "catalog/acl.h"

#include "sql/quote.h"

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace howdah::catalog {

namespace {

/// A role name as aclitem prints it: bare or in double quotes, which are doubled inside.
QString readName(const QString &text, qsizetype &at)
{
    QString name;
    if (at < text.size() && text[at] == u'"') {
        for (++at; at < text.size(); ++at) {
            if (text[at] == u'"') {
                if (at + 1 >= text.size() || text[at + 1] != u'"')
                    break;
                ++at;
            }
            name += text[at];
        }
        ++at;
        return name;
    }
    while (at < text.size() && text[at] != u'=' && text[at] != u'/')
        name += text[at++];
    return name;
}

QString sorted(QString letters)
{
    std::ranges::sort(letters);
    return letters;
}

QString roleSql(const QString &role)
{
    return role.isEmpty() ? u"PUBLIC"_s : sql::quoteIdentifier(role);
}

QString listed(const QString &letters, const QString &allLetters, const QString &column)
{
    if (letters == allLetters)
        return column.isEmpty() ? u"ALL"_s : u"ALL ("_s + column + u')';
    QStringList names;
    for (const QChar letter : letters)
        names.append(privilegeName(letter) +
                     (column.isEmpty() ? QString() : u" ("_s + column + u')'));
    return names.join(u", "_s);
}

QString without(const QString &letters, const QString &others)
{
    QString rest;
    for (const QChar letter : letters) {
        if (!others.contains(letter))
            rest += letter;
    }
    return rest;
}

} // namespace

QList<AclItem> parseAcl(const Snapshot &snapshot, Text acl)
{
    QList<AclItem> items;
    for (const QString &text : snapshot.strings(acl)) {
        AclItem item;
        qsizetype at = 0;
        item.grantee = readName(text, at);
        ++at;
        while (at < text.size() && text[at] != u'/') {
            item.privileges += text[at++];
            if (at < text.size() && text[at] == u'*') {
                item.grantOptions += item.privileges.back();
                ++at;
            }
        }
        ++at;
        item.grantor = readName(text, at);
        item.privileges = sorted(item.privileges);
        item.grantOptions = sorted(item.grantOptions);
        items.append(item);
    }
    return items;
}

QString privilegeName(QChar letter)
{
    switch (letter.unicode()) {
    case 'r':
        return u"SELECT"_s;
    case 'w':
        return u"UPDATE"_s;
    case 'a':
        return u"INSERT"_s;
    case 'd':
        return u"DELETE"_s;
    case 'D':
        return u"TRUNCATE"_s;
    case 'x':
        return u"REFERENCES"_s;
    case 't':
        return u"TRIGGER"_s;
    case 'm':
        return u"MAINTAIN"_s;
    case 'X':
        return u"EXECUTE"_s;
    case 'U':
        return u"USAGE"_s;
    case 'C':
        return u"CREATE"_s;
    case 'T':
        return u"TEMPORARY"_s;
    case 'c':
        return u"CONNECT"_s;
    case 's':
        return u"SET"_s;
    case 'A':
        return u"ALTER SYSTEM"_s;
    default:
        return letter;
    }
}

QString privilegeLetters(Kind kind, int serverVersion)
{
    switch (kind) {
    case Kind::Table:
    case Kind::View:
    case Kind::MaterializedView:
    case Kind::ForeignTable:
        return serverVersion >= 170000 ? u"rawdDxtm"_s : u"rawdDxt"_s;
    case Kind::Column:
        return u"rawx"_s;
    case Kind::Sequence:
        return u"rwU"_s;
    case Kind::Database:
        return u"CTc"_s;
    case Kind::Function:
    case Kind::Procedure:
    case Kind::Aggregate:
        return u"X"_s;
    case Kind::Language:
    case Kind::Type:
    case Kind::ForeignDataWrapper:
    case Kind::ForeignServer:
        return u"U"_s;
    case Kind::Schema:
        return u"UC"_s;
    case Kind::Tablespace:
        return u"C"_s;
    case Kind::LargeObject:
        return u"rw"_s;
    case Kind::ParameterPrivileges:
        return u"sA"_s;
    default:
        return {};
    }
}

QList<AclItem> defaultAcl(Kind kind, const QString &owner, int serverVersion)
{
    QList<AclItem> items;
    const QString letters = privilegeLetters(kind, serverVersion);
    switch (kind) {
    case Kind::Database:
        items.append({.grantee = {}, .grantor = owner, .privileges = u"Tc"_s, .grantOptions = {}});
        break;
    case Kind::Function:
    case Kind::Procedure:
    case Kind::Aggregate:
        items.append({.grantee = {}, .grantor = owner, .privileges = u"X"_s, .grantOptions = {}});
        break;
    case Kind::Language:
    case Kind::Type:
        items.append({.grantee = {}, .grantor = owner, .privileges = u"U"_s, .grantOptions = {}});
        break;
    case Kind::Column:
    case Kind::ParameterPrivileges:
        return {};
    default:
        break;
    }
    if (!letters.isEmpty())
        items.append({.grantee = owner,
                      .grantor = owner,
                      .privileges = sorted(letters),
                      .grantOptions = {}});
    return items;
}

QList<AclItem> effectiveAcl(const Snapshot &snapshot, const ObjectId &id)
{
    const Text acl = snapshot.aclOf(id);
    return acl == Text::Null ? defaultAcl(id.kind, snapshot.roleName(snapshot.ownerOf(id)),
                                          snapshot.serverVersion())
                             : parseAcl(snapshot, acl);
}

QStringList grantStatements(const QList<AclItem> &before, const QList<AclItem> &after,
                            const QString &target, const QString &owner, const QString &allLetters,
                            const QString &column)
{
    const QString all = sorted(allLetters);
    QStringList statements;
    const auto find = [](const QList<AclItem> &items, const AclItem &like) -> AclItem {
        for (const AclItem &item : items) {
            if (item.grantee == like.grantee && item.grantor == like.grantor)
                return item;
        }
        return {.grantee = like.grantee, .grantor = like.grantor};
    };
    for (const AclItem &old : before) {
        const AclItem now = find(after, old);
        const QString gone = without(old.privileges, now.privileges);
        if (!gone.isEmpty()) {
            statements.append(u"REVOKE "_s + listed(gone, all, column) + u" ON "_s + target +
                              u" FROM "_s + roleSql(old.grantee));
        }
        const QString kept = old.grantee == owner
                                 ? QString()
                                 : without(without(old.grantOptions, now.grantOptions), gone);
        if (!kept.isEmpty()) {
            statements.append(u"REVOKE GRANT OPTION FOR "_s + listed(kept, all, column) +
                              u" ON "_s + target + u" FROM "_s + roleSql(old.grantee));
        }
    }
    // In the order in which they were given, except that who passes something on has it first.
    QList<AclItem> ordered;
    QList<AclItem> waiting = after;
    const auto mayGive = [&](const QString &grantor) {
        return grantor.isEmpty() || grantor == owner ||
               std::ranges::any_of(ordered,
                                   [&](const AclItem &item) { return item.grantee == grantor; });
    };
    while (!waiting.isEmpty()) {
        QList<AclItem> later;
        for (const AclItem &item : std::as_const(waiting))
            (mayGive(item.grantor) ? ordered : later).append(item);
        if (later.size() == waiting.size()) {
            ordered += later;
            break;
        }
        waiting = later;
    }
    for (const AclItem &now : ordered) {
        const AclItem old = find(before, now);
        // The owner may pass on everything anyway.
        const QString options =
            now.grantee == owner ? QString() : without(now.grantOptions, old.grantOptions);
        const QString fresh = without(without(now.privileges, old.privileges), options);
        QStringList grants;
        if (!fresh.isEmpty())
            grants.append(u"GRANT "_s + listed(fresh, all, column) + u" ON "_s + target +
                          u" TO "_s + roleSql(now.grantee));
        if (!options.isEmpty())
            grants.append(u"GRANT "_s + listed(options, all, column) + u" ON "_s + target +
                          u" TO "_s + roleSql(now.grantee) + u" WITH GRANT OPTION"_s);
        if (!grants.isEmpty() && now.grantor != owner && !now.grantor.isEmpty()) {
            grants.prepend(u"SET SESSION AUTHORIZATION "_s + sql::quoteIdentifier(now.grantor));
            grants.append(u"RESET SESSION AUTHORIZATION"_s);
        }
        statements += grants;
    }
    return statements;
}

} // namespace howdah::catalog

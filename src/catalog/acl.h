#pragma once

#include "catalog/snapshot.h"

namespace howdah::catalog {

/// One aclitem: what @p grantee may do, given by @p grantor.
struct AclItem final
{
    QString grantee; ///< empty: PUBLIC
    QString grantor;
    QString privileges;   ///< PostgreSQL's letters, sorted: "arw"
    QString grantOptions; ///< those of them that may be passed on

    friend bool operator==(const AclItem &, const AclItem &) = default;
};

/// Reads relacl and its like without asking the server. An empty list for SQL NULL: ask
/// defaultAcl().
[[nodiscard]] QList<AclItem> parseAcl(const Snapshot &snapshot, Text acl);

/// What NULL means for an object of @p kind that @p owner made (acldefault()); @p serverVersion
/// because 17 brought MAINTAIN.
[[nodiscard]] QList<AclItem> defaultAcl(Kind kind, const QString &owner, int serverVersion);

/// What an ACL of @p id says, the default where it says nothing.
[[nodiscard]] QList<AclItem> effectiveAcl(const Snapshot &snapshot, const ObjectId &id);

/// "SELECT" for 'r', "USAGE" for 'U' …
[[nodiscard]] QString privilegeName(QChar letter);
/// The letters that mean something for @p kind, in the order in which people expect them.
[[nodiscard]] QString privilegeLetters(Kind kind, int serverVersion);

/// GRANT and REVOKE statements that turn @p before into @p after. @p target is "TABLE public.t"; @p
/// column, when given, stands in parentheses after each privilege. @p allLetters is what ALL
/// PRIVILEGES covers.
[[nodiscard]] QStringList grantStatements(const QList<AclItem> &before, const QList<AclItem> &after,
                                          const QString &target, const QString &owner,
                                          const QString &allLetters, const QString &column = {});

} // namespace howdah::catalog

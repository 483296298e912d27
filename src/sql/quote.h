#pragma once

#include <QString>

/// The one place where names and values become SQL text. Where a statement can take parameters, use
/// those for values instead.
namespace howdah::sql {

/// @p name as SQL reads it back: bare when it is lower case and no key word of PostgreSQL 13 to 18
/// in any grammatical role (pg_dump's rule), otherwise in double quotes.
[[nodiscard]] QString quoteIdentifier(const QString &name);

/// Always in double quotes, for places where a bare name would mean something else (PUBLIC,
/// CURRENT_USER).
[[nodiscard]] QString quoteIdentifierAlways(const QString &name);

/// "schema.name"; just the name when @p schema is empty.
[[nodiscard]] QString qualifiedName(const QString &schema, const QString &name);

/// A string literal that means the same whatever standard_conforming_strings says: 'it''s',
/// E'C:\\dir'. A null QString becomes NULL.
[[nodiscard]] QString quoteLiteral(const QString &value);

/// True for every key word that is not "unreserved", lower case expected.
[[nodiscard]] bool isReservedWord(const QString &word);

} // namespace howdah::sql

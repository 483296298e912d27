#pragma once

#include "pg/rows.h"

#include <QList>
#include <QString>

namespace howdah::data {

/// How values of a type are shown, compared and written to other formats.
enum class ValueKind {
    Text,
    Number,
    Boolean,
    Json,
    Bytes,
    Timestamp,
    TimestampWithZone,
    Array,
    Vector
};

/// A column of a result.
struct Column final
{
    QString name;
    quint32 typeOid = 0;
    int typeModifier = -1;
    quint32 tableOid = 0; ///< 0 when it is no plain column of a table
    int tableColumn = 0;
    ValueKind kind = ValueKind::Text;

    friend bool operator==(const Column &, const Column &) = default;
};

/// By the OIDs of PostgreSQL's own types, which never change. Types of extensions (vector) have
/// OIDs of their own in every database and count as text here.
[[nodiscard]] ValueKind valueKind(quint32 typeOid);

/// The SQL name of a built-in type ("timestamp with time zone"), without modifier; empty when
/// unknown.
[[nodiscard]] QString builtinTypeName(quint32 typeOid);

[[nodiscard]] QList<Column> columnsOf(const pg::Rows &rows);

} // namespace howdah::data

#include "data/column.h"

using namespace Qt::StringLiterals;

namespace howdah::data {

namespace {

struct BuiltinType
{
    quint32 oid;
    const char *name;
    ValueKind kind;
};

/// pg_type.dat: the types that people meet in results.
constexpr BuiltinType builtinTypes[] = {
    {16, "boolean", ValueKind::Boolean},
    {17, "bytea", ValueKind::Bytes},
    {18, "\"char\"", ValueKind::Text},
    {19, "name", ValueKind::Text},
    {20, "bigint", ValueKind::Number},
    {21, "smallint", ValueKind::Number},
    {22, "int2vector", ValueKind::Text},
    {23, "integer", ValueKind::Number},
    {24, "regproc", ValueKind::Text},
    {25, "text", ValueKind::Text},
    {26, "oid", ValueKind::Number},
    {27, "tid", ValueKind::Text},
    {28, "xid", ValueKind::Number},
    {29, "cid", ValueKind::Number},
    {114, "json", ValueKind::Json},
    {142, "xml", ValueKind::Text},
    {199, "json[]", ValueKind::Array},
    {600, "point", ValueKind::Text},
    {650, "cidr", ValueKind::Text},
    {700, "real", ValueKind::Number},
    {701, "double precision", ValueKind::Number},
    {774, "macaddr8", ValueKind::Text},
    {790, "money", ValueKind::Text},
    {829, "macaddr", ValueKind::Text},
    {869, "inet", ValueKind::Text},
    {1000, "boolean[]", ValueKind::Array},
    {1001, "bytea[]", ValueKind::Array},
    {1003, "name[]", ValueKind::Array},
    {1005, "smallint[]", ValueKind::Array},
    {1007, "integer[]", ValueKind::Array},
    {1009, "text[]", ValueKind::Array},
    {1014, "character[]", ValueKind::Array},
    {1015, "character varying[]", ValueKind::Array},
    {1016, "bigint[]", ValueKind::Array},
    {1021, "real[]", ValueKind::Array},
    {1022, "double precision[]", ValueKind::Array},
    {1028, "oid[]", ValueKind::Array},
    {1034, "aclitem[]", ValueKind::Array},
    {1042, "character", ValueKind::Text},
    {1043, "character varying", ValueKind::Text},
    {1082, "date", ValueKind::Timestamp},
    {1083, "time without time zone", ValueKind::Text},
    {1114, "timestamp without time zone", ValueKind::Timestamp},
    {1115, "timestamp without time zone[]", ValueKind::Array},
    {1182, "date[]", ValueKind::Array},
    {1184, "timestamp with time zone", ValueKind::TimestampWithZone},
    {1185, "timestamp with time zone[]", ValueKind::Array},
    {1186, "interval", ValueKind::Text},
    {1231, "numeric[]", ValueKind::Array},
    {1266, "time with time zone", ValueKind::Text},
    {1560, "bit", ValueKind::Text},
    {1562, "bit varying", ValueKind::Text},
    {1700, "numeric", ValueKind::Number},
    {2205, "regclass", ValueKind::Text},
    {2206, "regtype", ValueKind::Text},
    {2249, "record", ValueKind::Text},
    {2278, "void", ValueKind::Text},
    {2950, "uuid", ValueKind::Text},
    {2951, "uuid[]", ValueKind::Array},
    {3220, "pg_lsn", ValueKind::Text},
    {3614, "tsvector", ValueKind::Text},
    {3615, "tsquery", ValueKind::Text},
    {3802, "jsonb", ValueKind::Json},
    {3807, "jsonb[]", ValueKind::Array},
    {3904, "int4range", ValueKind::Text},
    {3906, "numrange", ValueKind::Text},
    {3908, "tsrange", ValueKind::Text},
    {3910, "tstzrange", ValueKind::Text},
    {3912, "daterange", ValueKind::Text},
    {3926, "int8range", ValueKind::Text},
};

const BuiltinType *find(quint32 oid)
{
    for (const BuiltinType &type : builtinTypes) {
        if (type.oid == oid)
            return &type;
    }
    return nullptr;
}

} // namespace

ValueKind valueKind(quint32 typeOid)
{
    const BuiltinType *type = find(typeOid);
    return type ? type->kind : ValueKind::Text;
}

QString builtinTypeName(quint32 typeOid)
{
    const BuiltinType *type = find(typeOid);
    return type ? QString::fromLatin1(type->name) : QString();
}

QList<Column> columnsOf(const pg::Rows &rows)
{
    QList<Column> columns;
    for (int i = 0; i < rows.columnCount(); ++i) {
        columns.append({.name = rows.columnName(i),
                        .typeOid = rows.columnTypeOid(i),
                        .typeModifier = rows.columnTypeModifier(i),
                        .tableOid = rows.columnTableOid(i),
                        .tableColumn = rows.columnTableNumber(i),
                        .kind = valueKind(rows.columnTypeOid(i))});
    }
    return columns;
}

} // namespace howdah::data

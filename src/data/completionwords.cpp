#include "data/completionwords.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace howdah::data {

namespace {

QStringList listOf(const char *words)
{
    return QString::fromLatin1(words).split(u'|');
}

} // namespace

const QStringList &completionKeywords()
{
    static const QStringList words = listOf(
        "ALL|ALTER|ALTER "
        "TABLE|ANALYZE|AND|ANY|ARRAY|AS|ASC|BEGIN|BETWEEN|BY|CALL|CASCADE|CASE|CAST|"
        "CHECK|COALESCE|COLLATE|COLUMN|COMMENT ON|COMMIT|CONCURRENTLY|CONSTRAINT|COPY|CREATE|"
        "CREATE INDEX CONCURRENTLY|CREATE TABLE|CREATE VIEW|CROSS "
        "JOIN|CURRENT_DATE|CURRENT_TIMESTAMP|"
        "CURRENT_USER|DEFAULT|DELETE FROM|DESC|DISTINCT|DISTINCT ON|DO|DO NOTHING|DO UPDATE "
        "SET|DROP|"
        "DROP TABLE|ELSE|END|ESCAPE|EXCEPT|EXCLUDED|EXECUTE|EXISTS|EXPLAIN|EXPLAIN (ANALYZE, "
        "BUFFERS)|"
        "EXTENSION|EXTRACT|FALSE|FETCH FIRST|FILTER (WHERE|FOLLOWING|FOR UPDATE|FOR SHARE|FOREIGN "
        "KEY|"
        "FROM|FULL JOIN|FUNCTION|GENERATED ALWAYS AS IDENTITY|GRANT|GREATEST|GROUP BY|HAVING|IF "
        "EXISTS|"
        "IF NOT EXISTS|ILIKE|IN|INDEX|INNER JOIN|INSERT INTO|INTERSECT|INTERVAL|INTO|IS DISTINCT "
        "FROM|"
        "IS NOT NULL|IS NULL|JOIN|LANGUAGE|LATERAL|LEAST|LEFT JOIN|LIKE|LIMIT|LISTEN|LOCK TABLE|"
        "MATERIALIZED|MATERIALIZED VIEW|MERGE INTO|NOT|NOT EXISTS|NOT IN|NOT "
        "NULL|NOWAIT|NULL|NULLIF|"
        "NULLS FIRST|NULLS LAST|OFFSET|ON|ON CONFLICT|ON DELETE CASCADE|ONLY|OR|OR REPLACE|ORDER "
        "BY|OVER|"
        "OWNER TO|PARTITION BY|PARTITION OF|POLICY|PRECEDING|PRIMARY "
        "KEY|PROCEDURE|RECURSIVE|REFERENCES|"
        "REFRESH MATERIALIZED VIEW|REINDEX|RENAME TO|RESET|RETURNING|RETURNS|REVOKE|RIGHT "
        "JOIN|ROLE|"
        "ROLLBACK|ROW_NUMBER|ROWS BETWEEN|SAVEPOINT|SCHEMA|SELECT|SEQUENCE|SET|SET NOT NULL|SHOW|"
        "SKIP LOCKED|STATISTICS|TABLE|TABLESAMPLE|TEMPORARY|THEN|TO|TRIGGER|TRUE|TRUNCATE|TYPE|"
        "UNBOUNDED|UNION|UNION ALL|UNIQUE|UNLOGGED|UPDATE|USING|VACUUM|VALIDATE "
        "CONSTRAINT|VALUES|VIEW|"
        "WHEN|WHERE|WINDOW|WITH|WITH RECURSIVE|WITHIN GROUP");
    return words;
}

bool beginsStatement(const QString &keyword)
{
    static const QSet<QString> words = [] {
        const QStringList list = listOf(
            "ALTER|ALTER TABLE|ANALYZE|BEGIN|CALL|COMMENT ON|COMMIT|COPY|CREATE|"
            "CREATE INDEX CONCURRENTLY|CREATE TABLE|CREATE VIEW|DELETE FROM|DO|DROP|DROP "
            "TABLE|EXECUTE|"
            "EXPLAIN|EXPLAIN (ANALYZE, BUFFERS)|GRANT|INSERT INTO|LISTEN|LOCK TABLE|MERGE INTO|"
            "REFRESH MATERIALIZED "
            "VIEW|REINDEX|RESET|REVOKE|ROLLBACK|SAVEPOINT|SELECT|SET|SHOW|TABLE|"
            "TRUNCATE|UPDATE|VACUUM|VALUES|WITH|WITH RECURSIVE");
        return QSet<QString>(list.begin(), list.end());
    }();
    return words.contains(keyword);
}

bool isFrequent(const QString &keyword)
{
    static const QSet<QString> words = [] {
        const QStringList list =
            listOf("AND|AS|CREATE|FROM|GROUP BY|INSERT INTO|INTO|IS NULL|JOIN|"
                   "LEFT JOIN|LIMIT|ON|ORDER BY|SELECT|SET|UPDATE|VALUES|WHERE");
        return QSet<QString>(list.begin(), list.end());
    }();
    return words.contains(keyword);
}

const QStringList &commonTypes()
{
    static const QStringList types = listOf(
        "bigint|boolean|bytea|char|cidr|date|double precision|inet|integer|interval|json|jsonb|"
        "macaddr|money|numeric|oid|real|regclass|smallint|text|time|timestamp|"
        "timestamp with time zone|timestamptz|tsquery|tsvector|uuid|varchar|xml|daterange|"
        "int4range|int8range|numrange|tstzrange");
    return types;
}

} // namespace howdah::data

#include "metrics/source.h"

#include "sql/quote.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

// Q_INIT_RESOURCE must stand outside every namespace.
static void initResources()
{
    Q_INIT_RESOURCE(metrics);
}

namespace howdah::metrics {

namespace {

constexpr std::array<std::pair<Role, QLatin1String>, 17> names{{
    {Role::Time, "time"_L1},
    {Role::Model, "model"_L1},
    {Role::Provider, "provider"_L1},
    {Role::Operation, "operation"_L1},
    {Role::InputTokens, "input_tokens"_L1},
    {Role::CachedTokens, "cached_tokens"_L1},
    {Role::OutputTokens, "output_tokens"_L1},
    {Role::Cost, "cost"_L1},
    {Role::LatencyMs, "latency_ms"_L1},
    {Role::FirstTokenMs, "first_token_ms"_L1},
    {Role::Failed, "failed"_L1},
    {Role::ErrorType, "error_type"_L1},
    {Role::User, "user"_L1},
    {Role::Team, "team"_L1},
    {Role::Task, "task"_L1},
    {Role::Conversation, "conversation"_L1},
    {Role::Request, "request"_L1},
}};

const QRegularExpression &columnPattern()
{
    static const QRegularExpression pattern(u"\\{([^{}]+)\\}"_s);
    return pattern;
}

} // namespace

QString roleName(Role role)
{
    for (const auto &[known, name] : names) {
        if (known == role)
            return name;
    }
    return {};
}

std::optional<Role> roleFromName(const QString &name)
{
    for (const auto &[role, known] : names) {
        if (known == name)
            return role;
    }
    return std::nullopt;
}

QString Source::sql(Role role, const QString &alias) const
{
    const QString expression = expressions.value(role);
    QString sql;
    qsizetype at = 0;
    auto matches = columnPattern().globalMatch(expression);
    while (matches.hasNext()) {
        const auto match = matches.next();
        sql += QStringView(expression).mid(at, match.capturedStart() - at);
        sql += alias + u'.' + sql::quoteIdentifier(match.captured(1));
        at = match.capturedEnd();
    }
    return sql + expression.mid(at);
}

QStringList Source::columns() const
{
    QStringList columns;
    for (const QString &expression : expressions) {
        auto matches = columnPattern().globalMatch(expression);
        while (matches.hasNext())
            columns += matches.next().captured(1);
    }
    columns.removeDuplicates();
    return columns;
}

Result<Source> sourceFromJson(const QByteArray &json)
{
    QJsonParseError problem;
    const auto document = QJsonDocument::fromJson(json, &problem);
    if (!document.isObject())
        return Error::invalid(u"This mapping is no JSON object: %1"_s.arg(problem.errorString()));
    const QJsonObject object = document.object();
    Source source{.id = object.value("id"_L1).toString(),
                  .title = object.value("title"_L1).toString(),
                  .schema = object.value("schema"_L1).toString(),
                  .table = object.value("table"_L1).toString(),
                  .currency = object.value("currency"_L1).toString(),
                  .expressions = {}};
    if (source.id.isEmpty() || source.table.isEmpty())
        return Error::invalid(u"A mapping needs an \"id\" and a \"table\"."_s);
    const QJsonObject roles = object.value("roles"_L1).toObject();
    for (auto it = roles.begin(); it != roles.end(); ++it) {
        const auto role = roleFromName(it.key());
        if (!role)
            return Error::invalid(u"The mapping %1 names a role \"%2\" that nobody knows."_s.arg(
                source.id, it.key()));
        source.expressions.insert(*role, it.value().toString());
    }
    if (!source.has(Role::Time) || !(source.has(Role::Cost) || source.has(Role::LatencyMs)))
        return Error::invalid(
            u"The mapping %1 needs the role \"time\", and \"cost\" or \"latency_ms\"."_s.arg(
                source.id));
    return source;
}

QList<Source> builtInSources()
{
    // The mappings live in this static library, from which the linker would drop what nobody names.
    initResources();
    QList<Source> sources;
    const QDir folder(u":/metrics/sources"_s);
    const auto files = folder.entryList(QDir::Files, QDir::Name);
    for (const QString &name : files) {
        QFile file(folder.filePath(name));
        const bool opened = file.open(QIODevice::ReadOnly);
        const auto source = sourceFromJson(opened ? file.readAll() : QByteArray());
        Q_ASSERT_X(source, "builtInSources", qUtf8Printable(name));
        if (source)
            sources += *source;
    }
    return sources;
}

Result<QList<Source>> findSources(pg::Connection &connection, const QList<Source> &candidates,
                                  const pg::CallLimits &limits)
{
    // Leaf partitions are reached through their parent.
    const QString sql = uR"(
SELECT n.nspname
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relname = $1
  AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
  AND NOT c.relispartition
  AND n.nspname NOT LIKE 'pg\_temp%'
  AND ($3 = '' OR n.nspname = $3)
  AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
  AND NOT EXISTS (
      SELECT FROM pg_catalog.jsonb_array_elements_text($2::jsonb) AS wanted (name)
      WHERE NOT EXISTS (
          SELECT FROM pg_catalog.pg_attribute a
          WHERE a.attrelid = c.oid AND a.attname = wanted.name AND a.attnum > 0 AND NOT a.attisdropped))
ORDER BY pg_catalog.pg_table_is_visible(c.oid) DESC, n.nspname)"_s;
    QList<Source> found;
    for (const Source &candidate : candidates) {
        const QString columns =
            QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(candidate.columns()))
                                  .toJson(QJsonDocument::Compact));
        const auto rows = connection.query(
            sql, {candidate.table, columns, candidate.schema.isNull() ? u""_s : candidate.schema},
            limits);
        if (!rows)
            return rows.error().within(u"look for tables of LLM calls"_s);
        for (int row = 0; row < rows->rowCount(); ++row) {
            Source source = candidate;
            source.schema = rows->text(row, 0);
            found += source;
        }
    }
    return found;
}

} // namespace howdah::metrics

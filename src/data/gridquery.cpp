#include "data/gridquery.h"

#include "sql/classify.h"
#include "sql/parse.h"
#include "sql/quote.h"
#include "sql/script.h"

#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace howdah::data {

namespace {

using Test = ColumnFilter::Test;

/// Types of PostgreSQL that have no "=": json, xml, point, path, polygon and their like.
bool comparesAsText(quint32 typeOid)
{
    constexpr std::array<quint32, 8> types{114, 142, 600, 601, 602, 603, 604, 718};
    return std::find(types.begin(), types.end(), typeOid) != types.end();
}

/// For ILIKE with its usual escape character.
QString likePattern(QString text)
{
    return text.replace(u'\\', u"\\\\"_s).replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s);
}

QString inList(const QString &operand, const QStringList &values)
{
    QStringList literals;
    bool withNull = false;
    for (const QString &value : values) {
        if (value.isNull())
            withNull = true;
        else
            literals += sql::quoteLiteral(value);
    }
    const QString list = literals.isEmpty()
                             ? QString()
                             : QString(operand + u" IN ("_s + literals.join(u", "_s) + u')');
    if (!withNull)
        return list;
    const QString null = operand + u" IS NULL"_s;
    return list.isEmpty() ? null : QString(u'(' + list + u" OR "_s + null + u')');
}

QString between(const QString &operand, const QString &from, const QString &to)
{
    if (from.isEmpty() && to.isEmpty())
        return {};
    if (to.isEmpty())
        return operand + u" >= "_s + sql::quoteLiteral(from);
    if (from.isEmpty())
        return operand + u" <= "_s + sql::quoteLiteral(to);
    return operand + u" BETWEEN "_s + sql::quoteLiteral(from) + u" AND "_s + sql::quoteLiteral(to);
}

Error unsupported(const QString &why)
{
    return {.kind = Error::Kind::Unsupported, .message = why};
}

} // namespace

QString ColumnFilter::sql() const
{
    const QString name = sql::quoteIdentifier(column);
    const QString operand = comparesAsText(typeOid) ? QString(name + u"::text"_s) : name;
    const QString first = values.value(0);
    switch (test) {
    case Test::IsNull:
        return name + u" IS NULL"_s;
    case Test::IsNotNull:
        return name + u" IS NOT NULL"_s;
    case Test::InList:
        return inList(operand, values);
    case Test::Between:
        return between(operand, first, values.value(1));
    case Test::Equals:
    case Test::Differs:
    case Test::Contains:
    case Test::StartsWith:
    case Test::AtLeast:
    case Test::AtMost:
        break;
    }
    if (values.isEmpty())
        return {};
    if (first.isNull())
        return name + (test == Test::Differs ? u" IS NOT NULL"_s : u" IS NULL"_s);
    const QString literal = sql::quoteLiteral(first);
    switch (test) {
    case Test::Equals:
        return operand + u" = "_s + literal;
    case Test::Differs:
        // What is NULL differs from a value, whatever "<>" makes of it.
        return operand + u" IS DISTINCT FROM "_s + literal;
    case Test::Contains:
        return name + u"::text ILIKE "_s + sql::quoteLiteral(u'%' + likePattern(first) + u'%');
    case Test::StartsWith:
        return name + u"::text ILIKE "_s + sql::quoteLiteral(likePattern(first) + u'%');
    case Test::AtLeast:
        return operand + u" >= "_s + literal;
    case Test::AtMost:
        return operand + u" <= "_s + literal;
    case Test::Between:
    case Test::InList:
    case Test::IsNull:
    case Test::IsNotNull:
        break;
    }
    Q_UNREACHABLE();
}

QList<Test> testsFor(const Column &column)
{
    switch (column.kind) {
    case ValueKind::Boolean:
        return {Test::Equals, Test::Differs, Test::IsNull, Test::IsNotNull};
    case ValueKind::Number:
    case ValueKind::Timestamp:
    case ValueKind::TimestampWithZone:
        return {Test::Equals,  Test::Differs, Test::AtLeast, Test::AtMost,
                Test::Between, Test::InList,  Test::IsNull,  Test::IsNotNull};
    case ValueKind::Json:
    case ValueKind::Array:
    case ValueKind::Vector:
    case ValueKind::Bytes:
        return {Test::Contains, Test::Equals, Test::IsNull, Test::IsNotNull};
    case ValueKind::Text:
        break;
    }
    return {Test::Contains, Test::StartsWith, Test::Equals,  Test::Differs, Test::InList,
            Test::AtLeast,  Test::AtMost,     Test::Between, Test::IsNull,  Test::IsNotNull};
}

int valuesOf(Test test)
{
    switch (test) {
    case Test::IsNull:
    case Test::IsNotNull:
        return 0;
    case Test::Between:
        return 2;
    case Test::InList:
        return -1;
    case Test::Equals:
    case Test::Differs:
    case Test::Contains:
    case Test::StartsWith:
    case Test::AtLeast:
    case Test::AtMost:
        return 1;
    }
    Q_UNREACHABLE();
}

QString GridQuery::sql() const
{
    QStringList conditions;
    for (const ColumnFilter &filter : filters) {
        if (const QString one = filter.sql(); !one.isEmpty())
            conditions += one;
    }
    if (const QString typed = condition.trimmed(); !typed.isEmpty()) {
        // A comment at its end must not swallow the parenthesis.
        conditions += u'(' + typed + (typed.contains(u"--"_s) ? u"\n)"_s : u")"_s);
    }
    QString text = u"SELECT * FROM "_s + source;
    if (!conditions.isEmpty())
        text += u" WHERE "_s + conditions.join(u" AND "_s);
    QStringList keys;
    for (const SortKey &key : sort)
        keys += sql::quoteIdentifier(key.column) + (key.descending ? u" DESC"_s : QString());
    if (!keys.isEmpty())
        text += u" ORDER BY "_s + keys.join(u", "_s);
    if (limit > 0)
        text += u" LIMIT "_s + QString::number(limit);
    return text;
}

Result<QString> sourceOf(const QString &statement, const QList<Column> &columns)
{
    const auto what = sql::classify(statement);
    static const QSet<QString> commands{u"SELECT"_s, u"VALUES"_s, u"TABLE"_s, u"WITH"_s};
    if (!what.returnsRows || what.effect != sql::Classification::Effect::Reads ||
        !commands.contains(what.command)) {
        return unsupported(
            u"Only the rows of a SELECT can be sorted and filtered: %1 would run again."_s.arg(
                what.command));
    }
    QSet<QString> names;
    for (const Column &column : columns) {
        if (names.contains(column.name))
            return unsupported(
                u"Two columns are called %1; give one of them another name with AS."_s.arg(
                    column.name));
        names.insert(column.name);
    }
    return QString(u"(\n"_s + statement + u"\n) AS result"_s);
}

Result<void> checkCondition(const QString &text)
{
    if (text.trimmed().isEmpty())
        return {};
    const auto script = sql::Script::split(text);
    const auto statements = script.checkedStatements();
    if (!statements)
        return statements.error();
    if (statements->size() != 1 || statements->constFirst().terminated)
        return Error::invalid(u"Only one condition can stand here, without a semicolon."_s);
    const QString head = u"SELECT WHERE ("_s;
    const auto tree = sql::parse(head + text + u"\n)");
    if (!tree) {
        Error error = tree.error();
        error.position = std::clamp(error.position - int(head.size()), error.position > 0 ? 1 : 0,
                                    int(text.size()));
        return error;
    }
    // What closes our parenthesis and goes on leaves more than a WHERE behind.
    static const QSet<QString> plain{u"whereClause"_s, u"limitOption"_s, u"op"_s};
    const QStringList fields = tree->fields.keys();
    const bool onlyWhere = tree->node == "SelectStmt"_L1 &&
                           std::all_of(fields.begin(), fields.end(),
                                       [](const QString &field) { return plain.contains(field); });
    if (!onlyWhere)
        return Error::invalid(u"This is more than a condition: only what may stand after WHERE."_s);
    return {};
}

} // namespace howdah::data

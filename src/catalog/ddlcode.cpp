// Functions and types.
#include "catalog/ddlwriter.h"

#include "sql/quote.h"

using namespace Qt::StringLiterals;

namespace howdah::catalog {

namespace {

/// In dollar quotes whose tag does not occur inside, as people read it best.
QString dollarQuoted(const QString &text)
{
    QString tag = u"$_$"_s;
    const QString letters = u"XYZ"_s;
    for (qsizetype i = 0; text.contains(tag.chopped(1)); ++i)
        tag.insert(tag.size() - 1, letters[i % 3]);
    return tag + text + tag;
}

/// A setting as ALTER … SET wants it: lists of names element by element, everything else as one
/// string.
QString settingValue(const QString &name, const QString &value)
{
    static const QStringList lists{u"search_path"_s,
                                   u"temp_tablespaces"_s,
                                   u"session_preload_libraries"_s,
                                   u"shared_preload_libraries"_s,
                                   u"local_preload_libraries"_s,
                                   u"unix_socket_directories"_s};
    if (!lists.contains(name.toLower()))
        return sql::quoteLiteral(value);
    QStringList items;
    QString item = u""_s; // an element may be empty, but never NULL
    bool quoted = false;
    bool wasQuoted = false;
    for (qsizetype i = 0; i <= value.size(); ++i) {
        if (i == value.size() || (!quoted && value[i] == u',')) {
            items.append(sql::quoteLiteral(wasQuoted ? item : item.trimmed()));
            item = u""_s;
            wasQuoted = false;
        } else if (value[i] == u'"') {
            if (quoted && i + 1 < value.size() && value[i + 1] == u'"') {
                item += u'"';
                ++i;
            } else {
                quoted = !quoted;
                wasQuoted = true;
            }
        } else if (quoted || !value[i].isSpace()) {
            item += value[i];
        }
    }
    return items.join(u", "_s);
}

} // namespace

QStringList DdlWriter::createFunction(const Function &function) const
{
    const QString name =
        sql::qualifiedName(m_s.schemaName(function.schema), m_s.text(function.name));
    if (function.kind == 'a') {
        const OtherObject *aggregate = m_s.other(Kind::Aggregate, function.oid);
        if (!aggregate)
            return {};
        const QString arguments = definition(Definition::FunctionArguments, function.oid, 0, name);
        return {u"CREATE AGGREGATE "_s + name + u'(' + (arguments.isEmpty() ? u"*"_s : arguments) +
                u") (\n    "_s + m_s.text(aggregate->definition) + u"\n)"_s};
    }
    const bool procedure = function.kind == 'p';
    QString text = procedure ? u"CREATE PROCEDURE "_s : u"CREATE FUNCTION "_s;
    const QString arguments = definition(Definition::FunctionArguments, function.oid, 0, name);
    if (arguments.isNull())
        return {};
    text += name + u'(' + arguments + u')';
    if (!procedure)
        text += u" RETURNS "_s + definition(Definition::FunctionResult, function.oid, 0, name);
    const OtherObject *language = m_s.other(Kind::Language, function.language);
    const QString languageName = language ? m_s.text(language->name) : QString();
    text += u"\n    LANGUAGE "_s + sql::quoteIdentifier(languageName);
    QStringList words;
    QStringList transforms;
    for (const qint64 type : m_s.numbers(function.transformTypes))
        transforms.append(u"FOR TYPE "_s + m_s.typeName(Oid(type)));
    if (!transforms.isEmpty())
        words.append(u"TRANSFORM "_s + transforms.join(u", "_s));
    if (function.kind == 'w')
        words.append(u"WINDOW"_s);
    if (function.volatility != 'v')
        words.append(function.volatility == 'i' ? u"IMMUTABLE"_s : u"STABLE"_s);
    if (function.isStrict)
        words.append(u"STRICT"_s);
    if (function.isSecurityDefiner)
        words.append(u"SECURITY DEFINER"_s);
    if (function.isLeakproof)
        words.append(u"LEAKPROOF"_s);
    const bool compiled = languageName == "c"_L1 || languageName == "internal"_L1;
    if (!procedure && function.cost != (compiled ? 1.0F : 100.0F))
        words.append(u"COST "_s + QString::number(double(function.cost)));
    if (function.returnsSet && function.rows != 0 && function.rows != 1000)
        words.append(u"ROWS "_s + QString::number(double(function.rows)));
    if (function.parallel != 'u')
        words.append(function.parallel == 's' ? u"PARALLEL SAFE"_s : u"PARALLEL RESTRICTED"_s);
    if (const Function *support = m_s.function(function.support)) {
        words.append(u"SUPPORT "_s +
                     sql::qualifiedName(m_s.schemaName(support->schema), m_s.text(support->name)));
    }
    if (!words.isEmpty())
        text += u' ' + words.join(u' ');
    for (const QString &setting : m_s.strings(function.configuration)) {
        const QString variable = setting.section(u'=', 0, 0);
        QStringList parts;
        for (const QString &part : variable.split(u'.'))
            parts.append(sql::quoteIdentifier(part));
        text += u"\n    SET "_s + parts.join(u'.') + u" TO "_s +
                settingValue(variable, setting.section(u'=', 1));
    }
    if (function.hasSqlBody) {
        text += u'\n' + definition(Definition::FunctionBody, function.oid, 0, name);
    } else if (function.binary != Text::Null) {
        text += u"\n    AS "_s + sql::quoteLiteral(m_s.text(function.binary));
        if (m_s.utf8(function.source) != QByteArrayView("-"))
            text += u", "_s + sql::quoteLiteral(m_s.text(function.source));
    } else {
        text += u"\n    AS "_s + dollarQuoted(m_s.text(function.source));
    }
    return {text};
}

QString DdlWriter::shellType(const Type &type) const
{
    return u"CREATE TYPE "_s + sql::qualifiedName(m_s.schemaName(type.schema), m_s.text(type.name));
}

QStringList DdlWriter::createType(const Type &type) const
{
    const QString name = sql::qualifiedName(m_s.schemaName(type.schema), m_s.text(type.name));
    if (!type.isDefined)
        return {shellType(type)};
    switch (type.kind) {
    case 'e': {
        QStringList labels;
        for (const EnumLabel &label : m_s.enumLabels(type.oid))
            labels.append(sql::quoteLiteral(m_s.text(label.label)));
        return {u"CREATE TYPE "_s + name + u" AS ENUM (\n    "_s + labels.join(u",\n    "_s) +
                u"\n)"_s};
    }
    case 'c': {
        const Relation *relation = m_s.relation(type.relation);
        if (!relation)
            return {};
        QStringList columns;
        for (const Column &column : m_s.columns(*relation)) {
            QString text = sql::quoteIdentifier(m_s.text(column.name)) + u' ' +
                           m_s.typeName(column.type, column.typeModifier);
            if (column.collation != 0 && column.collation != typeCollation(column.type))
                text += u" COLLATE "_s + collation(column.collation);
            columns.append(text);
        }
        return {u"CREATE TYPE "_s + name + u" AS (\n    "_s + columns.join(u",\n    "_s) +
                u"\n)"_s};
    }
    case 'd': {
        QString text =
            u"CREATE DOMAIN "_s + name + u" AS "_s + m_s.typeName(type.base, type.typeModifier);
        if (type.collation != 0 && type.collation != typeCollation(type.base))
            text += u" COLLATE "_s + collation(type.collation);
        const QString ownDefault = m_s.definition(Definition::DomainDefault, type.oid);
        if (!ownDefault.isNull())
            text += u" DEFAULT "_s + ownDefault;
        QStringList later;
        bool notNullNamed = false;
        for (const Constraint &constraint : m_s.domainConstraints(type.oid)) {
            const QString constraintName = sql::quoteIdentifier(m_s.text(constraint.name));
            const QString body = constraint.type == 'n' ? u"NOT NULL"_s
                                                        : definition(Definition::ConstraintText,
                                                                     constraint.oid, 0, name);
            notNullNamed |= constraint.type == 'n';
            if (constraint.isValidated)
                text += u"\n    CONSTRAINT "_s + constraintName + u' ' + body;
            else
                later.append(u"ALTER DOMAIN "_s + name + u" ADD CONSTRAINT "_s + constraintName +
                             u' ' + body);
        }
        if (type.isNotNull && !notNullNamed)
            text += u" NOT NULL"_s;
        return QStringList{text} + later;
    }
    case 'r':
        return {u"CREATE TYPE "_s + name + u" AS RANGE (\n    "_s + m_s.text(type.definition) +
                u"\n)"_s};
    case 'm': // comes with its range
        return {};
    default:
        return {u"CREATE TYPE "_s + name + u" (\n    "_s + m_s.text(type.definition) + u"\n)"_s};
    }
}

} // namespace howdah::catalog

#include "data/namelookup.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::data {

NameLookup::NameLookup(const CompletionContext &context)
    : m_snapshot(context.index ? &context.index->snapshot() : nullptr)
    , m_path(context.searchPath)
{}

const catalog::Relation *NameLookup::relation(const QString &schema, const QString &table) const
{
    if (!m_snapshot)
        return nullptr;
    if (!schema.isEmpty())
        return m_snapshot->relation(schema, table);
    for (const QString &name : m_path) {
        if (const auto *found = m_snapshot->relation(name, table))
            return found;
    }
    return m_snapshot->relation(u"pg_catalog", table);
}

QList<const catalog::Function *> NameLookup::functions(const QString &schema,
                                                       const QString &name) const
{
    if (!m_snapshot)
        return {};
    if (!schema.isEmpty())
        return m_snapshot->functions(schema, name);
    QList<const catalog::Function *> found;
    for (const QString &on : m_path)
        found += m_snapshot->functions(on, name);
    return found + m_snapshot->functions(u"pg_catalog", name);
}

QList<ScopeColumn> NameLookup::columnsOf(const QString &schema, const QString &table) const
{
    const auto *found = relation(schema, table);
    return found ? columns(*found) : QList<ScopeColumn>();
}

QList<ScopeColumn> NameLookup::resultOf(const QString &schema, const QString &function) const
{
    for (const auto *found : functions(schema, function)) {
        QList<ScopeColumn> result;
        const auto types = m_snapshot->numbers(found->allArgumentTypes);
        const QStringList modes = m_snapshot->strings(found->argumentModes);
        const QStringList names = m_snapshot->strings(found->argumentNames);
        for (qsizetype i = 0; i < types.size() && i < modes.size(); ++i) {
            if (modes.at(i) == "t"_L1 || modes.at(i) == "o"_L1 || modes.at(i) == "b"_L1)
                result.append({.name = names.value(i),
                               .detail = m_snapshot->typeName(catalog::Oid(types.at(i)))});
        }
        if (!result.isEmpty())
            return result;
        const auto &relations = m_snapshot->objects().relations;
        const auto rows = std::ranges::find(relations, found->result, &catalog::Relation::rowType);
        if (found->result != 0 && rows != relations.end())
            return columns(*rows);
    }
    return {};
}

QString NameLookup::arguments(const catalog::Function &function) const
{
    const bool all = function.allArgumentTypes != catalog::Text::Null;
    const auto types =
        m_snapshot->numbers(all ? function.allArgumentTypes : function.argumentTypes);
    const QStringList modes = m_snapshot->strings(function.argumentModes);
    const QStringList names = m_snapshot->strings(function.argumentNames);
    QStringList written;
    for (qsizetype i = 0; i < types.size(); ++i) {
        const QString mode = modes.value(i, u"i"_s);
        if (mode == "o"_L1 || mode == "t"_L1)
            continue;
        const QString type = m_snapshot->typeName(catalog::Oid(types.at(i)));
        const QString name = names.value(i);
        written += (mode == "v"_L1 ? u"VARIADIC "_s : QString()) +
                   (name.isEmpty() ? type : QString(name + u' ' + type));
    }
    for (qsizetype i = written.size() - function.defaultCount; i < written.size(); ++i) {
        if (i >= 0)
            written[i] = u'[' + written.at(i) + u']';
    }
    return u'(' + written.join(u", "_s) + u')';
}

QString NameLookup::result(const catalog::Function &function) const
{
    return function.result == 0 ? QString()
                                : u" \u2192 "_s + (function.returnsSet ? u"setof "_s : QString()) +
                                      m_snapshot->typeName(function.result);
}

QList<ScopeColumn> NameLookup::columns(const catalog::Relation &relation) const
{
    QList<ScopeColumn> list;
    for (const catalog::Column &column : m_snapshot->columns(relation)) {
        list.append({.name = m_snapshot->text(column.name),
                     .detail = m_snapshot->typeName(column.type, column.typeModifier)});
    }
    return list;
}

} // namespace howdah::data

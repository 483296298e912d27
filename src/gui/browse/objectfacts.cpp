#include "gui/browse/objectfacts.h"

#include "base/format.h"
#include "catalog/acl.h"
#include "catalog/ddlwriter.h"
#include "gui/browse/factcells.h"
#include "gui/browse/kindtext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::gui {

using namespace catalog;
using namespace facts;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ObjectFacts", text);
}

QString yes(bool value)
{
    return value ? QCoreApplication::translate("ObjectFacts", "yes") : QString();
}

QString constraintWord(char type)
{
    switch (type) {
    case 'p':
        return tr("Primary key");
    case 'u':
        return tr("Unique");
    case 'f':
        return tr("Foreign key");
    case 'c':
        return tr("Check");
    case 'x':
        return tr("Exclusion");
    case 'n':
        return tr("Not null");
    default:
        return QString(QLatin1Char(type));
    }
}

} // namespace

FactTable overviewFacts(const Snapshot &s, const ObjectId &id)
{
    FactTable table{.title = tr("Overview"),
                    .headings = {tr("Property"), tr("Value")},
                    .rows = {},
                    .isCounted = false};
    const auto add = [&](const QString &name, const QString &value) {
        if (!value.isEmpty())
            table.rows.append(row({text(name), text(value)}));
    };
    add(tr("Kind"), kindTitle(id.kind));
    add(tr("Name"), s.name(id));
    if (id.kind != Kind::Schema)
        add(tr("Schema"), s.schemaName(s.schemaOf(id)));
    if (const Oid owner = s.ownerOf(id))
        add(tr("Owner"), s.roleName(owner));
    if (const Oid extension = s.extensionOf(id)) {
        const OtherObject *from = s.other(Kind::Extension, extension);
        add(tr("Extension"), from ? s.text(from->name) : QString());
    }
    add(tr("Comment"), s.comment(id));
    add(tr("OID"), QString::number(id.oid));
    const Relation *relation = s.relation(id.oid);
    if (relation && Snapshot::idOf(*relation) == id) {
        add(tr("Persistence"), relation->persistence == 'u'   ? tr("unlogged")
                               : relation->persistence == 't' ? tr("temporary")
                                                              : QString());
        add(tr("Partition key"), s.definition(Definition::PartitionKey, id.oid));
        add(tr("Partition of"), relation->isPartition && !s.parents(id.oid).empty()
                                    ? s.sqlName(*s.relation(s.parents(id.oid).front().parent)) +
                                          u' ' + s.definition(Definition::PartitionBound, id.oid)
                                    : QString());
        add(tr("Row level security"), relation->rowSecurity
                                          ? (relation->forceRowSecurity ? tr("forced") : tr("on"))
                                          : QString());
        add(tr("Storage parameters"), s.strings(relation->options).join(u", "_s));
        if (const OtherObject *foreign = s.other(Kind::ForeignTable, id.oid))
            add(tr("Foreign"), s.text(foreign->definition));
        if (const Sequence *sequence = s.sequence(id.oid)) {
            add(tr("Type"), s.typeName(sequence->type));
            add(tr("Start, increment"),
                QString::number(sequence->start) + u", "_s + QString::number(sequence->increment));
            add(tr("Range"),
                QString::number(sequence->minimum) + u" … "_s + QString::number(sequence->maximum));
        }
    }
    if (const Function *function = s.function(id.oid);
        function && Snapshot::idOf(*function) == id) {
        add(tr("Arguments"), s.argumentTypes(*function));
        add(tr("Returns"), s.typeName(function->result));
        const OtherObject *language = s.other(Kind::Language, function->language);
        add(tr("Language"), language ? s.text(language->name) : QString());
        add(tr("Volatility"), function->volatility == 'i'   ? u"IMMUTABLE"_s
                              : function->volatility == 's' ? u"STABLE"_s
                                                            : u"VOLATILE"_s);
        add(tr("Security definer"), yes(function->isSecurityDefiner));
        add(tr("Strict"), yes(function->isStrict));
        add(tr("Settings"), s.strings(function->configuration).join(u", "_s));
    }
    if (const Type *type = id.kind == Kind::Type ? s.type(id.oid) : nullptr) {
        QStringList labels;
        for (const EnumLabel &label : s.enumLabels(type->oid))
            labels.append(s.text(label.label));
        add(tr("Labels"), labels.join(u", "_s));
        if (type->base != 0)
            add(tr("Base type"), s.typeName(type->base, type->typeModifier));
    }
    if (const OtherObject *other = s.other(id.kind, id.oid)) {
        if (id.kind != Kind::Aggregate && id.kind != Kind::ForeignTable &&
            id.kind != Kind::DefaultPrivileges)
            add(tr("Details"), s.text(other->detail));
    }
    return table;
}

FactTable columnFacts(const Snapshot &s, const Relation &relation)
{
    FactTable table{.title = tr("Columns"),
                    .headings = {tr("#"), tr("Name"), tr("Type"), tr("Key"), tr("Not null"),
                                 tr("Default"), tr("Storage"), tr("Comment")},
                    .rows = {}};
    QHash<qint64, QStringList> keys;
    for (const Constraint &constraint : s.constraints(relation.oid)) {
        const QString word = constraint.type == 'p'   ? tr("PK")
                             : constraint.type == 'f' ? tr("FK")
                             : constraint.type == 'u' ? tr("unique")
                                                      : QString();
        if (word.isEmpty())
            continue;
        for (const qint64 key : s.numbers(constraint.keys)) {
            if (!keys[key].contains(word))
                keys[key].append(word);
        }
    }
    for (const Column &column : s.columns(relation)) {
        const ObjectId id{.kind = Kind::Column, .oid = relation.oid, .number = column.number};
        QString expression =
            s.definition(Definition::DefaultExpression, relation.oid, column.number);
        if (column.generated != '\0')
            expression = tr("generated: %1").arg(expression);
        else if (column.identity != '\0')
            expression =
                column.identity == 'a' ? tr("identity (always)") : tr("identity (by default)");
        const QString storage = column.storage == 'p'   ? u"plain"_s
                                : column.storage == 'e' ? u"external"_s
                                : column.storage == 'm' ? u"main"_s
                                                        : u"extended"_s;
        table.rows.append(
            row({number(column.number), text(s.text(column.name)),
                 text(s.typeName(column.type, column.typeModifier)),
                 text(keys.value(column.number).join(u", "_s)), text(yes(column.notNull)),
                 text(expression), text(column.compression == 'l' ? storage + u", lz4"_s : storage),
                 text(s.comment(id))}));
    }
    return table;
}

FactTable constraintFacts(const Snapshot &s, const Relation &relation)
{
    FactTable table{
        .title = tr("Keys"),
        .headings = {tr("Name"), tr("Kind"), tr("Definition"), tr("State"), tr("Comment")},
        .rows = {}};
    const DdlWriter writer(s);
    const auto add = [&](const Constraint &constraint, bool incoming) {
        const Relation *of = s.relation(incoming ? constraint.relation : constraint.referenced);
        QString definition = writer.constraintText(constraint);
        if (incoming && of)
            definition = s.sqlName(*of) + u": "_s + definition;
        QStringList state;
        if (!constraint.isValidated)
            state.append(tr("not validated"));
        if (!constraint.isEnforced)
            state.append(tr("not enforced"));
        if (constraint.isDeferrable)
            state.append(constraint.isDeferred ? tr("deferred") : tr("deferrable"));
        const QList<Fact> facts{
            text(s.text(constraint.name)),
            text(incoming ? tr("Referenced by") : constraintWord(constraint.type)),
            text(definition), text(state.join(u", "_s)),
            text(s.comment({.kind = Kind::Constraint, .oid = constraint.oid}))};
        table.rows.append(of ? leading(facts, Snapshot::idOf(*of)) : row(facts));
    };
    for (const Constraint &constraint : s.constraints(relation.oid))
        add(constraint, false);
    std::ranges::stable_sort(table.rows, {},
                             [](const FactModel::Row &r) { return r.facts[1].text; });
    for (const Constraint *constraint : s.referencing(relation.oid))
        add(*constraint, true);
    return table;
}

FactTable indexFacts(const Snapshot &s, const Relation &relation, const RelationDetails *details)
{
    FactTable table{.title = tr("Indexes"),
                    .headings = {tr("Name"), tr("Definition"), tr("Size"), tr("Scans"), tr("State"),
                                 tr("Comment")},
                    .rows = {}};
    const DdlWriter writer(s);
    for (const Index &index : s.indexes(relation.oid)) {
        const ObjectId id{.kind = Kind::Index, .oid = index.oid};
        QStringList state;
        if (index.isPrimary)
            state.append(tr("primary key"));
        else if (index.isUnique)
            state.append(tr("unique"));
        if (!index.isValid)
            state.append(tr("INVALID"));
        const auto measured =
            details ? details->indexes.value(index.oid) : RelationDetails::OfIndex();
        const qint64 bytes = measured.bytes >= 0 ? measured.bytes : qint64(index.pages) * 8192;
        QString definition = writer.create(id).value(0);
        if (const qsizetype from = definition.indexOf(u" USING "_s); from >= 0)
            definition = definition.mid(from + 7);
        table.rows.append(leading({text(s.text(index.name)), text(definition), size(bytes),
                                   details ? number(measured.scans) : text({}),
                                   text(state.join(u", "_s)), text(s.comment(id))},
                                  id));
    }
    return table;
}

FactTable triggerFacts(const Snapshot &s, const Relation &relation)
{
    FactTable table{.title = tr("Triggers"),
                    .headings = {tr("Name"), tr("Function"), tr("State"), tr("Definition")},
                    .rows = {}};
    for (const Trigger &trigger : s.triggers(relation.oid)) {
        const Function *function = s.function(trigger.function);
        const QList<Fact> facts{text(s.text(trigger.name)),
                                text(function ? s.sqlName(*function) : QString()),
                                text(trigger.enabled == 'D' ? tr("disabled") : tr("enabled")),
                                text(s.definition(Definition::TriggerText, trigger.oid))};
        table.rows.append(function ? leading(facts, Snapshot::idOf(*function)) : row(facts));
    }
    for (const Rule &rule : s.rules(relation.oid)) {
        if (!rule.isView) {
            table.rows.append(row({text(s.text(rule.name)), text(tr("rule")),
                                   text(rule.enabled == 'D' ? tr("disabled") : tr("enabled")),
                                   text(s.definition(Definition::RuleText, rule.oid))}));
        }
    }
    return table;
}

FactTable policyFacts(const Snapshot &s, const Relation &relation)
{
    FactTable table{
        .title = tr("Policies"),
        .headings = {tr("Name"), tr("Command"), tr("Roles"), tr("Using"), tr("With check")},
        .rows = {}};
    for (const Policy &policy : s.policies(relation.oid)) {
        const QString command = policy.command == 'r'   ? u"SELECT"_s
                                : policy.command == 'a' ? u"INSERT"_s
                                : policy.command == 'w' ? u"UPDATE"_s
                                : policy.command == 'd' ? u"DELETE"_s
                                                        : u"ALL"_s;
        QStringList roles;
        for (const qint64 role : s.numbers(policy.roles))
            roles.append(role == 0 ? u"PUBLIC"_s : s.roleName(Oid(role)));
        table.rows.append(
            row({text(s.text(policy.name)),
                 text(policy.isPermissive ? command : tr("%1 (restrictive)").arg(command)),
                 text(roles.join(u", "_s)), text(s.definition(Definition::PolicyUsing, policy.oid)),
                 text(s.definition(Definition::PolicyCheck, policy.oid))}));
    }
    return table;
}

FactTable partitionFacts(const Snapshot &s, const Relation &relation)
{
    FactTable table{
        .title = relation.isPartitioned() ? tr("Partitions") : tr("Inheriting tables"),
        .headings = {tr("Name"), tr("Bounds"), tr("Rows (estimate)"), tr("Size (estimate)")},
        .rows = {}};
    for (const Oid child : s.children(relation.oid)) {
        const Relation *partition = s.relation(child);
        if (!partition)
            continue;
        table.rows.append(leading(
            {text(s.sqlName(*partition)), text(s.definition(Definition::PartitionBound, child)),
             number(qint64(partition->tuples)), size(qint64(partition->pages) * 8192)},
            Snapshot::idOf(*partition)));
    }
    return table;
}

FactTable privilegeFacts(const Snapshot &s, const ObjectId &id)
{
    FactTable table{.title = tr("Privileges"), .headings = {tr("Role")}, .rows = {}};
    const QString letters = privilegeLetters(id.kind, s.serverVersion());
    if (letters.isEmpty())
        return table;
    for (const QChar letter : letters)
        table.headings.append(privilegeName(letter));
    table.headings.append(tr("Granted by"));
    const auto add = [&](const AclItem &item, const QString &column) {
        const QString role = item.grantee.isEmpty() ? u"PUBLIC"_s : item.grantee;
        QList<Fact> facts{text(column.isEmpty() ? role : tr("%1, column %2").arg(role, column))};
        for (const QChar letter : letters) {
            facts.append(text(item.grantOptions.contains(letter) ? tr("yes, may grant")
                              : item.privileges.contains(letter) ? tr("yes")
                                                                 : QString()));
        }
        facts.append(text(item.grantor));
        table.rows.append(row(facts));
    };
    for (const AclItem &item : effectiveAcl(s, id))
        add(item, {});
    const Relation *relation = s.relation(id.oid);
    if (relation && Snapshot::idOf(*relation) == id) {
        for (const Column &column : s.columns(*relation)) {
            for (const AclItem &item : parseAcl(s, column.acl))
                add(item, s.text(column.name));
        }
    }
    return table;
}

FactTable dependencyFacts(const Snapshot &s, const DependencyGraph &graph, const ObjectId &id)
{
    FactTable table{.title = tr("Dependencies"),
                    .headings = {tr("Direction"), tr("Kind"), tr("Name"), tr("Through")},
                    .rows = {}};
    const auto add = [&](std::span<const DependencyGraph::Link> links, const QString &direction) {
        for (size_t first = 0; first < links.size();) {
            const ObjectId &other = links[first].object;
            QStringList through;
            size_t next = first;
            for (; next < links.size() && links[next].object == other; ++next) {
                const DependencyGraph::Link &link = links[next];
                if (link.through == other || link.through == id)
                    continue;
                const QString part = kindTitle(link.through.kind) + u' ' + s.name(link.through);
                const QString line = link.isDefault ? tr("Default of %1").arg(part) : part;
                if (!through.contains(line))
                    through.append(line);
            }
            table.rows.append(leading(
                {text(direction), text(kindTitle(other.kind)),
                 text(other.kind == Kind::PublicationMember ? s.name(other) : s.sqlName(other)),
                 text(through.join(u", "_s))},
                other));
            first = next;
        }
    };
    add(graph.usedBy(id), tr("Used by"));
    add(graph.needs(id), tr("Needs"));
    return table;
}

} // namespace howdah::gui

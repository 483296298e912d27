// Views, sequences, triggers, policies and the kinds whose statement the server put together; and
// which of all writers writes what.
#include "catalog/ddlwriter.h"

#include "sql/quote.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::catalog {

namespace {

QString withoutSemicolon(QString text)
{
    while (text.endsWith(u';') || text.endsWith(u'\n'))
        text.chop(1);
    return text;
}

} // namespace

QStringList DdlWriter::createView(const Relation &relation) const
{
    const QString name = m_s.sqlName(relation);
    const bool materialized = relation.kind == 'm';
    QString text = materialized ? u"CREATE MATERIALIZED VIEW "_s : u"CREATE VIEW "_s;
    text += name;
    const OtherObject *method = m_s.other(Kind::AccessMethod, relation.accessMethod);
    if (materialized && method && m_s.utf8(method->name) != QByteArrayView("heap"))
        text += u" USING "_s + sql::quoteIdentifier(m_s.text(method->name));
    QStringList with;
    for (const QString &part :
         {options(relation.options), options(relation.toastOptions, "toast."_L1)}) {
        if (!part.isEmpty())
            with.append(part);
    }
    if (!with.isEmpty())
        text += u" WITH ("_s + with.join(u", "_s) + u')';
    text += tablespace(relation.tablespace);
    const QString query = definition(Definition::ViewQuery, relation.oid, 0, name);
    if (query.isNull())
        return {};
    text += u" AS\n"_s + withoutSemicolon(query);
    if (materialized)
        text += u"\n  WITH NO DATA"_s;
    for (const QString &option : m_s.strings(relation.options)) {
        if (option.startsWith("check_option="_L1))
            text += u"\n  WITH "_s + option.section(u'=', 1).toUpper() + u" CHECK OPTION"_s;
    }
    QStringList statements{text};
    if (materialized)
        statements += columnSettings(relation);
    return statements;
}

QString DdlWriter::viewStub(const Relation &view) const
{
    QStringList columns;
    for (const Column &column : m_s.columns(view)) {
        QString text = u"NULL::"_s + m_s.typeName(column.type, column.typeModifier);
        if (column.collation != 0 && column.collation != typeCollation(column.type))
            text += u" COLLATE "_s + collation(column.collation);
        columns.append(text + u" AS "_s + sql::quoteIdentifier(m_s.text(column.name)));
    }
    return u"CREATE VIEW "_s + m_s.sqlName(view) + u" AS\nSELECT\n    "_s +
           columns.join(u",\n    "_s);
}

QString DdlWriter::sequenceOptions(const Sequence &sequence) const
{
    return u"START WITH "_s + QString::number(sequence.start) + u" INCREMENT BY "_s +
           QString::number(sequence.increment) + u" MINVALUE "_s +
           QString::number(sequence.minimum) + u" MAXVALUE "_s + QString::number(sequence.maximum) +
           u" CACHE "_s + QString::number(sequence.cache) +
           (sequence.cycles ? u" CYCLE"_s : QString());
}

QStringList DdlWriter::createSequence(const Relation &relation) const
{
    const Sequence *sequence = m_s.sequence(relation.oid);
    if (!sequence)
        return {};
    return {u"CREATE "_s + (relation.persistence == 'u' ? u"UNLOGGED "_s : QString()) +
            u"SEQUENCE "_s + m_s.sqlName(relation) + u" AS "_s + m_s.typeName(sequence->type) +
            u' ' + sequenceOptions(*sequence)};
}

QString DdlWriter::sequenceOwnedBy(const Sequence &sequence) const
{
    const Relation *relation = m_s.relation(sequence.relation);
    const Relation *table = m_s.relation(sequence.ownerTable);
    const Column *column = table ? m_s.column(*table, sequence.ownerColumn) : nullptr;
    if (!relation || !column || sequence.isIdentity)
        return {};
    return u"ALTER SEQUENCE "_s + m_s.sqlName(*relation) + u" OWNED BY "_s + m_s.sqlName(*table) +
           u'.' + sql::quoteIdentifier(m_s.text(column->name));
}

QStringList DdlWriter::createTrigger(const Trigger &trigger) const
{
    const Relation *relation = m_s.relation(trigger.relation);
    if (!relation)
        return {};
    const QString name = sql::quoteIdentifier(m_s.text(trigger.name));
    // One that came from the partitioned table is made there; here only its state may differ.
    const Trigger *parent = m_s.trigger(trigger.parent);
    if (parent)
        return parent->enabled == trigger.enabled ? QStringList()
                                                  : QStringList{triggerState(trigger)};
    const QString text = definition(Definition::TriggerText, trigger.oid, 0, name);
    if (text.isNull())
        return {};
    QStringList statements{text};
    if (trigger.enabled != 'O')
        statements.append(triggerState(trigger));
    return statements;
}

QString DdlWriter::triggerState(const Trigger &trigger) const
{
    const Relation *relation = m_s.relation(trigger.relation);
    const QString word = trigger.enabled == 'O'   ? u"ENABLE TRIGGER "_s
                         : trigger.enabled == 'D' ? u"DISABLE TRIGGER "_s
                         : trigger.enabled == 'A' ? u"ENABLE ALWAYS TRIGGER "_s
                                                  : u"ENABLE REPLICA TRIGGER "_s;
    return u"ALTER TABLE "_s + (relation ? m_s.sqlName(*relation) : QString()) + u' ' + word +
           sql::quoteIdentifier(m_s.text(trigger.name));
}

QStringList DdlWriter::createPolicy(const Policy &policy) const
{
    const Relation *relation = m_s.relation(policy.relation);
    if (!relation)
        return {};
    const QString name = sql::quoteIdentifier(m_s.text(policy.name));
    QString text = u"CREATE POLICY "_s + name + u" ON "_s + m_s.sqlName(*relation);
    if (!policy.isPermissive)
        text += u" AS RESTRICTIVE"_s;
    const auto command = [&] {
        switch (policy.command) {
        case 'r':
            return u" FOR SELECT"_s;
        case 'a':
            return u" FOR INSERT"_s;
        case 'w':
            return u" FOR UPDATE"_s;
        case 'd':
            return u" FOR DELETE"_s;
        default:
            return QString();
        }
    };
    text += command();
    QStringList roles;
    for (const qint64 role : m_s.numbers(policy.roles))
        roles.append(role == 0 ? u"PUBLIC"_s : sql::quoteIdentifier(m_s.roleName(Oid(role))));
    if (roles != QStringList{u"PUBLIC"_s} && !roles.isEmpty())
        text += u" TO "_s + roles.join(u", "_s);
    if (policy.hasUsing)
        text += u" USING ("_s + definition(Definition::PolicyUsing, policy.oid, 0, name) + u')';
    if (policy.hasCheck)
        text +=
            u" WITH CHECK ("_s + definition(Definition::PolicyCheck, policy.oid, 0, name) + u')';
    return {text};
}

QStringList DdlWriter::createOther(const OtherObject &object) const
{
    const QString name = m_s.text(object.name);
    if (object.kind == Kind::DefaultPrivileges)
        return defaultPrivileges(object);
    if (object.kind == Kind::Statistics) {
        QString text = definition(Definition::StatisticsText, object.oid, 0, name);
        if (text.isNull())
            return {};
        QStringList statements{text};
        if (object.detail != Text::Null) {
            statements.append(u"ALTER STATISTICS "_s + m_s.text(object.identity) +
                              u" SET STATISTICS "_s + m_s.text(object.detail));
        }
        return statements;
    }
    QString text = m_s.text(object.definition);
    if (text.isNull())
        return {};
    if (object.kind == Kind::PublicationMember &&
        m_s.utf8(object.detail) == QByteArrayView("filter"))
        text += u" WHERE "_s + definition(Definition::PublicationFilter, object.oid, 0, name);
    if (object.kind == Kind::UserMapping && object.detail != Text::Null)
        miss(name + u": its password is never read; set it with ALTER USER MAPPING"_s);
    if (object.kind == Kind::Subscription)
        miss(name + u": where the subscription connects to is never read, and it is written "
                    u"disabled; set it"
                    u" with ALTER SUBSCRIPTION"_s);
    return {text};
}

QStringList DdlWriter::create(const ObjectId &id) const
{
    QStringList statements;
    switch (id.kind) {
    case Kind::Schema:
        statements.append(u"CREATE SCHEMA "_s + m_s.sqlName(id));
        break;
    case Kind::Table:
    case Kind::ForeignTable:
        if (const Relation *relation = m_s.relation(id.oid))
            statements = createTable(*relation, {});
        break;
    case Kind::View:
    case Kind::MaterializedView:
        if (const Relation *relation = m_s.relation(id.oid))
            statements = createView(*relation);
        break;
    case Kind::Sequence:
        if (const Relation *relation = m_s.relation(id.oid))
            statements = createSequence(*relation);
        break;
    case Kind::Index:
        if (const Index *index = m_s.index(id.oid)) {
            statements = createIndex(*index);
            for (const IndexColumn &column : m_s.objects().indexColumns) {
                if (column.index == id.oid && column.statisticsTarget >= 0) {
                    statements.append(u"ALTER INDEX "_s + m_s.sqlName(id) + u" ALTER COLUMN "_s +
                                      QString::number(column.number) + u" SET STATISTICS "_s +
                                      QString::number(column.statisticsTarget));
                }
            }
            statements += indexMarks(*index);
            statements += extensionUses(id);
        }
        return statements;
    case Kind::Constraint:
        if (const Constraint *constraint = m_s.constraint(id.oid)) {
            if (const QString text = addConstraint(*constraint); !text.isNull())
                statements.append(text);
            if (const Index *index =
                    constraint->type == 'f' ? nullptr : m_s.index(constraint->index)) {
                statements += indexMarks(*index);
                statements += extensionUses({.kind = Kind::Index, .oid = index->oid});
            }
        }
        return statements;
    case Kind::Column:
        if (const Relation *relation = m_s.relation(id.oid)) {
            if (const Column *column = m_s.column(*relation, id.number))
                statements.append(u"ALTER TABLE "_s + m_s.sqlName(*relation) + u" ADD COLUMN "_s +
                                  columnText(*relation, *column, {}));
        }
        return statements;
    case Kind::Trigger:
        if (const Trigger *trigger = m_s.trigger(id.oid))
            statements = createTrigger(*trigger) + extensionUses(id);
        return statements;
    case Kind::Rule:
        if (const Rule *rule = m_s.rule(id.oid)) {
            const QString text =
                definition(Definition::RuleText, rule->oid, 0, m_s.text(rule->name));
            if (!text.isNull())
                statements.append(withoutSemicolon(text));
            const Relation *relation = m_s.relation(rule->relation);
            if (relation && rule->enabled != 'O') {
                const QString word = rule->enabled == 'D'   ? u"DISABLE RULE "_s
                                     : rule->enabled == 'A' ? u"ENABLE ALWAYS RULE "_s
                                                            : u"ENABLE REPLICA RULE "_s;
                statements.append(u"ALTER TABLE "_s + m_s.sqlName(*relation) + u' ' + word +
                                  sql::quoteIdentifier(m_s.text(rule->name)));
            }
        }
        return statements;
    case Kind::Policy:
        if (const Policy *policy = m_s.policy(id.oid))
            statements = createPolicy(*policy);
        return statements;
    case Kind::Function:
    case Kind::Procedure:
    case Kind::Aggregate:
        if (const Function *function = m_s.function(id.oid))
            statements = createFunction(*function);
        break;
    case Kind::Type:
        if (const Type *type = m_s.type(id.oid))
            statements = createType(*type);
        break;
    default:
        if (const OtherObject *object = m_s.other(id.kind, id.oid))
            statements = createOther(*object);
        break;
    }
    if (!statements.isEmpty()) {
        if (const QString text = owner(id); !text.isNull())
            statements.append(text);
        statements += extensionUses(id);
    }
    return statements;
}

QStringList DdlWriter::everything(const ObjectId &id) const
{
    QStringList statements = create(id);
    const Relation *relation = m_s.relation(id.oid);
    const bool isTable = id.kind == Kind::Table || id.kind == Kind::ForeignTable ||
                         id.kind == Kind::View || id.kind == Kind::MaterializedView;
    if (relation && isTable) {
        QSet<Oid> byConstraint;
        for (const Constraint &constraint : m_s.constraints(id.oid)) {
            if (constraint.type == 'p' || constraint.type == 'u' || constraint.type == 'x')
                byConstraint.insert(constraint.index);
            const bool inTable =
                (constraint.type == 'c' && constraint.isValidated && constraint.isEnforced) ||
                constraint.type == 'n';
            if (!inTable && (constraint.type == 'f' ? isForeignKeyOfItsOwn(constraint)
                                                    : constraint.parent == 0))
                statements += create({.kind = Kind::Constraint, .oid = constraint.oid});
        }
        if (const QString attached = attach(id.oid); !attached.isNull())
            statements.append(attached);
        for (const Index &index : m_s.indexes(id.oid)) {
            if (!byConstraint.contains(index.oid))
                statements += create({.kind = Kind::Index, .oid = index.oid});
        }
        for (const Rule &rule : m_s.rules(id.oid)) {
            if (!rule.isView)
                statements += create({.kind = Kind::Rule, .oid = rule.oid});
        }
        for (const Trigger &trigger : m_s.triggers(id.oid))
            statements += create({.kind = Kind::Trigger, .oid = trigger.oid});
        for (const Policy &policy : m_s.policies(id.oid))
            statements += create({.kind = Kind::Policy, .oid = policy.oid});
    }
    if (id.kind == Kind::Sequence) {
        const Sequence *sequence = m_s.sequence(id.oid);
        if (const QString owned = sequence ? sequenceOwnedBy(*sequence) : QString();
            !owned.isNull())
            statements.append(owned);
    }
    statements += comments(id);
    statements += grants(id);
    statements += securityLabels(id);
    return statements;
}

QString DdlWriter::text(const ObjectId &id) const
{
    const QStringList statements = everything(id);
    return statements.isEmpty() ? QString() : statements.join(u";\n\n"_s) + u";\n"_s;
}

} // namespace howdah::catalog

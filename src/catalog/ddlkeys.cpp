// Constraints, indexes, and how both and partitions are attached.
#include "catalog/ddlwriter.h"

#include "sql/quote.h"

using namespace Qt::StringLiterals;

namespace howdah::catalog {

QString DdlWriter::constraintText(const Constraint &constraint) const
{
    const QString name = m_s.text(constraint.name);
    const auto action = [](char letter) {
        switch (letter) {
        case 'r':
            return u"RESTRICT"_s;
        case 'c':
            return u"CASCADE"_s;
        case 'n':
            return u"SET NULL"_s;
        case 'd':
            return u"SET DEFAULT"_s;
        default:
            return QString();
        }
    };
    const Relation *relation = m_s.relation(constraint.relation);
    QString text;
    switch (constraint.type) {
    case 'c':
        if (!relation)
            return definition(Definition::ConstraintText, constraint.oid, 0, name);
        text =
            u"CHECK ("_s + definition(Definition::CheckExpression, constraint.oid, 0, name) + u')';
        if (constraint.noInherit)
            text += u" NO INHERIT"_s;
        break;
    case 'p':
    case 'u': {
        if (!relation)
            return {};
        text = constraint.type == 'p' ? u"PRIMARY KEY"_s : u"UNIQUE"_s;
        const Index *index = m_s.index(constraint.index);
        if (index && index->nullsNotDistinct)
            text += u" NULLS NOT DISTINCT"_s;
        text += u" ("_s + columnNames(*relation, constraint.keys) +
                (constraint.hasPeriod ? u" WITHOUT OVERLAPS)"_s : u")"_s);
        if (index) {
            QStringList included;
            const auto keys = m_s.numbers(index->keys);
            for (const qint64 number : keys.mid(index->keyCount)) {
                if (const Column *column = m_s.column(*relation, qint16(number)))
                    included.append(sql::quoteIdentifier(m_s.text(column->name)));
            }
            if (!included.isEmpty())
                text += u" INCLUDE ("_s + included.join(u", "_s) + u')';
            if (index->options != Text::Null)
                text += u" WITH ("_s + options(index->options) + u')';
            if (index->tablespace != 0)
                text += u" USING INDEX"_s + tablespace(index->tablespace);
        }
        break;
    }
    case 'f': {
        const Relation *referenced = m_s.relation(constraint.referenced);
        if (!relation || !referenced)
            return {};
        const auto columns = [&](const Relation &of, Text numbers) {
            QString list = columnNames(of, numbers);
            if (constraint.hasPeriod)
                list.insert(list.lastIndexOf(u", "_s) + 2, u"PERIOD "_s);
            return list;
        };
        text = u"FOREIGN KEY ("_s + columns(*relation, constraint.keys) + u") REFERENCES "_s +
               m_s.sqlName(*referenced) + u'(' + columns(*referenced, constraint.referencedKeys) +
               u')';
        if (constraint.match == 'f')
            text += u" MATCH FULL"_s;
        if (const QString word = action(constraint.updateAction); !word.isNull())
            text += u" ON UPDATE "_s + word;
        if (const QString word = action(constraint.deleteAction); !word.isNull())
            text += u" ON DELETE "_s + word;
        if (constraint.deleteSetColumns != Text::Null)
            text += u" ("_s + columnNames(*relation, constraint.deleteSetColumns) + u')';
        break;
    }
    case 'x':
        return definition(Definition::ConstraintText, constraint.oid, 0, name);
    case 'n':
        return relation ? u"NOT NULL "_s + columnNames(*relation, constraint.keys) : u"NOT NULL"_s;
    default:
        miss(name + u": a constraint of a kind that is not known ("_s +
             QLatin1Char(constraint.type) + u')');
        return {};
    }
    if (constraint.isDeferrable)
        text += u" DEFERRABLE"_s;
    if (constraint.isDeferred)
        text += u" INITIALLY DEFERRED"_s;
    if (!constraint.isEnforced)
        text += u" NOT ENFORCED"_s;
    else if (!constraint.isValidated)
        text += u" NOT VALID"_s;
    return text;
}

bool DdlWriter::isForeignKeyOfItsOwn(const Constraint &constraint) const
{
    const Constraint *parent = m_s.constraint(constraint.parent);
    return constraint.type == 'f' && (!parent || (parent->relation != constraint.relation &&
                                                  parent->name != constraint.name));
}

QString DdlWriter::addConstraint(const Constraint &constraint) const
{
    const Relation *relation = m_s.relation(constraint.relation);
    const QString text = constraintText(constraint);
    if (!relation || text.isEmpty())
        return {};
    // A foreign key of a partitioned table belongs to its partitions as well, a check to what
    // inherits.
    const bool inherited = (constraint.type == 'f' && relation->isPartitioned()) ||
                           (constraint.type == 'c' && !constraint.noInherit);
    const bool only = !inherited && relation->kind != 'f';
    return u"ALTER "_s + keyword(m_s, Snapshot::idOf(*relation)) + (only ? u" ONLY "_s : u" "_s) +
           m_s.sqlName(*relation) + u"\n    ADD CONSTRAINT "_s +
           sql::quoteIdentifier(m_s.text(constraint.name)) + u' ' + text;
}

QString DdlWriter::indexColumn(const Index &index, const Relation &relation, qsizetype place) const
{
    const auto keys = m_s.numbers(index.keys);
    const Column *column = m_s.column(relation, qint16(keys.value(place)));
    if (!column)
        return u"?"_s;
    QString text = sql::quoteIdentifier(m_s.text(column->name));
    if (place >= index.keyCount)
        return text;
    const Oid collated = Oid(m_s.numbers(index.collations).value(place));
    if (collated != 0 && collated != column->collation)
        text += u" COLLATE "_s + collation(collated);
    const OperatorClassName *opclass =
        m_s.operatorClass(Oid(m_s.numbers(index.classes).value(place)));
    if (opclass && !opclass->isDefault) {
        const QString schema = m_s.schemaName(opclass->schema);
        text += u' ' + (schema == "pg_catalog"_L1
                            ? sql::quoteIdentifier(m_s.text(opclass->name))
                            : sql::qualifiedName(schema, m_s.text(opclass->name)));
    }
    const qint64 flags = m_s.numbers(index.flags).value(place);
    if (flags & 1) {
        text += u" DESC"_s;
        if (!(flags & 2))
            text += u" NULLS LAST"_s;
    } else if (flags & 2) {
        text += u" NULLS FIRST"_s;
    }
    return text;
}

QStringList DdlWriter::createIndex(const Index &index) const
{
    const Relation *relation = m_s.relation(index.relation);
    if (!relation)
        return {};
    const QString name = sql::quoteIdentifier(m_s.text(index.name));
    QString text = m_s.definition(Definition::IndexText, index.oid);
    if (text.isNull()) {
        if (index.hasExpressions || index.hasPredicate) {
            (void)definition(Definition::IndexText, index.oid, 0, name); // says that it is missing
            return {};
        }
        const OtherObject *method = m_s.other(Kind::AccessMethod, index.accessMethod);
        QStringList keys;
        QStringList included;
        const qsizetype count = m_s.numbers(index.keys).size();
        for (qsizetype place = 0; place < count; ++place)
            (place < index.keyCount ? keys : included).append(indexColumn(index, *relation, place));
        text = u"CREATE "_s + (index.isUnique ? u"UNIQUE "_s : QString()) + u"INDEX "_s + name +
               u" ON "_s + (index.isPartitioned ? u"ONLY "_s : QString()) + m_s.sqlName(*relation) +
               u" USING "_s + (method ? sql::quoteIdentifier(m_s.text(method->name)) : u"?"_s) +
               u" ("_s + keys.join(u", "_s) + u')';
        if (!included.isEmpty())
            text += u" INCLUDE ("_s + included.join(u", "_s) + u')';
        if (index.nullsNotDistinct)
            text += u" NULLS NOT DISTINCT"_s;
        if (index.options != Text::Null)
            text += u" WITH ("_s + options(index.options) + u')';
    }
    if (index.tablespace != 0) {
        // Before WHERE, which is last.
        const QString clause = tablespace(index.tablespace);
        const qsizetype where = index.hasPredicate ? text.lastIndexOf(u" WHERE "_s) : -1;
        if (where >= 0)
            text.insert(where, clause);
        else
            text += clause;
    }
    return {text};
}

/// What a table says about one of its indexes.
QStringList DdlWriter::indexMarks(const Index &index) const
{
    const Relation *relation = m_s.relation(index.relation);
    if (!relation)
        return {};
    const QString name = sql::quoteIdentifier(m_s.text(index.name));
    const QString table = m_s.sqlName(*relation);
    QStringList statements;
    if (index.isClustered)
        statements.append(u"ALTER TABLE "_s + table + u" CLUSTER ON "_s + name);
    if (index.isReplicaIdentity && relation->replicaIdentity == 'i')
        statements.append(u"ALTER TABLE ONLY "_s + table + u" REPLICA IDENTITY USING INDEX "_s +
                          name);
    return statements;
}

QString DdlWriter::attach(Oid oid) const
{
    const auto parents = m_s.parents(oid);
    if (parents.empty())
        return {};
    if (const Relation *relation = m_s.relation(oid)) {
        const Relation *parent = m_s.relation(parents.front().parent);
        if (!relation->isPartition || !parent)
            return {};
        return u"ALTER TABLE ONLY "_s + m_s.sqlName(*parent) + u" ATTACH PARTITION "_s +
               m_s.sqlName(*relation) + u' ' +
               definition(Definition::PartitionBound, oid, 0, m_s.sqlName(*relation));
    }
    const Index *index = m_s.index(oid);
    const Index *parent = m_s.index(parents.front().parent);
    if (!index || !parent)
        return {};
    return u"ALTER INDEX "_s + m_s.sqlName(ObjectId{.kind = Kind::Index, .oid = parent->oid}) +
           u" ATTACH PARTITION "_s + m_s.sqlName(ObjectId{.kind = Kind::Index, .oid = oid});
}

} // namespace howdah::catalog

// Tables, their columns, constraints, indexes and partitions.
#include "catalog/ddlwriter.h"

#include "sql/quote.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::catalog {

DdlWriter::DdlWriter(const Snapshot &snapshot)
    : m_s(snapshot)
{
    for (const Type &type : snapshot.objects().types) {
        if (type.array != 0)
            m_elements.insert(type.array, type.oid);
    }
}

void DdlWriter::miss(const QString &line) const
{
    if (!m_missing.contains(line))
        m_missing.append(line);
}

QString DdlWriter::definition(Definition what, Oid oid, qint16 number, const QString &of) const
{
    const QString text = m_s.definition(what, oid, number);
    if (text.isNull())
        miss(of +
             u": its text could not be read (locked by another session, or dropped meanwhile)"_s);
    return text;
}

QString DdlWriter::collation(Oid oid) const
{
    const OtherObject *found = m_s.other(Kind::Collation, oid);
    return found ? m_s.text(found->identity) : QString();
}

Oid DdlWriter::typeCollation(Oid type) const
{
    const Type *known = m_s.type(m_elements.value(type, type));
    return known ? known->collation : 0;
}

char DdlWriter::typeStorage(Oid type) const
{
    const Type *known = m_s.type(type);
    return known ? known->storage : 'x'; // arrays and rows
}

QString DdlWriter::tablespace(Oid oid) const
{
    const OtherObject *found = m_s.other(Kind::Tablespace, oid);
    return found ? u" TABLESPACE "_s + sql::quoteIdentifier(m_s.text(found->name)) : QString();
}

QString DdlWriter::options(Text literal, QLatin1StringView prefix) const
{
    QStringList written;
    for (const QString &option : m_s.strings(literal)) {
        const QString name = option.section(u'=', 0, 0);
        // A view's check option has words of its own; pg_attver is a counter that some builds of
        // the server keep.
        if (name == "check_option"_L1 || name == "pg_attver"_L1)
            continue;
        written.append(prefix + sql::quoteIdentifier(name) + u'=' +
                       sql::quoteLiteral(option.section(u'=', 1)));
    }
    return written.join(u", "_s);
}

QString DdlWriter::foreignOptions(Text literal) const
{
    QStringList written;
    for (const QString &option : m_s.strings(literal)) {
        written.append(sql::quoteIdentifier(option.section(u'=', 0, 0)) + u' ' +
                       sql::quoteLiteral(option.section(u'=', 1)));
    }
    return written.isEmpty() ? QString() : u" OPTIONS ("_s + written.join(u", "_s) + u')';
}

QString DdlWriter::columnNames(const Relation &relation, Text numbers) const
{
    QStringList names;
    for (const qint64 number : m_s.numbers(numbers)) {
        const Column *column = m_s.column(relation, qint16(number));
        names.append(column ? sql::quoteIdentifier(m_s.text(column->name)) : u"?"_s);
    }
    return names.join(u", "_s);
}

QString DdlWriter::columnText(const Relation &relation, const Column &column,
                              const TableParts &parts) const
{
    const QString name = sql::quoteIdentifier(m_s.text(column.name));
    QString text = name;
    if (relation.ofType == 0) {
        text += u' ' + m_s.typeName(column.type, column.typeModifier) +
                foreignOptions(column.foreignOptions);
        if (column.collation != 0 && column.collation != typeCollation(column.type))
            text += u" COLLATE "_s + collation(column.collation);
    } else {
        text += u" WITH OPTIONS"_s;
    }
    const QString of = m_s.sqlName(relation) + u'.' + name;
    // Until 15 a child may not say again what its parent generates.
    const bool fromParent =
        column.generated != '\0' && !relation.isPartition && m_s.serverVersion() < 160000 &&
        !keepsOwnOrder(relation) &&
        std::ranges::any_of(m_s.parents(relation.oid), [&](const Inheritance &from) {
            const Relation *parent = m_s.relation(from.parent);
            const Column *same = parent ? m_s.column(*parent, m_s.text(column.name)) : nullptr;
            return same && same->generated != '\0';
        });
    if (fromParent) {
        // INHERITS brings it.
    } else if (column.generated != '\0') {
        text += u" GENERATED ALWAYS AS ("_s +
                definition(Definition::DefaultExpression, relation.oid, column.number, of) + u')';
        if (column.generated == 's')
            text += u" STORED"_s;
    } else if (column.identity != '\0') {
        for (const Sequence *sequence : m_s.ownedSequences(relation.oid)) {
            if (!sequence->isIdentity || sequence->ownerColumn != column.number)
                continue;
            const Relation *as = m_s.relation(sequence->relation);
            text += u" GENERATED "_s + (column.identity == 'a' ? u"ALWAYS"_s : u"BY DEFAULT"_s) +
                    u" AS IDENTITY (SEQUENCE NAME "_s + (as ? m_s.sqlName(*as) : QString()) +
                    (!as || as->persistence == relation.persistence ? u" "_s
                     : as->persistence == 'u'                       ? u" UNLOGGED "_s
                                                                    : u" LOGGED "_s) +
                    sequenceOptions(*sequence) + u')';
        }
    } else if (column.hasDefault && !parts.laterDefaults.contains(column.number)) {
        text += u" DEFAULT "_s +
                definition(Definition::DefaultExpression, relation.oid, column.number, of);
    }
    if (column.notNull) {
        const auto constraints = m_s.constraints(relation.oid);
        const auto named = std::ranges::find_if(constraints, [&](const Constraint &c) {
            return c.type == 'n' && m_s.numbers(c.keys) == QList<qint64>{column.number};
        });
        if (named != constraints.end()) {
            // 18: NOT NULL is a constraint with a name; one that only came from the parent is not
            // ours to write.
            if (named->isLocal || relation.isPartition || named->inheritedCount == 0) {
                if (named->isValidated)
                    text += u" CONSTRAINT "_s + sql::quoteIdentifier(m_s.text(named->name)) +
                            u" NOT NULL"_s + (named->noInherit ? u" NO INHERIT"_s : QString());
            }
        } else {
            text += u" NOT NULL"_s;
        }
    }
    return text;
}

QStringList DdlWriter::columnSettings(const Relation &relation) const
{
    const QString table = u"ALTER "_s + keyword(m_s, Snapshot::idOf(relation)) +
                          (relation.isTable() ? u" ONLY "_s : u" "_s) + m_s.sqlName(relation);
    QStringList statements;
    for (const Column &column : m_s.columns(relation)) {
        const QString alter =
            table + u" ALTER COLUMN "_s + sql::quoteIdentifier(m_s.text(column.name));
        if (column.statisticsTarget >= 0)
            statements.append(alter + u" SET STATISTICS "_s +
                              QString::number(column.statisticsTarget));
        if (relation.kind != 'v' && relation.kind != 'm' &&
            column.storage != typeStorage(column.type)) {
            const auto word = [&] {
                switch (column.storage) {
                case 'p':
                    return u"PLAIN"_s;
                case 'e':
                    return u"EXTERNAL"_s;
                case 'm':
                    return u"MAIN"_s;
                default:
                    return u"EXTENDED"_s;
                }
            };
            statements.append(alter + u" SET STORAGE "_s + word());
        }
        if (column.compression != '\0' && relation.kind != 'f')
            statements.append(alter + u" SET COMPRESSION "_s +
                              (column.compression == 'l' ? u"lz4"_s : u"pglz"_s));
        if (column.options != Text::Null)
            statements.append(alter + u" SET ("_s + options(column.options) + u')');
    }
    return statements;
}

/// True for a table that was made by itself and became a child later: INHERITS would put its
/// columns into the order of the parent.
bool DdlWriter::keepsOwnOrder(const Relation &relation) const
{
    const auto parents = m_s.parents(relation.oid);
    const auto columns = m_s.columns(relation);
    if (relation.isPartition || relation.kind != 'r' || parents.empty() ||
        !std::ranges::all_of(columns, &Column::isLocal)) {
        return false;
    }
    QList<Text> merged;
    for (const Inheritance &from : parents) {
        const Relation *parent = m_s.relation(from.parent);
        for (const Column &column : parent ? m_s.columns(*parent) : std::span<const Column>()) {
            if (!merged.contains(column.name))
                merged.append(column.name);
        }
    }
    return merged.size() > qsizetype(columns.size()) ||
           !std::equal(merged.begin(), merged.end(), columns.begin(),
                       [](Text name, const Column &column) { return name == column.name; });
}

QStringList DdlWriter::createTable(const Relation &relation, const TableParts &parts) const
{
    const QString name = m_s.sqlName(relation);
    const bool ownOrder = keepsOwnOrder(relation);
    const bool inherits = !relation.isPartition && !ownOrder && !m_s.parents(relation.oid).empty();
    QStringList lines;
    QStringList later;
    for (const Column &column : m_s.columns(relation)) {
        // A column that only came from a parent is made by INHERITS; what differs is said
        // afterwards.
        if (inherits && !column.isLocal) {
            const QString alter = u"ALTER TABLE ONLY "_s + name + u" ALTER COLUMN "_s +
                                  sql::quoteIdentifier(m_s.text(column.name));
            bool parentNotNull = false;
            QString parentDefault;
            for (const Inheritance &from : m_s.parents(relation.oid)) {
                const Relation *parent = m_s.relation(from.parent);
                const Column *same = parent ? m_s.column(*parent, m_s.text(column.name)) : nullptr;
                if (same) {
                    parentNotNull |= same->notNull;
                    parentDefault =
                        m_s.definition(Definition::DefaultExpression, parent->oid, same->number);
                }
            }
            const QString own =
                m_s.definition(Definition::DefaultExpression, relation.oid, column.number);
            if (column.generated == '\0' && own != parentDefault &&
                !parts.laterDefaults.contains(column.number))
                later.append(alter +
                             (own.isNull() ? u" DROP DEFAULT"_s : u" SET DEFAULT "_s + own));
            if (column.notNull && !parentNotNull)
                later.append(alter + u" SET NOT NULL"_s);
            continue;
        }
        const QString text = columnText(relation, column, parts);
        if (relation.ofType == 0 || !text.endsWith(" WITH OPTIONS"_L1))
            lines.append(text);
    }
    QStringList checks;
    for (const Constraint &constraint : m_s.constraints(relation.oid)) {
        if (constraint.type != 'c' || parts.laterConstraints.contains(constraint.oid) ||
            (!constraint.isLocal && !relation.isPartition && !ownOrder) ||
            !constraint.isValidated || !constraint.isEnforced) {
            continue;
        }
        checks.append(u"CONSTRAINT "_s + sql::quoteIdentifier(m_s.text(constraint.name)) + u' ' +
                      constraintText(constraint));
    }
    checks.sort();
    lines += checks;
    QString text = u"CREATE "_s;
    if (relation.persistence == 'u')
        text += u"UNLOGGED "_s;
    else if (relation.persistence == 't')
        text += u"TEMPORARY "_s;
    text += (relation.kind == 'f' ? u"FOREIGN TABLE "_s : u"TABLE "_s) +
            (relation.persistence == 't' ? sql::quoteIdentifier(m_s.text(relation.name)) : name);
    if (relation.ofType != 0)
        text += u" OF "_s + m_s.typeName(relation.ofType);
    if (!lines.isEmpty())
        text += u" (\n    "_s + lines.join(u",\n    "_s) + u"\n)"_s;
    else if (relation.ofType == 0)
        text += u" (\n)"_s;
    if (inherits) {
        QStringList parents;
        for (const Inheritance &from : m_s.parents(relation.oid)) {
            if (const Relation *parent = m_s.relation(from.parent))
                parents.append(m_s.sqlName(*parent));
        }
        text += u"\nINHERITS ("_s + parents.join(u", "_s) + u')';
    }
    if (relation.isPartitioned())
        text += u"\nPARTITION BY "_s + definition(Definition::PartitionKey, relation.oid, 0, name);
    const OtherObject *method = m_s.other(Kind::AccessMethod, relation.accessMethod);
    if (method && m_s.utf8(method->name) != QByteArrayView("heap"))
        text += u"\nUSING "_s + sql::quoteIdentifier(m_s.text(method->name));
    if (relation.kind == 'f') {
        const OtherObject *foreign = m_s.other(Kind::ForeignTable, relation.oid);
        text += u'\n' + (foreign ? m_s.text(foreign->definition) : QString());
    }
    QStringList storage;
    if (relation.options != Text::Null)
        storage.append(options(relation.options));
    if (relation.toastOptions != Text::Null)
        storage.append(options(relation.toastOptions, "toast."_L1));
    if (!storage.isEmpty())
        text += u"\nWITH ("_s + storage.join(u", "_s) + u')';
    text += tablespace(relation.tablespace);

    QStringList statements{text};
    statements += later;
    if (ownOrder) {
        for (const Inheritance &from : m_s.parents(relation.oid)) {
            if (const Relation *parent = m_s.relation(from.parent))
                statements.append(u"ALTER TABLE ONLY "_s + name + u" INHERIT "_s +
                                  m_s.sqlName(*parent));
        }
    }
    // 18: a NOT NULL that was never checked against the rows that are there.
    for (const Constraint &constraint : m_s.constraints(relation.oid)) {
        if (constraint.type == 'n' && constraint.isLocal && !constraint.isValidated) {
            statements.append(u"ALTER TABLE "_s + name + u" ADD CONSTRAINT "_s +
                              sql::quoteIdentifier(m_s.text(constraint.name)) + u" NOT NULL "_s +
                              columnNames(relation, constraint.keys) + u" NOT VALID"_s);
        }
    }
    statements += columnSettings(relation);
    if (relation.rowSecurity)
        statements.append(u"ALTER TABLE "_s + name + u" ENABLE ROW LEVEL SECURITY"_s);
    if (relation.forceRowSecurity)
        statements.append(u"ALTER TABLE ONLY "_s + name + u" FORCE ROW LEVEL SECURITY"_s);
    if (relation.isTable() &&
        (relation.replicaIdentity == 'n' || relation.replicaIdentity == 'f')) {
        statements.append(u"ALTER TABLE ONLY "_s + name + u" REPLICA IDENTITY "_s +
                          (relation.replicaIdentity == 'n' ? u"NOTHING"_s : u"FULL"_s));
    }
    return statements;
}

QString DdlWriter::setDefault(const Relation &relation, const Column &column) const
{
    const QString name = sql::quoteIdentifier(m_s.text(column.name));
    return u"ALTER "_s + keyword(m_s, Snapshot::idOf(relation)) +
           (relation.isTable() ? u" ONLY "_s : u" "_s) + m_s.sqlName(relation) +
           u" ALTER COLUMN "_s + name + u" SET DEFAULT "_s +
           definition(Definition::DefaultExpression, relation.oid, column.number,
                      m_s.sqlName(relation) + u'.' + name);
}

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

// Tables and their columns, and what all writers share.
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
                    (!as || as->persistence == relation.persistence || m_s.serverVersion() < 150000
                         ? u" "_s
                     : as->persistence == 'u' ? u" UNLOGGED "_s
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
        if (relation.kind != 'v' && column.storage != typeStorage(column.type)) {
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

} // namespace howdah::catalog

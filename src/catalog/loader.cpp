#include "catalog/loader.h"

#include "catalog/copyrow.h"
#include "catalog/rawqueries.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::catalog {

namespace {

constexpr auto begin =
    "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET LOCAL search_path = ''; "
    "SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = 0; "
    // Joins of pg_class with its like: beyond 30,000 tables they would go through files otherwise.
    "SET LOCAL work_mem = '32MB'; "
    "SET LOCAL extra_float_digits = 1; SET LOCAL DateStyle = 'ISO'; "
    "SET LOCAL IntervalStyle = 'postgres'; SET LOCAL bytea_output = 'hex'"_L1;

QString copyOf(const QString &select)
{
    return u"COPY ("_s + select + u") TO STDOUT"_s;
}

QString together(const std::vector<OtherQuery> &group)
{
    QStringList branches;
    for (const OtherQuery &query : group) {
        branches.append(u"SELECT "_s + QString::number(int(query.kind)) + u", * FROM ("_s +
                        QString::fromUtf8(query.sql) + u") AS q"_s);
    }
    return branches.join(u" UNION ALL "_s);
}

template<typename T>
void readMembers(CopyRow &row, const std::vector<RawField<T>> &fields, T &object, TextPool &pool)
{
    for (const RawField<T> &field : fields) {
        std::visit(
            [&](auto member) {
                if constexpr (std::is_same_v<decltype(member), Text T::*>)
                    row.read(object.*member, pool);
                else
                    row.read(object.*member);
            },
            field.member);
    }
}

class RawLoader final
{
public:
    RawLoader(pg::Connection &connection, const pg::CallLimits &limits,
              const ProgressHandler &progress)
        : m_connection(connection)
        , m_limits(limits)
        , m_progress(progress)
    {}

    Result<SnapshotPtr> load();

private:
    template<typename T>
    Result<void> read(const RawQuery<T> &query, std::vector<T> &into)
    {
        say(query.catalog);
        const auto rows = m_connection.copyOut(
            copyOf(query.sql()),
            [&](QByteArrayView line) {
                CopyRow row(line);
                readMembers(row, query.fields, into.emplace_back(), m_objects.texts);
                return true;
            },
            m_limits);
        return rows ? Result<void>() : skipOrFail(query.catalog, rows.error());
    }

    Result<void> readAll();
    Result<void> readOthers(const std::vector<OtherQuery> &group);
    Result<void> readTypeNames();
    Result<void> start();
    Result<void> skipOrFail(const QByteArray &catalog, const Error &error);
    void say(const char *catalog);

    pg::Connection &m_connection;
    const pg::CallLimits &m_limits;
    const ProgressHandler &m_progress;
    Objects m_objects;
    qsizetype m_done = 0;
};

void RawLoader::say(const char *catalog)
{
    if (m_progress) {
        m_progress({.stage = LoadProgress::Stage::Raw,
                    .reading = catalog,
                    .done = m_done,
                    .total = 31,
                    .relations = qsizetype(m_objects.relations.size()),
                    .columns = qsizetype(m_objects.columns.size()),
                    .functions = qsizetype(m_objects.functions.size())});
    }
    ++m_done;
}

Result<void> RawLoader::start()
{
    const auto begun = m_connection.execute(begin, m_limits);
    return begun ? Result<void>() : Result<void>(begun.error());
}

/// A catalog that the role may not read (some hosts take rights away) costs only itself; the
/// transaction it broke is opened anew.
Result<void> RawLoader::skipOrFail(const QByteArray &catalog, const Error &error)
{
    const bool denied = error.sqlstate == "42501"_L1 || error.kind == Error::Kind::PermissionDenied;
    if (!denied)
        return error.within(QString::fromUtf8(catalog));
    m_objects.unreadable.push_back(
        m_objects.texts.add(QString::fromUtf8(catalog) + u": "_s + error.message));
    if (const auto ended = m_connection.execute(u"ROLLBACK"_s, m_limits); !ended)
        return ended.error();
    return start();
}

Result<void> RawLoader::readOthers(const std::vector<OtherQuery> &group)
{
    say(group.front().catalog);
    const size_t before = m_objects.others.size();
    const auto rows = m_connection.copyOut(
        copyOf(together(group)),
        [&](QByteArrayView line) {
            CopyRow row(line);
            OtherObject &object = m_objects.others.emplace_back();
            qint16 kind = 0;
            row.read(kind);
            object.kind = Kind(kind);
            for (Oid *member : {&object.oid, &object.schema, &object.owner, &object.parent})
                row.read(*member);
            for (Text *member :
                 {&object.name, &object.identity, &object.acl, &object.definition, &object.detail})
                row.read(*member, m_objects.texts);
            return true;
        },
        m_limits);
    if (rows)
        return {};
    m_objects.others.resize(before);
    if (group.size() == 1 || rows.error().sqlstate != "42501"_L1)
        return skipOrFail(group.front().catalog, rows.error());
    // One of them is denied; ask for each alone.
    if (const auto ended = m_connection.execute(u"ROLLBACK"_s, m_limits); !ended)
        return ended.error();
    if (const auto started = start(); !started)
        return started;
    for (const OtherQuery &query : group) {
        if (const auto read = readOthers({query}); !read)
            return read;
    }
    return {};
}

/// Types with modifiers have names only the server knows ("vector(1536)"): asked once for all that
/// occur. bpchar without one is not character, which means character(1); NULL would mix them up.
Result<void> RawLoader::readTypeNames()
{
    std::vector<std::pair<Oid, qint32>> wanted;
    const auto list = [&](Text array) {
        Oid value = 0;
        for (const char c : m_objects.texts.utf8(array)) {
            if (c >= '0' && c <= '9') {
                value = value * 10 + Oid(c - '0');
            } else if (value != 0) {
                wanted.emplace_back(value, -1);
                value = 0;
            }
        }
        if (value != 0)
            wanted.emplace_back(value, -1);
    };
    for (const Column &c : m_objects.columns) {
        if (wanted.empty() || wanted.back() != std::pair(c.type, c.typeModifier))
            wanted.emplace_back(c.type, c.typeModifier);
    }
    for (const Type &t : m_objects.types) {
        wanted.emplace_back(t.oid, -1);
        if (t.base != 0)
            wanted.emplace_back(t.base, t.typeModifier);
        if (t.element != 0)
            wanted.emplace_back(t.element, -1);
    }
    for (const Function &f : m_objects.functions) {
        wanted.emplace_back(f.result, -1);
        list(f.argumentTypes);
        list(f.allArgumentTypes);
        list(f.transformTypes);
    }
    for (const Sequence &s : m_objects.sequences)
        wanted.emplace_back(s.type, -1);
    for (const Relation &r : m_objects.relations) {
        if (r.ofType != 0)
            wanted.emplace_back(r.ofType, -1);
    }
    std::ranges::sort(wanted);
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());

    QString types;
    QString modifiers;
    for (const auto &[type, modifier] : wanted) {
        types += QString::number(type) + u',';
        modifiers += QString::number(modifier) + u',';
    }
    types.chop(1);
    modifiers.chop(1);
    say("pg_type");
    const auto names =
        m_connection.query(u"SELECT t, m, pg_catalog.format_type(t, m) FROM"
                           u" unnest($1::pg_catalog.oid[], $2::pg_catalog.int4[]) AS x (t, m)"_s,
                           {u'{' + types + u'}', u'{' + modifiers + u'}'}, m_limits);
    if (!names)
        return names.error().within(u"names of types"_s);
    m_objects.typeNames.reserve(size_t(names->rowCount()));
    for (int row = 0; row < names->rowCount(); ++row) {
        m_objects.typeNames.push_back({.type = Oid(names->integer(row, 0)),
                                       .modifier = qint32(names->integer(row, 1)),
                                       .name = m_objects.texts.add(names->bytes(row, 2))});
    }
    return {};
}

Result<void> RawLoader::readAll()
{
    const int version = m_objects.serverVersion;
    Objects &o = m_objects;
    const auto steps = std::to_array<std::function<Result<void>()>>({
        [&] { return read(raw::schemas(), o.schemas); },
        [&] { return read(raw::relations(), o.relations); },
        [&] { return read(raw::columns(version), o.columns); },
        [&] { return read(raw::types(version), o.types); },
        [&] { return read(raw::functions(version), o.functions); },
        [&] { return read(raw::indexes(version), o.indexes); },
        [&] { return read(raw::constraints(version), o.constraints); },
        [&] { return read(raw::sequences(), o.sequences); },
        [&] { return read(raw::inheritance(version), o.inheritance); },
        [&] { return read(raw::partitioning(), o.partitioning); },
        [&] { return read(raw::triggers(), o.triggers); },
        [&] { return read(raw::rules(), o.rules); },
        [&] { return read(raw::policies(), o.policies); },
        [&] { return read(raw::enumLabels(), o.enumLabels); },
        [&] { return read(raw::operatorClasses(), o.operatorClasses); },
        [&] { return read(raw::indexColumns(), o.indexColumns); },
        [&] { return read(raw::comments(), o.comments); },
        [&] { return read(raw::sharedComments(), o.comments); },
        [&] { return read(raw::securityLabels(), o.securityLabels); },
        [&] { return read(raw::memberships(), o.memberships); },
        [&] { return read(raw::extensionUses(), o.extensionUses); },
        [&] { return read(raw::initialPrivileges(), o.initialPrivileges); },
        [&] { return read(raw::oddities(), o.oddities); },
    });
    for (const auto &step : steps) {
        if (const auto done = step(); !done)
            return done;
    }
    for (const auto &group : raw::others(version)) {
        if (const auto read = readOthers(group); !read)
            return read;
    }
    return readTypeNames();
}

Result<SnapshotPtr> RawLoader::load()
{
    m_objects.serverVersion = m_connection.serverVersion();
    m_objects.loadedAtMs = QDateTime::currentMSecsSinceEpoch();
    if (const auto started = start(); !started)
        return started.error();
    const auto database = m_connection.query(
        u"SELECT oid, datname, pg_catalog.pg_encoding_to_char(encoding) FROM"
        u" pg_catalog.pg_database WHERE datname = pg_catalog.current_database()"_s,
        {}, m_limits);
    Result<void> done = database ? Result<void>() : Result<void>(database.error());
    if (database && database->rowCount() == 1) {
        m_objects.databaseOid = Oid(database->integer(0, 0));
        m_objects.database = m_objects.texts.add(database->bytes(0, 1));
        m_objects.databaseEncoding = m_objects.texts.add(database->bytes(0, 2));
    }
    if (done)
        done = readAll();
    if (!m_connection.isUsable())
        return done ? Error{.kind = Error::Kind::ConnectionLost} : done.error();
    // Ends the transaction also after an error, and without the caller's limits: a cancelled load
    // must not leave its snapshot behind.
    const auto ended = m_connection.execute(u"ROLLBACK"_s, {.deadline = QDeadlineTimer(5000)});
    if (!done)
        return done.error();
    if (!ended)
        return ended.error();
    return Snapshot::make(std::move(m_objects));
}

} // namespace

Result<SnapshotPtr> loadObjects(pg::Connection &connection, const pg::CallLimits &limits,
                                const ProgressHandler &progress)
{
    return RawLoader(connection, limits, progress).load().within(u"read the catalogs"_s);
}

QStringList rawStatements(int version)
{
    QStringList all{raw::schemas().sql(),
                    raw::relations().sql(),
                    raw::columns(version).sql(),
                    raw::types(version).sql(),
                    raw::functions(version).sql(),
                    raw::indexes(version).sql(),
                    raw::constraints(version).sql(),
                    raw::sequences().sql(),
                    raw::inheritance(version).sql(),
                    raw::partitioning().sql(),
                    raw::triggers().sql(),
                    raw::rules().sql(),
                    raw::policies().sql(),
                    raw::enumLabels().sql(),
                    raw::operatorClasses().sql(),
                    raw::indexColumns().sql(),
                    raw::comments().sql(),
                    raw::sharedComments().sql(),
                    raw::securityLabels().sql(),
                    raw::memberships().sql(),
                    raw::extensionUses().sql(),
                    raw::initialPrivileges().sql(),
                    raw::oddities().sql()};
    for (const auto &group : raw::others(version))
        all.append(together(group));
    for (QString &select : all)
        select = copyOf(select);
    return all;
}

} // namespace howdah::catalog

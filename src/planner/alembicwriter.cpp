#include "planner/historywriters.h"

#include "sql/quote.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::planner {

namespace {

/// What @p revision stands on in Alembic's eyes: its parents, and those dependencies that no
/// ancestor has too.
QStringList normalisedParents(const MigrationFolder &folder, const Migration &revision)
{
    QStringList dependencies = revision.dependencies;
    QStringList open = revision.parents;
    QSet<QString> seen;
    while (!open.isEmpty() && !dependencies.isEmpty()) {
        const QString id = open.takeLast();
        const qsizetype index = folder.indexOf(id);
        if (index < 0 || seen.contains(id))
            continue;
        seen.insert(id);
        const Migration &ancestor = folder.migrations.at(index);
        for (const QString &dependency : ancestor.dependencies)
            dependencies.removeAll(dependency);
        open += ancestor.parents;
    }
    return revision.parents + dependencies;
}

class AlembicWriter final : public HistoryWriter
{
public:
    AlembicWriter(const MigrationFolder &folder, const History &history)
        : m_folder(folder)
        , m_table(sql::qualifiedName(history.schema, history.table))
    {}

    Result<void> createTable(pg::Connection &connection) override
    {
        return done(
            connection.query(u"CREATE TABLE IF NOT EXISTS "_s + m_table +
                             u" (version_num VARCHAR(32) NOT NULL, "
                             u"CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"_s));
    }

    Result<void> recordUp(pg::Connection &connection, const Migration &migration,
                          std::chrono::microseconds) override
    {
        return change(connection, [&](QStringList applied) { return applied << migration.id; });
    }

    Result<void> recordDown(pg::Connection &connection, const Migration &migration,
                            std::chrono::microseconds) override
    {
        return change(connection, [&](QStringList applied) {
            applied.removeAll(migration.id);
            return applied;
        });
    }

private:
    template<typename Apply>
    Result<void> change(pg::Connection &connection, Apply apply)
    {
        const auto rows =
            connection.query(u"SELECT version_num FROM "_s + m_table + u" FOR UPDATE"_s);
        if (!rows)
            return rows.error();
        QStringList before;
        for (int row = 0; row < rows->rowCount(); ++row)
            before += rows->text(row, 0);
        const QStringList after = alembicHeads(m_folder, apply(alembicApplied(m_folder, before)));
        QStringList gone;
        QStringList come;
        std::ranges::copy_if(before, std::back_inserter(gone),
                             [&](const QString &v) { return !after.contains(v); });
        std::ranges::copy_if(after, std::back_inserter(come),
                             [&](const QString &v) { return !before.contains(v); });
        if (gone.size() == 1 && come.size() == 1) {
            return exactlyOne(
                connection.query(u"UPDATE "_s + m_table +
                                     u" SET version_num = $1 WHERE version_num = $2"_s,
                                 {come.constFirst(), gone.constFirst()}),
                m_table);
        }
        for (const QString &version : std::as_const(gone)) {
            if (const auto removed = exactlyOne(
                    connection.query(u"DELETE FROM "_s + m_table + u" WHERE version_num = $1"_s,
                                     {version}),
                    m_table);
                !removed)
                return removed;
        }
        for (const QString &version : std::as_const(come)) {
            if (const auto added = exactlyOne(
                    connection.query(u"INSERT INTO "_s + m_table + u" (version_num) VALUES ($1)"_s,
                                     {version}),
                    m_table);
                !added)
                return added;
        }
        return {};
    }

    const MigrationFolder &m_folder;
    const QString m_table;
};

} // namespace

std::unique_ptr<HistoryWriter> makeAlembicWriter(const MigrationFolder &folder,
                                                 const History &history)
{
    return std::make_unique<AlembicWriter>(folder, history);
}

QStringList alembicApplied(const MigrationFolder &folder, const QStringList &heads)
{
    QStringList applied;
    QStringList open = heads;
    QSet<QString> seen;
    while (!open.isEmpty()) {
        const QString id = open.takeLast();
        if (seen.contains(id))
            continue;
        seen.insert(id);
        applied += id;
        if (const qsizetype index = folder.indexOf(id); index >= 0) {
            open += folder.migrations.at(index).parents;
            open += folder.migrations.at(index).dependencies;
        }
    }
    return applied;
}

QStringList alembicHeads(const MigrationFolder &folder, const QStringList &applied)
{
    QSet<QString> below;
    for (const QString &id : applied) {
        const qsizetype index = folder.indexOf(id);
        if (index < 0)
            continue;
        const auto parents = normalisedParents(folder, folder.migrations.at(index));
        for (const QString &parent : parents)
            below.insert(parent);
    }
    QStringList heads;
    std::ranges::copy_if(applied, std::back_inserter(heads),
                         [&](const QString &id) { return !below.contains(id); });
    return heads;
}

} // namespace howdah::planner

#include "store/migrations.h"

#include "store/transaction.h"

#include <QDateTime>
#include <QFile>

using namespace Qt::StringLiterals;

static void initWorkspaceResource()
{
    // The resource lives in a static library, where nobody else refers to it.
    Q_INIT_RESOURCE(workspace);
}

namespace howdah::store {

QList<Migration> workspaceMigrations()
{
    initWorkspaceResource();
    QList<Migration> migrations;
    QFile order(u":/workspace/order.txt"_s);
    if (!order.open(QIODevice::ReadOnly))
        qFatal("the workspace migrations are not compiled in");
    const auto names = QString::fromUtf8(order.readAll()).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &name : names) {
        if (name.startsWith(u'#'))
            continue;
        QFile file(u":/workspace/%1.sql"_s.arg(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("workspace migration %s is listed but not compiled in", qPrintable(name));
        migrations.append({.id = name, .sql = QString::fromUtf8(file.readAll())});
    }
    return migrations;
}

QStringList statementsOf(const QString &sql)
{
    QStringList statements;
    QString statement;
    const auto lines = sql.split(u'\n');
    for (const QString &line : lines) {
        const QString code = line.section("--"_L1, 0, 0).trimmed();
        if (code.isEmpty())
            continue;
        statement += line + u'\n';
        const bool trigger =
            statement.trimmed().startsWith("CREATE TRIGGER"_L1, Qt::CaseInsensitive);
        if (trigger ? code.compare("END;"_L1, Qt::CaseInsensitive) == 0 : code.endsWith(u';')) {
            statements += statement.trimmed();
            statement.clear();
        }
    }
    if (!statement.trimmed().isEmpty())
        statements += statement.trimmed();
    return statements;
}

Result<QSet<QString>> appliedMigrations(Transaction &transaction)
{
    const auto tables = transaction.select(
        u"SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'workspace_migration'"_s);
    if (!tables)
        return tables.error();
    QSet<QString> applied;
    if (tables->isEmpty())
        return applied;
    const auto rows = transaction.select(u"SELECT id FROM workspace_migration"_s);
    if (!rows)
        return rows.error();
    for (const Row &row : *rows)
        applied.insert(row.at(0).toString());
    return applied;
}

Result<void> migrate(Transaction &transaction, const QList<Migration> &migrations)
{
    const auto created = transaction.execute(u"CREATE TABLE IF NOT EXISTS workspace_migration ("
                                             u"id TEXT PRIMARY KEY, applied_at TEXT NOT NULL)"_s);
    if (!created)
        return created.error();
    auto applied = appliedMigrations(transaction);
    if (!applied)
        return applied.error();
    for (const Migration &migration : migrations) {
        if (applied->remove(migration.id))
            continue;
        const auto statements = statementsOf(migration.sql);
        for (const QString &statement : statements) {
            if (const auto done = transaction.execute(statement); !done)
                return done.error().within(u"workspace migration "_s + migration.id);
        }
        const auto noted = transaction.execute(
            u"INSERT INTO workspace_migration VALUES (?, ?)"_s,
            {migration.id, QDateTime::currentDateTimeUtc().toString(Qt::ISODate)});
        if (!noted)
            return noted.error();
    }
    if (!applied->isEmpty()) {
        QStringList unknown(applied->begin(), applied->end());
        unknown.sort();
        return Error{.kind = Error::Kind::Unsupported,
                     .message = u"The file was written by a newer Howdah (it has %1, which this "
                                u"one does not know). "
                                u"It was left as it is."_s.arg(unknown.join(u", "_s))};
    }
    return {};
}

} // namespace howdah::store

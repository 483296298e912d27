#include "store/transaction.h"

#include "store/sqliteerror.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>

namespace howdah::store {

Transaction::Transaction(QSqlDatabase &database)
    : m_database(database)
{}

Result<void> Transaction::run(QSqlQuery &query, const QString &sql, const QVariantList &values)
{
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return sqliteError(query.lastError());
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec())
        return sqliteError(query.lastError());
    return {};
}

Result<qint64> Transaction::execute(const QString &sql, const QVariantList &values)
{
    QSqlQuery query(m_database);
    if (const auto done = run(query, sql, values); !done)
        return done.error();
    m_lastInsertId = query.lastInsertId().toLongLong();
    return qint64(query.numRowsAffected());
}

Result<QList<Row>> Transaction::select(const QString &sql, const QVariantList &values)
{
    QList<Row> rows;
    const auto done = forEach(sql, values, [&rows](const Row &row) {
        rows.append(row);
        return true;
    });
    if (!done)
        return done.error();
    return rows;
}

Result<void> Transaction::forEach(const QString &sql, const QVariantList &values,
                                  const std::function<bool(const Row &)> &handler)
{
    QSqlQuery query(m_database);
    if (const auto done = run(query, sql, values); !done)
        return done.error();
    const int columns = query.record().count();
    while (query.next()) {
        Row row;
        row.reserve(columns);
        for (int column = 0; column < columns; ++column)
            row.append(query.value(column));
        if (!handler(row))
            return {};
    }
    if (query.lastError().isValid())
        return sqliteError(query.lastError());
    return {};
}

} // namespace howdah::store

#pragma once

#include "base/result.h"

#include <QList>
#include <QVariant>

#include <functional>

class QSqlDatabase;
class QSqlQuery;

namespace howdah::store {

using Row = QVariantList;

/// What a job of a Store works with: statements inside the one transaction that the job is. Lives
/// on the store's thread and only as long as the job.
class Transaction final
{
public:
    explicit Transaction(QSqlDatabase &database);
    Q_DISABLE_COPY_MOVE(Transaction)

    /// Runs one statement; answers how many rows it touched.
    [[nodiscard]] Result<qint64> execute(const QString &sql, const QVariantList &values = {});
    /// Runs one statement and answers all its rows.
    [[nodiscard]] Result<QList<Row>> select(const QString &sql, const QVariantList &values = {});
    /// Runs one statement and hands its rows over one by one; false stops.
    [[nodiscard]] Result<void> forEach(const QString &sql, const QVariantList &values,
                                       const std::function<bool(const Row &)> &handler);
    /// The rowid of the last INSERT.
    [[nodiscard]] qint64 lastInsertId() const { return m_lastInsertId; }

private:
    [[nodiscard]] Result<void> run(QSqlQuery &query, const QString &sql,
                                   const QVariantList &values);

    QSqlDatabase &m_database;
    qint64 m_lastInsertId = 0;
};

} // namespace howdah::store

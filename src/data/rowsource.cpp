#include "data/rowsource.h"

#include <QElapsedTimer>

using namespace Qt::StringLiterals;

namespace howdah::data {

Result<RowsRead> readRows(ResultStore &rows, const QString &sql, pg::Connection &connection,
                          const pg::CallLimits &limits)
{
    QElapsedTimer clock;
    clock.start();
    if (connection.transactionStatus() == pg::TransactionStatus::InFailedTransaction) {
        return Error{.kind = Error::Kind::Conflict,
                     .message = u"The open transaction has failed; roll it back first."_s};
    }
    const bool own = connection.transactionStatus() == pg::TransactionStatus::Idle;
    // The SELECT takes a snapshot, after which SET TRANSACTION READ WRITE is refused.
    const QString begin =
        own ? u"BEGIN TRANSACTION READ ONLY; SELECT 1"_s : u"SAVEPOINT howdah_rows"_s;
    if (const auto begun = connection.execute(begin, limits); !begun)
        return begun.error();
    std::optional<Error> storing;
    const auto take = [&](const pg::Rows &batch) {
        if (const auto stored = rows.append(batch); !stored)
            storing = stored.error();
        return !storing;
    };
    const auto end = connection.stream(sql, {}, take, limits);
    // Also after a cancel, so without the limits that were cancelled.
    if (connection.isUsable()) {
        (void)connection.execute(own ? u"ROLLBACK"_s
                                     : u"ROLLBACK TO SAVEPOINT howdah_rows; "
                                       u"RELEASE SAVEPOINT howdah_rows"_s);
    }
    if (storing)
        return *storing;
    if (!end)
        return end.error();
    return RowsRead{.rows = rows.rowCount(),
                    .duration = std::chrono::microseconds(clock.nsecsElapsed() / 1000)};
}

RowSource::RowSource(std::shared_ptr<pg::Session> session, const ResultStore::Limits &limits)
    : m_session(std::move(session))
    , m_limits(limits)
{}

RowSource::~RowSource()
{
    stop();
}

RowReading RowSource::read(const QString &sql)
{
    stop();
    auto rows = std::make_shared<ResultStore>(m_limits);
    const auto request = m_session->start<RowsRead>(
        [rows, sql](pg::Connection &connection, const pg::CallLimits &limits) {
            return readRows(*rows, sql, connection, limits);
        });
    m_reading = request.id;
    return {.rows = rows, .end = request.future};
}

void RowSource::stop()
{
    // One that has ended is not there to be cancelled.
    if (m_reading != 0)
        m_session->cancel(std::exchange(m_reading, 0));
}

QFuture<Result<EditTarget>> RowSource::findEditTarget(const QList<Column> &columns)
{
    return m_session->run<EditTarget>(
        [columns](pg::Connection &connection, const pg::CallLimits &limits) {
            return data::findEditTarget(connection, columns, limits);
        });
}

QFuture<Result<void>> RowSource::commitEdits(const QList<EditStatement> &statements)
{
    return m_session->run<void>(
        [statements](pg::Connection &connection, const pg::CallLimits &limits) {
            return data::commitEdits(connection, statements, limits);
        });
}

void RowSource::rest()
{
    m_session->disconnect();
}

} // namespace howdah::data

#pragma once

#include "data/gridedit.h"
#include "data/resultstore.h"
#include "pg/session.h"

#include <chrono>
#include <memory>

namespace howdah::data {

/// How a reading ended.
struct RowsRead final
{
    qint64 rows = 0;
    std::chrono::microseconds duration{};
};

/// A query whose rows flow: the store grows on another thread until the future answers. An Error
/// leaves what had come in the store; DiskFull says that its quota is used up.
struct RowReading final
{
    std::shared_ptr<ResultStore> rows;
    QFuture<Result<RowsRead>> end;
};

/// Reads what one SELECT brings, without leaving anything behind: in a read-only transaction of its
/// own, or, inside an open one, under a savepoint that is rolled back. Conflict when the open
/// transaction has failed already.
[[nodiscard]] Result<RowsRead> readRows(ResultStore &rows, const QString &sql,
                                        pg::Connection &connection,
                                        const pg::CallLimits &limits = {});

/// Rows of a table for one grid, on a session of their own. Lives on one thread; destroying it
/// stops what runs.
class RowSource final
{
public:
    explicit RowSource(std::shared_ptr<pg::Session> session,
                       const ResultStore::Limits &limits = {});
    ~RowSource();
    Q_DISABLE_COPY_MOVE(RowSource)

    /// Runs one statement in a read-only transaction of its own, so that a typed condition cannot
    /// write. Stops the reading before.
    [[nodiscard]] RowReading read(const QString &sql);
    /// The reading answers within 200 ms.
    void stop();
    [[nodiscard]] QFuture<Result<EditTarget>> findEditTarget(const QList<Column> &columns);
    [[nodiscard]] QFuture<Result<void>> commitEdits(const QList<EditStatement> &statements);
    /// Gives the connection back after what is under way; the next call opens another.
    void rest();

private:
    std::shared_ptr<pg::Session> m_session;
    ResultStore::Limits m_limits;
    pg::Session::RequestId m_reading = 0;
};

} // namespace howdah::data

#pragma once

#include "base/result.h"

#include <QDateTime>
#include <QFuture>
#include <QIODevice>
#include <QList>
#include <QString>

#include <chrono>
#include <memory>

namespace howdah::store {

class Store;

enum class Outcome {
    Succeeded,
    Failed,
    Cancelled,
    Unknown, ///< the connection was lost before the server's answer
};

/// "succeeded", "failed", "cancelled", "unknown".
[[nodiscard]] QString outcomeName(Outcome outcome);

/// One statement (or script sent whole) that Howdah executed: when, where, who, what, and how it
/// ended.
struct Execution final
{
    qint64 id = 0; ///< given by the record
    QDateTime startedAt;
    QString connectionId; ///< of the profile; empty for a connection that was not saved
    QString connectionName;
    QString server; ///< "db.example:5432"
    QString database;
    QString databaseRole;
    QString osUser; ///< empty: the user Howdah runs as
    QString source; ///< "console", "migrate", "backup" …
    QString statement;
    Outcome outcome = Outcome::Succeeded;
    QString sqlstate;
    QString message;
    qint64 affectedRows = 0;
    std::chrono::microseconds duration{};
};

/// Which part of the record is wanted; an empty member does not narrow it.
struct ExecutionFilter final
{
    QString text; ///< somewhere in the statement, message, connection, database or role; case does
                  ///< not matter
    QString connectionId;
    QDateTime from;
    QDateTime until;
    std::optional<Outcome> outcome;
    qint64 beforeId = 0; ///< continues a list: only entries older than this one
    int limit = 500;     ///< 0: all
};

/// The local record of everything Howdah executed. append() never waits and never fails: what
/// cannot be written is counted as lost and reported. Safe from any thread.
class ExecutionRecord final
{
public:
    explicit ExecutionRecord(std::shared_ptr<Store> store);
    ~ExecutionRecord();
    Q_DISABLE_COPY_MOVE(ExecutionRecord)

    /// Masks secrets, shortens statements beyond 256 KiB with a note, and writes on the store's
    /// thread.
    void append(Execution execution);

    /// Newest first.
    [[nodiscard]] QFuture<Result<QList<Execution>>> search(const ExecutionFilter &filter);

    enum class Format { Csv, Json };
    /// Writes the matching entries, oldest first; blocks until done and answers how many there
    /// were.
    [[nodiscard]] Result<qint64> exportTo(QIODevice &device, Format format,
                                          const ExecutionFilter &filter);

    /// Removes what is older than @p moment; answers how many entries went.
    [[nodiscard]] QFuture<Result<qint64>> removeBefore(const QDateTime &moment);

    struct Losses
    {
        qint64 count = 0;
        std::optional<Error> last;
    };
    /// Entries that could not be written since the program started, and why the last one could not.
    [[nodiscard]] Losses losses() const;

private:
    struct Queue;

    std::shared_ptr<Store> m_store;
    std::shared_ptr<Queue> m_queue;
};

} // namespace howdah::store

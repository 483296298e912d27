#pragma once

#include "base/cancellation.h"
#include "pg/endpoint.h"
#include "pg/rows.h"

#include <QDeadlineTimer>
#include <QList>

#include <functional>
#include <memory>

struct pg_conn;

namespace howdah::pg {

/// What every statement of a connection should find: applied right after connecting.
struct SessionSetup final
{
    QString applicationName = QStringLiteral("howdah");
    QString role;       ///< SET ROLE, empty for none
    QString searchPath; ///< literally after SET search_path TO, empty for the server's default
    bool readOnly = false; ///< default_transaction_read_only: a seat belt, no security boundary for superusers
    int connectTimeoutMs = 10'000;
    int statementTimeoutMs = 0; ///< 0: none
    int lockTimeoutMs = 0;      ///< 0: none
};

/// How long a call may take and who may stop it.
struct CallLimits final
{
    QDeadlineTimer deadline = QDeadlineTimer(QDeadlineTimer::Forever);
    CancellationToken token;
};

enum class TransactionStatus { Idle, Active, InTransaction, InFailedTransaction, Unknown };

/// One libpq connection. Every call blocks, so it belongs to one thread at a time; only what a
/// CancellationToken does may come from elsewhere. A call never sits in libpq: it polls the socket and
/// a wake-up descriptor until its deadline.
class Connection final
{
public:
    /// Connects; ConnectionFailed names the address tried, AuthenticationFailed and PasswordNeeded are told apart.
    /// Servers older than 13 are refused (Unsupported).
    [[nodiscard]] static Result<Connection> open(const Endpoint &endpoint, const SessionSetup &setup = {},
                                                 const CallLimits &limits = {});

    Connection(Connection &&) noexcept;
    Connection &operator=(Connection &&) noexcept;
    ~Connection();

    /// Runs exactly one statement in the extended protocol. A null QString among @p parameters is SQL NULL.
    [[nodiscard]] Result<Rows> query(const QString &sql, const QList<QString> &parameters = {},
                                     const CallLimits &limits = {});
    /// Runs any number of statements in one simple-protocol message (one implicit transaction unless the text
    /// says otherwise) and returns the result of each.
    [[nodiscard]] Result<QList<Rows>> execute(const QString &script, const CallLimits &limits = {});

    /// Called with each batch of rows as they arrive; false stops and cancels the statement.
    using BatchHandler = std::function<bool(const Rows &batch)>;
    /// Runs one statement and hands its rows over in batches without ever holding all of them. Returns the last
    /// (possibly empty) batch, which carries columns and command tag.
    [[nodiscard]] Result<Rows> stream(const QString &sql, const QList<QString> &parameters,
                                      const BatchHandler &handler, const CallLimits &limits = {});

    /// Called with each piece of COPY data; false stops and cancels.
    using CopySink = std::function<bool(QByteArrayView data)>;
    /// COPY … TO STDOUT. Returns the number of rows.
    [[nodiscard]] Result<qint64> copyOut(const QString &sql, const CopySink &sink, const CallLimits &limits = {});
    /// Fills the buffer with the next piece; an empty buffer ends the data, an Error aborts the COPY.
    using CopySource = std::function<Result<void>(QByteArray &buffer)>;
    /// COPY … FROM STDIN. Returns the number of rows.
    [[nodiscard]] Result<qint64> copyIn(const QString &sql, const CopySource &source, const CallLimits &limits = {});

    /// 150004 for 15.4.
    [[nodiscard]] int serverVersion() const;
    [[nodiscard]] int backendPid() const;
    /// A value the server reports by itself: "TimeZone", "server_version", "in_hot_standby" …
    [[nodiscard]] QString parameterStatus(const char *name) const;
    [[nodiscard]] TransactionStatus transactionStatus() const;
    [[nodiscard]] bool isUsable() const;
    [[nodiscard]] const Endpoint &endpoint() const;

    using NoticeHandler = std::function<void(const Error &notice)>;
    /// Receives notices and warnings (as an Error whose kind says nothing), on the thread that calls.
    void setNoticeHandler(NoticeHandler handler);

private:
    struct Private;
    explicit Connection(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace howdah::pg

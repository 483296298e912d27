#pragma once

#include "pg/calllimits.h"
#include "pg/endpoint.h"
#include "pg/rows.h"
#include "pg/sessionsetup.h"

#include <QDateTime>
#include <QList>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace howdah::pg {

struct Target;

enum class TransactionStatus { Idle, Active, InTransaction, InFailedTransaction, Unknown };

/// What protects the wire.
struct TlsInfo final
{
    bool used = false;
    QString protocol; ///< "TLSv1.3"
    QString cipher;
    bool gss = false; ///< GSSAPI encryption instead
};

/// What somebody said with NOTIFY.
struct Notification final
{
    QString channel;
    QString payload;
    int backendPid = 0;
};

/// What became of one call: for the record of everything that was executed.
struct StatementReport final
{
    QString sql;
    QDateTime startedAt;
    std::chrono::microseconds duration{};
    qint64 affectedRows = 0;
    std::optional<Error> error;
};

/// One libpq connection. Every call blocks, so it belongs to one thread at a time; only what a
/// CancellationToken does may come from elsewhere. A call never sits in libpq: it polls the socket
/// and a wake-up descriptor until its deadline. A call that is cancelled or out of time asks the
/// server to stop; if the server does not answer that within 3 s, the connection is given up.
class Connection final
{
public:
    /// Connects to the first host that fits. ConnectionFailed names every address tried,
    /// AuthenticationFailed and PasswordNeeded are told apart, servers older than 13 are refused
    /// (Unsupported).
    [[nodiscard]] static Result<Connection>
    open(const Endpoint &endpoint, const SessionSetup &setup = {}, const CallLimits &limits = {});

    Connection(Connection &&) noexcept;
    Connection &operator=(Connection &&) noexcept;
    ~Connection();

    /// Runs exactly one statement in the extended protocol. A null QString among @p parameters is
    /// SQL NULL.
    [[nodiscard]] Result<Rows> query(const QString &sql, const QList<QString> &parameters = {},
                                     const CallLimits &limits = {});
    /// Runs any number of statements in one simple-protocol message (one implicit transaction
    /// unless the text says otherwise) and returns the result of each.
    [[nodiscard]] Result<QList<Rows>> execute(const QString &script, const CallLimits &limits = {});

    /// Called with each batch of rows as they arrive; false stops and cancels the statement.
    using BatchHandler = std::function<bool(const Rows &batch)>;
    /// Runs one statement and hands its rows over in batches of at most 1,000, sooner when the
    /// server pauses, without ever holding all of them. A result without rows is handed over as one
    /// empty batch, for its columns. Returns the empty result that ends the statement: its columns
    /// and command tag.
    [[nodiscard]] Result<Rows> stream(const QString &sql, const QList<QString> &parameters,
                                      const BatchHandler &handler, const CallLimits &limits = {});

    /// Called with each piece of COPY data; false stops and cancels.
    using CopySink = std::function<bool(QByteArrayView data)>;
    /// COPY … TO STDOUT. Returns the number of rows.
    [[nodiscard]] Result<qint64> copyOut(const QString &sql, const CopySink &sink,
                                         const CallLimits &limits = {});
    /// Fills the buffer with the next piece; an empty buffer ends the data, an Error aborts the
    /// COPY.
    using CopySource = std::function<Result<void>(QByteArray &buffer)>;
    /// COPY … FROM STDIN. Returns the number of rows.
    [[nodiscard]] Result<qint64> copyIn(const QString &sql, const CopySource &source,
                                        const CallLimits &limits = {});

    /// 150004 for 15.4.
    [[nodiscard]] int serverVersion() const;
    [[nodiscard]] int backendPid() const;
    /// A value the server reports by itself: "TimeZone", "server_version", "in_hot_standby" …
    [[nodiscard]] QString parameterStatus(const char *name) const;
    [[nodiscard]] TransactionStatus transactionStatus() const;
    [[nodiscard]] bool isUsable() const;
    [[nodiscard]] const Endpoint &endpoint() const;
    /// The one address of several that answered: "db.example (10.0.0.7), port 5432".
    [[nodiscard]] QString address() const;
    [[nodiscard]] TlsInfo tls() const;

    using NoticeHandler = std::function<void(const Error &notice)>;
    /// Receives notices and warnings on the thread that calls; the severity ("WARNING") is the
    /// notice's context.
    void setNoticeHandler(NoticeHandler handler);
    using NotificationHandler = std::function<void(const Notification &notification)>;
    /// Receives what comes on channels listened to, on the thread that calls.
    void setNotificationHandler(NotificationHandler handler);

    using StatementObserver = std::function<void(const StatementReport &report)>;
    /// Hears of every statement that was sent, once it has ended, on the thread that calls. Must
    /// not call back into the connection.
    void setStatementObserver(StatementObserver observer);

    /// For waiting between statements: readable when the server says something unasked.
    [[nodiscard]] int descriptor() const;
    /// Takes in what the server said unasked and hands it to the handlers; ConnectionLost when it
    /// said goodbye.
    [[nodiscard]] Result<void> receive();

private:
    struct Private;
    [[nodiscard]] Result<Rows> runQuery(const QString &sql, const QList<QString> &parameters,
                                        const CallLimits &limits);
    [[nodiscard]] Result<QList<Rows>> runScript(const QString &script, const CallLimits &limits);
    [[nodiscard]] Result<Rows> runStream(const QString &sql, const QList<QString> &parameters,
                                         const BatchHandler &handler, const CallLimits &limits);
    [[nodiscard]] Result<qint64> runCopyOut(const QString &sql, const CopySink &sink,
                                            const CallLimits &limits);
    [[nodiscard]] Result<qint64> runCopyIn(const QString &sql, const CopySource &source,
                                           const CallLimits &limits);
    explicit Connection(std::unique_ptr<Private> d);
    [[nodiscard]] static Result<std::unique_ptr<Private>>
    dial(const Endpoint &endpoint, const Target &target, const QString &targetAttributes,
         const Secret &password, const SessionSetup &setup, const CallLimits &limits);
    std::unique_ptr<Private> d;
};

} // namespace howdah::pg

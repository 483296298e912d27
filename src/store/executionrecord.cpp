#include "store/executionrecord.h"

#include "store/masking.h"
#include "store/store.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

using namespace Qt::StringLiterals;

namespace howdah::store {

namespace {

constexpr qsizetype longestStatement = 256 * 1024;
/// What may wait for the disk; beyond it entries are counted as lost rather than memory filled.
constexpr qsizetype longestQueue = 20'000;
constexpr qsizetype largestQueue = 64 * 1024 * 1024;

constexpr auto columns =
    "id, started_at, connection_id, connection_name, server, database_name, database_role, "
    "os_user, source, statement, outcome, sqlstate, message, affected_rows, duration_us"_L1;

constexpr std::array outcomes{Outcome::Succeeded, Outcome::Failed, Outcome::Cancelled,
                              Outcome::Unknown};

QString currentOsUser()
{
    for (const char *variable : {"USER", "LOGNAME", "USERNAME"}) {
        if (const QString user = qEnvironmentVariable(variable); !user.isEmpty())
            return user;
    }
    return QFileInfo(QDir::homePath()).owner();
}

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(u"yyyy-MM-ddTHH:mm:ss.zzzZ"_s);
}

Outcome outcomeOf(const QString &name)
{
    for (const Outcome outcome : outcomes) {
        if (outcomeName(outcome) == name)
            return outcome;
    }
    return Outcome::Unknown;
}

Execution fromRow(const Row &row)
{
    return {.id = row.at(0).toLongLong(),
            .startedAt = QDateTime::fromString(row.at(1).toString(), Qt::ISODateWithMs),
            .connectionId = row.at(2).toString(),
            .connectionName = row.at(3).toString(),
            .server = row.at(4).toString(),
            .database = row.at(5).toString(),
            .databaseRole = row.at(6).toString(),
            .osUser = row.at(7).toString(),
            .source = row.at(8).toString(),
            .statement = row.at(9).toString(),
            .outcome = outcomeOf(row.at(10).toString()),
            .sqlstate = row.at(11).toString(),
            .message = row.at(12).toString(),
            .affectedRows = row.at(13).toLongLong(),
            .duration = std::chrono::microseconds(row.at(14).toLongLong())};
}

Result<void> insert(Transaction &transaction, const Execution &execution)
{
    QString statement = maskSecrets(execution.statement);
    if (statement.size() > longestStatement) {
        const qsizetype left = statement.size() - longestStatement;
        statement.truncate(longestStatement);
        statement += u"\n-- … %1 more characters were not recorded"_s.arg(left);
    }
    // QtSql writes a null QString as NULL.
    const auto text = [](const QString &value) { return value.isNull() ? u""_s : value; };
    const auto done =
        transaction.execute(u"INSERT INTO execution ("_s + columns +
                                u") VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                            {timeText(execution.startedAt), text(execution.connectionId),
                             text(execution.connectionName), text(execution.server),
                             text(execution.database), text(execution.databaseRole),
                             text(execution.osUser.isEmpty() ? currentOsUser() : execution.osUser),
                             text(execution.source), statement, outcomeName(execution.outcome),
                             text(execution.sqlstate), text(maskSecrets(execution.message)),
                             execution.affectedRows, qint64(execution.duration.count())});
    if (!done)
        return done.error();
    return {};
}

struct Condition
{
    QString sql;
    QVariantList values;
};

Condition conditionOf(const ExecutionFilter &filter)
{
    QStringList parts{u"1 = 1"_s};
    QVariantList values;
    const auto add = [&](const QString &sql, const QVariant &value) {
        parts += sql;
        values += value;
    };
    if (!filter.text.isEmpty()) {
        QString pattern = filter.text;
        pattern.replace(u'\\', u"\\\\"_s).replace(u'%', u"\\%"_s).replace(u'_', u"\\_"_s);
        add(u"(statement || ' ' || message || ' ' || connection_name || ' ' || database_name || ' "
            u"' || database_role) "
            u"LIKE ? ESCAPE '\\'"_s,
            QString(u'%' + pattern + u'%'));
    }
    if (!filter.connectionId.isEmpty())
        add(u"connection_id = ?"_s, filter.connectionId);
    if (filter.from.isValid())
        add(u"started_at >= ?"_s, timeText(filter.from));
    if (filter.until.isValid())
        add(u"started_at < ?"_s, timeText(filter.until));
    if (filter.outcome)
        add(u"outcome = ?"_s, outcomeName(*filter.outcome));
    if (filter.beforeId > 0)
        add(u"id < ?"_s, filter.beforeId);
    return {parts.join(u" AND "_s), values};
}

QByteArray csvField(QString text)
{
    // RFC 4180.
    if (text.contains(u'"') || text.contains(u',') || text.contains(u'\n') ||
        text.contains(u'\r')) {
        text.replace(u'"', u"\"\""_s);
        text = u'"' + text + u'"';
    }
    return text.toUtf8();
}

const QByteArray csvHead =
    "started_at,connection,server,database,role,os_user,source,statement,outcome,sqlstate,"
    "message,affected_rows,duration_us\r\n";

QByteArray csvLine(const Execution &e)
{
    QByteArray line;
    for (const QString &field :
         {timeText(e.startedAt), e.connectionName, e.server, e.database, e.databaseRole, e.osUser,
          e.source, e.statement, outcomeName(e.outcome), e.sqlstate, e.message,
          QString::number(e.affectedRows)})
        line += csvField(field) + ',';
    return line + QByteArray::number(qint64(e.duration.count())) + "\r\n";
}

QByteArray jsonObject(const Execution &e)
{
    return QJsonDocument(QJsonObject{{u"startedAt"_s, timeText(e.startedAt)},
                                     {u"connectionId"_s, e.connectionId},
                                     {u"connection"_s, e.connectionName},
                                     {u"server"_s, e.server},
                                     {u"database"_s, e.database},
                                     {u"role"_s, e.databaseRole},
                                     {u"osUser"_s, e.osUser},
                                     {u"source"_s, e.source},
                                     {u"statement"_s, e.statement},
                                     {u"outcome"_s, outcomeName(e.outcome)},
                                     {u"sqlstate"_s, e.sqlstate},
                                     {u"message"_s, e.message},
                                     {u"affectedRows"_s, e.affectedRows},
                                     {u"durationUs"_s, qint64(e.duration.count())}})
        .toJson(QJsonDocument::Compact);
}

} // namespace

QString outcomeName(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Succeeded:
        return u"succeeded"_s;
    case Outcome::Failed:
        return u"failed"_s;
    case Outcome::Cancelled:
        return u"cancelled"_s;
    case Outcome::Unknown:
        return u"unknown"_s;
    }
    Q_UNREACHABLE();
}

/// Shared with the store's jobs, which may outlive the record.
struct ExecutionRecord::Queue
{
    mutable std::mutex mutex;
    QList<Execution> waiting;
    qsizetype size = 0;
    bool scheduled = false;
    Losses losses;

    QList<Execution> take()
    {
        const std::lock_guard lock(mutex);
        scheduled = false;
        size = 0;
        return std::exchange(waiting, {});
    }

    void lost(qint64 count, const Error &error)
    {
        const std::lock_guard lock(mutex);
        losses.count += count;
        losses.last = error;
    }
};

ExecutionRecord::ExecutionRecord(std::shared_ptr<Store> store)
    : m_store(std::move(store))
    , m_queue(std::make_shared<Queue>())
{}

ExecutionRecord::~ExecutionRecord() = default;

void ExecutionRecord::append(Execution execution)
{
    {
        const std::lock_guard lock(m_queue->mutex);
        const qsizetype size = execution.statement.size() * qsizetype(sizeof(QChar));
        if (m_queue->waiting.size() >= longestQueue ||
            (m_queue->size + size > largestQueue && !m_queue->waiting.isEmpty())) {
            ++m_queue->losses.count;
            m_queue->losses.last = Error{.kind = Error::Kind::Unavailable,
                                         .message = u"The disk cannot keep up with the record."_s};
            return;
        }
        m_queue->waiting.append(std::move(execution));
        m_queue->size += size;
        if (m_queue->scheduled)
            return;
        m_queue->scheduled = true;
    }
    // Everything that gathers until the store gets to it is written in one transaction.
    auto count = std::make_shared<qint64>(0);
    auto written =
        m_store->startWrite([queue = m_queue, count](Transaction &transaction) -> Result<void> {
            const auto batch = queue->take();
            *count = batch.size();
            for (const Execution &entry : batch) {
                if (const auto done = insert(transaction, entry); !done)
                    return done;
            }
            return {};
        });
    // Runs on the store's thread and touches nothing but the shared queue.
    (void)written.then([queue = m_queue, count](const Result<void> &answer) {
        if (!answer) {
            // When the transaction could not even begin, nothing was taken yet.
            queue->lost(*count + queue->take().size(), answer.error());
        }
    });
}

QFuture<Result<QList<Execution>>> ExecutionRecord::search(const ExecutionFilter &filter)
{
    return m_store->startRead([filter](Transaction &transaction) -> Result<QList<Execution>> {
        const Condition condition = conditionOf(filter);
        const auto rows = transaction.select(
            u"SELECT "_s + columns + u" FROM execution WHERE "_s + condition.sql +
                u" ORDER BY id DESC LIMIT ?"_s,
            condition.values + QVariantList{filter.limit > 0 ? filter.limit : -1});
        if (!rows)
            return rows.error().within(u"search the record"_s);
        QList<Execution> found;
        found.reserve(rows->size());
        for (const Row &row : *rows)
            found.append(fromRow(row));
        return found;
    });
}

Result<qint64> ExecutionRecord::exportTo(QIODevice &device, Format format,
                                         const ExecutionFilter &filter)
{
    const auto put = [&device](const QByteArray &bytes) {
        return device.write(bytes) == bytes.size();
    };
    return m_store->read([&](Transaction &transaction) -> Result<qint64> {
        const Condition condition = conditionOf(filter);
        qint64 count = 0;
        bool fine = put(format == Format::Csv ? csvHead : QByteArray("["));
        const auto done = transaction.forEach(
            u"SELECT "_s + columns + u" FROM execution WHERE "_s + condition.sql +
                u" ORDER BY id LIMIT ?"_s,
            condition.values + QVariantList{filter.limit > 0 ? filter.limit : -1},
            [&](const Row &row) {
                const Execution entry = fromRow(row);
                if (format == Format::Csv)
                    fine = fine && put(csvLine(entry));
                else
                    fine = fine && put((count > 0 ? ",\n" : "\n") + jsonObject(entry));
                ++count;
                return fine;
            });
        if (!done)
            return done.error().within(u"export the record"_s);
        if (format == Format::Json)
            fine = fine && put("\n]\n");
        if (!fine)
            return Error{.kind = Error::Kind::Io, .message = device.errorString()};
        return count;
    });
}

QFuture<Result<qint64>> ExecutionRecord::removeBefore(const QDateTime &moment)
{
    return m_store->startWrite([moment](Transaction &transaction) {
        return transaction.execute(u"DELETE FROM execution WHERE started_at < ?"_s,
                                   {timeText(moment)});
    });
}

ExecutionRecord::Losses ExecutionRecord::losses() const
{
    const std::lock_guard lock(m_queue->mutex);
    return m_queue->losses;
}

} // namespace howdah::store

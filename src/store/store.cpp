#include "store/store.h"

#include "store/sqliteerror.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QStorageInfo>

#include <atomic>

using namespace Qt::StringLiterals;

namespace howdah::store {

namespace {

Q_LOGGING_CATEGORY(log, "howdah.store")

/// "Hwdh": tells a file of Howdah's from any other SQLite file.
constexpr qint64 applicationId = 0x48776468;
/// How long another Howdah may hold the file before we give up.
constexpr int busyTimeoutMs = 5000;
/// A file up to this size is read whole at the start to find damage; a larger one where it is used.
constexpr qint64 checkedSize = 8 * 1024 * 1024;

QString newConnectionName()
{
    static std::atomic<quint64> counter = 0;
    return u"howdah-store-%1"_s.arg(++counter);
}

/// SQLite makes its -wal and -shm files with the mode of the main one.
Result<void> makePrivateFile(const QString &path)
{
    const QFileInfo info(path);
    if (!QDir().mkpath(info.absolutePath())) {
        return Error{.kind = Error::Kind::PermissionDenied,
                     .message = u"The folder %1 cannot be made."_s.arg(info.absolutePath())};
    }
    QFile file(path);
    if (!info.exists()) {
        if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) && !QFileInfo::exists(path)) {
            const QStorageInfo storage(info.absolutePath());
            const bool full =
                storage.isValid() && !storage.isReadOnly() && storage.bytesAvailable() == 0;
            return Error{.kind = full ? Error::Kind::DiskFull : Error::Kind::PermissionDenied,
                         .message = file.errorString()};
        }
        file.close();
    }
    if (!file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner)) {
        return Error{.kind = Error::Kind::PermissionDenied,
                     .message = u"The file is not writable: %1"_s.arg(file.errorString())};
    }
    return {};
}

Result<QString> moveAside(const QString &path)
{
    const QString stamp = QDateTime::currentDateTime().toString(u"yyyy-MM-ddTHH-mm-ss"_s);
    const QString base = u"%1.damaged-%2"_s.arg(path, stamp);
    QString target = base;
    for (int i = 2; QFileInfo::exists(target); ++i)
        target = u"%1-%2"_s.arg(base).arg(i);
    if (!QFile::rename(path, target)) {
        return Error{.kind = Error::Kind::PermissionDenied,
                     .message = u"It is damaged and cannot be moved to %1."_s.arg(target)};
    }
    for (const QString &suffix : {u"-wal"_s, u"-shm"_s})
        QFile::rename(path + suffix, target + suffix);
    return target;
}

} // namespace

/// What lives on the store's thread.
struct Store::Worker
{
    QString name = newConnectionName();
    QSqlDatabase database;

    Worker() = default;
    Q_DISABLE_COPY_MOVE(Worker)
    ~Worker() { close(); }

    void close()
    {
        if (!database.isValid())
            return;
        database.close();
        database = {};
        QSqlDatabase::removeDatabase(name);
    }

    [[nodiscard]] Result<QList<Row>> pragma(const QString &sql)
    {
        return Transaction(database).select(sql);
    }

    [[nodiscard]] Result<void> prepare(const QString &path, const QList<Migration> &migrations)
    {
        database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        database.setDatabaseName(path.isEmpty() ? u":memory:"_s : path);
        database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(busyTimeoutMs));
        if (!database.open())
            return sqliteError(database.lastError());
        if (const auto ours = checkOwner(); !ours)
            return ours;
        if (!path.isEmpty()) {
            if (QFileInfo(path).size() <= checkedSize) {
                const auto check = pragma(u"PRAGMA quick_check(1)"_s);
                if (!check)
                    return check.error();
                if (const QString verdict = check->value(0).value(0).toString(); verdict != "ok"_L1)
                    return Error{.kind = Error::Kind::Corrupt, .message = verdict};
            }
            if (const auto wal = switchToWal(); !wal)
                return wal;
        }
        for (const QString &sql : {u"PRAGMA synchronous = FULL"_s, u"PRAGMA foreign_keys = ON"_s}) {
            if (const auto done = pragma(sql); !done)
                return done.error();
        }
        return migrateIfNeeded(migrations);
    }

    /// A file that another program keeps its data in is not ours to change.
    [[nodiscard]] Result<void> checkOwner()
    {
        // In this order: another Howdah that makes the file right now commits both at once, so what
        // has tables by now has the mark too.
        const auto tables = pragma(u"SELECT count(*) FROM sqlite_master"_s);
        if (!tables)
            return tables.error();
        const auto id = pragma(u"PRAGMA application_id"_s);
        if (!id)
            return id.error();
        const qint64 owner = id->value(0).value(0).toLongLong();
        if (owner == applicationId || (owner == 0 && tables->value(0).value(0).toLongLong() == 0))
            return {};
        return Error{.kind = Error::Kind::Unsupported,
                     .message = u"The file belongs to another program. It was left as it is."_s};
    }

    [[nodiscard]] Result<void> switchToWal()
    {
        // The switch needs the file for itself for a moment and does not wait by itself.
        const QDeadlineTimer deadline(busyTimeoutMs);
        while (true) {
            const auto mode = pragma(u"PRAGMA journal_mode = WAL"_s);
            if (mode)
                return {};
            if (mode.error().kind != Error::Kind::Conflict || deadline.hasExpired())
                return mode.error();
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }

    [[nodiscard]] Result<void> migrateIfNeeded(const QList<Migration> &migrations)
    {
        Transaction reader(database);
        const auto applied = appliedMigrations(reader);
        if (!applied)
            return applied.error();
        const auto known = std::all_of(migrations.begin(), migrations.end(),
                                       [&](const Migration &m) { return applied->contains(m.id); });
        if (known && applied->size() == migrations.size())
            return {};
        return transact(Access::Write, [&](Transaction &transaction) -> Result<void> {
            if (const auto marked =
                    transaction.execute(u"PRAGMA application_id = %1"_s.arg(applicationId));
                !marked)
                return marked.error();
            return migrate(transaction, migrations);
        });
    }

    [[nodiscard]] Result<void> transact(Access access, const Body &body)
    {
        Transaction transaction(database);
        // IMMEDIATE waits for the other Howdah here, where waiting is possible, and not at the
        // first write.
        const auto begun = transaction.execute(access == Access::Write ? u"BEGIN IMMEDIATE"_s
                                                                       : u"BEGIN DEFERRED"_s);
        if (!begun)
            return begun.error();
        auto done = body(transaction);
        if (done) {
            const auto committed = transaction.execute(u"COMMIT"_s);
            if (committed)
                return {};
            done = committed.error();
        }
        // SQLite has rolled back by itself after some failures; then this one says so and means no
        // harm.
        (void)transaction.execute(u"ROLLBACK"_s);
        if (done.error().kind == Error::Kind::Corrupt || done.error().kind == Error::Kind::DiskFull)
            qCWarning(log).noquote() << done.error().toText();
        return done;
    }
};

Store::Store(QString path)
    : m_path(std::move(path))
{}

Result<QString> Store::launch(const QList<Migration> &migrations)
{
    std::promise<Result<QString>> opened;
    auto answer = opened.get_future();
    m_thread = std::thread([this, &migrations, &opened] {
        const auto openHere = [&](Worker &worker) -> Result<void> {
            if (!m_path.isEmpty()) {
                if (const auto made = makePrivateFile(m_path); !made)
                    return made;
            }
            return worker.prepare(m_path, migrations);
        };
        auto worker = std::make_unique<Worker>();
        auto ready = openHere(*worker);
        QString moved;
        if (!ready && ready.error().kind == Error::Kind::Corrupt && !m_path.isEmpty()) {
            qCWarning(log).noquote() << m_path << "is damaged:" << ready.error().toText();
            worker->close();
            if (auto target = moveAside(m_path)) {
                moved = *target;
                worker = std::make_unique<Worker>();
                ready = openHere(*worker);
            } else {
                ready = target.error();
            }
        }
        if (!ready) {
            opened.set_value(ready.error());
            return;
        }
        opened.set_value(moved);
        work(*worker);
    });
    return answer.get();
}

Result<Store::Opening> Store::open(const QString &path, const QList<Migration> &migrations)
{
    // make_shared cannot reach the private constructor.
    const std::shared_ptr<Store> store(new Store(path));
    const auto moved = store->launch(migrations);
    if (!moved)
        return moved.error().within(path);
    return Opening{.store = store, .movedAside = *moved};
}

std::shared_ptr<Store> Store::inMemory(const QList<Migration> &migrations)
{
    std::shared_ptr<Store> store(new Store(QString()));
    const auto started = store->launch(migrations);
    if (!started)
        qFatal("no store in memory: %s", qPrintable(started.error().toText()));
    return store;
}

Store::~Store()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_ready.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void Store::enqueue(Task task)
{
    const std::lock_guard lock(m_mutex);
    m_queue.push_back(std::move(task));
    m_ready.notify_one();
}

void Store::work(Worker &worker)
{
    const Transact transact = [&worker](Access access, const Body &body) {
        return worker.transact(access, body);
    };
    while (true) {
        Task task;
        {
            std::unique_lock lock(m_mutex);
            m_ready.wait(lock, [this] { return m_stopping || !m_queue.empty(); });
            if (m_queue.empty())
                return;
            task = std::move(m_queue.front());
            m_queue.pop_front();
        }
        task(transact);
    }
}

} // namespace howdah::store

#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "base/secret.h"
#include "vault/backend.h"

#include <QFuture>
#include <QObject>
#include <QThread>

#include <chrono>
#include <memory>
#include <optional>

namespace howdah::vault {

/// Where a secret lives after it was written.
struct Kept final
{
    enum class Where {
        Keychain, ///< for good
        ThisRun,  ///< in memory until the program ends; `reason` says why
        Unknown,  ///< in memory, and the keychain did not answer in time whether it has it too
    };
    Where where = Where::Keychain;
    Error reason; ///< meaningless for Keychain
};

/// How patient the vault is with the keychain.
struct Patience final
{
    /// After this long an unlock prompt may be open somewhere: waitingChanged(true).
    std::chrono::milliseconds notice{1500};
    /// After this long it counts as hung; people need a while to find and fill a prompt.
    std::chrono::milliseconds limit{60'000};
};

/// Secrets in the keychain of the operating system. The keychain has a thread of its own; one that
/// is absent, locked, refuses or hangs never blocks anybody beyond the limit, and then secrets live
/// for this run only: never in a file. Secrets used once are remembered for the run. Functions may
/// be called from any thread.
class Vault final : public QObject
{
    Q_OBJECT

public:
    explicit Vault(std::unique_ptr<Backend> backend, const Patience &patience = {},
                   QObject *parent = nullptr);
    ~Vault() override;

    /// NotFound when nobody saved one; Unavailable or PermissionDenied when the keychain does not
    /// tell.
    [[nodiscard]] QFuture<Result<Secret>> read(const QString &key);
    /// read() for a worker thread: blocks, at most the limit, and ends at once when @p token is
    /// cancelled.
    [[nodiscard]] Result<Secret> readNow(const QString &key, const CancellationToken &token = {});

    /// What is in memory for this run; does not ask the keychain.
    [[nodiscard]] std::optional<Secret> remembered(const QString &key) const;

    /// Always succeeds at least for this run.
    [[nodiscard]] QFuture<Result<Kept>> write(const QString &key, const Secret &secret);
    /// For this run only, on purpose.
    void remember(const QString &key, const Secret &secret);
    /// Out of memory, because the server refused it; the keychain keeps it.
    void forget(const QString &key);
    /// Out of memory and keychain.
    [[nodiscard]] QFuture<Result<void>> remove(const QString &key);

    /// The person does not want to wait for the keychain: everything under way is answered as
    /// Unavailable (a write as Unknown). Later answers of the keychain are dropped, and the first
    /// of them makes it usable again.
    void goOnWithout();

signals:
    /// True while the keychain takes long enough for an unlock prompt to be open.
    void waitingChanged(bool waiting);

private:
    class Worker;
    struct Memory;

    QThread *m_thread;
    Worker *m_worker;
    std::shared_ptr<Memory> m_memory;
};

} // namespace howdah::vault

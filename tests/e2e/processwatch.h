#pragma once

#include <QByteArray>
#include <QSet>
#include <QStringList>

#include <atomic>
#include <mutex>
#include <thread>

namespace howdah::e2e {

/// Looks without pause at the arguments and the environment of every process of this machine that
/// may be looked at, as any other user's `ps` could, and remembers where it saw a text.
class ProcessWatch final
{
public:
    explicit ProcessWatch(const QByteArray &text);
    ~ProcessWatch();
    Q_DISABLE_COPY_MOVE(ProcessWatch)

    /// "pg_dump (4711): arguments"; empty is good.
    [[nodiscard]] QStringList findings() const;
    /// Names of the programs that came by: whether the watch was awake at all.
    [[nodiscard]] QSet<QByteArray> seen() const;

private:
    void lookAround();
    void lookAt(const QByteArray &process);

    const QByteArray m_text;
    mutable std::mutex m_mutex;
    QStringList m_findings;
    QSet<QByteArray> m_seen;
    std::atomic<bool> m_stop = false;
    std::thread m_thread;
};

} // namespace howdah::e2e

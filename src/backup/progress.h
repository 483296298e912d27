#pragma once

#include "backup/manifest.h"
#include "pg/connection.h"

#include <QElapsedTimer>
#include <QHash>
#include <QSet>

#include <optional>

namespace howdah::backup {

/// How far a dump or restore has come: from what the tool says it started and from what the server
/// says the running COPY commands have done. The server knows no total, so the totals are ours.
class CopyProgress final
{
public:
    /// @p jobs: how many tables may be under way at once.
    CopyProgress(const QList<TableFigures> &tables, int jobs);

    /// The tool said that it begins with this table ("schema.name").
    void started(const QString &table);
    /// What the server sees running now: rows done by table.
    void running(const QHash<QString, qint64> &rowsDone);
    /// A better figure than the estimate.
    void setRows(const QString &table, qint64 rows);

    /// 0 to 1, never less than before.
    [[nodiscard]] double fraction();
    /// "public.messages (1,200 of 5,000 rows)", for the table that is furthest behind.
    [[nodiscard]] QString step() const;

private:
    struct Item
    {
        qint64 rows = 0;
        double weight = 1;
        bool isGuess = false;
    };
    [[nodiscard]] bool isDone(const QString &table, qsizetype position) const;

    QHash<QString, Item> m_items;
    double m_total = 0;
    int m_jobs;
    QStringList m_started;
    QHash<QString, qint64> m_running;
    QSet<QString> m_seenRunning;
    double m_last = 0;
};

/// Asks a server now and then which COPY commands of one application run there. Servers before 14
/// do not tell.
class CopyWatch final
{
public:
    CopyWatch(const pg::Endpoint &endpoint, const QString &applicationName);

    /// Rows done by table, at most twice a second; nothing in between and when the server cannot
    /// say.
    [[nodiscard]] std::optional<QHash<QString, qint64>> poll(const CancellationToken &token);

private:
    pg::Endpoint m_endpoint;
    QString m_applicationName;
    std::optional<pg::Connection> m_connection;
    bool m_gaveUp = false;
    QElapsedTimer m_sinceLast;
};

} // namespace howdah::backup

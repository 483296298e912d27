#pragma once

#include "catalog/dependencygraph.h"
#include "catalog/service.h"
#include "gui/common/gridservice.h"

#include <QObject>
#include <QSet>
#include <QStringList>

#include <functional>
#include <memory>

namespace howdah::gui {

/// What Browse asks of a connection's catalog: a CatalogService, or a test's promises. Calls that
/// are empty mean that there is no such thing here.
struct CatalogCalls final
{
    using Loaded = catalog::CatalogService::Loaded;
    struct Related final
    {
        catalog::SnapshotPtr snapshot; ///< with its dependencies
        std::shared_ptr<const catalog::DependencyGraph> graph;
    };
    using Pins = QList<QStringList>; ///< objectPath() of each
    std::function<QFuture<Result<Loaded>>(const catalog::ProgressHandler &)> load;
    std::function<QFuture<Result<Loaded>>(const catalog::SnapshotPtr &,
                                          const catalog::ProgressHandler &)>
        define;
    std::function<QFuture<Result<Loaded>>(const catalog::SnapshotPtr &)> retryLocked;
    std::function<QFuture<Result<Related>>(const catalog::SnapshotPtr &)> dependencies;
    std::function<QFuture<Result<catalog::RelationDetails>>(catalog::Oid)> details;
    std::function<QFuture<Result<QList<catalog::ColumnStatistics>>>(catalog::Oid)> columnStatistics;
    std::function<QFuture<Result<void>>(const QString &)> run;
    std::function<void()> cancelRun;
    std::function<void()> cancel;
    /// What the last visit left in a file; answers NotFound when it left nothing.
    std::function<QFuture<Result<Loaded>>()> kept;
    std::function<void(const catalog::SnapshotPtr &)> keep;
    std::function<Pins()> pins;
    std::function<void(const Pins &)> keepPins;
    /// Why nothing can be changed on this connection now; empty when something can.
    std::function<QString()> readOnlyReason;
    std::function<QString()> connectionName;
    /// For the rows of one object; without it there is no Data tab.
    std::function<GridService()> grid = {};

    [[nodiscard]] static CatalogCalls of(const std::shared_ptr<catalog::CatalogService> &service);
};

/// The catalog of one connection as its pages share it: what is known now, what is on its way, what
/// failed. Lives on the window's thread.
class CatalogState final : public QObject
{
    Q_OBJECT

public:
    explicit CatalogState(CatalogCalls calls, QObject *parent = nullptr);

    /// Null until the first answer.
    [[nodiscard]] const catalog::SnapshotPtr &snapshot() const { return m_loaded.snapshot; }
    /// snapshot() is from the last visit: names are right for searching, but nobody knows yet what
    /// became of them, and their OIDs must not be asked for.
    [[nodiscard]] bool isKept() const { return m_isKept; }
    /// Null until ensureDependencies() was answered.
    [[nodiscard]] const catalog::DependencyGraph *dependencies() const { return m_graph.get(); }
    [[nodiscard]] const CatalogCalls::Loaded &loaded() const { return m_loaded; }
    [[nodiscard]] const CatalogCalls &calls() const { return m_calls; }
    enum class Phase { Idle, ReadingCatalogs, ReadingDefinitions };
    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] const catalog::LoadProgress &progress() const { return m_progress; }
    /// Of the last try, while nothing newer is there.
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

    /// Reads everything (again); nothing when it is doing so already. The old snapshot stays until
    /// the new one is there.
    void refresh();
    /// refresh() for the first time only.
    void ensureLoaded();
    void cancel();
    /// Objects (stableKey()) that a refresh found new or changed and nobody has looked at.
    [[nodiscard]] const QSet<QString> &unseen() const { return m_unseen; }
    void markSeen(const QString &key);
    void markAllSeen();
    /// What the last refresh did not find any more, as "schema.name", sorted.
    [[nodiscard]] const QStringList &gone() const { return m_gone; }
    [[nodiscard]] const CatalogCalls::Pins &pins() const { return m_pins; }
    void pin(const QStringList &path);
    void unpin(const QStringList &path);
    /// Comes back to what other sessions had locked.
    void retryLocked();
    /// Asks for pg_depend, as soon as nothing else is being read; changed() tells when it is there.
    void ensureDependencies();

signals:
    /// There is another snapshot.
    void changed();
    void progressed();
    void unseenChanged();
    void pinsChanged();
    /// phase() or error() changed.
    void phaseChanged();

private:
    void setPhase(Phase phase);
    void compareFingerprints();
    void askForKept();
    void setPins(const CatalogCalls::Pins &pins);
    void take(const Result<CatalogCalls::Loaded> &answer, Phase next);
    [[nodiscard]] catalog::ProgressHandler progressHandler();

    CatalogCalls m_calls;
    CatalogCalls::Loaded m_loaded;
    Phase m_phase = Phase::Idle;
    catalog::LoadProgress m_progress;
    std::optional<Error> m_error;
    bool m_wantsDependencies = false;
    bool m_askedForDependencies = false;
    bool m_isKept = false;
    std::shared_ptr<const catalog::DependencyGraph> m_graph;
    std::shared_ptr<const catalog::Fingerprints> m_fingerprints;
    QSet<QString> m_unseen;
    QStringList m_gone;
    CatalogCalls::Pins m_pins;
};

} // namespace howdah::gui

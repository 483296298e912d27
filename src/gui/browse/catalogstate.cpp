#include "gui/browse/catalogstate.h"

#include "base/whendone.h"

#include <QPointer>

#include <utility>

using namespace Qt::StringLiterals;

namespace howdah::gui {

CatalogCalls CatalogCalls::of(const std::shared_ptr<catalog::CatalogService> &service)
{
    return {
        .load =
            [service](const catalog::ProgressHandler &progress) { return service->load(progress); },
        .define =
            [service](const catalog::SnapshotPtr &snapshot,
                      const catalog::ProgressHandler &progress) {
                return service->define(snapshot, progress);
            },
        .retryLocked =
            [service](const catalog::SnapshotPtr &snapshot) {
                return service->retryLocked(snapshot);
            },
        .dependencies =
            [service](const catalog::SnapshotPtr &snapshot) {
                using Asked = Result<catalog::SnapshotPtr>;
                // The continuation runs where the answer is made, not on the window's thread.
                return service->dependencies(snapshot).then([](const Asked &answer) {
                    return answer ? Result<Related>(Related{
                                        .snapshot = *answer,
                                        .graph = std::make_shared<const catalog::DependencyGraph>(
                                            **answer)})
                                  : Result<Related>(answer.error());
                });
            },
        .details = [service](catalog::Oid relation) { return service->details(relation); },
        .columnStatistics =
            [service](catalog::Oid relation) { return service->columnStatistics(relation); },
        .run = [service](const QString &sql) { return service->run(sql); },
        .cancelRun = [service] { service->cancel(); },
        .cancel = [service] { service->cancel(); },
        .kept = {},
        .keep = {},
        .pins = {},
        .keepPins = {},
        .readOnlyReason = {},
        .connectionName = {},
        .grid = {}};
}

CatalogState::CatalogState(CatalogCalls calls, QObject *parent)
    : QObject(parent)
    , m_calls(std::move(calls))
{
    if (m_calls.pins)
        m_pins = m_calls.pins();
}

void CatalogState::setPhase(Phase phase)
{
    m_phase = phase;
    emit phaseChanged();
}

catalog::ProgressHandler CatalogState::progressHandler()
{
    // Told on another thread, which must not touch a state that may be gone.
    return [guard = QPointer<CatalogState>(this)](const catalog::LoadProgress &progress) {
        if (QObject *receiver = guard.data()) {
            QMetaObject::invokeMethod(
                receiver,
                [guard, progress] {
                    if (guard) {
                        guard->m_progress = progress;
                        emit guard->progressed();
                    }
                },
                Qt::QueuedConnection);
        }
    };
}

void CatalogState::take(const Result<CatalogCalls::Loaded> &answer, Phase next)
{
    if (!answer) {
        // Definitions that failed leave the tree as it is; what it shows is still true.
        m_error = answer.error();
        setPhase(Phase::Idle);
        return;
    }
    const bool sameObjects =
        m_loaded.snapshot && &m_loaded.snapshot->objects() == &answer->snapshot->objects();
    if (m_isKept && m_loaded.snapshot->text(m_loaded.snapshot->objects().database) !=
                        answer->snapshot->text(answer->snapshot->objects().database)) {
        m_fingerprints.reset();
    }
    m_isKept = false;
    m_loaded = *answer;
    if (!sameObjects)
        m_graph.reset();
    compareFingerprints();
    m_error.reset();
    m_phase = next;
    emit changed();
    emit phaseChanged();
    if (m_wantsDependencies)
        ensureDependencies();
}

namespace {

/// Stands for the statements of an object that could not be read whole.
QByteArray unread()
{
    return QByteArrayLiteral("?");
}

/// The fingerprints of @p loaded, where another session's lock kept something away those of before:
/// what could not be read is no change, and is compared when it can be.
std::shared_ptr<const catalog::Fingerprints>
readableFingerprints(const CatalogCalls::Loaded &loaded, const catalog::Fingerprints &before)
{
    const catalog::Snapshot &s = *loaded.snapshot;
    if (s.definitions().locked.empty())
        return loaded.fingerprints;
    auto known = std::make_shared<catalog::Fingerprints>(*loaded.fingerprints);
    for (const catalog::Oid oid : s.definitions().locked) {
        const catalog::Relation *relation = s.relation(oid);
        const QString key = relation ? s.stableKey(catalog::Snapshot::idOf(*relation)) : QString();
        if (const auto at = known->find(key); at != known->end())
            *at = before.value(key, unread());
    }
    return known;
}

} // namespace

void CatalogState::compareFingerprints()
{
    if (!m_loaded.fingerprints)
        return;
    m_gone.clear();
    const auto before = std::exchange(m_fingerprints, nullptr);
    m_fingerprints = readableFingerprints(m_loaded, before ? *before : catalog::Fingerprints());
    if (!before)
        return;
    for (auto now = m_fingerprints->cbegin(); now != m_fingerprints->cend(); ++now) {
        const QByteArray old = before->value(now.key());
        if (old != now.value() && old != unread())
            m_unseen.insert(now.key());
    }
    for (auto old = before->cbegin(); old != before->cend(); ++old) {
        if (m_fingerprints->contains(old.key()))
            continue;
        m_unseen.remove(old.key());
        const QStringList parts = old.key().split(u'\0');
        m_gone.append(parts.value(1).isEmpty() ? parts.constLast()
                                               : parts.value(1) + u'.' + parts.constLast());
    }
    m_gone.sort();
}

void CatalogState::markSeen(const QString &key)
{
    if (m_unseen.remove(key))
        emit unseenChanged();
}

void CatalogState::markAllSeen()
{
    m_unseen.clear();
    m_gone.clear();
    emit unseenChanged();
}

void CatalogState::pin(const QStringList &path)
{
    if (!m_pins.contains(path))
        setPins(m_pins + CatalogCalls::Pins{path});
}

void CatalogState::unpin(const QStringList &path)
{
    CatalogCalls::Pins left = m_pins;
    left.removeAll(path);
    setPins(left);
}

void CatalogState::setPins(const CatalogCalls::Pins &pins)
{
    if (m_pins == pins)
        return;
    m_pins = pins;
    if (m_calls.keepPins)
        m_calls.keepPins(pins);
    emit pinsChanged();
}

void CatalogState::askForKept()
{
    if (!m_calls.kept)
        return;
    whenDone(m_calls.kept(), this, [this](const Result<CatalogCalls::Loaded> &kept) {
        // The server may have been quicker. A file that is missing or damaged is no loss.
        if (!kept || m_loaded.snapshot)
            return;
        m_loaded = *kept;
        m_isKept = true;
        if (kept->fingerprints)
            m_fingerprints = readableFingerprints(*kept, {});
        emit changed();
        emit phaseChanged();
    });
}

void CatalogState::ensureLoaded()
{
    if (m_loaded.snapshot || m_phase != Phase::Idle || m_error)
        return;
    askForKept();
    refresh();
}

void CatalogState::refresh()
{
    if (m_phase != Phase::Idle)
        return;
    m_error.reset();
    m_progress = {};
    m_askedForDependencies = false;
    setPhase(Phase::ReadingCatalogs);
    whenDone(m_calls.load(progressHandler()), this,
             [this](const Result<CatalogCalls::Loaded> &loaded) {
                 take(loaded, Phase::ReadingDefinitions);
                 if (!loaded)
                     return;
                 whenDone(m_calls.define(m_loaded.snapshot, progressHandler()), this,
                          [this](const Result<CatalogCalls::Loaded> &defined) {
                              take(defined, Phase::Idle);
                              if (defined && m_calls.keep)
                                  m_calls.keep(m_loaded.snapshot);
                          });
             });
}

void CatalogState::cancel()
{
    m_calls.cancel();
}

void CatalogState::retryLocked()
{
    if (m_phase != Phase::Idle || !m_loaded.snapshot || m_isKept)
        return;
    setPhase(Phase::ReadingDefinitions);
    whenDone(m_calls.retryLocked(m_loaded.snapshot), this,
             [this](const Result<CatalogCalls::Loaded> &answer) { take(answer, Phase::Idle); });
}

void CatalogState::ensureDependencies()
{
    m_wantsDependencies = !m_graph;
    if (m_askedForDependencies || !m_loaded.snapshot || m_graph || m_isKept ||
        m_phase != Phase::Idle) {
        return;
    }
    m_wantsDependencies = false;
    m_askedForDependencies = true;
    const catalog::SnapshotPtr asked = m_loaded.snapshot;
    whenDone(m_calls.dependencies(asked), this,
             [this, asked](const Result<CatalogCalls::Related> &answer) {
                 // A refresh meanwhile makes this answer an old one.
                 if (m_loaded.snapshot != asked)
                     return;
                 if (!answer) {
                     m_askedForDependencies = false;
                     m_error = answer.error();
                     emit phaseChanged();
                     return;
                 }
                 m_loaded.snapshot = answer->snapshot;
                 m_graph = answer->graph;
                 emit changed();
             });
}

} // namespace howdah::gui

#include "gui/browse/catalogstate.h"

#include "base/whendone.h"

#include <QPointer>

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
                return service->dependencies(snapshot);
            },
        .details = [service](catalog::Oid relation) { return service->details(relation); },
        .firstRows = [service](const QString &name,
                               int limit) { return service->firstRows(name, limit); },
        .run = [service](const QString &sql) { return service->run(sql); },
        .cancel = [service] { service->cancel(); }};
}

CatalogState::CatalogState(CatalogCalls calls, QObject *parent)
    : QObject(parent)
    , m_calls(std::move(calls))
{}

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
    m_loaded = *answer;
    compareFingerprints();
    m_error.reset();
    m_phase = next;
    emit changed();
    emit phaseChanged();
}

void CatalogState::compareFingerprints()
{
    if (!m_loaded.fingerprints)
        return;
    if (m_fingerprints) {
        for (auto now = m_loaded.fingerprints->cbegin(); now != m_loaded.fingerprints->cend();
             ++now) {
            if (m_fingerprints->value(now.key()) != now.value())
                m_unseen.insert(now.key());
        }
    }
    m_fingerprints = m_loaded.fingerprints;
}

void CatalogState::markSeen(const QString &key)
{
    if (m_unseen.remove(key))
        emit unseenChanged();
}

void CatalogState::ensureLoaded()
{
    if (!m_loaded.snapshot && m_phase == Phase::Idle && !m_error)
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
                          });
             });
}

void CatalogState::cancel()
{
    m_calls.cancel();
}

void CatalogState::retryLocked()
{
    if (m_phase != Phase::Idle || !m_loaded.snapshot)
        return;
    setPhase(Phase::ReadingDefinitions);
    whenDone(m_calls.retryLocked(m_loaded.snapshot), this,
             [this](const Result<CatalogCalls::Loaded> &answer) { take(answer, Phase::Idle); });
}

void CatalogState::ensureDependencies()
{
    if (m_askedForDependencies || !m_loaded.snapshot || m_loaded.snapshot->dependencies() ||
        m_phase != Phase::Idle) {
        return;
    }
    m_askedForDependencies = true;
    const catalog::SnapshotPtr asked = m_loaded.snapshot;
    whenDone(m_calls.dependencies(asked), this,
             [this, asked](const Result<catalog::SnapshotPtr> &answer) {
                 // A refresh meanwhile makes this answer an old one.
                 if (m_loaded.snapshot != asked)
                     return;
                 if (!answer) {
                     m_error = answer.error();
                     emit phaseChanged();
                     return;
                 }
                 m_loaded.snapshot = *answer;
                 emit changed();
             });
}

} // namespace howdah::gui

#include "vault/keychainbackend.h"

#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace howdah::vault {

namespace {

constexpr auto service = "Howdah"_L1;

Error errorOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::EntryNotFound:
        return {.kind = Error::Kind::NotFound, .message = u"The keychain has no such entry."_s};
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return {.kind = Error::Kind::PermissionDenied,
                .message = u"The keychain refused access."_s,
                .detail = job.errorString()};
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return {.kind = Error::Kind::Unavailable,
                .message = u"There is no keychain on this machine."_s,
                .detail = job.errorString()};
    case QKeychain::NoError:
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError:
        break;
    }
    return {.kind = Error::Kind::Unavailable,
            .message = u"The keychain cannot be used."_s,
            .detail = job.errorString()};
}

/// A job deletes itself after finished(). One that never finishes must stay: libsecret holds a
/// pointer to it.
template<typename Job, typename Answer>
void run(Job *job, const QString &key, Answer answer)
{
    job->setKey(key);
    job->setInsecureFallback(false);
    QObject::connect(job, &QKeychain::Job::finished, job,
                     [job, answer = std::move(answer)] { answer(*job); });
    job->start();
}

} // namespace

void KeychainBackend::read(const QString &key, const ReadDone &done)
{
    run(new QKeychain::ReadPasswordJob(service), key,
        [done](const QKeychain::ReadPasswordJob &job) {
            if (job.error() != QKeychain::NoError)
                done(errorOf(job));
            else if (job.textData().isEmpty())
                // A prompt that was dismissed comes back as an empty secret without an error.
                done(Error{.kind = Error::Kind::NotFound,
                           .message = u"The keychain gave no password."_s});
            else
                done(Secret(job.textData().toUtf8()));
        });
}

void KeychainBackend::write(const QString &key, const Secret &secret, const Done &done)
{
    auto *job = new QKeychain::WritePasswordJob(service);
    job->setTextData(QString::fromUtf8(secret.reveal()));
    run(job, key, [done](const QKeychain::WritePasswordJob &finished) {
        done(finished.error() == QKeychain::NoError ? Result<void>() : errorOf(finished));
    });
}

void KeychainBackend::remove(const QString &key, const Done &done)
{
    run(new QKeychain::DeletePasswordJob(service), key,
        [done](const QKeychain::DeletePasswordJob &job) {
            const bool gone =
                job.error() == QKeychain::NoError || job.error() == QKeychain::EntryNotFound;
            done(gone ? Result<void>() : errorOf(job));
        });
}

} // namespace howdah::vault

#pragma once

#include "gui/connect/connectactions.h"

#include <QPromise>

namespace howdah::gui {

/// Answers of the services in the test's hand: each call leaves a promise to be kept.
struct FakeActions
{
    template<typename T>
    struct Call
    {
        std::shared_ptr<QPromise<Result<T>>> promise = std::make_shared<QPromise<Result<T>>>();
        void answer(const Result<T> &result) const
        {
            promise->addResult(result);
            promise->finish();
        }
    };

    QList<connections::Profile> tested;
    QList<QByteArray> testedWith;
    QList<Call<connections::ServerReport>> tests;
    QList<std::weak_ptr<void>> testSessions;
    QList<connections::Profile> saved;
    QList<Call<connections::Profile>> saves;
    QList<QList<connections::Profile>> added;
    QList<Call<QList<connections::Profile>>> adds;
    QStringList removed;
    QList<Call<void>> removes;
    QList<QPair<QString, QByteArray>> kept;
    QList<Call<vault::Kept>> keeps;
    QList<QPair<QString, QByteArray>> used;
    QStringList forgotten;
    QList<Call<void>> forgets;
    QStringList toggled;
    QStringList asked;
    QStringList notices;
    int samplesStarted = 0;
    bool locked = true;

    template<typename T>
    static QFuture<Result<T>> start(QList<Call<T>> &calls)
    {
        Call<T> call;
        call.promise->start();
        calls.append(call);
        return call.promise->future();
    }

    ConnectActions actions()
    {
        return {.test =
                    [this](const connections::Profile &profile, const Secret &password) {
                        tested.append(profile);
                        testedWith.append(password.reveal());
                        auto session = std::make_shared<int>(0);
                        testSessions.append(session);
                        return ConnectActions::Test{.session = session, .report = start(tests)};
                    },
                .save =
                    [this](const connections::Profile &profile) {
                        saved.append(profile);
                        return start(saves);
                    },
                .addAll =
                    [this](const QList<connections::Profile> &profiles) {
                        added.append(profiles);
                        return start(adds);
                    },
                .remove =
                    [this](const QString &id) {
                        removed.append(id);
                        return start(removes);
                    },
                .keepPassword =
                    [this](const QString &id, const Secret &password) {
                        kept.append({id, password.reveal()});
                        return start(keeps);
                    },
                .usePassword =
                    [this](const QString &id, const Secret &password) {
                        used.append({id, password.reveal()});
                    },
                .removePassword =
                    [this](const QString &id) {
                        forgotten.append(id);
                        return start(forgets);
                    },
                .askPassword = [this](const QString &id, const Error &) { asked.append(id); },
                .usage =
                    [](const QString &) { return connections::Hub::Usage{.open = {}, .limit = 8}; },
                .isReadOnly =
                    [this](const connections::Profile &profile) {
                        return profile.readOnly ||
                               (locked &&
                                profile.environment == connections::Environment::Production);
                    },
                .toggleLock = [this](const QString &id) { toggled.append(id); },
                .notice = [this](const QString &message) { notices.append(message); },
                .startSamples = [this] { ++samplesStarted; }};
    }
};

} // namespace howdah::gui

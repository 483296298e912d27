#pragma once

#include "base/result.h"

#include <QFuture>
#include <QFutureWatcher>

#include <concepts>

namespace howdah {

/// Calls @p handler with the answer, in the thread of @p context; a cancelled or abandoned future
/// answers with an Error; nothing is called when @p context is gone by then. Not
/// QFuture::then(context, ...): Qt 6.4 asserts when the context died first.
template<typename T, std::invocable<const Result<T> &> Handler>
void whenDone(const QFuture<Result<T>> &future, QObject *context, Handler handler)
{
    auto *watcher = new QFutureWatcher<Result<T>>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, handler = std::move(handler)]() mutable {
                         watcher->deleteLater();
                         const auto answer = watcher->future();
                         handler(answer.resultCount() > 0 ? answer.result()
                                                          : Result<T>(Error::cancelled()));
                     });
    watcher->setFuture(future);
}

} // namespace howdah

#pragma once

#include <QLoggingCategory>
#include <QTimer>
#include <QWidget>
#include <QWindow>

namespace howdah::app {

/// Writes "interactive" to the logging category howdah.start (off unless QT_LOGGING_RULES turns it
/// on) as soon as @p window is on the screen and the event loop has nothing older to do: from then
/// on menus and rail answer. In a header of its own, so that the benchmark's bare window is timed
/// by the same lines.
inline void logWhenInteractive(QWidget &window)
{
    static const QLoggingCategory category("howdah.start", QtWarningMsg);
    if (!category.isInfoEnabled())
        return;
    auto *timer = new QTimer(&window);
    timer->setInterval(0);
    QObject::connect(timer, &QTimer::timeout, &window, [timer, &window] {
        if (!window.windowHandle() || !window.windowHandle()->isExposed())
            return;
        timer->deleteLater();
        timer->stop();
        // Behind what the first exposure has queued.
        QTimer::singleShot(0, &window, [] { qCInfo(category, "interactive"); });
    });
    timer->start();
}

} // namespace howdah::app

#pragma once

#include "gui/shell/mainwindow.h"

#include <QDir>
#include <QTimer>

namespace howdah::app {

/// Opens one place after the other for the current connection and saves a picture of the window
/// with each: what README shows, and what a machine without a display leaves behind. finished()
/// comes after the last.
class Photographer final : public QObject
{
    Q_OBJECT

public:
    Photographer(gui::MainWindow &window, const QDir &folder, const QStringList &places,
                 QObject *parent = nullptr);

    void start();

signals:
    /// @p problem is empty when every picture was written.
    void finished(const QString &problem);

private:
    void next();
    void look();

    gui::MainWindow &m_window;
    QDir m_folder;
    QStringList m_places;
    qsizetype m_at = -1;
    int m_calm = 0;
    int m_looks = 0;
    QTimer m_timer;
};

} // namespace howdah::app

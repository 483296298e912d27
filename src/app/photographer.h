#pragma once

#include "app/scenes.h"
#include "gui/shell/mainwindow.h"

#include <QDir>
#include <QTimer>

#include <chrono>
#include <functional>

namespace howdah::app {

/// Opens one scene after the other and saves a picture of the window with each: what README shows,
/// and what a machine without a display leaves behind. It would rather stop than photograph
/// something else: a place that is not there, an error, a question to the person, a page that does
/// not finish loading.
class Photographer final : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QDir folder;
        QList<Scene> scenes;
        /// The id of a saved connection; empty when there is none of that name.
        std::function<QString(const QString &name)> connectionNamed;
        /// How long a page may take until it is complete.
        std::chrono::milliseconds patience = std::chrono::seconds(30);
    };

    Photographer(gui::MainWindow &window, gui::Theme &theme, Options options,
                 QObject *parent = nullptr);

    void start();

signals:
    /// Once, after the last picture; @p problem is empty when every one was written.
    void finished(const QString &problem);

private:
    /// What is done for a scene, in this order.
    enum class Stage { Arriving, Working, InDark };

    [[nodiscard]] bool openAll();
    void next();
    void enter(Stage stage);
    void look();
    void proceed();
    [[nodiscard]] bool save(const QString &name);
    [[nodiscard]] bool runCommand(const QString &text);
    /// Why the page in front cannot be photographed, now or ever; empty when it can.
    [[nodiscard]] QString obstacle() const;
    [[nodiscard]] bool isUnfinished() const;
    void fail(const QString &problem);

    gui::MainWindow &m_window;
    gui::Theme &m_theme;
    Options m_options;
    QList<gui::Address> m_addresses; ///< of the scenes
    qsizetype m_at = -1;
    Stage m_stage = Stage::Arriving;
    gui::Theme::Mode m_mode = gui::Theme::Mode::System; ///< to go back to after dark
    int m_calm = 0;
    QDeadlineTimer m_deadline;
    QTimer m_timer;
};

} // namespace howdah::app

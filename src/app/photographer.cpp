#include "app/photographer.h"

#include "gui/shell/tabarea.h"

#include <QPixmap>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace howdah::app {

namespace {
constexpr auto lookEvery = 100ms;
/// A page counts as done when it was not busy for this many looks in a row …
constexpr int calmLooks = 6;
/// … and is photographed as it is after this many.
constexpr int patience = 300;
} // namespace

Photographer::Photographer(gui::MainWindow &window, const QDir &folder, const QStringList &places,
                           QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_folder(folder)
    , m_places(places)
{
    m_timer.setInterval(lookEvery);
    connect(&m_timer, &QTimer::timeout, this, &Photographer::look);
}

void Photographer::start()
{
    if (!m_folder.mkpath(u"."_s)) {
        emit finished(tr("The folder %1 cannot be made.").arg(m_folder.path()));
        return;
    }
    next();
}

void Photographer::next()
{
    if (++m_at >= m_places.size()) {
        m_timer.stop();
        emit finished({});
        return;
    }
    m_calm = 0;
    m_looks = 0;
    m_window.openAddress(
        {.place = m_places.at(m_at), .connection = m_window.currentConnection(), .path = {}});
    m_timer.start();
}

void Photographer::look()
{
    const gui::Page *page = m_window.tabs().currentPage();
    m_calm = page && page->isBusy() ? 0 : m_calm + 1;
    if (m_calm < calmLooks && ++m_looks < patience)
        return;
    const QString file = m_folder.filePath(m_places.at(m_at) + u".png"_s);
    if (!m_window.grab().save(file)) {
        m_timer.stop();
        emit finished(tr("The picture %1 cannot be written.").arg(file));
        return;
    }
    next();
}

} // namespace howdah::app

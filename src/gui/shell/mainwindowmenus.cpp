#include "gui/shell/mainwindow.h"

#include "gui/shell/environmentchip.h"
#include "gui/shell/jobspanel.h"
#include "gui/shell/tabarea.h"

#include <QActionGroup>
#include <QMenuBar>
#include <QMessageBox>
#include <QPointer>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

/// The window's menus and the palette that finds what is in them.
namespace howdah::gui {

namespace {

QString withoutMnemonic(QString text)
{
    return text.remove(u'&');
}

} // namespace

void MainWindow::buildMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    connect(addCommand(file, tr("&Command palette…"), QKeySequence(Qt::CTRL | Qt::Key_K)),
            &QAction::triggered, this, &MainWindow::showCommandPalette);
    connect(addCommand(file, tr("&Quick open…"), QKeySequence(Qt::CTRL | Qt::Key_P)),
            &QAction::triggered, this, &MainWindow::showQuickOpen);
    file->addSeparator();
    connect(addCommand(file, tr("Close &tab"), QKeySequence(Qt::CTRL | Qt::Key_W)),
            &QAction::triggered, this, [this] {
                if (m_tabs->count() > 0)
                    closeTabAsking(m_tabs->currentIndex());
            });
    connect(addCommand(file, tr("&Open the tab closed last"),
                       QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T)),
            &QAction::triggered, this, [this] {
                if (m_tabs->hasClosed())
                    m_tabs->reopenClosed();
                else
                    notify(tr("No tab was closed yet."));
            });
    file->addSeparator();
    connect(addCommand(file, tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q)), &QAction::triggered,
            this, &QWidget::close);

    QMenu *view = menuBar()->addMenu(tr("&View"));
    connect(addCommand(view, tr("&Refresh"), QKeySequence(Qt::Key_F5)), &QAction::triggered, this,
            [this] {
                if (Page *page = m_tabs->currentPage())
                    page->refresh();
            });
    connect(addCommand(view, tr("&Find on this page"), QKeySequence(Qt::CTRL | Qt::Key_F)),
            &QAction::triggered, this, [this] {
                if (Page *page = m_tabs->currentPage())
                    page->find();
            });
    connect(addCommand(view, tr("&Next tab"), QKeySequence(Qt::CTRL | Qt::Key_Tab)),
            &QAction::triggered, this, [this] {
                if (m_tabs->count() > 0)
                    m_tabs->setCurrentIndex((m_tabs->currentIndex() + 1) % m_tabs->count());
            });
    connect(addCommand(view, tr("&Previous tab"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Tab)),
            &QAction::triggered, this, [this] {
                if (m_tabs->count() > 0)
                    m_tabs->setCurrentIndex((m_tabs->currentIndex() + m_tabs->count() - 1) %
                                            m_tabs->count());
            });
    view->addSeparator();
    m_jobsAction = addCommand(view, tr("&Jobs"), QKeySequence(Qt::CTRL | Qt::Key_J));
    m_jobsAction->setCheckable(true);
    connect(m_jobsAction, &QAction::toggled, m_jobsPanel, &QWidget::setVisible);
    connect(m_jobsButton, &QToolButton::clicked, m_jobsAction, &QAction::toggle);
    view->addSeparator();
    m_themeActions = new QActionGroup(this);
    const std::pair<QString, Theme::Mode> modes[] = {
        {tr("Theme: as the &system"), Theme::Mode::System},
        {tr("Theme: &light"), Theme::Mode::Light},
        {tr("Theme: &dark"), Theme::Mode::Dark}};
    for (const auto &[text, mode] : modes) {
        QAction *action = addCommand(view, text);
        action->setCheckable(true);
        action->setChecked(mode == m_theme.mode());
        action->setData(int(mode));
        m_themeActions->addAction(action);
        connect(action, &QAction::triggered, this, [this, mode = mode] {
            m_chosenTheme = mode;
            m_theme.setMode(mode);
            saveState();
        });
    }

    m_goMenu = menuBar()->addMenu(tr("&Go"));
    m_connectionMenu = menuBar()->addMenu(tr("&Connection"));
    QMenu *help = menuBar()->addMenu(tr("&Help"));
    connect(addCommand(help, tr("About this &page"), QKeySequence(Qt::Key_F1)), &QAction::triggered,
            this, [this] {
                const Page *page = m_tabs->currentPage();
                const QString text = page ? page->helpText() : QString();
                auto *box = new QMessageBox(
                    QMessageBox::Information, page ? page->title() : u"Howdah"_s,
                    text.isEmpty()
                        ? tr("Ctrl+K lists everything that can be done here; Ctrl+P opens any "
                             "object by its name.")
                        : text,
                    QMessageBox::Close, this);
                box->setTextFormat(Qt::PlainText);
                box->setAttribute(Qt::WA_DeleteOnClose);
                box->open();
            });
    connect(addCommand(help, tr("&About Howdah")), &QAction::triggered, this, [this] {
        auto *box = new QMessageBox(
            QMessageBox::Information, tr("About Howdah"),
            tr("Howdah %1\n\nThe seat on the elephant: for people who look after the PostgreSQL "
               "databases behind LLM applications.\nNothing is sent anywhere.")
                .arg(QStringLiteral(HOWDAH_VERSION)),
            QMessageBox::Close, this);
        box->setTextFormat(Qt::PlainText);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    });
}

QAction *MainWindow::addCommand(QMenu *menu, const QString &text, const QKeySequence &shortcut)
{
    QAction *action = menu->addAction(text);
    action->setShortcut(shortcut);
    return action;
}

void MainWindow::showCommandPalette()
{
    m_palette->open(tr("What would you like to do?"), [this](const QString &text) {
        struct Candidate
        {
            int score;
            PaletteItem item;
        };
        QList<Candidate> found;
        const auto consider = [&](const QString &title, const QString &detail, const QIcon &icon,
                                  const std::function<void()> &activate) {
            const int score = fuzzyScore(text, title);
            if (score >= 0)
                found.append({score, {title, detail, icon, activate}});
        };
        const auto considerAction = [&](QAction *action, const QString &menu) {
            if (action->isSeparator() || !action->isEnabled() || !action->isVisible() ||
                action->menu())
                return;
            const QString name = withoutMnemonic(action->text());
            consider(menu.isEmpty() ? name : u"%1: %2"_s.arg(menu, name),
                     action->shortcut().toString(QKeySequence::NativeText), action->icon(),
                     [action = QPointer(action)] {
                         if (action)
                             action->trigger();
                     });
        };
        if (const Page *page = m_tabs->currentPage()) {
            const auto actions = page->actions();
            for (QAction *action : actions)
                considerAction(action, {});
        }
        const auto menus = menuBar()->actions();
        for (const QAction *menu : menus) {
            const auto actions = menu->menu()->actions();
            for (QAction *action : actions)
                considerAction(action, withoutMnemonic(menu->text()));
        }
        for (const ConnectionEntry &connection : std::as_const(m_connections)) {
            consider(tr("Connect to %1").arg(connection.name),
                     environmentName(connection.environment),
                     m_theme.icon(u"database"_s, environmentRole(connection.environment)),
                     [this, id = connection.id] {
                         setCurrentConnection(id);
                         emit connectionActivated(id);
                     });
        }
        const auto addresses = m_tabs->addresses();
        for (int i = 0; i < m_tabs->count(); ++i) {
            const ConnectionEntry *connection = entry(addresses.at(i).connection);
            consider(tr("Tab: %1").arg(m_tabs->tabText(i)),
                     connection ? connection->name : QString(), m_tabs->tabIcon(i),
                     [this, address = addresses.at(i)] { openAddress(address); });
        }
        std::ranges::stable_sort(found, std::greater(), &Candidate::score);
        QList<PaletteItem> items;
        for (const Candidate &candidate : std::as_const(found))
            items += candidate.item;
        return items;
    });
}

} // namespace howdah::gui

#include "gui/shell/mainwindow.h"

#include "gui/shell/emptywindow.h"
#include "gui/shell/environmentchip.h"
#include "gui/shell/jobspanel.h"
#include "gui/shell/noticebar.h"
#include "gui/shell/rail.h"
#include "gui/shell/tabarea.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QMessageBox>
#include <QPainter>
#include <QPushButton>
#include <QSplitter>
#include <QStatusBar>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace howdah::gui {

namespace {

constexpr auto windowKey = "window"_L1;
constexpr auto tabsKey = "tabs"_L1;

/// The thin line under the top bar in the environment's colour.
class EnvironmentLine final : public QWidget
{
public:
    EnvironmentLine(const Theme &theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setFixedHeight(3);
    }

    void setRole(Role role)
    {
        m_role = role;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter(this).fillRect(rect(), m_theme.color(m_role));
    }

private:
    const Theme &m_theme;
    Role m_role = Role::Hairline;
};

} // namespace

MainWindow::MainWindow(Theme &theme, jobs::JobList &jobs, StateStore &state, QWidget *parent)
    : QMainWindow(parent)
    , m_theme(theme)
    , m_jobs(jobs)
    , m_state(state)
    , m_chosenTheme(theme.mode())
{
    setWindowTitle(u"Howdah"_s);
    setWindowIcon(QIcon(u":/icons/howdah.svg"_s));
    resize(1440, 900);

    auto *central = new QWidget(this);
    auto *vertical = new QVBoxLayout(central);
    vertical->setContentsMargins(0, 0, 0, 0);
    vertical->setSpacing(0);
    buildTopBar();
    vertical->addWidget(m_topBar);
    m_environmentLine = new EnvironmentLine(theme, central);
    vertical->addWidget(m_environmentLine);
    m_notices = new NoticeBar(theme, central);
    vertical->addWidget(m_notices);

    auto *horizontal = new QHBoxLayout;
    horizontal->setSpacing(0);
    m_rail = new Rail(theme, central);
    m_tabs = new TabArea(theme, central);
    m_jobsPanel = new JobsPanel(jobs, theme, central);
    m_split = new QSplitter(Qt::Vertical, central);
    m_emptyWindow = new EmptyWindow(central);
    m_emptyWindow->hide();
    m_split->addWidget(m_tabs);
    m_split->addWidget(m_emptyWindow);
    m_split->addWidget(m_jobsPanel);
    m_split->setStretchFactor(0, 1);
    m_split->setStretchFactor(1, 1);
    m_split->setCollapsible(0, false);
    m_split->setCollapsible(1, false);
    m_split->setSizes({700, 700, 160});
    m_jobsPanel->hide();
    horizontal->addWidget(m_rail);
    horizontal->addWidget(m_split, 1);
    vertical->addLayout(horizontal, 1);
    setCentralWidget(central);

    m_jobsButton = new QToolButton(this);
    m_jobsButton->setObjectName(u"jobsButton"_s);
    m_jobsButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    statusBar()->addPermanentWidget(m_jobsButton);
    statusBar()->setSizeGripEnabled(false);
    m_palette = new CommandPalette(this);
    buildMenus();

    connect(m_rail, &Rail::placeActivated, this, &MainWindow::activatePlace);
    connect(m_tabs, &TabArea::currentPageChanged, this, &MainWindow::followCurrentPage);
    connect(m_tabs, &TabArea::closeRequested, this, &MainWindow::closeTabAsking);
    connect(m_tabs, &TabArea::closeSeveralRequested, this, [this](const QList<Address> &addresses) {
        for (const Address &address : addresses) {
            if (const auto at = m_tabs->addresses().indexOf(address); at >= 0)
                closeTabAsking(int(at));
        }
    });
    connect(m_emptyWindow, &EmptyWindow::homeRequested, this, &MainWindow::goHome);
    connect(m_tabs, &TabArea::stateChanged, this, [this] {
        if (m_restored && !m_saveTimer.isActive())
            m_saveTimer.start();
    });
    connect(&jobs, &jobs::JobList::changed, this, &MainWindow::showJobs);
    connect(&jobs, &jobs::JobList::added, this, [this] { m_jobsAction->setChecked(true); });
    connect(&theme, &Theme::changed, this, [this] {
        showConnection();
        showJobs();
    });
    // Typed text must survive kill -9, so states are written soon after they changed, not at the
    // end.
    m_saveTimer.setSingleShot(true);
    m_saveTimer.setInterval(1s);
    connect(&m_saveTimer, &QTimer::timeout, this, &MainWindow::saveState);
    showConnection();
    showJobs();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildTopBar()
{
    m_topBar = new QWidget(this);
    m_topBar->setObjectName(u"topBar"_s);
    m_topBar->setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QHBoxLayout(m_topBar);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(8);

    m_switcher = new QToolButton(m_topBar);
    m_switcher->setObjectName(u"connectionSwitcher"_s);
    m_switcher->setAccessibleName(tr("Connection"));
    m_switcher->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_switcher->setPopupMode(QToolButton::InstantPopup);
    m_switcher->setMinimumWidth(280);
    m_switcherMenu = new QMenu(m_switcher);
    m_switcher->setMenu(m_switcherMenu);
    m_chip = new EnvironmentChip(m_theme, m_topBar);
    m_lockButton = new QToolButton(m_topBar);
    m_lockButton->setObjectName(u"lockButton"_s);
    m_lockButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_lockButton, &QToolButton::clicked, this,
            [this] { emit lockToggleRequested(m_current); });
    m_quickOpenButton = new QToolButton(m_topBar);
    m_quickOpenButton->setObjectName(u"quickOpenButton"_s);
    m_quickOpenButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_quickOpenButton->setText(tr("Find an object…   Ctrl+P"));
    m_quickOpenButton->setMinimumWidth(300);
    connect(m_quickOpenButton, &QToolButton::clicked, this, &MainWindow::showQuickOpen);

    layout->addWidget(m_switcher);
    layout->addWidget(m_chip);
    layout->addWidget(m_lockButton);
    layout->addStretch();
    layout->addWidget(m_quickOpenButton);
    layout->addStretch();
}

void MainWindow::addPlace(const Place &place)
{
    m_places += place;
    m_tabs->addPlace(place);
    if (place.title.isEmpty())
        return;
    m_rail->addPlace(place);
    // Ctrl+1 … Ctrl+6, in the order of the rail.
    const auto number = m_goMenu->actions().size() + 1;
    connect(addCommand(m_goMenu, place.title, QKeySequence(u"Ctrl+%1"_s.arg(number))),
            &QAction::triggered, this, [this, id = place.id] { activatePlace(id); });
}

void MainWindow::setHomePlace(const QString &placeId)
{
    m_home = placeId;
}

void MainWindow::setConnections(const QList<ConnectionEntry> &entries)
{
    const auto before = m_connections;
    m_connections = entries;
    for (const ConnectionEntry &old : before) {
        if (!entry(old.id))
            m_tabs->closeConnection(old.id);
    }
    if (!entry(m_current))
        m_current.clear();
    QHash<QString, QString> names;
    for (const ConnectionEntry &connection : entries)
        names.insert(connection.id, connection.name);
    m_tabs->setConnectionNames(names);

    m_switcherMenu->clear();
    for (const ConnectionEntry &connection : std::as_const(m_connections)) {
        QAction *action = m_switcherMenu->addAction(
            m_theme.icon(u"database"_s, environmentRole(connection.environment)),
            QString(u"%1   %2 · %3"_s.arg(connection.name, connection.database,
                                          environmentName(connection.environment)))
                .replace(u'&', u"&&"_s));
        connect(action, &QAction::triggered, this, [this, id = connection.id] {
            setCurrentConnection(id);
            emit connectionActivated(id);
        });
    }
    if (!m_connections.isEmpty())
        m_switcherMenu->addSeparator();
    connect(m_switcherMenu->addAction(tr("All connections…")), &QAction::triggered, this,
            &MainWindow::goHome);
    showConnection();
}

void MainWindow::setCurrentConnection(const QString &id)
{
    if (m_current == id)
        return;
    m_current = id;
    showConnection();
    if (m_restored)
        saveState();
}

void MainWindow::reloadQuickOpen()
{
    m_palette->reload();
}

void MainWindow::setQuickOpen(CommandPalette::Source source)
{
    m_quickOpenSource = std::move(source);
}

void MainWindow::restore()
{
    const auto window = QJsonDocument::fromJson(m_state.load(windowKey)).object();
    restoreGeometry(QByteArray::fromBase64(window.value("geometry"_L1).toString().toLatin1()));
    m_chosenTheme = Theme::Mode(qBound(0, window.value("theme"_L1).toInt(), 2));
    m_theme.setMode(m_chosenTheme);
    const auto themeActions = m_themeActions->actions();
    for (QAction *action : themeActions)
        action->setChecked(action->data().toInt() == int(m_chosenTheme));
    if (entry(window.value("connection"_L1).toString()))
        m_current = window.value("connection"_L1).toString();
    m_tabs->restore(QJsonDocument::fromJson(m_state.load(tabsKey)).object());
    m_restored = true;
    if (m_tabs->count() == 0 && !m_home.isEmpty())
        goHome();
    followCurrentPage();
    showConnection();
}

void MainWindow::openAddress(const Address &address)
{
    m_tabs->open(address);
}

void MainWindow::goHome()
{
    openAddress({.place = m_home, .connection = {}, .path = {}});
}

void MainWindow::notify(const QString &message)
{
    statusBar()->showMessage(message, 6000);
}

void MainWindow::activatePlace(const QString &placeId)
{
    const auto place =
        std::ranges::find_if(m_places, [&](const Place &p) { return p.id == placeId; });
    if (place == m_places.end())
        return;
    if (place->needsConnection && m_current.isEmpty()) {
        goHome();
        notify(tr("Choose a connection first."));
        return;
    }
    openAddress({.place = placeId,
                 .connection = place->needsConnection ? m_current : QString(),
                 .path = {}});
}

void MainWindow::showQuickOpen()
{
    if (m_quickOpenSource)
        m_palette->open(tr("Name of a table, view, function, column …"), m_quickOpenSource);
}

void MainWindow::followCurrentPage()
{
    const Page *page = m_tabs->currentPage();
    m_tabs->setVisible(page);
    m_emptyWindow->setVisible(!page);
    m_rail->setCurrent(page ? page->address().place : QString());
    if (page && entry(page->address().connection))
        setCurrentConnection(page->address().connection);
    setWindowTitle(page ? u"%1 – Howdah"_s.arg(page->title()) : u"Howdah"_s);
}

void MainWindow::showConnection()
{
    const ConnectionEntry *current = entry(m_current);
    m_rail->setConnected(current);
    m_chip->setVisible(current);
    m_lockButton->setVisible(current && current->environment == Environment::Production);
    auto *line = static_cast<EnvironmentLine *>(m_environmentLine);
    m_quickOpenButton->setIcon(m_theme.icon(u"search"_s, Role::SecondaryText));
    if (!current) {
        m_switcher->setText(tr("No connection"));
        m_switcher->setIcon(m_theme.icon(u"connections"_s, Role::SecondaryText));
        m_switcher->setToolTip(tr("Choose a connection"));
        line->setRole(Role::Hairline);
        return;
    }
    const Role role = environmentRole(current->environment);
    m_switcher->setText(
        u"%1  ·  %2"_s.arg(current->name, current->database).replace(u'&', u"&&"_s));
    m_switcher->setIcon(m_theme.icon(u"database"_s, role));
    m_switcher->setToolTip(current->place.toHtmlEscaped());
    m_chip->setEnvironment(current->environment, current->readOnly);
    m_lockButton->setIcon(m_theme.icon(current->readOnly ? u"lock"_s : u"unlock"_s, role));
    m_lockButton->setText(current->readOnly ? tr("Unlock…") : tr("Lock"));
    line->setRole(role);
}

void MainWindow::showJobs()
{
    const int running = m_jobs.runningCount();
    m_jobsButton->setIcon(
        m_theme.icon(u"jobs"_s, running > 0 ? Role::Accent : Role::SecondaryText));
    m_jobsButton->setText(running > 0 ? tr("%n job(s) running", nullptr, running) : tr("Jobs"));
}

void MainWindow::saveState()
{
    if (!m_restored)
        return;
    const QJsonObject window{{u"geometry"_s, QString::fromLatin1(saveGeometry().toBase64())},
                             {u"theme"_s, int(m_chosenTheme)},
                             {u"connection"_s, m_current}};
    m_state.save(windowKey, QJsonDocument(window).toJson(QJsonDocument::Compact));
    m_state.save(tabsKey, QJsonDocument(m_tabs->save()).toJson(QJsonDocument::Compact));
}

void MainWindow::closeTabAsking(int index)
{
    const auto *page = qobject_cast<const Page *>(m_tabs->widget(index));
    const QString unsaved = page ? page->unsavedWork() : QString();
    if (unsaved.isEmpty()) {
        m_tabs->closeTab(index);
        return;
    }
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Close %1?").arg(page->title()), unsaved,
                                QMessageBox::Discard | QMessageBox::Cancel, this);
    box->setTextFormat(Qt::PlainText);
    box->setDefaultButton(QMessageBox::Cancel);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(box, &QMessageBox::finished, this, [this, address = page->address()](int answer) {
        const auto at = m_tabs->addresses().indexOf(address);
        if (answer == QMessageBox::Discard && at >= 0)
            m_tabs->closeTab(int(at));
    });
    box->open();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveState();
    const int running = m_jobs.runningCount();
    if (running == 0) {
        event->accept();
        return;
    }
    event->ignore();
    auto *box =
        new QMessageBox(QMessageBox::Warning, tr("Quit Howdah?"),
                        tr("%n job(s) are still running. Quitting cancels them.", nullptr, running),
                        QMessageBox::Cancel, this);
    box->setTextFormat(Qt::PlainText);
    QPushButton *quit =
        box->addButton(tr("Cancel the jobs and quit"), QMessageBox::DestructiveRole);
    box->setDefaultButton(QMessageBox::Cancel);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(quit, &QAbstractButton::clicked, this, [this] {
        m_jobs.cancelAll();
        connect(&m_jobs, &jobs::JobList::changed, this, [this] {
            if (m_jobs.runningCount() == 0)
                close();
        });
    });
    box->open();
}

const ConnectionEntry *MainWindow::entry(const QString &id) const
{
    const auto found =
        std::ranges::find_if(m_connections, [&](const ConnectionEntry &e) { return e.id == id; });
    return found == m_connections.end() ? nullptr : &*found;
}

} // namespace howdah::gui

#include "gui/health/healthpage.h"

#include "base/format.h"
#include "base/whendone.h"
#include "gui/charts/figuretile.h"
#include "gui/common/codeedit.h"
#include "gui/common/errortext.h"
#include "gui/common/statepane.h"
#include "gui/health/locktreemodel.h"
#include "gui/health/sessiondelegate.h"
#include "gui/health/sessionfilter.h"
#include "gui/health/sessionmodel.h"
#include "gui/health/stopsessiondialog.h"

#include "ui_healthpage.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLocale>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace howdah::gui {

namespace {

constexpr auto lookEvery = 2s;

FigureTile::Mark markOf(activity::Level level)
{
    switch (level) {
    case activity::Level::Fine:
        return FigureTile::Mark::Good;
    case activity::Level::Warning:
        return FigureTile::Mark::Warning;
    case activity::Level::Critical:
        return FigureTile::Mark::Critical;
    case activity::Level::Unknown:
        break;
    }
    return FigureTile::Mark::None;
}

QString percent(double ratio, int decimals)
{
    return QLocale().toString(100 * ratio, 'f', decimals) + u" %"_s;
}

} // namespace

HealthPage::HealthPage(const Address &address, Actions actions, const Theme &theme, QWidget *parent)
    : Page(address, parent)
    , m_theme(theme)
    , m_ui(std::make_unique<Ui::HealthPage>())
    , m_actions(std::move(actions))
    , m_sessions(new SessionModel(this))
    , m_filter(new SessionFilter(this))
    , m_locks(new LockTreeModel(this))
{
    setTitle(tr("Health"));
    setIconName(u"health"_s);
    m_ui->setupUi(this);
    m_state = new StatePane(theme, m_ui->content, this);
    m_ui->pageLayout->addWidget(m_state);
    m_statement = new CodeView(theme, this);
    m_statement->setObjectName(u"statementView"_s);
    m_ui->detailLayout->addWidget(m_statement, 1);

    const auto tile = [&](const QString &caption) {
        auto *figure = new FigureTile(theme, caption, this);
        m_ui->figureLayout->addWidget(figure, 1);
        return figure;
    };
    m_connections = tile(tr("Connections"));
    m_transaction = tile(tr("Longest transaction"));
    m_blocked = tile(tr("Blocked sessions"));
    m_cache = tile(tr("Cache hits"));
    m_replication = tile(tr("Replication lag"));
    m_wraparound = tile(tr("Transaction ids used"));

    m_filter->setSourceModel(m_sessions);
    m_ui->sessionView->setModel(m_filter);
    m_ui->sessionView->setItemDelegate(new SessionDelegate(theme, this));
    m_ui->sessionView->sortByColumn(SessionModel::StateColumn, Qt::DescendingOrder);
    m_ui->sessionView->verticalHeader()->setDefaultSectionSize(24);
    constexpr std::array widths{72, 190, 96, 120, 130, 170, 130, 170};
    for (size_t column = 0; column < widths.size(); ++column)
        m_ui->sessionView->setColumnWidth(int(column), widths.at(column));
    m_ui->lockView->setModel(m_locks);
    m_ui->lockView->setColumnWidth(LockTreeModel::SessionColumn, 190);
    m_ui->lockView->setColumnWidth(LockTreeModel::WantsColumn, 310);
    m_ui->splitter->setSizes({420, 240});
    m_ui->splitter->setStretchFactor(0, 2);
    m_ui->lowerSplitter->setSizes({560, 440});
    m_ui->sessionView->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_ui->warningIcon->setPixmap(theme.icon(u"warning"_s, Role::Production).pixmap(16, 16));

    connectWidgets();
    m_timer.setInterval(lookEvery);
    displayDetail();
}

HealthPage::~HealthPage() = default;

void HealthPage::connectWidgets()
{
    connect(&m_timer, &QTimer::timeout, this, &HealthPage::ask);
    connect(m_state, &StatePane::actionTriggered, this, &HealthPage::refresh);
    connect(m_ui->filterEdit, &QLineEdit::textChanged, m_filter, &SessionFilter::setWords);
    connect(m_ui->filterEdit, &QLineEdit::textChanged, this, &Page::stateChanged);
    connect(m_ui->idleCheckBox, &QCheckBox::toggled, m_filter, &SessionFilter::setIdleShown);
    connect(m_ui->idleCheckBox, &QCheckBox::toggled, this, &Page::stateChanged);
    connect(m_ui->backgroundCheckBox, &QCheckBox::toggled, m_filter,
            &SessionFilter::setBackgroundShown);
    connect(m_ui->backgroundCheckBox, &QCheckBox::toggled, this, &Page::stateChanged);
    connect(m_ui->pauseButton, &QPushButton::toggled, this, &HealthPage::updateTimer);
    connect(m_ui->sessionView->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &HealthPage::displayDetail);
    connect(
        m_ui->lockView->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex &index) { select(index.data(LockTreeModel::PidRole).toInt()); });
    connect(m_ui->warningCopyButton, &QToolButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_warning); });

    const auto action = [this](const QString &text, const QKeySequence &key, activity::Stop what) {
        auto *stop = new QAction(text, this);
        stop->setShortcut(key);
        stop->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(stop, &QAction::triggered, this, [this, what] { confirmStop(what); });
        m_ui->sessionView->addAction(stop);
        addAction(stop);
    };
    action(tr("Cancel statement …"), {}, activity::Stop::Statement);
    action(tr("End session …"), QKeySequence::Delete, activity::Stop::Session);
    connect(m_ui->cancelButton, &QPushButton::clicked, this,
            [this] { confirmStop(activity::Stop::Statement); });
    connect(m_ui->endButton, &QPushButton::clicked, this,
            [this] { confirmStop(activity::Stop::Session); });
}

QString HealthPage::helpText() const
{
    return tr("Who is connected to this server, what they run and what they wait for. The page "
              "looks every two "
              "seconds while it is in front; Pause keeps the picture still.\n\nA session that is "
              "“idle in "
              "transaction” holds its locks and keeps VACUUM from cleaning up. Cancelling a "
              "statement leaves the "
              "session connected; ending a session closes it and rolls its transaction back. Both "
              "show the SQL "
              "first.");
}

QJsonObject HealthPage::saveState() const
{
    return {{u"filter"_s, m_ui->filterEdit->text()},
            {u"idle"_s, m_ui->idleCheckBox->isChecked()},
            {u"background"_s, m_ui->backgroundCheckBox->isChecked()}};
}

void HealthPage::restoreState(const QJsonObject &state)
{
    m_ui->filterEdit->setText(state.value("filter"_L1).toString());
    m_ui->idleCheckBox->setChecked(state.value("idle"_L1).toBool(true));
    m_ui->backgroundCheckBox->setChecked(state.value("background"_L1).toBool());
}

void HealthPage::find()
{
    m_ui->filterEdit->setFocus();
    m_ui->filterEdit->selectAll();
}

void HealthPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    updateTimer();
}

void HealthPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    updateTimer();
}

void HealthPage::updateTimer()
{
    const bool paused = m_ui->pauseButton->isChecked();
    m_ui->pauseButton->setText(paused ? tr("Resume") : tr("Pause"));
    if (isVisible() && !paused) {
        ask();
        m_timer.start();
    } else {
        m_timer.stop();
    }
}

void HealthPage::refresh()
{
    ask();
}

void HealthPage::ask()
{
    if (m_asking)
        return;
    m_asking = true;
    if (!m_known)
        m_state->showBusy(tr("Asking the server who is connected"));
    whenDone(m_actions.overview(), this, [this](const Result<activity::Overview> &overview) {
        m_asking = false;
        display(overview);
    });
}

void HealthPage::display(const Result<activity::Overview> &overview)
{
    if (!overview) {
        // What was seen last stays, with its time; only a page that never saw anything has nothing
        // else to show.
        m_old = m_known;
        if (m_known)
            showWarning(tr("The picture below is old: %1").arg(describe(overview.error()).heading),
                        overview.error());
        else
            m_state->showError(overview.error());
        return;
    }
    m_known = true;
    if (std::exchange(m_old, false))
        m_ui->warningFrame->hide();
    m_state->showContent();
    const int pid = selectedPid();
    m_sessions->setOverview(*overview);
    m_locks->setOverview(*overview);
    m_ui->noLockLabel->setVisible(m_locks->isEmpty());
    m_ui->lockView->setVisible(!m_locks->isEmpty());
    m_ui->lockView->expandAll();
    m_ui->asOfLabel->setText(
        tr("as of %1").arg(QLocale().toString(overview->takenAt.toLocalTime(), u"HH:mm:ss t"_s)));
    displayFigures(*overview);
    if (pid == 0 && m_filter->rowCount() > 0)
        m_ui->sessionView->selectRow(0);
    displayDetail();
}

void HealthPage::displayFigures(const activity::Overview &overview)
{
    const activity::Figures &figures = overview.figures;
    const QLocale locale;
    m_connections->setValue(
        tr("%1 of %2", "connections used, allowed")
            .arg(locale.toString(figures.connections), locale.toString(figures.maxConnections)),
        figures.maxConnections > 0
            ? tr("%1, warns above 80 %")
                  .arg(percent(double(figures.connections) / figures.maxConnections, 0))
            : QString(),
        markOf(levelOfConnections(figures)));
    m_transaction->setValue(
        figures.longestTransaction ? format::duration(*figures.longestTransaction) : tr("none"),
        tr("warns above 5 minutes"), markOf(levelOfTransaction(figures)));
    m_blocked->setValue(locale.toString(figures.blockedSessions), tr("waiting for a lock"),
                        markOf(levelOfBlocked(figures)));
    m_cache->setValue(figures.cacheHitRatio ? percent(*figures.cacheHitRatio, 1) : u"–"_s,
                      figures.cacheHitRatio ? tr("warns below 98 %") : tr("too few reads to say"),
                      markOf(levelOfCacheHit(figures)));
    m_replication->setValue(figures.replicationLag ? format::duration(*figures.replicationLag)
                                                   : u"–"_s,
                            figures.replicationLag ? tr("warns above 10 s") : tr("no standby seen"),
                            markOf(levelOfReplication(figures)));
    m_wraparound->setValue(
        percent(double(figures.oldestTransactionAge) / double(activity::wraparoundLimit), 1),
        tr("warns above 25 %"), markOf(levelOfWraparound(figures)),
        tr("%1 transactions since the oldest that VACUUM has not frozen")
            .arg(format::count(figures.oldestTransactionAge)));
}

int HealthPage::selectedPid() const
{
    const auto rows = m_ui->sessionView->selectionModel()->selectedRows();
    return rows.isEmpty() ? 0 : rows.constFirst().data(SessionModel::PidRole).toInt();
}

void HealthPage::select(int pid)
{
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        const QModelIndex index = m_filter->index(row, 0);
        if (index.data(SessionModel::PidRole).toInt() == pid) {
            m_ui->sessionView->selectRow(row);
            m_ui->sessionView->scrollTo(index);
            return;
        }
    }
}

void HealthPage::displayDetail()
{
    const auto *session = m_sessions->overview().session(selectedPid());
    m_ui->cancelButton->setEnabled(session && session->isActive() && !session->isOwn);
    m_ui->endButton->setEnabled(session && session->isClient() && !session->isOwn);
    if (!session) {
        m_ui->detailHeading->setText(tr("No session chosen"));
        m_ui->detailLabel->clear();
        m_statement->setSql({});
        return;
    }
    m_ui->detailHeading->setText(tr("Session %1").arg(session->pid));
    const QLocale locale;
    const auto time = [&locale](const QDateTime &moment) {
        return locale.toString(moment.toLocalTime(), u"d MMM HH:mm:ss t"_s);
    };
    QStringList facts;
    if (session->startedAt.isValid())
        facts += tr("connected since %1").arg(time(session->startedAt));
    if (session->transactionAt.isValid())
        facts += tr("transaction open since %1").arg(time(session->transactionAt));
    if (session->statementAt.isValid()) {
        facts += session->isActive()
                     ? tr("statement running since %1").arg(time(session->statementAt))
                     : tr("last statement at %1").arg(time(session->statementAt));
    }
    if (session->isHidden)
        facts += tr("your role may not see what it runs (that takes pg_read_all_stats)");
    m_ui->detailLabel->setText(facts.join(u" · "_s));
    m_statement->setSql(session->isHidden ? QString() : session->statement);
}

void HealthPage::showWarning(const QString &heading, const Error &error)
{
    const ErrorText text = describe(error);
    m_warning = heading + u'\n' + text.detail;
    m_ui->warningLabel->setText(heading + u"\n"_s + text.detail);
    m_ui->warningFrame->show();
}

void HealthPage::confirmStop(activity::Stop what)
{
    const auto *session = m_sessions->overview().session(selectedPid());
    if (!session || session->isOwn)
        return;
    m_ui->warningFrame->hide();
    auto *dialog = new StopSessionDialog(m_theme, what, *session, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, what, pid = session->pid, since = session->startedAt] {
                whenDone(m_actions.stop(what, pid, since), this,
                         [this, pid](const Result<void> &stopped) {
                             ask();
                             if (!stopped)
                                 showWarning(tr("Session %1 was not stopped: %2")
                                                 .arg(pid)
                                                 .arg(describe(stopped.error()).heading),
                                             stopped.error());
                         });
            });
    dialog->open();
}

} // namespace howdah::gui

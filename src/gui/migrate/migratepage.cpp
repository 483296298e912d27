#include "gui/migrate/migratepage.h"

#include "base/shownpath.h"
#include "base/whendone.h"
#include "gui/common/statepane.h"
#include "gui/migrate/migrationhistoryview.h"
#include "gui/migrate/migrationoutcomebar.h"
#include "gui/migrate/migrationplanview.h"
#include "gui/migrate/migrationruns.h"
#include "gui/migrate/seedsview.h"
#include "gui/migrate/words.h"
#include "planner/planexport.h"

#include "ui_migratepage.h"

#include <QDir>
#include <QFileDialog>
#include <QJsonDocument>
#include <QSaveFile>
#include <QSignalBlocker>
#include <QTabBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::gui {

using planner::Direction;

namespace {

enum View { PlanTab, HistoryTab, SeedsTab };

Result<void> writeFile(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit())
        return {};
    return Error{.kind = Error::Kind::Io, .message = file.errorString(), .context = {path}};
}

} // namespace

MigratePage::MigratePage(const Address &address, MigrateActions actions, jobs::JobList &jobs,
                         const Theme &theme, QWidget *parent)
    : Page(address, parent)
    , m_ui(std::make_unique<Ui::MigratePage>())
    , m_actions(std::move(actions))
    , m_theme(theme)
    , m_runs(new MigrationRuns(m_actions, jobs, this))
    , m_outcome(new MigrationOutcomeBar(theme, this))
{
    m_ui->setupUi(this);
    setTitle(tr("Migrate"));
    setIconName(u"migrate"_s);
    m_ui->summaryLabel->setProperty("look", u"secondary"_s);
    m_ui->summaryLabel->setMinimumHeight(fontMetrics().height() + 8);
    m_ui->layout->insertWidget(m_ui->layout->indexOf(m_ui->viewTabBar), m_outcome);
    m_ui->directionComboBox->addItem(tr("Apply"), int(Direction::Up));
    m_ui->directionComboBox->addItem(tr("Roll back"), int(Direction::Down));
    buildViews();

    connect(m_ui->chooseButton, &QPushButton::clicked, this, &MigratePage::chooseFolder);
    connect(m_ui->folderComboBox, &QComboBox::activated, this,
            [this](int index) { openFolder(m_ui->folderComboBox->itemData(index).toString()); });
    connect(m_ui->directionComboBox, &QComboBox::activated, this, [this] {
        m_ui->targetComboBox->clear();
        refresh();
    });
    connect(m_ui->targetComboBox, &QComboBox::activated, this, &MigratePage::refresh);
    connect(m_ui->exportButton, &QPushButton::clicked, this, &MigratePage::exportPlan);
    connect(m_ui->applyButton, &QPushButton::clicked, this, [this] { m_runs->apply(m_plan); });
    connectRuns();

    listFolders();
    m_folder = m_ui->folderComboBox->currentData().toString();
    refresh();
}

MigratePage::~MigratePage() = default;

void MigratePage::buildViews()
{
    m_ui->viewTabBar->addTab(tr("Plan"));
    m_ui->viewTabBar->addTab(tr("History"));
    m_ui->viewTabBar->addTab(tr("Seeds"));
    m_ui->viewTabBar->setExpanding(false);
    m_ui->viewTabBar->setDrawBase(true);

    m_planView = new MigrationPlanView(m_theme);
    m_planState = new StatePane(m_theme, m_planView);
    m_planState->setObjectName(u"planState"_s);
    m_ui->viewStack->addWidget(m_planState);

    m_historyView = new MigrationHistoryView;
    m_historyView->setObjectName(u"historyTable"_s);
    m_historyState = new StatePane(m_theme, m_historyView);
    m_ui->viewStack->addWidget(m_historyState);

    m_seedsView = new SeedsView(m_theme);
    if (m_actions.production)
        m_seedsView->setEnvironment(u"production"_s);
    m_ui->viewStack->addWidget(m_seedsView);

    m_ui->layout->setStretchFactor(m_ui->viewStack, 1);
    connect(m_ui->viewTabBar, &QTabBar::currentChanged, m_ui->viewStack,
            &QStackedWidget::setCurrentIndex);
    connect(m_planState, &StatePane::actionTriggered, this, [this] {
        if (m_folder.isEmpty())
            chooseFolder();
        else
            refresh();
    });
    connect(m_seedsView, &SeedsView::loadRequested, this,
            [this] { m_runs->loadSeeds(m_seedsView->folder(), m_seedsView->environment()); });
    connect(m_seedsView, &SeedsView::refreshRequested, this, &MigratePage::loadSeedFiles);
}

QString MigratePage::helpText() const
{
    return tr(
        "Choose the folder that holds your migrations: Alembic revisions, V1__name.sql, "
        "1_name.up.sql or 001_name.sql. The left column says what this database has and what it "
        "lacks, the middle shows the exact SQL, the right explains the statement under the "
        "cursor. Apply runs what is marked, each step in one transaction where PostgreSQL allows "
        "it, and writes the tool's own history, so that the tool agrees afterwards. Alembic "
        "revisions are read without running Python; one that holds more than literal SQL blocks "
        "the plan and says so.");
}

QJsonObject MigratePage::saveState() const
{
    return {{u"folder"_s, m_folder}, {u"view"_s, m_ui->viewTabBar->currentIndex()}};
}

void MigratePage::restoreState(const QJsonObject &state)
{
    m_ui->viewTabBar->setCurrentIndex(state.value(u"view"_s).toInt());
    if (const QString folder = state.value(u"folder"_s).toString();
        !folder.isEmpty() && folder != m_folder)
        openFolder(folder);
}

Direction MigratePage::direction() const
{
    return Direction(m_ui->directionComboBox->currentData().toInt());
}

void MigratePage::listFolders()
{
    const QSignalBlocker blocker(m_ui->folderComboBox);
    m_ui->folderComboBox->clear();
    const auto folders = m_actions.recentFolders();
    for (const QString &folder : folders) {
        m_ui->folderComboBox->addItem(m_theme.icon(u"folder"_s, Role::SecondaryText),
                                      shownPath(folder), folder);
    }
    m_ui->folderComboBox->setEnabled(m_ui->folderComboBox->count() > 0);
}

void MigratePage::chooseFolder()
{
    auto *dialog = new QFileDialog(this, tr("Choose the folder with the migrations"), m_folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly, false);
    connect(dialog, &QFileDialog::fileSelected, this, &MigratePage::openFolder);
    dialog->open();
}

void MigratePage::openFolder(const QString &folder)
{
    m_folder = folder;
    m_plan.reset();
    m_actions.rememberFolder(folder);
    listFolders();
    m_ui->folderComboBox->setCurrentIndex(m_ui->folderComboBox->findData(folder));
    m_ui->targetComboBox->clear();
    m_outcome->hide();
    refresh();
    emit stateChanged();
}

void MigratePage::refresh()
{
    if (m_folder.isEmpty()) {
        const QString heading = tr("No migrations chosen yet");
        m_planState->showEmpty(
            u"migrate"_s, heading,
            tr("Choose the folder that holds them: Alembic, V1__name.sql, 1_name.up.sql or "
               "001_name.sql. Nothing is changed by looking."),
            tr("Choose a folder…"));
        m_historyState->showEmpty(u"history"_s, heading,
                                  tr("The folder says in which table its history is kept."));
        m_seedsView->showSeeds(planner::SeedFolder{});
        updateActions();
        return;
    }
    const quint64 request = ++m_request;
    m_waiting = true;
    updateActions();
    if (!m_plan)
        m_planState->showBusy(tr("Reading the folder and the database…"));
    planner::PlanOptions options{.direction = direction(), .target = {}};
    options.target = m_ui->targetComboBox->currentData().toString();
    whenDone(m_actions.plan(m_folder, options), this,
             [this, request](const Result<planner::Plan> &answer) {
                 // Only the last question counts; answers may overtake each other.
                 if (request == m_request)
                     showPlan(answer);
             });
    loadSeedFiles();
}

void MigratePage::loadSeedFiles()
{
    const quint64 request = ++m_seedRequest;
    m_seedsView->showBusy();
    whenDone(m_actions.seeds(m_folder), this,
             [this, request](const Result<planner::SeedFolder> &answer) {
                 if (request == m_seedRequest)
                     m_seedsView->showSeeds(answer);
             });
}

void MigratePage::showPlan(const Result<planner::Plan> &answer)
{
    m_waiting = false;
    if (!answer) {
        m_plan.reset();
        m_planState->showError(answer.error());
        m_historyState->showError(answer.error());
        m_ui->summaryLabel->clear();
        updateActions();
        return;
    }
    m_plan = std::make_shared<const planner::Plan>(*answer);
    listTargets();
    showSummary();
    updateActions();
    if (m_plan->steps.isEmpty()) {
        m_planState->showEmpty(u"migrate"_s, tr("The folder holds no migrations"),
                               tr("It is recognised, but no file of it is a migration yet."));
    } else {
        m_planView->setPlan(m_plan);
        m_planState->showContent();
        if (m_reveal)
            m_planView->reveal(m_reveal->first, m_reveal->second);
        m_reveal.reset();
    }
    m_historyView->setHistory(m_plan->history);
    if (m_plan->history.rows.isEmpty()) {
        m_historyState->showEmpty(
            u"history"_s, tr("Nothing was applied yet"),
            m_plan->history.exists
                ? tr("The table %1.%2 is empty.").arg(m_plan->history.schema, m_plan->history.table)
                : tr("The first step that is applied creates the table %1.%2.")
                      .arg(m_plan->history.schema, m_plan->history.table));
    } else {
        m_historyState->showContent();
    }
}

void MigratePage::listTargets()
{
    const QSignalBlocker blocker(m_ui->targetComboBox);
    const QString chosen = m_ui->targetComboBox->currentData().toString();
    m_ui->targetComboBox->clear();
    const bool down = direction() == Direction::Down;
    m_ui->targetComboBox->addItem(down ? tr("One step back") : tr("The newest version"), QString());
    if (down)
        m_ui->targetComboBox->addItem(tr("Before the first"), u"base"_s);
    for (const auto &step : m_plan->steps) {
        const bool in =
            step.state == planner::StepState::Applied || step.state == planner::StepState::Changed;
        if (step.migration >= 0 && in == down &&
            m_plan->folder.migrations.at(step.migration).kind !=
                planner::Migration::Kind::Repeatable)
            m_ui->targetComboBox->addItem(step.id, step.id);
    }
    m_ui->targetComboBox->setCurrentIndex(std::max(0, m_ui->targetComboBox->findData(chosen)));
}

void MigratePage::showSummary()
{
    const auto findings = m_plan->allFindings();
    const auto count = [&](change::Severity severity) {
        return int(std::ranges::count(findings, severity, &change::Finding::severity));
    };
    QStringList parts{m_actions.connectionName,
                      tr("PostgreSQL %1").arg(m_plan->facts.serverVersionText.section(u' ', 0, 0)),
                      tr("history in %1.%2").arg(m_plan->history.schema, m_plan->history.table),
                      tr("%1 of %2 applied")
                          .arg(m_plan->count(planner::StepState::Applied))
                          .arg(m_plan->steps.size())};
    if (m_plan->toRun.isEmpty()) {
        parts += direction() == Direction::Up ? tr("nothing to apply") : tr("nothing to roll back");
    } else {
        parts +=
            tr("%n step(s)", nullptr, int(m_plan->toRun.size())) + u' ' +
            tr("with %n statement(s)", "follows the number of steps", int(statementCount(*m_plan)));
    }
    if (const int errors = count(change::Severity::Error); errors > 0)
        parts += tr("%n error(s)", nullptr, errors);
    if (const int warnings = count(change::Severity::Warning); warnings > 0)
        parts += tr("%n warning(s)", nullptr, warnings);
    if (!m_plan->toRun.isEmpty())
        parts += tr("plan %1", "short fingerprint").arg(m_plan->fingerprint.mid(7, 12));
    m_ui->summaryLabel->setText(parts.join(u"  ·  "_s));
    m_ui->summaryLabel->setToolTip(m_plan->fingerprint);
}

void MigratePage::updateActions()
{
    const bool ready = m_plan && !m_waiting && !m_runs->isRunning();
    const bool something = ready && !m_plan->toRun.isEmpty();
    m_ui->exportButton->setEnabled(something);
    m_ui->applyButton->setEnabled(something && !m_plan->isBlocked());
    m_ui->applyButton->setText(direction() == Direction::Up ? tr("&Apply…") : tr("&Roll back…"));
    m_ui->applyButton->setToolTip(ready && m_plan->isBlocked()
                                      ? tr("An error stands in the way; the steps say which.")
                                      : QString());
    m_ui->directionComboBox->setEnabled(!m_runs->isRunning() && !m_folder.isEmpty());
    m_ui->targetComboBox->setEnabled(!m_runs->isRunning() && m_plan);
    m_ui->chooseButton->setEnabled(!m_runs->isRunning());
    m_ui->folderComboBox->setEnabled(!m_runs->isRunning() && m_ui->folderComboBox->count() > 0);
    m_seedsView->setLoading(m_runs->isRunning());
}

void MigratePage::exportPlan()
{
    auto *dialog = new QFileDialog(this, tr("Export the plan"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("SQL for psql (*.sql)"), tr("JSON (*.json)")});
    dialog->setDefaultSuffix(u"sql"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &chosen) {
        dialog->setDefaultSuffix(chosen.contains("json"_L1) ? u"json"_s : u"sql"_s);
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, plan = m_plan](const QString &file) {
        const QByteArray content = file.endsWith(".json"_L1, Qt::CaseInsensitive)
                                       ? QJsonDocument(planner::planToJson(*plan)).toJson()
                                       : planner::planToSql(*plan).toUtf8();
        if (const auto written = writeFile(file, content); !written)
            m_outcome->showFailure(written.error(), tr("The plan could not be written."));
        else
            m_outcome->showSuccess(tr("The plan is in %1.").arg(QDir::toNativeSeparators(file)));
    });
    dialog->open();
}

void MigratePage::connectRuns()
{
    connect(m_runs, &MigrationRuns::started, this, [this] {
        m_outcome->hide();
        updateActions();
    });
    connect(m_runs, &MigrationRuns::stepChanged, m_ui->summaryLabel, &QLabel::setText);
    connect(m_runs, &MigrationRuns::refused, this, [this](const Error &error) {
        m_outcome->showFailure(error, tr("Nothing was changed."));
    });
    connect(m_runs, &MigrationRuns::ended, this, [this](const MigrationRunEnd &end) {
        refresh();
        if (end.seeds)
            m_seedsView->showReport(*end.seeds);
        // The plan that is on its way shows the step to blame.
        if (end.blamed)
            m_reveal = end.blamed;
        if (end.error)
            m_outcome->showFailure(*end.error, end.text);
        else
            m_outcome->showSuccess(end.text);
    });
}

} // namespace howdah::gui

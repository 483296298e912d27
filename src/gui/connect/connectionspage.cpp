#include "gui/connect/connectionspage.h"

#include "base/whendone.h"
#include "gui/connect/connectiondelegate.h"
#include "gui/connect/connectiondialog.h"
#include "gui/connect/connectionmodel.h"
#include "gui/connect/factsview.h"
#include "gui/connect/importdialog.h"
#include "gui/shell/environmentchip.h"

#include "ui_connectionspage.h"

#include <QAction>
#include <QFileDialog>
#include <QHeaderView>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSaveFile>
#include <QShortcut>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {
constexpr int emptyIconSize = 48;
constexpr int usualListWidth = 900;
constexpr int usualDetailWidth = 400;
} // namespace

ConnectionsPage::ConnectionsPage(const Address &address, connections::ProfileList &profiles,
                                 ConnectActions actions, const Theme &theme, QWidget *parent)
    : Page(address, parent)
    , m_ui(std::make_unique<Ui::ConnectionsPage>())
    , m_profiles(profiles)
    , m_actions(std::move(actions))
    , m_theme(theme)
    , m_model(new ConnectionModel(m_actions.isReadOnly, this))
    , m_chip(new EnvironmentChip(theme, this))
    , m_facts(new FactsView(this))
    , m_report(new FactsView(this))
{
    m_ui->setupUi(this);
    m_searchIcon = m_ui->searchEdit->addAction(QIcon(), QLineEdit::LeadingPosition);
    setTitle(tr("Connections"));
    setIconName(u"connections"_s);
    m_actions.notice = [page = QPointer(this)](const QString &message) {
        if (page)
            page->showNotice(message);
    };
    m_ui->notice->hide();
    m_ui->tree->setModel(m_model);
    m_ui->tree->setItemDelegate(new ConnectionDelegate(theme, this));
    auto *header = m_ui->tree->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(ConnectionModel::AddressColumn, QHeaderView::Stretch);
    m_ui->splitter->setStretchFactor(0, 1);
    m_ui->splitter->setSizes({usualListWidth, usualDetailWidth});
    m_ui->detailChipHost->layout()->addWidget(m_chip);
    static_cast<QHBoxLayout *>(m_ui->detailChipHost->layout())->addStretch();
    m_ui->detailFactsHost->layout()->addWidget(m_facts);
    m_ui->testHost->layout()->addWidget(m_report);
    buildActions();
    connectWidgets();
    applyTheme();
    showProfiles();
}

ConnectionsPage::~ConnectionsPage() = default;

void ConnectionsPage::buildActions()
{
    const auto make = [this](const QString &text, const QString &icon,
                             void (ConnectionsPage::*slot)(), const QKeySequence &keys = {}) {
        auto *action = new QAction(text, this);
        action->setData(icon);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, slot);
        addAction(action);
        return action;
    };
    m_selectionActions = {
        make(tr("Open connection"), u"play"_s, &ConnectionsPage::open),
        make(tr("Test connection"), u"check"_s, &ConnectionsPage::startTest),
        make(tr("Edit connection…"), u"edit"_s, &ConnectionsPage::edit, Qt::Key_F2),
        make(tr("Duplicate connection"), u"copy"_s, &ConnectionsPage::duplicate),
        make(tr("Favourite"), u"star"_s, &ConnectionsPage::toggleFavourite),
        make(tr("Delete connection…"), u"trash"_s, &ConnectionsPage::askToRemove)};
    m_favouriteAction = m_selectionActions.at(4);
    m_favouriteAction->setCheckable(true);
    make(tr("Add connection…"), u"plus"_s, &ConnectionsPage::add, QKeySequence::New);
    make(tr("Import connections…"), u"import"_s, &ConnectionsPage::importConnections);
    make(tr("Export connections…"), u"export"_s, &ConnectionsPage::exportAll);
    // Only where the list has the focus: elsewhere these keys mean text.
    connect(new QShortcut(QKeySequence::Delete, m_ui->tree, nullptr, nullptr, Qt::WidgetShortcut),
            &QShortcut::activated, this, &ConnectionsPage::askToRemove);
}

void ConnectionsPage::connectWidgets()
{
    connect(&m_profiles, &connections::ProfileList::changed, this, &ConnectionsPage::showProfiles);
    connect(&m_theme, &Theme::changed, this, &ConnectionsPage::applyTheme);
    connect(m_ui->tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ConnectionsPage::showDetail);
    connect(m_ui->tree, &QTreeView::activated, this, &ConnectionsPage::open);
    connect(m_ui->tree, &QTreeView::customContextMenuRequested, this, &ConnectionsPage::showMenu);
    connect(m_ui->searchEdit, &QLineEdit::textChanged, this, [this](const QString &text) {
        const auto current = selected();
        m_model->setFilter(text);
        m_ui->tree->expandAll();
        select(current ? current->id : QString());
        showPage();
        emit stateChanged();
    });
    connect(m_ui->searchEdit, &QLineEdit::returnPressed, this, &ConnectionsPage::open);
    connect(m_ui->noticeCloseButton, &QToolButton::clicked, m_ui->notice, &QWidget::hide);

    connect(m_ui->addButton, &QPushButton::clicked, this, &ConnectionsPage::add);
    connect(m_ui->emptyAddButton, &QPushButton::clicked, this, &ConnectionsPage::add);
    connect(m_ui->importButton, &QPushButton::clicked, this, &ConnectionsPage::importConnections);
    connect(m_ui->emptyImportButton, &QPushButton::clicked, this,
            &ConnectionsPage::importConnections);
    connect(m_ui->emptySamplesButton, &QPushButton::clicked, this,
            [this] { m_actions.startSamples(); });
    connect(m_ui->exportButton, &QPushButton::clicked, this, &ConnectionsPage::exportAll);
    connect(m_ui->openButton, &QPushButton::clicked, this, &ConnectionsPage::open);
    connect(m_ui->testButton, &QPushButton::clicked, this, &ConnectionsPage::startTest);
    connect(m_ui->editButton, &QPushButton::clicked, this, &ConnectionsPage::edit);
    connect(m_ui->duplicateButton, &QPushButton::clicked, this, &ConnectionsPage::duplicate);
    connect(m_ui->deleteButton, &QPushButton::clicked, this, &ConnectionsPage::askToRemove);
    connect(m_ui->lockButton, &QPushButton::clicked, this, [this] {
        if (const auto profile = selected())
            m_actions.toggleLock(profile->id);
    });
}

void ConnectionsPage::applyTheme()
{
    m_ui->addButton->setIcon(m_theme.icon(u"plus"_s));
    m_ui->importButton->setIcon(m_theme.icon(u"import"_s));
    m_ui->exportButton->setIcon(m_theme.icon(u"export"_s));
    m_ui->noticeCloseButton->setIcon(m_theme.icon(u"close"_s));
    m_ui->emptyIcon->setPixmap(
        m_theme.icon(u"connections"_s, Role::SecondaryText).pixmap(emptyIconSize));
    m_searchIcon->setIcon(m_theme.icon(u"search"_s, Role::SecondaryText));
    const auto own = actions();
    for (QAction *action : own)
        action->setIcon(m_theme.icon(action->data().toString()));
    showLive();
}

QString ConnectionsPage::helpText() const
{
    return tr("A connection says where a database is, how to reach it, and which environment it "
              "belongs to. Double-click "
              "or press Return to work with one. Ctrl+N adds one; pasting a connection string into "
              "the form fills it.\n\n"
              "Production connections open read-only. Unlocking asks for the database's name and "
              "lasts 15 minutes, or "
              "until a confirmed run has ended; howdahctl keeps to the same lock. Passwords are "
              "kept in the keychain of "
              "the operating system; without one they live until Howdah closes. An export holds no "
              "passwords.");
}

void ConnectionsPage::refresh()
{
    m_profiles.reload();
    showLive();
}

void ConnectionsPage::find()
{
    m_ui->searchEdit->setFocus();
    m_ui->searchEdit->selectAll();
}

QJsonObject ConnectionsPage::saveState() const
{
    const auto profile = selected();
    return {{u"search"_s, m_ui->searchEdit->text()},
            {u"selected"_s, profile ? profile->id : QString()}};
}

void ConnectionsPage::restoreState(const QJsonObject &state)
{
    m_ui->searchEdit->setText(state.value(u"search"_s).toString());
    select(state.value(u"selected"_s).toString());
}

void ConnectionsPage::showProfiles()
{
    const auto before = selected();
    const QString wanted = m_wanted.isEmpty() && before ? before->id : m_wanted;
    m_model->setProfiles(m_profiles.profiles());
    m_ui->tree->expandAll();
    select(wanted);
    if (m_profiles.find(m_wanted))
        m_wanted.clear();
    showPage();
}

void ConnectionsPage::showPage()
{
    const bool none = m_profiles.profiles().isEmpty();
    m_ui->exportButton->setEnabled(!none);
    m_ui->searchEdit->setEnabled(!none);
    if (none) {
        m_ui->stack->setCurrentWidget(m_ui->emptyPage);
    } else if (m_model->shownCount() == 0) {
        m_ui->nothingLabel->setText(
            tr("No connection matches “%1”.").arg(m_ui->searchEdit->text()));
        m_ui->stack->setCurrentWidget(m_ui->nothingPage);
    } else {
        m_ui->stack->setCurrentWidget(m_ui->listPage);
    }
    showDetail();
}

void ConnectionsPage::select(const QString &id)
{
    QModelIndex index = m_model->indexOf(id);
    if (!index.isValid() && m_model->rowCount() > 0) {
        index = m_model->index(0, 0);
        if (!m_model->profile(index))
            index = m_model->index(0, 0, index);
    }
    m_ui->tree->setCurrentIndex(index);
}

std::optional<connections::Profile> ConnectionsPage::selected() const
{
    const auto *profile = m_model->profile(m_ui->tree->currentIndex());
    return profile ? std::optional(*profile) : std::nullopt;
}

void ConnectionsPage::showDetail()
{
    const auto profile = selected();
    for (QAction *action : std::as_const(m_selectionActions))
        action->setEnabled(profile.has_value());
    m_ui->detailArea->setVisible(profile.has_value());
    if (!profile)
        return;
    m_ui->detailName->setText(profile->name);
    m_favouriteAction->setChecked(profile->favourite);
    showLive();
    if (m_testedId != profile->id) {
        ++m_testNumber;
        m_testSession.reset();
        m_testedId.clear();
        m_report->clear();
        m_ui->testHeading->hide();
        m_ui->testButton->setEnabled(true);
    }
    emit stateChanged();
}

void ConnectionsPage::showLive()
{
    m_model->refreshLocks();
    const auto profile = selected();
    if (!profile)
        return;
    const bool readOnly = m_actions.isReadOnly(*profile);
    m_chip->setEnvironment(shown(profile->environment), readOnly);
    const bool production = profile->environment == connections::Environment::Production;
    m_ui->lockButton->setVisible(production && !profile->readOnly);
    m_ui->lockButton->setText(readOnly ? tr("Unlock…") : tr("Lock"));
    m_ui->lockButton->setIcon(m_theme.icon(readOnly ? u"unlock"_s : u"lock"_s));

    QList<ConnectionFact> facts{{tr("Address"), profile->endpoint.toDisplayText()},
                                {tr("Database"), profile->database()},
                                {tr("Password"), passwordSourceText(profile->passwordSource)}};
    if (!profile->role.isEmpty())
        facts.append({tr("Acts as"), profile->role});
    if (!profile->searchPath.isEmpty())
        facts.append({tr("Search path"), profile->searchPath});
    if (const QString mode = profile->endpoint.value(u"sslmode"_s); !mode.isEmpty())
        facts.append({tr("TLS"), mode});
    if (!profile->tags.isEmpty())
        facts.append({tr("Tags"), profile->tags.join(u", "_s)});
    facts.append({tr("Changes"), readOnly ? tr("read-only") : tr("allowed")});
    facts.append({tr("Sessions"), usageText(m_actions.usage(profile->id))});
    facts.append({tr("Gives up after"), secondsText(profile->connectTimeoutMs)});
    m_facts->showFacts(facts);
}

void ConnectionsPage::showMenu(const QPoint &position)
{
    if (!m_model->profile(m_ui->tree->indexAt(position)))
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_selectionActions);
    menu->popup(m_ui->tree->viewport()->mapToGlobal(position));
}

void ConnectionsPage::showNotice(const QString &message)
{
    m_ui->noticeLabel->setText(message);
    m_ui->notice->setVisible(!message.isEmpty());
}

void ConnectionsPage::open()
{
    if (const auto profile = selected())
        emit connectionChosen(profile->id);
}

void ConnectionsPage::add()
{
    openDialog({});
}

void ConnectionsPage::edit()
{
    if (const auto profile = selected())
        openDialog(*profile);
}

void ConnectionsPage::duplicate()
{
    auto profile = selected();
    if (!profile)
        return;
    profile->id.clear();
    profile->name = m_profiles.freeName(profile->name);
    profile->lastUsed = {};
    openDialog(*profile);
}

void ConnectionsPage::openDialog(const connections::Profile &profile)
{
    QStringList groups;
    for (const connections::Profile &other : m_profiles.profiles()) {
        if (!groups.contains(other.group))
            groups += other.group;
    }
    groups.sort();
    auto *dialog = new ConnectionDialog(profile, {}, groups, m_actions, m_theme, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConnectionDialog::saved, this, [this](const QString &id) {
        m_wanted = id;
        // It may be in the list already.
        select(id);
    });
    dialog->open();
}

void ConnectionsPage::importConnections()
{
    auto *dialog = new ImportDialog(m_actions, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ImportDialog::imported, this, [this](const QStringList &ids) {
        m_wanted = ids.value(0);
        select(m_wanted);
    });
    dialog->open();
}

void ConnectionsPage::askToRemove()
{
    const auto profile = selected();
    if (!profile)
        return;
    auto *box = new QMessageBox(QMessageBox::Question, tr("Delete a connection"),
                                tr("Delete the connection “%1”?").arg(profile->name),
                                QMessageBox::NoButton, this);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(
        tr("Its address, its settings and its saved password go. The database itself is not "
           "touched."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    auto *yes = box->addButton(tr("Delete"), QMessageBox::DestructiveRole);
    yes->setObjectName("deleteButton"_L1);
    box->setDefaultButton(box->addButton(tr("Keep"), QMessageBox::RejectRole));
    connect(yes, &QPushButton::clicked, this, [this, profile = *profile] { remove(profile); });
    box->open();
}

void ConnectionsPage::remove(const connections::Profile &profile)
{
    whenDone(m_actions.remove(profile.id), this, [this, profile](const Result<void> &removed) {
        if (!removed) {
            showNotice(
                tr("“%1” could not be deleted: %2").arg(profile.name, removed.error().message));
            return;
        }
        if (profile.passwordSource != connections::PasswordSource::Keychain)
            return;
        whenDone(
            m_actions.removePassword(profile.id), this,
            [this, profile](const Result<void> &forgotten) {
                if (!forgotten)
                    showNotice(
                        tr("“%1” is deleted, but its password may still be in the keychain: %2")
                            .arg(profile.name, forgotten.error().message));
            });
    });
}

void ConnectionsPage::toggleFavourite()
{
    auto profile = selected();
    if (!profile)
        return;
    profile->favourite = !profile->favourite;
    whenDone(m_actions.save(*profile), this, [this](const Result<connections::Profile> &saved) {
        if (!saved)
            showNotice(saved.error().message);
    });
}

void ConnectionsPage::startTest()
{
    const auto profile = selected();
    if (!profile)
        return;
    m_testedId = profile->id;
    m_ui->testButton->setEnabled(false);
    m_ui->testHeading->show();
    m_report->showText(
        tr("Connecting to %1; gives up after %2 …")
            .arg(profile->endpoint.toDisplayText(), secondsText(profile->connectTimeoutMs)));
    const auto test = m_actions.test(*profile, {});
    m_testSession = test.session;
    m_testNeedsPassword = false;
    whenDone(test.report, this,
             [this, number = ++m_testNumber](const Result<connections::ServerReport> &report) {
                 if (number == m_testNumber)
                     showReport(report);
             });
}

void ConnectionsPage::showReport(const Result<connections::ServerReport> &report)
{
    m_testSession.reset();
    m_ui->testButton->setEnabled(true);
    if (report) {
        m_report->showFacts(factsOf(*report));
        return;
    }
    m_report->showError(report.error());
    m_testNeedsPassword = report.error().kind == Error::Kind::PasswordNeeded ||
                          report.error().kind == Error::Kind::AuthenticationFailed;
    if (m_testNeedsPassword)
        m_actions.askPassword(m_testedId, report.error());
}

void ConnectionsPage::passwordGiven(const QString &id)
{
    const auto profile = selected();
    if (m_testNeedsPassword && id == m_testedId && profile && profile->id == id)
        startTest();
}

void ConnectionsPage::exportAll()
{
    auto *dialog = new QFileDialog(this, tr("Export connections, without passwords"),
                                   u"connections.json"_s, tr("JSON files (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &ConnectionsPage::writeExport);
    dialog->open();
}

void ConnectionsPage::writeExport(const QString &path)
{
    QSaveFile file(path);
    const QByteArray json = connections::exportProfiles(m_profiles.profiles());
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size() || !file.commit()) {
        showNotice(tr("%1 could not be written: %2").arg(path, file.errorString()));
        return;
    }
    showNotice(tr("%n connection(s) were written to %1, without passwords.", nullptr,
                  int(m_profiles.profiles().size()))
                   .arg(path));
}

} // namespace howdah::gui

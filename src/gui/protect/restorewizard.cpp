#include "gui/protect/restorewizard.h"

#include "base/format.h"
#include "base/whendone.h"
#include "gui/common/codeedit.h"
#include "gui/common/errortext.h"

#include "ui_restoreinsidepage.h"
#include "ui_restoresourcepage.h"
#include "ui_restoresummarypage.h"
#include "ui_restoretargetpage.h"

#include <QFileDialog>
#include <QFontDatabase>
#include <QHeaderView>
#include <QMap>

using namespace Qt::StringLiterals;

namespace howdah::gui {

/// A page that asks for something when it is entered and can be left once the answer is good.
class RestoreWizard::AskingPage final : public QWizardPage
{
public:
    AskingPage(RestoreWizard *wizard, void (RestoreWizard::*ask)())
        : QWizardPage(wizard)
        , m_wizard(wizard)
        , m_ask(ask)
    {}

    void initializePage() override
    {
        setReady(false);
        (m_wizard->*m_ask)();
    }
    [[nodiscard]] bool isComplete() const override { return m_ready; }
    void setReady(bool ready)
    {
        m_ready = ready;
        emit completeChanged();
    }

private:
    RestoreWizard *m_wizard;
    void (RestoreWizard::*m_ask)();
    bool m_ready = false;
};

namespace {

/// A page that can be left when a line of text is there.
class TextPage final : public QWizardPage
{
public:
    using QWizardPage::QWizardPage;

    void require(QLineEdit *edit)
    {
        m_edit = edit;
        connect(edit, &QLineEdit::textChanged, this, &QWizardPage::completeChanged);
    }
    [[nodiscard]] bool isComplete() const override { return !m_edit->text().trimmed().isEmpty(); }

private:
    QLineEdit *m_edit = nullptr;
};

} // namespace

RestoreWizard::RestoreWizard(const BackupActions &actions, const QString &path,
                             const QString &database, const Theme &theme, QWidget *parent)
    : QWizard(parent)
    , m_source(std::make_unique<Ui::RestoreSourcePage>())
    , m_inside(std::make_unique<Ui::RestoreInsidePage>())
    , m_target(std::make_unique<Ui::RestoreTargetPage>())
    , m_summary(std::make_unique<Ui::RestoreSummaryPage>())
    , m_actions(actions)
    , m_theme(theme)
{
    setWindowTitle(tr("Restore"));
    setWizardStyle(ClassicStyle);
    setOption(NoBackButtonOnStartPage);
    setButtonText(FinishButton, tr("&Restore"));
    setMinimumSize(680, 520);
    addPages();
    m_source->pathEdit->setText(path);
    m_target->databaseEdit->setText(
        (database.isEmpty() ? u"database"_s : database) +
        QDateTime::currentDateTime().toString(u"'_restored_'yyyyMMdd_HHmm"_s));
}

RestoreWizard::~RestoreWizard() = default;

void RestoreWizard::addPages()
{
    auto *source = new TextPage(this);
    m_source->setupUi(source);
    source->require(m_source->pathEdit);
    m_insidePage = new AskingPage(this, &RestoreWizard::lookInside);
    m_inside->setupUi(m_insidePage);
    auto *target = new TextPage(this);
    m_target->setupUi(target);
    target->require(m_target->databaseEdit);
    m_summaryPage = new AskingPage(this, &RestoreWizard::askForPreview);
    m_summary->setupUi(m_summaryPage);
    for (QWizardPage *page :
         {static_cast<QWizardPage *>(source), static_cast<QWizardPage *>(m_insidePage),
          static_cast<QWizardPage *>(target), static_cast<QWizardPage *>(m_summaryPage)})
        addPage(page);

    m_sql = new CodeView(m_theme);
    m_sql->setLineNumbersVisible(false);
    m_sql->setAccessibleName(tr("Statement that makes the database"));
    m_sql->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_summary->layout->replaceWidget(m_summary->sqlWidget, m_sql);
    delete m_summary->sqlWidget;
    m_sql->setMaximumHeight(90);
    m_summary->commandEdit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));

    m_target->ownersComboBox->addItem(tr("As in the backup"), int(backup::Owners::Keep));
    m_target->ownersComboBox->addItem(tr("Everything belongs to me, no rights are granted"),
                                      int(backup::Owners::AsConnected));
    m_target->failureComboBox->addItem(tr("Drop the new database"),
                                       int(backup::OnFailure::DropDatabase));
    m_target->failureComboBox->addItem(tr("Keep it, to look at"),
                                       int(backup::OnFailure::KeepDatabase));

    connect(m_source->fileButton, &QPushButton::clicked, this, &RestoreWizard::chooseFile);
    connect(m_source->folderButton, &QPushButton::clicked, this, &RestoreWizard::chooseFolder);
}

backup::RestoreOptions RestoreWizard::options() const
{
    return {.path = m_source->pathEdit->text().trimmed(),
            .database = m_target->databaseEdit->text().trimmed(),
            .jobs = m_target->jobsSpinBox->value(),
            .owners = backup::Owners(m_target->ownersComboBox->currentData().toInt()),
            .onFailure = backup::OnFailure(m_target->failureComboBox->currentData().toInt())};
}

void RestoreWizard::lookInside()
{
    const quint64 request = ++m_request;
    m_inside->factsLabel->setText(tr("Reading the table of contents…"));
    m_inside->contentsTree->clear();
    whenDone(m_actions.lookInside(options().path), this,
             [this, request](const Result<backup::ArchiveContents> &answer) {
                 if (request == m_request)
                     showInside(answer);
             });
}

void RestoreWizard::showInside(const Result<backup::ArchiveContents> &answer)
{
    if (!answer) {
        const auto words = describe(answer.error());
        m_inside->factsLabel->setText(words.heading + u'\n' + words.detail);
        return;
    }
    QStringList facts;
    if (answer->isPlain()) {
        facts += tr("This is plain SQL. It is run by psql and stops at its first error; what is in "
                    "it shows only then.");
    } else {
        facts += tr("Database %1, written %2.").arg(answer->database, answer->createdAt);
        facts += tr("From PostgreSQL %1, by pg_dump %2.")
                     .arg(answer->serverVersion, answer->toolVersion);
        if (const auto owners = answer->owners(); !owners.isEmpty())
            facts += tr("Roles that own something: %1.").arg(owners.join(u", "_s));
        if (const auto extensions = answer->extensions(); !extensions.isEmpty())
            facts += tr("Extensions: %1.").arg(extensions.join(u", "_s));
    }
    m_inside->factsLabel->setText(facts.join(u'\n'));
    QMap<QString, QList<const backup::TocEntry *>> byType;
    for (const auto &entry : answer->entries)
        byType[entry.type] += &entry;
    for (auto it = byType.constBegin(); it != byType.constEnd(); ++it) {
        auto *type = new QTreeWidgetItem(m_inside->contentsTree,
                                         {it.key(), format::count(it.value().size())});
        type->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        for (const auto *entry : it.value()) {
            new QTreeWidgetItem(
                type,
                {entry->schema.isEmpty() ? entry->name : entry->relationText(), entry->owner});
        }
    }
    m_inside->contentsTree->setVisible(!answer->entries.isEmpty());
    m_inside->contentsTree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_insidePage->setReady(true);
}

void RestoreWizard::askForPreview()
{
    const quint64 request = ++m_request;
    m_summary->factsLabel->setText(tr("Looking for the tools…"));
    m_sql->setSql({});
    m_summary->commandEdit->clear();
    whenDone(m_actions.preview(options()), this,
             [this, request](const Result<backup::RestorePreview> &answer) {
                 if (request == m_request)
                     showPreview(answer);
             });
}

void RestoreWizard::showPreview(const Result<backup::RestorePreview> &answer)
{
    if (!answer) {
        const auto words = describe(answer.error());
        m_summary->factsLabel->setText(words.heading + u'\n' + words.detail);
        return;
    }
    m_summary->factsLabel->setText(tr("A new database %1 is made and filled; no existing one is "
                                      "touched. Restoring runs code from the dump with "
                                      "your rights on the server, so restore only what you trust. "
                                      "A backup of Howdah's is compared table by table "
                                      "afterwards.")
                                       .arg(options().database));
    m_sql->setSql(answer->sql);
    m_summary->commandEdit->setPlainText(answer->commandLine);
    m_summaryPage->setReady(true);
}

void RestoreWizard::chooseFile()
{
    auto *dialog =
        new QFileDialog(this, tr("Dump to restore"), QFileInfo(m_source->pathEdit->text()).path());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, m_source->pathEdit, &QLineEdit::setText);
    dialog->open();
}

void RestoreWizard::chooseFolder()
{
    auto *dialog =
        new QFileDialog(this, tr("Backup or dump folder to restore"), m_source->pathEdit->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, m_source->pathEdit, &QLineEdit::setText);
    dialog->open();
}

} // namespace howdah::gui

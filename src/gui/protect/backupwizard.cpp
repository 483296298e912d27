#include "gui/protect/backupwizard.h"

#include "base/format.h"
#include "base/whendone.h"
#include "gui/common/errortext.h"
#include "gui/protect/backupwording.h"

#include "ui_backuphowpage.h"
#include "ui_backupsummarypage.h"
#include "ui_backupwhatpage.h"
#include "ui_backupwherepage.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFontDatabase>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace howdah::gui {

/// The last page: it can be finished once it is known that nothing stands in the way.
class BackupWizard::SummaryPage final : public QWizardPage
{
public:
    explicit SummaryPage(BackupWizard *wizard)
        : QWizardPage(wizard)
        , m_wizard(wizard)
    {}

    void initializePage() override
    {
        setReady(false);
        m_wizard->askForSummary();
    }
    [[nodiscard]] bool isComplete() const override { return m_ready; }
    void setReady(bool ready)
    {
        m_ready = ready;
        emit completeChanged();
    }

private:
    BackupWizard *m_wizard;
    bool m_ready = false;
};

BackupWizard::BackupWizard(const BackupActions &actions, const QString &database,
                           const QString &folder, const Theme &theme, QWidget *parent)
    : QWizard(parent)
    , m_what(std::make_unique<Ui::BackupWhatPage>())
    , m_how(std::make_unique<Ui::BackupHowPage>())
    , m_where(std::make_unique<Ui::BackupWherePage>())
    , m_summary(std::make_unique<Ui::BackupSummaryPage>())
    , m_actions(actions)
    , m_database(database)
    , m_theme(theme)
{
    setWindowTitle(tr("Back up %1").arg(database));
    setWizardStyle(ClassicStyle);
    setOption(NoBackButtonOnStartPage);
    setButtonText(FinishButton, tr("&Back up"));
    setMinimumSize(680, 520);
    addPages();
    m_where->folderEdit->setText(folder);
    m_where->nameEdit->setText(backup::defaultName(database, QDateTime::currentDateTimeUtc()));
    // Its schemas, for the first page; the summary asks again with everything chosen.
    whenDone(m_actions.preflight({.folder = folder}), this,
             [this](const Result<backup::Preflight> &answer) { fillSchemas(answer); });
}

BackupWizard::~BackupWizard() = default;

void BackupWizard::addPages()
{
    auto *what = new QWizardPage(this);
    m_what->setupUi(what);
    auto *how = new QWizardPage(this);
    m_how->setupUi(how);
    auto *where = new QWizardPage(this);
    m_where->setupUi(where);
    m_summaryPage = new SummaryPage(this);
    m_summary->setupUi(m_summaryPage);
    for (QWizardPage *page : {what, how, where, static_cast<QWizardPage *>(m_summaryPage)})
        addPage(page);

    // The fastest that the installed pg_dump knows; which one that is the summary says.
    m_how->compressionComboBox->addItem(tr("Recommended"), QString());
    m_how->compressionComboBox->addItem(tr("gzip, fast"), u"gzip:1"_s);
    m_how->compressionComboBox->addItem(tr("gzip, small"), u"gzip:6"_s);
    m_how->compressionComboBox->addItem(tr("None"), u"none"_s);
    m_how->figuresComboBox->addItem(tr("Rows and fingerprints (finds any changed value)"),
                                    int(backup::Figures::Fingerprints));
    m_how->figuresComboBox->addItem(tr("Row counts"), int(backup::Figures::Counts));
    m_how->figuresComboBox->addItem(tr("Nothing"), int(backup::Figures::None));
    connect(m_how->directoryRadio, &QRadioButton::toggled, m_how->jobsSpinBox,
            &QWidget::setEnabled);
    connect(m_how->plainRadio, &QRadioButton::toggled, m_how->compressionComboBox,
            &QWidget::setDisabled);

    connect(m_what->chosenSchemasRadio, &QRadioButton::toggled, m_what->schemaList,
            &QWidget::setEnabled);
    connect(m_where->folderButton, &QPushButton::clicked, this, &BackupWizard::chooseFolder);

    m_summary->commandEdit->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    connect(m_summary->copyButton, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_summary->commandEdit->toPlainText());
    });
}

void BackupWizard::fillSchemas(const Result<backup::Preflight> &answer)
{
    if (!answer)
        return; // the summary will say what is wrong
    for (const QString &schema : answer->schemas) {
        auto *item = new QListWidgetItem(schema, m_what->schemaList);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
    }
}

backup::CreateOptions BackupWizard::options() const
{
    backup::CreateOptions options{.folder = m_where->folderEdit->text().trimmed(),
                                  .name = m_where->nameEdit->text().trimmed()};
    if (m_what->schemaOnlyRadio->isChecked())
        options.content = backup::Content::SchemaOnly;
    else if (m_what->dataOnlyRadio->isChecked())
        options.content = backup::Content::DataOnly;
    if (m_how->customRadio->isChecked())
        options.format = backup::Format::Custom;
    else if (m_how->plainRadio->isChecked())
        options.format = backup::Format::Plain;
    options.compression = m_how->compressionComboBox->currentData().toString();
    options.jobs = m_how->jobsSpinBox->value();
    options.figures = backup::Figures(m_how->figuresComboBox->currentData().toInt());
    if (m_what->chosenSchemasRadio->isChecked()) {
        for (int row = 0; row < m_what->schemaList->count(); ++row) {
            if (m_what->schemaList->item(row)->checkState() == Qt::Checked)
                options.schemas += m_what->schemaList->item(row)->text();
        }
    }
    return options;
}

void BackupWizard::askForSummary()
{
    const quint64 request = ++m_request;
    m_summary->factsLabel->setText(tr("Looking at the server, the tools and the folder…"));
    m_summary->findingsList->clear();
    m_summary->commandEdit->clear();
    whenDone(m_actions.preflight(options()), this,
             [this, request](const Result<backup::Preflight> &answer) {
                 if (request == m_request)
                     showSummary(answer);
             });
}

void BackupWizard::showSummary(const Result<backup::Preflight> &answer)
{
    if (!answer) {
        const auto words = describe(answer.error());
        m_summary->factsLabel->setText(words.heading + u'\n' + words.detail);
        return;
    }
    QStringList facts;
    facts +=
        tr("%1 of %2 on %3 into %4")
            .arg(wordFor(options().content), answer->database, answer->server, options().folder);
    facts += answer->tool;
    facts += answer->freeBytes < 0
                 ? tr("Estimate: about %1 and %2.")
                       .arg(format::bytes(answer->estimatedBytes),
                            format::duration(std::chrono::milliseconds(answer->estimatedMs)))
                 : tr("Estimate: about %1 and %2; %3 are free.")
                       .arg(format::bytes(answer->estimatedBytes),
                            format::duration(std::chrono::milliseconds(answer->estimatedMs)),
                            format::bytes(answer->freeBytes));
    facts.removeAll(QString());
    m_summary->factsLabel->setText(facts.join(u'\n'));
    m_summary->commandEdit->setPlainText(answer->commandLine);
    for (const auto &finding : answer->findings) {
        const auto look = lookOf(finding.level);
        auto *item = new QListWidgetItem(
            m_theme.icon(look.iconName, look.role),
            tr("%1: %2 %3").arg(look.word, finding.text, finding.advice).trimmed(),
            m_summary->findingsList);
        item->setForeground(
            m_theme.color(finding.level == backup::Finding::Level::Note ? Role::Text : look.role));
    }
    if (answer->findings.isEmpty()) {
        m_summary->findingsList->addItem(
            new QListWidgetItem(m_theme.icon(u"check"_s, Role::Development),
                                tr("Nothing stands in the way: tools, rights, connections, locks "
                                   "and disk space were looked at.")));
    }
    m_summaryPage->setReady(!answer->isBlocked() && !options().name.isEmpty());
}

void BackupWizard::chooseFolder()
{
    auto *dialog = new QFileDialog(this, tr("Folder for backups"), m_where->folderEdit->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, m_where->folderEdit, &QLineEdit::setText);
    dialog->open();
}

} // namespace howdah::gui

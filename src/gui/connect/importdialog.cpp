#include "gui/connect/importdialog.h"

#include "base/whendone.h"
#include "gui/common/errortext.h"
#include "gui/connect/candidatemodel.h"
#include "gui/connect/words.h"
#include "pg/passfile.h"
#include "pg/servicefile.h"

#include "ui_importdialog.h"

#include <QFile>
#include <QFileDialog>
#include <QProcessEnvironment>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace howdah::gui {

ImportDialog::ImportDialog(ConnectActions actions, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::ImportDialog>())
    , m_actions(std::move(actions))
    , m_model(new CandidateModel(this))
{
    m_ui->setupUi(this);
    m_ui->candidatesView->setModel(m_model);
    m_ui->browseButton->setAutoDefault(false);
    m_importButton = m_ui->buttonBox->addButton(tr("Import"), QDialogButtonBox::AcceptRole);
    m_importButton->setObjectName("importButton"_L1);
    m_ui->buttonBox->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    connectWidgets();
    showSource();
}

ImportDialog::~ImportDialog() = default;

void ImportDialog::connectWidgets()
{
    connect(m_ui->sourceCombo, &QComboBox::currentIndexChanged, this, &ImportDialog::showSource);
    connect(m_ui->fileEdit, &QLineEdit::textChanged, this, &ImportDialog::read);
    connect(m_ui->textEdit, &QPlainTextEdit::textChanged, this, &ImportDialog::read);
    connect(m_ui->browseButton, &QPushButton::clicked, this, &ImportDialog::chooseFile);
    connect(m_model, &CandidateModel::chosenChanged, this, &ImportDialog::updateButton);
    connect(m_ui->candidatesView->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ImportDialog::showNotes);
    connect(m_ui->buttonBox, &QDialogButtonBox::accepted, this, &ImportDialog::import);
    connect(m_ui->buttonBox, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void ImportDialog::showSource()
{
    const auto source = Source(m_ui->sourceCombo->currentIndex());
    const bool file = source != Source::Text && source != Source::Environment;
    m_ui->textEdit->setVisible(source == Source::Text);
    m_ui->fileEdit->setVisible(file);
    m_ui->browseButton->setVisible(file);
    {
        const QSignalBlocker quiet(m_ui->fileEdit);
        if (source == Source::ServiceFile)
            m_ui->fileEdit->setText(pg::serviceFiles().value(0));
        else if (source == Source::PassFile)
            m_ui->fileEdit->setText(QFile::exists(pg::defaultPassFile()) ? pg::defaultPassFile()
                                                                         : QString());
        else
            m_ui->fileEdit->clear();
    }
    read();
}

void ImportDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Import connections from"), m_ui->fileEdit->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    // These files start with a dot.
    dialog->setFilter(dialog->filter() | QDir::Hidden);
    connect(dialog, &QFileDialog::fileSelected, m_ui->fileEdit, &QLineEdit::setText);
    dialog->open();
}

void ImportDialog::read()
{
    const QString path = m_ui->fileEdit->text();
    const QString text = m_ui->textEdit->toPlainText();
    const auto source = Source(m_ui->sourceCombo->currentIndex());
    const bool nothing = source == Source::Text ? text.trimmed().isEmpty()
                                                : source != Source::Environment && path.isEmpty();
    if (nothing) {
        m_model->setCandidates({});
        m_ui->stateLabel->setText(source == Source::Text
                                      ? tr("Paste a connection string, or lines of an .env file.")
                                      : tr("Choose a file to look into."));
        return;
    }
    switch (source) {
    case Source::ServiceFile:
        display(connections::importServiceFile(path));
        break;
    case Source::PassFile:
        display(connections::importPassFile(path));
        break;
    case Source::EnvFile:
        display(connections::importEnvFile(path));
        break;
    case Source::Environment: {
        QMap<QString, QString> variables;
        const auto environment = QProcessEnvironment::systemEnvironment();
        const QStringList names = environment.keys();
        for (const QString &name : names)
            variables.insert(name, environment.value(name));
        display(connections::importVariables(variables, tr("environment")));
        break;
    }
    case Source::Text: {
        const auto alone = connections::importConnectionString(text);
        display(alone ? alone
                      : Result<connections::Findings>(connections::importEnv(text, tr("text"))));
        break;
    }
    case Source::Export: {
        QFile file(path);
        if (file.open(QIODevice::ReadOnly))
            display(connections::importProfiles(file.readAll()));
        else
            display(Error{.kind = Error::Kind::Io, .message = file.errorString()});
        break;
    }
    }
}

void ImportDialog::display(const Result<connections::Findings> &findings)
{
    m_model->setCandidates(findings ? findings->candidates : QList<connections::Candidate>());
    for (int column = 0; column < CandidateModel::ColumnCount; ++column)
        m_ui->candidatesView->resizeColumnToContents(column);
    if (!findings) {
        m_ui->stateLabel->setText(
            tr("%1: %2").arg(describe(findings.error()).heading, findings.error().message));
        m_ui->notesLabel->clear();
        return;
    }
    QStringList lines{findings->candidates.isEmpty() ? tr("No connection was found.")
                                                     : tr("%n connection(s) found.", nullptr,
                                                          int(findings->candidates.size()))};
    lines += findings->problems;
    m_ui->stateLabel->setText(lines.join(u'\n'));
    if (!findings->candidates.isEmpty())
        m_ui->candidatesView->setCurrentIndex(m_model->index(0, 0));
    showNotes();
}

void ImportDialog::showNotes()
{
    const QModelIndex current = m_ui->candidatesView->currentIndex();
    m_ui->notesLabel->setText(current.isValid() ? m_model->at(current.row()).notes.join(u'\n')
                                                : QString());
}

void ImportDialog::updateButton()
{
    const int count = int(m_model->chosen().size());
    m_importButton->setEnabled(count > 0);
    m_importButton->setText(count > 0 ? tr("Import %n connection(s)", nullptr, count)
                                      : tr("Import"));
}

void ImportDialog::import()
{
    const auto candidates = m_model->chosen();
    QList<connections::Profile> profiles;
    for (const connections::Candidate &candidate : candidates)
        profiles.append(candidate.profile);
    m_importButton->setEnabled(false);
    whenDone(m_actions.addAll(profiles), this,
             [this, candidates](const Result<QList<connections::Profile>> &added) {
                 updateButton();
                 if (!added) {
                     m_ui->stateLabel->setText(
                         tr("%1: %2").arg(describe(added.error()).heading, added.error().message));
                     return;
                 }
                 keepPasswords(candidates, *added);
                 QStringList ids;
                 for (const connections::Profile &profile : *added)
                     ids += profile.id;
                 emit imported(ids);
                 accept();
             });
}

void ImportDialog::keepPasswords(const QList<connections::Candidate> &candidates,
                                 const QList<connections::Profile> &added)
{
    for (qsizetype i = 0; i < candidates.size() && i < added.size(); ++i) {
        if (candidates.at(i).password.isEmpty())
            continue;
        // The dialog is gone by the time a slow keychain answers.
        QObject *context = parentWidget() ? static_cast<QObject *>(parentWidget()) : this;
        whenDone(m_actions.keepPassword(added.at(i).id, candidates.at(i).password), context,
                 [notice = m_actions.notice](const Result<vault::Kept> &kept) {
                     if (kept && !keptText(*kept).isEmpty())
                         notice(keptText(*kept));
                 });
    }
}

} // namespace howdah::gui

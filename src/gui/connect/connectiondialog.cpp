#include "gui/connect/connectiondialog.h"

#include "base/whendone.h"
#include "gui/connect/factsview.h"
#include "gui/connect/showpassword.h"

#include "ui_connectiondialog.h"

#include <QFileDialog>
#include <QKeyEvent>
#include <QPainter>
#include <QProcess>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

constexpr int colourCount = 8;

/// Parameters with a field of their own; all others stand under "More".
const QStringList &ownFields()
{
    static const QStringList names{u"host"_s,    u"port"_s,        u"dbname"_s,  u"user"_s,
                                   u"sslmode"_s, u"sslrootcert"_s, u"sslcert"_s, u"sslkey"_s};
    return names;
}

QString quotedWord(const QString &word)
{
    QString quoted = word;
    quoted.replace(u'"', u"\"\"\""_s);
    return word.contains(u' ') || word.contains(u'"') || word.isEmpty()
               ? QString(u'"' + quoted + u'"')
               : word;
}

QString commandText(const QStringList &command)
{
    QStringList words;
    for (const QString &word : command)
        words += quotedWord(word);
    return words.join(u' ');
}

QIcon swatch(const QColor &color)
{
    QPixmap pixmap(24, 24);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(2, 2, 20, 20), 4, 4);
    return pixmap;
}

} // namespace

ConnectionDialog::ConnectionDialog(const connections::Profile &profile, const Secret &password,
                                   const QStringList &groups, ConnectActions actions,
                                   const Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::ConnectionDialog>())
    , m_actions(std::move(actions))
    , m_theme(theme)
    , m_start(profile)
{
    m_ui->setupUi(this);
    setWindowTitle(profile.id.isEmpty() ? tr("New connection")
                                        : tr("Connection %1").arg(profile.name));
    m_result = new FactsView(m_ui->resultHost);
    m_ui->resultHost->layout()->addWidget(m_result);
    m_ui->resultHost->layout()->setAlignment(m_result, Qt::AlignTop);
    m_ui->noteLabel->hide();
    m_ui->stopButton->hide();
    m_ui->resultArea->hide();
    fillLists(groups);
    addButtons();
    display(profile);
    m_ui->passwordEdit->setText(QString::fromUtf8(password.reveal()));
    connectWidgets();
    showSource();
    (profile.id.isEmpty() && profile.name.isEmpty() ? m_ui->pasteEdit : m_ui->nameEdit)->setFocus();
}

ConnectionDialog::~ConnectionDialog() = default;

void ConnectionDialog::fillLists(const QStringList &groups)
{
    m_ui->groupCombo->addItems(groups);
    m_ui->colourCombo->addItem(tr("None", "no colour"), QString());
    for (int i = 0; i < colourCount; ++i)
        m_ui->colourCombo->addItem(swatch(m_theme.series(i)), tr("Colour %1").arg(i + 1),
                                   QString::number(i + 1));
    for (const auto source :
         {connections::PasswordSource::Keychain, connections::PasswordSource::Ask,
          connections::PasswordSource::PassFile, connections::PasswordSource::Command})
        m_ui->sourceCombo->addItem(passwordSourceText(source), int(source));
    m_ui->sslModeCombo->addItem(tr("libpq's own (prefer)"), QString());
    for (const QString &mode :
         {u"disable"_s, u"allow"_s, u"prefer"_s, u"require"_s, u"verify-ca"_s, u"verify-full"_s})
        m_ui->sslModeCombo->addItem(mode, mode);
}

void ConnectionDialog::addButtons()
{
    m_saveButton = m_ui->buttonBox->addButton(tr("Save"), QDialogButtonBox::AcceptRole);
    m_saveButton->setObjectName("saveButton"_L1);
    m_saveButton->setDefault(true);
    m_ui->buttonBox->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    // Return in a field must not close the form by way of whichever button comes first.
    m_ui->testButton->setAutoDefault(false);
    m_ui->stopButton->setAutoDefault(false);
}

void ConnectionDialog::connectWidgets()
{
    showPasswordWith(m_ui->passwordEdit, m_ui->showButton);
    connect(m_ui->pasteEdit, &QLineEdit::textChanged, this, &ConnectionDialog::watchPaste);
    connect(m_ui->pasteEdit, &QLineEdit::editingFinished, this, &ConnectionDialog::takePasted);
    m_ui->pasteEdit->installEventFilter(this);
    connect(m_ui->sourceCombo, &QComboBox::currentIndexChanged, this,
            &ConnectionDialog::showSource);
    connect(m_ui->testButton, &QPushButton::clicked, this, &ConnectionDialog::startTest);
    connect(m_ui->stopButton, &QPushButton::clicked, this, &ConnectionDialog::stopTest);
    connect(m_ui->buttonBox, &QDialogButtonBox::accepted, this, &ConnectionDialog::save);
    connect(m_ui->buttonBox, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_ui->rootCertButton, &QToolButton::clicked, this,
            [this] { chooseFile(tr("Root certificate"), m_ui->rootCertEdit); });
    connect(m_ui->certButton, &QToolButton::clicked, this,
            [this] { chooseFile(tr("Client certificate"), m_ui->certEdit); });
    connect(m_ui->keyButton, &QToolButton::clicked, this,
            [this] { chooseFile(tr("Client key"), m_ui->keyEdit); });
}

void ConnectionDialog::display(const connections::Profile &profile)
{
    const pg::Endpoint &endpoint = profile.endpoint;
    m_ui->nameEdit->setText(profile.name);
    m_ui->environmentCombo->setCurrentIndex(int(profile.environment));
    m_ui->groupCombo->setCurrentText(profile.group);
    m_ui->tagsEdit->setText(profile.tags.join(u", "_s));
    m_ui->colourCombo->setCurrentIndex(std::max(0, m_ui->colourCombo->findData(profile.colour)));
    m_ui->favouriteCheck->setChecked(profile.favourite);
    m_ui->hostEdit->setText(endpoint.host());
    m_ui->portEdit->setText(endpoint.port());
    m_ui->databaseEdit->setText(endpoint.database());
    m_ui->userEdit->setText(endpoint.user());
    m_ui->sourceCombo->setCurrentIndex(m_ui->sourceCombo->findData(int(profile.passwordSource)));
    m_ui->commandEdit->setText(commandText(endpoint.passwordCommand()));
    m_ui->sslModeCombo->setCurrentIndex(
        std::max(0, m_ui->sslModeCombo->findData(endpoint.value(u"sslmode"_s))));
    m_ui->rootCertEdit->setText(endpoint.value(u"sslrootcert"_s));
    m_ui->certEdit->setText(endpoint.value(u"sslcert"_s));
    m_ui->keyEdit->setText(endpoint.value(u"sslkey"_s));
    m_ui->roleEdit->setText(profile.role);
    m_ui->searchPathEdit->setText(profile.searchPath);
    m_ui->readOnlyCheck->setChecked(profile.readOnly);
    m_ui->connectTimeoutSpin->setValue(profile.connectTimeoutMs / 1000.0);
    m_ui->statementTimeoutSpin->setValue(profile.statementTimeoutMs / 1000.0);
    m_ui->lockTimeoutSpin->setValue(profile.lockTimeoutMs / 1000.0);
    m_ui->idleTimeoutSpin->setValue(profile.idleInTransactionTimeoutMs / 1000.0);
    m_ui->limitSpin->setValue(profile.sessionLimit);
    QStringList others;
    for (auto it = endpoint.parameters().begin(); it != endpoint.parameters().end(); ++it) {
        if (!ownFields().contains(it.key()))
            others += it.key() + u'=' + it.value();
    }
    m_ui->otherEdit->setPlainText(others.join(u'\n'));
}

connections::Profile ConnectionDialog::profile() const
{
    connections::Profile profile = m_start;
    profile.name = m_ui->nameEdit->text().trimmed();
    profile.environment = connections::Environment(m_ui->environmentCombo->currentIndex());
    profile.group = m_ui->groupCombo->currentText().trimmed();
    profile.tags.clear();
    const auto tags = m_ui->tagsEdit->text().split(u',');
    for (const QString &tag : tags) {
        if (!tag.trimmed().isEmpty())
            profile.tags += tag.trimmed();
    }
    profile.colour = m_ui->colourCombo->currentData().toString();
    profile.favourite = m_ui->favouriteCheck->isChecked();

    pg::Endpoint endpoint;
    const auto lines = m_ui->otherEdit->toPlainText().split(u'\n');
    for (const QString &line : lines) {
        const QString keyword = line.section(u'=', 0, 0).trimmed();
        if (!keyword.isEmpty() && keyword != "password"_L1 && !ownFields().contains(keyword))
            endpoint.setValue(keyword, line.section(u'=', 1).trimmed());
    }
    endpoint.setValue(u"host"_s, m_ui->hostEdit->text().trimmed());
    endpoint.setValue(u"port"_s, m_ui->portEdit->text().trimmed());
    endpoint.setValue(u"dbname"_s, m_ui->databaseEdit->text());
    endpoint.setValue(u"user"_s, m_ui->userEdit->text());
    endpoint.setValue(u"sslmode"_s, m_ui->sslModeCombo->currentData().toString());
    endpoint.setValue(u"sslrootcert"_s, m_ui->rootCertEdit->text().trimmed());
    endpoint.setValue(u"sslcert"_s, m_ui->certEdit->text().trimmed());
    endpoint.setValue(u"sslkey"_s, m_ui->keyEdit->text().trimmed());
    profile.passwordSource = connections::PasswordSource(m_ui->sourceCombo->currentData().toInt());
    if (profile.passwordSource == connections::PasswordSource::Command)
        endpoint.setPasswordCommand(QProcess::splitCommand(m_ui->commandEdit->text()));
    profile.endpoint = endpoint;

    const auto milliseconds = [](const QDoubleSpinBox *spin) {
        return qRound(spin->value() * 1000);
    };
    profile.role = m_ui->roleEdit->text();
    profile.searchPath = m_ui->searchPathEdit->text().trimmed();
    profile.readOnly = m_ui->readOnlyCheck->isChecked();
    profile.connectTimeoutMs = milliseconds(m_ui->connectTimeoutSpin);
    profile.statementTimeoutMs = milliseconds(m_ui->statementTimeoutSpin);
    profile.lockTimeoutMs = milliseconds(m_ui->lockTimeoutSpin);
    profile.idleInTransactionTimeoutMs = milliseconds(m_ui->idleTimeoutSpin);
    profile.sessionLimit = m_ui->limitSpin->value();
    return profile;
}

bool ConnectionDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_ui->pasteEdit && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            // Fills the fields; it does not save them yet.
            takePasted();
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

void ConnectionDialog::watchPaste(const QString &text)
{
    // What arrives at once is whole; what is typed is whole when the cursor leaves.
    const bool atOnce = text.size() > m_pasteLength + 1;
    m_pasteLength = text.size();
    if (atOnce)
        takePasted();
}

void ConnectionDialog::takePasted()
{
    const QString text = m_ui->pasteEdit->text();
    if (text == m_taken)
        return;
    const bool whole = text.contains("://"_L1) || text.contains(u'=');
    const auto endpoint =
        whole ? pg::Endpoint::parse(text) : Result<pg::Endpoint>(Error::cancelled());
    if (!endpoint)
        return;
    connections::Profile pasted = profile();
    pasted.endpoint = *endpoint;
    for (const QString &name : connections::secretParameters())
        pasted.endpoint.setValue(name, {});
    if (pasted.name.isEmpty()) {
        const QString host = endpoint->host().isEmpty() ? tr("this machine") : endpoint->host();
        pasted.name =
            endpoint->database().isEmpty() ? host : tr("%1 on %2").arg(endpoint->database(), host);
    }
    display(pasted);
    m_taken = endpoint->password().isEmpty() ? text : QString();
    if (!endpoint->password().isEmpty()) {
        m_ui->passwordEdit->setText(QString::fromUtf8(endpoint->password().reveal()));
        // The password must not stay readable in the line it came with, nor come back by undo, as
        // it would after clear().
        m_ui->pasteEdit->setText(QString());
        m_pasteLength = 0;
        m_ui->noteLabel->setText(tr("The fields were filled; the password was moved to its own."));
    } else {
        m_ui->noteLabel->setText(tr("The fields were filled from the text."));
    }
    m_ui->noteLabel->show();
}

void ConnectionDialog::showSource()
{
    const auto source = connections::PasswordSource(m_ui->sourceCombo->currentData().toInt());
    const bool typed = source == connections::PasswordSource::Keychain ||
                       source == connections::PasswordSource::Ask;
    m_ui->passwordEdit->setEnabled(typed);
    m_ui->showButton->setEnabled(typed);
    m_ui->passwordEdit->setPlaceholderText(
        m_start.id.isEmpty() || !typed ? QString() : tr("unchanged; type to replace it"));
    const bool command = source == connections::PasswordSource::Command;
    m_ui->commandEdit->setVisible(command);
    m_ui->commandEditLabel->setVisible(command);
}

Secret ConnectionDialog::password() const
{
    return m_ui->passwordEdit->isEnabled() ? Secret(m_ui->passwordEdit->text().toUtf8()) : Secret();
}

void ConnectionDialog::startTest()
{
    stopTest();
    const connections::Profile tested = profile();
    m_ui->testButton->hide();
    m_ui->stopButton->show();
    m_ui->resultArea->show();
    m_result->showText(
        tr("Connecting to %1; gives up after %2 …")
            .arg(tested.endpoint.toDisplayText(), secondsText(tested.connectTimeoutMs)));
    const auto test = m_actions.test(tested, password());
    m_testSession = test.session;
    whenDone(test.report, this,
             [this, number = m_testNumber](const Result<connections::ServerReport> &report) {
                 if (number == m_testNumber)
                     showReport(report);
             });
}

void ConnectionDialog::stopTest()
{
    ++m_testNumber;
    m_testSession.reset();
    m_ui->stopButton->hide();
    m_ui->testButton->show();
    m_result->clear();
}

void ConnectionDialog::showReport(const Result<connections::ServerReport> &report)
{
    m_testSession.reset();
    m_ui->stopButton->hide();
    m_ui->testButton->show();
    if (report) {
        m_result->showFacts(factsOf(*report));
        return;
    }
    m_result->showError(report.error());
    const bool password = report.error().kind == Error::Kind::PasswordNeeded ||
                          report.error().kind == Error::Kind::AuthenticationFailed;
    if (password && m_ui->passwordEdit->isEnabled()) {
        m_ui->tabs->setCurrentWidget(m_ui->generalTab);
        m_ui->passwordEdit->setFocus();
        m_ui->passwordEdit->selectAll();
    }
}

void ConnectionDialog::showProblem(const Error &error)
{
    m_ui->resultArea->show();
    m_result->showError(error);
}

void ConnectionDialog::save()
{
    const connections::Profile wanted = profile();
    if (const auto fine = connections::validate(wanted); !fine) {
        showProblem(fine.error());
        if (wanted.name.isEmpty()) {
            m_ui->tabs->setCurrentWidget(m_ui->generalTab);
            m_ui->nameEdit->setFocus();
        }
        return;
    }
    m_saveButton->setEnabled(false);
    whenDone(m_actions.save(wanted), this, [this](const Result<connections::Profile> &saved) {
        m_saveButton->setEnabled(true);
        if (!saved) {
            showProblem(saved.error());
            return;
        }
        // A second try, after the keychain failed, must not add it again.
        m_start.id = saved->id;
        keepPassword(*saved);
    });
}

void ConnectionDialog::keepPassword(const connections::Profile &saved)
{
    const Secret typed = password();
    const QString id = saved.id;
    const auto finish = [this, id] {
        emit this->saved(id);
        accept();
    };
    if (typed.isEmpty()) {
        finish();
    } else if (saved.passwordSource != connections::PasswordSource::Keychain) {
        m_actions.usePassword(id, typed);
        finish();
    } else {
        m_saveButton->setEnabled(false);
        m_ui->resultArea->show();
        m_result->showText(tr("Saving the password in the keychain …"));
        whenDone(m_actions.keepPassword(id, typed), this,
                 [this, finish](const Result<vault::Kept> &kept) {
                     if (kept && !keptText(*kept).isEmpty())
                         m_actions.notice(keptText(*kept));
                     finish();
                 });
    }
}

void ConnectionDialog::chooseFile(const QString &title, QLineEdit *edit)
{
    auto *dialog = new QFileDialog(this, title, edit->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, edit, &QLineEdit::setText);
    dialog->open();
}

} // namespace howdah::gui

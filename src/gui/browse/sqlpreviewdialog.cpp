#include "gui/browse/sqlpreviewdialog.h"

#include "base/format.h"
#include "base/whendone.h"
#include "gui/common/codeedit.h"
#include "gui/common/errortext.h"
#include "ui_sqlpreviewdialog.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QStringListModel>

using namespace std::chrono_literals;

namespace howdah::gui {

SqlPreviewDialog::SqlPreviewDialog(Action action, const Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_action(std::move(action))
    , m_ui(std::make_unique<Ui::SqlPreviewDialog>())
{
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(m_action.title);
    m_sql = new CodeView(theme, this);
    m_sql->setLineNumbersVisible(false);
    m_sql->setAccessibleName(tr("The SQL that will run"));
    m_ui->sqlLayout->addWidget(m_sql);
    m_ui->valueLabel->setText(m_action.valueLabel);
    m_ui->valueLabel->setVisible(!m_action.valueLabel.isEmpty());
    m_ui->valueEdit->setVisible(!m_action.valueLabel.isEmpty());
    m_ui->valueEdit->setText(m_action.value);
    for (const Choice &choice : std::as_const(m_action.choices)) {
        auto *box = new QCheckBox(choice.text, this);
        box->setToolTip(choice.toolTip);
        box->setChecked(choice.checked);
        m_ui->choiceLayout->addWidget(box);
        m_choices.append(box);
        connect(box, &QCheckBox::toggled, this, &SqlPreviewDialog::updatePreview);
    }
    m_ui->consequencesView->setModel(new QStringListModel(this));
    m_ui->consequencesLabel->hide();
    m_ui->consequencesView->hide();
    m_ui->errorLabel->hide();
    m_ui->refusalLabel->setText(m_action.refusal);
    m_ui->refusalLabel->setVisible(!m_action.refusal.isEmpty());
    m_ui->runButton->setEnabled(m_action.refusal.isEmpty());
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        m_ui->runningLabel->setText(
            tr("Running for %1 …")
                .arg(format::duration(std::chrono::milliseconds(m_since.elapsed()))));
    });
    connect(m_ui->valueEdit, &QLineEdit::textChanged, this, &SqlPreviewDialog::updatePreview);
    connect(m_ui->runButton, &QPushButton::clicked, this, &SqlPreviewDialog::run);
    connect(m_ui->closeButton, &QPushButton::clicked, this, [this] {
        if (!m_running)
            return reject();
        m_ui->closeButton->setEnabled(false);
        if (m_action.cancel)
            m_action.cancel();
    });
    connect(m_ui->copyButton, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_sql->sql()); });
    setRunning(false);
    updatePreview();
}

SqlPreviewDialog::~SqlPreviewDialog() = default;

void SqlPreviewDialog::reject()
{
    if (!m_running)
        QDialog::reject();
}

void SqlPreviewDialog::setConsequences(const QString &heading, const QStringList &lines)
{
    m_ui->consequencesLabel->setText(heading);
    m_ui->consequencesLabel->setVisible(!heading.isEmpty());
    qobject_cast<QStringListModel *>(m_ui->consequencesView->model())->setStringList(lines);
    m_ui->consequencesView->setVisible(!lines.isEmpty());
}

void SqlPreviewDialog::updatePreview()
{
    QList<bool> chosen;
    for (const QCheckBox *box : std::as_const(m_choices))
        chosen.append(box->isChecked());
    m_preview = m_action.preview(m_ui->valueEdit->text(), chosen);
    m_ui->explanationLabel->setText(m_preview.explanation);
    m_ui->explanationLabel->setVisible(!m_preview.explanation.isEmpty());
    m_sql->setSql(m_preview.sql);
}

void SqlPreviewDialog::setRunning(bool running)
{
    m_running = running;
    m_ui->runButton->setEnabled(!running && m_action.refusal.isEmpty());
    m_ui->valueEdit->setEnabled(!running);
    for (QCheckBox *box : std::as_const(m_choices))
        box->setEnabled(!running);
    m_ui->closeButton->setEnabled(true);
    m_ui->closeButton->setText(running ? tr("Stop") : tr("Close"));
    m_ui->runningLabel->setText(running ? tr("Running …") : QString());
    if (running) {
        m_since.start();
        m_tick.start();
    } else {
        m_tick.stop();
    }
}

void SqlPreviewDialog::run()
{
    setRunning(true);
    m_ui->errorLabel->hide();
    whenDone(m_action.run(m_sql->sql()), this, [this](const Result<void> &result) {
        setRunning(false);
        if (result) {
            emit done();
            accept();
            return;
        }
        const ErrorText text = describe(result.error());
        QStringList lines{text.heading, text.detail, m_preview.afterFailure};
        lines.removeAll(QString());
        m_ui->errorLabel->setText(lines.join(u'\n'));
        m_ui->errorLabel->show();
    });
}

} // namespace howdah::gui

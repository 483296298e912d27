#include "gui/browse/sqlpreviewdialog.h"

#include "base/whendone.h"
#include "gui/common/codeedit.h"
#include "gui/common/errortext.h"
#include "ui_sqlpreviewdialog.h"

#include <QClipboard>
#include <QGuiApplication>

namespace howdah::gui {

SqlPreviewDialog::SqlPreviewDialog(Action action, const Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_action(std::move(action))
    , m_ui(std::make_unique<Ui::SqlPreviewDialog>())
{
    m_ui->setupUi(this);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(m_action.title);
    m_ui->explanationLabel->setText(m_action.explanation);
    m_sql = new CodeView(theme, this);
    m_sql->setLineNumbersVisible(false);
    m_sql->setAccessibleName(tr("The SQL that will run"));
    m_ui->sqlLayout->addWidget(m_sql);
    m_ui->valueLabel->setText(m_action.valueLabel);
    m_ui->valueLabel->setVisible(!m_action.valueLabel.isEmpty());
    m_ui->valueEdit->setVisible(!m_action.valueLabel.isEmpty());
    m_ui->valueEdit->setText(m_action.value);
    m_ui->errorLabel->hide();
    connect(m_ui->valueEdit, &QLineEdit::textChanged, this, &SqlPreviewDialog::updateSql);
    connect(m_ui->runButton, &QPushButton::clicked, this, &SqlPreviewDialog::run);
    connect(m_ui->closeButton, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_ui->copyButton, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_sql->sql()); });
    updateSql();
}

SqlPreviewDialog::~SqlPreviewDialog() = default;

void SqlPreviewDialog::updateSql()
{
    m_sql->setSql(m_action.sql(m_ui->valueEdit->text()));
}

void SqlPreviewDialog::run()
{
    m_ui->runButton->setEnabled(false);
    m_ui->valueEdit->setEnabled(false);
    m_ui->errorLabel->hide();
    whenDone(m_action.run(m_sql->sql()), this, [this](const Result<void> &result) {
        m_ui->runButton->setEnabled(true);
        m_ui->valueEdit->setEnabled(true);
        if (result) {
            emit done();
            accept();
            return;
        }
        const ErrorText text = describe(result.error());
        m_ui->errorLabel->setText(
            tr("%1\n%2\nThe statement did not change anything.").arg(text.heading, text.detail));
        m_ui->errorLabel->show();
    });
}

} // namespace howdah::gui

#include "gui/migrate/rundialog.h"

#include "ui_rundialog.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

namespace howdah::gui {

RunDialog::RunDialog(const RunQuestion &question, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::RunDialog>())
{
    m_ui->setupUi(this);
    setWindowTitle(question.title);
    m_ui->headingLabel->setText(question.heading);
    m_ui->headingLabel->setProperty("look", u"heading"_s);
    m_ui->detailLabel->setText(question.detail);
    m_ui->lockLabel->setVisible(question.asksLock);
    m_ui->lockSpinBox->setVisible(question.asksLock);
    auto *go = m_ui->buttonBox->button(QDialogButtonBox::Ok);
    go->setText(question.verb);
    go->setDefault(true);
    // The style's own drawings are not Howdah's.
    go->setIcon({});
    m_ui->buttonBox->button(QDialogButtonBox::Cancel)->setIcon({});
    const bool typed = !question.nameToType.isEmpty();
    m_ui->nameLabel->setVisible(typed);
    m_ui->nameEdit->setVisible(typed);
    m_ui->nameLabel->setText(
        tr("This is production. Type the database's name, %1, to go on.").arg(question.nameToType));
    go->setEnabled(!typed);
    connect(m_ui->nameEdit, &QLineEdit::textChanged, this,
            [go, wanted = question.nameToType](const QString &text) {
                go->setEnabled(text == wanted);
            });
    connect(m_ui->buttonBox, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_ui->buttonBox, &QDialogButtonBox::rejected, this, &QDialog::reject);
    if (typed)
        m_ui->nameEdit->setFocus();
    else
        go->setFocus();
}

RunDialog::~RunDialog() = default;

QString RunDialog::typedName() const
{
    return m_ui->nameEdit->text();
}

int RunDialog::lockTimeoutMs() const
{
    return m_ui->lockSpinBox->value() * 1000;
}

} // namespace howdah::gui

#include "gui/connect/unlockdialog.h"

#include "ui_unlockdialog.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

namespace howdah::gui {

UnlockDialog::UnlockDialog(const connections::Profile &profile, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::UnlockDialog>())
{
    m_ui->setupUi(this);
    const QString database = profile.database();
    m_ui->headingLabel->setText(tr("Allow changes on %1?").arg(profile.name));
    m_ui->hintLabel->setText(
        tr("The database is called %1, at %2.").arg(database, profile.endpoint.toDisplayText()));
    auto *unlock =
        m_ui->buttonBox->addButton(tr("Unlock for 15 minutes"), QDialogButtonBox::AcceptRole);
    unlock->setObjectName("unlockButton"_L1);
    unlock->setEnabled(false);
    m_ui->buttonBox->addButton(tr("Stay read-only"), QDialogButtonBox::RejectRole);
    connect(m_ui->nameEdit, &QLineEdit::textChanged, unlock,
            [unlock, database](const QString &text) { unlock->setEnabled(text == database); });
    connect(m_ui->buttonBox, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_ui->buttonBox, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_ui->nameEdit->setFocus();
}

UnlockDialog::~UnlockDialog() = default;

QString UnlockDialog::typedName() const
{
    return m_ui->nameEdit->text();
}

} // namespace howdah::gui

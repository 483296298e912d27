#include "gui/connect/passworddialog.h"

#include "gui/common/errortext.h"
#include "gui/connect/showpassword.h"

#include "ui_passworddialog.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

namespace howdah::gui {

PasswordDialog::PasswordDialog(const connections::Profile &profile, const Error &reason,
                               QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::PasswordDialog>())
{
    m_ui->setupUi(this);
    m_ui->headingLabel->setText(tr("%1 needs a password").arg(profile.name));
    QString why = profile.endpoint.toDisplayText();
    if (reason.kind == Error::Kind::AuthenticationFailed)
        why += u'\n' + describe(reason).heading + u'\n' + reason.message;
    if (!reason.hint.isEmpty())
        why += u'\n' + reason.hint;
    m_ui->reasonLabel->setText(why);
    showPasswordWith(m_ui->passwordEdit, m_ui->showButton);
    const bool keychain = profile.passwordSource == connections::PasswordSource::Keychain;
    m_ui->keepCheck->setVisible(keychain);
    m_ui->keepCheck->setChecked(keychain);
    auto *connectButton = m_ui->buttonBox->addButton(tr("Connect"), QDialogButtonBox::AcceptRole);
    connectButton->setObjectName("connectButton"_L1);
    connectButton->setDefault(true);
    connectButton->setEnabled(false);
    m_ui->buttonBox->addButton(tr("Not now"), QDialogButtonBox::RejectRole);
    connect(m_ui->passwordEdit, &QLineEdit::textChanged, connectButton,
            [connectButton](const QString &text) { connectButton->setEnabled(!text.isEmpty()); });
    connect(m_ui->buttonBox, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_ui->buttonBox, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::accepted, this, [this] {
        const Secret password(m_ui->passwordEdit->text().toUtf8());
        m_ui->passwordEdit->clear();
        emit given(password, m_ui->keepCheck->isVisibleTo(this) && m_ui->keepCheck->isChecked());
    });
    m_ui->passwordEdit->setFocus();
}

PasswordDialog::~PasswordDialog() = default;

} // namespace howdah::gui

#include "gui/health/stopsessiondialog.h"

#include "gui/common/codeedit.h"

#include "ui_stopsessiondialog.h"

#include <QPushButton>

namespace howdah::gui {

StopSessionDialog::StopSessionDialog(const Theme &theme, activity::Stop what,
                                     const activity::ServerSession &session, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::StopSessionDialog>())
{
    m_ui->setupUi(this);
    const bool statement = what == activity::Stop::Statement;
    setWindowTitle(statement ? tr("Cancel the statement of session %1").arg(session.pid)
                             : tr("End session %1").arg(session.pid));
    m_ui->whoLabel->setText(
        session.client.isEmpty()
            ? tr("%1 (%2)").arg(session.backendType).arg(session.pid)
            : tr("%1 from %2, application “%3”, database %4")
                  .arg(session.user, session.client, session.application, session.database));
    m_ui->effectLabel->setText(statement ? tr("The running statement ends with an error and its "
                                              "transaction is rolled back by whoever "
                                              "started it. The session stays connected.")
                                         : tr("The connection is closed and its open transaction "
                                              "rolled back. The application sees a lost "
                                              "connection; many connect again by themselves."));
    auto *statementView = new CodeView(theme, this);
    statementView->setSql(session.statement);
    m_ui->statementLayout->addWidget(statementView);
    auto *sqlView = new CodeView(theme, this);
    sqlView->setObjectName(QStringLiteral("sqlView"));
    sqlView->setSql(activity::stopSql(what, session.pid, session.startedAt));
    m_ui->sqlLayout->addWidget(sqlView);
    auto *go =
        m_ui->buttonBox->addButton(statement ? tr("Cancel the statement") : tr("End the session"),
                                   QDialogButtonBox::AcceptRole);
    go->setObjectName(QStringLiteral("goButton"));
    auto *keep = m_ui->buttonBox->addButton(tr("Leave it"), QDialogButtonBox::RejectRole);
    keep->setDefault(true);
    keep->setFocus();
    connect(m_ui->buttonBox, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_ui->buttonBox, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

StopSessionDialog::~StopSessionDialog() = default;

} // namespace howdah::gui

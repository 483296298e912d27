#pragma once

#include "gui/protect/backupactions.h"
#include "gui/shell/theme.h"

#include <QWizard>

namespace Ui {
class BackupHowPage;
class BackupSummaryPage;
class BackupWhatPage;
class BackupWherePage;
} // namespace Ui

namespace howdah::gui {

/// Asks what to back up, how and where, and shows the command line and everything worth knowing
/// before it runs. Accepting it starts nothing: the caller takes options().
class BackupWizard final : public QWizard
{
    Q_OBJECT

public:
    BackupWizard(const BackupActions &actions, const QString &database, const QString &folder,
                 const Theme &theme, QWidget *parent = nullptr);
    ~BackupWizard() override;

    [[nodiscard]] backup::CreateOptions options() const;

private:
    class SummaryPage;

    void addPages();
    void fillSchemas(const Result<backup::Preflight> &answer);
    void askForSummary();
    void showSummary(const Result<backup::Preflight> &answer);
    void chooseFolder();

    std::unique_ptr<Ui::BackupWhatPage> m_what;
    std::unique_ptr<Ui::BackupHowPage> m_how;
    std::unique_ptr<Ui::BackupWherePage> m_where;
    std::unique_ptr<Ui::BackupSummaryPage> m_summary;
    SummaryPage *m_summaryPage = nullptr;
    BackupActions m_actions;
    QString m_database;
    const Theme &m_theme;
    quint64 m_request = 0;
};

} // namespace howdah::gui

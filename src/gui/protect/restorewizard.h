#pragma once

#include "gui/protect/backupactions.h"
#include "gui/shell/theme.h"

#include <QWizard>

namespace Ui {
class RestoreInsidePage;
class RestoreSourcePage;
class RestoreSummaryPage;
class RestoreTargetPage;
} // namespace Ui

namespace howdah::gui {

class CodeView;

/// Asks what to restore (a backup or any dump), shows what is inside, asks for the new database,
/// and shows the statement and the command line before they run. Accepting it starts nothing: the
/// caller takes options().
class RestoreWizard final : public QWizard
{
    Q_OBJECT

public:
    /// @p path may be empty; @p database gives the new one its suggested name.
    RestoreWizard(const BackupActions &actions, const QString &path, const QString &database,
                  const Theme &theme, QWidget *parent = nullptr);
    ~RestoreWizard() override;

    [[nodiscard]] backup::RestoreOptions options() const;

private:
    class AskingPage;

    void addPages();
    void lookInside();
    void showInside(const Result<backup::ArchiveContents> &answer);
    void askForPreview();
    void showPreview(const Result<backup::RestorePreview> &answer);
    void chooseFile();
    void chooseFolder();

    std::unique_ptr<Ui::RestoreSourcePage> m_source;
    std::unique_ptr<Ui::RestoreInsidePage> m_inside;
    std::unique_ptr<Ui::RestoreTargetPage> m_target;
    std::unique_ptr<Ui::RestoreSummaryPage> m_summary;
    AskingPage *m_insidePage = nullptr;
    AskingPage *m_summaryPage = nullptr;
    CodeView *m_sql = nullptr;
    BackupActions m_actions;
    const Theme &m_theme;
    quint64 m_request = 0;
};

} // namespace howdah::gui

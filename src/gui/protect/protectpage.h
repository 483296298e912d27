#pragma once

#include "gui/protect/backupactions.h"
#include "gui/shell/page.h"
#include "gui/shell/theme.h"

class QSortFilterProxyModel;
class QTableView;

namespace Ui {
class ProtectPage;
}

namespace howdah::gui {

class BackupModel;
class FiguresModel;
class StatePane;

/// The Backups place: what there is in a folder, how good it is, and the four verbs Back up,
/// Verify, Prove, Restore.
class ProtectPage final : public Page
{
    Q_OBJECT

public:
    /// @p database is the one that is connected; its backups are shown unless all are asked for.
    ProtectPage(const Address &address, BackupActions actions, const QString &database,
                const QString &folder, const Theme &theme, QWidget *parent = nullptr);
    ~ProtectPage() override;

    void refresh() override;
    void find() override;
    [[nodiscard]] QString helpText() const override;
    [[nodiscard]] bool isBusy() const override { return m_waiting; }

private:
    void buildTables();
    void connectAll();
    void show(const Result<QList<backup::Backup>> &answer);
    void showChosen();
    void showEmpty();
    [[nodiscard]] const backup::Backup *chosen() const;
    [[nodiscard]] QStringList factsOf(const backup::Backup &backup) const;
    void setFolder(const QString &folder);
    void chooseFolder();
    void backUp();
    void restore();
    void removeChosen();
    /// Refreshes when @p job has ended.
    void follow(jobs::Job *job);

    std::unique_ptr<Ui::ProtectPage> m_ui;
    BackupActions m_actions;
    QString m_database;
    QString m_folder;
    const Theme &m_theme;
    BackupModel *m_model;
    QSortFilterProxyModel *m_sorted;
    FiguresModel *m_figures;
    QTableView *m_table = nullptr;
    StatePane *m_state = nullptr;
    quint64 m_request = 0;
    bool m_waiting = false;
};

} // namespace howdah::gui

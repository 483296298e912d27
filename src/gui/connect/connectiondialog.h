#pragma once

#include "gui/connect/connectactions.h"
#include "gui/shell/theme.h"

#include <QDialog>

#include <memory>

namespace Ui {
class ConnectionDialog;
}

namespace howdah::gui {

class FactsView;

/// Adds or edits one connection. Whatever a test answers, nothing typed is lost. Show it with
/// open().
class ConnectionDialog final : public QDialog
{
    Q_OBJECT

public:
    /// A profile without an id is a new one.
    ConnectionDialog(const connections::Profile &profile, const Secret &password,
                     const QStringList &groups, ConnectActions actions, const Theme &theme,
                     QWidget *parent = nullptr);
    ~ConnectionDialog() override;

    /// What the fields say now.
    [[nodiscard]] connections::Profile profile() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    void saved(const QString &id);

private:
    void fillLists(const QStringList &groups);
    void connectWidgets();
    void addButtons();
    void display(const connections::Profile &profile);
    void watchPaste(const QString &text);
    void takePasted();
    void showSource();
    [[nodiscard]] Secret password() const;

    void startTest();
    void stopTest();
    void showReport(const Result<connections::ServerReport> &report);
    void save();
    void keepPassword(const connections::Profile &saved);
    void showProblem(const Error &error);
    void chooseFile(const QString &title, QLineEdit *edit);

    std::unique_ptr<Ui::ConnectionDialog> m_ui;
    ConnectActions m_actions;
    const Theme &m_theme;
    connections::Profile m_start;
    FactsView *m_result = nullptr;
    QPushButton *m_saveButton = nullptr;
    qsizetype m_pasteLength = 0;
    QString m_taken; ///< what filled the fields last: leaving its line must not undo later edits
    std::shared_ptr<void> m_testSession;
    int m_testNumber = 0; ///< answers of stopped tests are dropped
};

} // namespace howdah::gui

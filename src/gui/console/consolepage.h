#pragma once

#include "gui/common/gridservice.h"
#include "gui/console/services.h"
#include "gui/console/sqleditor.h"
#include "gui/shell/page.h"
#include "gui/shell/theme.h"

#include <QTimer>

#include <optional>

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QSplitter;

namespace howdah::gui {

class FindBar;
class HistoryPanel;
class NoticeBar;
class ParameterBar;
class QuestionBar;
class ResultPane;

/// A console tab: SQL above, what it brings below, and always in sight whether a transaction is
/// open. The connection belongs to this tab alone.
class ConsolePage final : public Page
{
    Q_OBJECT

public:
    ConsolePage(const Address &address, ConsoleServices services, const Theme &theme,
                QWidget *parent = nullptr);
    ~ConsolePage() override;

    /// Puts text where the cursor is; for "open in console" of other pages.
    void insertText(const QString &text);

    void find() override;
    [[nodiscard]] QString helpText() const override;
    [[nodiscard]] QJsonObject saveState() const override;
    [[nodiscard]] QJsonObject stateToReopen() const override;
    void restoreState(const QJsonObject &state) override;
    [[nodiscard]] bool isBusy() const override;
    [[nodiscard]] QString unsavedWork() const override;

private:
    /// How far a run has been allowed so far.
    struct Request
    {
        QList<data::ConsoleStatement> statements;
        enum class Explain { No, Plan, Analyze } explain = Explain::No;
    };

    [[nodiscard]] GridService gridService();
    void buildActions();
    void buildEditActions();
    QAction *addCommand(const QString &icon, const QString &text, const QKeySequence &shortcut,
                        std::function<void()> slot);
    QWidget *buildToolBar();
    void start(SqlEditor::Scope scope, Request::Explain explain);
    void askForParameters();
    void askIfMeant();
    void execute();
    void runControl(const QString &command);
    void stop();
    void runFinished();
    void showState();
    void showTransaction();
    void showSearchPath();
    void showLimits();
    void saveQuery();
    void keepText();
    void askForLine();
    void openFile();
    void saveFile();
    [[nodiscard]] data::Console::Mode mode() const;
    [[nodiscard]] QString reasonToAsk() const;

    ConsoleServices m_services;
    const Theme &m_theme;
    SqlEditor *m_editor;
    FindBar *m_findBar;
    NoticeBar *m_notices;
    QuestionBar *m_question;
    ParameterBar *m_parameters;
    QLineEdit *m_saveName;
    ResultPane *m_results;
    HistoryPanel *m_historyPanel;
    QSplitter *m_split;
    QComboBox *m_mode = nullptr;
    QLabel *m_transaction = nullptr;
    QLabel *m_status = nullptr;
    QWidget *m_readerButton = nullptr;
    QAction *m_run = nullptr;
    QAction *m_runAll = nullptr;
    QAction *m_stop = nullptr;
    QAction *m_explain = nullptr;
    QAction *m_explainAnalyze = nullptr;
    QAction *m_commit = nullptr;
    QAction *m_rollback = nullptr;
    QAction *m_readerRole = nullptr;
    QAction *m_import = nullptr;
    QAction *m_save = nullptr;
    QAction *m_history = nullptr;
    QAction *m_another = nullptr;
    QMenu *m_editMenu = nullptr;
    QTimer m_clock;
    QTimer m_keepTimer;
    std::optional<QStringList> m_searchPath;
    Request m_request;
    QMap<QString, QString> m_values;
    bool m_stopping = false;
    bool m_catalogStale = false; ///< something was created or dropped that others may not see yet
    bool m_isLong = false;
};

} // namespace howdah::gui

#pragma once

#include "activity/overview.h"
#include "gui/shell/page.h"
#include "gui/shell/theme.h"

#include <QFuture>
#include <QTimer>

#include <functional>
#include <memory>

namespace Ui {
class HealthPage;
}

namespace howdah::gui {

class CodeView;
class FigureTile;
class LockTreeModel;
class SessionFilter;
class SessionModel;
class StatePane;

/// The front page of Health: the server in a row of figures, who is connected, who blocks whom, and
/// a way to stop them. Looks every two seconds while it can be seen.
class HealthPage final : public Page
{
    Q_OBJECT

public:
    /// What the page asks for; usually an activity::Service.
    struct Actions
    {
        std::function<QFuture<Result<activity::Overview>>()> overview;
        std::function<QFuture<Result<void>>(activity::Stop what, int pid,
                                            const QDateTime &startedAt)>
            stop;
    };

    HealthPage(const Address &address, Actions actions, const Theme &theme,
               QWidget *parent = nullptr);
    ~HealthPage() override;

    void refresh() override;
    void find() override;
    [[nodiscard]] QString helpText() const override;
    [[nodiscard]] bool isBusy() const override { return m_asking && !m_known; }
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void connectWidgets();
    void ask();
    void display(const Result<activity::Overview> &overview);
    void displayFigures(const activity::Overview &overview);
    void displayDetail();
    void showWarning(const QString &heading, const Error &error);
    void updateTimer();
    void select(int pid);
    void confirmStop(activity::Stop what);
    [[nodiscard]] int selectedPid() const;

    const Theme &m_theme;
    std::unique_ptr<Ui::HealthPage> m_ui;
    Actions m_actions;
    SessionModel *m_sessions;
    SessionFilter *m_filter;
    LockTreeModel *m_locks;
    StatePane *m_state;
    CodeView *m_statement;
    FigureTile *m_connections;
    FigureTile *m_transaction;
    FigureTile *m_blocked;
    FigureTile *m_cache;
    FigureTile *m_replication;
    FigureTile *m_wraparound;
    QTimer m_timer;
    QString m_warning;
    bool m_asking = false; ///< an answer is on its way
    bool m_known = false;  ///< at least one answer has come
    bool m_old = false;    ///< the last question failed
};

} // namespace howdah::gui

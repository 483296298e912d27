#pragma once

#include "gui/shell/page.h"
#include "gui/shell/theme.h"
#include "metrics/dashboard.h"

#include <QFuture>

#include <functional>
#include <memory>
#include <optional>

class QComboBox;

namespace Ui {
class AnalysePage;
}

namespace howdah::gui {

class ChartPanel;
class FigureTile;
class ModelTableModel;
class StatePane;

/// The front page of Analytics: five figures with their past, cost per day by model, p95 latency
/// per model, and a table of models, all from one snapshot of one source and governed by one filter
/// bar.
class AnalysePage final : public Page
{
    Q_OBJECT

public:
    /// What the page asks for; usually a metrics::Service.
    struct Actions
    {
        std::function<QFuture<Result<QList<metrics::Source>>>()> sources;
        std::function<QFuture<Result<metrics::Dashboard>>(const metrics::DashboardRequest &request)>
            dashboard;
        std::function<void()> cancel;
    };

    AnalysePage(const Address &address, Actions actions, const Theme &theme,
                QWidget *parent = nullptr);
    ~AnalysePage() override;

    void refresh() override;
    void find() override;
    [[nodiscard]] QString helpText() const override;
    [[nodiscard]] bool isBusy() const override { return m_busy; }
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    enum class Range { Last7, Last30, Last90, ThisMonth, LastMonth, Own };

    void connectWidgets();
    void fillRanges();
    void fillZones();
    void loadSources();
    void showSources(const Result<QList<metrics::Source>> &sources);
    void load();
    void display(const metrics::Dashboard &dashboard);
    void displayFigures(const metrics::Dashboard &dashboard);
    void displayCharts(const metrics::Dashboard &dashboard);
    void fillChoice(QComboBox *box, const QString &all, const QStringList &values);
    void chooseModel(const QString &name);
    [[nodiscard]] metrics::Period period() const;
    [[nodiscard]] metrics::DashboardRequest request() const;
    [[nodiscard]] QString emptyText(const metrics::Dashboard &dashboard) const;

    const Theme &m_theme;
    std::unique_ptr<Ui::AnalysePage> m_ui;
    Actions m_actions;
    StatePane *m_state;
    ModelTableModel *m_models;
    FigureTile *m_cost;
    FigureTile *m_requests;
    FigureTile *m_tokens;
    FigureTile *m_errors;
    FigureTile *m_latency;
    ChartPanel *m_costPanel;
    ChartPanel *m_latencyPanel;
    QList<metrics::Source> m_sources;
    QJsonObject m_wanted; ///< a restored state that waits for the sources
    std::optional<metrics::Period> m_extent;
    quint64 m_question = 0; ///< the newest; answers to older ones are dropped
    bool m_busy = false;
    bool m_loaded = false; ///< the sources were asked for
    bool m_filling = false;
};

} // namespace howdah::gui

#include "gui/analyse/analysepage.h"

#include "base/format.h"
#include "base/whendone.h"
#include "gui/analyse/modeltablemodel.h"
#include "gui/analyse/panels.h"
#include "gui/charts/chartpanel.h"
#include "gui/charts/figuretile.h"
#include "gui/common/statepane.h"

#include "ui_analysepage.h"

#include <QCompleter>
#include <QLineEdit>
#include <QLocale>
#include <QScopedValueRollback>
#include <QSortFilterProxyModel>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace howdah::gui {

using metrics::Measure;

namespace {

constexpr int chartHeight = 300;

/// The value behind the choice in a filter box; nothing for "all".
std::optional<QString> chosen(const QComboBox *box)
{
    if (box->currentIndex() <= 0)
        return std::nullopt;
    return box->currentData().isNull() ? QString() : box->currentData().toString();
}

QString duration(const QString &milliseconds)
{
    if (milliseconds.isNull())
        return u"–"_s;
    return format::duration(std::chrono::microseconds(qint64(milliseconds.toDouble() * 1000)));
}

QString percent(const QString &ratio)
{
    return ratio.isNull() ? u"–"_s : QLocale().toString(100 * ratio.toDouble(), 'f', 2) + u" %"_s;
}

/// "1.23 million": a figure one takes in at a glance; the exact number is in its tool tip.
QString large(const QString &count)
{
    if (count.isNull())
        return u"–"_s;
    const double value = count.toDouble();
    const QLocale locale;
    if (value >= 1e9)
        return AnalysePage::tr("%1 bn", "thousand million")
            .arg(locale.toString(value / 1e9, 'f', 2));
    if (value >= 1e6)
        return AnalysePage::tr("%1 M", "million").arg(locale.toString(value / 1e6, 'f', 2));
    return format::count(qint64(value));
}

} // namespace

AnalysePage::AnalysePage(const Address &address, Actions actions, const Theme &theme,
                         QWidget *parent)
    : Page(address, parent)
    , m_theme(theme)
    , m_ui(std::make_unique<Ui::AnalysePage>())
    , m_actions(std::move(actions))
    , m_models(new ModelTableModel(this))
{
    setTitle(tr("Analytics"));
    setIconName(u"analytics"_s);
    m_ui->setupUi(this);
    m_state = new StatePane(theme, m_ui->content, this);
    m_ui->pageLayout->addWidget(m_state, 1);

    const auto tile = [&](const QString &caption) {
        auto *figure = new FigureTile(theme, caption, this);
        m_ui->figureLayout->addWidget(figure, 1);
        return figure;
    };
    m_cost = tile(tr("Cost"));
    m_requests = tile(tr("Requests"));
    m_tokens = tile(tr("Tokens"));
    m_errors = tile(tr("Error rate"));
    m_latency = tile(tr("p95 latency"));
    m_costPanel = new ChartPanel(theme, tr("Cost per day"), this);
    m_latencyPanel = new ChartPanel(theme, tr("p95 latency per model"), this);
    for (ChartPanel *panel : {m_costPanel, m_latencyPanel}) {
        panel->setMinimumHeight(chartHeight);
        m_ui->chartLayout->addWidget(panel, 1);
        connect(panel, &ChartPanel::seriesActivated, this, &AnalysePage::chooseModel);
        connect(panel, &ChartPanel::saveFailed, this,
                [this](const Error &error) { m_state->showError(error); });
    }
    auto *sorted = new QSortFilterProxyModel(this);
    sorted->setSourceModel(m_models);
    sorted->setSortRole(ModelTableModel::SortRole);
    m_ui->modelView->setModel(sorted);
    m_ui->modelView->sortByColumn(ModelTableModel::CostColumn, Qt::DescendingOrder);
    m_ui->modelView->verticalHeader()->setDefaultSectionSize(24);
    m_ui->modelView->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_ui->modelView->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_ui->refreshButton->setIcon(theme.icon(u"refresh"_s));

    fillRanges();
    fillZones();
    fillChoice(m_ui->providerComboBox, tr("All providers"), {});
    fillChoice(m_ui->modelComboBox, tr("All models"), {});
    connectWidgets();
}

AnalysePage::~AnalysePage() = default;

void AnalysePage::fillRanges()
{
    const auto add = [this](Range range, const QString &text) {
        m_ui->periodComboBox->addItem(text, QVariant::fromValue(int(range)));
    };
    add(Range::Last7, tr("Last 7 days"));
    add(Range::Last30, tr("Last 30 days"));
    add(Range::Last90, tr("Last 90 days"));
    add(Range::ThisMonth, tr("This month"));
    add(Range::LastMonth, tr("Last month"));
    add(Range::Own, tr("From … to …"));
    m_ui->periodComboBox->setCurrentIndex(int(Range::Last30));
    m_ui->firstDateEdit->hide();
    m_ui->lastDateEdit->hide();
}

void AnalysePage::fillZones()
{
    QStringList zones;
    const auto ids = QTimeZone::availableTimeZoneIds();
    for (const QByteArray &id : ids)
        zones += QString::fromLatin1(id);
    if (!zones.contains(u"UTC"_s))
        zones.prepend(u"UTC"_s);
    m_ui->zoneComboBox->addItems(zones);
    m_ui->zoneComboBox->completer()->setFilterMode(Qt::MatchContains);
    m_ui->zoneComboBox->completer()->setCompletionMode(QCompleter::PopupCompletion);
    const QString here = QString::fromLatin1(QTimeZone::systemTimeZoneId());
    m_ui->zoneComboBox->setCurrentText(zones.contains(here) ? here : u"UTC"_s);
}

void AnalysePage::connectWidgets()
{
    const auto changed = [this] {
        if (m_filling)
            return;
        emit stateChanged();
        load();
    };
    for (QComboBox *box : {m_ui->sourceComboBox, m_ui->providerComboBox, m_ui->modelComboBox})
        connect(box, &QComboBox::currentIndexChanged, this, changed);
    connect(m_ui->periodComboBox, &QComboBox::currentIndexChanged, this, [this, changed] {
        const bool own = m_ui->periodComboBox->currentIndex() == int(Range::Own);
        m_ui->firstDateEdit->setVisible(own);
        m_ui->lastDateEdit->setVisible(own);
        changed();
    });
    connect(m_ui->firstDateEdit, &QDateEdit::editingFinished, this, changed);
    connect(m_ui->lastDateEdit, &QDateEdit::editingFinished, this, changed);
    connect(m_ui->zoneComboBox, &QComboBox::activated, this, changed);
    connect(m_ui->zoneComboBox->lineEdit(), &QLineEdit::returnPressed, this, changed);
    connect(m_ui->refreshButton, &QToolButton::clicked, this, &AnalysePage::refresh);
    connect(m_state, &StatePane::actionTriggered, this, &AnalysePage::refresh);
    connect(m_state, &StatePane::cancelRequested, this, [this] { m_actions.cancel(); });
    connect(m_ui->modelView, &QTableView::doubleClicked, this, [this](const QModelIndex &index) {
        chooseModel(index.siblingAtColumn(ModelTableModel::NameColumn).data().toString());
    });
    connect(&m_theme, &Theme::changed, this,
            [this] { m_ui->refreshButton->setIcon(m_theme.icon(u"refresh"_s)); });
}

QString AnalysePage::helpText() const
{
    return tr("What the applications' LLM calls cost, how many there were and how fast they were, "
              "read straight from "
              "the table that the applications write to. Days are those of the time zone chosen "
              "above. All panels "
              "come from one snapshot, so the parts add up to the totals.\n\nCosts are added up "
              "exactly on the "
              "server; p95 is the latency that 95 % of the requests did not exceed, also exact. "
              "Click a series or "
              "double-click a model to see it alone; every chart has its numbers as a table and "
              "its SQL.");
}

QJsonObject AnalysePage::saveState() const
{
    QJsonObject state{{u"range"_s, m_ui->periodComboBox->currentIndex()},
                      {u"zone"_s, m_ui->zoneComboBox->currentText()},
                      {u"first"_s, m_ui->firstDateEdit->date().toString(Qt::ISODate)},
                      {u"last"_s, m_ui->lastDateEdit->date().toString(Qt::ISODate)}};
    if (const int source = m_ui->sourceComboBox->currentIndex(); source >= 0)
        state.insert(u"source"_s,
                     QString(m_sources.at(source).schema + u'.' + m_sources.at(source).id));
    return state;
}

void AnalysePage::restoreState(const QJsonObject &state)
{
    const QScopedValueRollback filling(m_filling, true);
    m_wanted = state;
    m_ui->periodComboBox->setCurrentIndex(state.value("range"_L1).toInt(int(Range::Last30)));
    if (const QString zone = state.value("zone"_L1).toString(); !zone.isEmpty())
        m_ui->zoneComboBox->setCurrentText(zone);
    m_ui->firstDateEdit->setDate(
        QDate::fromString(state.value("first"_L1).toString(), Qt::ISODate));
    m_ui->lastDateEdit->setDate(QDate::fromString(state.value("last"_L1).toString(), Qt::ISODate));
}

void AnalysePage::find()
{
    m_ui->modelComboBox->setFocus();
}

void AnalysePage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    if (!m_loaded)
        loadSources();
}

void AnalysePage::refresh()
{
    if (m_sources.isEmpty())
        loadSources();
    else
        load();
}

void AnalysePage::loadSources()
{
    if (m_busy)
        return;
    m_loaded = true;
    m_busy = true;
    m_state->showBusy(tr("Looking for tables of LLM calls"));
    whenDone(m_actions.sources(), this, [this](const Result<QList<metrics::Source>> &sources) {
        m_busy = false;
        showSources(sources);
    });
}

void AnalysePage::showSources(const Result<QList<metrics::Source>> &sources)
{
    m_ui->bar->setEnabled(sources && !sources->isEmpty());
    if (!sources) {
        m_state->showError(sources.error());
        return;
    }
    m_sources = *sources;
    if (m_sources.isEmpty()) {
        m_state->showEmpty(u"analytics"_s, tr("No table of LLM calls in this database"),
                           tr("This page charts cost, tokens and latency from a table that has one "
                              "row for each call to a model, for "
                              "example llm_metrics, or LiteLLM's SpendLogs. None that you may read "
                              "was found here. Connect to the "
                              "database that your application writes its metrics to."),
                           tr("Look again"));
        return;
    }
    {
        const QScopedValueRollback filling(m_filling, true);
        m_ui->sourceComboBox->clear();
        const QString wanted = m_wanted.value("source"_L1).toString();
        for (const metrics::Source &source : std::as_const(m_sources)) {
            m_ui->sourceComboBox->addItem(
                source.schema == "public"_L1
                    ? source.title
                    : tr("%1 in schema %2").arg(source.title, source.schema));
            if (source.schema + u'.' + source.id == wanted)
                m_ui->sourceComboBox->setCurrentIndex(m_ui->sourceComboBox->count() - 1);
        }
    }
    load();
}

metrics::Period AnalysePage::period() const
{
    const QTimeZone zone(m_ui->zoneComboBox->currentText().toLatin1());
    QDate today =
        QDateTime::currentDateTimeUtc().toTimeZone(zone.isValid() ? zone : QTimeZone::utc()).date();
    // What ended before today is shown up to its end, not as an empty page.
    if (m_extent)
        today = qMin(today, m_extent->last);
    switch (Range(m_ui->periodComboBox->currentIndex())) {
    case Range::Last7:
        return {today.addDays(-6), today};
    case Range::Last30:
        return {today.addDays(-29), today};
    case Range::Last90:
        return {today.addDays(-89), today};
    case Range::ThisMonth:
        return {QDate(today.year(), today.month(), 1), today};
    case Range::LastMonth: {
        const QDate last = QDate(today.year(), today.month(), 1).addDays(-1);
        return {QDate(last.year(), last.month(), 1), last};
    }
    case Range::Own:
        break;
    }
    const QDate first = m_ui->firstDateEdit->date();
    const QDate last = m_ui->lastDateEdit->date();
    return {qMin(first, last), qMax(first, last)};
}

metrics::DashboardRequest AnalysePage::request() const
{
    metrics::DashboardRequest request;
    request.source = m_sources.at(qMax(0, m_ui->sourceComboBox->currentIndex()));
    request.zone = m_ui->zoneComboBox->currentText();
    // How far the source goes is not known before the first answer; that one is then the last 30
    // days with rows.
    if (m_extent || m_ui->periodComboBox->currentIndex() != int(Range::Last30))
        request.period = period();
    const auto filter = [&request](metrics::Role role, const QComboBox *box) {
        if (const auto value = chosen(box); value && request.source.has(role))
            request.filters.insert(role, {*value});
    };
    filter(metrics::Role::Provider, m_ui->providerComboBox);
    filter(metrics::Role::Model, m_ui->modelComboBox);
    return request;
}

void AnalysePage::load()
{
    if (m_sources.isEmpty())
        return;
    m_busy = true;
    m_state->showBusy(tr("Asking the database"));
    whenDone(m_actions.dashboard(request()), this,
             [this, question = ++m_question](const Result<metrics::Dashboard> &dashboard) {
                 if (question != m_question)
                     return; // the filters changed meanwhile
                 m_busy = false;
                 if (dashboard)
                     display(*dashboard);
                 else
                     m_state->showError(dashboard.error());
             });
}

void AnalysePage::fillChoice(QComboBox *box, const QString &all, const QStringList &values)
{
    const QScopedValueRollback filling(m_filling, true);
    const auto before = chosen(box);
    box->clear();
    box->addItem(all);
    for (const QString &value : values)
        box->addItem(Panels::nameOf(value), value.isNull() ? QVariant() : QVariant(value));
    if (!before)
        return;
    for (int i = 1; i < box->count(); ++i) {
        box->setCurrentIndex(i);
        if (chosen(box) == before)
            return;
    }
    // What is filtered for has no rows in this period; the filter stays until somebody lifts it.
    box->addItem(Panels::nameOf(*before), before->isNull() ? QVariant() : QVariant(*before));
    box->setCurrentIndex(box->count() - 1);
}

void AnalysePage::chooseModel(const QString &name)
{
    const int index = m_ui->modelComboBox->findText(name);
    // A second click on the only model shows all again.
    if (index > 0)
        m_ui->modelComboBox->setCurrentIndex(m_ui->modelComboBox->currentIndex() == index ? 0
                                                                                          : index);
}

void AnalysePage::display(const metrics::Dashboard &dashboard)
{
    m_extent = dashboard.extent;
    {
        const QScopedValueRollback filling(m_filling, true);
        m_ui->firstDateEdit->setDate(dashboard.period.first);
        m_ui->lastDateEdit->setDate(dashboard.period.last);
    }
    fillChoice(m_ui->providerComboBox, tr("All providers"), dashboard.providerNames);
    fillChoice(m_ui->modelComboBox, tr("All models"), dashboard.modelNames);
    const QLocale locale;
    m_ui->asOfLabel->setText(tr("%1 – %2, as of %3", "first day, last day, time of the snapshot")
                                 .arg(locale.toString(dashboard.period.first, QLocale::ShortFormat),
                                      locale.toString(dashboard.period.last, QLocale::ShortFormat),
                                      locale.toString(dashboard.snapshotAt.toTimeZone(
                                                          QTimeZone(dashboard.zone.toLatin1())),
                                                      u"HH:mm:ss t"_s)));
    displayFigures(dashboard);
    displayCharts(dashboard);
    m_models->setDashboard(dashboard);
    m_state->showContent();
}

void AnalysePage::displayFigures(const metrics::Dashboard &dashboard)
{
    const Panels panels(dashboard);
    const QString currency = dashboard.source.currency;
    const auto show = [&panels](FigureTile *tile, Measure measure, const auto &inWords) {
        const QString now = panels.total(measure);
        const QString before = panels.totalBefore(measure);
        tile->setValue(inWords(now), Panels::change(now, before, inWords(before)),
                       FigureTile::Mark::None, now);
        tile->setHistory(panels.history(measure));
    };
    show(m_cost, Measure::Cost, [&currency](const QString &value) -> QString {
        return value.isNull() ? u"–"_s : format::money(value, currency);
    });
    show(m_requests, Measure::Requests, large);
    show(m_tokens, Measure::Tokens, large);
    show(m_errors, Measure::ErrorRate, percent);
    show(m_latency, Measure::P95, duration);
}

QString AnalysePage::emptyText(const metrics::Dashboard &dashboard) const
{
    if (!dashboard.extent)
        return tr("The table %1 is empty: no call has been recorded yet.")
            .arg(dashboard.source.table);
    const QLocale locale;
    return tr("No rows for this choice. The table has rows from %1 to %2.")
        .arg(locale.toString(dashboard.extent->first, QLocale::ShortFormat),
             locale.toString(dashboard.extent->last, QLocale::ShortFormat));
}

void AnalysePage::displayCharts(const metrics::Dashboard &dashboard)
{
    const Panels panels(dashboard);
    const QString nothing = emptyText(dashboard);
    const bool hasCost =
        dashboard.source.has(metrics::Role::Cost) && dashboard.source.has(metrics::Role::Model);
    const bool hasLatency = dashboard.source.has(metrics::Role::LatencyMs) &&
                            dashboard.source.has(metrics::Role::Model);
    m_costPanel->setData(panels.cost(),
                         tr("stacked by model, exact, days of %1").arg(dashboard.zone),
                         dashboard.costByModel.sql,
                         hasCost ? nothing : tr("This source says nothing about cost by model."));
    const int left = panels.modelsWithoutLine();
    const int drawn = int(dashboard.models.rows.size()) - left;
    m_latencyPanel->setData(panels.latency(),
                            left > 0 ? tr("per day, exact, the %1 most expensive models").arg(drawn)
                                     : tr("per day, exact"),
                            dashboard.latencyByModel.sql,
                            hasLatency ? nothing
                                       : tr("This source says nothing about latency by model."));
}

} // namespace howdah::gui

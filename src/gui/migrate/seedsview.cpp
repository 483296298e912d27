#include "gui/migrate/seedsview.h"

#include "base/format.h"
#include "gui/common/codeedit.h"
#include "gui/common/statepane.h"
#include "gui/migrate/seedmodel.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::gui {

SeedsView::SeedsView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_model(new SeedModel(this))
    , m_environment(new QComboBox)
    , m_load(new QPushButton(tr("&Load seeds…")))
    , m_summary(new QLabel)
    , m_report(new QLabel)
    , m_table(new QTableView)
    , m_code(new CodeView(theme))
    , m_state(nullptr)
{
    m_environment->setObjectName(u"seedEnvironment"_s);
    m_environment->addItem(tr("Development"), u"development"_s);
    m_environment->addItem(tr("Test"), u"test"_s);
    m_environment->addItem(tr("Production"), u"production"_s);
    m_load->setObjectName(u"loadSeedsButton"_s);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_summary->setProperty("look", u"secondary"_s);
    m_report->setTextFormat(Qt::PlainText);
    m_report->setWordWrap(true);
    m_report->setContentsMargins(12, 0, 12, 8);
    m_report->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_report->hide();
    auto *label = new QLabel(tr("&Environment"));
    label->setBuddy(m_environment);

    m_table->setObjectName(u"seedTable"_s);
    m_table->setAccessibleName(tr("Seed files"));
    m_table->setModel(m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setColumnWidth(SeedModel::FileColumn, 240);
    m_table->setColumnWidth(SeedModel::EnvironmentsColumn, 160);
    m_table->setColumnWidth(SeedModel::LoadsColumn, 160);
    m_table->horizontalHeader()->setSectionResizeMode(SeedModel::DescriptionColumn,
                                                      QHeaderView::Stretch);
    m_code->setObjectName(u"seedSql"_s);
    m_code->setAccessibleName(tr("SQL of the seed file"));
    m_code->setFrameShape(QFrame::NoFrame);
    auto *split = new QSplitter(Qt::Vertical);
    split->setChildrenCollapsible(false);
    split->addWidget(m_table);
    split->addWidget(m_code);
    split->setStretchFactor(1, 1);
    split->setSizes({220, 380});

    auto *content = new QWidget;
    auto *contentLayout = new QVBoxLayout(content);
    contentLayout->setContentsMargins(0, 0, 0, 0);
    contentLayout->setSpacing(0);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(12, 8, 12, 8);
    top->setSpacing(8);
    top->addWidget(label);
    top->addWidget(m_environment);
    top->addWidget(m_summary, 1);
    top->addWidget(m_load);
    contentLayout->addLayout(top);
    contentLayout->addWidget(m_report);
    contentLayout->addWidget(split, 1);
    m_state = new StatePane(theme, content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_state);

    connect(m_environment, &QComboBox::currentIndexChanged, this, &SeedsView::followEnvironment);
    connect(m_load, &QPushButton::clicked, this, &SeedsView::loadRequested);
    connect(m_state, &StatePane::actionTriggered, this, &SeedsView::refreshRequested);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &SeedsView::showSeed);
}

QString SeedsView::environment() const
{
    return m_environment->currentData().toString();
}

void SeedsView::setEnvironment(const QString &environment)
{
    m_environment->setCurrentIndex(std::max(0, m_environment->findData(environment)));
}

void SeedsView::showBusy()
{
    m_state->showBusy(tr("Reading the seed files…"));
}

void SeedsView::showSeeds(const Result<planner::SeedFolder> &answer)
{
    if (!answer) {
        m_state->showError(answer.error());
        return;
    }
    m_folder = *answer;
    m_model->setSeeds(m_folder, environment());
    if (m_folder.seeds.isEmpty()) {
        m_state->showEmpty(u"file"_s, tr("No seeds here"),
                           tr("SQL files in a folder \"seeds\" beside the migrations are loaded "
                              "from here: in the order "
                              "of their names, each in one transaction, as often as you like."));
        return;
    }
    m_state->showContent();
    m_table->selectRow(0);
    followEnvironment();
}

void SeedsView::followEnvironment()
{
    m_model->setEnvironment(environment());
    const auto count = std::ranges::count_if(m_folder.seeds, [this](const planner::Seed &seed) {
        return seed.belongsTo(environment());
    });
    m_summary->setText(
        environment() == "production"_L1
            ? tr("Seeds are never loaded in production.")
            : tr("%n file(s) will be loaded, each in one transaction.", nullptr, int(count)));
    m_load->setEnabled(!m_loading && count > 0);
}

void SeedsView::setLoading(bool loading)
{
    m_loading = loading;
    followEnvironment();
}

void SeedsView::showReport(const planner::SeedReport &report)
{
    QStringList parts;
    for (const auto &table : report.tables) {
        parts += tr("%1: %2 rows (%3 new)")
                     .arg(table.table, format::count(table.after),
                          format::count(table.after - table.before));
    }
    m_report->setText(parts.join(u" · "_s));
    m_report->setVisible(!parts.isEmpty());
}

void SeedsView::showSeed()
{
    const int row = m_table->currentIndex().row();
    QString text;
    if (row >= 0 && row < m_folder.seeds.size() &&
        !m_folder.seeds.at(row).change.statements.isEmpty())
        text = m_folder.seeds.at(row).change.statements.constFirst().script->text;
    m_code->setSql(text);
}

} // namespace howdah::gui

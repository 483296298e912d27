#include "gui/browse/searchpage.h"

#include "gui/browse/factmodel.h"
#include "gui/browse/kindtext.h"
#include "gui/browse/objectaddress.h"
#include "gui/browse/objecttreemodel.h"
#include "gui/common/statepane.h"
#include "ui_searchpage.h"

#include <QHeaderView>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

constexpr int hitsShown = 200;

QString scopeText(catalog::SearchScope scope)
{
    switch (scope) {
    case catalog::SearchScope::Names:
        return SearchPage::tr("name");
    case catalog::SearchScope::Columns:
        return SearchPage::tr("column");
    case catalog::SearchScope::Comments:
        return SearchPage::tr("comment");
    case catalog::SearchScope::Sources:
        return SearchPage::tr("source text");
    }
    return {};
}

} // namespace

SearchPage::SearchPage(const Address &address, std::shared_ptr<CatalogState> state,
                       const Theme &theme, QWidget *parent)
    : Page(address, parent)
    , m_state(std::move(state))
    , m_theme(theme)
    , m_ui(std::make_unique<Ui::SearchPage>())
    , m_hits(new FactModel(this))
{
    auto *content = new QWidget(this);
    m_ui->setupUi(content);
    m_ui->hitsView->setModel(m_hits);
    m_ui->hitsView->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_ui->hitsView->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_pane = new StatePane(theme, content, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pane);
    setTitle(tr("Search"));
    setIconName(u"search"_s);

    connect(m_ui->queryEdit, &QLineEdit::textChanged, this, [this] {
        search();
        emit stateChanged();
    });
    for (QCheckBox *box : {m_ui->namesCheckBox, m_ui->columnsCheckBox, m_ui->commentsCheckBox,
                           m_ui->sourcesCheckBox, m_ui->systemCheckBox}) {
        connect(box, &QCheckBox::toggled, this, &SearchPage::search);
    }
    connect(m_ui->hitsView, &QTableView::activated, this, &SearchPage::openRow);
    connect(m_ui->queryEdit, &QLineEdit::returnPressed, this,
            [this] { openRow(m_hits->index(0, 0)); });
    connect(m_state.get(), &CatalogState::changed, this, &SearchPage::search);
    connect(m_state.get(), &CatalogState::phaseChanged, this, &SearchPage::search);
    connect(m_pane, &StatePane::actionTriggered, this, &SearchPage::refresh);
    connect(m_pane, &StatePane::cancelRequested, this, [this] { m_state->cancel(); });
    setFocusProxy(m_ui->queryEdit);
    m_state->ensureLoaded();
    search();
}

SearchPage::~SearchPage() = default;

void SearchPage::refresh()
{
    m_state->refresh();
}

void SearchPage::find()
{
    m_ui->queryEdit->setFocus();
    m_ui->queryEdit->selectAll();
}

QString SearchPage::helpText() const
{
    return tr("Names are found by their letters in order: \"lm\" finds llm_metrics, \"bill.inv\" "
              "an invoice in the "
              "schema billing. Columns, comments and source text are found as written, without "
              "regard to case. Enter "
              "opens the first hit.");
}

void SearchPage::search()
{
    const auto &index = m_state->loaded().search;
    if (!index) {
        if (m_state->error())
            m_pane->showError(*m_state->error());
        else
            m_pane->showBusy(tr("Reading the catalog …"));
        return;
    }
    m_pane->showContent();
    catalog::SearchOptions options{
        .scopes = {}, .withSystem = m_ui->systemCheckBox->isChecked(), .limit = hitsShown};
    options.scopes.setFlag(catalog::SearchScope::Names, m_ui->namesCheckBox->isChecked());
    options.scopes.setFlag(catalog::SearchScope::Columns, m_ui->columnsCheckBox->isChecked());
    options.scopes.setFlag(catalog::SearchScope::Comments, m_ui->commentsCheckBox->isChecked());
    options.scopes.setFlag(catalog::SearchScope::Sources, m_ui->sourcesCheckBox->isChecked());
    const auto hits = index->find(m_ui->queryEdit->text(), options);
    const catalog::Snapshot &s = *index->snapshot();
    QList<FactModel::Row> rows;
    for (const catalog::SearchHit &hit : hits) {
        rows.append({.facts = {{.text = kindTitle(hit.id.kind)},
                               {.text = s.sqlName(hit.id)},
                               {.text = scopeText(hit.where)},
                               {.text = hit.excerpt}},
                     .leadsTo = hit.id,
                     .leads = true});
    }
    const bool first = m_hits->columnCount() == 0;
    m_hits->setFacts({tr("Kind"), tr("Name"), tr("Found in"), tr("Text")}, rows);
    if (first) {
        const QList<int> widths{160, 420, 110};
        for (int column = 0; column < widths.size(); ++column)
            m_ui->hitsView->setColumnWidth(column, widths[column]);
    }
    if (m_ui->queryEdit->text().trimmed().isEmpty())
        m_ui->countLabel->setText(
            tr("%n object(s) can be found here.", nullptr, int(index->size())));
    else if (hits.size() >= hitsShown)
        m_ui->countLabel->setText(tr("The best %1; type more to narrow it.").arg(hitsShown));
    else
        m_ui->countLabel->setText(tr("%n found.", nullptr, int(hits.size())));
}

void SearchPage::openRow(const QModelIndex &index)
{
    const QVariant found = index.data(FactModel::ObjectRole);
    if (!found.isValid())
        return;
    const catalog::Snapshot &s = *m_state->snapshot();
    emit openRequested({.place = address().place,
                        .connection = address().connection,
                        .path = objectPath(s, pageOf(s, found.value<catalog::ObjectId>()))});
}

QJsonObject SearchPage::saveState() const
{
    return {{u"query"_s, m_ui->queryEdit->text()}};
}

void SearchPage::restoreState(const QJsonObject &state)
{
    m_ui->queryEdit->setText(state.value(u"query"_s).toString());
}

} // namespace howdah::gui

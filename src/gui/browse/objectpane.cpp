#include "gui/browse/objectpane.h"

#include "base/format.h"
#include "base/whendone.h"
#include "catalog/ddlwriter.h"
#include "gui/browse/kindtext.h"
#include "gui/browse/objecttreemodel.h"
#include "gui/common/codeedit.h"
#include "gui/common/statepane.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::gui {

using catalog::Kind;
using catalog::ObjectId;

namespace {

constexpr int rowsShown = 200;

QLabel *plainLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

/// What is selected as text with tabs, for spreadsheets.
void copySelection(const QTableView &view)
{
    QModelIndexList cells = view.selectionModel()->selectedIndexes();
    std::sort(cells.begin(), cells.end());
    QString text;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (i > 0)
            text += cells[i].row() == cells[i - 1].row() ? u'\t' : u'\n';
        text += cells[i].data().toString();
    }
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

} // namespace

ObjectPane::ObjectPane(CatalogState &state, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_theme(theme)
{
    auto *content = new QWidget(this);
    m_kindIcon = new QLabel(content);
    m_name = plainLabel(content);
    QFont bold = m_name->font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * 1.25);
    m_name->setFont(bold);
    m_name->setObjectName(u"objectNameLabel"_s);
    m_name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_facts = plainLabel(content);
    m_facts->setObjectName(u"objectFactsLabel"_s);
    m_facts->setForegroundRole(QPalette::PlaceholderText);
    m_facts->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_comment = plainLabel(content);
    m_comment->setWordWrap(true);
    m_ddlButton = new QToolButton(content);
    m_ddlButton->setText(tr("DDL"));
    m_ddlButton->setCheckable(true);
    m_ddlButton->setChecked(true);
    m_ddlButton->setToolTip(tr("Show the statements that make this object beside its facts"));

    auto *title = new QHBoxLayout;
    title->setSpacing(8);
    title->addWidget(m_kindIcon);
    title->addWidget(m_name, 1);
    title->addWidget(m_ddlButton);
    auto *header = new QVBoxLayout;
    header->setContentsMargins(16, 12, 16, 8);
    header->setSpacing(4);
    header->addLayout(title);
    header->addWidget(m_facts);
    header->addWidget(m_comment);

    m_tabs = new QTabWidget(content);
    m_tabs->setDocumentMode(true);
    m_tabs->setObjectName(u"objectTabs"_s);
    m_ddl = new CodeView(theme, content);
    m_ddl->setObjectName(u"ddlView"_s);
    m_ddl->setAccessibleName(tr("Statements that make this object"));
    auto *splitter = new QSplitter(Qt::Horizontal, content);
    splitter->addWidget(m_tabs);
    splitter->addWidget(m_ddl);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({600, 400});
    connect(m_ddlButton, &QToolButton::toggled, m_ddl, &QWidget::setVisible);

    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(header);
    layout->addWidget(splitter, 1);

    m_empty = new StatePane(theme, content, this);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_empty);
    connect(m_tabs, &QTabWidget::currentChanged, this, &ObjectPane::tabChanged);
    connect(&m_state, &CatalogState::changed, this, &ObjectPane::refreshAfterChange);
    connect(&theme, &Theme::changed, this, &ObjectPane::updateHeader);
    clear();
}

void ObjectPane::clear()
{
    m_id.reset();
    m_key.clear();
    ++m_request;
    m_empty->showEmpty(
        u"browse"_s, tr("Nothing is chosen"),
        tr("Choose an object on the left, or press Ctrl+P and type a part of its name."));
}

void ObjectPane::showObject(const ObjectId &id)
{
    if (!m_state.snapshot() || m_id == id)
        return;
    m_id = id;
    m_key = m_state.snapshot()->stableKey(id);
    m_details.reset();
    rebuild();
    m_empty->showContent();
    m_state.markSeen(m_key);
    askDetails();
}

QTableView *ObjectPane::addTable(const FactTable &table, const QString &emptyText)
{
    auto *view = new QTableView(m_tabs);
    auto *model = new FactModel(view);
    auto *sorted = new QSortFilterProxyModel(view);
    sorted->setSourceModel(model);
    sorted->setSortRole(FactModel::SortRole);
    view->setModel(sorted);
    view->setSortingEnabled(true);
    view->sortByColumn(-1, Qt::AscendingOrder);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setAlternatingRowColors(false);
    view->setShowGrid(false);
    view->setWordWrap(false);
    view->setFrameShape(QFrame::NoFrame);
    view->setAccessibleName(table.title);
    view->verticalHeader()->hide();
    view->verticalHeader()->setDefaultSectionSize(view->fontMetrics().height() + 8);
    view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    view->horizontalHeader()->setStretchLastSection(true);
    view->horizontalHeader()->setHighlightSections(false);
    connect(view, &QTableView::activated, this, [this](const QModelIndex &index) {
        const QVariant leads = index.data(FactModel::ObjectRole);
        if (leads.isValid())
            emit objectActivated(leads.value<ObjectId>());
    });
    auto *copy = new QShortcut(QKeySequence::Copy, view, nullptr, nullptr, Qt::WidgetShortcut);
    connect(copy, &QShortcut::activated, view, [view] { copySelection(*view); });
    m_tabs->addTab(
        view, emptyText.isEmpty() && !table.rows.isEmpty() && table.title != tr("Overview")
                  ? tr("%1 (%2)", "tab, how many are in it").arg(table.title).arg(table.rows.size())
                  : table.title);
    fill(view, table);
    return view;
}

void ObjectPane::fill(QTableView *view, const FactTable &table)
{
    auto *sorted = qobject_cast<QSortFilterProxyModel *>(view->model());
    qobject_cast<FactModel *>(sorted->sourceModel())->setFacts(table.headings, table.rows);
    // Wide enough for what is there, not so wide that one long text hides the rest.
    if (table.rows.size() <= 2000)
        view->resizeColumnsToContents();
    for (int column = 0; column + 1 < view->model()->columnCount(); ++column)
        view->setColumnWidth(column, std::min(view->columnWidth(column) + 12, 320));
}

void ObjectPane::rebuild()
{
    const catalog::Snapshot &s = *m_state.snapshot();
    const QString current =
        m_tabs->currentWidget() ? m_tabs->currentWidget()->accessibleName() : QString();
    const QSignalBlocker blocker(m_tabs);
    while (m_tabs->count() > 0)
        delete m_tabs->widget(0);
    m_indexes = m_needs = m_usedBy = m_rows = nullptr;
    m_rowsState = nullptr;
    m_rowsAsked = false;
    ++m_request;

    const catalog::Relation *relation = s.relation(m_id->oid);
    if (relation && catalog::Snapshot::idOf(*relation) != *m_id)
        relation = nullptr;
    const auto addUnlessEmpty = [this](const FactTable &table) {
        return table.rows.isEmpty() ? nullptr : addTable(table);
    };
    addTable(overviewFacts(s, *m_id));
    if (relation && relation->kind != 'S') {
        addUnlessEmpty(columnFacts(s, *relation));
        addUnlessEmpty(constraintFacts(s, *relation));
        m_indexes = addUnlessEmpty(indexFacts(s, *relation, m_details ? &*m_details : nullptr));
        addUnlessEmpty(triggerFacts(s, *relation));
        addUnlessEmpty(policyFacts(s, *relation));
        addUnlessEmpty(partitionFacts(s, *relation));
    }
    addUnlessEmpty(privilegeFacts(s, *m_id));
    if (m_id->kind != Kind::Schema && m_id->kind != Kind::Role && m_id->kind != Kind::Database) {
        m_usedBy = addTable(usedByFacts(s, *m_id));
        m_needs = addTable(neededFacts(s, *m_id));
    }
    if (relation && relation->kind != 'S') {
        m_rows = new QTableView;
        m_rows->setModel(new FactModel(m_rows));
        m_rows->setFrameShape(QFrame::NoFrame);
        m_rows->setWordWrap(false);
        m_rows->verticalHeader()->setDefaultSectionSize(m_rows->fontMetrics().height() + 8);
        m_rows->setAccessibleName(tr("First rows"));
        auto *page = new QWidget;
        m_rowsNote = plainLabel(page);
        m_rowsNote->setContentsMargins(8, 4, 8, 4);
        auto *layout = new QVBoxLayout(page);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
        layout->addWidget(m_rows, 1);
        layout->addWidget(m_rowsNote);
        m_rowsState = new StatePane(m_theme, page);
        m_rowsState->setAccessibleName(tr("Data"));
        connect(m_rowsState, &StatePane::actionTriggered, this, [this] {
            m_rowsAsked = false;
            askRows();
        });
        connect(m_rowsState, &StatePane::cancelRequested, this, [this] { m_state.cancel(); });
        m_tabs->insertTab(std::min(2, m_tabs->count()), m_rowsState, tr("Data"));
    }
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (m_tabs->widget(i)->accessibleName() == current)
            m_tabs->setCurrentIndex(i);
    }
    if (current.isEmpty() && m_tabs->count() > 1 && relation)
        m_tabs->setCurrentIndex(1);
    updateHeader();
    updateDdl();
    tabChanged(m_tabs->currentIndex());
}

void ObjectPane::updateHeader()
{
    if (!m_id || !m_state.snapshot())
        return;
    const catalog::Snapshot &s = *m_state.snapshot();
    m_kindIcon->setPixmap(m_theme.icon(kindIcon(m_id->kind), Role::Accent).pixmap(20, 20));
    m_kindIcon->setToolTip(kindTitle(m_id->kind));
    m_name->setText(QString(s.sqlName(*m_id)).replace(u'\n', u'\u23CE'));
    QStringList facts{kindTitle(m_id->kind)};
    if (const catalog::Oid owner = s.ownerOf(*m_id))
        facts.append(tr("owner %1").arg(s.roleName(owner)));
    const catalog::Relation *relation = s.relation(m_id->oid);
    if (relation && catalog::Snapshot::idOf(*relation) == *m_id && relation->kind != 'S' &&
        relation->kind != 'v') {
        if (m_details && m_details->tableBytes >= 0) {
            facts.append(tr("%1 + %2 indexes")
                             .arg(format::bytes(m_details->tableBytes),
                                  format::bytes(m_details->indexBytes)));
        } else if (relation->pages > 0) {
            facts.append(tr("about %1").arg(format::bytes(qint64(relation->pages) * 8192)));
        }
        if (m_details && m_details->liveRows > 0)
            facts.append(tr("about %1 rows").arg(format::count(m_details->liveRows)));
        else if (relation->tuples > 0)
            facts.append(tr("about %1 rows").arg(format::count(qint64(relation->tuples))));
        if (m_details)
            facts.append(
                tr("as of %1")
                    .arg(QLocale().toString(m_details->at.toLocalTime().time(), u"HH:mm:ss"_s)));
    }
    if (s.isLocked(m_id->oid))
        facts.append(tr("locked by another session"));
    m_facts->setText(facts.join(u"  ·  "_s));
    const QString comment = s.comment(*m_id);
    m_comment->setText(comment.left(1000));
    m_comment->setVisible(!comment.isEmpty());
}

void ObjectPane::updateDdl()
{
    const catalog::Snapshot &s = *m_state.snapshot();
    const bool needsText =
        m_state.phase() != CatalogState::Phase::Idle && !s.definitions().isComplete;
    const catalog::DdlWriter writer(s);
    QString text = writer.text(*m_id);
    QStringList notes;
    if (needsText)
        notes.append(tr("Definitions are still being read."));
    else {
        for (const QString &line : writer.missing())
            notes.append(line);
    }
    for (QString &note : notes)
        note = u"-- "_s + note.replace(u'\n', u' ') + u'\n';
    if (text.isEmpty() && notes.isEmpty())
        notes.append(u"-- "_s + tr("Made by PostgreSQL itself; there is no statement for it.") +
                     u'\n');
    m_ddl->setSql(notes.join(QString()) + text);
}

void ObjectPane::refreshAfterChange()
{
    if (!m_id)
        return;
    // Numbers may have changed hands; the name says which object is meant.
    const catalog::Snapshot &s = *m_state.snapshot();
    if (s.stableKey(*m_id) != m_key) {
        m_empty->showEmpty(kindIcon(m_id->kind), tr("This object is gone"),
                           tr("It was renamed or dropped since it was opened."));
        return;
    }
    m_empty->showContent();
    rebuild();
}

void ObjectPane::tabChanged(int index)
{
    const QWidget *page = index < 0 ? nullptr : m_tabs->widget(index);
    if (!page)
        return;
    if (page == m_needs || page == m_usedBy)
        m_state.ensureDependencies();
    if (page == m_rowsState)
        askRows();
}

void ObjectPane::askDetails()
{
    const catalog::Relation *relation = m_state.snapshot()->relation(m_id->oid);
    if (!relation || catalog::Snapshot::idOf(*relation) != *m_id || relation->kind == 'v' ||
        relation->kind == 'S' || !m_state.calls().details) {
        return;
    }
    ++m_waiting;
    whenDone(m_state.calls().details(relation->oid), this,
             [this, asked = *m_id](const Result<catalog::RelationDetails> &details) {
                 --m_waiting;
                 // Sizes are an extra; without them the header shows the estimate.
                 if (!details || m_id != asked)
                     return;
                 m_details = *details;
                 updateHeader();
                 const catalog::Relation *still = m_state.snapshot()->relation(asked.oid);
                 if (m_indexes && still)
                     fill(m_indexes, indexFacts(*m_state.snapshot(), *still, &*m_details));
             });
}

void ObjectPane::askRows()
{
    if (m_rowsAsked || !m_rowsState || !m_state.calls().firstRows)
        return;
    m_rowsAsked = true;
    m_rowsState->showBusy(tr("Reading the first rows …"));
    ++m_waiting;
    whenDone(
        m_state.calls().firstRows(m_state.snapshot()->sqlName(*m_id), rowsShown), this,
        [this, request = m_request](const Result<catalog::FirstRows> &first) {
            --m_waiting;
            if (request != m_request || !m_rowsState)
                return;
            if (!first) {
                m_rowsState->showError(first.error());
                return;
            }
            QList<FactModel::Row> rows;
            for (const QStringList &cells : first->rows) {
                FactModel::Row row;
                for (qsizetype i = 0; i < cells.size(); ++i) {
                    row.facts.append({.text = cells[i],
                                      .isNull = cells[i].isNull(),
                                      .isNumber = first->isNumber.value(i)});
                }
                rows.append(row);
            }
            qobject_cast<FactModel *>(m_rows->model())->setFacts(first->columns, rows);
            m_rows->resizeColumnsToContents();
            for (int column = 0; column < m_rows->model()->columnCount(); ++column)
                m_rows->setColumnWidth(column, std::min(m_rows->columnWidth(column) + 12, 320));
            m_rowsNote->setText(first->more ? tr("The first %n row(s)", nullptr, int(rows.size()))
                                            : tr("All %n row(s)", nullptr, int(rows.size())));
            m_rowsNote->setToolTip(first->sql.toHtmlEscaped());
            m_rowsState->showContent();
        });
}

} // namespace howdah::gui

#include "gui/browse/objectpane.h"

#include "base/format.h"
#include "base/whendone.h"
#include "catalog/ddlwriter.h"
#include "gui/browse/dependencyview.h"
#include "gui/browse/facttable.h"
#include "gui/browse/kindtext.h"
#include "gui/browse/objectaddress.h"
#include "gui/browse/pagetabs.h"
#include "gui/browse/statisticsview.h"
#include "gui/common/codeedit.h"
#include "gui/common/datapane.h"
#include "gui/common/statepane.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::gui {

using catalog::Kind;
using catalog::ObjectId;

namespace {

QLabel *plainLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
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

    m_ddl = new CodeView(theme, content);
    m_ddl->setObjectName(u"ddlView"_s);
    m_ddl->setAccessibleName(tr("Statements that make this object"));
    m_tabs = new PageTabs(m_ddl, content);
    m_tabs->setObjectName(u"objectTabs"_s);
    connect(m_ddlButton, &QToolButton::toggled, this, [this](bool visible) {
        m_ddl->setVisible(visible);
        m_ddlWanted[isDataShown()] = visible;
    });

    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(header);
    layout->addWidget(m_tabs, 1);

    m_empty = new StatePane(theme, content, this);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_empty);
    connect(m_tabs, &PageTabs::currentChanged, this, &ObjectPane::tabChanged);
    connect(&m_state, &CatalogState::changed, this, &ObjectPane::refreshAfterChange);
    connect(&m_state, &CatalogState::phaseChanged, this, &ObjectPane::updateDdl);
    connect(&theme, &Theme::changed, this, &ObjectPane::updateHeader);
    connect(m_empty, &StatePane::actionTriggered, this, [this] { m_state.refresh(); });
    clear();
}

void ObjectPane::clear()
{
    m_id.reset();
    m_key.clear();
    m_path.clear();
    ++m_request;
    m_empty->showEmpty(
        u"browse"_s, tr("Nothing is chosen"),
        tr("Choose an object on the left, or press Ctrl+P and type a part of its name."));
}

const catalog::Relation *ObjectPane::relation() const
{
    const catalog::Relation *found = m_id ? m_state.snapshot()->relation(m_id->oid) : nullptr;
    return found && catalog::Snapshot::idOf(*found) == *m_id ? found : nullptr;
}

void ObjectPane::showObject(const ObjectId &id)
{
    if (!m_state.snapshot() || m_id == id)
        return;
    const bool isFirst = !m_id;
    const QString current =
        m_tabs->currentWidget() ? m_tabs->currentWidget()->accessibleName() : QString();
    m_id = id;
    m_key = m_state.snapshot()->stableKey(id);
    m_path = objectPath(*m_state.snapshot(), id);
    m_details.reset();
    ++m_request;
    {
        const QSignalBlocker blocker(m_tabs);
        parkData();
        while (m_tabs->count() > 0) {
            QWidget *page = m_tabs->widget(0);
            m_tabs->removeTab(0);
            delete page;
        }
    }
    m_tables.clear();
    m_dependencies = nullptr;
    m_statistics = nullptr;
    rebuild();
    // The same tab as for the object before, where there is one; else what is in it.
    int wanted = m_tabs->count() > 1 && (relation() || id.kind == Kind::Schema) ? 1 : 0;
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (i > 0 && m_tabs->widget(i)->accessibleName() == current)
            wanted = i;
    }
    m_tabs->setCurrentIndex(wanted);
    tabChanged(wanted);
    // What has a text of its own is mostly read there.
    const bool isText = id.kind == Kind::Function || id.kind == Kind::Procedure ||
                        id.kind == Kind::View || id.kind == Kind::MaterializedView;
    if (isFirst)
        m_tabs->splitter()->setSizes(isText ? QList<int>{450, 550} : QList<int>{600, 400});
    m_empty->showContent();
    m_state.markSeen(m_key);
    askDetails();
}

void ObjectPane::showColumn(const ObjectId &column)
{
    const catalog::Snapshot &s = *m_state.snapshot();
    const ObjectId table = pageOf(s, column);
    showObject(table);
    QTableView *columns = m_tables.value(tr("Columns"));
    if (!columns || table == column)
        return;
    m_tabs->setCurrentWidget(columns);
    const QString name = s.name(column);
    for (int row = 0; row < columns->model()->rowCount(); ++row) {
        if (columns->model()->index(row, 1).data(FactModel::SortRole).toString() == name)
            columns->selectRow(row);
    }
}

void ObjectPane::takeFacts(const FactTable &table, QList<std::pair<QWidget *, QString>> &wanted)
{
    QTableView *&view = m_tables[table.title];
    if (!view) {
        view = makeFactTable(m_theme, m_tabs);
        view->setAccessibleName(table.title);
        connect(view, &QTableView::activated, this, [this](const QModelIndex &index) {
            const QVariant leads = index.data(FactModel::ObjectRole);
            if (leads.isValid())
                emit objectActivated(leads.value<ObjectId>());
        });
    }
    // What stayed as it was keeps its scrolling and its selection, too.
    FactModel *model = factModelOf(*view);
    if (model->rows() != table.rows || model->headings() != table.headings) {
        model->setFacts(table.headings, table.rows);
        fitFactColumns(*view);
    }
    wanted.append({view, table.isCounted ? tr("%1 (%2)", "tab, how many are in it")
                                               .arg(table.title, format::count(table.rows.size()))
                                         : table.title});
}

void ObjectPane::takeRelation(const catalog::Relation &relation,
                              QList<std::pair<QWidget *, QString>> &wanted)
{
    const catalog::Snapshot &s = *m_state.snapshot();
    const auto unlessEmpty = [&](const FactTable &table) {
        if (!table.rows.isEmpty())
            takeFacts(table, wanted);
    };
    unlessEmpty(columnFacts(s, relation));
    takeData(relation);
    if (m_data)
        wanted.append({m_data, tr("Data")});
    unlessEmpty(constraintFacts(s, relation));
    unlessEmpty(indexFacts(s, relation, m_details ? &*m_details : nullptr));
    unlessEmpty(triggerFacts(s, relation));
    unlessEmpty(policyFacts(s, relation));
    unlessEmpty(partitionFacts(s, relation));
}

void ObjectPane::rebuild()
{
    const catalog::Snapshot &s = *m_state.snapshot();
    QList<std::pair<QWidget *, QString>> wanted;
    takeFacts(overviewFacts(s, *m_id), wanted);
    const catalog::Relation *table = relation();
    if (table && table->kind != 'S')
        takeRelation(*table, wanted);
    if (m_id->kind == Kind::Schema) {
        if (const FactTable content = contentFacts(s, m_id->oid); !content.rows.isEmpty())
            takeFacts(content, wanted);
    }
    if (m_id->kind == Kind::Extension) {
        if (const FactTable members = memberFacts(s, m_id->oid); !members.rows.isEmpty())
            takeFacts(members, wanted);
    }
    if (const FactTable privileges = privilegeFacts(s, *m_id); !privileges.rows.isEmpty())
        takeFacts(privileges, wanted);
    const bool isWhole = catalog::DependencyGraph::wholeOf(s, *m_id) == *m_id;
    if (isWhole && m_id->kind != Kind::Schema && m_id->kind != Kind::Role &&
        m_id->kind != Kind::Database && m_id->kind != Kind::AvailableExtension) {
        if (!m_dependencies) {
            m_dependencies = new DependencyView(m_state, m_theme, m_tabs);
            m_dependencies->setAccessibleName(tr("Dependencies"));
            connect(m_dependencies, &DependencyView::objectActivated, this,
                    &ObjectPane::objectActivated);
        }
        m_dependencies->setObject(*m_id);
        wanted.append({m_dependencies, tr("Dependencies")});
    }
    if (table && table->kind != 'S' && table->kind != 'v' && table->kind != 'f') {
        if (!m_statistics) {
            m_statistics = new StatisticsView(m_state, m_theme, m_tabs);
            m_statistics->setAccessibleName(tr("Statistics"));
        }
        wanted.append({m_statistics, tr("Statistics")});
    }
    arrange(wanted);
    updateDependencyCount();
    updateHeader();
    updateDdl();
}

void ObjectPane::arrange(const QList<std::pair<QWidget *, QString>> &wanted)
{
    QWidget *current = m_tabs->currentWidget();
    const QSignalBlocker blocker(m_tabs);
    for (int i = m_tabs->count() - 1; i >= 0; --i) {
        QWidget *page = m_tabs->widget(i);
        const auto isWanted = [page](const auto &entry) { return entry.first == page; };
        if (std::ranges::any_of(wanted, isWanted))
            continue;
        if (page == m_data) {
            parkData();
        } else {
            m_tables.remove(page->accessibleName());
            m_tabs->removeTab(i);
            page->deleteLater();
        }
    }
    for (int i = 0; i < wanted.size(); ++i) {
        const auto &[page, caption] = wanted[i];
        if (m_tabs->widget(i) != page)
            m_tabs->insertTab(i, page, caption);
        m_tabs->setTabText(i, caption);
    }
    if (m_tabs->indexOf(current) >= 0)
        m_tabs->setCurrentWidget(current);
}

bool ObjectPane::isBusy() const
{
    return m_waiting > 0 || (m_data && m_data->isReading());
}

bool ObjectPane::isDataShown() const
{
    return m_data && m_tabs->currentWidget() == m_data;
}

void ObjectPane::refreshRows()
{
    if (isDataShown())
        m_data->askForOthers();
}

bool ObjectPane::findInRows()
{
    if (isDataShown())
        m_data->find();
    return isDataShown();
}

/// Takes the rows off the page without losing what was typed into them.
void ObjectPane::parkData()
{
    if (m_data) {
        m_tabs->removeTab(m_tabs->indexOf(m_data));
        m_data->setParent(this);
        m_data->hide();
        m_data = nullptr;
    }
    for (auto it = m_dataPanes.begin(); it != m_dataPanes.end();) {
        if (it.key() == m_key || (*it)->pendingCount() > 0) {
            ++it;
            continue;
        }
        delete *it;
        it = m_dataPanes.erase(it);
    }
}

void ObjectPane::takeData(const catalog::Relation &relation)
{
    if (m_data || relation.kind == 'c' || !m_state.calls().grid)
        return;
    const catalog::Snapshot &s = *m_state.snapshot();
    auto &pane = m_dataPanes[m_key];
    if (!pane) {
        const bool isTable = relation.kind == 'r' || relation.kind == 'p' || relation.kind == 'f';
        pane = new DataPane(m_theme, m_state.calls().grid(),
                            {.source = s.sqlName(*m_id),
                             .schema = s.schemaName(relation.schema),
                             .table = s.name(*m_id),
                             .estimatedRows = relation.tuples > 0 ? qint64(relation.tuples) : -1,
                             .isTable = isTable},
                            m_tabs);
        pane->setAccessibleName(tr("Data"));
    }
    m_data = pane;
}

QString ObjectPane::unsavedWork() const
{
    QStringList parts;
    for (const DataPane *pane : m_dataPanes) {
        if (const qsizetype rows = pane->pendingCount(); rows > 0)
            parts += tr("%1: %2 rows", "table, how many").arg(pane->origin().source).arg(rows);
    }
    parts.sort();
    return parts.isEmpty()
               ? QString()
               : tr("Changes that are not committed would be lost: %1.").arg(parts.join(u", "_s));
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
        if (m_details && (m_details->tableBytes >= 0 || m_details->liveRows > 0))
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
    if (!m_id || !m_state.snapshot())
        return;
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

void ObjectPane::showGone(const QString &renamedTo)
{
    // What was typed into its rows stays in sight until somebody discards it.
    if (m_data && m_data->pendingCount() > 0) {
        m_facts->setText(tr("This object is gone: it was dropped or renamed since it was opened. "
                            "Your changes are kept."));
        m_tabs->setCurrentWidget(m_data);
        return;
    }
    m_empty->showEmpty(
        kindIcon(m_id->kind), tr("This object is gone"),
        renamedTo.isEmpty()
            ? tr("It was dropped or renamed since the catalog was read. Should it be made again, "
                 "the next refresh shows it here.")
            : tr("It is called %1 now; the catalog was read before that.").arg(renamedTo),
        tr("Read the catalog again"));
}

void ObjectPane::refreshAfterChange()
{
    if (!m_id)
        return;
    // Numbers may have changed hands; the name says which object is meant.
    const catalog::Snapshot &s = *m_state.snapshot();
    if (s.stableKey(*m_id) != m_key) {
        const auto again = objectAt(s, m_path);
        if (!again) {
            showGone({});
            return;
        }
        m_id = again;
        m_details.reset();
    }
    m_empty->showContent();
    rebuild();
    tabChanged(m_tabs->currentIndex());
    // With each reading of the catalog sizes are asked for again; its later stages change none.
    if (!m_details || m_detailsOf != s.objects().loadedAtMs)
        askDetails();
}

void ObjectPane::updateDependencyCount()
{
    if (!m_dependencies)
        return;
    const int count = m_dependencies->count();
    m_tabs->setTabText(m_tabs->indexOf(m_dependencies),
                       count < 0 ? tr("Dependencies")
                                 : tr("%1 (%2)", "tab, how many are in it")
                                       .arg(tr("Dependencies"), format::count(count)));
}

void ObjectPane::tabChanged(int index)
{
    const QWidget *page = index < 0 ? nullptr : m_tabs->widget(index);
    if (!page)
        return;
    // Rows want the whole width until somebody says otherwise.
    m_ddlButton->setChecked(m_ddlWanted[isDataShown()]);
    if (page == m_dependencies)
        m_state.ensureDependencies();
    if (page == m_data)
        m_data->open();
    if (const catalog::Relation *table = relation(); table && page == m_statistics)
        m_statistics->askColumns(table->oid);
}

void ObjectPane::askDetails()
{
    const catalog::Relation *table = relation();
    // Numbers from the last visit may mean something else by now.
    if (!table || table->kind == 'v' || table->kind == 'S' || table->kind == 'f' ||
        m_state.isKept() || !m_state.calls().details) {
        return;
    }
    m_detailsOf = m_state.snapshot()->objects().loadedAtMs;
    ++m_waiting;
    whenDone(m_state.calls().details(table->oid), this,
             [this, asked = *m_id](const Result<catalog::RelationDetails> &details) {
                 --m_waiting;
                 if (m_id != asked)
                     return;
                 if (!details) {
                     // An extra; without it the header shows the estimate.
                     if (m_statistics)
                         m_statistics->setFailure(details.error());
                     return;
                 }
                 const QString known = m_state.snapshot()->name(asked);
                 if (details->currentName != known) {
                     showGone(details->currentName);
                     return;
                 }
                 m_details = *details;
                 rebuild();
                 if (m_statistics)
                     m_statistics->setDetails(*m_details);
             });
}

} // namespace howdah::gui

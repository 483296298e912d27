#include "gui/browse/browsepage.h"

#include "base/format.h"
#include "catalog/actions.h"
#include "catalog/ddlwriter.h"
#include "gui/browse/kindtext.h"
#include "gui/browse/objectfacts.h"
#include "gui/browse/objectpane.h"
#include "gui/browse/objecttreemodel.h"
#include "gui/browse/sqlpreviewdialog.h"
#include "gui/common/statepane.h"
#include "ui_browsepage.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QJsonArray>
#include <QMenu>
#include <QTimer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace howdah::gui {

using catalog::Kind;
using catalog::ObjectId;

namespace {

QString actionTitle(catalog::ObjectAction action)
{
    switch (action) {
    case catalog::ObjectAction::Rename:
        return BrowsePage::tr("Rename …");
    case catalog::ObjectAction::Comment:
        return BrowsePage::tr("Comment …");
    case catalog::ObjectAction::Drop:
        return BrowsePage::tr("Drop …");
    case catalog::ObjectAction::Truncate:
        return BrowsePage::tr("Truncate …");
    case catalog::ObjectAction::Analyze:
        return BrowsePage::tr("Analyze …");
    case catalog::ObjectAction::Vacuum:
        return BrowsePage::tr("Vacuum …");
    case catalog::ObjectAction::Reindex:
        return BrowsePage::tr("Reindex …");
    case catalog::ObjectAction::RefreshView:
        return BrowsePage::tr("Refresh the view …");
    }
    return {};
}

/// Tables and views that people made.
qint64 countOfOwn(const catalog::Snapshot &snapshot)
{
    return std::ranges::count_if(snapshot.objects().relations, [&](const catalog::Relation &r) {
        return r.kind != 'S' && r.kind != 'c' && !snapshot.isSystemSchema(r.schema);
    });
}

} // namespace

BrowsePage::BrowsePage(const Address &address, std::shared_ptr<CatalogState> state,
                       const Theme &theme, QWidget *parent)
    : Page(address, parent)
    , m_state(std::move(state))
    , m_theme(theme)
    , m_ui(std::make_unique<Ui::BrowsePage>())
    , m_tree(new ObjectTreeModel(theme, this))
    , m_filterDelay(new QTimer(this))
{
    auto *content = new QWidget(this);
    m_ui->setupUi(content);
    m_ui->treeView->setModel(m_tree);
    m_ui->splitter->setStretchFactor(0, 0);
    m_ui->splitter->setStretchFactor(1, 1);
    m_ui->splitter->setSizes({320, 900});
    m_ui->lockedButton->hide();
    m_object = new ObjectPane(*m_state, theme, m_ui->objectSide);
    m_ui->objectLayout->addWidget(m_object);
    m_pane = new StatePane(theme, content, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pane);
    m_ui->treeSide->setVisible(address.path.isEmpty());
    setTitle(address.path.isEmpty() ? tr("Browse") : address.path.constLast());
    setIconName(address.path.isEmpty() ? u"browse"_s
                                       : kindIcon(kindFromWord(address.path.constFirst())));

    m_filterDelay->setSingleShot(true);
    m_filterDelay->setInterval(80);
    connect(m_filterDelay, &QTimer::timeout, this, &BrowsePage::applyFilter);
    connect(m_ui->filterEdit, &QLineEdit::textChanged, m_filterDelay, qOverload<>(&QTimer::start));
    connect(m_ui->filterEdit, &QLineEdit::returnPressed, this,
            [this] { m_ui->treeView->setFocus(); });
    connect(m_ui->systemButton, &QToolButton::toggled, this, [this](bool visible) {
        rememberExpanded();
        m_tree->setSystemVisible(visible);
        restoreExpanded();
    });
    connect(m_ui->refreshButton, &QToolButton::clicked, this, &BrowsePage::refresh);
    connect(m_ui->lockedButton, &QPushButton::clicked, this, [this] { m_state->retryLocked(); });
    connect(m_ui->treeView->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &BrowsePage::choose);
    connect(m_ui->treeView, &QTreeView::activated, this, [this](const QModelIndex &index) {
        const QVariant id = index.data(ObjectTreeModel::ObjectRole);
        if (id.isValid())
            openObject(id.value<ObjectId>());
    });
    connect(m_ui->treeView, &QWidget::customContextMenuRequested, this,
            &BrowsePage::showContextMenu);
    connect(m_object, &ObjectPane::objectActivated, this, &BrowsePage::openObject);
    connect(m_state.get(), &CatalogState::changed, this, &BrowsePage::takeSnapshot);
    connect(m_state.get(), &CatalogState::phaseChanged, this, &BrowsePage::showPhase);
    connect(m_state.get(), &CatalogState::progressed, this, &BrowsePage::showPhase);
    connect(m_state.get(), &CatalogState::unseenChanged, this,
            [this] { m_tree->setChanged(m_state->unseen()); });
    connect(m_pane, &StatePane::actionTriggered, this, &BrowsePage::refresh);
    connect(m_pane, &StatePane::cancelRequested, this, [this] { m_state->cancel(); });
    const auto icons = [this] {
        m_ui->refreshButton->setIcon(m_theme.icon(u"refresh"_s));
        m_ui->systemButton->setIcon(m_theme.icon(u"database"_s));
    };
    connect(&theme, &Theme::changed, this, icons);
    icons();

    if (m_state->snapshot())
        takeSnapshot();
    m_state->ensureLoaded();
    showPhase();
}

BrowsePage::~BrowsePage() = default;

QStringList BrowsePage::pathOf(const catalog::Snapshot &snapshot, const ObjectId &id)
{
    QString name = snapshot.name(id);
    if (const catalog::Function *function = snapshot.function(id.oid);
        function && catalog::Snapshot::idOf(*function) == id) {
        name += u'(' + snapshot.argumentTypes(*function) + u')';
    }
    return {kindWord(id.kind), snapshot.schemaName(snapshot.schemaOf(id)), name};
}

std::optional<ObjectId> BrowsePage::objectAt(const catalog::Snapshot &snapshot,
                                             const QStringList &path)
{
    if (path.size() != 3)
        return {};
    const Kind kind = kindFromWord(path[0]);
    switch (kind) {
    case Kind::Table:
    case Kind::View:
    case Kind::MaterializedView:
    case Kind::Sequence:
    case Kind::ForeignTable:
        if (const catalog::Relation *relation = snapshot.relation(path[1], path[2]))
            return catalog::Snapshot::idOf(*relation);
        return {};
    case Kind::Index:
        if (const catalog::Index *index = snapshot.index(path[1], path[2]))
            return ObjectId{.kind = Kind::Index, .oid = index->oid};
        return {};
    case Kind::Type:
        if (const catalog::Type *type = snapshot.type(path[1], path[2]))
            return ObjectId{.kind = Kind::Type, .oid = type->oid};
        return {};
    case Kind::Schema:
        if (const catalog::Schema *schema = snapshot.schema(path[2]))
            return ObjectId{.kind = Kind::Schema, .oid = schema->oid};
        return {};
    case Kind::Function:
    case Kind::Procedure:
    case Kind::Aggregate: {
        const qsizetype open = path[2].lastIndexOf(u'(');
        for (const catalog::Function *function : snapshot.functions(path[1], path[2].left(open))) {
            if (path[2].mid(open + 1).chopped(1) == snapshot.argumentTypes(*function))
                return catalog::Snapshot::idOf(*function);
        }
        return {};
    }
    case Kind::KindCount:
        return {};
    default:
        for (const catalog::OtherObject &object : snapshot.others(kind)) {
            const ObjectId id = catalog::Snapshot::idOf(object);
            if (snapshot.text(object.name) == path[2] &&
                snapshot.schemaName(object.schema) == path[1])
                return id;
        }
        return {};
    }
}

void BrowsePage::refresh()
{
    m_state->refresh();
}

void BrowsePage::find()
{
    m_ui->filterEdit->setFocus();
    m_ui->filterEdit->selectAll();
}

QString BrowsePage::helpText() const
{
    return tr(
        "The tree shows everything in this database by schema and kind. Type in the filter to "
        "narrow it; press "
        "Enter on an object to open it in a tab of its own, Ctrl+P to jump to any object by a part "
        "of its "
        "name.\n\nObjects with a lock are held exclusively by another session, for instance by a "
        "running "
        "migration: their definitions are read when it is done. Nothing here waits for them.");
}

void BrowsePage::takeSnapshot()
{
    rememberExpanded();
    const auto &loaded = m_state->loaded();
    m_tree->setSnapshot(loaded.snapshot, loaded.directory);
    m_tree->setChanged(m_state->unseen());
    if (m_tree->filter().isEmpty())
        restoreExpanded();
    else
        expandFound();
    if (!address().path.isEmpty()) {
        if (const auto id = objectAt(*loaded.snapshot, address().path))
            m_object->showObject(*id);
        else
            m_pane->showEmpty(
                u"browse"_s, tr("This object is not there"),
                tr("%1 is not in this database (any more), or this role may not see it.")
                    .arg(address().path.constLast()));
    }
    showPhase();
}

void BrowsePage::showPhase()
{
    using Phase = CatalogState::Phase;
    const catalog::SnapshotPtr snapshot = m_state->snapshot();
    const catalog::LoadProgress &progress = m_state->progress();
    m_ui->refreshButton->setEnabled(m_state->phase() == Phase::Idle);
    if (!snapshot) {
        if (m_state->error()) {
            m_pane->showError(*m_state->error());
        } else if (m_state->phase() == Phase::ReadingCatalogs) {
            m_pane->showBusy(
                progress.relations > 0
                    ? tr("Reading the catalog: %1 tables and views, %2 columns, %3 functions …")
                          .arg(format::count(progress.relations), format::count(progress.columns),
                               format::count(progress.functions))
                    : tr("Reading the catalog …"));
        }
        return;
    }
    if (address().path.isEmpty() || objectAt(*snapshot, address().path))
        m_pane->showContent();
    QStringList lines;
    if (m_state->phase() == Phase::ReadingCatalogs)
        lines.append(tr("Reading the catalog again …"));
    else if (m_state->phase() == Phase::ReadingDefinitions)
        lines.append(progress.total > 0 &&
                             progress.stage == catalog::LoadProgress::Stage::Definitions
                         ? tr("Reading definitions: %1 of %2")
                               .arg(format::count(progress.done), format::count(progress.total))
                         : tr("Reading definitions …"));
    else if (m_state->error())
        lines.append(tr("The last refresh failed: %1").arg(m_state->error()->message));
    else
        lines.append(
            tr("%1 tables and views, as of %2")
                .arg(format::count(countOfOwn(*snapshot)),
                     QLocale().toString(
                         QDateTime::fromMSecsSinceEpoch(snapshot->objects().loadedAtMs).time(),
                         u"HH:mm:ss"_s)));
    if (const qsizetype hidden = qsizetype(snapshot->objects().unreadable.size()); hidden > 0)
        lines.append(tr("This role may not read %n catalog(s); what they hold is not shown.",
                        nullptr, int(hidden)));
    m_ui->statusLabel->setText(lines.join(u'\n'));
    QStringList unreadable;
    for (const catalog::Text line : snapshot->objects().unreadable)
        unreadable.append(snapshot->text(line).toHtmlEscaped());
    m_ui->statusLabel->setToolTip(
        unreadable.isEmpty() ? QString() : u"<qt>"_s + unreadable.join(u"<br>"_s) + u"</qt>"_s);
    const auto locked = int(snapshot->definitions().locked.size());
    m_ui->lockedButton->setText(tr("%n object(s) locked by others: try again", nullptr, locked));
    m_ui->lockedButton->setIcon(m_theme.icon(u"lock"_s, Role::Staging));
    m_ui->lockedButton->setVisible(locked > 0 && m_state->phase() == Phase::Idle);
}

void BrowsePage::applyFilter()
{
    const QString text = m_ui->filterEdit->text().trimmed();
    if (m_tree->filter().isEmpty())
        rememberExpanded();
    m_tree->setFilter(text);
    if (text.isEmpty()) {
        restoreExpanded();
    } else {
        expandFound();
    }
}

/// Opens what the filter found, as far as one can look through it.
void BrowsePage::expandFound()
{
    int rows = 0;
    for (int i = 0; i < m_tree->rowCount() && rows < 200; ++i) {
        const QModelIndex schema = m_tree->index(i, 0);
        m_ui->treeView->expand(schema);
        for (int j = 0; j < m_tree->rowCount(schema) && rows < 200; ++j) {
            const QModelIndex folder = m_tree->index(j, 0, schema);
            if (!folder.data(ObjectTreeModel::CountRole).isValid())
                continue;
            rows += folder.data(ObjectTreeModel::CountRole).toInt();
            if (rows < 200)
                m_ui->treeView->expand(folder);
        }
    }
}

void BrowsePage::choose(const QModelIndex &index)
{
    const QVariant id = index.data(ObjectTreeModel::ObjectRole);
    if (!id.isValid())
        return;
    ObjectId object = id.value<ObjectId>();
    // What belongs to a table has no page of its own.
    if (object.kind == Kind::Column) {
        if (const catalog::Relation *table = m_state->snapshot()->relation(object.oid))
            object = catalog::Snapshot::idOf(*table);
    }
    m_object->showObject(object);
    emit stateChanged();
}

void BrowsePage::openObject(const ObjectId &id)
{
    emit openRequested({.place = address().place,
                        .connection = address().connection,
                        .path = pathOf(*m_state->snapshot(), id)});
}

void BrowsePage::showContextMenu(const QPoint &position)
{
    const QModelIndex index = m_ui->treeView->indexAt(position);
    const QVariant chosen = index.data(ObjectTreeModel::ObjectRole);
    if (!chosen.isValid())
        return;
    const auto id = chosen.value<ObjectId>();
    const catalog::SnapshotPtr snapshot = m_state->snapshot();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Open in a tab"), this, [this, id] { openObject(id); });
    menu->addAction(tr("Copy name"), this, [snapshot, id] {
        QGuiApplication::clipboard()->setText(snapshot->sqlName(id));
    });
    menu->addAction(tr("Copy DDL"), this, [snapshot, id] {
        QGuiApplication::clipboard()->setText(catalog::DdlWriter(*snapshot).text(id));
    });
    if (id.kind == Kind::Schema || id.kind == Kind::Table) {
        menu->addAction(tr("Diagram"), this, [this, snapshot, id] {
            QStringList path{u"diagram"_s, snapshot->schemaName(snapshot->schemaOf(id))};
            if (id.kind == Kind::Table)
                path.append(snapshot->name(id));
            emit openRequested(
                {.place = address().place, .connection = address().connection, .path = path});
        });
    }
    const auto actions = catalog::actionsFor(*snapshot, id);
    if (!actions.isEmpty())
        menu->addSeparator();
    for (const catalog::ObjectAction action : actions) {
        menu->addAction(actionTitle(action), this, [this, snapshot, id, action] {
            QString explanation =
                tr("%1 %2: takes a lock of mode %3.")
                    .arg(kindTitle(id.kind), snapshot->sqlName(id), catalog::lockOf(action));
            if (action == catalog::ObjectAction::Drop) {
                const auto users = usedByFacts(*snapshot, id).rows;
                QStringList names;
                for (const auto &row : users)
                    names.append(row.facts[0].text + u' ' + row.facts[1].text);
                if (!snapshot->dependencies())
                    explanation +=
                        u'\n' +
                        tr("What depends on it was not read yet; open its \"Used by\" tab first.");
                else if (names.isEmpty())
                    explanation += u'\n' + tr("Nothing depends on it.");
                else
                    explanation +=
                        u'\n' + tr("The server will refuse while these depend on it: %1.")
                                    .arg(names.mid(0, 20).join(u", "_s));
            }
            const bool renames = action == catalog::ObjectAction::Rename;
            const bool comments = action == catalog::ObjectAction::Comment;
            auto *dialog = new SqlPreviewDialog(
                {.title = actionTitle(action),
                 .explanation = explanation,
                 .valueLabel = renames    ? tr("New name:")
                               : comments ? tr("Comment:")
                                          : QString(),
                 .value = renames    ? snapshot->name(id)
                          : comments ? snapshot->comment(id)
                                     : QString(),
                 .sql =
                     [snapshot, id, action](const QString &value) {
                         const bool removes =
                             action == catalog::ObjectAction::Comment && value.isEmpty();
                         return catalog::actionSql(*snapshot, id, action,
                                                   removes ? QString() : value);
                     },
                 .run = m_state->calls().run},
                m_theme, this);
            connect(dialog, &SqlPreviewDialog::done, this, &BrowsePage::refresh);
            dialog->open();
        });
    }
    if (!snapshot->dependencies())
        m_state->ensureDependencies();
    menu->popup(m_ui->treeView->viewport()->mapToGlobal(position));
}

void BrowsePage::collectExpanded(const QModelIndex &parent, QStringList &keys) const
{
    for (int row = 0; row < m_tree->rowCount(parent); ++row) {
        const QModelIndex child = m_tree->index(row, 0, parent);
        if (!m_ui->treeView->isExpanded(child))
            continue;
        keys.append(child.data(ObjectTreeModel::KeyRole).toString());
        collectExpanded(child, keys);
    }
}

void BrowsePage::rememberExpanded()
{
    // While a filter opens things by itself, what the person had opened stays remembered.
    if (m_tree->rowCount() == 0 || !m_tree->filter().isEmpty())
        return;
    m_expanded.clear();
    collectExpanded({}, m_expanded);
    const QModelIndex current = m_ui->treeView->currentIndex();
    if (current.isValid())
        m_selected = current.data(ObjectTreeModel::KeyRole).toString();
}

void BrowsePage::restoreExpanded()
{
    if (m_expanded.isEmpty() && m_tree->rowCount() > 0) {
        // The first time: the first schema with its folders, so that there is something to see.
        m_ui->treeView->expand(m_tree->index(0, 0));
        if (m_tree->rowCount(m_tree->index(0, 0)) == 1)
            m_ui->treeView->expand(m_tree->index(0, 0, m_tree->index(0, 0)));
        chooseWanted();
        return;
    }
    for (const QString &key : std::as_const(m_expanded))
        m_ui->treeView->expand(m_tree->indexOf(key));
    if (const QModelIndex selected =
            m_selected.isEmpty() ? QModelIndex() : m_tree->indexOf(m_selected);
        selected.isValid()) {
        const QSignalBlocker quiet(m_object);
        m_ui->treeView->setCurrentIndex(selected);
    }
}

void BrowsePage::chooseWanted()
{
    const auto id = objectAt(*m_state->snapshot(), std::exchange(m_wanted, {}));
    const QModelIndex found = id ? m_tree->indexOfObject(*id) : QModelIndex();
    for (QModelIndex above = found.parent(); above.isValid(); above = above.parent())
        m_ui->treeView->expand(above);
    if (found.isValid())
        m_ui->treeView->setCurrentIndex(found);
}

bool BrowsePage::isBusy() const
{
    return m_state->phase() != CatalogState::Phase::Idle || m_object->isBusy();
}

QJsonObject BrowsePage::saveState() const
{
    QStringList expanded;
    if (m_tree->filter().isEmpty())
        collectExpanded({}, expanded);
    return {
        {u"expanded"_s, QJsonArray::fromStringList(expanded.mid(0, 500))},
        {u"selected"_s, m_ui->treeView->currentIndex().data(ObjectTreeModel::KeyRole).toString()},
        {u"filter"_s, m_ui->filterEdit->text()},
        {u"system"_s, m_ui->systemButton->isChecked()}};
}

void BrowsePage::restoreState(const QJsonObject &state)
{
    m_expanded.clear();
    for (const QJsonValue &key : state.value(u"expanded"_s).toArray())
        m_expanded.append(key.toString());
    m_selected = state.value(u"selected"_s).toString();
    m_wanted = state.value(u"object"_s).toVariant().toStringList();
    m_ui->systemButton->setChecked(state.value(u"system"_s).toBool());
    m_ui->filterEdit->setText(state.value(u"filter"_s).toString());
    if (m_state->snapshot())
        restoreExpanded();
}

} // namespace howdah::gui

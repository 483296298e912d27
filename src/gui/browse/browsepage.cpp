#include "gui/browse/browsepage.h"

#include "base/format.h"
#include "catalog/ddlwriter.h"
#include "gui/browse/kindtext.h"
#include "gui/browse/objectactions.h"
#include "gui/browse/objectaddress.h"
#include "gui/browse/objectpane.h"
#include "gui/browse/objecttreedelegate.h"
#include "gui/browse/objecttreemodel.h"
#include "gui/common/errortext.h"
#include "gui/common/statepane.h"
#include "ui_browsepage.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QJsonArray>
#include <QMenu>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace howdah::gui {

using catalog::Kind;
using catalog::ObjectId;

namespace {

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
    , m_actions(new ObjectActions(*m_state, theme, this))
    , m_filterDelay(new QTimer(this))
{
    auto *content = new QWidget(this);
    m_ui->setupUi(content);
    m_ui->treeView->setModel(m_tree);
    m_ui->treeView->setItemDelegate(new ObjectTreeDelegate(theme, m_ui->treeView));
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
        emit stateChanged();
    });
    connect(m_ui->membersButton, &QToolButton::toggled, this, [this](bool visible) {
        rememberExpanded();
        m_tree->setMembersVisible(visible);
        restoreExpanded();
        emit stateChanged();
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
    connect(m_state.get(), &CatalogState::unseenChanged, this, &BrowsePage::showChanges);
    connect(m_state.get(), &CatalogState::pinsChanged, this, &BrowsePage::fillShelves);
    connect(m_actions, &ObjectActions::done, this, &BrowsePage::refresh);
    connect(m_pane, &StatePane::actionTriggered, this, &BrowsePage::refresh);
    connect(m_pane, &StatePane::cancelRequested, this, [this] { m_state->cancel(); });
    const auto icons = [this] {
        m_ui->refreshButton->setIcon(m_theme.icon(u"refresh"_s));
        m_ui->systemButton->setIcon(m_theme.icon(u"database"_s));
        m_ui->membersButton->setIcon(m_theme.icon(u"extension"_s));
    };
    connect(&theme, &Theme::changed, this, icons);
    icons();

    if (m_state->snapshot())
        takeSnapshot();
    m_state->ensureLoaded();
    showPhase();
}

BrowsePage::~BrowsePage() = default;

void BrowsePage::refresh()
{
    m_object->refreshRows();
    m_state->refresh();
}

void BrowsePage::find()
{
    // Alone on its page, an object has nothing else to be searched.
    if (!address().path.isEmpty() && m_object->findInRows())
        return;
    m_ui->filterEdit->setFocus();
    m_ui->filterEdit->selectAll();
}

QString BrowsePage::unsavedWork() const
{
    return m_object->unsavedWork();
}

QString BrowsePage::helpText() const
{
    return tr(
        "The tree shows everything in this database by schema and kind. Type in the filter "
        "to narrow it (\"bill.inv\" for schema and name); press Enter on an object to open "
        "it in a tab of its own, Ctrl+P to jump to any object by a part of its name. Pin what "
        "you need often from its context menu.\n\nObjects with a lock are held exclusively "
        "by another session, for instance by a running migration: their definitions are read "
        "when it is done. Nothing here waits for them.");
}

void BrowsePage::takeSnapshot()
{
    rememberExpanded();
    const int scrolled = m_ui->treeView->verticalScrollBar()->value();
    const auto &loaded = m_state->loaded();
    const bool isFirst = m_tree->rowCount() == 0;
    m_tree->setSnapshot(loaded.snapshot, loaded.directory);
    m_tree->setChanged(m_state->unseen());
    fillShelves();
    if (m_tree->filter().isEmpty())
        restoreExpanded();
    else
        expandFound();
    if (!isFirst)
        m_ui->treeView->verticalScrollBar()->setValue(scrolled);
    if (!address().path.isEmpty()) {
        if (const auto id = objectAt(*loaded.snapshot, address().path))
            m_object->showObject(*id);
        else if (!m_object->object())
            m_pane->showEmpty(
                u"browse"_s, tr("This object is not there"),
                tr("%1 is not in this database (any more), or this role may not see it.")
                    .arg(address().path.constLast()));
    }
    showPhase();
}

void BrowsePage::fillShelves()
{
    const catalog::SnapshotPtr snapshot = m_state->snapshot();
    if (!snapshot)
        return;
    QList<ObjectId> pinned;
    // A pin whose object is gone is kept: a migration may be making it again.
    for (const QStringList &path : m_state->pins()) {
        if (const auto id = objectAt(*snapshot, path))
            pinned.append(*id);
    }
    using Shelf = ObjectTreeModel::Shelf;
    m_tree->setShelf(Shelf::Pinned, pinned);
    m_tree->setShelf(Shelf::Changed, objectsOf(*snapshot, m_state->unseen()));
    const QModelIndex first = m_tree->index(0, 0);
    if (first.data(ObjectTreeModel::ShelfRole).value<Shelf>() == Shelf::Pinned)
        m_ui->treeView->expand(first);
}

void BrowsePage::showChanges()
{
    m_tree->setChanged(m_state->unseen());
    // One that was looked at stays where it is found until the next refresh; it only loses its
    // mark.
    if (m_state->unseen().isEmpty() && m_state->gone().isEmpty())
        m_tree->setShelf(ObjectTreeModel::Shelf::Changed, {});
    showPhase();
}

QString BrowsePage::stateText() const
{
    using Phase = CatalogState::Phase;
    const catalog::Snapshot &snapshot = *m_state->snapshot();
    const catalog::LoadProgress &progress = m_state->progress();
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(snapshot.objects().loadedAtMs);
    if (m_state->isKept()) {
        const QString when = QLocale().toString(at, QLocale::ShortFormat);
        return m_state->error()
                   ? tr("%1. Shown is what was there on %2; what is asked of the server fails.")
                         .arg(describe(*m_state->error()).heading, when)
                   : tr("As it was on %1; reading what is there now …").arg(when);
    }
    if (m_state->phase() == Phase::ReadingCatalogs)
        return tr("Reading the catalog again …");
    if (m_state->phase() == Phase::ReadingDefinitions)
        return progress.total > 0 && progress.stage == catalog::LoadProgress::Stage::Definitions
                   ? tr("Reading definitions: %1 of %2")
                         .arg(format::count(progress.done), format::count(progress.total))
                   : tr("Reading definitions …");
    if (m_state->error())
        return tr("The last refresh failed: %1").arg(m_state->error()->message);
    return tr("%1 tables and views, as of %2")
        .arg(format::count(countOfOwn(snapshot)), QLocale().toString(at.time(), u"HH:mm:ss"_s));
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
    if (address().path.isEmpty() || m_object->object() || objectAt(*snapshot, address().path))
        m_pane->showContent();
    QStringList lines{stateText()};
    QStringList tips;
    if (const QStringList &gone = m_state->gone(); !gone.isEmpty()) {
        lines.append(tr("%n object(s) gone since the read before.", nullptr, int(gone.size())));
        tips += gone.mid(0, 30);
    }
    if (const qsizetype hidden = qsizetype(snapshot->objects().unreadable.size()); hidden > 0)
        lines.append(tr("This role may not read %n catalog(s); what they hold is not shown.",
                        nullptr, int(hidden)));
    m_ui->statusLabel->setText(lines.join(u'\n'));
    for (const catalog::Text line : snapshot->objects().unreadable)
        tips.append(snapshot->text(line));
    m_ui->statusLabel->setToolTip(
        tips.isEmpty()
            ? QString()
            : u"<qt>"_s + tips.join(u'\n').toHtmlEscaped().replace(u'\n', u"<br>"_s) + u"</qt>"_s);
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
    const auto object = id.value<ObjectId>();
    // A column is a line on the page of its table.
    if (object.kind == Kind::Column)
        m_object->showColumn(object);
    else
        m_object->showObject(object);
    emit stateChanged();
}

void BrowsePage::openObject(const ObjectId &id)
{
    emit openRequested(
        {.place = address().place,
         .connection = address().connection,
         .path = objectPath(*m_state->snapshot(), pageOf(*m_state->snapshot(), id))});
}

void BrowsePage::addDiagram(QMenu &menu, const ObjectId &id)
{
    const catalog::SnapshotPtr snapshot = m_state->snapshot();
    QStringList chosen;
    const auto selected = m_ui->treeView->selectionModel()->selectedRows();
    for (const QModelIndex &row : selected) {
        const auto other = row.data(ObjectTreeModel::ObjectRole).value<ObjectId>();
        if (other.kind == Kind::Table)
            chosen += {snapshot->schemaName(snapshot->schemaOf(other)), snapshot->name(other)};
    }
    QStringList path;
    if (chosen.size() > 2)
        path = QStringList{u"tables"_s} + chosen;
    else if (id.kind == Kind::Schema || id.kind == Kind::Table)
        path = {u"diagram"_s, snapshot->schemaName(snapshot->schemaOf(id))};
    if (path.isEmpty())
        return;
    if (chosen.size() <= 2 && id.kind == Kind::Table)
        path.append(snapshot->name(id));
    menu.addAction(
        chosen.size() > 2 ? tr("Diagram of %n chosen table(s)", nullptr, int(chosen.size() / 2))
        : id.kind == Kind::Schema ? tr("Diagram of this schema")
                                  : tr("Diagram of this table and its neighbours"),
        this, [this, path] {
            emit openRequested(
                {.place = address().place, .connection = address().connection, .path = path});
        });
}

void BrowsePage::showContextMenu(const QPoint &position)
{
    const QModelIndex index = m_ui->treeView->indexAt(position);
    const QVariant chosen = index.data(ObjectTreeModel::ObjectRole);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QPoint where = m_ui->treeView->viewport()->mapToGlobal(position);
    if (!chosen.isValid()) {
        if (index.data(ObjectTreeModel::ShelfRole).value<ObjectTreeModel::Shelf>() ==
            ObjectTreeModel::Shelf::Changed) {
            menu->addAction(tr("Mark all as looked at"), m_state.get(), &CatalogState::markAllSeen);
        }
        if (m_tree->hasChildren(index) && index.isValid())
            menu->addAction(m_ui->treeView->isExpanded(index) ? tr("Close") : tr("Open"), this,
                            [this, index = QPersistentModelIndex(index)] {
                                m_ui->treeView->setExpanded(index,
                                                            !m_ui->treeView->isExpanded(index));
                            });
        menu->popup(where);
        return;
    }
    const auto id = chosen.value<ObjectId>();
    const catalog::SnapshotPtr snapshot = m_state->snapshot();
    menu->addAction(tr("Open in a tab"), this, [this, id] { openObject(id); });
    const QStringList path = objectPath(*snapshot, id);
    if (m_state->pins().contains(path))
        menu->addAction(tr("Unpin"), m_state.get(), [this, path] { m_state->unpin(path); });
    else if (objectAt(*snapshot, path) == id)
        menu->addAction(tr("Pin"), m_state.get(), [this, path] { m_state->pin(path); });
    menu->addAction(tr("Copy name"), this, [snapshot, id] {
        QGuiApplication::clipboard()->setText(snapshot->sqlName(id));
    });
    menu->addAction(tr("Copy DDL"), this, [snapshot, id] {
        QGuiApplication::clipboard()->setText(catalog::DdlWriter(*snapshot).text(id));
    });
    if (const catalog::Relation *relation = snapshot->relation(id.oid);
        relation && catalog::Snapshot::idOf(*relation) == id) {
        menu->addAction(tr("Select its rows in a console"), this, [this, snapshot, id] {
            emit consoleRequested(u"SELECT *\n  FROM "_s + snapshot->sqlName(id) +
                                  u"\n LIMIT 100;\n"_s);
        });
    }
    addDiagram(*menu, id);
    m_actions->addTo(*menu, id);
    menu->popup(where);
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

void BrowsePage::expandAgain(const QModelIndex &parent, const QSet<QString> &keys,
                             const QSet<QString> &above)
{
    for (int row = 0; row < m_tree->rowCount(parent); ++row) {
        const QModelIndex child = m_tree->index(row, 0, parent);
        const QString key = child.data(ObjectTreeModel::KeyRole).toString();
        if (!keys.contains(key))
            continue;
        m_ui->treeView->expand(child);
        // In a folder of 10,000 tables nothing is asked unless one of them was open.
        if (above.contains(key))
            expandAgain(child, keys, above);
    }
}

void BrowsePage::restoreExpanded()
{
    if (m_expanded.isEmpty() && m_tree->rowCount() > 0) {
        // The first time something that people made stands open: public, or else the first schema
        // that holds anything.
        QModelIndex open;
        for (int row = 0; row < m_tree->rowCount(); ++row) {
            const QModelIndex schema = m_tree->index(row, 0);
            if (schema.data(ObjectTreeModel::ObjectRole).value<ObjectId>().kind != Kind::Schema ||
                m_tree->rowCount(schema) == 0)
                continue;
            if (!open.isValid() || schema.data() == u"public"_s)
                open = schema;
        }
        m_ui->treeView->expand(open);
        if (open.isValid() && m_tree->rowCount(open) == 1)
            m_ui->treeView->expand(m_tree->index(0, 0, open));
        chooseWanted();
        return;
    }
    QSet<QString> above;
    for (const QString &key : std::as_const(m_expanded))
        above.insert(ObjectTreeModel::keyAbove(key));
    expandAgain({}, {m_expanded.cbegin(), m_expanded.cend()}, above);
    if (const QModelIndex selected =
            m_selected.isEmpty() ? QModelIndex() : m_tree->indexOf(m_selected);
        selected.isValid()) {
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
    QStringList expanded = m_expanded;
    if (m_tree->filter().isEmpty() && m_tree->rowCount() > 0) {
        expanded.clear();
        collectExpanded({}, expanded);
    }
    const QModelIndex current = m_ui->treeView->currentIndex();
    return {{u"expanded"_s, QJsonArray::fromStringList(expanded.mid(0, 500))},
            {u"selected"_s,
             current.isValid() ? current.data(ObjectTreeModel::KeyRole).toString() : m_selected},
            {u"filter"_s, m_ui->filterEdit->text()},
            {u"members"_s, m_ui->membersButton->isChecked()},
            {u"system"_s, m_ui->systemButton->isChecked()}};
}

void BrowsePage::restoreState(const QJsonObject &state)
{
    m_ui->systemButton->setChecked(state.value(u"system"_s).toBool());
    m_ui->membersButton->setChecked(state.value(u"members"_s).toBool());
    m_expanded.clear();
    for (const QJsonValue &key : state.value(u"expanded"_s).toArray())
        m_expanded.append(key.toString());
    m_selected = state.value(u"selected"_s).toString();
    m_wanted = state.value(u"object"_s).toVariant().toStringList();
    m_ui->filterEdit->setText(state.value(u"filter"_s).toString());
    if (m_state->snapshot())
        restoreExpanded();
}

} // namespace howdah::gui

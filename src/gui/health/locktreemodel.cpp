#include "gui/health/locktreemodel.h"

#include "gui/common/plaintext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::gui {

struct LockTreeModel::Node
{
    int pid = 0;
    QString texts[ColumnCount];
    Node *parent = nullptr;
    int row = 0;
    Nodes children;
};

namespace {

/// "AccessExclusiveLock" → "AccessExclusive": every mode ends alike.
QString shortMode(QString mode)
{
    return mode.remove(u"Lock"_s);
}

} // namespace

LockTreeModel::LockTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
{}
LockTreeModel::~LockTreeModel() = default;

std::unique_ptr<LockTreeModel::Node> LockTreeModel::grow(const activity::Overview &overview,
                                                         int pid, Node *parent) const
{
    auto node = std::make_unique<Node>();
    node->pid = pid;
    node->parent = parent;
    const auto *session = overview.session(pid);
    if (!session)
        node->texts[SessionColumn] = pid == 0 ? tr("A prepared transaction") : QString::number(pid);
    else
        node->texts[SessionColumn] = u"%1 – %2"_s.arg(pid).arg(
            session->application.isEmpty() ? session->user : session->application);
    if (parent) {
        const auto wait = std::ranges::find_if(overview.waits, [&](const activity::LockWait &w) {
            return w.pid == pid && w.holder == parent->pid;
        });
        if (wait != overview.waits.end()) {
            node->texts[WantsColumn] =
                wait->heldMode.isEmpty()
                    ? tr("%1, queued behind it").arg(shortMode(wait->wantedMode))
                    : tr("%1 against %2", "lock modes: wanted, held by the session above")
                          .arg(shortMode(wait->wantedMode), shortMode(wait->heldMode));
            node->texts[ObjectColumn] = wait->object;
        }
    } else if (session) {
        node->texts[WantsColumn] = tr("holds the lock (%1)").arg(session->state);
    }
    // A deadlock that is not resolved yet is a circle.
    for (const Node *above = parent; above; above = above->parent) {
        if (above->pid == pid)
            return node;
    }
    const auto waiting = overview.waitingFor(pid);
    for (const int next : waiting) {
        auto child = grow(overview, next, node.get());
        child->row = int(node->children.size());
        node->children.push_back(std::move(child));
    }
    return node;
}

bool LockTreeModel::same(const Nodes &a, const Nodes &b)
{
    return std::ranges::equal(a, b, [](const auto &x, const auto &y) {
        return x->pid == y->pid && std::ranges::equal(x->texts, y->texts) &&
               same(x->children, y->children);
    });
}

void LockTreeModel::setOverview(const activity::Overview &overview)
{
    Nodes roots;
    const auto pids = overview.rootBlockers();
    for (const int pid : pids) {
        auto root = grow(overview, pid, nullptr);
        root->row = int(roots.size());
        roots.push_back(std::move(root));
    }
    if (same(roots, m_roots))
        return;
    beginResetModel();
    m_roots = std::move(roots);
    endResetModel();
}

const LockTreeModel::Nodes &LockTreeModel::childrenOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<const Node *>(index.constInternalPointer())->children
                           : m_roots;
}

QModelIndex LockTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    const auto &nodes = childrenOf(parent);
    if (row < 0 || size_t(row) >= nodes.size() || column < 0 || column >= ColumnCount ||
        parent.column() > 0)
        return {};
    return createIndex(row, column, nodes.at(size_t(row)).get());
}

QModelIndex LockTreeModel::parent(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    Node *above = static_cast<const Node *>(index.constInternalPointer())->parent;
    return above ? createIndex(above->row, 0, above) : QModelIndex();
}

int LockTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(childrenOf(parent).size());
}

int LockTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant LockTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto *node = static_cast<const Node *>(index.constInternalPointer());
    if (role == Qt::DisplayRole)
        return node->texts[index.column()];
    if (role == Qt::ToolTipRole)
        return plainToolTip(node->texts[index.column()]);
    return role == PidRole ? QVariant(node->pid) : QVariant();
}

QVariant LockTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractItemModel::headerData(section, orientation, role);
    switch (Column(section)) {
    case SessionColumn:
        return tr("Session");
    case WantsColumn:
        return tr("Wants");
    case ObjectColumn:
        return tr("On", "which object a lock is on, column heading");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace howdah::gui

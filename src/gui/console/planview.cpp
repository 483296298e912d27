#include "gui/console/planview.h"

#include "base/format.h"

#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

enum PlanColumn {
    NodeColumn,
    CostColumn,
    TimeColumn,
    PlannedColumn,
    ActualColumn,
    EstimateColumn,
    BuffersColumn,
    PlanColumnCount
};

/// 0 to 1: how much of the whole this node takes by itself.
constexpr int ShareRole = Qt::UserRole;
/// Many rows are nothing to be warned of.
constexpr int CalmRole = Qt::UserRole + 1;

double mostRows(const data::PlanNode &node)
{
    double most = node.actualRows.value_or(node.plannedRows);
    for (const data::PlanNode &child : node.children)
        most = std::max(most, mostRows(child));
    return most;
}

/// A bar behind the number. The number stays readable; the bar only helps the eye.
class BarDelegate final : public QStyledItemDelegate
{
public:
    BarDelegate(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        // A LIMIT costs less than the node it stops early.
        const double share = std::min(1.0, index.data(ShareRole).toDouble());
        if (share <= 0)
            return;
        const QRectF room = QRectF(option.rect).adjusted(6, 0, -6, -2);
        const QRectF bar(room.left(), room.bottom() - 3, std::max(1.0, room.width() * share), 3);
        painter->fillRect(bar, m_theme.color(share > 0.5 && !index.data(CalmRole).toBool()
                                                 ? Role::IndexBuild
                                                 : Role::Accent));
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const override
    {
        const QSize size = QStyledItemDelegate::sizeHint(option, index);
        return {size.width(), option.fontMetrics.height() + 8};
    }

private:
    const Theme &m_theme;
};

} // namespace

PlanView::PlanView(const Theme &theme, const data::Plan &plan, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    auto *summary = new QLabel(this);
    summary->setTextFormat(Qt::PlainText);
    summary->setProperty("look", u"secondary"_s);
    summary->setContentsMargins(8, 4, 8, 4);
    const auto milliseconds = [](double ms) {
        return format::duration(std::chrono::microseconds(qint64(ms * 1000)));
    };
    summary->setText(plan.analyzed
                         ? tr("Ran in %1, planned in %2. Bars show what each node takes by itself.")
                               .arg(milliseconds(plan.executionMs), milliseconds(plan.planningMs))
                         : tr("Not run: costs are the planner's estimate, in its own units."));

    auto *tree = new QTreeWidget(this);
    tree->setObjectName(u"planTree"_s);
    tree->setAccessibleName(tr("Execution plan"));
    tree->setColumnCount(PlanColumnCount);
    tree->setHeaderLabels({tr("Node"), tr("Cost"), tr("Time"), tr("Rows planned"), tr("Rows"),
                           tr("Estimate"), tr("Buffers")});
    for (int column = CostColumn; column < PlanColumnCount; ++column)
        tree->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    tree->setFrameShape(QFrame::NoFrame);
    tree->setUniformRowHeights(true);
    tree->setItemDelegate(new BarDelegate(theme, tree));
    m_mostRows = std::max(1.0, mostRows(plan.root));
    add(tree->invisibleRootItem(), plan.root, plan);
    tree->expandAll();
    tree->header()->setStretchLastSection(false);
    tree->header()->setSectionResizeMode(NodeColumn, QHeaderView::Stretch);
    for (int column = CostColumn; column < PlanColumnCount; ++column)
        tree->setColumnWidth(column, 118);
    tree->setColumnHidden(TimeColumn, !plan.analyzed);
    tree->setColumnHidden(ActualColumn, !plan.analyzed);
    tree->setColumnHidden(EstimateColumn, !plan.analyzed);
    tree->setColumnHidden(BuffersColumn, !plan.analyzed);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(summary);
    layout->addWidget(tree, 1);
}

void PlanView::add(QTreeWidgetItem *parent, const data::PlanNode &node, const data::Plan &plan)
{
    const QLocale locale;
    auto *item = new QTreeWidgetItem(parent);
    item->setText(NodeColumn,
                  node.target.isEmpty() ? node.type : node.type + u" \u00B7 "_s + node.target);
    item->setText(CostColumn, locale.toString(node.cost, 'f', 2));
    item->setData(CostColumn, ShareRole, plan.root.cost > 0 ? node.ownCost / plan.root.cost : 0.0);
    item->setText(PlannedColumn, format::count(qint64(node.plannedRows)));
    for (int column = CostColumn; column < PlanColumnCount; ++column)
        item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    if (node.actualRows) {
        item->setText(TimeColumn,
                      format::duration(std::chrono::microseconds(qint64(node.time * 1000))));
        item->setData(TimeColumn, ShareRole,
                      plan.root.time > 0 ? node.ownTime / plan.root.time : 0.0);
        item->setText(ActualColumn, format::count(qint64(*node.actualRows)));
        item->setText(BuffersColumn,
                      tr("%1 hit, %2 read")
                          .arg(format::count(node.sharedHit), format::count(node.sharedRead)));
        const double wrong = *node.misestimate();
        if (wrong >= data::badEstimate) {
            item->setText(EstimateColumn,
                          *node.actualRows > node.plannedRows * node.loops
                              ? tr("%1× too low").arg(locale.toString(wrong, 'f', 0))
                              : tr("%1× too high").arg(locale.toString(wrong, 'f', 0)));
            item->setIcon(EstimateColumn, m_theme.icon(u"warning"_s, Role::Staging));
            item->setForeground(EstimateColumn, m_theme.color(Role::Staging));
        } else {
            item->setText(EstimateColumn, tr("fair"));
            item->setForeground(EstimateColumn, m_theme.color(Role::SecondaryText));
        }
    }
    const int rowsColumn = node.actualRows ? ActualColumn : PlannedColumn;
    item->setData(rowsColumn, ShareRole, node.actualRows.value_or(node.plannedRows) / m_mostRows);
    item->setData(rowsColumn, CalmRole, true);
    for (const auto &[label, value] : node.details) {
        auto *detail = new QTreeWidgetItem(item, {tr("%1: %2").arg(label, value.left(500))});
        detail->setForeground(NodeColumn, m_theme.color(Role::SecondaryText));
        detail->setFirstColumnSpanned(true);
    }
    for (const data::PlanNode &child : node.children)
        add(item, child, plan);
}

} // namespace howdah::gui

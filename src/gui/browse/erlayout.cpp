#include "gui/browse/erlayout.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace howdah::gui {

namespace {

/// The longest way to a table that refers to none; arrows that close a circle are not followed.
class Ranks final
{
public:
    explicit Ranks(const ErGraph &graph)
        : m_targets(size_t(graph.boxes.size()))
        , m_rank(size_t(graph.boxes.size()), -1)
    {
        for (const auto &[from, to] : graph.arrows) {
            if (from != to)
                m_targets[size_t(from)].push_back(to);
        }
        m_open.assign(m_rank.size(), false);
        for (size_t i = 0; i < m_rank.size(); ++i)
            rank(int(i));
    }
    [[nodiscard]] int of(int box) const { return m_rank[size_t(box)]; }

private:
    int rank(int box)
    {
        const auto at = size_t(box);
        if (m_rank[at] >= 0 || m_open[at])
            return std::max(m_rank[at], 0);
        m_open[at] = true;
        int longest = 0;
        for (const int target : m_targets[at]) {
            if (!m_open[size_t(target)])
                longest = std::max(longest, rank(target) + 1);
        }
        m_open[at] = false;
        return m_rank[at] = longest;
    }

    std::vector<std::vector<int>> m_targets;
    std::vector<int> m_rank;
    std::vector<bool> m_open;
};

} // namespace

QList<QPointF> layOut(const ErGraph &graph)
{
    const qreal columnGap = graph.columnGap;
    const qreal rowGap = graph.rowGap;
    const auto count = size_t(graph.boxes.size());
    QList<QPointF> places(graph.boxes.size());
    std::vector<std::vector<int>> neighbours(count);
    for (const auto &[from, to] : graph.arrows) {
        if (from == to)
            continue;
        neighbours[size_t(from)].push_back(to);
        neighbours[size_t(to)].push_back(from);
    }
    const Ranks ranks(graph);
    std::vector<std::vector<int>> columns;
    std::vector<int> alone;
    for (size_t box = 0; box < count; ++box) {
        if (neighbours[box].empty()) {
            alone.push_back(int(box));
            continue;
        }
        const auto rank =
            size_t(graph.columns.isEmpty() ? ranks.of(int(box)) : graph.columns[qsizetype(box)]);
        if (columns.size() <= rank)
            columns.resize(rank + 1);
        columns[rank].push_back(int(box));
    }

    // Each box goes where its neighbours are, by turns from both sides; few rounds are enough.
    std::vector<double> order(count, 0);
    for (const auto &column : columns) {
        for (size_t row = 0; row < column.size(); ++row)
            order[size_t(column[row])] = double(row);
    }
    for (int round = 0; round < 12; ++round) {
        for (size_t i = 0; i < columns.size(); ++i) {
            auto &column = columns[round % 2 == 0 ? i : columns.size() - 1 - i];
            std::vector<std::pair<double, int>> wanted;
            for (const int box : column) {
                double sum = 0;
                for (const int neighbour : neighbours[size_t(box)])
                    sum += order[size_t(neighbour)];
                wanted.emplace_back(sum / double(neighbours[size_t(box)].size()), box);
            }
            std::ranges::stable_sort(wanted, {}, &std::pair<double, int>::first);
            for (size_t row = 0; row < wanted.size(); ++row) {
                column[row] = wanted[row].second;
                order[size_t(column[row])] = double(row) - double(column.size()) / 2;
            }
        }
    }

    qreal x = 0;
    qreal bottom = 0;
    std::vector<qreal> heights;
    for (const auto &column : columns) {
        qreal height = -rowGap;
        for (const int box : column)
            height += graph.boxes[box].height() + rowGap;
        heights.push_back(height);
        bottom = std::max(bottom, height);
    }
    for (size_t i = 0; i < columns.size(); ++i) {
        qreal y = (bottom - heights[i]) / 2;
        qreal width = 0;
        for (const int box : columns[i]) {
            places[box] = {x, y};
            y += graph.boxes[box].height() + rowGap;
            width = std::max(width, graph.boxes[box].width());
        }
        x += width + columnGap;
    }

    // The rest in rows about as wide as what stands above.
    const qreal width = std::max(x, 240 * std::ceil(std::sqrt(double(alone.size()))));
    qreal rowX = 0;
    qreal rowY = columns.empty() ? 0 : bottom + 2 * rowGap;
    qreal rowHeight = 0;
    for (const int box : alone) {
        if (rowX > 0 && rowX + graph.boxes[box].width() > width) {
            rowX = 0;
            rowY += rowHeight + rowGap;
            rowHeight = 0;
        }
        places[box] = {rowX, rowY};
        rowX += graph.boxes[box].width() + rowGap;
        rowHeight = std::max(rowHeight, graph.boxes[box].height());
    }
    return places;
}

QPainterPath arrowBetween(const QRectF &from, const QRectF &to)
{
    const bool leftwards = to.right() <= from.left();
    const bool rightwards = from.right() <= to.left();
    const QPointF start(leftwards ? from.left() : from.right(),
                        from.top() + std::min(from.height() / 2, 30.0));
    const QPointF end(leftwards    ? to.right()
                      : rightwards ? to.left()
                                   : to.right(),
                      to.top() + std::min(to.height() / 2, 16.0));
    const qreal bend = leftwards ? -48 : 48;
    const qreal backBend = leftwards ? 48 : rightwards ? -48 : 48;
    QPainterPath path(start);
    path.cubicTo(start + QPointF(bend, 0), end + QPointF(backBend, 0), end);
    const qreal direction = backBend > 0 ? 1 : -1;
    path.moveTo(end + QPointF(8 * direction, -4));
    path.lineTo(end);
    path.lineTo(end + QPointF(8 * direction, 4));
    return path;
}

} // namespace howdah::gui

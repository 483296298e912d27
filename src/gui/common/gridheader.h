#pragma once

#include "data/gridquery.h"
#include "gui/shell/theme.h"

#include <QHeaderView>

namespace howdah::gui {

/// The head of a table's columns: beside each name, never over it, an arrow where rows are sorted
/// by it, and its place among several keys. Works for a sorting proxy as well (the header's own
/// sort indicator).
class GridHeader final : public QHeaderView
{
    Q_OBJECT

public:
    explicit GridHeader(const Theme &theme, QWidget *parent = nullptr);

    /// The keys that the rows shown were sorted by, the first first.
    void setSortKeys(const QList<data::SortKey> &keys);
    /// Width that a column needs for its name and an arrow.
    [[nodiscard]] int widthOf(int section) const;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;

private:
    /// 0 for none, otherwise the place among the keys, from 1.
    [[nodiscard]] int keyOf(int section, bool *descending) const;
    [[nodiscard]] QFont nameFont() const;

    const Theme &m_theme;
    QList<data::SortKey> m_keys;
};

} // namespace howdah::gui

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace howdah::gui {

/// One line or one colour of bars: a value for each category, as exact decimal text; null where
/// there is none.
struct ChartSeries final
{
    QString name;
    QStringList values;
    bool isRest = false; ///< gathers what has no colour of its own
};

/// How the numbers of a chart are written.
enum class ChartUnit { Money, Milliseconds, Count };

/// Everything one chart shows. Numbers stay text until they become pixels.
struct ChartData final
{
    enum class Shape { StackedBars, Lines };

    Shape shape = Shape::StackedBars;
    ChartUnit unit = ChartUnit::Count;
    QString currency;
    QString categoryHeading;    ///< "Day"
    QStringList categories;     ///< "2026-03-01": for the table, the tool tip and CSV
    QStringList categoryLabels; ///< "1 Mar": for the axis
    QList<ChartSeries> series;

    [[nodiscard]] bool isEmpty() const;
    /// A value in words: "$1,234.57", "2.31 s", "12,345"; an en dash for none.
    [[nodiscard]] QString format(const QString &value) const;
    /// Header and rows with the exact values, as RFC 4180 has it.
    [[nodiscard]] QString toCsv() const;
};

} // namespace howdah::gui

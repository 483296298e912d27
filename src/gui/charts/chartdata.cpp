#include "gui/charts/chartdata.h"

#include "base/format.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace howdah::gui {

namespace {

QString csvField(QString text)
{
    if (text.contains(u'"') || text.contains(u',') || text.contains(u'\n') || text.contains(u'\r'))
        return u'"' + text.replace(u"\""_s, u"\"\""_s) + u'"';
    return text;
}

} // namespace

bool ChartData::isEmpty() const
{
    return std::ranges::all_of(series, [](const ChartSeries &each) {
        return std::ranges::all_of(each.values,
                                   [](const QString &value) { return value.isNull(); });
    });
}

QString ChartData::format(const QString &value) const
{
    if (value.isNull())
        return u"–"_s;
    switch (unit) {
    case ChartUnit::Money:
        return howdah::format::money(value, currency);
    case ChartUnit::Milliseconds:
        return howdah::format::duration(
            std::chrono::microseconds(std::llround(value.toDouble() * 1000)));
    case ChartUnit::Count:
        break;
    }
    bool whole = false;
    const qint64 count = value.toLongLong(&whole);
    return whole ? howdah::format::count(count) : value;
}

QString ChartData::toCsv() const
{
    QStringList header{csvField(categoryHeading)};
    for (const ChartSeries &each : series)
        header += csvField(each.name);
    QString csv = header.join(u',') + u"\r\n"_s;
    for (qsizetype i = 0; i < categories.size(); ++i) {
        QStringList line{csvField(categories.at(i))};
        for (const ChartSeries &each : series)
            line += csvField(each.values.value(i));
        csv += line.join(u',') + u"\r\n"_s;
    }
    return csv;
}

} // namespace howdah::gui

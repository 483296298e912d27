#include "base/format.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace howdah::format {

QString bytes(qint64 count, const QLocale &locale)
{
    if (count < 0)
        return u"?"_s;
    return locale.formattedDataSize(count, count < 1024 ? 0 : 1, QLocale::DataSizeIecFormat)
        .replace(u" bytes"_s, u" B"_s);
}

QString duration(std::chrono::microseconds value, const QLocale &locale)
{
    using namespace std::chrono;
    if (value < 0us)
        return u"-"_s + duration(-value, locale);
    const auto us = value.count();
    if (us < 10'000)
        return locale.toString(double(us) / 1e3, 'f', 1) + u" ms"_s;
    if (us < 1'000'000)
        return locale.toString(us / 1000) + u" ms"_s;
    if (us < 60'000'000)
        return locale.toString(double(us) / 1e6, 'f', 2) + u" s"_s;
    const auto seconds = us / 1'000'000;
    const auto two = [](qint64 n) { return QString::number(n).rightJustified(2, u'0'); };
    if (seconds < 3600)
        return QString::number(seconds / 60) + u" min "_s + two(seconds % 60) + u" s"_s;
    if (seconds < 86400)
        return QString::number(seconds / 3600) + u" h "_s + two(seconds / 60 % 60) + u" min"_s;
    return QString::number(seconds / 86400) + u" d "_s + QString::number(seconds / 3600 % 24) +
           u" h"_s;
}

QString count(qint64 value, const QLocale &locale)
{
    return locale.toString(value);
}

QString money(const QString &numeric, const QString &currency, const QLocale &locale)
{
    static const QRegularExpression decimal(u"^(-?)(\\d+)(?:\\.(\\d*))?$"_s);
    const auto match = decimal.match(numeric);
    if (!match.hasMatch())
        return numeric;
    // Digits as text: money never passes through a double.
    QString whole = match.captured(2);
    const QString fraction = match.captured(3).leftJustified(3, u'0');
    QString digits = whole + fraction.left(2);
    if (fraction.at(2) >= u'5') {
        qsizetype i = digits.size() - 1;
        while (i >= 0 && digits.at(i) == u'9')
            digits[i--] = u'0';
        if (i < 0)
            digits.prepend(u'1');
        else
            digits[i] = QChar(digits.at(i).unicode() + 1);
    }
    whole = digits.chopped(2);
    while (whole.size() > 1 && whole.startsWith(u'0'))
        whole.remove(0, 1);
    for (qsizetype i = whole.size() - 3; i > 0; i -= 3)
        whole.insert(i, locale.groupSeparator());
    const QString cents = digits.right(2);
    const bool negative = !match.captured(1).isEmpty() && (whole != u"0"_s || cents != u"00"_s);
    return (negative ? u"-"_s : QString()) + currency + whole + locale.decimalPoint() + cents;
}

} // namespace howdah::format

#include "metrics/decimal.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::metrics {

namespace {

/// Compares digit strings without leading zeros.
std::strong_ordering compareDigits(const QByteArray &a, const QByteArray &b)
{
    if (a.size() != b.size())
        return a.size() <=> b.size();
    return a.compare(b) <=> 0;
}

QByteArray trimmed(QByteArray digits)
{
    qsizetype zeros = 0;
    while (zeros < digits.size() - 1 && digits.at(zeros) == '0')
        ++zeros;
    return digits.sliced(zeros);
}

QByteArray sum(const QByteArray &a, const QByteArray &b)
{
    QByteArray result(std::max(a.size(), b.size()) + 1, '0');
    int carry = 0;
    for (qsizetype i = 0; i < result.size(); ++i) {
        const int digit = (i < a.size() ? a.at(a.size() - 1 - i) - '0' : 0) +
                          (i < b.size() ? b.at(b.size() - 1 - i) - '0' : 0) + carry;
        result[result.size() - 1 - i] = char('0' + digit % 10);
        carry = digit / 10;
    }
    return trimmed(result);
}

/// @p a is not smaller than @p b.
QByteArray difference(const QByteArray &a, const QByteArray &b)
{
    QByteArray result(a.size(), '0');
    int borrow = 0;
    for (qsizetype i = 0; i < a.size(); ++i) {
        int digit = a.at(a.size() - 1 - i) - '0' -
                    (i < b.size() ? b.at(b.size() - 1 - i) - '0' : 0) - borrow;
        borrow = digit < 0 ? 1 : 0;
        digit += 10 * borrow;
        result[a.size() - 1 - i] = char('0' + digit);
    }
    return trimmed(result);
}

} // namespace

Decimal::Decimal(QByteArray digits, qsizetype scale, bool negative)
    : m_digits(trimmed(std::move(digits)))
    , m_scale(scale)
    , m_negative(negative && m_digits != "0")
{}

std::optional<Decimal> Decimal::fromText(const QString &text)
{
    static const QRegularExpression pattern(u"^(-?)([0-9]+)(?:\\.([0-9]+))?$"_s);
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const QByteArray fraction = match.captured(3).toLatin1();
    return Decimal(match.captured(2).toLatin1() + fraction, fraction.size(),
                   !match.captured(1).isEmpty());
}

QByteArray Decimal::scaledTo(qsizetype scale) const
{
    return trimmed(m_digits + QByteArray(scale - m_scale, '0'));
}

QString Decimal::toText() const
{
    QByteArray text = m_digits;
    if (text.size() <= m_scale)
        text.prepend(QByteArray(m_scale - text.size() + 1, '0'));
    if (m_scale > 0)
        text.insert(text.size() - m_scale, '.');
    if (m_negative)
        text.prepend('-');
    return QString::fromLatin1(text);
}

Decimal operator+(const Decimal &a, const Decimal &b)
{
    const qsizetype scale = std::max(a.m_scale, b.m_scale);
    const QByteArray left = a.scaledTo(scale);
    const QByteArray right = b.scaledTo(scale);
    if (a.m_negative == b.m_negative)
        return {sum(left, right), scale, a.m_negative};
    if (compareDigits(left, right) >= 0)
        return {difference(left, right), scale, a.m_negative};
    return {difference(right, left), scale, b.m_negative};
}

std::strong_ordering operator<=>(const Decimal &a, const Decimal &b)
{
    if (a.m_negative != b.m_negative)
        return a.m_negative ? std::strong_ordering::less : std::strong_ordering::greater;
    const qsizetype scale = std::max(a.m_scale, b.m_scale);
    const auto order = compareDigits(a.scaledTo(scale), b.scaledTo(scale));
    return a.m_negative ? 0 <=> order : order;
}

} // namespace howdah::metrics

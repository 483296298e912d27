#pragma once

#include <QByteArray>
#include <QString>

#include <compare>
#include <optional>

namespace howdah::metrics {

/// An exact decimal number of any size, as PostgreSQL's numeric prints it. Only what adding up
/// amounts on the screen needs; whatever else is computed, the server computes.
class Decimal final
{
public:
    Decimal() = default;
    /// Nothing for text that is no plain decimal ("NaN", "1e5", "").
    [[nodiscard]] static std::optional<Decimal> fromText(const QString &text);

    /// Keeps the larger number of decimals of what was added: "1.50" + "2.5" is "4.00".
    [[nodiscard]] QString toText() const;
    /// For pixels, and nothing else.
    [[nodiscard]] double toDouble() const { return toText().toDouble(); }
    [[nodiscard]] bool isNegative() const { return m_negative; }

    friend Decimal operator+(const Decimal &a, const Decimal &b);
    friend Decimal operator-(const Decimal &a) { return {a.m_digits, a.m_scale, !a.m_negative}; }
    friend Decimal operator-(const Decimal &a, const Decimal &b) { return a + (-b); }
    friend std::strong_ordering operator<=>(const Decimal &a, const Decimal &b);
    friend bool operator==(const Decimal &a, const Decimal &b) { return (a <=> b) == 0; }

private:
    Decimal(QByteArray digits, qsizetype scale, bool negative);
    [[nodiscard]] QByteArray scaledTo(qsizetype scale) const;

    QByteArray m_digits = "0"; ///< all of them, most significant first, no leading zeros but one
    qsizetype m_scale = 0;     ///< how many stand behind the point
    bool m_negative = false;   ///< never for zero
};

} // namespace howdah::metrics

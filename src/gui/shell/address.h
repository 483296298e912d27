#pragma once

#include <QHashFunctions>
#include <QStringList>

namespace howdah::gui {

/// Where a tab leads: a place, the connection it looks at, and what inside. It survives restarts,
/// is what the command palette finds again, and equal addresses share one tab.
struct Address final
{
    QString
        place; ///< "browse", "console", "migrate", "protect", "analyse", "health", "connections"
    QString connection; ///< id of the connection profile, empty for pages that need none
    QStringList path;   ///< inside the place, e.g. {"table", "public", "llm_metrics"}; empty is its
                        ///< front page

    /// "browse:4f2c…/table/public/llm_metrics", every part percent-encoded.
    [[nodiscard]] QString toString() const;
    /// An empty place when @p text is no address.
    [[nodiscard]] static Address fromString(const QString &text);

    friend bool operator==(const Address &, const Address &) = default;
};

size_t qHash(const Address &address, size_t seed = 0);

} // namespace howdah::gui

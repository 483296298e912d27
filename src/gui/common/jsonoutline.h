#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>
#include <vector>

namespace howdah::gui {

/// One value of a JSON document as it is written: numbers digit by digit, keys in their order,
/// also those that come twice. (QJsonDocument rounds numbers and sorts keys.)
struct JsonNode final
{
    enum class Type { Null, Boolean, Number, String, Array, Object };

    Type type = Type::Null;
    QString key;                    ///< inside an object
    QString text;                   ///< of a leaf, a string without its quotes
    qsizetype size = 0;             ///< elements or keys, also those that were left out
    std::vector<JsonNode> children; ///< the first of them
};

/// A document with at most @p mostNodes values kept; nothing when it is no JSON, or nested deeper
/// than anybody reads.
[[nodiscard]] std::optional<JsonNode> jsonOutline(QByteArrayView text, int mostNodes);

} // namespace howdah::gui

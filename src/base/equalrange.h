#pragma once

#include <algorithm>
#include <functional>
#include <span>
#include <vector>

namespace howdah {

/// Those of the sorted @p items whose @p key is @p wanted. Instead of std::ranges::equal_range(),
/// whose result clang before 16 cannot use with libstdc++.
template<typename T, typename Wanted, typename Key = std::identity>
[[nodiscard]] std::span<const T> equalRange(std::span<const T> items, const Wanted &wanted,
                                            Key key = {})
{
    const auto first = std::ranges::lower_bound(items.begin(), items.end(), wanted, {}, key);
    const auto last = std::ranges::upper_bound(first, items.end(), wanted, {}, key);
    return items.subspan(size_t(first - items.begin()), size_t(last - first));
}

template<typename T, typename Wanted, typename Key = std::identity>
[[nodiscard]] std::span<const T> equalRange(const std::vector<T> &items, const Wanted &wanted,
                                            Key key = {})
{
    return equalRange(std::span<const T>(items), wanted, key);
}

} // namespace howdah

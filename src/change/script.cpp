#include "change/script.h"

#include <algorithm>

namespace howdah::change {

SourceMap SourceMap::ofText(const QString &text, Place start)
{
    SourceMap map;
    map.mark(0, start);
    int line = start.line;
    for (qsizetype i = text.indexOf(u'\n'); i >= 0; i = text.indexOf(u'\n', i + 1))
        map.mark(i + 1, {++line, 1});
    return map;
}

void SourceMap::mark(qsizetype index, Place place)
{
    if (!m_marks.isEmpty() && m_marks.constLast().index == index)
        m_marks.removeLast();
    Q_ASSERT(m_marks.isEmpty() || m_marks.constLast().index < index);
    m_marks.append({index, place});
}

Place SourceMap::at(qsizetype index) const
{
    const auto after = std::ranges::upper_bound(m_marks, index, {}, &Mark::index);
    if (after == m_marks.begin())
        return {};
    const Mark &mark = *std::prev(after);
    return {mark.place.line, mark.place.column + int(index - mark.index)};
}

} // namespace howdah::change

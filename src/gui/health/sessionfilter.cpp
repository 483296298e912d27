#include "gui/health/sessionfilter.h"

#include "gui/health/sessionmodel.h"

#include <algorithm>

namespace howdah::gui {

SessionFilter::SessionFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(SessionModel::SortRole);
    setDynamicSortFilter(true);
}

void SessionFilter::setWords(const QString &text)
{
    m_words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

void SessionFilter::setBackgroundShown(bool shown)
{
    m_background = shown;
    invalidateFilter();
}

void SessionFilter::setIdleShown(bool shown)
{
    m_idle = shown;
    invalidateFilter();
}

bool SessionFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    const bool client = index.data(SessionModel::ClientRole).toBool();
    if (!m_background && !client)
        return false;
    if (!m_idle && client &&
        index.data(SessionModel::ActivityRole).toInt() == int(SessionModel::Activity::Idle))
        return false;
    const QString text =
        m_words.isEmpty() ? QString() : index.data(SessionModel::SearchRole).toString();
    return std::ranges::all_of(
        m_words, [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace howdah::gui

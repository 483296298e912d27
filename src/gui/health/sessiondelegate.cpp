#include "gui/health/sessiondelegate.h"

#include "gui/health/sessionmodel.h"

#include <QFontDatabase>

using namespace Qt::StringLiterals;

namespace howdah::gui {

SessionDelegate::SessionDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{}

void SessionDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const auto activity = SessionModel::Activity(index.data(SessionModel::ActivityRole).toInt());
    const auto tint = [&](Role role) {
        option->palette.setColor(QPalette::Text, m_theme.color(role));
        option->palette.setColor(QPalette::HighlightedText, m_theme.color(role));
    };
    const auto mark = [&](const QString &icon, Role role) {
        if (index.column() == SessionModel::StateColumn) {
            option->icon = m_theme.icon(icon, role);
            option->decorationSize = QSize(14, 14);
            option->features |= QStyleOptionViewItem::HasDecoration;
        }
        if (index.column() == SessionModel::StateColumn ||
            index.column() == SessionModel::SinceColumn)
            tint(role);
    };
    switch (activity) {
    case SessionModel::Activity::Idle:
        tint(Role::SecondaryText);
        break;
    case SessionModel::Activity::Active:
        mark(u"play"_s, Role::Development);
        break;
    case SessionModel::Activity::Slow:
        mark(u"clock"_s, Role::Staging);
        break;
    case SessionModel::Activity::IdleInTransaction:
        mark(u"pause"_s, Role::Staging);
        break;
    case SessionModel::Activity::Blocked:
        mark(u"lock"_s, Role::Production);
        break;
    }
    if (index.column() == SessionModel::StatementColumn)
        option->font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
}

} // namespace howdah::gui

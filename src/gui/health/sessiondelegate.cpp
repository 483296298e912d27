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
    const auto mark = [&](const QString &icon, Role role) {
        if (index.column() == SessionModel::StateColumn) {
            option->icon = m_theme.icon(icon, role);
            option->decorationSize = QSize(14, 14);
            option->features |= QStyleOptionViewItem::HasDecoration;
        }
        const bool telling = index.column() == SessionModel::StateColumn ||
                             index.column() == SessionModel::SinceColumn;
        if (telling)
            option->palette.setColor(QPalette::Text, m_theme.color(role));
    };
    switch (activity) {
    case SessionModel::Activity::Idle:
        option->palette.setColor(QPalette::Text, m_theme.color(Role::SecondaryText));
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

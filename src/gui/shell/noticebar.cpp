#include "gui/shell/noticebar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace howdah::gui {

NoticeBar::NoticeBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    hide();
}

void NoticeBar::show(const QString &id, const QString &text, const QString &actionText,
                     std::function<void()> action)
{
    settle(id);
    auto *notice = new QWidget(this);
    notice->setObjectName(u"notice_"_s + id);
    notice->setProperty("look", u"notice"_s);
    notice->setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QHBoxLayout(notice);
    layout->setContentsMargins(12, 4, 8, 4);
    auto *icon = new QLabel(notice);
    icon->setPixmap(
        m_theme.icon(u"warning"_s, Role::Staging).pixmap(QSize(16, 16), devicePixelRatioF()));
    auto *label = new QLabel(notice);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setWordWrap(true);
    layout->addWidget(icon);
    layout->addWidget(label, 1);
    if (!actionText.isEmpty()) {
        auto *button = new QPushButton(actionText, notice);
        layout->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, id, action = std::move(action)] {
            if (action)
                action();
            settle(id);
        });
    }
    auto *dismiss = new QToolButton(notice);
    dismiss->setIcon(m_theme.icon(u"close"_s, Role::SecondaryText));
    dismiss->setToolTip(tr("Dismiss"));
    dismiss->setAccessibleName(tr("Dismiss"));
    layout->addWidget(dismiss);
    connect(dismiss, &QToolButton::clicked, this, [this, id] { settle(id); });
    m_layout->addWidget(notice);
    setVisible(true);
}

void NoticeBar::settle(const QString &id)
{
    QWidget *notice = line(id);
    if (!notice)
        return;
    // The name goes at once, since the widget itself may be in the middle of a click.
    notice->setObjectName({});
    notice->hide();
    m_layout->removeWidget(notice);
    notice->deleteLater();
    setVisible(m_layout->count() > 0);
}

QWidget *NoticeBar::line(const QString &id) const
{
    return findChild<QWidget *>(u"notice_"_s + id, Qt::FindDirectChildrenOnly);
}

} // namespace howdah::gui

#include "gui/migrate/migrationoutcomebar.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace howdah::gui {

MigrationOutcomeBar::MigrationOutcomeBar(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_icon(new QLabel)
    , m_text(new QLabel)
{
    setProperty("look", u"notice"_s);
    hide();
    m_text->setObjectName(u"outcomeLabel"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByKeyboard | Qt::TextSelectableByMouse);
    auto *copy = new QToolButton;
    copy->setText(tr("&Copy"));
    copy->setToolTip(tr("Copy all of it"));
    connect(copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_text->text()); });
    auto *dismiss = new QToolButton;
    dismiss->setText(tr("Dismiss"));
    connect(dismiss, &QToolButton::clicked, this, &QWidget::hide);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 8, 6);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(copy);
    layout->addWidget(dismiss);
    // Its icon has the colours of the theme that was.
    connect(&m_theme, &Theme::changed, this, &QWidget::hide);
}

void MigrationOutcomeBar::showSuccess(const QString &text)
{
    showText(u"check"_s, Role::Development, tr("Done"), text);
}

void MigrationOutcomeBar::showFailure(const Error &error, const QString &text)
{
    showText(u"error"_s, Role::Production, tr("Failed"), error.toText() + u'\n' + text);
}

void MigrationOutcomeBar::showText(const QString &iconName, Role role,
                                   const QString &accessibleName, const QString &text)
{
    m_icon->setPixmap(m_theme.icon(iconName, role).pixmap(QSize(16, 16), devicePixelRatioF()));
    m_icon->setAccessibleName(accessibleName);
    m_text->setText(text);
    setVisible(true);
}

} // namespace howdah::gui

#include "gui/common/statepane.h"

#include "gui/common/errortext.h"

#include <QApplication>
#include <QClipboard>
#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace howdah::gui {

namespace {

constexpr int textWidth = 560;

QLabel *centred(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setFixedWidth(textWidth);
    return label;
}

} // namespace

StatePane::StatePane(const Theme &theme, QWidget *content, QWidget *parent)
    : QStackedWidget(parent)
    , m_theme(theme)
    , m_content(content)
    , m_message(new QWidget(this))
    , m_busy(new QWidget(this))
    , m_icon(new QLabel(m_message))
    , m_heading(centred(m_message))
    , m_text(centred(m_message))
    , m_detail(new QPlainTextEdit(m_message))
    , m_action(new QPushButton(m_message))
    , m_copy(new QToolButton(m_message))
    , m_busyText(centred(m_busy))
    , m_busyDelay(new QTimer(this))
{
    m_icon->setAlignment(Qt::AlignCenter);
    m_heading->setProperty("look", u"heading"_s);
    m_heading->setObjectName(u"stateHeading"_s);
    m_text->setProperty("look", u"secondary"_s);
    m_text->setObjectName(u"stateText"_s);
    m_detail->setObjectName(u"stateDetail"_s);
    m_detail->setReadOnly(true);
    m_detail->setFixedSize(textWidth, 110);
    m_detail->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_detail->setAccessibleName(tr("What the server said"));
    m_action->setObjectName(u"stateAction"_s);
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Copies the whole message"));
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_action);
    buttons->addWidget(m_copy);
    buttons->addStretch();
    auto *message = new QVBoxLayout(m_message);
    message->setSpacing(8);
    message->addStretch(2);
    message->addWidget(m_icon, 0, Qt::AlignHCenter);
    message->addWidget(m_heading, 0, Qt::AlignHCenter);
    message->addWidget(m_text, 0, Qt::AlignHCenter);
    message->addWidget(m_detail, 0, Qt::AlignHCenter);
    message->addLayout(buttons);
    message->addStretch(3);

    auto *bar = new QProgressBar(m_busy);
    bar->setRange(0, 0);
    bar->setTextVisible(false);
    bar->setFixedWidth(240);
    auto *stop = new QPushButton(tr("Cancel"), m_busy);
    stop->setObjectName(u"stateCancel"_s);
    auto *busy = new QVBoxLayout(m_busy);
    busy->setSpacing(12);
    busy->addStretch(2);
    busy->addWidget(m_busyText, 0, Qt::AlignHCenter);
    busy->addWidget(bar, 0, Qt::AlignHCenter);
    busy->addWidget(stop, 0, Qt::AlignHCenter);
    busy->addStretch(3);

    addWidget(m_content);
    addWidget(m_message);
    addWidget(m_busy);
    m_busyDelay->setSingleShot(true);
    m_busyDelay->setInterval(300ms);
    connect(m_busyDelay, &QTimer::timeout, this, [this] { setCurrentWidget(m_busy); });
    connect(m_action, &QPushButton::clicked, this, &StatePane::actionTriggered);
    connect(stop, &QPushButton::clicked, this, &StatePane::cancelRequested);
    connect(m_copy, &QToolButton::clicked, this, [this] {
        QApplication::clipboard()->setText(m_heading->text() + u'\n' + m_detail->toPlainText());
    });
    connect(&theme, &Theme::changed, this, &StatePane::updateIcon);
}

void StatePane::showContent()
{
    m_busyDelay->stop();
    setCurrentWidget(m_content);
}

void StatePane::showEmpty(const QString &iconName, const QString &heading, const QString &text,
                          const QString &actionText)
{
    m_isError = false;
    m_detail->hide();
    m_copy->hide();
    showMessage(iconName, Role::SecondaryText, heading, text, actionText);
}

void StatePane::showBusy(const QString &text)
{
    m_busyText->setText(text);
    if (currentWidget() != m_busy)
        m_busyDelay->start();
}

void StatePane::showError(const Error &error, const QString &actionText)
{
    const ErrorText words = describe(error);
    m_isError = true;
    m_detail->setPlainText(words.detail);
    m_detail->show();
    m_copy->show();
    showMessage(u"error"_s, Role::Production, words.heading, words.next,
                actionText.isNull() ? tr("Try again") : actionText);
}

QString StatePane::shownError() const
{
    return m_isError && currentWidget() == m_message ? m_heading->text() : QString();
}

void StatePane::showMessage(const QString &iconName, Role role, const QString &heading,
                            const QString &text, const QString &actionText)
{
    m_busyDelay->stop();
    m_iconName = iconName;
    m_iconRole = role;
    updateIcon();
    m_heading->setText(heading);
    m_text->setText(text);
    // Aligned in its layout, a label gets the height of its size hint, which knows no wrapping.
    m_text->setFixedHeight(std::max(0, m_text->heightForWidth(textWidth)));
    m_text->setVisible(!text.isEmpty());
    m_action->setText(actionText);
    m_action->setVisible(!actionText.isEmpty());
    setCurrentWidget(m_message);
}

void StatePane::updateIcon()
{
    m_icon->setPixmap(
        m_theme.icon(m_iconName, m_iconRole).pixmap(QSize(40, 40), devicePixelRatioF()));
}

} // namespace howdah::gui

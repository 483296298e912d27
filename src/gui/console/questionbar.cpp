#include "gui/console/questionbar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace howdah::gui {

QuestionBar::QuestionBar(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_proceed(new QPushButton(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setObjectName(u"questionText"_s);
    m_proceed->setObjectName(u"proceedButton"_s);
    m_cancel->setObjectName(u"cancelQuestionButton"_s);
    m_proceed->setAutoDefault(false);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(8, 6, 8, 6);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_proceed);
    row->addWidget(m_cancel);
    connect(m_proceed, &QPushButton::clicked, this, [this] {
        hide();
        emit accepted();
    });
    connect(m_cancel, &QPushButton::clicked, this, &QuestionBar::dismiss);
    hide();
}

void QuestionBar::ask(const QString &text, const QString &proceed)
{
    m_icon->setPixmap(m_theme.icon(u"warning"_s, Role::Staging).pixmap(18, 18));
    m_text->setText(text);
    m_proceed->setText(proceed);
    show();
    m_cancel->setFocus();
}

void QuestionBar::dismiss()
{
    if (isHidden())
        return;
    hide();
    emit rejected();
}

void QuestionBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        QFrame::keyPressEvent(event);
}

} // namespace howdah::gui

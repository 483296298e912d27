#include "gui/console/findbar.h"

#include "base/format.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace howdah::gui {

namespace {

/// So many are marked and counted; more is "many" to anybody.
constexpr qsizetype mostMarked = 1000;

QToolButton *toggle(const QString &text, const QString &what, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setToolTip(what);
    button->setAccessibleName(what);
    button->setCheckable(true);
    return button;
}

QToolButton *arrow(const QIcon &icon, const QString &what, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(icon);
    button->setToolTip(what);
    button->setAccessibleName(what);
    return button;
}

} // namespace

FindBar::FindBar(const Theme &theme, CodeEdit *edit, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_edit(edit)
    , m_find(new QLineEdit(this))
    , m_replace(new QLineEdit(this))
    , m_case(toggle(u"Aa"_s, tr("Capitals count"), this))
    , m_words(toggle(u"W"_s, tr("Whole words only"), this))
    , m_expression(toggle(u".*"_s, tr("Regular expression"), this))
    , m_count(new QLabel(this))
    , m_replaceRow(new QWidget(this))
{
    m_find->setObjectName(u"findEdit"_s);
    m_find->setPlaceholderText(tr("Find in this text"));
    m_find->setAccessibleName(tr("Text to find"));
    m_find->setClearButtonEnabled(true);
    m_replace->setObjectName(u"replaceEdit"_s);
    m_replace->setPlaceholderText(tr("Replace with"));
    m_replace->setAccessibleName(tr("Text to put in its place"));
    m_case->setObjectName(u"findCaseButton"_s);
    m_words->setObjectName(u"findWordsButton"_s);
    m_expression->setObjectName(u"findExpressionButton"_s);
    m_count->setObjectName(u"findCount"_s);
    m_count->setTextFormat(Qt::PlainText);
    m_count->setProperty("look", u"secondary"_s);
    m_count->setMinimumWidth(110);
    auto *previous = arrow(theme.icon(u"chevron-up"_s), tr("Previous (Shift+F3)"), this);
    auto *next = arrow(theme.icon(u"chevron-down"_s), tr("Next (F3 or Enter)"), this);
    auto *close = arrow(theme.icon(u"close"_s), tr("Close (Esc)"), this);
    connect(&theme, &Theme::changed, this, [this, previous, next, close] {
        previous->setIcon(m_theme.icon(u"chevron-up"_s));
        next->setIcon(m_theme.icon(u"chevron-down"_s));
        close->setIcon(m_theme.icon(u"close"_s));
        showMatches();
    });

    auto *findRow = new QHBoxLayout;
    findRow->setSpacing(4);
    findRow->addWidget(m_find, 1);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_case, m_words, m_expression, previous,
                                                            next, m_count, close})
        findRow->addWidget(widget);
    auto *replaceOne = new QPushButton(tr("Replace"), m_replaceRow);
    replaceOne->setObjectName(u"replaceButton"_s);
    auto *replaceEvery = new QPushButton(tr("Replace All"), m_replaceRow);
    replaceEvery->setObjectName(u"replaceAllButton"_s);
    auto *replaceLayout = new QHBoxLayout(m_replaceRow);
    replaceLayout->setContentsMargins(0, 0, 0, 0);
    replaceLayout->setSpacing(4);
    replaceLayout->addWidget(m_replace, 1);
    replaceLayout->addWidget(replaceOne);
    replaceLayout->addWidget(replaceEvery);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(4);
    layout->addLayout(findRow);
    layout->addWidget(m_replaceRow);

    m_typing.setSingleShot(true);
    m_typing.setInterval(150ms);
    connect(&m_typing, &QTimer::timeout, this, &FindBar::showMatches);
    connect(m_find, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        if (!isHidden())
            m_typing.start();
    });
    connect(m_edit, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        if (!isHidden())
            m_typing.start();
    });
    for (QToolButton *button : {m_case, m_words, m_expression})
        connect(button, &QToolButton::toggled, this, &FindBar::showMatches);
    connect(previous, &QToolButton::clicked, this, &FindBar::findPrevious);
    connect(next, &QToolButton::clicked, this, &FindBar::findNext);
    connect(close, &QToolButton::clicked, this, [this] {
        hide();
        m_edit->setFocus();
    });
    connect(replaceOne, &QPushButton::clicked, this, &FindBar::replaceCurrent);
    connect(replaceEvery, &QPushButton::clicked, this, &FindBar::replaceAll);
    connect(m_replace, &QLineEdit::returnPressed, this, &FindBar::replaceCurrent);
    hide();
}

void FindBar::open()
{
    const QString selected = m_edit->textCursor().selectedText();
    if (!selected.isEmpty() && !selected.contains(QChar::ParagraphSeparator)) {
        m_expression->setChecked(false);
        m_find->setText(selected);
    }
    show();
    m_find->setFocus();
    m_find->selectAll();
    showMatches();
}

void FindBar::openFind()
{
    m_replaceRow->hide();
    open();
}

void FindBar::openReplace()
{
    m_replaceRow->show();
    open();
}

std::optional<QRegularExpression> FindBar::expression() const
{
    if (m_find->text().isEmpty())
        return std::nullopt;
    QString pattern =
        m_expression->isChecked() ? m_find->text() : QRegularExpression::escape(m_find->text());
    if (m_words->isChecked())
        pattern = u"\\b(?:"_s + pattern + u")\\b"_s;
    QRegularExpression::PatternOptions options =
        QRegularExpression::MultilineOption | QRegularExpression::UseUnicodePropertiesOption;
    if (!m_case->isChecked())
        options |= QRegularExpression::CaseInsensitiveOption;
    return QRegularExpression(pattern, options);
}

QList<FindBar::Match> FindBar::matches(qsizetype most) const
{
    QList<Match> found;
    const auto wanted = expression();
    if (!wanted || !wanted->isValid())
        return found;
    auto all = wanted->globalMatch(m_edit->toPlainText());
    while (all.hasNext() && found.size() < most) {
        const auto match = all.next();
        if (match.capturedLength() > 0)
            found.append({.begin = int(match.capturedStart()), .end = int(match.capturedEnd())});
    }
    return found;
}

void FindBar::showMatches()
{
    if (isHidden())
        return;
    const auto wanted = expression();
    const auto found = matches(mostMarked + 1);
    const bool many = found.size() > mostMarked;
    const QTextCursor cursor = m_edit->textCursor();
    QList<QTextEdit::ExtraSelection> marks;
    qsizetype current = -1;
    for (qsizetype i = 0; i < std::min(found.size(), mostMarked); ++i) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(m_edit->document());
        mark.cursor.setPosition(found.at(i).begin);
        mark.cursor.setPosition(found.at(i).end, QTextCursor::KeepAnchor);
        mark.format.setBackground(m_theme.color(Role::Selection));
        mark.format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
        mark.format.setUnderlineColor(m_theme.color(Role::Accent));
        marks += mark;
        if (found.at(i).begin == cursor.selectionStart() &&
            found.at(i).end == cursor.selectionEnd())
            current = i;
    }
    m_edit->setMarks(CodeEdit::Layer::Matches, marks);
    const QString total =
        many ? tr("more than %1").arg(format::count(mostMarked)) : format::count(found.size());
    if (!wanted)
        m_count->clear();
    else if (!wanted->isValid())
        m_count->setText(tr("No regular expression: %1").arg(wanted->errorString()));
    else if (found.isEmpty())
        m_count->setText(tr("Not found"));
    else if (current >= 0)
        m_count->setText(tr("%1 of %2").arg(format::count(current + 1), total));
    else
        m_count->setText(tr("%1 found").arg(total));
}

void FindBar::choose(const Match &match)
{
    QTextCursor cursor = m_edit->textCursor();
    cursor.setPosition(match.begin);
    cursor.setPosition(match.end, QTextCursor::KeepAnchor);
    m_edit->setTextCursor(cursor);
    m_edit->centerCursor();
    showMatches();
}

void FindBar::findNext()
{
    const auto found = matches(std::numeric_limits<qsizetype>::max());
    if (found.isEmpty()) {
        showMatches();
        return;
    }
    const QTextCursor cursor = m_edit->textCursor();
    const int from = cursor.hasSelection() ? cursor.selectionStart() + 1 : cursor.position();
    const auto next = std::ranges::lower_bound(found, from, {}, &Match::begin);
    choose(next == found.end() ? found.constFirst() : *next);
}

void FindBar::findPrevious()
{
    const auto found = matches(std::numeric_limits<qsizetype>::max());
    if (found.isEmpty()) {
        showMatches();
        return;
    }
    const auto next =
        std::ranges::lower_bound(found, m_edit->textCursor().selectionStart(), {}, &Match::begin);
    choose(next == found.begin() ? found.constLast() : *(next - 1));
}

QString FindBar::replacementFor(const QString &found, const QRegularExpression &expression) const
{
    // Only an expression has groups that "\1" could mean.
    return m_expression->isChecked() ? QString(found).replace(expression, m_replace->text())
                                     : m_replace->text();
}

void FindBar::replaceCurrent()
{
    const auto wanted = expression();
    QTextCursor cursor = m_edit->textCursor();
    const QString selected = cursor.selectedText().replace(QChar::ParagraphSeparator, u'\n');
    const auto found = matches(std::numeric_limits<qsizetype>::max());
    const bool onMatch = std::ranges::any_of(found, [&cursor](const Match &match) {
        return match.begin == cursor.selectionStart() && match.end == cursor.selectionEnd();
    });
    if (wanted && onMatch) {
        cursor.insertText(replacementFor(selected, *wanted));
        m_edit->setTextCursor(cursor);
    }
    findNext();
}

void FindBar::replaceAll()
{
    const auto wanted = expression();
    const auto found = matches(std::numeric_limits<qsizetype>::max());
    if (!wanted || found.isEmpty()) {
        showMatches();
        return;
    }
    const QString text = m_edit->toPlainText();
    QTextCursor step(m_edit->document());
    step.beginEditBlock();
    for (auto match = found.rbegin(); match != found.rend(); ++match) {
        step.setPosition(match->begin);
        step.setPosition(match->end, QTextCursor::KeepAnchor);
        step.insertText(replacementFor(text.mid(match->begin, match->end - match->begin), *wanted));
    }
    step.endEditBlock();
    showMatches();
    m_typing.stop();
    m_count->setText(tr("%1 replaced").arg(format::count(found.size())));
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    const bool back = event->modifiers() & Qt::ShiftModifier;
    switch (event->key()) {
    case Qt::Key_Escape:
        hide();
        m_edit->setFocus();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_find->hasFocus()) {
            if (back)
                findPrevious();
            else
                findNext();
        }
        return;
    default:
        QFrame::keyPressEvent(event);
    }
}

void FindBar::hideEvent(QHideEvent *event)
{
    m_typing.stop();
    m_edit->setMarks(CodeEdit::Layer::Matches, {});
    QFrame::hideEvent(event);
}

} // namespace howdah::gui

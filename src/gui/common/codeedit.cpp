#include "gui/common/codeedit.h"

#include "gui/common/sqlhighlighter.h"

#include <QFontDatabase>
#include <QPainter>
#include <QTextBlock>

#include <algorithm>

namespace howdah::gui {

namespace {

constexpr int padding = 8;
constexpr int barWidth = 3;

} // namespace

class CodeEdit::Gutter final : public QWidget
{
public:
    explicit Gutter(CodeEdit *editor)
        : QWidget(editor)
        , m_editor(editor)
    {}
    [[nodiscard]] QSize sizeHint() const override { return {m_editor->gutterWidth(), 0}; }

protected:
    void paintEvent(QPaintEvent *event) override { m_editor->paintGutter(event); }

private:
    CodeEdit *m_editor;
};

CodeEdit::CodeEdit(const Theme &theme, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_theme(theme)
    , m_gutter(new Gutter(this))
{
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setLineWrapMode(NoWrap);
    setTabStopDistance(4 * fontMetrics().horizontalAdvance(QLatin1Char(' ')));
    setFrameShape(NoFrame);
    new SqlHighlighter(theme, document());
    connect(this, &QPlainTextEdit::blockCountChanged, this, &CodeEdit::layoutGutter);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &rect, int dy) {
        if (dy != 0)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
    connect(this, &QPlainTextEdit::cursorPositionChanged, m_gutter, qOverload<>(&QWidget::update));
    connect(document(), &QTextDocument::contentsChange, this,
            [this](int at, int removed, int added) {
                // Typing over what was wrong takes the wave away.
                if (m_error.hasSelection() && at <= m_error.selectionEnd() &&
                    at + std::max(removed, added) >= m_error.selectionStart())
                    setErrorRange(0, 0);
            });
    connect(&theme, &Theme::changed, this, [this] {
        updateMarks();
        m_gutter->update();
    });
    layoutGutter();
}

void CodeEdit::setLineNumbersVisible(bool visible)
{
    m_lineNumbers = visible;
    layoutGutter();
}

void CodeEdit::setCurrentRange(int begin, int end)
{
    m_currentBegin = begin;
    m_currentEnd = end;
    m_gutter->update();
}

void CodeEdit::setErrorRange(int begin, int end)
{
    m_error = QTextCursor();
    if (end > begin) {
        const int last = document()->characterCount() - 1;
        m_error = QTextCursor(document());
        m_error.setPosition(std::clamp(begin, 0, last));
        m_error.setPosition(std::clamp(end, 0, last), QTextCursor::KeepAnchor);
    }
    updateMarks();
}

void CodeEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    layoutGutter();
}

void CodeEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        layoutGutter();
}

void CodeEdit::layoutGutter()
{
    const int width = gutterWidth();
    setViewportMargins(width, 0, 0, 0);
    const QRect inside = contentsRect();
    m_gutter->setGeometry(inside.left(), inside.top(), width, inside.height());
    m_gutter->setVisible(width > 0);
}

int CodeEdit::gutterWidth() const
{
    if (!m_lineNumbers)
        return padding;
    const int digits = std::max(2, int(QString::number(blockCount()).size()));
    return barWidth + 2 * padding + digits * fontMetrics().horizontalAdvance(QLatin1Char('9'));
}

void CodeEdit::paintGutter(QPaintEvent *event)
{
    QPainter painter(m_gutter);
    painter.fillRect(event->rect(), m_theme.color(Role::Surface));
    painter.setFont(font());
    const bool hasRange = m_currentEnd > m_currentBegin;
    const int currentLine = textCursor().blockNumber();
    QTextBlock block = firstVisibleBlock();
    qreal top = blockBoundingGeometry(block).translated(contentOffset()).top();
    while (block.isValid() && top <= event->rect().bottom()) {
        const qreal height = blockBoundingRect(block).height();
        if (block.isVisible() && top + height >= event->rect().top()) {
            if (hasRange && block.position() < m_currentEnd &&
                block.position() + block.length() > m_currentBegin) {
                painter.fillRect(QRectF(0, top, barWidth, height), m_theme.color(Role::Accent));
            }
            if (m_lineNumbers) {
                const bool here = block.blockNumber() == currentLine && !isReadOnly();
                painter.setPen(m_theme.color(here ? Role::Text : Role::DisabledText));
                painter.drawText(
                    QRectF(0, top, m_gutter->width() - padding, fontMetrics().height()),
                    Qt::AlignRight | Qt::AlignTop, QString::number(block.blockNumber() + 1));
            }
        }
        top += height;
        block = block.next();
    }
}

void CodeEdit::setMarks(Layer layer, const QList<QTextEdit::ExtraSelection> &marks)
{
    auto &old = m_marks.at(size_t(layer));
    if (old.isEmpty() && marks.isEmpty())
        return;
    old = marks;
    updateMarks();
}

void CodeEdit::updateMarks()
{
    QList<QTextEdit::ExtraSelection> selections;
    for (const auto &layer : m_marks)
        selections += layer;
    if (m_error.hasSelection()) {
        QTextEdit::ExtraSelection wave;
        wave.cursor = m_error;
        wave.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        wave.format.setUnderlineColor(m_theme.color(Role::Production));
        selections += wave;
    }
    setExtraSelections(selections);
}

CodeView::CodeView(const Theme &theme, QWidget *parent)
    : CodeEdit(theme, parent)
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLineNumbersVisible(false);
    setAccessibleName(tr("SQL"));
}

void CodeView::setSql(const QString &sql)
{
    if (sql != toPlainText())
        setPlainText(sql);
}

} // namespace howdah::gui

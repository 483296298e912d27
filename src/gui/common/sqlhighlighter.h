#pragma once

#include "gui/shell/theme.h"

#include <KSyntaxHighlighting/SyntaxHighlighter>

#include <QElapsedTimer>
#include <QTextCursor>
#include <QTimer>

namespace howdah::gui {

/// Colours PostgreSQL's SQL by KSyntaxHighlighting's definition in the colours of our own theme,
/// and again when that changes. It takes a few milliseconds at a time and goes on in the next turn
/// of the event loop, so that a long text stalls nobody; very long texts and lines stay plain.
class SqlHighlighter final : public KSyntaxHighlighting::SyntaxHighlighter
{
    Q_OBJECT

public:
    SqlHighlighter(const Theme &theme, QTextDocument *document);

protected:
    void highlightBlock(const QString &text) override;
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format) override;

private:
    void goOn();

    const Theme &m_theme;
    QElapsedTimer m_clock; ///< of this turn of the event loop
    QTimer m_nextTurn;
    QTextCursor m_rest; ///< where the first block begins that had to wait; null for none
};

} // namespace howdah::gui

#pragma once

#include "gui/shell/theme.h"

#include <KSyntaxHighlighting/SyntaxHighlighter>

namespace howdah::gui {

/// Colours PostgreSQL's SQL by KSyntaxHighlighting's definition in the colours of our own theme,
/// and again when that changes. Very long texts stay plain: a document is coloured in one go, on
/// the GUI thread.
class SqlHighlighter final : public KSyntaxHighlighting::SyntaxHighlighter
{
    Q_OBJECT

public:
    static constexpr int longestText = 400'000; ///< characters

    SqlHighlighter(const Theme &theme, QTextDocument *document);

protected:
    void highlightBlock(const QString &text) override;
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format) override;

private:
    const Theme &m_theme;
};

} // namespace howdah::gui

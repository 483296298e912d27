#include "gui/common/sqlhighlighter.h"

#include "gui/common/codeedit.h"

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/Theme>

#include <QTextBlock>
#include <QTextDocument>

#include <optional>

using namespace Qt::StringLiterals;
using Style = KSyntaxHighlighting::Theme::TextStyle;

namespace howdah::gui {

namespace {

/// What one turn of the event loop may take; the rest of 50 ms belongs to everybody else.
constexpr qint64 turnMs = 12;
/// A line is coloured at a stroke, so a longer one stays plain.
constexpr int longestLine = 20'000;

/// Reading the definition takes longer than making a widget, and it never changes.
const KSyntaxHighlighting::Definition &postgresDefinition()
{
    static const KSyntaxHighlighting::Repository repository;
    static const auto definition = repository.definitionForName(u"SQL (PostgreSQL)"_s);
    Q_ASSERT(definition.isValid());
    return definition;
}

struct Look
{
    Role role = Role::Text;
    bool bold = false;
    bool italic = false;
};

/// Nothing for what looks like any other text.
std::optional<Look> lookOf(Style style)
{
    switch (style) {
    case Style::Keyword:
    case Style::ControlFlow:
    case Style::Import:
        return Look{.role = Role::Accent, .bold = true};
    case Style::DataType:
    case Style::BuiltIn:
    case Style::Extension:
    case Style::Attribute:
        return Look{.role = Role::IndexBuild};
    case Style::Function:
        return Look{.role = Role::Accent};
    case Style::Char:
    case Style::String:
    case Style::VerbatimString:
    case Style::SpecialString:
        return Look{.role = Role::Development};
    case Style::SpecialChar:
    case Style::Preprocessor:
    case Style::DecVal:
    case Style::BaseN:
    case Style::Float:
    case Style::Constant:
        return Look{.role = Role::Staging};
    case Style::Comment:
    case Style::Documentation:
    case Style::Annotation:
    case Style::CommentVar:
    case Style::RegionMarker:
    case Style::Information:
    case Style::Warning:
    case Style::Alert:
        return Look{.role = Role::SecondaryText, .italic = true};
    case Style::Error:
    case Style::Normal:
    case Style::Variable:
    case Style::Operator:
    case Style::Others:
        return {};
    }
    return {};
}

} // namespace

SqlHighlighter::SqlHighlighter(const Theme &theme, QTextDocument *document)
    : KSyntaxHighlighting::SyntaxHighlighter(document)
    , m_theme(theme)
{
    setDefinition(postgresDefinition());
    connect(&theme, &Theme::changed, this, &SqlHighlighter::rehighlight);
    m_nextTurn.setSingleShot(true);
    m_nextTurn.setInterval(0);
    connect(&m_nextTurn, &QTimer::timeout, this, &SqlHighlighter::goOn);
}

void SqlHighlighter::highlightBlock(const QString &text)
{
    if (document()->characterCount() > CodeEdit::longestColoured)
        return;
    if (!m_nextTurn.isActive()) {
        m_clock.start();
        m_nextTurn.start();
    } else if (m_clock.elapsed() >= turnMs) {
        const int here = currentBlock().position();
        if (m_rest.isNull())
            m_rest = QTextCursor(document());
        else if (m_rest.position() <= here)
            return;
        m_rest.setPosition(here);
        return;
    }
    if (text.size() <= longestLine)
        KSyntaxHighlighting::SyntaxHighlighter::highlightBlock(text);
}

void SqlHighlighter::goOn()
{
    if (m_rest.isNull())
        return;
    QTextBlock block = m_rest.block();
    m_rest = QTextCursor();
    m_clock.start();
    m_nextTurn.start();
    while (block.isValid() && m_rest.isNull()) {
        rehighlightBlock(block);
        block = block.next();
    }
}

void SqlHighlighter::applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format)
{
    const auto look = lookOf(format.textStyle());
    if (!look || length == 0)
        return;
    QTextCharFormat characters;
    characters.setForeground(m_theme.color(look->role));
    if (look->bold)
        characters.setFontWeight(QFont::DemiBold);
    characters.setFontItalic(look->italic);
    setFormat(offset, length, characters);
}

} // namespace howdah::gui

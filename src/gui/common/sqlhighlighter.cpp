#include "gui/common/sqlhighlighter.h"

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/Theme>

#include <QTextDocument>

#include <optional>

using namespace Qt::StringLiterals;
using Style = KSyntaxHighlighting::Theme::TextStyle;

namespace howdah::gui {

namespace {

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
}

void SqlHighlighter::highlightBlock(const QString &text)
{
    if (document()->characterCount() <= longestText)
        KSyntaxHighlighting::SyntaxHighlighter::highlightBlock(text);
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

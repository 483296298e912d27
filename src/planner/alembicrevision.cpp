#include "planner/alembicrevision.h"

#include "planner/pythonscanner.h"

#include <QHash>
#include <QSet>

using namespace Qt::StringLiterals;

namespace howdah::planner {

namespace {

using change::Finding;
using change::Script;
using change::ScriptPtr;
using change::Severity;
using Kind = PythonToken::Kind;

/// Some text with where it stands, while SQL is put together from literals.
struct Literal
{
    QString text;
    change::SourceMap map;
};

/// SQLAlchemy's text(): "\:" is a colon, and a word after a single colon is a parameter, which
/// nobody gives a value (sqlalchemy/sql/elements.py, TextClause). Returns that parameter's index
/// and name when there is one.
struct Unbound
{
    qsizetype index = 0;
    QString name;
};
bool isWord(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}
bool continues(const change::SourceMap &map, qsizetype index)
{
    const auto before = map.at(index - 1);
    const auto place = map.at(index);
    return place.line == before.line && place.column == before.column + 1;
}
std::optional<Unbound> resolveColons(Literal &literal)
{
    Literal resolved;
    const QString &text = literal.text;
    resolved.map.mark(0, literal.map.at(0));
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const QChar before = i > 0 ? text.at(i - 1) : QChar();
        if (c == u'\\' && i + 1 < text.size() && text.at(i + 1) == u':') {
            ++i;
            resolved.map.mark(resolved.text.size(), literal.map.at(i));
            resolved.text += u':';
            continue;
        }
        if (c == u':' && before != u':' && before != u'\\' && !isWord(before)) {
            qsizetype end = i + 1;
            while (end < text.size() && isWord(text.at(end)))
                ++end;
            // A word followed by a colon may give letters back until none follows; one letter
            // cannot.
            const bool colonFollows = end < text.size() && text.at(end) == u':';
            const qsizetype length = end - i - 1 - (colonFollows ? 1 : 0);
            if (length > 0)
                return Unbound{i, text.mid(i + 1, length)};
        }
        if (i > 0 && !continues(literal.map, i))
            resolved.map.mark(resolved.text.size(), literal.map.at(i));
        resolved.text += c;
    }
    literal = resolved;
    return {};
}

class RevisionReader final
{
public:
    RevisionReader(const QString &source, const QString &file, const QList<PythonToken> &tokens)
        : m_lines(source.split(u'\n'))
        , m_file(file)
        , m_tokens(tokens)
    {}

    std::optional<Migration> read()
    {
        m_migration.file = m_file;
        m_migration.downFile = m_file;
        if (at().kind == Kind::String)
            m_migration.description = firstParagraph(at().text);
        // Constants and graph first: functions see the module as it is when they are called.
        for (m_next = 0; at().kind != Kind::End;)
            moduleStatement(Pass::Assignments);
        if (!m_hasRevision)
            return {};
        bool upgrades = false;
        for (m_next = 0; at().kind != Kind::End;)
            upgrades |= moduleStatement(Pass::Functions);
        if (!upgrades)
            need(m_migration.upFindings, 1, u"there is no upgrade() in the file"_s);
        m_migration.hasDown = m_hasDowngrade;
        m_migration.upFindings += m_graphFindings;
        m_migration.downFindings += m_graphFindings;
        if (m_assigned.contains(u"op"_s))
            need(m_migration.upFindings, 1, u"\"op\" is not Alembic's own"_s);
        return m_migration;
    }

private:
    enum class Pass { Assignments, Functions };

    [[nodiscard]] const PythonToken &at(qsizetype ahead = 0) const
    {
        return m_tokens.at(qMin(m_next + ahead, m_tokens.size() - 1));
    }
    static QString firstParagraph(const QString &text)
    {
        return text.trimmed().section(u"\n\n"_s, 0, 0).simplified();
    }

    void need(QList<Finding> &findings, int line, const QString &why)
    {
        findings.append({.rule = u"needs-alembic"_s,
                         .severity = Severity::Error,
                         .message = u"Needs the real alembic: %1."_s.arg(why),
                         .file = m_file,
                         .line = line});
    }
    [[nodiscard]] QString lineText(int line) const
    {
        const QString text = m_lines.value(line - 1).trimmed();
        return text.size() > 80 ? text.left(79) + u'…' : text;
    }

    [[nodiscard]] bool endsStatement() const
    {
        return at().kind == Kind::NewLine || at().kind == Kind::End || at().is(u";");
    }

    /// To the start of the next statement of the same block, over everything nested in this one.
    void skipStatement()
    {
        while (!endsStatement())
            ++m_next;
        if (at().kind != Kind::End)
            ++m_next;
        if (at().kind == Kind::Indent)
            skipBlock();
    }
    void skipBlock()
    {
        int depth = 0;
        do {
            if (at().kind == Kind::Indent)
                ++depth;
            else if (at().kind == Kind::Dedent)
                --depth;
            ++m_next;
        } while (depth > 0 && at().kind != Kind::End);
    }

    /// True when it was upgrade().
    bool moduleStatement(Pass pass)
    {
        if (at().isName(u"def") && at(1).kind == Kind::Name && pass == Pass::Functions) {
            const QString name = at(1).text;
            if (name == "upgrade"_L1 || name == "downgrade"_L1) {
                const bool up = name == "upgrade"_L1;
                auto &scripts = up ? m_migration.up : m_migration.down;
                auto &findings = up ? m_migration.upFindings : m_migration.downFindings;
                scripts.clear();
                findings.clear();
                function(scripts, findings);
                m_hasDowngrade |= !up;
                return up;
            }
        }
        if (at().kind == Kind::Name && pass == Pass::Assignments) {
            qsizetype equals = 1;
            if (at(1).is(u":")) {
                while (!at(equals).is(u"=") && at(equals).kind != Kind::NewLine &&
                       at(equals).kind != Kind::End)
                    ++equals;
            }
            if (at(equals).is(u"="))
                assignment(at().text, equals + 1);
        }
        skipStatement();
        return false;
    }

    void assignment(const QString &name, qsizetype offset)
    {
        const qsizetype start = m_next;
        m_next += offset;
        const int line = at().place.line;
        const auto values = stringList();
        const bool whole = values && endsStatement();
        if (name == "revision"_L1 || name == "down_revision"_L1 || name == "depends_on"_L1 ||
            name == "branch_labels"_L1) {
            if (!whole || (name == "revision"_L1 && values->size() != 1)) {
                m_graphFindings.append(
                    {.rule = u"needs-alembic"_s,
                     .severity = Severity::Error,
                     .message =
                         u"\"%1\" is not written as a literal, so the place of this revision is unknown: %2"_s
                             .arg(name, lineText(line)),
                     .file = m_file,
                     .line = line});
            } else if (name == "revision"_L1) {
                m_migration.id = values->constFirst();
            } else if (name == "down_revision"_L1) {
                m_migration.parents = *values;
            } else if (name == "depends_on"_L1) {
                m_migration.dependencies = *values;
            } else {
                m_migration.labels = *values;
            }
            m_hasRevision |= name == "revision"_L1;
        }
        m_next = start + offset;
        if (const auto text = literal(); text && endsStatement() && !m_assigned.contains(name))
            m_constants.insert(name, *text);
        else
            m_constants.remove(name);
        m_assigned.insert(name);
        m_next = start;
    }

    /// None, a string, or any bracketed list of strings.
    std::optional<QStringList> stringList()
    {
        if (at().isName(u"None")) {
            ++m_next;
            return QStringList();
        }
        if (at().is(u"(") || at().is(u"[") || at().is(u"{")) {
            ++m_next;
            QStringList values;
            while (!at().is(u")") && !at().is(u"]") && !at().is(u"}")) {
                const auto inner = stringList();
                if (!inner)
                    return {};
                values += *inner;
                if (at().is(u","))
                    ++m_next;
            }
            ++m_next;
            return values;
        }
        if (const auto text = literal())
            return QStringList{text->text};
        return {};
    }

    /// String literals in a row, as Python joins them.
    std::optional<Literal> literal()
    {
        if (at().kind != Kind::String)
            return {};
        Literal joined;
        for (; at().kind == Kind::String; ++m_next) {
            if (!at().literal)
                return {};
            const QString &text = at().text;
            for (qsizetype i = 0; i < text.size(); ++i) {
                if (i == 0 || !continues(at().map, i))
                    joined.map.mark(joined.text.size() + i, at().map.at(i));
            }
            if (text.isEmpty() && joined.text.isEmpty())
                joined.map.mark(0, at().place);
            joined.text += text;
        }
        return joined;
    }

    /// What op.execute() gets: a literal, the name of one, text() around it, or any of them in
    /// parentheses.
    std::optional<Literal> sqlExpression()
    {
        if (at().is(u"(")) {
            ++m_next;
            const auto inner = sqlExpression();
            if (!inner || !at().is(u")"))
                return {};
            ++m_next;
            return inner;
        }
        qsizetype call = 0;
        if (at().kind == Kind::Name && at(1).is(u".") && at(2).isName(u"text") && at(3).is(u"("))
            call = 4;
        else if (at().isName(u"text") && at(1).is(u"("))
            call = 2;
        if (call > 0) {
            m_next += call;
            const auto inner = sqlExpression();
            if (inner && at().is(u","))
                ++m_next;
            if (!inner || !at().is(u")"))
                return {};
            ++m_next;
            return inner;
        }
        if (at().kind == Kind::Name && m_constants.contains(at().text))
            return m_constants.value(m_tokens.at(m_next++).text);
        return literal();
    }

    void function(QList<ScriptPtr> &scripts, QList<Finding> &findings)
    {
        int depth = 0;
        m_next += 2;
        while (at().kind != Kind::NewLine && at().kind != Kind::End &&
               !(depth == 0 && at().is(u":"))) {
            if (at().is(u"(") || at().is(u"["))
                ++depth;
            else if (at().is(u")") || at().is(u"]"))
                --depth;
            ++m_next;
        }
        ++m_next;
        block(scripts, findings, false);
    }

    /// The statements after a colon: on the same line, or an indented block. Ends behind it.
    void block(QList<ScriptPtr> &scripts, QList<Finding> &findings, bool autocommit)
    {
        if (at().kind != Kind::NewLine) {
            simpleStatements(scripts, findings, autocommit);
            return;
        }
        ++m_next;
        if (at().kind != Kind::Indent)
            return;
        ++m_next;
        while (at().kind != Kind::Dedent && at().kind != Kind::End) {
            if (at().isName(u"with") && withAutocommit()) {
                block(scripts, findings, true);
                continue;
            }
            simpleStatements(scripts, findings, autocommit);
        }
        ++m_next;
    }

    /// "with op.get_context().autocommit_block():", Alembic's way out of the transaction.
    bool withAutocommit()
    {
        static const QStringList words{u"with"_s, u"op"_s, u"."_s, u"get_context"_s,
                                       u"("_s,    u")"_s,  u"."_s, u"autocommit_block"_s,
                                       u"("_s,    u")"_s,  u":"_s};
        for (qsizetype i = 0; i < words.size(); ++i) {
            if (at(i).text != words.at(i))
                return false;
        }
        m_next += words.size();
        return true;
    }

    void simpleStatements(QList<ScriptPtr> &scripts, QList<Finding> &findings, bool autocommit)
    {
        while (true) {
            const qsizetype start = m_next;
            if (!statement(scripts, findings, autocommit) || !endsStatement()) {
                m_next = start;
                const int line = at().place.line;
                if (findings.isEmpty() || findings.constLast().line != line)
                    need(findings, line,
                         u"line %1 is more than op.execute() with literal SQL: %2"_s.arg(line).arg(
                             lineText(line)));
                skipStatement();
                return;
            }
            if (!at().is(u";"))
                break;
            ++m_next;
            if (at().kind == Kind::NewLine)
                break;
        }
        if (at().kind == Kind::NewLine)
            ++m_next;
    }

    bool statement(QList<ScriptPtr> &scripts, QList<Finding> &findings, bool autocommit)
    {
        if (at().isName(u"pass")) {
            ++m_next;
            return true;
        }
        if (at().kind == Kind::String) {
            while (at().kind == Kind::String)
                ++m_next;
            return true;
        }
        if (!at().isName(u"op") || !at(1).is(u".") || !at(2).isName(u"execute") || !at(3).is(u"("))
            return false;
        m_next += 4;
        if (at().isName(u"sqltext") && at(1).is(u"="))
            m_next += 2;
        auto sql = sqlExpression();
        if (!sql)
            return false;
        if (at().is(u","))
            ++m_next;
        if (!at().is(u")"))
            return false;
        ++m_next;
        if (const auto unbound = resolveColons(*sql)) {
            const int where = sql->map.at(unbound->index).line;
            need(findings, where,
                 u"it reads \":%1\" in line %2 as a parameter that nobody gives a value (write "
                 u"\"\\\\:%1\" when a "
                 u"colon is meant)"_s.arg(unbound->name)
                     .arg(where));
        }
        scripts.append(std::make_shared<const Script>(
            Script{.file = m_file, .text = sql->text, .map = sql->map, .autocommit = autocommit}));
        return true;
    }

    const QStringList m_lines;
    const QString m_file;
    const QList<PythonToken> &m_tokens;
    qsizetype m_next = 0;
    Migration m_migration;
    QList<Finding> m_graphFindings;
    QHash<QString, Literal> m_constants;
    QSet<QString> m_assigned;
    bool m_hasRevision = false;
    bool m_hasDowngrade = false;
};

} // namespace

Result<std::optional<Migration>> readAlembicRevision(const QString &source, const QString &file)
{
    const auto tokens = scanPython(source);
    if (!tokens)
        return tokens.error();
    return RevisionReader(source, file, *tokens).read();
}

} // namespace howdah::planner

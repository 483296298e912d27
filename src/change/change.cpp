#include "change/change.h"

#include "sql/script.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::change {

namespace {

using Category = sql::Classification::Category;

/// Statements of one script; problems become findings.
void appendScript(const ScriptPtr &script, Change &change)
{
    const auto split = sql::Script::split(script->text);
    const QByteArrayView utf8 = split.utf8();
    qsizetype bytes = 0;
    qsizetype index = 0;
    const auto indexOf = [&](qsizetype offset) {
        if (offset < bytes) {
            bytes = 0;
            index = 0;
        }
        index += QString::fromUtf8(utf8.sliced(bytes, offset - bytes)).size();
        bytes = offset;
        return index;
    };
    for (const sql::Problem &problem : split.problems()) {
        change.findings.append({.rule = u"not-runnable"_s,
                                .severity = Severity::Error,
                                .message = problem.toError().message,
                                .file = script->file,
                                .line = script->map.at(indexOf(problem.position.offset)).line});
    }
    for (const sql::Statement &part : split.statements()) {
        Statement statement;
        statement.text = split.text(part);
        statement.script = script;
        statement.begin = indexOf(part.begin.offset);
        statement.classification = sql::classify(statement.text);
        if (part.copyData)
            statement.copyData = split.copyData(part).toByteArray();
        change.statements.append(statement);
    }
}

bool isPlain(const Statement &statement, std::initializer_list<QLatin1StringView> forms)
{
    const QString text = statement.text.simplified().toUpper();
    return std::ranges::any_of(forms, [&](QLatin1StringView form) { return text == form; });
}

/// Only savepoints may stay inside our own transaction.
bool controlsTransaction(const Statement &statement)
{
    if (statement.classification.category != Category::Transaction)
        return false;
    const QString &command = statement.classification.command;
    return command != "SAVEPOINT"_L1 && command != "RELEASE"_L1 &&
           command != "RELEASE SAVEPOINT"_L1 && !command.startsWith("ROLLBACK TO"_L1);
}

void takeOffOuterTransaction(Change &change)
{
    auto &statements = change.statements;
    if (statements.size() < 2 ||
        !isPlain(statements.constFirst(),
                 {"BEGIN"_L1, "BEGIN WORK"_L1, "BEGIN TRANSACTION"_L1, "START TRANSACTION"_L1}) ||
        !isPlain(statements.constLast(), {"COMMIT"_L1, "COMMIT WORK"_L1, "COMMIT TRANSACTION"_L1,
                                          "END"_L1, "END WORK"_L1, "END TRANSACTION"_L1}) ||
        std::any_of(statements.cbegin() + 1, statements.cend() - 1, controlsTransaction))
        return;
    change.findings.append(
        {.rule = u"own-transaction"_s,
         .severity = Severity::Info,
         .message = u"The script's own BEGIN and COMMIT are left out: it runs in one transaction "
                    u"together with its entry in the history."_s,
         .file = statements.constFirst().file(),
         .line = statements.constFirst().place().line});
    statements.removeLast();
    statements.removeFirst();
}

void decideMode(Change &change)
{
    const auto &statements = change.statements;
    if (const auto control = std::ranges::find_if(statements, controlsTransaction);
        control != statements.end()) {
        change.mode = Change::Mode::AsWritten;
        change.findings.append(
            {.rule = u"transaction-control"_s,
             .severity = Severity::Warning,
             .message = u"The script commits by itself (%1); a failure leaves what it committed "
                        u"before."_s.arg(control->text.simplified().left(40)),
             .file = control->file(),
             .line = control->place().line});
        return;
    }
    const auto outside =
        std::ranges::find_if(statements, [](const Statement &s) { return !s.isTransactional(); });
    if (outside == statements.end())
        return;
    change.mode = Change::Mode::StatementByStatement;
    if (statements.size() > 1) {
        change.findings.append(
            {.rule = u"no-single-transaction"_s,
             .severity = Severity::Warning,
             .message =
                 u"%1 cannot run inside a transaction, so every statement commits by itself; "
                 u"a failure leaves those before it."_s.arg(
                     outside->classification.command.isEmpty() ? outside->text.simplified().left(40)
                                                               : outside->classification.command),
             .file = outside->file(),
             .line = outside->place().line});
    }
}

void reportSyntax(Change &change)
{
    for (const Statement &statement : std::as_const(change.statements)) {
        if (statement.classification.syntaxError.isEmpty())
            continue;
        change.findings.append(
            {.rule = u"syntax"_s,
             .severity = Severity::Warning,
             .message = u"PostgreSQL 17's grammar does not read this statement: %1."_s.arg(
                 statement.classification.syntaxError),
             .file = statement.file(),
             .line = statement.place().line});
    }
}

} // namespace

Place Statement::placeOf(int position) const
{
    // The server counts code points, QString counts UTF-16 units.
    qsizetype index = 0;
    for (int character = 1; character < position && index < text.size(); ++character)
        index += text.at(index).isHighSurrogate() ? 2 : 1;
    return script->map.at(begin + index);
}

bool Statement::isTransactional() const
{
    return !script->autocommit &&
           classification.inTransaction != sql::Classification::InTransaction::Forbidden;
}

Change makeChange(const QString &title, const QList<ScriptPtr> &scripts)
{
    Change change;
    change.title = title;
    for (const ScriptPtr &script : scripts)
        appendScript(script, change);
    takeOffOuterTransaction(change);
    decideMode(change);
    reportSyntax(change);
    return change;
}

} // namespace howdah::change

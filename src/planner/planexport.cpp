#include "planner/planexport.h"
#include "base/plural.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace howdah::planner {

namespace {

QString modeName(change::Change::Mode mode)
{
    switch (mode) {
    case change::Change::Mode::OneTransaction:
        return u"one"_s;
    case change::Change::Mode::StatementByStatement:
        return u"per-statement"_s;
    case change::Change::Mode::AsWritten:
        return u"as-written"_s;
    }
    Q_UNREACHABLE();
}

QJsonObject stepToJson(const Step &step)
{
    QJsonObject json{{u"id"_s, step.id},
                     {u"description"_s, step.description},
                     {u"file"_s, step.file},
                     {u"state"_s, stepStateName(step.state)},
                     {u"selected"_s, step.selected},
                     {u"transaction"_s, modeName(step.change.mode)},
                     {u"statements"_s, step.change.statements.size()},
                     {u"findings"_s, findingsToJson(step.findings)}};
    if (step.row && step.row->appliedAt.isValid())
        json.insert(u"applied_at"_s, step.row->appliedAt.toUTC().toString(Qt::ISODateWithMs));
    if (step.row && step.row->executionMs >= 0)
        json.insert(u"execution_ms"_s, step.row->executionMs);
    return json;
}

/// Findings about one statement are those of its line.
QJsonObject statementToJson(const Step &step, const change::Statement &statement)
{
    QList<change::Finding> findings;
    for (const auto &finding : step.findings) {
        if (finding.file == statement.file() && finding.line == statement.place().line)
            findings.append(finding);
    }
    return {{u"step"_s, step.id},
            {u"file"_s, statement.file()},
            {u"line"_s, statement.place().line},
            {u"column"_s, statement.place().column},
            {u"sql"_s, statement.text},
            {u"command"_s, statement.classification.command},
            {u"transactional"_s, statement.isTransactional()},
            {u"findings"_s, findingsToJson(findings)}};
}

QString headLine(const Plan &plan)
{
    return u"%1 as %2 on PostgreSQL %3"_s.arg(plan.facts.database, plan.facts.user,
                                              plan.facts.serverVersionText);
}

} // namespace

QJsonArray findingsToJson(const QList<change::Finding> &findings)
{
    QJsonArray json;
    for (const auto &finding : findings) {
        QJsonObject object{{u"rule"_s, finding.rule},
                           {u"severity"_s, change::severityName(finding.severity)},
                           {u"message"_s, finding.message}};
        if (!finding.file.isEmpty())
            object.insert(u"file"_s, finding.file);
        if (finding.line > 0)
            object.insert(u"line"_s, finding.line);
        json.append(object);
    }
    return json;
}

QString findingToText(const change::Finding &finding)
{
    QString place = finding.file;
    if (finding.line > 0)
        place += u":%1"_s.arg(finding.line);
    return change::severityName(finding.severity) + u' ' + finding.rule +
           (place.isEmpty() ? QString() : QString(u' ' + place)) + u": "_s + finding.message;
}

QJsonObject planToJson(const Plan &plan)
{
    QJsonArray steps;
    for (const Step &step : plan.steps)
        steps.append(stepToJson(step));
    QJsonArray statements;
    for (const qsizetype index : plan.toRun) {
        const Step &step = plan.steps.at(index);
        for (const auto &statement : step.change.statements)
            statements.append(statementToJson(step, statement));
    }
    return {{u"migrations"_s, plan.folder.path},
            {u"format"_s, formatName(plan.folder.format)},
            {u"direction"_s, plan.options.direction == Direction::Up ? u"up"_s : u"down"_s},
            {u"database"_s, plan.facts.database},
            {u"user"_s, plan.facts.user},
            {u"server_version"_s, plan.facts.serverVersionText},
            {u"history"_s,
             QJsonObject{{u"tool"_s, historyKindName(plan.history.kind)},
                         {u"table"_s, QString(plan.history.schema + u'.' + plan.history.table)},
                         {u"exists"_s, plan.history.exists}}},
            {u"fingerprint"_s, plan.fingerprint},
            {u"blocked"_s, plan.isBlocked()},
            {u"steps"_s, steps},
            {u"statements"_s, statements},
            {u"findings"_s, findingsToJson(plan.allFindings())}};
}

QString planToSql(const Plan &plan)
{
    QString sql = u"-- %1\n-- %2, %3\n-- The history is not written by this script.\n"_s.arg(
        headLine(plan), counted(plan.toRun.size(), u"step"_s, u"steps"_s), plan.fingerprint);
    for (const qsizetype index : plan.toRun) {
        const Step &step = plan.steps.at(index);
        const bool one = step.change.mode == change::Change::Mode::OneTransaction;
        sql += u"\n-- %1 (%2)\n"_s.arg(step.id, step.file);
        if (one)
            sql += u"BEGIN;\n"_s;
        for (const auto &statement : step.change.statements) {
            sql += statement.text + u";\n"_s;
            if (statement.copyData)
                sql += QString::fromUtf8(*statement.copyData) + u"\\.\n"_s;
        }
        if (one)
            sql += u"COMMIT;\n"_s;
    }
    return sql;
}

QString planToText(const Plan &plan)
{
    QString text = headLine(plan) + u'\n';
    text += u"%1, format %2, history %3.%4%5\n\n"_s.arg(
        plan.folder.path, formatName(plan.folder.format), plan.history.schema, plan.history.table,
        plan.history.exists ? QString() : u" (to be created)"_s);
    qsizetype width = 0;
    for (const Step &step : plan.steps)
        width = std::max(width, step.id.size());
    for (const Step &step : plan.steps) {
        text += (step.selected ? u"> "_s : u"  "_s) + step.id.leftJustified(width + 2) +
                stepStateName(step.state).leftJustified(14) + step.description + u'\n';
    }
    qsizetype statements = 0;
    for (const qsizetype index : plan.toRun)
        statements += plan.steps.at(index).change.statements.size();
    text += plan.toRun.isEmpty()
                ? u"\nNothing to do.\n"_s
                : u"\n%1 with %2 to %3, %4\n"_s.arg(
                      counted(plan.toRun.size(), u"step"_s, u"steps"_s),
                      counted(statements, u"statement"_s, u"statements"_s),
                      plan.options.direction == Direction::Up ? u"apply"_s : u"roll back"_s,
                      plan.fingerprint);
    const auto findings = plan.allFindings();
    if (!findings.isEmpty())
        text += u'\n';
    for (const auto &finding : findings)
        text += findingToText(finding) + u'\n';
    if (plan.isBlocked())
        text += u"\nThe plan is blocked: as it stands, nothing of it would be run.\n"_s;
    return text;
}

} // namespace howdah::planner

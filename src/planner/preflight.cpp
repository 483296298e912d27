#include "planner/planparts.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace howdah::planner {

namespace {

using change::Finding;
using change::Severity;

/// Every extension that is there or that a step before has created.
class ExtensionCheck final
{
public:
    explicit ExtensionCheck(const DatabaseFacts &facts)
        : m_facts(facts)
    {}

    void check(const change::Statement &statement, QList<Finding> &findings)
    {
        const auto &classification = statement.classification;
        if (classification.command != "CREATE EXTENSION"_L1 || classification.targets.isEmpty())
            return;
        const QString name = classification.targets.constFirst().name;
        const auto *fact = m_facts.extension(name);
        const auto add = [&](const QString &rule, const QString &message) {
            findings.append({.rule = rule,
                             .severity = Severity::Error,
                             .message = message,
                             .file = statement.file(),
                             .line = statement.place().line});
        };
        if (!fact) {
            add(u"extension-missing"_s, u"The server does not offer the extension \"%1\". %2"_s.arg(
                                            name, packageFor(name, m_facts.serverVersion)));
            return;
        }
        if (!fact->installedVersion.isEmpty() || m_facts.superuser)
            return;
        if (!fact->trusted) {
            add(u"extension-rights"_s,
                u"Only a superuser may create the extension \"%1\"; %2 is none. Let an administrator create it first."_s
                    .arg(name, m_facts.user));
        } else if (!m_facts.mayCreateInDatabase) {
            add(u"extension-rights"_s,
                u"Creating the extension \"%1\" needs the CREATE right on database %2, which %3 lacks."_s
                    .arg(name, m_facts.database, m_facts.user));
        }
    }

private:
    const DatabaseFacts &m_facts;
};

void checkNewerSyntax(const Plan &plan, const change::Statement &statement,
                      QList<Finding> &findings)
{
    if (statement.classification.newerSyntax.isEmpty() || plan.facts.serverVersion >= 180000)
        return;
    findings.append({.rule = u"server-too-old"_s,
                     .severity = Severity::Error,
                     .message = u"%1 needs PostgreSQL 18; the server runs %2."_s.arg(
                         statement.classification.newerSyntax, plan.facts.serverVersionText),
                     .file = statement.file(),
                     .line = statement.place().line});
}

} // namespace

void checkDatabase(Plan &plan)
{
    const DatabaseFacts &facts = plan.facts;
    if (plan.toRun.isEmpty())
        return;
    const auto add = [&](const QString &rule, Severity severity, const QString &message) {
        plan.findings.append({.rule = rule, .severity = severity, .message = message, .file = {}});
    };
    if (facts.inRecovery)
        add(u"standby"_s, Severity::Error,
            u"The server is a standby or in recovery and takes no changes."_s);
    if (facts.schema.isEmpty()) {
        add(u"no-schema"_s, Severity::Error,
            u"search_path names no schema that exists, so there is none in which to create anything."_s);
    } else if (!facts.mayCreateInSchema) {
        add(u"rights"_s, Severity::Error,
            u"%1 may not create in schema %2 of database %3."_s.arg(facts.user, facts.schema,
                                                                    facts.database));
    }
    if (plan.folderCreatesHistory && !plan.history.exists && plan.historyFromStep() < 0) {
        add(u"no-history"_s, Severity::Error,
            u"The table %1, in which this folder keeps its history, is created by a later step; "
            u"without it nobody "
            u"could tell what was applied. Go at least as far as that step."_s.arg(
                plan.history.table));
    }
    ExtensionCheck extensions(facts);
    for (const qsizetype index : std::as_const(plan.toRun)) {
        Step &step = plan.steps[index];
        for (const auto &statement : std::as_const(step.change.statements)) {
            extensions.check(statement, step.findings);
            checkNewerSyntax(plan, statement, step.findings);
        }
    }
}

} // namespace howdah::planner

#include "planner/apply.h"

#include "base/plural.h"
#include "planner/historywriter.h"
#include "planner/runnerlock.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::planner {

namespace {

using State = change::RunOutcome::State;

class Applier final
{
public:
    Applier(pg::Connection &connection, const Plan &plan, const ApplyOptions &options,
            const ApplyObserver &observer, const pg::CallLimits &limits)
        : m_connection(connection)
        , m_plan(plan)
        , m_options(options)
        , m_observer(observer)
        , m_limits(limits)
        , m_writer(makeHistoryWriter(plan.folder, plan.history))
    {
        for (const qsizetype index : plan.toRun)
            m_report.left += plan.steps.at(index).id;
    }

    ApplyReport go()
    {
        QElapsedTimer clock;
        clock.start();
        if (const auto done = work(); !done)
            m_report.error = done.error();
        m_report.took = std::chrono::microseconds(clock.nsecsElapsed() / 1000);
        describe();
        return m_report;
    }

private:
    [[nodiscard]] bool up() const { return m_plan.options.direction == Direction::Up; }

    Result<void> work()
    {
        if (m_plan.isBlocked()) {
            const auto all = m_plan.allFindings();
            const auto first =
                std::ranges::find(all, change::Severity::Error, &change::Finding::severity);
            return Error::invalid(u"The plan is blocked: %1"_s.arg(first->message));
        }
        if (m_plan.toRun.isEmpty())
            return {};
        Q_ASSERT(m_writer);

        QList<qint64> keys{RunnerLock::ownKey(m_plan.history.schema, m_plan.history.table)};
        if (const auto key = m_writer->lockKey(m_plan.facts.database))
            keys.append(*key);
        const auto lock = RunnerLock::take(m_connection, keys, 5000, m_limits);
        if (!lock)
            return lock.error();
        if (const auto fresh = checkHistory(); !fresh)
            return fresh.error();
        const auto settings = change::SessionSettings::capture(m_connection);
        if (!settings)
            return settings.error();
        if (!m_plan.history.exists && !m_plan.folderCreatesHistory) {
            if (const auto created = m_writer->createTable(m_connection); !created)
                return created.error().within(
                    u"create the history table %1"_s.arg(m_plan.history.table));
        }
        for (qsizetype i = 0; i < m_plan.toRun.size();) {
            if (m_limits.token.isCancelled())
                return Error::cancelled();
            const qsizetype count = i == 0 ? firstGroup() : 1;
            if (const auto ran = runGroup(i, count); !ran)
                return ran.error();
            if (maySetSomething(i, count)) {
                if (const auto restored = settings->restore(m_connection); !restored)
                    return restored.error();
            }
            i += count;
        }
        return {};
    }

    /// Whether a script may have changed the session: all but plain DDL may.
    [[nodiscard]] bool maySetSomething(qsizetype first, qsizetype count) const
    {
        for (qsizetype i = first; i < first + count; ++i) {
            const auto &statements = m_plan.steps.at(m_plan.toRun.at(i)).change.statements;
            if (std::ranges::any_of(statements, [](const change::Statement &statement) {
                    return statement.classification.category != sql::Classification::Category::Ddl;
                }))
                return true;
        }
        return false;
    }

    /// Steps before the history table exists leave no trace of their own, so they run together with
    /// the step that creates it: in one transaction, all are in and recorded, or none.
    [[nodiscard]] qsizetype firstGroup() const
    {
        if (m_plan.history.exists || !m_plan.folderCreatesHistory || !up())
            return 1;
        return m_plan.historyFromStep() + 1;
    }

    Result<void> checkHistory()
    {
        const auto tables = findHistories(m_connection, m_limits);
        if (!tables)
            return tables.error();
        const auto table = std::ranges::find_if(*tables, [this](const HistoryTable &t) {
            return t.schema == m_plan.history.schema && t.name == m_plan.history.table;
        });
        const Error changed{
            .kind = Error::Kind::Conflict,
            .message = u"The history changed since this plan was made; make a new plan."_s};
        if (table == tables->end()) {
            if (m_plan.history.exists)
                return changed;
            return {};
        }
        const auto now = readHistory(m_connection, *table, m_limits);
        if (!now)
            return now.error();
        if (now->rows != m_plan.history.rows)
            return changed;
        return {};
    }

    [[nodiscard]] const Migration &migrationOf(const Step &step) const
    {
        return m_plan.folder.migrations.at(step.migration);
    }

    Result<void> record(pg::Connection &connection, const Step &step,
                        std::chrono::microseconds took)
    {
        const Migration &migration = migrationOf(step);
        // A history of the folder's own has no place for what came before it.
        if (migration.kind == Migration::Kind::Init && m_plan.folderCreatesHistory)
            return {};
        return (up() ? m_writer->recordUp(connection, migration, took)
                     : m_writer->recordDown(connection, migration, took))
            .within(step.id);
    }

    Result<void> runGroup(qsizetype first, qsizetype count)
    {
        change::Change group;
        QList<const Step *> steps;
        for (qsizetype i = first; i < first + count; ++i) {
            const Step &step = m_plan.steps.at(m_plan.toRun.at(i));
            steps.append(&step);
            group.statements += step.change.statements;
            group.mode = std::max(group.mode, step.change.mode);
        }
        group.title = steps.constFirst()->id;
        if (m_observer.stepStarted)
            m_observer.stepStarted(first + 1, m_plan.toRun.size(), *steps.constFirst());

        change::RunOptions options{
            .lockTimeoutMs = m_options.lockTimeoutMs, .announce = {}, .record = {}};
        options.announce = [&](pg::Connection &connection) {
            return m_writer->announce(connection, migrationOf(*steps.constFirst()),
                                      m_plan.options.direction);
        };
        // The shares of a group cannot be told apart afterwards, so each statement's time goes to
        // its step.
        QHash<const Step *, std::chrono::microseconds> spent;
        options.record = [&](pg::Connection &connection,
                             std::chrono::microseconds took) -> Result<void> {
            for (const Step *step : std::as_const(steps)) {
                if (const auto done =
                        record(connection, *step, count == 1 ? took : spent.value(step));
                    !done)
                    return done.error();
            }
            return {};
        };
        change::RunObserver observer;
        observer.statementStarted = [&](qsizetype, const change::Statement &statement) {
            if (m_observer.statementStarted)
                m_observer.statementStarted(statement);
        };
        observer.statementDone = [&](qsizetype index, const change::Statement &statement,
                                     std::chrono::microseconds took) {
            spent[ownerOf(steps, index)] += took;
            if (m_observer.statementDone)
                m_observer.statementDone(statement, took);
        };
        const auto outcome = change::run(m_connection, group, options, observer, m_limits);
        return conclude(outcome, group, steps);
    }

    static const Step *ownerOf(const QList<const Step *> &steps, qsizetype statement)
    {
        for (const Step *step : steps) {
            if (statement < step->change.statements.size())
                return step;
            statement -= step->change.statements.size();
        }
        return steps.constLast();
    }

    Result<void> conclude(const change::RunOutcome &outcome, const change::Change &group,
                          const QList<const Step *> &steps)
    {
        auto state = outcome.state;
        if (state == State::Unknown)
            state = lookAgain(*steps.constLast());
        if (state == State::Done) {
            for (const Step *step : steps) {
                m_report.done += step->id;
                m_report.left.removeOne(step->id);
                if (m_observer.stepDone)
                    m_observer.stepDone(*step, outcome.took);
            }
            return {};
        }
        const Step *blamed = steps.constFirst();
        if (outcome.failedStatement >= 0) {
            blamed = ownerOf(steps, outcome.failedStatement);
            m_report.errorFile = group.statements.at(outcome.failedStatement).file();
            m_report.errorPlace = outcome.failedPlace;
        }
        m_statements = group.statements.size();
        m_outcome = outcome;
        if (state != State::Untouched) {
            m_report.broken = blamed->id;
            m_report.left.removeOne(blamed->id);
            // The tool's own mark of a failure, so that it knows too; ours is in the report
            // already.
            if (state == State::Partly && m_connection.isUsable())
                (void)m_writer->recordFailure(m_connection, migrationOf(*blamed), outcome.took);
        }
        return outcome.error->within(blamed->id);
    }

    /// After a COMMIT without an answer the history tells, because it was written in the same
    /// transaction.
    State lookAgain(const Step &step)
    {
        if (!m_options.lookAgain)
            return State::Unknown;
        const auto facts = m_options.lookAgain();
        if (!facts)
            return State::Unknown;
        const auto plan = makePlan(m_plan.folder, *facts, m_plan.options);
        if (!plan)
            return State::Unknown;
        const auto now = std::ranges::find(plan->steps, step.id, &Step::id);
        const bool in = now != plan->steps.end() && now->state == StepState::Applied;
        return in == up() ? State::Done : State::Untouched;
    }

    void describe()
    {
        const qsizetype all = m_plan.toRun.size();
        const QString soFar = (up() ? u"%1 of %2 in"_s : u"%1 of %2 rolled back"_s)
                                    .arg(QString::number(m_report.done.size()),
                                         counted(all, u"step is"_s, u"steps are"_s));
        if (!m_report.error) {
            m_report.standing = soFar + u'.';
            return;
        }
        QStringList sentences{soFar + u'.'};
        if (!m_report.broken) {
            if (!m_report.left.isEmpty() && m_outcome.failedStatement >= 0)
                sentences += u"%1 left no trace: its transaction was rolled back."_s.arg(
                    m_report.left.constFirst());
            else if (!m_report.left.isEmpty())
                sentences += u"Nothing of %1 was done."_s.arg(m_report.left.constFirst());
            sentences += u"Mend the cause and apply again."_s;
        } else if (m_outcome.state == State::Unknown) {
            sentences += u"The connection was lost while %1 was being committed; make a new plan "
                         u"to see whether it "
                         u"is in."_s.arg(*m_report.broken);
        } else if (m_outcome.state == State::Unrecorded) {
            sentences += u"All of %1 is in, but the history does not say so: write its row by hand "
                         u"before anything "
                         u"else runs."_s.arg(*m_report.broken);
        } else {
            sentences += u"Of %1, the first %2 of %3 statements are in and stay: it cannot run in "
                         u"one transaction. "
                         u"Undo them by hand, or do the rest by hand and write the history."_s
                             .arg(*m_report.broken)
                             .arg(m_outcome.completed)
                             .arg(m_statements);
            sentences += invalidIndexes();
        }
        m_report.standing = sentences.join(u' ');
    }

    /// A CREATE INDEX CONCURRENTLY that failed leaves one behind.
    QStringList invalidIndexes()
    {
        if (!m_connection.isUsable())
            return {};
        const auto rows = m_connection.query(
            u"SELECT indexrelid::regclass::text FROM pg_catalog.pg_index WHERE NOT indisvalid"_s);
        QStringList sentences;
        for (int row = 0; rows && row < rows->rowCount(); ++row)
            sentences +=
                u"The index %1 is invalid: DROP INDEX CONCURRENTLY %1."_s.arg(rows->text(row, 0));
        return sentences;
    }

    pg::Connection &m_connection;
    const Plan &m_plan;
    const ApplyOptions &m_options;
    const ApplyObserver &m_observer;
    const pg::CallLimits m_limits;
    const std::unique_ptr<HistoryWriter> m_writer;
    ApplyReport m_report;
    change::RunOutcome m_outcome;
    qsizetype m_statements = 0;
};

} // namespace

ApplyReport applyPlan(pg::Connection &connection, const Plan &plan, const ApplyOptions &options,
                      const ApplyObserver &observer, const pg::CallLimits &limits)
{
    return Applier(connection, plan, options, observer, limits).go();
}

} // namespace howdah::planner

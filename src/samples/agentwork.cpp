#include "samples/agentwork.h"

#include <algorithm>
#include <array>

namespace howdah::samples {

namespace {

constexpr std::array<const char *, 6> taskTypes{"code_generation", "code_review",   "bug_fix",
                                                "refactoring",     "documentation", "question"};

int embeddingModel()
{
    const auto all = models();
    return static_cast<int>(std::ranges::find_if(all, &Model::embeds) - all.begin());
}

} // namespace

AgentWork::AgentWork(Filler &filler, const std::vector<QUuid> &conversations)
    : m_timeline(filler.timeline())
    , m_random(filler.random("work"))
    , m_traffic(filler.timeline(), filler.random("traffic"))
    , m_users(Weighted::byRank(agentUserCount))
    , m_conversationShares(Weighted::byRank(static_cast<int>(conversations.size())))
    , m_conversations(conversations)
    , m_taskArrivals(filler.timeline(), filler.scaled(40'000), filler.random("tasks"))
    , m_questionArrivals(filler.timeline(), filler.scaled(74'000), filler.random("questions"))
{
    m_hasTask = m_taskArrivals.next(m_nextTask);
    m_hasQuestion = m_questionArrivals.next(m_nextQuestion);
}

bool AgentWork::next(Attempt &attempt)
{
    while (m_pending.empty()) {
        if (!m_hasTask && !m_hasQuestion)
            return false;
        if (m_hasTask && (!m_hasQuestion || m_nextTask <= m_nextQuestion)) {
            workOn(m_nextTask);
            m_hasTask = m_taskArrivals.next(m_nextTask);
        } else {
            ask(m_nextQuestion);
            m_hasQuestion = m_questionArrivals.next(m_nextQuestion);
        }
    }
    attempt = m_pending.front();
    m_pending.pop_front();
    return true;
}

bool AgentWork::call(qint64 &cursor, Task &task, int model)
{
    bool succeeded = false;
    const auto attempts = m_traffic.request(cursor, model);
    for (const Call &one : attempts) {
        m_pending.push_back({one, task.user, task.id, {}});
        task.cost += one.cost;
        cursor = one.startMs + one.latencyMs;
        succeeded = one.succeeded;
    }
    return succeeded;
}

void AgentWork::workOn(qint64 ms)
{
    static constexpr std::array<int, 8> iterationWeights{18, 22, 20, 14, 10, 7, 5, 4};
    static constexpr std::array<int, 6> typeWeights{28, 20, 22, 9, 8, 13};
    Task task{.id = static_cast<qint64>(m_tasks.size()) + 1,
              .beginMs = ms,
              .user = m_users.pick(m_random) + 1,
              .type = taskTypes[static_cast<std::size_t>(m_random.pick(typeWeights))]};
    const int wanted = 1 + static_cast<int>(m_random.pick(iterationWeights));
    const bool cancelled = m_random.chance(35);
    qint64 cursor = ms;
    bool succeeded = true;
    for (int i = 0; i < wanted && succeeded && cursor < m_timeline.end(); ++i) {
        if (m_random.chance(330)) {
            // A search whose vector could not be had goes on by words.
            (void)call(cursor, task, embeddingModel());
            if (cursor >= m_timeline.end())
                break;
            const auto latency = static_cast<int>(45 * m_random.longTail() / 1000);
            m_retrievals.push_back({cursor, task.id, latency});
            cursor += latency;
        }
        succeeded = call(cursor, task, -1);
        ++task.iterations;
        // People and tests take their time between two steps.
        cursor += 4'000 * m_random.longTail() / 1000;
    }
    task.endMs = cursor;
    if (cancelled)
        task.status = "cancelled";
    else if (!succeeded || m_random.chance(70))
        task.status = "failed";
    m_tasks.push_back(task);
}

void AgentWork::ask(qint64 ms)
{
    const qint64 user = m_users.pick(m_random) + 1;
    const QUuid &conversation =
        m_conversations[static_cast<std::size_t>(m_conversationShares.pick(m_random))];
    const auto attempts = m_traffic.request(ms);
    for (const Call &one : attempts)
        m_pending.push_back({one, user, 0, conversation});
}

} // namespace howdah::samples

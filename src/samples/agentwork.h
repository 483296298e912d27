#pragma once

#include "samples/filler.h"

namespace howdah::samples {

constexpr int agentUserCount = 400;

/// What the agents of the first system do: tasks that work in several steps, and single questions
/// inside conversations, in about the order of time. The calls are handed out one by one; tasks and
/// retrievals are kept, because their tables are filled afterwards.
class AgentWork final
{
public:
    struct Task
    {
        qint64 id = 0;
        qint64 beginMs = 0;
        qint64 endMs = 0;
        qint64 user = 0;
        qint64 cost = 0; ///< of all its calls, 10^-8 US dollars
        int iterations = 0;
        const char *type = nullptr;
        const char *status = "succeeded";
    };
    struct Retrieval
    {
        qint64 ms = 0;
        qint64 task = 0;
        int latencyMs = 0;
    };
    struct Attempt
    {
        Call call;
        qint64 user = 0;
        qint64 task = 0;    ///< 0: none
        QUuid conversation; ///< null: none
    };

    AgentWork(Filler &filler, const std::vector<QUuid> &conversations);

    /// False when all is done.
    [[nodiscard]] bool next(Attempt &attempt);

    [[nodiscard]] const std::vector<Task> &tasks() const { return m_tasks; }
    [[nodiscard]] const std::vector<Retrieval> &retrievals() const { return m_retrievals; }

private:
    void workOn(qint64 ms);
    void ask(qint64 ms);
    bool call(qint64 &cursor, Task &task, int model);

    const Timeline &m_timeline;
    Random m_random;
    LlmTraffic m_traffic;
    Weighted m_users;
    Weighted m_conversationShares;
    const std::vector<QUuid> &m_conversations;
    Arrivals m_taskArrivals;
    Arrivals m_questionArrivals;
    qint64 m_nextTask = 0;
    qint64 m_nextQuestion = 0;
    bool m_hasTask = false;
    bool m_hasQuestion = false;
    std::deque<Attempt> m_pending;
    std::vector<Task> m_tasks;
    std::vector<Retrieval> m_retrievals;
};

} // namespace howdah::samples

#include "samples/systems.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace howdah::samples {

std::span<const SystemInfo> systems()
{
    static const std::array<SystemInfo, 5> all{
        SystemInfo{.system = System::AgentAnalytics,
                   .name = u"agent_analytics"_s,
                   .title = u"Agent analytics"_s,
                   .database = u"mentor"_s,
                   .role = u"mentor"_s,
                   .environment = u"development"_s,
                   .version = u"0031_metrics_learning"_s},
        SystemInfo{.system = System::SemanticKernel,
                   .name = u"semantic_kernel"_s,
                   .title = u"Semantic Kernel"_s,
                   .database = u"semantic_kernel"_s,
                   .role = u"semantic_kernel"_s,
                   .environment = u"development"_s,
                   .extensions = {u"vector"_s}},
        SystemInfo{.system = System::Orchestrator,
                   .name = u"orchestrator"_s,
                   .title = u"Orchestrator"_s,
                   .database = u"orchestrator"_s,
                   .role = u"orchestrator"_s,
                   .environment = u"staging"_s,
                   .groupRoles = {u"orchestrator_reader"_s, u"orchestrator_app"_s,
                                  u"orchestrator_operator"_s}},
        SystemInfo{.system = System::CloudAssist,
                   .name = u"cloud_assist"_s,
                   .title = u"Cloud-Assist"_s,
                   .database = u"cloudassist"_s,
                   .role = u"cloudassist"_s,
                   .environment = u"production"_s,
                   .version = u"2"_s},
        SystemInfo{.system = System::Memory,
                   .name = u"memory"_s,
                   .title = u"Memory"_s,
                   .database = u"nina"_s,
                   .role = u"nina"_s,
                   .environment = u"staging"_s,
                   .extensions = {u"vector"_s, u"pg_stat_statements"_s}},
    };
    return all;
}

const SystemInfo &info(System system)
{
    return *std::ranges::find(systems(), system, &SystemInfo::system);
}

std::optional<System> findSystem(const QString &name)
{
    const auto all = systems();
    const auto found = std::ranges::find_if(all, [&name](const SystemInfo &candidate) {
        return candidate.name == name || candidate.database == name;
    });
    if (found == all.end())
        return {};
    return found->system;
}

QString migrationsFolder()
{
    const QStringList candidates{
        qEnvironmentVariable("HOWDAH_MIGRATIONS"),
        QCoreApplication::applicationDirPath() + u"/../share/howdah/migrations"_s,
        QStringLiteral(HOWDAH_SOURCE_MIGRATIONS),
    };
    for (const QString &candidate : candidates) {
        if (!candidate.isEmpty() && QDir(candidate).exists(info(System::AgentAnalytics).name))
            return QDir::cleanPath(candidate);
    }
    return {};
}

} // namespace howdah::samples

#pragma once

#include <QString>
#include <QStringList>

#include <optional>
#include <span>

namespace howdah::samples {

enum class System { AgentAnalytics, SemanticKernel, Orchestrator, CloudAssist, Memory };

/// One of the five sample systems of migrations/, as the demo shows it.
struct SystemInfo final
{
    System system;
    QString name;        ///< of its folder: "agent_analytics"
    QString title;       ///< "Agent analytics"
    QString database;    ///< "mentor"
    QString role;        ///< who owns it
    QString environment; ///< "development", "staging", "production"
    QString version;     ///< where the demo leaves it; empty for the newest
    /// Extensions that only a superuser may create; the owner's migrations find them there.
    QStringList extensions;
    QStringList groupRoles; ///< roles without login that its migrations grant to
};

[[nodiscard]] std::span<const SystemInfo> systems();
[[nodiscard]] const SystemInfo &info(System system);
/// By the name of its folder or of its database.
[[nodiscard]] std::optional<System> findSystem(const QString &name);

/// The folder that holds the five: HOWDAH_MIGRATIONS, else beside the program as installed, else in
/// the source tree it was built from; empty when none of them is there.
[[nodiscard]] QString migrationsFolder();

} // namespace howdah::samples

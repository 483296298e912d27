#include "sandbox/installation.h"

#include "process/child.h"
#include "process/tools.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::sandbox {

namespace {

QString inFolder(const QString &folder, const QString &name)
{
#ifdef Q_OS_WIN
    return QDir(folder).filePath(name + u".exe"_s);
#else
    return QDir(folder).filePath(name);
#endif
}

/// A server in root's own home is there but the account it would run as cannot reach it.
bool canBeStarted(const QString &path)
{
    const auto exit = process::run({.program = path,
                                    .arguments = {u"--version"_s},
                                    .workingDirectory = QDir::rootPath(),
                                    .account = process::unprivilegedAccount()},
                                   {.deadline = QDeadlineTimer(5000)});
    return exit && exit->isSuccess();
}

} // namespace

QString Installation::program(const QString &name) const
{
    return inFolder(programFolder, name);
}

bool Installation::offersExtension(const QString &name) const
{
    // Where pg_config --sharedir would point, from the three layouts in use; pg_config itself is
    // often not installed.
    const QDir folder(programFolder);
    const QString control = u"/extension/"_s + name + u".control"_s;
    const QStringList shares{u"../share"_s, u"../share/postgresql"_s,
                             u"../../../../share/postgresql/%1"_s.arg(majorVersion())};
    return std::ranges::any_of(
        shares, [&](const QString &share) { return folder.exists(share + control); });
}

QList<Installation> findInstallations(const QString &chosen)
{
    QList<Installation> installations;
    for (const QString &folder : process::programFolders(chosen)) {
        const QString postgres = inFolder(folder, u"postgres"_s);
        if (!QFileInfo(postgres).isExecutable() ||
            !QFileInfo(inFolder(folder, u"initdb"_s)).isExecutable() || !canBeStarted(postgres))
            continue;
        if (const auto tool = process::probe(postgres))
            installations.append({.programFolder = folder,
                                  .version = tool->version,
                                  .versionText = tool->versionText});
    }
    return installations;
}

Result<Installation> chooseInstallation(const QList<Installation> &installations, int serverVersion,
                                        const QStringList &extensions)
{
    const int wanted = serverVersion / 10'000;
    const auto missing = [&](const Installation &candidate) {
        return std::ranges::count_if(
            extensions, [&](const QString &name) { return !candidate.offersExtension(name); });
    };
    const Installation *best = nullptr;
    for (const Installation &candidate : installations) {
        if (candidate.majorVersion() < wanted)
            continue;
        const bool closer = best && wanted > 0 && candidate.majorVersion() < best->majorVersion();
        const bool same = best && (wanted == 0 || candidate.majorVersion() == best->majorVersion());
        if (!best || closer || (same && missing(candidate) < missing(*best)))
            best = &candidate;
    }
    if (best)
        return *best;
    QStringList others;
    for (const Installation &candidate : installations)
        others += u"%1 (%2)"_s.arg(candidate.programFolder, candidate.versionText);
    return Error{
        .kind = Error::Kind::NotFound,
        .message =
            wanted > 0
                ? u"No PostgreSQL server of version %1 or newer is installed here."_s.arg(wanted)
                : u"No PostgreSQL server is installed here."_s,
        .detail = others.isEmpty() ? QString() : u"Found: "_s + others.join(u", "_s),
        .hint =
            u"Install PostgreSQL's server package (it need not run), or choose the folder with its "
            u"programs."_s};
}

} // namespace howdah::sandbox

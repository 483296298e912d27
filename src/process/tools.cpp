#include "process/tools.h"

#include "process/child.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::process {

namespace {

constexpr int probeMs = 5000;

QString executableName(const QString &name)
{
#ifdef Q_OS_WIN
    return name + u".exe"_s;
#else
    return name;
#endif
}

/// "/usr/lib/postgresql/*/bin" → the folders that exist, highest version first.
QStringList expanded(const QString &pattern)
{
    const qsizetype star = pattern.indexOf(u'*');
    if (star < 0)
        return {pattern};
    const qsizetype folderEnd = pattern.lastIndexOf(u'/', star);
    const qsizetype partEnd = pattern.indexOf(u'/', star);
    const QDir folder(pattern.left(folderEnd));
    QStringList names = folder.entryList(
        {pattern.sliced(folderEnd + 1, (partEnd < 0 ? pattern.size() : partEnd) - folderEnd - 1)},
        QDir::Dirs | QDir::NoDotAndDotDot);
    static const QRegularExpression number(u"(\\d+)"_s);
    std::ranges::sort(names, std::greater(),
                      [](const QString &name) { return number.match(name).captured(1).toInt(); });
    QStringList found;
    for (const QString &name : std::as_const(names))
        found +=
            expanded(folder.filePath(name) + (partEnd < 0 ? QString() : pattern.sliced(partEnd)));
    return found;
}

QStringList packagedFolders()
{
    const QString cache = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation);
    const QStringList patterns
    {
#if defined(Q_OS_WIN)
        u"C:/Program Files/PostgreSQL/*/bin"_s,
#elif defined(Q_OS_MACOS)
        u"/opt/homebrew/opt/postgresql@*/bin"_s, u"/usr/local/opt/postgresql@*/bin"_s,
            u"/opt/homebrew/opt/libpq/bin"_s, u"/usr/local/opt/libpq/bin"_s,
            u"/Applications/Postgres.app/Contents/Versions/*/bin"_s,
#else
        u"/usr/lib/postgresql/*/bin"_s, u"/usr/pgsql-*/bin"_s, u"/opt/postgresql/*/bin"_s,
            // What packaging/ put together for this user, or for root.
            cache + u"/howdah/deps/postgresql-*/usr/lib/postgresql/*/bin"_s,
            u"/var/cache/howdah/deps/postgresql-*/usr/lib/postgresql/*/bin"_s,
#endif
    };
    QStringList folders;
    for (const QString &pattern : patterns)
        folders += expanded(pattern);
    return folders;
}

QString folderAccordingToPgConfig()
{
    const QString program = QStandardPaths::findExecutable(u"pg_config"_s);
    if (program.isEmpty())
        return {};
    const auto exit = run({.program = program, .arguments = {u"--bindir"_s}},
                          {.deadline = QDeadlineTimer(probeMs)});
    return exit && exit->isSuccess() ? exit->output.trimmed() : QString();
}

} // namespace

int versionFromText(const QString &text)
{
    static const QRegularExpression pattern(
        u"\\b(\\d{1,2})(?:\\.(\\d+)|(?:devel|alpha|beta|rc)\\d*)?\\b"_s);
    const auto match = pattern.match(text);
    return match.hasMatch() ? match.captured(1).toInt() * 10'000 + match.captured(2).toInt() : 0;
}

QStringList programFolders(const QString &chosen)
{
    QStringList candidates;
    if (!chosen.isEmpty())
        candidates += {chosen, chosen + u"/bin"_s};
    candidates +=
        qEnvironmentVariable("HOWDAH_PGBIN").split(QDir::listSeparator(), Qt::SkipEmptyParts);
    candidates += folderAccordingToPgConfig();
    candidates += packagedFolders();
    candidates += qEnvironmentVariable("PATH").split(QDir::listSeparator(), Qt::SkipEmptyParts);
    QStringList folders;
    for (const QString &candidate : std::as_const(candidates)) {
        const QFileInfo info(candidate);
        if (candidate.isEmpty() || !info.isDir())
            continue;
        if (const QString path = info.canonicalFilePath(); !folders.contains(path))
            folders += path;
    }
    return folders;
}

Result<Tool> probe(const QString &path)
{
    auto exit = runToSuccess({.program = path, .arguments = {u"--version"_s}},
                             {.deadline = QDeadlineTimer(probeMs)});
    if (!exit)
        return exit.error();
    const QString text = exit->output.section(u'\n', 0, 0).section(u')', 1).trimmed();
    const int version = versionFromText(text);
    if (version == 0) {
        return Error{.kind = Error::Kind::ToolFailed,
                     .message = path + u" does not say its version."_s,
                     .detail = exit->output.left(200)};
    }
    return Tool{.path = path, .version = version, .versionText = text};
}

QList<Tool> findTools(const QString &name, const QStringList &folders)
{
    QList<Tool> tools;
    for (const QString &folder : folders) {
        const QString path = QDir(folder).filePath(executableName(name));
        // Debian's /usr/bin/pg_dump is a wrapper that picks a version by itself; it would hide what
        // really runs.
        if (!QFileInfo(path).isExecutable() ||
            QFileInfo(path).canonicalFilePath().endsWith("/pg_wrapper"_L1))
            continue;
        if (auto tool = probe(path))
            tools += *std::move(tool);
    }
    return tools;
}

Result<Tool> chooseTool(const QString &name, int serverVersion, const QStringList &folders)
{
    const QList<Tool> found = findTools(name, folders);
    const int wanted = serverVersion / 10'000;
    const Tool *best = nullptr;
    for (const Tool &tool : found) {
        if (tool.majorVersion() < wanted)
            continue;
        if (!best || tool.majorVersion() < best->majorVersion() ||
            (tool.majorVersion() == best->majorVersion() && tool.version > best->version))
            best = &tool;
    }
    if (best)
        return *best;
    QStringList others;
    for (const Tool &tool : found)
        others += u"%1 (%2)"_s.arg(tool.path, tool.versionText);
    return Error{
        .kind = Error::Kind::ToolMissing,
        .message = u"No %1 of version %2 or newer was found."_s.arg(name).arg(wanted),
        .detail = others.isEmpty() ? u"None at all was found."_s
                                   : u"Found, but older: "_s + others.join(u", "_s),
        .hint =
            u"Install PostgreSQL's client programs of version %1, or choose the folder they are in."_s
                .arg(wanted)};
}

} // namespace howdah::process

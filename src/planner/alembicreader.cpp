#include "planner/alembicrevision.h"
#include "planner/readers.h"
#include "planner/sourcefile.h"

#include <QDir>
#include <QHash>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace howdah::planner {

namespace {

using change::Finding;
using change::Severity;

/// alembic_version.version_num is varchar(32).
constexpr qsizetype longestRevision = 32;

/// The value of @p key in the [alembic] section, "%(here)s" resolved; relative paths start at the
/// ini's folder.
QStringList iniPaths(const QString &text, const QString &key, const QDir &here)
{
    bool inside = false;
    const auto lines = text.split(u'\n');
    for (const QString &raw : lines) {
        const QString line = raw.trimmed();
        if (line.startsWith(u'['))
            inside = line == "[alembic]"_L1;
        const qsizetype equals = line.indexOf(u'=');
        if (!inside || line.startsWith(u'#') || equals < 0 || line.left(equals).trimmed() != key)
            continue;
        QStringList paths;
        static const QRegularExpression separators(u"[\\s,;]+"_s);
        const auto parts = key == "script_location"_L1
                               ? QStringList{line.mid(equals + 1).trimmed()}
                               : line.mid(equals + 1).trimmed().split(separators);
        for (QString part : parts) {
            part.replace("%(here)s"_L1, here.absolutePath());
            paths += QDir::cleanPath(here.absoluteFilePath(part));
        }
        return paths;
    }
    return {};
}

std::optional<AlembicLayout> layoutFromIni(const QDir &dir)
{
    if (!dir.exists(u"alembic.ini"_s))
        return {};
    const auto ini = readSourceFile(dir.filePath(u"alembic.ini"_s));
    if (!ini)
        return {};
    AlembicLayout layout;
    layout.scriptLocation = iniPaths(ini->text, u"script_location"_s, dir).value(0);
    if (layout.scriptLocation.isEmpty())
        return {};
    layout.versionLocations = iniPaths(ini->text, u"version_locations"_s, dir);
    if (layout.versionLocations.isEmpty())
        layout.versionLocations = {layout.scriptLocation + u"/versions"_s};
    return layout;
}

bool holdsRevisions(const QDir &dir)
{
    const auto names = dir.entryList({u"*.py"_s}, QDir::Files, QDir::Name);
    static const QRegularExpression assignment(u"^revision\\s*(:[^=\\n]*)?="_s,
                                               QRegularExpression::MultilineOption);
    return std::ranges::any_of(names, [&](const QString &name) {
        const auto source = readSourceFile(dir.filePath(name));
        return source && assignment.match(source->text).hasMatch();
    });
}

/// Puts revisions behind all they build on; among those that are free the file name decides. What
/// is left over stands in a circle, or on one.
class Sorter final
{
public:
    explicit Sorter(const QList<Migration> &revisions)
        : m_revisions(revisions)
    {
        for (qsizetype i = 0; i < revisions.size(); ++i)
            m_index.insert(revisions.at(i).id, i);
    }

    [[nodiscard]] QList<qsizetype> needs(qsizetype revision) const
    {
        QList<qsizetype> indexes;
        const Migration &migration = m_revisions.at(revision);
        const auto names = migration.parents + migration.dependencies;
        for (const QString &name : names) {
            if (const auto index = resolve(name); index >= 0)
                indexes.append(index);
        }
        return indexes;
    }

    /// An id, or a branch label (depends_on may name one: the newest revision of that branch is not
    /// known without the graph, the labelled one is where it starts).
    [[nodiscard]] qsizetype resolve(const QString &name) const
    {
        if (const auto index = m_index.value(name, -1); index >= 0)
            return index;
        const auto labelled = std::ranges::find_if(
            m_revisions, [&](const Migration &m) { return m.labels.contains(name); });
        return labelled == m_revisions.end() ? -1 : labelled - m_revisions.begin();
    }

    void sort()
    {
        QList<qsizetype> waitsFor(m_revisions.size(), 0);
        QList<QList<qsizetype>> children(m_revisions.size());
        for (qsizetype i = 0; i < m_revisions.size(); ++i) {
            const auto parents = needs(i);
            waitsFor[i] = parents.size();
            for (const qsizetype parent : parents)
                children[parent].append(i);
        }
        std::set<qsizetype> free;
        for (qsizetype i = 0; i < m_revisions.size(); ++i) {
            if (waitsFor.at(i) == 0)
                free.insert(i);
        }
        while (!free.empty()) {
            const qsizetype next = *free.begin();
            free.erase(free.begin());
            m_order.append(next);
            for (const qsizetype child : std::as_const(children[next])) {
                if (--waitsFor[child] == 0)
                    free.insert(child);
            }
        }
        for (qsizetype i = 0; i < m_revisions.size(); ++i) {
            if (waitsFor.at(i) > 0)
                m_left.append(i);
        }
    }

    [[nodiscard]] const QList<qsizetype> &order() const { return m_order; }
    [[nodiscard]] const QList<qsizetype> &left() const { return m_left; }

    /// One circle among those left over, each revision followed by one that it builds on.
    [[nodiscard]] QList<qsizetype> circle() const
    {
        QList<qsizetype> path;
        qsizetype at = m_left.constFirst();
        while (!path.contains(at)) {
            path.append(at);
            const auto parents = needs(at);
            at = *std::ranges::find_if(parents, [this](qsizetype p) { return m_left.contains(p); });
        }
        return path.mid(path.indexOf(at));
    }

private:
    const QList<Migration> &m_revisions;
    QHash<QString, qsizetype> m_index;
    QList<qsizetype> m_order;
    QList<qsizetype> m_left;
};

/// env.py may move the history elsewhere; then nobody here would see what is applied.
void checkEnvironment(const QString &scriptLocation, const QDir &root, QList<Finding> &findings)
{
    const QString path = scriptLocation + u"/env.py"_s;
    const auto source = readSourceFile(path);
    static const QRegularExpression own(u"^[^#\\n]*\\bversion_table(_schema)?\\s*="_s,
                                        QRegularExpression::MultilineOption);
    const auto match = source ? own.match(source->text) : QRegularExpressionMatch();
    if (!match.hasMatch())
        return;
    findings.append({.rule = u"own-version-table"_s,
                     .severity = Severity::Error,
                     .message = u"env.py keeps the history in a table of its own (version_table), "
                                u"which Howdah does not read: it would not see what is applied."_s,
                     .file = printableName(root.relativeFilePath(path)),
                     .line = int(source->text.left(match.capturedStart()).count(u'\n')) + 1});
}

void checkNames(const QList<Migration> &revisions, const Sorter &sorter, QList<Finding> &findings)
{
    QHash<QString, QString> files;
    for (const Migration &revision : revisions) {
        const auto fault = [&](const QString &rule, const QString &message) {
            findings.append({.rule = rule,
                             .severity = Severity::Error,
                             .message = message,
                             .file = revision.file});
        };
        if (files.contains(revision.id)) {
            fault(u"duplicate-version"_s,
                  u"%1 and %2 both claim revision %3."_s.arg(files.value(revision.id),
                                                             revision.file, revision.id));
        }
        files.insert(revision.id, revision.file);
        if (revision.id.size() > longestRevision) {
            fault(u"long-revision"_s,
                  u"Revision %1 is longer than the 32 characters that alembic_version holds."_s.arg(
                      revision.id));
        }
        const auto names = revision.parents + revision.dependencies;
        for (const QString &name : names) {
            if (sorter.resolve(name) < 0) {
                fault(u"missing-parent"_s,
                      u"%1 builds on revision %2, which no file of the folder is."_s.arg(
                          revision.file, printableName(name)));
            }
        }
    }
}

} // namespace

std::optional<AlembicLayout> findAlembic(const QString &path)
{
    const QDir dir(path);
    for (const QString &sub : {u"."_s, u"alembic"_s, u"migrations"_s}) {
        const QDir candidate(QDir::cleanPath(dir.absoluteFilePath(sub)));
        if (const auto layout = layoutFromIni(candidate))
            return layout;
        if (candidate.exists(u"env.py"_s) && candidate.exists(u"versions"_s)) {
            return AlembicLayout{.scriptLocation = candidate.path(),
                                 .versionLocations = {candidate.filePath(u"versions"_s)}};
        }
    }
    if (holdsRevisions(dir))
        return AlembicLayout{.scriptLocation = dir.absolutePath(),
                             .versionLocations = {dir.absolutePath()}};
    return {};
}

Result<MigrationFolder> readAlembic(const QString &path)
{
    const auto layout = findAlembic(path);
    if (!layout)
        return Error::invalid(
            u"There is no Alembic folder: no alembic.ini, and no env.py beside versions/."_s);
    MigrationFolder folder;
    const QDir root(path);
    QList<Migration> revisions;
    for (const QString &location : layout->versionLocations) {
        const QDir dir(location);
        if (!dir.exists()) {
            return Error{.kind = Error::Kind::NotFound,
                         .message = u"The revisions should be in \"%1\", which is not there."_s.arg(
                             printableName(root.relativeFilePath(location)))};
        }
        const auto names = dir.entryList({u"*.py"_s}, QDir::Files | QDir::System, QDir::Name);
        for (const QString &name : names) {
            if (name.startsWith(".#"_L1) || name.startsWith("__init__"_L1))
                continue;
            const QString file = printableName(root.relativeFilePath(dir.absoluteFilePath(name)));
            const auto fault = [&](const Error &error) {
                folder.findings.append(
                    {.rule = u"unreadable"_s,
                     .severity = Severity::Error,
                     .message = (error.context + QStringList(error.message)).join(u": "_s),
                     .file = file});
            };
            const auto source = readSourceFile(dir.absoluteFilePath(name));
            if (!source) {
                fault(source.error());
                continue;
            }
            auto revision = readAlembicRevision(source->text, file);
            if (!revision) {
                fault(revision.error());
            } else if (!*revision) {
                folder.findings.append(
                    {.rule = u"ignored-file"_s,
                     .severity = Severity::Warning,
                     .message =
                         u"%1 names no revision; the real alembic refuses such a folder."_s.arg(
                             file),
                     .file = file});
            } else {
                (*revision)->checksums = checksumsOf(source->bytes, source->text);
                revisions.append(**std::move(revision));
            }
        }
    }

    checkEnvironment(layout->scriptLocation, root, folder.findings);
    Sorter sorter(revisions);
    checkNames(revisions, sorter, folder.findings);
    sorter.sort();
    if (!sorter.left().isEmpty()) {
        QStringList names;
        const auto circle = sorter.circle();
        for (const qsizetype index : circle)
            names += u"%1 (%2)"_s.arg(revisions.at(index).file, revisions.at(index).id);
        names += u"%1 again"_s.arg(revisions.at(circle.constFirst()).file);
        folder.findings.append(
            {.rule = u"cycle"_s,
             .severity = Severity::Error,
             .message = u"The revisions stand in a circle: %1."_s.arg(names.join(u" builds on "_s)),
             .file = revisions.at(circle.constFirst()).file});
    }
    const auto order = sorter.order() + sorter.left();
    QSet<QString> parents;
    for (const qsizetype index : order) {
        folder.migrations.append(revisions.at(index));
        for (const QString &parent : revisions.at(index).parents)
            parents.insert(parent);
    }
    for (const Migration &migration : std::as_const(folder.migrations)) {
        if (!parents.contains(migration.id))
            folder.heads += migration.id;
    }
    return folder;
}

} // namespace howdah::planner

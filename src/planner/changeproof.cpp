#include "planner/changeproof.h"

#include "planner/sourcefile.h"
#include "process/child.h"
#include "sql/lexer.h"

#include <QDir>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace howdah::planner {

namespace {

/// How far back a file is looked for; who edited it more often has other worries.
constexpr int mostCommits = 200;
constexpr int patienceMs = 5000;

/// The next token that means something.
sql::Token nextMeaningful(sql::Lexer &lexer)
{
    auto token = lexer.next();
    while (token.kind == sql::TokenKind::Whitespace || token.kind == sql::TokenKind::Comment)
        token = lexer.next();
    return token;
}

/// What git prints, nothing when it fails for whatever reason.
std::optional<QByteArray> git(const QString &folder, const QStringList &arguments,
                              const CancellationToken &token)
{
    QByteArray output;
    process::Command command{.program = u"git"_s, .arguments = arguments};
    command.workingDirectory = folder;
    command.onOutput = [&output](QByteArrayView bytes) { output.append(bytes); };
    const auto exit =
        process::run(command, {.deadline = QDeadlineTimer(patienceMs), .token = token});
    if (!exit || !exit->isSuccess())
        return {};
    return output;
}

struct Found
{
    QString commit; ///< abbreviated
    QByteArray bytes;
};

/// The newest form of @p file that has the recorded checksum.
std::optional<Found> findRecorded(const QString &folder, const QString &file,
                                  const QString &checksum, const CancellationToken &token)
{
    const auto log = git(
        folder, {u"log"_s, u"--format=%h"_s, u"--max-count=%1"_s.arg(mostCommits), u"--"_s, file},
        token);
    if (!log)
        return {};
    const auto commits = QString::fromLatin1(*log).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &commit : commits) {
        const auto bytes = git(folder, {u"show"_s, commit + u":./"_s + file}, token);
        const auto text = bytes ? decodeSource(*bytes) : Result<QString>(Error());
        if (text && checksumsOf(*bytes, *text).matches(checksum))
            return Found{commit, *bytes};
    }
    return {};
}

} // namespace

bool sameButForComments(const QByteArray &a, const QByteArray &b)
{
    sql::Lexer left(a);
    sql::Lexer right(b);
    while (true) {
        const auto x = nextMeaningful(left);
        const auto y = nextMeaningful(right);
        if (x.kind != y.kind)
            return false;
        if (x.kind == sql::TokenKind::End)
            return true;
        if (QByteArrayView(a).sliced(x.begin, x.end - x.begin) !=
            QByteArrayView(b).sliced(y.begin, y.end - y.begin))
            return false;
    }
}

void proveChanges(Plan &plan, const CancellationToken &token)
{
    for (Step &step : plan.steps) {
        const auto finding =
            std::ranges::find(step.findings, u"changed-after-apply"_s, &change::Finding::rule);
        if (finding == step.findings.end() || !step.row || token.isCancelled())
            continue;
        const auto found = findRecorded(plan.folder.path, step.file, step.row->checksum, token);
        if (!found)
            continue;
        const auto now = readSourceFile(QDir(plan.folder.path).filePath(step.file));
        if (now && sameButForComments(now->bytes, found->bytes)) {
            finding->rule = u"comments-changed-after-apply"_s;
            finding->severity = change::Severity::Warning;
            finding->message =
                u"Only comments or white space changed since it was applied: commit %1 holds the "
                u"file as it ran, and its SQL is the same."_s.arg(found->commit);
        } else {
            finding->message +=
                u" Commit %1 holds the file as it ran, and its SQL is another one."_s.arg(
                    found->commit);
        }
    }
}

} // namespace howdah::planner

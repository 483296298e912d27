// howdahctl's backups beside what they are made with: pg_dump alone, and sha256sum for checking.
// HOWDAH_BENCH_ROWS chooses the size (2000000).

#include "benchmarks/figures.h"
#include "support/testserver.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::benchmarks;

namespace {

constexpr int rounds = 3;

double run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setStandardOutputFile(QProcess::nullDevice());
    QElapsedTimer timer;
    timer.start();
    process.start(program, arguments);
    if (!process.waitForFinished(-1) || process.exitCode() != 0)
        qFatal("%s: %s", qUtf8Printable(program), process.readAllStandardError().constData());
    return double(timer.nsecsElapsed()) / 1e9;
}

/// Tables as the sample systems have them: numbers and times, texts, JSON, and many narrow rows.
void fill(const support::TestServer &server, int rows)
{
    (void)server.psql(
        uR"(CREATE TABLE metric AS SELECT i AS id, i % 200 AS series, i * 0.731 AS value,
    timestamptz '2026-01-01' + i * interval '1 s' AS at FROM generate_series(1, {rows}) i;
CREATE TABLE message AS SELECT i AS id, md5((i % 1000)::text) AS thread,
    repeat(md5(i::text) || ' and some more words ', 3) AS content FROM generate_series(1, {rows} / 4) i;
CREATE TABLE event AS SELECT i AS id, jsonb_build_object('model', 'model-' || i % 9, 'tokens', i % 4000,
    'cost', i * 0.00001, 'tags', array['a', 'b' || i % 50]) AS payload FROM generate_series(1, {rows} / 4) i;
CREATE TABLE audit AS SELECT i AS id, 'user ' || i % 100 AS who, 'changed something' AS what,
    now() AS at FROM generate_series(1, {rows} / 2) i;
ALTER TABLE metric ADD PRIMARY KEY (id);
VACUUM (ANALYZE))"_s.replace(u"{rows}"_s, QString::number(rows)),
        u"postgres"_s);
}

QStringList filesBelow(const QString &folder)
{
    QStringList files;
    QDirIterator found(folder, QDir::Files, QDirIterator::Subdirectories);
    while (found.hasNext())
        files += found.next();
    return files;
}

class Bench final
{
public:
    explicit Bench(const support::TestServer &server)
        : m_conninfo(server.conninfo())
        , m_pgDump(server.installation().programFolder + u"/pg_dump"_s)
        , m_tools(server.installation().programFolder)
        , m_compression(server.installation().version >= 160'000 ? u"zstd:3"_s : u"gzip:1"_s)
        , m_level(server.installation().version >= 160'000 ? m_compression : u"1"_s)
    {}

    double pgDump(const QStringList &arguments)
    {
        const QString path = m_folder.filePath(u"bare"_s);
        QDir(path).removeRecursively();
        QFile::remove(path);
        return run(m_pgDump, QStringList{u"-d"_s, m_conninfo, u"-f"_s, path} + arguments);
    }
    /// As howdahctl's default, but for the figures.
    double pgDumpLikeOurs() { return pgDump({u"-Fd"_s, u"-j2"_s, u"-Z"_s, m_level}); }

    double create(const QString &figures)
    {
        QDir(m_folder.filePath(u"ours"_s)).removeRecursively();
        return run(QStringLiteral(HOWDAHCTL),
                   {u"backup"_s, u"create"_s, u"--dsn"_s, m_conninfo, u"--folder"_s,
                    m_folder.path(), u"--name"_s, u"ours"_s, u"--figures"_s, figures,
                    u"--compression"_s, m_compression, u"--tools"_s, m_tools});
    }
    double verify()
    {
        return run(QStringLiteral(HOWDAHCTL), {u"backup"_s, u"verify"_s, u"ours"_s, u"--folder"_s,
                                               m_folder.path(), u"--tools"_s, m_tools});
    }
    double sha256sum() { return run(u"sha256sum"_s, filesBelow(m_folder.filePath(u"ours"_s))); }

private:
    QTemporaryDir m_folder;
    QString m_conninfo;
    QString m_pgDump;
    QString m_tools;
    QString m_compression;
    QString m_level;
};

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const int rows = benchRows(2'000'000);
    const support::TestServer server;
    if (!server.isRunning())
        qFatal("%s", qUtf8Printable(server.errorText()));
    fill(server, rows);
    Bench bench(server);
    std::vector<double> bare;
    std::vector<double> counted;
    std::vector<double> fingerprinted;
    std::vector<double> defaults;
    std::vector<double> verified;
    std::vector<double> summed;
    for (int round = 0; round < rounds; ++round) {
        bare.push_back(bench.pgDumpLikeOurs());
        counted.push_back(bench.create(u"counts"_s));
        fingerprinted.push_back(bench.create(u"fingerprints"_s));
        verified.push_back(bench.verify());
        summed.push_back(bench.sha256sum());
        defaults.push_back(bench.pgDump({u"-Fc"_s}));
    }
    rusage children{};
    getrusage(RUSAGE_CHILDREN, &children);
    Figures figures;
    figures.show(u"pg_dump with our options"_s, median(bare), u"s"_s);
    figures.show(u"backup create, rows counted"_s, median(counted), u"s"_s);
    figures.show(u"backup create, with fingerprints"_s, median(fingerprinted), u"s"_s);
    figures.atMost(1.05, u"backup against pg_dump"_s, median(counted) / median(bare), u"x"_s);
    figures.show(u"pg_dump -Fc at its defaults"_s, median(defaults), u"s"_s);
    figures.atLeast(2, u"our defaults are faster by"_s, median(defaults) / median(fingerprinted),
                    u"x"_s);
    figures.show(u"verify"_s, median(verified), u"s"_s);
    figures.show(u"sha256sum of the same files"_s, median(summed), u"s"_s);
    figures.atMost(1.3, u"verify against sha256sum"_s, median(verified) / median(summed), u"x"_s);
    figures.atMost(150, u"largest child process"_s, double(children.ru_maxrss) / 1024, u"MB"_s);
    return figures.exitCode();
}

#include "migrations/samplefolders.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace howdah::samplefolders {

QString path(samples::System system)
{
    return QStringLiteral(HOWDAH_SOURCE_DIR "/migrations/") + samples::info(system).name;
}

QByteArray read(const QString &file)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        qFatal("%s: %s", qUtf8Printable(file), qUtf8Printable(source.errorString()));
    return source.readAll();
}

QString iniFile(samples::System system)
{
    return path(system) +
           (system == samples::System::Memory ? u"/alembic/alembic.ini"_s : u"/alembic.ini"_s);
}

AlembicRun alembic(const support::TestServer &server, const QString &ini, const QString &database,
                   const QStringList &arguments)
{
    const QString program = QStandardPaths::findExecutable(u"alembic"_s);
    if (program.isEmpty())
        qFatal("alembic is not installed (Debian: alembic)");
    const auto endpoint = server.endpoint(database);
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"DATABASE_URL"_s,
                       u"postgresql+psycopg2:///%1?host=%2&port=%3&user=%4"_s.arg(
                           database, endpoint.host(), endpoint.port(), endpoint.user()));
    // The source tree stays as it is.
    environment.insert(u"PYTHONDONTWRITEBYTECODE"_s, u"1"_s);
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, QStringList{u"-c"_s, ini} + arguments);
    if (!process.waitForFinished(60'000))
        qFatal("alembic does not end: %s", qUtf8Printable(process.errorString()));
    return {process.exitCode(), QString::fromUtf8(process.readAll())};
}

QStringList sqlFiles(samples::System system, const QString &version)
{
    const QDir root(path(system));
    QStringList files;
    if (root.exists(u"init.sql"_s))
        files.append(root.filePath(u"init.sql"_s));
    const QDir dir(root.exists(u"migrations"_s) ? root.filePath(u"migrations"_s) : root.path());
    const auto names = dir.entryList({u"*.sql"_s}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        if (name.endsWith(".down.sql"_L1))
            continue;
        QString digits;
        for (const QChar c : name) {
            if (c.isDigit())
                digits.append(c);
            else if (!digits.isEmpty())
                break;
        }
        if (version.isEmpty() || digits.toInt() <= version.toInt())
            files.append(dir.filePath(name));
    }
    return files;
}

void migrate(support::TestServer &server, samples::System system, const QString &database,
             const QString &version)
{
    if (QFile::exists(iniFile(system))) {
        const auto run = alembic(server, iniFile(system), database,
                                 {u"upgrade"_s, version.isEmpty() ? u"head"_s : version});
        if (run.exitCode != 0)
            qFatal("alembic: %s", qUtf8Printable(run.output));
        return;
    }
    const QStringList files = sqlFiles(system, version);
    for (const QString &file : files)
        (void)server.psql(QString::fromUtf8(read(file)), database);
}

void seed(support::TestServer &server, samples::System system, const QString &database)
{
    const QDir seeds(path(system) + u"/seeds"_s);
    const auto names = seeds.entryList({u"*.sql"_s}, QDir::Files, QDir::Name);
    if (names.isEmpty())
        qFatal("no seeds in %s", qUtf8Printable(seeds.path()));
    for (const QString &name : names)
        (void)server.psql(QString::fromUtf8(read(seeds.filePath(name))), database);
}

QString ask(support::TestServer &server, const QString &database, const QString &sql)
{
    QString answer = server.psql(sql, database);
    if (answer.endsWith(u'\n'))
        answer.chop(1);
    return answer;
}

QStringList askList(support::TestServer &server, const QString &database, const QString &sql)
{
    return ask(server, database, sql).split(u'\n', Qt::SkipEmptyParts);
}

} // namespace howdah::samplefolders

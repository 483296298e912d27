#include "backup/archive.h"
#include "backup/create.h"
#include "backup/restore.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace howdah;
using namespace Qt::StringLiterals;

class TestArchive final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString write(const QString &name, const QByteArray &bytes)
    {
        const QString path = m_folder.filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("a file cannot be written");
        return path;
    }

private slots:
    void tableOfContentsIsUnderstood_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("schema");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("owner");

        QTest::newRow("table") << u"217; 1259 16425 TABLE public a app"_s << u"TABLE"_s
                               << u"public"_s << u"a"_s << u"app"_s;
        QTest::newRow("two words") << u"3405; 0 16425 TABLE DATA public a app"_s << u"TABLE DATA"_s
                                   << u"public"_s << u"a"_s << u"app"_s;
        QTest::newRow("three words")
            << u"3407; 0 16441 MATERIALIZED VIEW DATA public mv postgres"_s
            << u"MATERIALIZED VIEW DATA"_s << u"public"_s << u"mv"_s << u"postgres"_s;
        QTest::newRow("no schema, no owner") << u"2; 3079 16386 EXTENSION - pgcrypto "_s
                                             << u"EXTENSION"_s << u""_s << u"pgcrypto"_s << u""_s;
        QTest::newRow("arguments")
            << u"300; 1255 1 FUNCTION public f(integer, text) me"_s << u"FUNCTION"_s << u"public"_s
            << u"f(integer, text)"_s << u"me"_s;
    }
    void tableOfContentsIsUnderstood()
    {
        QFETCH(QString, line);
        const auto entry = backup::parseTocLine(line);
        QVERIFY(entry);
        QTEST(entry->type, "type");
        QTEST(entry->schema, "schema");
        QTEST(entry->name, "name");
        QTEST(entry->owner, "owner");
    }

    void commentsAreNoEntries()
    {
        QVERIFY(!backup::parseTocLine(u"; Archive created at 2026-11-22 04:46:25 UTC"_s));
        QVERIFY(!backup::parseTocLine(QString()));
    }

    void kindsAreToldByTheirBytes()
    {
        QCOMPARE(*backup::archiveKind(write(u"c"_s, "PGDMP\x01\x0e"_qba)),
                 backup::ArchiveKind::Custom);
        QCOMPARE(*backup::archiveKind(write(u"s.sql"_s, "--\n-- x\n"_qba)),
                 backup::ArchiveKind::Plain);
        QCOMPARE(*backup::archiveKind(write(u"g"_s, "\x1f\x8b\x08"_qba)),
                 backup::ArchiveKind::CompressedPlain);
        write(u"d/toc.dat"_s, "PGDMP"_qba);
        QCOMPARE(*backup::archiveKind(m_folder.filePath(u"d"_s)), backup::ArchiveKind::Directory);
        QCOMPARE(backup::archiveKind(write(u"png"_s, "\x89PNG\0"_qba + QByteArray(4, '\0')))
                     .error()
                     .kind,
                 Error::Kind::InvalidInput);
        QCOMPARE(backup::archiveKind(write(u"empty"_s, {})).error().kind,
                 Error::Kind::InvalidInput);
        QCOMPARE(backup::archiveKind(m_folder.filePath(u"nowhere"_s)).error().kind,
                 Error::Kind::NotFound);
    }

    void rowsOfAScriptAreCounted()
    {
        const QString path =
            write(u"full.sql"_s, "COPY public.a (id, t) FROM stdin;\n1\tx\n2\t\\N\n\\.\n"
                                 "COPY \"Wei\"\"rd s\".\"T x\" (id) FROM stdin;\n\\.\n"
                                 "SELECT pg_catalog.setval('public.a_id_seq', 1000, true);\n"
                                 "SELECT pg_catalog.setval('\"S''q\".b', 1, false);\n"
                                 "--\n-- PostgreSQL database dump complete\n--\n\n"_qba);
        const auto read = backup::readThrough(path, u"unused"_s, [](qint64) {}, {});
        QVERIFY2(read, read ? "" : qUtf8Printable(read.error().toText()));
        QCOMPARE(read->rows.size(), 2);
        QCOMPARE(read->rows.value({u"public"_s, u"a"_s}), 2);
        QCOMPARE(read->rows.value({u"Wei\"rd s"_s, u"T x"_s}, -1), 0);
        QCOMPARE(read->sequences, (QList<backup::SequenceFigures>{
                                      {.relation = {u"public"_s, u"a_id_seq"_s}, .lastValue = 1000},
                                      {.relation = {u"S'q"_s, u"b"_s}, .lastValue = {}}}));
    }

    void aCutScriptIsCorrupt_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("in data") << "COPY public.a (id) FROM stdin;\n1\n"_qba;
        QTest::newRow("after data") << "COPY public.a (id) FROM stdin;\n1\n\\.\n"_qba;
    }
    void aCutScriptIsCorrupt()
    {
        QFETCH(QByteArray, text);
        const auto read =
            backup::readThrough(write(u"cut.sql"_s, text), u"unused"_s, [](qint64) {}, {});
        QVERIFY(!read);
        QCOMPARE(read.error().kind, Error::Kind::Corrupt);
    }

    void schemasAreEqualInAnyOrder()
    {
        const QString a =
            u"--\n-- Name: a\n--\n\nCREATE TABLE a ();\n\n\n--\n-- Name: b\n--\n\nCREATE TABLE b ();\n"_s;
        const QString b =
            u"SET x = 1;\n\\restrict abc\n--\n-- Name: b\n--\n\nCREATE TABLE b ();\n\n"
            "--\n-- Name: a\n--\n\nCREATE TABLE a ();\n"_s;
        QCOMPARE(backup::schemaHash(a), backup::schemaHash(b));
        QVERIFY(backup::schemaHash(a) !=
                backup::schemaHash(QString(a).replace(u"b ()"_s, u"b (i int)"_s)));
    }

    void dumpArgumentsFollowTheTool()
    {
        backup::CreateOptions options{.schemas = {u"we\"ird"_s}, .jobs = 3};
        auto arguments = backup::dumpArguments(options, 150'000, u"0-1"_s, u"/x"_s);
        QCOMPARE(arguments.value(arguments.indexOf(u"--compress"_s) + 1), u"1"_s);
        QCOMPARE(arguments.value(arguments.indexOf(u"--jobs"_s) + 1), u"3"_s);
        QCOMPARE(arguments.value(arguments.indexOf(u"--schema"_s) + 1), u"\"we\"\"ird\""_s);
        arguments = backup::dumpArguments(options, 170'000, u"0-1"_s, u"/x"_s);
        QCOMPARE(arguments.value(arguments.indexOf(u"--compress"_s) + 1), u"zstd:3"_s);
        options.format = backup::Format::Plain;
        arguments = backup::dumpArguments(options, 170'000, u"0-1"_s, u"/x"_s);
        QVERIFY(!arguments.contains(u"--compress"_s));
        QVERIFY(!arguments.contains(u"--jobs"_s));
    }

    void compressionIsWhatTheProgramKnows()
    {
        const QTemporaryDir folder;
        const auto tool = [&](int version, const QByteArray &says) {
            const QString path = folder.filePath(u"pg_dump"_s);
            QFile file(path);
            if (!file.open(QIODevice::WriteOnly) ||
                file.write("#!/bin/sh\necho '" + says + "' >&2\nexit 1\n") < 0)
                qFatal("cannot write %s", qUtf8Printable(path));
            file.setPermissions(file.permissions() | QFile::ExeOwner);
            return process::Tool{.path = path, .version = version, .versionText = {}};
        };
        QCOMPARE(backup::supportedCompression(
                     tool(170'000, "pg_dump: error: invalid compression specification: this build "
                                   "does not support compression with ZSTD")),
                 u"gzip:1"_s);
        QCOMPARE(backup::supportedCompression(
                     tool(170'000, "pg_dump: error: connection to server on socket failed")),
                 u"zstd:3"_s);
        // Older ones are not even asked.
        QCOMPARE(backup::supportedCompression({.path = {}, .version = 150'000, .versionText = {}}),
                 u"gzip:1"_s);
    }

    void namesAreFitForFiles()
    {
        const QDateTime at({2026, 11, 22}, {4, 45}, Qt::UTC);
        QCOMPARE(backup::defaultName(u"navi"_s, at), u"navi-20261122-044500Z"_s);
        QCOMPARE(backup::defaultName(u"../a/b:c"_s, at), u"__a_b_c-20261122-044500Z"_s);
    }

    void errorsAreClassed_data()
    {
        QTest::addColumn<QStringList>("lines");
        QTest::addColumn<int>("severity");
        QTest::addColumn<QString>("entry");
        QTest::addColumn<bool>("hasRemedy");

        const auto severity = [](backup::Severity value) { return int(value); };
        QTest::newRow("owner missing")
            << QStringList{u"pg_restore: from TOC entry 217; 1259 16425 TABLE a app"_s,
                           u"pg_restore: error: could not execute query: ERROR:  role \"app\" does not exist"_s,
                           u"Command was: ALTER TABLE public.a OWNER TO app;"_s, QString()}
            << severity(backup::Severity::Degraded) << u"TABLE a app"_s << true;
        QTest::newRow("grant")
            << QStringList{u"pg_restore: from TOC entry 3418; 0 0 ACL TABLE a app"_s,
                           u"pg_restore: error: could not execute query: ERROR:  role \"x\" does not exist"_s,
                           u"Command was: GRANT SELECT ON TABLE public.a TO x;"_s}
            << severity(backup::Severity::Degraded) << u"ACL TABLE a app"_s << true;
        QTest::newRow("public is there")
            << QStringList{u"pg_restore: from TOC entry 5; 2615 2200 SCHEMA public pg_database_owner"_s,
                           u"pg_restore: error: could not execute query: ERROR:  schema \"public\" already exists"_s,
                           u"Command was: CREATE SCHEMA public;"_s}
            << severity(backup::Severity::Harmless) << u"SCHEMA public pg_database_owner"_s
            << false;
        QTest::newRow("table is there")
            << QStringList{u"pg_restore: from TOC entry 217; 1259 16425 TABLE a app"_s,
                           u"pg_restore: error: could not execute query: ERROR:  relation \"a\" already exists"_s,
                           u"Command was: CREATE TABLE public.a ("_s, u"    id integer"_s, u");"_s}
            << severity(backup::Severity::Fatal) << u"TABLE a app"_s << false;
        QTest::newRow("newer setting")
            << QStringList{u"pg_restore: error: could not execute query: ERROR:  unrecognized "
                           u"configuration parameter "
                           "\"transaction_timeout\""_s,
                           u"Command was: SET transaction_timeout = 0;"_s}
            << severity(backup::Severity::Harmless) << QString() << false;
        QTest::newRow("extension missing")
            << QStringList{u"pg_restore: from TOC entry 2; 3079 16386 EXTENSION vector "_s,
                           u"pg_restore: error: could not execute query: ERROR:  extension \"vector\" is not available"_s,
                           u"Command was: CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA public;"_s}
            << severity(backup::Severity::Fatal) << u"EXTENSION vector "_s << true;
        QTest::newRow("copy")
            << QStringList{u"pg_restore: error: COPY failed for table \"a\": ERROR:  invalid input syntax"_s}
            << severity(backup::Severity::Fatal) << QString() << false;
        QTest::newRow("a foreign key to nothing")
            << QStringList{u"pg_restore: from TOC entry 3259; 2606 1 FK CONSTRAINT t t_fkey postgres"_s,
                           u"pg_restore: error: could not execute query: ERROR:  insert or update "
                           u"on table \"t\" "
                           "violates foreign key constraint \"t_fkey\""_s,
                           u"Command was: ALTER TABLE ONLY public.t"_s,
                           u"    ADD CONSTRAINT t_fkey FOREIGN KEY …"_s}
            << severity(backup::Severity::Fatal) << u"FK CONSTRAINT t t_fkey postgres"_s << false;
    }
    void errorsAreClassed()
    {
        QFETCH(QStringList, lines);
        QFETCH(int, severity);
        backup::ProblemReader reader;
        for (const QString &line : lines)
            reader.addLine(line);
        QCOMPARE(reader.problems().size(), 1);
        QCOMPARE(int(reader.problems().constFirst().severity), severity);
        QTEST(reader.problems().constFirst().entry, "entry");
        QFETCH(bool, hasRemedy);
        QCOMPARE(!reader.problems().constFirst().remedy.isEmpty(), hasRemedy);
        QCOMPARE(reader.hasFatal(), severity == int(backup::Severity::Fatal));
    }
};

QTEST_GUILESS_MAIN(TestArchive)
#include "tst_archive.moc"

#include "app/datajobs.h"
#include "support/testserver.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;

/// Rows to files and back, as somebody sees it in the list of jobs.
class TestDataJobs final : public QObject
{
    Q_OBJECT

    support::TestServer m_server;
    QTemporaryDir m_folder;
    std::unique_ptr<jobs::JobList> m_jobs;

    [[nodiscard]] std::shared_ptr<pg::Session> session() const
    {
        return std::make_shared<pg::Session>(
            [endpoint = m_server.endpoint()](const pg::CallLimits &limits) {
                return pg::Connection::open(endpoint, {}, limits);
            });
    }
    static bool ended(const jobs::Job *job)
    {
        return QTest::qWaitFor([&] { return job->state() != jobs::Job::State::Running; }, 60'000);
    }
    QString write(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("no file");
        return file.fileName();
    }
    static QByteArray content(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] qint64 count(const QString &table) const
    {
        return m_server.connect().query(u"SELECT count(*) FROM "_s + table)->integer(0, 0);
    }

private slots:
    void initTestCase()
    {
        QVERIFY2(m_server.isRunning(), qUtf8Printable(m_server.errorText()));
        m_server.psql(u"CREATE TABLE t (id int PRIMARY KEY, name text NOT NULL)"_s, u"postgres"_s);
    }
    void init()
    {
        m_server.psql(u"TRUNCATE t"_s, u"postgres"_s);
        m_jobs = std::make_unique<jobs::JobList>();
    }

    void anExportTellsHowFarItIs_data()
    {
        QTest::addColumn<data::ExportFormat>("format");
        for (const auto format :
             {data::ExportFormat::Csv, data::ExportFormat::Json, data::ExportFormat::Ndjson,
              data::ExportFormat::Xlsx, data::ExportFormat::Sql, data::ExportFormat::Markdown})
            QTest::newRow(qUtf8Printable(data::formatName(format))) << format;
    }
    void anExportTellsHowFarItIs()
    {
        QFETCH(data::ExportFormat, format);
        const QString path = m_folder.filePath(u"rows."_s + data::formatSuffix(format));
        auto *job = app::startExport(
            *m_jobs, session(), u"here"_s,
            {.query = u"SELECT i AS id, md5(i::text) AS name FROM generate_series(1, 120000) i"_s,
             .format = format,
             .path = path,
             .table = u"public.t"_s},
            120'000);
        double last = -1;
        bool forward = true;
        connect(job, &jobs::Job::changed, job, [&] {
            forward = forward && job->progress() >= last;
            last = job->progress();
        });
        QVERIFY(ended(job));
        QVERIFY2(job->state() == jobs::Job::State::Succeeded,
                 qUtf8Printable(job->error().toText()));
        QVERIFY(job->result().contains(path));
        QVERIFY(forward);
        QVERIFY(QFileInfo(path).size() > 120'000);
    }

    void aCancelledExportLeavesWhatWasThere()
    {
        const QString path = write(u"old.csv"_s, "what was there");
        auto *job = app::startExport(
            *m_jobs, session(), u"here"_s,
            {.query = u"SELECT i, pg_sleep(0.001) FROM generate_series(1, 1000000) i"_s,
             .format = data::ExportFormat::Csv,
             .path = path,
             .table = {}});
        QTRY_VERIFY(job->step().contains(u"rows written"_s));
        QElapsedTimer clock;
        clock.start();
        job->cancel();
        QVERIFY(ended(job));
        QVERIFY(clock.elapsed() < 2000);
        QCOMPARE(job->state(), jobs::Job::State::Cancelled);
        QCOMPARE(content(path), QByteArray("what was there"));
        QCOMPARE(QDir(m_folder.path()).entryList({u"old*"_s}, QDir::Files).size(), 1);
    }

    void anImportIsAJobWithProgress()
    {
        QByteArray text("id,name\n");
        for (int i = 0; i < 300'000; ++i)
            text += QByteArray::number(i) + ",row number " + QByteArray::number(i) + '\n';
        const auto import = app::startImport(*m_jobs, session(), u"here"_s,
                                             {.path = write(u"many.csv"_s, text),
                                              .format = {},
                                              .schema = u"public"_s,
                                              .table = u"t"_s,
                                              .columns = {u"id"_s, u"name"_s},
                                              .createWithTypes = {}});
        QCOMPARE(m_jobs->runningCount(), 1);
        QTRY_VERIFY(import.job->progress() > 0);
        QVERIFY(ended(import.job));
        QVERIFY2(import.job->state() == jobs::Job::State::Succeeded,
                 qUtf8Printable(import.job->error().toText()));
        QTRY_VERIFY(import.report.isFinished());
        QVERIFY(import.report.result());
        QCOMPARE(import.report.result()->rows, 300'000);
        QCOMPARE(count(u"t"_s), 300'000);
    }

    void aCancelledImportLeavesNothing()
    {
        // The lock makes sure that it is still under way.
        auto holder = m_server.connect();
        QVERIFY(holder.execute(u"BEGIN; LOCK TABLE t IN ACCESS EXCLUSIVE MODE"_s));
        const auto import = app::startImport(*m_jobs, session(), u"here"_s,
                                             {.path = write(u"few.csv"_s, "id,name\n1,a\n"),
                                              .format = {},
                                              .schema = u"public"_s,
                                              .table = u"t"_s,
                                              .columns = {u"id"_s, u"name"_s},
                                              .createWithTypes = {}});
        QTRY_VERIFY(!import.job->step().isEmpty());
        import.job->cancel();
        QVERIFY(ended(import.job));
        QCOMPARE(import.job->state(), jobs::Job::State::Cancelled);
        QTRY_VERIFY(import.report.isFinished());
        QVERIFY(import.report.result().error().isCancelled());
        QVERIFY(holder.query(u"ROLLBACK"_s));
        QCOMPARE(count(u"t"_s), 0);
    }

    void badRowsStandInTheLogOfTheJob()
    {
        const auto import =
            app::startImport(*m_jobs, session(), u"here"_s,
                             {.path = write(u"bad.csv"_s, "id,name\n1,a\nx,b\n3,\n4,d\n"),
                              .format = {},
                              .schema = u"public"_s,
                              .table = u"t"_s,
                              .columns = {u"id"_s, u"name"_s},
                              .createWithTypes = {}});
        QVERIFY(ended(import.job));
        QCOMPARE(import.job->state(), jobs::Job::State::Failed);
        const QString log = import.job->log().join(u'\n');
        QVERIFY2(log.contains(u"Line 3"_s) && log.contains(u"Line 4"_s), qUtf8Printable(log));
        QVERIFY(log.contains(u"\"x\""_s));
        QCOMPARE(import.report.result()->bad.size(), 2);
        QCOMPARE(count(u"t"_s), 0);
    }
};

QTEST_GUILESS_MAIN(TestDataJobs)
#include "tst_datajobs.moc"

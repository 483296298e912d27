#include "jobs/joblist.h"

#include <QSignalSpy>
#include <QTest>

#include <condition_variable>

using namespace Qt::StringLiterals;
using howdah::Error;
using howdah::Result;
using howdah::jobs::Job;
using howdah::jobs::JobControl;
using howdah::jobs::JobList;

class TestJobList final : public QObject
{
    Q_OBJECT

private slots:
    void aJobReportsAndSucceeds()
    {
        JobList list;
        const auto *job =
            list.start(u"Dump"_s, u"navi"_s, [](JobControl &control) -> Result<QString> {
                control.setProgress(0.5);
                control.setStep(u"table a"_s);
                control.log(u"line"_s);
                return u"12 tables"_s;
            });
        QCOMPARE(list.runningCount(), 1);
        QTRY_COMPARE(job->state(), Job::State::Succeeded);
        QCOMPARE(job->result(), u"12 tables"_s);
        QCOMPARE(job->log(), QStringList{u"line"_s});
        QCOMPARE(job->step(), u"table a"_s);
        QCOMPARE(job->progress(), 1.0);
        QVERIFY(job->finishedAt().isValid());
    }

    void aJobFailsWithItsError()
    {
        JobList list;
        const auto *job = list.start(u"Dump"_s, {}, [](JobControl &) -> Result<QString> {
            return Error{.kind = Error::Kind::DiskFull, .message = u"no space"_s};
        });
        QTRY_COMPARE(job->state(), Job::State::Failed);
        QCOMPARE(job->error().kind, Error::Kind::DiskFull);
    }

    void cancelReachesTheWork()
    {
        JobList list;
        auto *job = list.start(u"Dump"_s, {}, [](JobControl &control) -> Result<QString> {
            while (!control.isCancelled())
                std::this_thread::yield();
            return Error::cancelled();
        });
        job->cancel();
        QTRY_COMPARE(job->state(), Job::State::Cancelled);
    }

    void destroyingTheListStopsItsJobs()
    {
        std::atomic<bool> ended = false;
        {
            JobList list;
            list.start(u"Dump"_s, {}, [&ended](JobControl &control) -> Result<QString> {
                while (!control.isCancelled())
                    std::this_thread::yield();
                ended = true;
                return Error::cancelled();
            });
        }
        QVERIFY(ended);
    }

    void onlyEndedJobsCanBeDismissed()
    {
        JobList list;
        CancellationGate gate;
        auto *job = list.start(u"Dump"_s, {}, [&gate](JobControl &) -> Result<QString> {
            gate.wait();
            return u"done"_s;
        });
        QSignalSpy removed(&list, &JobList::aboutToRemove);
        list.dismiss(job);
        QCOMPARE(removed.size(), 0);
        gate.open();
        QTRY_COMPARE(job->state(), Job::State::Succeeded);
        list.dismiss(job);
        QCOMPARE(removed.size(), 1);
        QVERIFY(list.jobs().isEmpty());
    }

private:
    struct CancellationGate
    {
        std::mutex mutex;
        std::condition_variable ready;
        bool isOpen = false;
        void open()
        {
            const std::lock_guard lock(mutex);
            isOpen = true;
            ready.notify_all();
        }
        void wait()
        {
            std::unique_lock lock(mutex);
            ready.wait(lock, [this] { return isOpen; });
        }
    };
};

QTEST_GUILESS_MAIN(TestJobList)
#include "tst_joblist.moc"

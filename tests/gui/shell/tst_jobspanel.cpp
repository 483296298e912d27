#include "gui/shell/jobspanel.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::gui;

class TestJobsPanel final : public QObject
{
    Q_OBJECT

    static QToolButton *button(const JobsPanel &panel, const QString &text)
    {
        for (auto *candidate : panel.findChildren<QToolButton *>()) {
            if (candidate->text() == text && !candidate->isHidden())
                return candidate;
        }
        return nullptr;
    }
    static bool says(const JobsPanel &panel, const QString &words)
    {
        for (const auto *label : panel.findChildren<QLabel *>()) {
            if (!label->isHidden() && label->text().contains(words))
                return true;
        }
        return false;
    }

private slots:
    void aFailedJobSaysWhyUntilDismissed()
    {
        Theme theme;
        jobs::JobList jobs;
        JobsPanel panel(jobs, theme);
        panel.show();
        jobs.start(u"Restore"_s, u"<b>navi</b>"_s,
                   [](jobs::JobControl &control) -> Result<QString> {
                       control.log(u"first line"_s);
                       return Error{.kind = Error::Kind::Server,
                                    .message = u"role \"x\" does not exist"_s,
                                    .sqlstate = u"42704"_s};
                   });
        QTRY_VERIFY(says(panel, u"42704"_s));
        QVERIFY(says(panel, u"<b>navi</b>"_s));
        button(panel, u"Log"_s)->click();
        const QString log = panel.findChild<QPlainTextEdit *>()->toPlainText();
        QVERIFY(log.contains(u"first line"_s));
        QVERIFY(log.contains(u"42704"_s));
        button(panel, u"Dismiss"_s)->click();
        QTRY_VERIFY(jobs.jobs().isEmpty());
        QVERIFY(says(panel, u"No jobs"_s));
    }

    void aRunningJobCanBeCancelled()
    {
        Theme theme;
        jobs::JobList jobs;
        JobsPanel panel(jobs, theme);
        panel.show();
        auto *job = jobs.start(u"Dump"_s, {}, [](jobs::JobControl &control) -> Result<QString> {
            control.setProgress(0.4);
            while (!control.isCancelled())
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
            return Error::cancelled();
        });
        QTRY_VERIFY(says(panel, u"40 %"_s));
        button(panel, u"Cancel"_s)->click();
        QTRY_COMPARE(job->state(), jobs::Job::State::Cancelled);
        QVERIFY(says(panel, u"Cancelled after"_s));
    }

    void thePanelMayGoBeforeTheJob()
    {
        Theme theme;
        jobs::JobList jobs;
        auto panel = std::make_unique<JobsPanel>(jobs, theme);
        auto *job = jobs.start(u"Dump"_s, {}, [](jobs::JobControl &control) -> Result<QString> {
            while (!control.isCancelled())
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
            return Error::cancelled();
        });
        panel.reset();
        job->cancel();
        QTRY_COMPARE(job->state(), jobs::Job::State::Cancelled);
    }
};

QTEST_MAIN(TestJobsPanel)
#include "tst_jobspanel.moc"

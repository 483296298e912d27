#include "gui/common/statepane.h"
#include "gui/protect/protectpage.h"

#include <QCheckBox>
#include <QLabel>
#include <QMessageBox>
#include <QPromise>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QWizard>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::gui;

using Answer = Result<QList<backup::Backup>>;

class TestProtectPage final : public QObject
{
    Q_OBJECT

    Theme m_theme;
    jobs::JobList m_jobs;
    QList<std::shared_ptr<QPromise<Answer>>> m_scans;
    QStringList m_verified;
    QStringList m_removed;

    template<typename T>
    static QFuture<Result<T>> never()
    {
        static QList<std::shared_ptr<QPromise<Result<T>>>> promises;
        promises += std::make_shared<QPromise<Result<T>>>();
        promises.constLast()->start();
        return promises.constLast()->future();
    }

    BackupActions actions()
    {
        BackupActions actions;
        actions.scan = [this](const QString &) {
            auto promise = std::make_shared<QPromise<Answer>>();
            promise->start();
            m_scans += promise;
            return promise->future();
        };
        actions.preflight = [](const backup::CreateOptions &) {
            return never<backup::Preflight>();
        };
        actions.lookInside = [](const QString &) { return never<backup::ArchiveContents>(); };
        actions.preview = [](const backup::RestoreOptions &) {
            return never<backup::RestorePreview>();
        };
        actions.remove = [this](const QString &path) {
            m_removed += path;
            return never<void>();
        };
        const auto job = [this](const QString &title) {
            return m_jobs.start(title, {},
                                [](jobs::JobControl &) -> Result<QString> { return u"done"_s; });
        };
        actions.create = [job](const QString &title, const backup::CreateOptions &) {
            return job(title);
        };
        actions.restore = [job](const QString &title, const backup::RestoreOptions &) {
            return job(title);
        };
        actions.verify = [this, job](const QString &title, const QString &path) {
            m_verified += path;
            return job(title);
        };
        actions.prove = [job](const QString &title, const QString &) { return job(title); };
        actions.rememberFolder = [](const QString &) {};
        return actions;
    }

    std::unique_ptr<ProtectPage> page()
    {
        m_scans.clear();
        m_verified.clear();
        m_removed.clear();
        return std::make_unique<ProtectPage>(
            Address{.place = u"protect"_s, .connection = u"c"_s, .path = {}}, actions(), u"navi"_s,
            u"/b"_s, m_theme);
    }

    void answer(const Answer &result, qsizetype index = -1)
    {
        const auto promise = m_scans.at(index < 0 ? m_scans.size() - 1 : index);
        promise->addResult(result);
        promise->finish();
    }

    static backup::Backup backupOf(const QString &database, backup::State state, int daysAgo)
    {
        return {.path = u"/b/%1-%2"_s.arg(database).arg(daysAgo),
                .state = state,
                .manifest = {.id = u"x"_s,
                             .database = database,
                             .snapshotAt = QDateTime::currentDateTimeUtc().addDays(-daysAgo),
                             .tables = {{.relation = {u"public"_s, u"<b>t</b>"_s}, .rows = 3}}}};
    }

    template<typename T>
    static T *find(const QWidget &page, const char *name)
    {
        auto *widget = page.findChild<T *>(QString::fromLatin1(name));
        if (!widget)
            qFatal("no %s", name);
        return widget;
    }

    static StatePane *state(const QWidget &page) { return page.findChild<StatePane *>(); }

private slots:
    void theNewestOfThisDatabaseIsChosen()
    {
        const auto shown = page();
        QVERIFY(shown->isBusy());
        answer(QList<backup::Backup>{backupOf(u"other"_s, backup::State::Proven, 0),
                                     backupOf(u"navi"_s, backup::State::Verified, 2),
                                     backupOf(u"navi"_s, backup::State::Partial, 5)});
        QTRY_VERIFY(!shown->isBusy());
        auto *table = find<QTableView>(*shown, "backupTable");
        QCOMPARE(table->model()->rowCount(), 2);
        QCOMPARE(find<QLabel>(*shown, "nameLabel")->text(), u"navi-2"_s);
        QCOMPARE(find<QLabel>(*shown, "nameLabel")->textFormat(), Qt::PlainText);
        QVERIFY(find<QPushButton>(*shown, "verifyButton")->isEnabled());
        find<QCheckBox>(*shown, "allCheckBox")->setChecked(true);
        QCOMPARE(table->model()->rowCount(), 3);
    }

    void aPartialCanOnlyBeRemoved()
    {
        const auto shown = page();
        answer(QList<backup::Backup>{backupOf(u"navi"_s, backup::State::Partial, 1)});
        QTRY_VERIFY(state(*shown)->isShowingContent());
        QVERIFY(!find<QPushButton>(*shown, "verifyButton")->isEnabled());
        QVERIFY(!find<QPushButton>(*shown, "proveButton")->isEnabled());
        auto *button = find<QPushButton>(*shown, "removeButton");
        QVERIFY(button->isEnabled());
        // Asked before anything goes.
        button->click();
        auto *question = shown->findChild<QMessageBox *>();
        QVERIFY(question);
        QVERIFY(m_removed.isEmpty());
        for (auto *choice : question->buttons()) {
            if (question->buttonRole(choice) == QMessageBox::DestructiveRole)
                choice->click();
        }
        QCOMPARE(m_removed, QStringList{u"/b/navi-1"_s});
    }

    void anEmptyFolderOffersTheFirstStep()
    {
        const auto shown = page();
        answer(QList<backup::Backup>{});
        QTRY_VERIFY(!shown->isBusy());
        QVERIFY(!state(*shown)->isShowingContent());
        emit state(*shown)->actionTriggered();
        QVERIFY(shown->findChild<QWizard *>());
    }

    void anErrorCanBeTriedAgain()
    {
        const auto shown = page();
        answer(Error{.kind = Error::Kind::Io, .message = u"no such disk"_s});
        QTRY_VERIFY(!shown->isBusy());
        QVERIFY(!state(*shown)->isShowingContent());
        shown->refresh();
        answer(QList<backup::Backup>{backupOf(u"navi"_s, backup::State::Verified, 1)});
        QTRY_VERIFY(state(*shown)->isShowingContent());
    }

    void onlyTheLastQuestionCounts()
    {
        const auto shown = page();
        shown->refresh();
        answer(QList<backup::Backup>{backupOf(u"navi"_s, backup::State::Verified, 1)}, 1);
        QTRY_VERIFY(state(*shown)->isShowingContent());
        answer(QList<backup::Backup>{}, 0);
        QCoreApplication::processEvents();
        QCOMPARE(find<QTableView>(*shown, "backupTable")->model()->rowCount(), 1);
    }

    void aRefreshKeepsWhatIsChosen()
    {
        const auto shown = page();
        const QList<backup::Backup> backups{backupOf(u"navi"_s, backup::State::Verified, 1),
                                            backupOf(u"navi"_s, backup::State::Verified, 2)};
        answer(backups);
        QTRY_VERIFY(state(*shown)->isShowingContent());
        auto *table = find<QTableView>(*shown, "backupTable");
        table->setCurrentIndex(table->model()->index(1, 0));
        QCOMPARE(find<QLabel>(*shown, "nameLabel")->text(), u"navi-2"_s);
        shown->refresh();
        answer(QList<backup::Backup>{backupOf(u"navi"_s, backup::State::Verified, 0)} + backups);
        QTRY_VERIFY(!shown->isBusy());
        QCOMPARE(find<QLabel>(*shown, "nameLabel")->text(), u"navi-2"_s);
    }

    void theListIsReadAgainWhenAJobEnds()
    {
        const auto shown = page();
        answer(QList<backup::Backup>{backupOf(u"navi"_s, backup::State::Unverified, 1)});
        QTRY_VERIFY(state(*shown)->isShowingContent());
        find<QPushButton>(*shown, "verifyButton")->click();
        QCOMPARE(m_verified, QStringList{u"/b/navi-1"_s});
        QTRY_COMPARE(m_scans.size(), 3); // the first, at once, and after the job
    }

    void theAnswerMayComeAfterThePage()
    {
        auto shown = page();
        const auto promise = m_scans.constLast();
        shown.reset();
        promise->addResult(Answer(QList<backup::Backup>{}));
        promise->finish();
        QCoreApplication::processEvents();
    }
};

QTEST_MAIN(TestProtectPage)
#include "tst_protectpage.moc"

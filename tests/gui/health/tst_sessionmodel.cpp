#include "gui/health/locktreemodel.h"
#include "gui/health/sessionfilter.h"
#include "gui/health/sessionmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::gui;

class TestSessionModel final : public QObject
{
    Q_OBJECT

    const QDateTime m_now = QDateTime(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);

    [[nodiscard]] activity::ServerSession client(int pid, const QString &state,
                                                 const QString &statement) const
    {
        return {.pid = pid,
                .backendType = u"client backend"_s,
                .user = u"mentor"_s,
                .client = u"local"_s,
                .state = state,
                .statementAt = m_now.addSecs(-pid),
                .stateAt = m_now.addSecs(-pid),
                .statement = statement};
    }

    [[nodiscard]] activity::Overview overview(const QList<activity::ServerSession> &sessions) const
    {
        activity::Overview overview;
        overview.takenAt = m_now;
        overview.sessions = sessions;
        return overview;
    }

    static QString cell(const QAbstractItemModel &model, int row, int column)
    {
        return model.index(row, column).data().toString();
    }

    /// "1(2(3))": every node with its children.
    static QString tree(const QAbstractItemModel &model, const QModelIndex &parent = {})
    {
        QString text;
        for (int row = 0; row < model.rowCount(parent); ++row) {
            const auto index = model.index(row, 0, parent);
            text += index.data(LockTreeModel::PidRole).toString();
            if (model.hasChildren(index))
                text += u'(' + tree(model, index) + u')';
            text += u' ';
        }
        return text.trimmed();
    }

private slots:
    void showsWhatASessionDoes()
    {
        SessionModel model;
        const QAbstractItemModelTester tester(&model);
        auto blocked = client(2, u"active"_s, u"UPDATE\n  t SET a = 1"_s);
        blocked.blockedBy = {1, 0};
        activity::ServerSession hidden{.pid = 9,
                                       .client = u"local"_s,
                                       .statement = u"<insufficient privilege>"_s,
                                       .isHidden = true};
        model.setOverview(
            overview({client(1, u"idle in transaction"_s, u"BEGIN"_s), blocked, hidden}));
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(cell(model, 0, SessionModel::SinceColumn), u"1.00 s"_s);
        QCOMPARE(cell(model, 1, SessionModel::StateColumn),
                 u"blocked by 1, a prepared transaction"_s);
        QCOMPARE(cell(model, 1, SessionModel::StatementColumn), u"UPDATE t SET a = 1"_s);
        QCOMPARE(cell(model, 2, SessionModel::StateColumn), u"not visible to you"_s);
        QCOMPARE(cell(model, 2, SessionModel::StatementColumn), QString());
        QCOMPARE(model.index(1, 0).data(SessionModel::ActivityRole).toInt(),
                 int(SessionModel::Activity::Blocked));
        model.setOverview(overview({client(6, u"active"_s, u"x"_s)}));
        QCOMPARE(model.index(0, 0).data(SessionModel::ActivityRole).toInt(),
                 int(SessionModel::Activity::Slow));
    }

    void aNewOverviewKeepsTheRowsThatStay()
    {
        SessionModel model;
        const QAbstractItemModelTester tester(&model);
        model.setOverview(overview(
            {client(1, u"idle"_s, {}), client(2, u"idle"_s, {}), client(3, u"idle"_s, {})}));
        const QPersistentModelIndex kept = model.index(2, SessionModel::PidColumn);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setOverview(overview({client(2, u"idle"_s, {}), client(3, u"active"_s, u"SELECT 1"_s),
                                    client(4, u"idle"_s, {})}));
        QVERIFY(reset.isEmpty());
        QCOMPARE(model.rowCount(), 3);
        QVERIFY(kept.isValid());
        QCOMPARE(kept.data().toString(), u"3"_s);
        QCOMPARE(cell(model, kept.row(), SessionModel::StatementColumn), u"SELECT 1"_s);
        model.setOverview(overview({}));
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(!kept.isValid());
    }

    void filtersByWordsAndKind()
    {
        SessionModel model;
        SessionFilter filter;
        filter.setSourceModel(&model);
        const QAbstractItemModelTester tester(&filter);
        const activity::ServerSession writer{.pid = 7, .backendType = u"walwriter"_s};
        model.setOverview(overview({client(1, u"idle"_s, u"SELECT one"_s),
                                    client(2, u"active"_s, u"SELECT two"_s), writer}));
        QCOMPARE(filter.rowCount(), 2);
        filter.setBackgroundShown(true);
        QCOMPARE(filter.rowCount(), 3);
        filter.setIdleShown(false);
        QCOMPARE(filter.rowCount(), 2);
        filter.setIdleShown(true);
        filter.setWords(u" mentor  TWO "_s);
        QCOMPARE(filter.rowCount(), 1);
        filter.setWords(u"nobody"_s);
        QCOMPARE(filter.rowCount(), 0);
    }

    void theLockTreeHasBlockersOnTop()
    {
        LockTreeModel model;
        const QAbstractItemModelTester tester(&model);
        auto second = client(2, u"active"_s, {});
        second.blockedBy = {1};
        auto third = client(3, u"active"_s, {});
        third.blockedBy = {2, 1};
        auto lonely = client(5, u"active"_s, {});
        lonely.blockedBy = {4};
        auto look = overview({client(1, u"idle in transaction"_s, {}), second, third,
                              client(4, u"idle"_s, {}), lonely});
        look.waits = {{.pid = 2,
                       .holder = 1,
                       .wantedMode = u"ShareLock"_s,
                       .heldMode = u"RowExclusiveLock"_s,
                       .object = u"public.t"_s}};
        model.setOverview(look);
        QCOMPARE(tree(model), u"1(2(3) 3) 4(5)"_s);
        const auto root = model.index(0, 0);
        QCOMPARE(model.index(0, LockTreeModel::ObjectColumn, root).data().toString(),
                 u"public.t"_s);
        QVERIFY(model.index(0, LockTreeModel::WantsColumn, root)
                    .data()
                    .toString()
                    .contains(u"RowExclusive"_s));
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setOverview(look);
        QVERIFY(reset.isEmpty());
        model.setOverview(overview({}));
        QCOMPARE(tree(model), QString());
    }

    void aDeadlockIsNoEndlessTree()
    {
        LockTreeModel model;
        const QAbstractItemModelTester tester(&model);
        auto first = client(1, u"active"_s, {});
        first.blockedBy = {2};
        auto second = client(2, u"active"_s, {});
        second.blockedBy = {1};
        auto third = client(3, u"active"_s, {});
        third.blockedBy = {4};
        auto fourth = client(4, u"active"_s, {});
        fourth.blockedBy = {3, 9};
        model.setOverview(overview({first, second, third, fourth}));
        QCOMPARE(tree(model), u"9(4(3(4)))"_s);
    }
};

QTEST_MAIN(TestSessionModel)
#include "tst_sessionmodel.moc"

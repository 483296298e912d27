#include "fakeactions.h"
#include "gui/connect/connectiondialog.h"
#include "gui/connect/connectionspage.h"
#include "store/store.h"

#include <QFileDialog>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::gui;
using connections::Environment;
using connections::Profile;

class TestConnectionsPage final : public QObject
{
    Q_OBJECT

    Theme m_theme;
    std::unique_ptr<connections::ProfileList> m_list;
    std::unique_ptr<FakeActions> m_fake;
    std::unique_ptr<ConnectionsPage> m_page;

    QString add(const QString &name, Environment environment = Environment::Development,
                const QString &group = {})
    {
        Profile profile;
        profile.name = name;
        profile.group = group;
        profile.environment = environment;
        profile.endpoint = *pg::Endpoint::parse(u"host=%1.example dbname=navi"_s.arg(name));
        QSignalSpy changed(m_list.get(), &connections::ProfileList::changed);
        const auto saved = m_list->save(profile).result();
        changed.wait();
        return saved->id;
    }
    template<typename W>
    W *find(const char *name) const
    {
        auto *widget = m_page->findChild<W *>(QLatin1StringView(name));
        if (!widget)
            qFatal("no %s", name);
        return widget;
    }
    void click(const char *name) const
    {
        QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton);
    }
    QString selectedName() const
    {
        return find<QTreeView>("tree")->currentIndex().siblingAtColumn(0).data().toString();
    }
    QString textOf(const char *host) const
    {
        QStringList texts;
        const auto labels = find<QWidget>(host)->findChildren<QLabel *>();
        for (const QLabel *label : labels)
            texts += label->text();
        return texts.join(u'\n');
    }
    QString currentPage() const
    {
        return find<QStackedWidget>("stack")->currentWidget()->objectName();
    }

private slots:
    void init()
    {
        m_list = std::make_unique<connections::ProfileList>(store::Store::inMemory());
        m_fake = std::make_unique<FakeActions>();
        m_page = std::make_unique<ConnectionsPage>(Address{.place = u"connections"_s}, *m_list,
                                                   m_fake->actions(), m_theme);
        m_page->resize(1100, 700);
        m_page->show();
    }
    void cleanup() { m_page.reset(); }

    void whenEmptyItOffersTheFirstSteps()
    {
        QCOMPARE(currentPage(), u"emptyPage"_s);
        QVERIFY(find<QPushButton>("emptyAddButton")->isVisible());
        QVERIFY(find<QPushButton>("emptyImportButton")->isVisible());
        click("emptySamplesButton");
        QCOMPARE(m_fake->samplesStarted, 1);
        click("emptyAddButton");
        auto *dialog = m_page->findChild<ConnectionDialog *>();
        QVERIFY(dialog);
        QVERIFY(dialog->isVisible());
    }

    void listsAndFollowsChanges()
    {
        add(u"alpha"_s);
        QTRY_COMPARE(currentPage(), u"listPage"_s);
        QCOMPARE(selectedName(), u"alpha"_s);
        const QString beta = add(u"beta"_s, Environment::Production, u"Navi"_s);
        QTRY_COMPARE(find<QTreeView>("tree")->model()->rowCount(), 2);
        QCOMPARE(selectedName(), u"alpha"_s); // stays where it was
        m_page->restoreState({{u"selected"_s, beta}});
        QCOMPARE(selectedName(), u"beta"_s);
        QVERIFY(textOf("detailFactsHost").contains(u"read-only"_s));
        QCOMPARE(m_page->saveState().value(u"selected"_s).toString(), beta);
    }

    void searchesAndOpensWithReturn()
    {
        add(u"alpha"_s);
        const QString beta = add(u"beta"_s);
        QSignalSpy chosen(m_page.get(), &ConnectionsPage::connectionChosen);
        m_page->find();
        QTest::keyClicks(find<QLineEdit>("searchEdit"), u"bet"_s);
        QCOMPARE(selectedName(), u"beta"_s);
        QTest::keyClick(find<QLineEdit>("searchEdit"), Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().toString(), beta);
        QTest::keyClicks(find<QLineEdit>("searchEdit"), u"zzz"_s);
        QCOMPARE(currentPage(), u"nothingPage"_s);
        QVERIFY(textOf("nothingPage").contains(u"betzzz"_s));
    }

    void testsTheSelectedOne()
    {
        const QString alpha = add(u"alpha"_s);
        click("testButton");
        QCOMPARE(m_fake->tested.first().id, alpha);
        QVERIFY(textOf("testHost").contains(u"gives up after"_s));
        m_fake->tests.first().answer(
            Error{.kind = Error::Kind::ConnectionFailed,
                  .message = u"No answer from alpha.example, port 5432"_s});
        QTRY_VERIFY(textOf("testHost").contains(u"alpha.example, port 5432"_s));
        click("testButton");
        connections::ServerReport report;
        report.version = u"15.4"_s;
        report.superuser = true;
        report.tls = {.used = true, .protocol = u"TLSv1.3"_s};
        report.extensions = {{.name = u"vector"_s, .version = u"0.5.1"_s}};
        m_fake->tests.last().answer(report);
        QTRY_VERIFY(textOf("testHost").contains(u"vector 0.5.1"_s));
        QVERIFY(textOf("testHost").contains(u"TLSv1.3"_s));
        QVERIFY(textOf("testHost").contains(u"Superuser"_s));
    }

    void asksForAMissingPasswordAndTestsAgain()
    {
        const QString alpha = add(u"alpha"_s);
        click("testButton");
        m_fake->tests.first().answer(Error{.kind = Error::Kind::PasswordNeeded});
        QTRY_COMPARE(m_fake->asked, QStringList{alpha});
        m_page->passwordGiven(u"another"_s);
        QCOMPARE(m_fake->tests.size(), 1);
        m_page->passwordGiven(alpha);
        QCOMPARE(m_fake->tests.size(), 2);
        m_fake->tests.last().answer(connections::ServerReport());
        QTRY_VERIFY(find<QPushButton>("testButton")->isEnabled());
        m_page->passwordGiven(alpha);
        QCOMPARE(m_fake->tests.size(), 2);
    }

    void anotherSelectionGivesTheTestUp()
    {
        add(u"alpha"_s);
        const QString beta = add(u"beta"_s);
        click("testButton");
        m_page->restoreState({{u"selected"_s, beta}});
        QVERIFY(m_fake->testSessions.first().expired());
        m_fake->tests.first().answer(
            Error{.kind = Error::Kind::ConnectionFailed, .message = u"late"_s});
        QCoreApplication::processEvents();
        QVERIFY(!textOf("testHost").contains(u"late"_s));
        QVERIFY(find<QPushButton>("testButton")->isEnabled());
    }

    void deletesAfterAskingAndForgetsThePassword()
    {
        const QString alpha = add(u"<b>alpha</b>"_s);
        click("deleteButton");
        auto *box = m_page->findChild<QMessageBox *>();
        QVERIFY(box);
        QCOMPARE(box->textFormat(), Qt::PlainText);
        QVERIFY(m_fake->removed.isEmpty());
        QTest::mouseClick(box->findChild<QPushButton *>(u"deleteButton"_s), Qt::LeftButton);
        QCOMPARE(m_fake->removed, QStringList{alpha});
        m_fake->removes.first().answer({});
        QTRY_COMPARE(m_fake->forgotten, QStringList{alpha});
        m_fake->forgets.first().answer(
            Error{.kind = Error::Kind::Unavailable, .message = u"no keychain"_s});
        QTRY_VERIFY(find<QWidget>("notice")->isVisible());
        QVERIFY(textOf("notice").contains(u"no keychain"_s));
    }

    void duplicatesUnderAFreeName()
    {
        add(u"alpha"_s);
        click("duplicateButton");
        const auto *dialog = m_page->findChild<ConnectionDialog *>();
        QVERIFY(dialog);
        QCOMPARE(dialog->profile().name, u"alpha 2"_s);
        QVERIFY(dialog->profile().id.isEmpty());
    }

    void offersTheLockOfProductionOnly()
    {
        add(u"alpha"_s);
        QVERIFY(!find<QPushButton>("lockButton")->isVisible());
        const QString prod = add(u"prod"_s, Environment::Production);
        m_page->restoreState({{u"selected"_s, prod}});
        QVERIFY(find<QPushButton>("lockButton")->isVisible());
        click("lockButton");
        QCOMPARE(m_fake->toggled, QStringList{prod});
        m_fake->locked = false;
        m_page->showLive();
        QVERIFY(textOf("detailFactsHost").contains(u"allowed"_s));
    }

    void exportsWithoutSecrets()
    {
        QTemporaryDir dir;
        add(u"alpha"_s);
        click("exportButton");
        auto *dialog = m_page->findChild<QFileDialog *>();
        QVERIFY(dialog);
        const QString path = dir.filePath(u"out.json"_s);
        emit dialog->fileSelected(path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("alpha.example"));
        QVERIFY(textOf("notice").contains(path));
    }

    void mayBeDeletedBeforeTheAnswers()
    {
        add(u"alpha"_s);
        click("testButton");
        click("deleteButton");
        QTest::mouseClick(
            m_page->findChild<QMessageBox *>()->findChild<QPushButton *>(u"deleteButton"_s),
            Qt::LeftButton);
        m_page.reset();
        QVERIFY(m_fake->testSessions.first().expired());
        m_fake->tests.first().answer(connections::ServerReport());
        m_fake->removes.first().answer({});
        QCoreApplication::processEvents();
        QVERIFY(m_fake->forgotten.isEmpty());
    }
};

QTEST_MAIN(TestConnectionsPage)
#include "tst_connectionspage.moc"

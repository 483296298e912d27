#include "fakeactions.h"
#include "gui/connect/connectiondialog.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::gui;
using connections::Environment;
using connections::PasswordSource;
using connections::Profile;

class TestConnectionDialog final : public QObject
{
    Q_OBJECT

    Theme m_theme;
    std::unique_ptr<FakeActions> m_fake;
    QPointer<ConnectionDialog> m_dialog;

    void open(const Profile &profile = {})
    {
        m_dialog = new ConnectionDialog(profile, {}, {u"Navi"_s}, m_fake->actions(), m_theme);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        m_dialog->show();
    }
    template<typename W>
    W *find(const char *name) const
    {
        auto *widget = m_dialog->findChild<W *>(QLatin1StringView(name));
        if (!widget)
            qFatal("no %s", name);
        return widget;
    }
    void type(const char *name, const QString &text) const { find<QLineEdit>(name)->setText(text); }
    void click(const char *name) const
    {
        QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton);
    }
    QString shownText() const
    {
        QStringList texts;
        const auto labels = find<QWidget>("resultHost")->findChildren<QLabel *>();
        for (const QLabel *label : labels)
            texts += label->text();
        return texts.join(u'\n');
    }

private slots:
    void init() { m_fake = std::make_unique<FakeActions>(); }
    void cleanup() { delete m_dialog; }

    void showsAndGivesBackEveryField()
    {
        Profile profile;
        profile.id = u"id"_s;
        profile.name = u"Prod"_s;
        profile.group = u"Ada"_s;
        profile.environment = Environment::Production;
        profile.colour = u"3"_s;
        profile.tags = {u"a"_s, u"b c"_s};
        profile.favourite = true;
        profile.endpoint =
            *pg::Endpoint::parse(u"host=h1,h2 port=1,2 dbname='my db' user=u sslmode=verify-ca "
                                 u"sslrootcert=/r sslcert=/c sslkey=/k "
                                 u"keepalives_idle=30 target_session_attrs=primary"_s);
        profile.endpoint.setPasswordCommand({u"/opt/my tool"_s, u"--say"_s, u"\"x\""_s});
        profile.passwordSource = PasswordSource::Command;
        profile.role = u"r"_s;
        profile.searchPath = u"app, public"_s;
        profile.readOnly = true;
        profile.connectTimeoutMs = 1500;
        profile.statementTimeoutMs = 60'000;
        profile.lockTimeoutMs = 2100;
        profile.idleInTransactionTimeoutMs = 90'000;
        profile.sessionLimit = 4;
        open(profile);
        QVERIFY(m_dialog->profile() == profile);
    }

    void fillsTheFieldsFromAPastedString_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("uri")
            << u"postgresql+psycopg2://mentor:canary@db.example:5433/navi?sslmode=require"_s;
        QTest::newRow("conninfo")
            << u"host=db.example port=5433 dbname=navi user=mentor password=canary sslmode=require"_s;
        QTest::newRow(".NET")
            << u"Host=db.example;Port=5433;Database=navi;Username=mentor;Password=canary;SSL Mode=Require"_s;
    }

    void fillsTheFieldsFromAPastedString()
    {
        QFETCH(QString, text);
        open();
        type("pasteEdit", text);
        const pg::Endpoint endpoint = m_dialog->profile().endpoint;
        QCOMPARE(endpoint.toDisplayText(), u"mentor@db.example:5433/navi"_s);
        QCOMPARE(endpoint.value(u"sslmode"_s), u"require"_s);
        QCOMPARE(find<QLineEdit>("passwordEdit")->text(), u"canary"_s);
        QCOMPARE(find<QLineEdit>("passwordEdit")->echoMode(), QLineEdit::Password);
        QVERIFY2(find<QLineEdit>("pasteEdit")->text().isEmpty(), "the password stays readable");
        QVERIFY(!m_dialog->profile().name.isEmpty());
    }

    void waitsForTheEndOfATypedString()
    {
        open();
        auto *paste = find<QLineEdit>("pasteEdit");
        QTest::keyClicks(paste, u"postgresql://mentor:canary@db.example/navi"_s);
        QCOMPARE(paste->text().size(), 42);
        QVERIFY(find<QLineEdit>("userEdit")->text().isEmpty());
        QTest::keyClick(paste, Qt::Key_Return);
        QCOMPARE(m_dialog->profile().endpoint.toDisplayText(), u"mentor@db.example/navi"_s);
        QVERIFY(paste->text().isEmpty());
        paste->undo();
        QVERIFY2(paste->text().isEmpty(), "undo brings the password back");
        QVERIFY2(m_fake->saves.isEmpty(), "Return in this field does not save");
        QVERIFY(m_dialog->isVisible());
    }

    void showsThePasswordOnlyWhenAsked()
    {
        open();
        type("passwordEdit", u"canary"_s);
        QCOMPARE(find<QLineEdit>("passwordEdit")->echoMode(), QLineEdit::Password);
        find<QToolButton>("showButton")->click();
        QCOMPARE(find<QLineEdit>("passwordEdit")->echoMode(), QLineEdit::Normal);
        find<QToolButton>("showButton")->click();
        QCOMPARE(find<QLineEdit>("passwordEdit")->echoMode(), QLineEdit::Password);
    }

    void aWrongPasswordAsksAgainWithoutLosingTheForm()
    {
        open();
        type("nameEdit", u"Dev"_s);
        type("hostEdit", u"h"_s);
        type("passwordEdit", u"wrong"_s);
        click("testButton");
        QCOMPARE(m_fake->testedWith, QList<QByteArray>{"wrong"});
        m_fake->tests.first().answer(
            Error{.kind = Error::Kind::AuthenticationFailed,
                  .message = u"password authentication failed for user \"u\""_s});
        QTRY_VERIFY(shownText().contains(u"password authentication failed"_s));
        QCOMPARE(m_dialog->focusWidget(), find<QLineEdit>("passwordEdit"));
        QCOMPARE(find<QLineEdit>("passwordEdit")->selectedText().size(), 5);
        QCOMPARE(m_dialog->profile().name, u"Dev"_s);
        QCOMPARE(m_dialog->profile().endpoint.host(), u"h"_s);
        type("passwordEdit", u"right"_s);
        click("testButton");
        connections::ServerReport report;
        report.version = u"15.4"_s;
        m_fake->tests.last().answer(report);
        QTRY_VERIFY(shownText().contains(u"PostgreSQL 15.4"_s));
        QVERIFY(find<QPushButton>("testButton")->isVisible());
    }

    void aTestCanBeStoppedAndItsLateAnswerIsDropped()
    {
        open();
        click("testButton");
        QVERIFY(!find<QPushButton>("testButton")->isVisible());
        QVERIFY(!m_fake->testSessions.first().expired());
        click("stopButton");
        QVERIFY(m_fake->testSessions.first().expired());
        QVERIFY(find<QPushButton>("testButton")->isVisible());
        m_fake->tests.first().answer(
            Error{.kind = Error::Kind::ConnectionFailed, .message = u"late"_s});
        QCoreApplication::processEvents();
        QVERIFY(!shownText().contains(u"late"_s));
    }

    void mayBeDeletedBeforeTheAnswer()
    {
        open();
        type("nameEdit", u"Dev"_s);
        type("passwordEdit", u"canary"_s);
        click("testButton");
        click("saveButton");
        delete m_dialog;
        QVERIFY(m_fake->testSessions.first().expired());
        m_fake->tests.first().answer(connections::ServerReport());
        m_fake->saves.first().answer(Profile());
        QCoreApplication::processEvents();
        QVERIFY(m_fake->kept.isEmpty());
    }

    void savesAndKeepsThePassword()
    {
        open();
        type("nameEdit", u"Dev"_s);
        type("passwordEdit", u"canary"_s);
        QSignalSpy saved(m_dialog, &ConnectionDialog::saved);
        click("saveButton");
        QCOMPARE(m_fake->saved.first().name, u"Dev"_s);
        QVERIFY(m_fake->saved.first().endpoint.password().isEmpty());
        Profile answer = m_fake->saved.first();
        answer.id = u"new"_s;
        m_fake->saves.first().answer(answer);
        QTRY_COMPARE(m_fake->keeps.size(), 1);
        QCOMPARE(m_fake->kept.first(), qMakePair(u"new"_s, QByteArray("canary")));
        m_fake->keeps.first().answer(vault::Kept{.where = vault::Kept::Where::ThisRun,
                                                 .reason = {.message = u"no keychain"_s}});
        QTRY_VERIFY(!m_dialog);
        QCOMPARE(m_fake->notices.size(), 1);
        QVERIFY(m_fake->notices.first().contains(u"no keychain"_s));
        QCOMPARE(saved.size(), 1);
    }

    void aPasswordThatIsOnlyAskedForIsNotKept()
    {
        Profile profile;
        profile.name = u"Dev"_s;
        profile.passwordSource = PasswordSource::Ask;
        open(profile);
        type("passwordEdit", u"canary"_s);
        click("saveButton");
        Profile answer = m_fake->saved.first();
        answer.id = u"new"_s;
        m_fake->saves.first().answer(answer);
        QTRY_VERIFY(!m_dialog);
        QVERIFY(m_fake->kept.isEmpty());
        QCOMPARE(m_fake->used.first(), qMakePair(u"new"_s, QByteArray("canary")));
    }

    void aNameThatIsTakenKeepsTheFormOpen()
    {
        open();
        click("saveButton"); // no name yet
        QVERIFY(m_fake->saves.isEmpty());
        QCOMPARE(m_dialog->focusWidget(), find<QLineEdit>("nameEdit"));
        type("nameEdit", u"Dev"_s);
        click("saveButton");
        QVERIFY(!find<QPushButton>("saveButton")->isEnabled());
        m_fake->saves.first().answer(Error{.kind = Error::Kind::Conflict,
                                           .message = u"There is a connection \"Dev\" already."_s});
        QTRY_VERIFY(find<QPushButton>("saveButton")->isEnabled());
        QVERIFY(shownText().contains(u"already"_s));
        QVERIFY(m_dialog->isVisible());
    }

    void everyFieldHasANameForScreenReaders()
    {
        open();
        const auto edits = m_dialog->findChildren<QWidget *>();
        for (const QWidget *widget : edits) {
            const bool field = qobject_cast<const QLineEdit *>(widget) ||
                               qobject_cast<const QComboBox *>(widget) ||
                               qobject_cast<const QAbstractSpinBox *>(widget);
            // Those inside combo and spin boxes are announced by their box.
            if (!field || widget->parentWidget()->inherits("QComboBox") ||
                widget->parentWidget()->inherits("QAbstractSpinBox"))
                continue;
            bool buddy = false;
            const auto labels = m_dialog->findChildren<QLabel *>();
            for (const QLabel *label : labels)
                buddy = buddy || label->buddy() == widget;
            QVERIFY2(buddy || !widget->accessibleName().isEmpty(),
                     qUtf8Printable(widget->objectName()));
        }
    }
};

QTEST_MAIN(TestConnectionDialog)
#include "tst_connectiondialog.moc"

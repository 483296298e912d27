#include "gui/connect/passworddialog.h"
#include "gui/connect/unlockdialog.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::gui;

class TestLockDialogs final : public QObject
{
    Q_OBJECT

    static connections::Profile profile()
    {
        connections::Profile profile;
        profile.name = u"<b>Prod</b>"_s;
        profile.endpoint = *pg::Endpoint::parse(u"host=h dbname=Navi user=u"_s);
        return profile;
    }

private slots:
    void unlocksForTheExactNameOnly()
    {
        UnlockDialog dialog(profile());
        dialog.show();
        auto *edit = dialog.findChild<QLineEdit *>(u"nameEdit"_s);
        auto *button = dialog.findChild<QPushButton *>(u"unlockButton"_s);
        QVERIFY(!button->isEnabled());
        edit->setText(u"navi"_s);
        QVERIFY(!button->isEnabled());
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(dialog.isVisible());
        edit->setText(u"Navi"_s);
        QVERIFY(button->isEnabled());
        QSignalSpy accepted(&dialog, &QDialog::accepted);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(accepted.size(), 1);
        QCOMPARE(dialog.typedName(), u"Navi"_s);
    }

    void givesThePasswordOnceAndForgetsIt()
    {
        PasswordDialog dialog(
            profile(), Error{.kind = Error::Kind::AuthenticationFailed, .message = u"refused"_s});
        dialog.show();
        auto *edit = dialog.findChild<QLineEdit *>(u"passwordEdit"_s);
        QCOMPARE(edit->echoMode(), QLineEdit::Password);
        QVERIFY(!dialog.findChild<QPushButton *>(u"connectButton"_s)->isEnabled());
        QVERIFY(dialog.findChild<QLabel *>(u"reasonLabel"_s)->text().contains(u"refused"_s));
        QCOMPARE(dialog.findChild<QLabel *>(u"headingLabel"_s)->textFormat(), Qt::PlainText);
        QByteArray given;
        bool kept = false;
        connect(&dialog, &PasswordDialog::given, &dialog, [&](const Secret &password, bool keep) {
            given = password.reveal();
            kept = keep;
        });
        QTest::keyClicks(edit, u"canary"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(given, QByteArray("canary"));
        QVERIFY(kept);
        QVERIFY(edit->text().isEmpty());
    }

    void aPasswordThatIsAskedForIsNotOfferedToTheKeychain()
    {
        connections::Profile ask = profile();
        ask.passwordSource = connections::PasswordSource::Ask;
        PasswordDialog dialog(ask, Error{.kind = Error::Kind::PasswordNeeded});
        dialog.show();
        QVERIFY(!dialog.findChild<QCheckBox *>(u"keepCheck"_s)->isVisible());
        bool kept = true;
        connect(&dialog, &PasswordDialog::given, &dialog,
                [&](const Secret &, bool keep) { kept = keep; });
        dialog.findChild<QLineEdit *>(u"passwordEdit"_s)->setText(u"x"_s);
        dialog.accept();
        QVERIFY(!kept);
    }
};

QTEST_MAIN(TestLockDialogs)
#include "tst_lockdialogs.moc"

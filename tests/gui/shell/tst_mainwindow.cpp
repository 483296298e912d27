#include "gui/shell/mainwindow.h"
#include "gui/shell/tabarea.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::gui;

namespace {

class MemoryState final : public StateStore
{
public:
    QByteArray load(const QString &key) override { return values.value(key); }
    void save(const QString &key, const QByteArray &value) override { values.insert(key, value); }
    QHash<QString, QByteArray> values;
};

class NotePage final : public Page
{
    Q_OBJECT

public:
    NotePage(const Address &address, QWidget *parent)
        : Page(address, parent)
        , edit(new QPlainTextEdit(this))
    {
        setTitle(u"Note "_s + address.path.join(u'/'));
        auto *layout = new QVBoxLayout(this);
        layout->addWidget(edit);
        connect(edit, &QPlainTextEdit::textChanged, this, &Page::stateChanged);
        auto *action = new QAction(u"Sharpen pencil"_s, this);
        connect(action, &QAction::triggered, this, [this] { ++sharpened; });
        addAction(action);
    }
    void refresh() override { ++refreshed; }
    QJsonObject saveState() const override { return {{u"text"_s, edit->toPlainText()}}; }
    void restoreState(const QJsonObject &state) override
    {
        edit->setPlainText(state.value("text"_L1).toString());
    }
    QString unsavedWork() const override
    {
        return edit->toPlainText().isEmpty() ? QString() : u"text"_s;
    }

    QPlainTextEdit *edit;
    int refreshed = 0;
    int sharpened = 0;
};

} // namespace

class TestMainWindow final : public QObject
{
    Q_OBJECT

    int m_made = 0;

    void fill(MainWindow &window)
    {
        for (const auto *id : {"browse", "console"}) {
            window.addPlace({.id = QString::fromLatin1(id),
                             .title = QString::fromLatin1(id),
                             .iconName = QString::fromLatin1(id),
                             .needsConnection = true,
                             .create = [this](const Address &address, QWidget *parent) -> Page * {
                                 ++m_made;
                                 return new NotePage(address, parent);
                             }});
        }
        window.addPlace({.id = u"connections"_s,
                         .title = {},
                         .iconName = {},
                         .needsConnection = false,
                         .create = [](const Address &address, QWidget *parent) -> Page * {
                             return new NotePage(address, parent);
                         }});
        window.setHomePlace(u"connections"_s);
        window.setConnections(
            {{.id = u"1"_s, .name = u"dev & test"_s, .database = u"navi"_s, .place = {}},
             {.id = u"2"_s,
              .name = u"live"_s,
              .database = u"navi"_s,
              .place = {},
              .environment = Environment::Production,
              .readOnly = true}});
    }

    static NotePage *front(MainWindow &window)
    {
        return qobject_cast<NotePage *>(window.tabs().currentPage());
    }

private slots:
    void init() { m_made = 0; }

    void anEmptyWindowShowsTheHomePlace()
    {
        Theme theme;
        jobs::JobList jobs;
        MemoryState state;
        MainWindow window(theme, jobs, state);
        fill(window);
        window.restore();
        QCOMPARE(window.tabs().addresses(), (QList<Address>{{u"connections"_s, {}, {}}}));
        QVERIFY(!window.findChild<QToolButton *>(u"rail_browse"_s)->isEnabled());
    }

    void theRailOpensAPlaceOncePerConnection()
    {
        Theme theme;
        jobs::JobList jobs;
        MemoryState state;
        MainWindow window(theme, jobs, state);
        fill(window);
        window.restore();
        window.setCurrentConnection(u"1"_s);
        auto *button = window.findChild<QToolButton *>(u"rail_browse"_s);
        button->click();
        button->click();
        QCOMPARE(m_made, 1);
        QVERIFY(button->isChecked());
        window.setCurrentConnection(u"2"_s);
        button->click();
        QCOMPARE(m_made, 2);
        QCOMPARE(front(window)->address().connection, u"2"_s);
    }

    void theSwitcherFollowsTheTabInFront()
    {
        Theme theme;
        jobs::JobList jobs;
        MemoryState state;
        MainWindow window(theme, jobs, state);
        fill(window);
        window.restore();
        window.openAddress({u"browse"_s, u"1"_s, {}});
        window.openAddress({u"browse"_s, u"2"_s, {}});
        QCOMPARE(window.currentConnection(), u"2"_s);
        QVERIFY(!window.findChild<QToolButton *>(u"lockButton"_s)->isHidden());
        window.openAddress({u"browse"_s, u"1"_s, {}});
        QCOMPARE(window.currentConnection(), u"1"_s);
        QVERIFY(window.findChild<QToolButton *>(u"lockButton"_s)->isHidden());
    }

    void tabsAndTextComeBackWithoutMakingEveryPage()
    {
        Theme theme;
        jobs::JobList jobs;
        MemoryState state;
        {
            MainWindow window(theme, jobs, state);
            fill(window);
            window.restore();
            for (int i = 0; i < 5; ++i)
                window.openAddress({u"console"_s, u"1"_s, {QString::number(i)}});
            front(window)->edit->setPlainText(u"SELECT 1"_s);
            // Written by itself soon after typing; nothing is closed properly here, as after kill
            // -9.
            QTRY_VERIFY_WITH_TIMEOUT(state.values.value(u"tabs"_s).contains("SELECT 1"), 3000);
        }
        m_made = 0;
        MainWindow window(theme, jobs, state);
        fill(window);
        window.restore();
        QCOMPARE(window.tabs().count(), 6);
        QCOMPARE(m_made, 1);
        QCOMPARE(front(window)->edit->toPlainText(), u"SELECT 1"_s);
        window.tabs().setCurrentIndex(1);
        QCOMPARE(m_made, 2);
    }

    void tabsOfSeveralConnectionsSayWhose()
    {
        Theme theme;
        jobs::JobList jobs;
        MemoryState state;
        MainWindow window(theme, jobs, state);
        fill(window);
        window.restore();
        const auto titles = [&window] {
            QStringList all;
            for (int i = 1; i < window.tabs().count(); ++i)
                all.append(window.tabs().tabText(i));
            return all;
        };
        window.openAddress({u"console"_s, u"1"_s, {u"a"_s}});
        window.openAddress({u"console"_s, u"1"_s, {u"b"_s}});
        QCOMPARE(titles(), QStringList({u"Note a"_s, u"Note b"_s}));
        window.openAddress({u"console"_s, u"2"_s, {u"a"_s}});
        QCOMPARE(titles(), QStringList({u"Note a · dev && test"_s, u"Note b · dev && test"_s,
                                        u"Note a · live"_s}));
        window.tabs().closeTab(3);
        QCOMPARE(titles(), QStringList({u"Note a"_s, u"Note b"_s}));
    }

    void aThemeForOneRunIsNotRemembered()
    {
        Theme theme;
        jobs::JobList jobs;
        MemoryState state;
        const auto remembered = [&state] {
            return QJsonDocument::fromJson(state.values.value(u"window"_s))
                .object()
                .value("theme"_L1)
                .toInt();
        };
        const auto choose = [](const MainWindow &window, const QString &text) {
            const auto actions = window.findChildren<QAction *>();
            for (QAction *action : actions) {
                if (action->text() == text)
                    action->trigger();
            }
        };
        {
            MainWindow window(theme, jobs, state);
            fill(window);
            window.restore();
            choose(window, u"Theme: &light"_s);
            QCOMPARE(remembered(), int(Theme::Mode::Light));
            // As --theme dark does.
            theme.setMode(Theme::Mode::Dark);
            window.setCurrentConnection(u"1"_s);
            QCOMPARE(remembered(), int(Theme::Mode::Light));
            choose(window, u"Theme: &dark"_s);
            QCOMPARE(remembered(), int(Theme::Mode::Dark));
            theme.setMode(Theme::Mode::Light);
            window.setCurrentConnection(u"2"_s);
        }
        MainWindow window(theme, jobs, state);
        fill(window);
        window.restore();
        QCOMPARE(theme.mode(), Theme::Mode::Dark);
    }

    void aTabWhosePlaceIsGoneIsLeftOut()
    {
        Theme theme;
        jobs::JobList jobs;
        MemoryState state;
        state.values.insert(
            u"tabs"_s, R"({"tabs":[{"address":"gone:1"},{"address":"console:1"}],"current":7})");
        MainWindow window(theme, jobs, state);
        fill(window);
        window.restore();
        QCOMPARE(window.tabs().count(), 1);
    }

    void withoutTabsTheWindowOffersTheFirstStep()
    {
        Theme theme;
        jobs::JobList jobs;
        MemoryState state;
        MainWindow window(theme, jobs, state);
        fill(window);
        window.restore();
        window.show();
        auto *home = window.findChild<QPushButton *>(u"homeButton"_s);
        QVERIFY(!home->isVisible());
        window.tabs().closeTab(0);
        QTRY_VERIFY(home->isVisible());
        QVERIFY(!window.tabs().isVisible());
        home->click();
        QVERIFY(window.tabs().isVisible());
        QVERIFY(!home->isVisible());
    }

    void aClosedTabComesBackWithWhatWasInIt()
    {
        Theme theme;
        jobs::JobList jobs;
        MemoryState state;
        MainWindow window(theme, jobs, state);
        fill(window);
        window.restore();
        window.openAddress({u"console"_s, u"1"_s, {u"a"_s}});
        front(window)->edit->setPlainText(u"SELECT 1"_s);
        window.tabs().closeTab(1);
        QCOMPARE(window.tabs().count(), 1);
        QVERIFY(window.tabs().hasClosed());
        window.tabs().reopenClosed();
        QCOMPARE(window.tabs().count(), 2);
        QCOMPARE(front(window)->address().path, QStringList{u"a"_s});
        QCOMPARE(front(window)->edit->toPlainText(), u"SELECT 1"_s);
        QVERIFY(!window.tabs().hasClosed());
    }

    void aTabOfADeletedConnectionDoesNotComeBack()
    {
        Theme theme;
        jobs::JobList jobs;
        MemoryState state;
        MainWindow window(theme, jobs, state);
        fill(window);
        window.restore();
        window.openAddress({u"console"_s, u"1"_s, {}});
        window.setConnections({});
        QCOMPARE(window.tabs().count(), 1);
        QVERIFY(!window.tabs().hasClosed());
    }

    void thePlacesHaveNumbers()
    {
        Theme theme;
        jobs::JobList jobs;
        MemoryState state;
        MainWindow window(theme, jobs, state);
        fill(window);
        window.restore();
        window.setCurrentConnection(u"1"_s);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(front(window)->address().place, u"console"_s);
    }

    void thePaletteFindsActionsOfMenusPagesAndConnections()
    {
        Theme theme;
        jobs::JobList jobs;
        MemoryState state;
        MainWindow window(theme, jobs, state);
        fill(window);
        window.restore();
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.openAddress({u"console"_s, u"1"_s, {}});
        NotePage *page = front(window);
        QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
        auto *edit = window.findChild<QLineEdit *>(u"paletteEdit"_s);
        QTRY_VERIFY(edit->isVisible());
        QTest::keyClicks(edit, u"sharpen"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(page->sharpened, 1);
        QVERIFY(!edit->isVisible());

        QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(edit, u"connect live"_s);
        QSignalSpy activated(&window, &MainWindow::connectionActivated);
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(window.currentConnection(), u"2"_s);

        QTest::keyClick(&window, Qt::Key_F5);
        QCOMPARE(page->refreshed, 1);
    }

    void aPaletteActionMayOutliveItsPage()
    {
        Theme theme;
        jobs::JobList jobs;
        MemoryState state;
        MainWindow window(theme, jobs, state);
        fill(window);
        window.restore();
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.openAddress({u"console"_s, u"1"_s, {}});
        QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
        auto *edit = window.findChild<QLineEdit *>(u"paletteEdit"_s);
        QTest::keyClicks(edit, u"sharpen"_s);
        delete window.tabs().currentPage();
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(!edit->isVisible());
    }

    void closingATabWithUnsavedTextAsks()
    {
        Theme theme;
        jobs::JobList jobs;
        MemoryState state;
        MainWindow window(theme, jobs, state);
        fill(window);
        window.restore();
        window.show();
        window.openAddress({u"console"_s, u"1"_s, {}});
        front(window)->edit->setPlainText(u"text"_s);
        emit window.tabs().closeRequested(window.tabs().currentIndex());
        auto *box = window.findChild<QMessageBox *>();
        QVERIFY(box);
        QCOMPARE(window.tabs().count(), 2);
        box->button(QMessageBox::Discard)->click();
        QCOMPARE(window.tabs().count(), 1);
    }

    void quittingWithJobsRunningAsks()
    {
        Theme theme;
        jobs::JobList jobs;
        MemoryState state;
        MainWindow window(theme, jobs, state);
        fill(window);
        window.restore();
        window.show();
        jobs.start(u"Dump"_s, u"navi"_s, [](jobs::JobControl &control) -> Result<QString> {
            while (!control.isCancelled())
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
            return Error::cancelled();
        });
        window.close();
        QVERIFY(window.isVisible());
        auto *box = window.findChild<QMessageBox *>();
        QVERIFY(box);
        for (auto *button : box->buttons()) {
            if (box->buttonRole(button) == QMessageBox::DestructiveRole)
                button->click();
        }
        QTRY_VERIFY(!window.isVisible());
    }

    void deletingAConnectionClosesItsTabs()
    {
        Theme theme;
        jobs::JobList jobs;
        MemoryState state;
        MainWindow window(theme, jobs, state);
        fill(window);
        window.restore();
        window.openAddress({u"console"_s, u"1"_s, {}});
        window.openAddress({u"console"_s, u"2"_s, {}});
        window.setConnections(
            {{.id = u"2"_s, .name = u"live"_s, .database = u"navi"_s, .place = {}}});
        for (const Address &address : window.tabs().addresses())
            QVERIFY(address.connection != u"1"_s);
    }

    void namesAreNeverMnemonicsOrMarkup()
    {
        Theme theme;
        jobs::JobList jobs;
        MemoryState state;
        MainWindow window(theme, jobs, state);
        fill(window);
        window.restore();
        window.setCurrentConnection(u"1"_s);
        QVERIFY(window.findChild<QToolButton *>(u"connectionSwitcher"_s)
                    ->text()
                    .contains(u"dev && test"_s));
        window.openAddress({u"console"_s, u"1"_s, {u"<img src=x>"_s}});
        QVERIFY(window.tabs().tabToolTip(window.tabs().currentIndex()).contains(u"&lt;img"_s));
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"

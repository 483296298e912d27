#include "app/photographer.h"
#include "gui/common/statepane.h"
#include "gui/shell/tabarea.h"

#include <QAction>
#include <QDialog>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace howdah;
using namespace howdah::gui;

namespace {

class ForgetfulState final : public StateStore
{
public:
    QByteArray load(const QString &) override { return {}; }
    void save(const QString &, const QByteArray &) override {}
};

/// A page that does as it is told.
class ModelPage final : public Page
{
    Q_OBJECT

public:
    ModelPage(const Address &address, const Theme &theme, QWidget *parent)
        : Page(address, parent)
        , pane(new StatePane(theme, new QWidget(this), this))
    {
        auto *layout = new QVBoxLayout(this);
        layout->addWidget(pane);
        auto *command = new QAction(u"Work"_s, this);
        connect(command, &QAction::triggered, this, [this] {
            ++worked;
            pane->showContent();
        });
        addAction(command);
        pane->showEmpty(u"browse"_s, u"Nothing here"_s, {});
    }
    void restoreState(const QJsonObject &state) override
    {
        if (state.value("full"_L1).toBool())
            pane->showContent();
    }
    [[nodiscard]] bool isBusy() const override { return busy; }

    StatePane *pane;
    bool busy = false;
    int worked = 0;
};

} // namespace

class TestPhotographer final : public QObject
{
    Q_OBJECT

    Theme m_theme;
    jobs::JobList m_jobs;
    ForgetfulState m_state;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<QTemporaryDir> m_folder;

    ModelPage *page() const { return qobject_cast<ModelPage *>(m_window->tabs().currentPage()); }

    std::unique_ptr<app::Photographer> photographer(const QList<app::Scene> &scenes,
                                                    std::chrono::milliseconds patience = 20s)
    {
        return std::make_unique<app::Photographer>(
            *m_window, m_theme,
            app::Photographer::Options{
                .folder = QDir(m_folder->path()),
                .scenes = scenes,
                .connectionNamed =
                    [](const QString &name) { return name == "Orders"_L1 ? u"7"_s : QString(); },
                .patience = patience});
    }

    static app::Scene scene(const QString &picture, const QString &place = u"browse"_s)
    {
        app::Scene scene;
        scene.picture = picture;
        scene.place = place;
        scene.connection = u"Orders"_s;
        return scene;
    }

    static QString answer(QSignalSpy &spy, std::chrono::milliseconds within = 20s)
    {
        if (spy.isEmpty() && !spy.wait(int(within.count())))
            return u"no answer"_s;
        return spy.first().first().toString();
    }

    QStringList pictures() const
    {
        return QDir(m_folder->path()).entryList({u"*.png"_s}, QDir::Files, QDir::Name);
    }

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_window = std::make_unique<MainWindow>(m_theme, m_jobs, m_state);
        for (const auto *id : {"browse", "console"}) {
            m_window->addPlace(
                {.id = QString::fromLatin1(id),
                 .title = QString::fromLatin1(id),
                 .iconName = QString::fromLatin1(id),
                 .needsConnection = true,
                 .create = [this](const Address &address, QWidget *parent) -> Page * {
                     return new ModelPage(address, m_theme, parent);
                 }});
        }
        m_window->setConnections({{.id = u"7"_s, .name = u"Orders"_s, .database = u"orders"_s}});
        m_window->restore();
        m_theme.setMode(Theme::Mode::Light);
        m_window->show();
    }
    void cleanup() { m_window.reset(); }

    void savesEveryPictureAlsoInDark()
    {
        app::Scene first = scene(u"first"_s);
        first.state = {{u"full"_s, true}};
        first.alsoDark = true;
        app::Scene second = scene(u"second"_s, u"console"_s);
        second.mayBeEmpty = true;
        const auto taking = photographer({first, second});
        QSignalSpy done(taking.get(), &app::Photographer::finished);
        taking->start();
        QCOMPARE(m_window->tabs().count(), 2);
        QCOMPARE(answer(done), QString());
        QCOMPARE(pictures(), QStringList({u"first-dark.png"_s, u"first.png"_s, u"second.png"_s}));
        const auto corner = [this](const QString &name) {
            const QImage image(m_folder->filePath(name));
            return image.pixelColor(image.width() - 2, image.height() / 2).lightness();
        };
        QVERIFY(corner(u"first.png"_s) > 200);
        QVERIFY(corner(u"first-dark.png"_s) < 60);
        QVERIFY(corner(u"second.png"_s) > 200);
        QCOMPARE(m_theme.mode(), Theme::Mode::Light);
    }

    void commandsRunBeforeThePicture()
    {
        app::Scene working = scene(u"worked"_s);
        working.commands = {u"Work"_s};
        const auto taking = photographer({working});
        QSignalSpy done(taking.get(), &app::Photographer::finished);
        taking->start();
        QCOMPARE(answer(done), QString());
        QCOMPARE(page()->worked, 1);
    }

    void waitsForAPageThatIsBusy()
    {
        app::Scene waiting = scene(u"late"_s);
        waiting.mayBeEmpty = true;
        const auto taking = photographer({waiting});
        QSignalSpy done(taking.get(), &app::Photographer::finished);
        taking->start();
        page()->busy = true;
        QVERIFY(!done.wait(1500));
        QVERIFY(pictures().isEmpty());
        page()->busy = false;
        QCOMPARE(answer(done), QString());
        QCOMPARE(pictures(), QStringList{u"late.png"_s});
    }

    void refusesWhatIsNotThePlace_data()
    {
        QTest::addColumn<QString>("obstacle");
        QTest::addColumn<QString>("message");
        QTest::newRow("never ready") << u"busy"_s << u"did not finish"_s;
        QTest::newRow("nothing chosen") << u"empty"_s << u"did not finish"_s;
        QTest::newRow("an error") << u"error"_s << u"shows an error"_s;
        QTest::newRow("a question") << u"dialog"_s << u"asks a question first: Password"_s;
        QTest::newRow("another tab") << u"other"_s << u"in front of it"_s;
        QTest::newRow("no such command") << u"command"_s << u"no command “Dance”"_s;
    }
    void refusesWhatIsNotThePlace()
    {
        QFETCH(QString, obstacle);
        QFETCH(QString, message);
        app::Scene wanted = scene(u"wanted"_s);
        wanted.state = {{u"full"_s, obstacle != "empty"_L1}};
        if (obstacle == "command"_L1)
            wanted.commands = {u"Dance"_s};
        const auto taking = photographer({wanted}, 1500ms);
        QSignalSpy done(taking.get(), &app::Photographer::finished);
        taking->start();
        QDialog dialog(m_window.get());
        dialog.setWindowTitle(u"Password"_s);
        if (obstacle == "busy"_L1)
            page()->busy = true;
        else if (obstacle == "error"_L1)
            page()->pane->showError(Error::timedOut(u"The server did not answer."_s));
        else if (obstacle == "dialog"_L1)
            dialog.open();
        else if (obstacle == "other"_L1)
            m_window->openAddress({u"console"_s, u"7"_s, {}});
        const QString problem = answer(done);
        QVERIFY2(problem.startsWith("wanted could not be photographed."_L1) &&
                     problem.contains(message),
                 qUtf8Printable(problem));
        QVERIFY(pictures().isEmpty());
    }

    void saysWhatIsMissingBeforeItBegins_data()
    {
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("connection");
        QTest::addColumn<QString>("message");
        QTest::newRow("place") << u"cellar"_s << u"Orders"_s << u"no place “cellar”"_s;
        QTest::newRow("connection")
            << u"browse"_s << u"Stock"_s << u"no saved connection “Stock”"_s;
        QTest::newRow("any connection") << u"browse"_s << QString() << u"--connection"_s;
    }
    void saysWhatIsMissingBeforeItBegins()
    {
        QFETCH(QString, place);
        QFETCH(QString, connection);
        QFETCH(QString, message);
        app::Scene wanted = scene(u"wanted"_s, place);
        if (connection.isEmpty())
            wanted.connection.reset();
        else
            wanted.connection = connection;
        const auto taking = photographer({wanted});
        QSignalSpy done(taking.get(), &app::Photographer::finished);
        taking->start();
        const QString problem = answer(done, 1s);
        QVERIFY2(problem.contains(message), qUtf8Printable(problem));
    }

    void aFolderThatCannotBeMadeIsSaid()
    {
        QFile inTheWay(m_folder->filePath(u"file"_s));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        app::Photographer taking(*m_window, m_theme,
                                 {.folder = QDir(inTheWay.fileName() + u"/below"_s),
                                  .scenes = {scene(u"wanted"_s)},
                                  .connectionNamed = [](const QString &) { return u"7"_s; }});
        QSignalSpy done(&taking, &app::Photographer::finished);
        taking.start();
        QVERIFY(answer(done, 1s).contains("cannot be made"_L1));
    }
};

QTEST_MAIN(TestPhotographer)
#include "tst_photographer.moc"

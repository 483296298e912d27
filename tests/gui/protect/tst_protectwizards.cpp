#include "gui/protect/backupwizard.h"
#include "gui/protect/restorewizard.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPromise>
#include <QRadioButton>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::gui;

class TestProtectWizards final : public QObject
{
    Q_OBJECT

    template<typename T>
    using Promises = QList<std::shared_ptr<QPromise<Result<T>>>>;

    Theme m_theme;
    Promises<backup::Preflight> m_preflights;
    Promises<backup::ArchiveContents> m_contents;
    Promises<backup::RestorePreview> m_previews;
    QList<backup::CreateOptions> m_asked;

    template<typename T>
    static QFuture<Result<T>> ask(Promises<T> &promises)
    {
        promises += std::make_shared<QPromise<Result<T>>>();
        promises.constLast()->start();
        return promises.constLast()->future();
    }

    template<typename T>
    static void answer(const Promises<T> &promises, const Result<T> &result)
    {
        promises.constLast()->addResult(result);
        promises.constLast()->finish();
    }

    BackupActions actions()
    {
        BackupActions actions;
        actions.preflight = [this](const backup::CreateOptions &options) {
            m_asked += options;
            return ask(m_preflights);
        };
        actions.lookInside = [this](const QString &) { return ask(m_contents); };
        actions.preview = [this](const backup::RestoreOptions &) { return ask(m_previews); };
        return actions;
    }

    template<typename T>
    static T *find(const QWidget &parent, const char *name)
    {
        auto *widget = parent.findChild<T *>(QString::fromLatin1(name));
        if (!widget)
            qFatal("no %s", name);
        return widget;
    }

    static bool canFinish(const QWizard &wizard)
    {
        return wizard.button(QWizard::FinishButton)->isEnabled();
    }
    static bool canGoOn(const QWizard &wizard)
    {
        return wizard.button(QWizard::NextButton)->isEnabled();
    }

private slots:
    void init()
    {
        m_preflights.clear();
        m_contents.clear();
        m_previews.clear();
        m_asked.clear();
    }

    void whatIsChosenIsWhatIsAsked()
    {
        BackupWizard wizard(actions(), u"navi"_s, u"/b"_s, m_theme);
        wizard.show();
        answer<backup::Preflight>(m_preflights,
                                  backup::Preflight{.schemas = {u"public"_s, u"audit"_s}});
        auto *schemas = find<QListWidget>(wizard, "schemaList");
        QTRY_COMPARE(schemas->count(), 2);
        QVERIFY(!schemas->isEnabled());
        find<QRadioButton>(wizard, "chosenSchemasRadio")->setChecked(true);
        QVERIFY(schemas->isEnabled());
        schemas->item(1)->setCheckState(Qt::Checked);
        find<QRadioButton>(wizard, "schemaOnlyRadio")->setChecked(true);
        // Both questions are answered apart from each other.
        QVERIFY(find<QRadioButton>(wizard, "chosenSchemasRadio")->isChecked());
        wizard.next();
        find<QRadioButton>(wizard, "customRadio")->setChecked(true);
        wizard.next();
        find<QLineEdit>(wizard, "nameEdit")->setText(u"monday"_s);
        wizard.next();
        QCOMPARE(m_asked.size(), 2);
        const auto &asked = m_asked.constLast();
        QCOMPARE(asked.schemas, QStringList{u"audit"_s});
        QCOMPARE(asked.content, backup::Content::SchemaOnly);
        QCOMPARE(asked.format, backup::Format::Custom);
        QCOMPARE(asked.name, u"monday"_s);
        QCOMPARE(asked.folder, u"/b"_s);
        QCOMPARE(wizard.options().name, u"monday"_s);
    }

    void nothingStartsBeforeTheSummaryIsKnown()
    {
        BackupWizard wizard(actions(), u"navi"_s, u"/b"_s, m_theme);
        wizard.show();
        for (int page = 0; page < 3; ++page)
            wizard.next();
        QVERIFY(!canFinish(wizard));
        answer<backup::Preflight>(
            m_preflights, backup::Preflight{.commandLine = u"pg_dump --format directory"_s});
        QTRY_VERIFY(canFinish(wizard));
        QCOMPARE(find<QPlainTextEdit>(wizard, "commandEdit")->toPlainText(),
                 u"pg_dump --format directory"_s);
    }

    void whatWouldFailCannotBeStarted()
    {
        BackupWizard wizard(actions(), u"navi"_s, u"/b"_s, m_theme);
        wizard.show();
        for (int page = 0; page < 3; ++page)
            wizard.next();
        answer<backup::Preflight>(
            m_preflights, backup::Preflight{.findings = {{.level = backup::Finding::Level::Blocker,
                                                          .text = u"The disk is full."_s}}});
        QTRY_COMPARE(find<QListWidget>(wizard, "findingsList")->count(), 1);
        QVERIFY(find<QListWidget>(wizard, "findingsList")
                    ->item(0)
                    ->text()
                    .contains("The disk is full."_L1));
        QVERIFY(!canFinish(wizard));
    }

    void anErrorIsShownInTheSummary()
    {
        BackupWizard wizard(actions(), u"navi"_s, u"/b"_s, m_theme);
        wizard.show();
        for (int page = 0; page < 3; ++page)
            wizard.next();
        answer<backup::Preflight>(
            m_preflights, Error{.kind = Error::Kind::ConnectionLost, .message = u"gone away"_s});
        QTRY_VERIFY(
            find<QLabel>(*wizard.currentPage(), "factsLabel")->text().contains("gone away"_L1));
        QVERIFY(!canFinish(wizard));
    }

    void theAnswerMayComeAfterTheWizard()
    {
        {
            BackupWizard wizard(actions(), u"navi"_s, u"/b"_s, m_theme);
            wizard.show();
        }
        answer<backup::Preflight>(m_preflights, backup::Preflight{});
        {
            RestoreWizard wizard(actions(), u"/b/x"_s, u"navi"_s, m_theme);
            wizard.show();
            wizard.next();
        }
        answer<backup::ArchiveContents>(m_contents, backup::ArchiveContents{});
        QCoreApplication::processEvents();
    }

    void aRestoreLooksInsideFirst()
    {
        RestoreWizard wizard(actions(), QString(), u"navi"_s, m_theme);
        wizard.show();
        QVERIFY(!canGoOn(wizard));
        find<QLineEdit>(wizard, "pathEdit")->setText(u"/b/navi-1"_s);
        QVERIFY(canGoOn(wizard));
        wizard.next();
        QVERIFY(!canGoOn(wizard));
        answer<backup::ArchiveContents>(
            m_contents,
            backup::ArchiveContents{
                .database = u"navi"_s,
                .entries = {{.dumpId = 1,
                             .type = u"TABLE"_s,
                             .schema = u"public"_s,
                             .name = u"a"_s,
                             .owner = u"app"_s},
                            {.dumpId = 2,
                             .type = u"TABLE"_s,
                             .schema = u"public"_s,
                             .name = u"b"_s,
                             .owner = u"app"_s},
                            {.dumpId = 3, .type = u"EXTENSION"_s, .name = u"vector"_s}}});
        QTRY_VERIFY(canGoOn(wizard));
        auto *tree = find<QTreeWidget>(wizard, "contentsTree");
        QCOMPARE(tree->topLevelItemCount(), 2);
        QCOMPARE(tree->topLevelItem(1)->text(0), u"TABLE"_s);
        QCOMPARE(tree->topLevelItem(1)->childCount(), 2);
        const QString facts = find<QLabel>(*wizard.currentPage(), "factsLabel")->text();
        QVERIFY(facts.contains("app"_L1));
        QVERIFY(facts.contains("vector"_L1));

        wizard.next();
        QVERIFY(find<QLineEdit>(wizard, "databaseEdit")->text().startsWith("navi_restored_"_L1));
        find<QLineEdit>(wizard, "databaseEdit")->clear();
        QVERIFY(!canGoOn(wizard));
        find<QLineEdit>(wizard, "databaseEdit")->setText(u"copy"_s);
        auto *owners = find<QComboBox>(wizard, "ownersComboBox");
        owners->setCurrentIndex(1);
        wizard.next();
        QVERIFY(!canFinish(wizard));
        answer<backup::RestorePreview>(m_previews,
                                       backup::RestorePreview{.sql = u"CREATE DATABASE copy;"_s,
                                                              .commandLine = u"pg_restore x"_s});
        QTRY_VERIFY(canFinish(wizard));
        QCOMPARE(wizard.options().database, u"copy"_s);
        QCOMPARE(wizard.options().owners, backup::Owners::AsConnected);
        QCOMPARE(wizard.options().onFailure, backup::OnFailure::DropDatabase);
    }

    void whatIsNoDumpCannotBeRestored()
    {
        RestoreWizard wizard(actions(), u"/etc/passwd"_s, u"navi"_s, m_theme);
        wizard.show();
        wizard.next();
        answer<backup::ArchiveContents>(m_contents, Error::invalid(u"no dump of PostgreSQL's"_s));
        QTRY_VERIFY(
            find<QLabel>(*wizard.currentPage(), "factsLabel")->text().contains("no dump"_L1));
        QVERIFY(!canGoOn(wizard));
    }
};

QTEST_MAIN(TestProtectWizards)
#include "tst_protectwizards.moc"

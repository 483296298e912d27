#include "fakeactions.h"
#include "gui/connect/importdialog.h"

#include <QAbstractItemModel>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::gui;

class TestImportDialog final : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<FakeActions> m_fake;
    std::unique_ptr<ImportDialog> m_dialog;

    template<typename W>
    W *find(const char *name) const
    {
        return m_dialog->findChild<W *>(QLatin1StringView(name));
    }

private slots:
    void init()
    {
        qputenv("PGSERVICEFILE", QFile::encodeName(m_dir.filePath(u"none"_s)));
        qputenv("PGPASSFILE", QFile::encodeName(m_dir.filePath(u"none"_s)));
        m_fake = std::make_unique<FakeActions>();
        m_dialog = std::make_unique<ImportDialog>(m_fake->actions());
        m_dialog->show();
    }
    void cleanup() { m_dialog.reset(); }

    void readsAnEnvFileAndImportsTheTicked()
    {
        QFile file(m_dir.filePath(u".env.production"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("POSTGRES_URL=postgresql://a:canary@db.example/one\nOTHER_URL=postgresql://"
                   "b@db.example/two\n"
                   "BAD_URL=postgresql://c:canary@h:port/x\nDB_POOL_SIZE=20\n");
        file.close();
        find<QComboBox>("sourceCombo")->setCurrentIndex(2);
        find<QLineEdit>("fileEdit")->setText(file.fileName());
        auto *model = find<QTreeView>("candidatesView")->model();
        QCOMPARE(model->rowCount(), 2);
        QVERIFY(find<QLabel>("stateLabel")->text().contains(u"BAD_URL"_s));
        QVERIFY(!find<QLabel>("stateLabel")->text().contains(u"canary"_s));
        QVERIFY(find<QLabel>("notesLabel")->text().contains(u"DB_POOL_SIZE=20"_s));
        // "OTHER_URL" comes first; leave it out.
        QVERIFY(model->setData(model->index(0, 0), Qt::Unchecked, Qt::CheckStateRole));

        QSignalSpy imported(m_dialog.get(), &ImportDialog::imported);
        QTest::mouseClick(find<QPushButton>("importButton"), Qt::LeftButton);
        QCOMPARE(m_fake->added.size(), 1);
        QCOMPARE(m_fake->added.first().size(), 1);
        QCOMPARE(m_fake->added.first().first().environment, connections::Environment::Production);
        auto answer = m_fake->added.first();
        answer.first().id = u"new"_s;
        m_fake->adds.first().answer(answer);
        QTRY_COMPARE(imported.size(), 1);
        QCOMPARE(m_fake->kept, (QList<QPair<QString, QByteArray>>{{u"new"_s, "canary"}}));
        QVERIFY(!m_dialog->isVisible());
    }

    void readsPastedText()
    {
        find<QComboBox>("sourceCombo")->setCurrentIndex(4);
        QVERIFY(find<QPlainTextEdit>("textEdit")->isVisible());
        QVERIFY(!find<QPushButton>("importButton")->isEnabled());
        find<QPlainTextEdit>("textEdit")->setPlainText(u"Host=h;Database=d;Username=u"_s);
        QCOMPARE(find<QTreeView>("candidatesView")->model()->rowCount(), 1);
        QVERIFY(find<QPushButton>("importButton")->isEnabled());
        find<QPlainTextEdit>("textEdit")->setPlainText(u"nothing of the kind"_s);
        QCOMPARE(find<QTreeView>("candidatesView")->model()->rowCount(), 0);
    }

    void readsItsOwnEnvironment()
    {
        qputenv("DATABASE_URL", "postgresql://a:canary@from-environment.example/d");
        find<QComboBox>("sourceCombo")->setCurrentIndex(3);
        qunsetenv("DATABASE_URL");
        const auto *model = find<QTreeView>("candidatesView")->model();
        QStringList names;
        for (int row = 0; row < model->rowCount(); ++row)
            names += model->index(row, 0).data().toString();
        QVERIFY2(names.contains(u"d on from-environment.example"_s),
                 qUtf8Printable(names.join(u',')));
    }

    void saysWhatIsWrongWithAFile()
    {
        find<QComboBox>("sourceCombo")->setCurrentIndex(5);
        find<QLineEdit>("fileEdit")->setText(m_dir.filePath(u"missing.json"_s));
        QVERIFY(!find<QLabel>("stateLabel")->text().isEmpty());
        QVERIFY(!find<QPushButton>("importButton")->isEnabled());
    }

    void aFailureKeepsItOpen()
    {
        find<QComboBox>("sourceCombo")->setCurrentIndex(4);
        find<QPlainTextEdit>("textEdit")->setPlainText(u"host=h"_s);
        QTest::mouseClick(find<QPushButton>("importButton"), Qt::LeftButton);
        m_fake->adds.first().answer(
            Error{.kind = Error::Kind::DiskFull, .message = u"disk is full"_s});
        QTRY_VERIFY(find<QLabel>("stateLabel")->text().contains(u"disk is full"_s));
        QVERIFY(m_dialog->isVisible());
    }

    void mayBeDeletedBeforeTheAnswer()
    {
        find<QComboBox>("sourceCombo")->setCurrentIndex(4);
        find<QPlainTextEdit>("textEdit")->setPlainText(u"postgresql://a:canary@h/d"_s);
        QTest::mouseClick(find<QPushButton>("importButton"), Qt::LeftButton);
        m_dialog.reset();
        m_fake->adds.first().answer(QList<connections::Profile>());
        QCoreApplication::processEvents();
        QVERIFY(m_fake->kept.isEmpty());
    }
};

QTEST_MAIN(TestImportDialog)
#include "tst_importdialog.moc"

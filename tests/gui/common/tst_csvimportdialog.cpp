#include "gui/common/csvimportdialog.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QProgressBar>
#include <QPromise>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace howdah;
using namespace howdah::gui;

class TestCsvImportDialog final : public QObject
{
    Q_OBJECT

    Theme m_theme;
    std::unique_ptr<QPromise<Result<data::CsvPreview>>> m_preview;
    std::unique_ptr<QPromise<Result<data::ImportReport>>> m_import;
    data::ImportRequest m_request;
    int m_cancels = 0;

    template<typename T>
    static void answer(QPromise<Result<T>> &promise, const Result<T> &result)
    {
        promise.addResult(result);
        promise.finish();
    }

    CsvImportDialog *make()
    {
        m_preview = std::make_unique<QPromise<Result<data::CsvPreview>>>();
        m_preview->start();
        m_import = std::make_unique<QPromise<Result<data::ImportReport>>>();
        m_import->start();
        m_cancels = 0;
        auto *dialog =
            new CsvImportDialog(m_theme,
                                {.preview = [this](const QString &) { return m_preview->future(); },
                                 .importFile =
                                     [this](const data::ImportRequest &request) {
                                         m_request = request;
                                         return m_import->future();
                                     },
                                 .cancel = [this] { ++m_cancels; },
                                 .connectionName = u"test"_s},
                                u"/tmp/people.csv"_s, {}, {});
        dialog->show();
        return dialog;
    }
    static QString message(CsvImportDialog &dialog)
    {
        return dialog.findChild<QLabel *>(u"importMessage"_s)->text();
    }
    static QPushButton *button(CsvImportDialog &dialog)
    {
        return dialog.findChild<QPushButton *>(u"importButton"_s);
    }

    void givePreview()
    {
        answer<data::CsvPreview>(*m_preview,
                                 data::CsvPreview{.format = {},
                                                  .columns = {u"id"_s, u"<b>name</b>"_s},
                                                  .types = {u"integer"_s, u"text"_s},
                                                  .rows = {{u"1"_s, QString()}}});
    }

private slots:
    void showsTheFileAndImportsIt()
    {
        const std::unique_ptr<CsvImportDialog> dialog(make());
        QVERIFY(!button(*dialog)->isEnabled());
        givePreview();
        QTRY_VERIFY(button(*dialog)->isEnabled());
        auto *rows = dialog->findChild<QTableWidget *>(u"importRows"_s);
        QCOMPARE(rows->item(1, 0)->text(), u"1"_s);
        QCOMPARE(rows->item(1, 1)->text(), u"NULL"_s);
        QCOMPARE(dialog->findChild<QLineEdit *>(u"importTable"_s)->text(), u"people"_s);
        QSignalSpy imported(dialog.get(), &CsvImportDialog::imported);
        button(*dialog)->click();
        QCOMPARE(m_request.createWithTypes, QStringList({u"integer"_s, u"text"_s}));
        QCOMPARE(m_request.schema, u"public"_s);
        answer<data::ImportReport>(*m_import, data::ImportReport{.rows = 12, .bad = {}});
        QTRY_COMPARE(imported.size(), 1);
        QVERIFY(message(*dialog).startsWith(u"12 rows"_s));
    }

    void listsRefusedRows()
    {
        const std::unique_ptr<CsvImportDialog> dialog(make());
        givePreview();
        QTRY_VERIFY(button(*dialog)->isEnabled());
        button(*dialog)->click();
        answer<data::ImportReport>(
            *m_import,
            data::ImportReport{.rows = 0,
                               .bad = {{.line = 7, .reason = u"no number"_s, .text = u"x,y"_s}}});
        auto *bad = dialog->findChild<QTableWidget *>(u"importBad"_s);
        QTRY_VERIFY(bad->isVisible());
        QCOMPARE(bad->item(0, 0)->text(), u"7"_s);
        QCOMPARE(bad->item(0, 1)->text(), u"no number"_s);
        QVERIFY(message(*dialog).contains(u"nothing was imported"_s));
    }

    void stopsWhatRuns()
    {
        const std::unique_ptr<CsvImportDialog> dialog(make());
        givePreview();
        QTRY_VERIFY(button(*dialog)->isEnabled());
        button(*dialog)->click();
        auto *stop = dialog->findChild<QPushButton *>(u"importStop"_s);
        QVERIFY(stop->isVisible());
        stop->click();
        QCOMPARE(m_cancels, 1);
        QVERIFY(dialog->isVisible());
        answer<data::ImportReport>(*m_import, Error::cancelled());
        QTRY_VERIFY(message(*dialog).contains(u"Nothing was imported"_s));
    }

    void showsHowFarItIs()
    {
        const QPointer<CsvImportDialog> dialog(make());
        givePreview();
        QTRY_VERIFY(button(*dialog)->isEnabled());
        m_import->setProgressRange(0, 1000);
        button(*dialog)->click();
        m_import->setProgressValueAndText(420, u"4 of 10"_s);
        const auto *bar = dialog->findChild<QProgressBar *>(u"importProgress"_s);
        QTRY_COMPARE(bar->value(), 420);
        QCOMPARE(bar->maximum(), 1000);
        QTRY_COMPARE(message(*dialog), u"4 of 10"_s);
        // Closing it is no stopping: the import is a job.
        dialog->findChild<QPushButton *>(u"importClose"_s)->click();
        QTRY_VERIFY(!dialog);
        QCOMPARE(m_cancels, 0);
    }

    void tellsWhatFailed()
    {
        const std::unique_ptr<CsvImportDialog> dialog(make());
        answer<data::CsvPreview>(*m_preview,
                                 Error{.kind = Error::Kind::Io, .message = u"no such file"_s});
        QTRY_VERIFY(message(*dialog).contains(u"no such file"_s));
        QVERIFY(!button(*dialog)->isEnabled());
    }

    void mayGoBeforeTheAnswer()
    {
        std::unique_ptr<CsvImportDialog> dialog(make());
        dialog.reset();
        givePreview();
        QCoreApplication::processEvents();
    }
};

QTEST_MAIN(TestCsvImportDialog)
#include "tst_csvimportdialog.moc"

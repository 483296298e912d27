#include "process/child.h"
#include "process/passfile.h"

#include <QFile>
#include <QTest>

using namespace howdah;
using namespace Qt::StringLiterals;

class TestPassFile final : public QObject
{
    Q_OBJECT

private slots:
    void fieldsAreEscaped()
    {
        QCOMPARE(process::passLine({.host = u"db"_s,
                                    .port = u"5432"_s,
                                    .database = u"a:b"_s,
                                    .user = u"me"_s,
                                    .password = Secret("s3cret:x\\y"_qba)}),
                 "db:5432:a\\:b:me:s3cret\\:x\\\\y"_qba);
        QCOMPARE(process::passLine({.password = Secret("p"_qba)}), "*:*:*:*:p"_qba);
    }

    void onlyTheChildThatInheritsItCanRead()
    {
        const auto file =
            process::PassFile::create({{.host = u"h"_s, .password = Secret("canary"_qba)}});
        QVERIFY(file);
        process::Command command{
            .program = u"cat"_s, .arguments = {file->path()}, .inherited = {file->descriptor()}};
        auto exit = process::run(command);
        QVERIFY(exit);
        QCOMPARE(exit->output, u"h:*:*:*:canary\n"_s);
        // It can be read again, as by every worker of a parallel dump.
        exit = process::run(command);
        QVERIFY(exit);
        QCOMPARE(exit->output, u"h:*:*:*:canary\n"_s);
#ifdef Q_OS_LINUX
        command.inherited.clear();
        exit = process::run(command);
        QVERIFY(exit);
        QVERIFY(!exit->isSuccess());
#endif
    }

    void othersHaveNoRights()
    {
        const auto file = process::PassFile::create({{.password = Secret("canary"_qba)}});
        QVERIFY(file);
        const auto rights = QFile::permissions(file->path());
        QVERIFY(rights & QFile::ReadOwner);
        QVERIFY(!(rights &
                  (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
    }

    void aLineFeedIsRefused()
    {
        const auto file = process::PassFile::create({{.password = Secret("a\nb"_qba)}});
        QVERIFY(!file);
        QCOMPARE(file.error().kind, Error::Kind::InvalidInput);
    }
};

QTEST_GUILESS_MAIN(TestPassFile)
#include "tst_passfile.moc"

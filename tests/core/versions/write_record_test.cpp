#include "core/versions/write_record.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace write_record_test {

namespace {

const QDateTime at(QDate(2026, 11, 21), QTime(14, 5), Qt::UTC);
const QString arn = u"arn:aws:secretsmanager:us-east-1:1:secret:a-AbCdEf"_s;
const QString me = u"arn:aws:iam::1:user/j.moreno"_s;

} // namespace

class WriteRecordTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsWrittenIsFoundByTheNextRun()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"state/keyturn/writes.jsonl"_s);
        QVERIFY(WriteRecord(file).writer(u"v1"_s).isEmpty());
        QVERIFY(WriteRecord(file).add({u"v1"_s, arn, me, at}));
        QVERIFY(WriteRecord(file).add({u"v2"_s, arn, u"other"_s, at}));
        const WriteRecord record(file);
        QCOMPARE(record.writer(u"v1"_s), me);
        QCOMPARE(record.writer(u"v2"_s), u"other"_s);
        QVERIFY(record.writer(u"v3"_s).isEmpty());
        QCOMPARE(QFile(file).permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup),
                 QFile::Permissions());
        QVERIFY(WriteRecord(file).add({u"v3"_s, arn, me, at})); // by another process
        QCOMPARE(record.writer(u"v3"_s), me);
    }

    void brokenAndHalfWrittenLinesDoNotHideTheOthers()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"writes.jsonl"_s);
        QVERIFY(WriteRecord(path).add({u"v1"_s, arn, me, at}));
        QFile file(path);
        QVERIFY(file.open(QIODevice::Append));
        file.write("nonsense\n{\"version\":\"v2\",\"by\":\"x\"}\n{\"version\":\"v3\"");
        file.close();
        const WriteRecord record(path);
        QCOMPARE(record.writer(u"v1"_s), me);
        QCOMPARE(record.writer(u"v2"_s), u"x"_s);
        QVERIFY(record.writer(u"v3"_s).isEmpty());
    }

    void withoutAFileItLastsAsLongAsTheProgram()
    {
        WriteRecord record;
        QVERIFY(record.add({u"v1"_s, arn, me, at}));
        QCOMPARE(record.writer(u"v1"_s), me);
    }

    void aFolderThatCannotBeMadeIsNoSuccess()
    {
        QTemporaryDir folder;
        QFile inTheWay(folder.filePath(u"state"_s));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        QVERIFY(!WriteRecord(folder.filePath(u"state/writes.jsonl"_s)).add({u"v1"_s, arn, me, at}));
    }
};

} // namespace write_record_test

KEYTURN_TEST(write_record, write_record_test::WriteRecordTest)
#include "write_record_test.moc"

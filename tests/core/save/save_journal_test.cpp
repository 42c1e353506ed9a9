#include "core/save/save_journal.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <sys/resource.h>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace save_journal_test {

namespace {

SaveJournal::Record sample()
{
    const QDateTime at(QDate(2026, 11, 21), QTime(14, 5, 22, 7), Qt::UTC);
    SaveJournal::Record record{u"3b1d"_s, u"123456789012"_s, u"us-east-1"_s, u"/my-erp/\"lwa\""_s, u"arn:x"_s, at, {}};
    record.parts.append({u"/my-erp/lwa/clientsecret"_s, 7, at.addDays(-3), true, 8});
    record.parts.append({u"/my-erp/refreshToken"_s, 2, at.addDays(-4), true, 0});
    return record;
}

//! No file of this process may grow beyond \p bytes while this lives: what a full disk is.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes)
    {
        m_handler = ::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        ::signal(SIGXFSZ, m_handler);
    }

private:
    rlimit m_before{};
    sighandler_t m_handler;
};

} // namespace

class SaveJournalTest : public QObject {
    Q_OBJECT

private slots:
    void keepsWhatIsUnderWayForTheNextProcess()
    {
        QTemporaryDir home;
        const QString folder = home.filePath(u"state/ops"_s);
        SaveJournal::Record record = sample();
        SaveJournal writer(folder);
        QVERIFY(writer.write(record));
        record.parts[1].written = 3;
        QVERIFY(writer.write(record));
        const QList<SaveJournal::Record> found = SaveJournal(folder).records();
        QCOMPARE(found.size(), 1);
        const SaveJournal::Record &read = found.constFirst();
        QCOMPARE(read.id, record.id);
        QCOMPARE(read.account, record.account);
        QCOMPARE(read.region, record.region);
        QCOMPARE(read.entry, record.entry);
        QCOMPARE(read.by, record.by);
        QCOMPARE(read.at, record.at);
        QCOMPARE(read.parts.size(), 2);
        QCOMPARE(read.parts.at(0).name, record.parts.at(0).name);
        QCOMPARE(read.parts.at(0).read, 7);
        QCOMPARE(read.parts.at(0).readDate, record.parts.at(0).readDate);
        QVERIFY(read.parts.at(0).sent);
        QCOMPARE(read.parts.at(0).written, 8);
        QCOMPARE(read.parts.at(1).written, 3);
        writer.remove(record.id);
        QVERIFY(QDir(folder).entryList(QDir::Files).isEmpty());
    }

    void onlyTheUserMayLookAtIt()
    {
        QTemporaryDir home;
        const QString folder = home.filePath(u"ops"_s);
        SaveJournal journal(folder);
        QVERIFY(journal.write(sample()));
        const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup
                            | QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
        QVERIFY(!(QFileInfo(folder).permissions() & others));
        QVERIFY(!(QFileInfo(folder + u"/3b1d.json"_s).permissions() & (others | QFileDevice::ExeOwner)));
    }

    void aFullDiskLeavesWhatWasThere()
    {
        QTemporaryDir home;
        const QString folder = home.filePath(u"ops"_s);
        SaveJournal journal(folder);
        QVERIFY(journal.write(sample()));
        SaveJournal::Record longer = sample();
        for (int i = 0; i < 50; ++i)
            longer.parts.append(longer.parts.constFirst());
        Result<> refused;
        {
            const FullDisk full(512);
            refused = journal.write(longer);
        }
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, u"journal"_s);
        QCOMPARE(refused.error().kind, ErrorKind::Io);
        QVERIFY(!refused.error().detail.isEmpty());
        QCOMPARE(SaveJournal(folder).records().constFirst().parts.size(), 2);
        QCOMPARE(QDir(folder).entryList({u"3b1d*"_s}, QDir::Files).size(), 2); // the record and its lock
    }

    void aFolderThatCannotBeMadeIsAnError()
    {
        QTemporaryDir home;
        QFile file(home.filePath(u"ops"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(SaveJournal(file.fileName()).write(sample()).error().code, u"journal"_s);
    }

    void whatRunsIsNotTakenByAnybodyElse()
    {
        QTemporaryDir home;
        SaveJournal writer(home.path());
        QVERIFY(writer.write(sample()));
        SaveJournal other(home.path());
        QVERIFY(!other.take(u"3b1d"_s));
        QVERIFY(!writer.take(u"3b1d"_s));
        writer.release(u"3b1d"_s);
        QVERIFY(other.take(u"3b1d"_s));
        QVERIFY(!writer.take(u"3b1d"_s));
    }

    void whatCannotBeReadIsLeftAlone()
    {
        QTemporaryDir home;
        for (const QByteArray &text :
             {QByteArray("{"), QByteArray("[]"), QByteArray(R"({"id":"other","parts":[{}]})")}) {
            QFile file(home.filePath(u"broken.json"_s));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(text);
            file.close();
            QVERIFY(SaveJournal(home.path()).records().isEmpty());
            QCOMPARE(SaveJournal(home.path()).unreadable(), QStringList(u"broken.json"_s));
            QVERIFY(file.exists());
        }
    }

    void aRecordThatIsTooLongIsNeitherReadNorWritten()
    {
        QTemporaryDir home;
        SaveJournal journal(home.path());
        QVERIFY(journal.write(sample()));
        QFile file(home.filePath(u"3b1d.json"_s));
        QVERIFY(file.open(QIODevice::Append));
        file.write(QByteArray(1024 * 1024, ' '));
        file.close();
        QVERIFY(journal.records().isEmpty());
        SaveJournal::Record longest = sample();
        while (longest.parts.size() < 10'000)
            longest.parts.append(longest.parts.constFirst());
        QCOMPARE(journal.write(longest).error().code, u"journal"_s);
    }

    void nothingIsNotedWhereSomebodyElseCouldReadOrPlantIt()
    {
        QTemporaryDir home;
        QVERIFY(QDir(home.path()).mkdir(u"theirs"_s));
        QVERIFY(SaveJournal(home.filePath(u"theirs"_s)).write(sample()));
        QVERIFY(QFile::link(home.filePath(u"theirs"_s), home.filePath(u"ops"_s)));
        SaveJournal journal(home.filePath(u"ops"_s));
        const Result<> refused = journal.write(sample());
        QCOMPARE(refused.error().code, u"journal"_s);
        QVERIFY2(refused.error().detail.contains(u"symbolic link"_s), qPrintable(refused.error().detail));
        QVERIFY(journal.records().isEmpty());
    }

    void withoutAFolderNothingIsKeptAndNothingRefused()
    {
        SaveJournal journal;
        QVERIFY(journal.write(sample()));
        QVERIFY(journal.records().isEmpty());
        journal.remove(u"3b1d"_s);
    }
};

} // namespace save_journal_test

KEYTURN_TEST(save_journal, save_journal_test::SaveJournalTest)
#include "save_journal_test.moc"

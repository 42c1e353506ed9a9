#include "core/rotation/refresh_journal.h"
#include "core/rotation/unfinished_refresh.h"
#include "tests/core/rotation/refresh_bench.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace refresh_journal_test {

namespace {

const QByteArray rawAnswer("\xEF\xBB\xBF{\"access_token\":\"a\",\r\n\0\"refresh_token\":\"R2-canary", 50);

RefreshMarker sampleMarker()
{
    RefreshMarker marker;
    marker.entry = {Store::SecretsManager, u"123456789012"_s, u"us-east-1"_s, u"voice/\"prod\""_s};
    marker.arn = u"arn:aws:secretsmanager:us-east-1:123456789012:secret:voice-AbCdEf"_s;
    marker.operation = u"3b1d0f0e-7d5c-4c55-9a0c-0c6f3f2b8a11"_s;
    marker.base = u"v0"_s;
    marker.token = u"v1"_s;
    marker.host = u"login.mypurecloud.com"_s;
    marker.provider = u"Genesys Cloud"_s;
    marker.at = QDateTime(QDate(2026, 11, 21), QTime(14, 5, 22, 7), Qt::UTC);
    return marker;
}

TokenAnswer sampleAnswer()
{
    TokenAnswer answer;
    answer.status = 200;
    answer.host = u"127.0.0.1:4599"_s;
    answer.requestId = u"r-1"_s;
    answer.body = SecretString(QByteArrayView(rawAnswer));
    answer.isWhole = false;
    answer.receivedAt = QDateTime(QDate(2026, 11, 21), QTime(14, 5, 23, 8), Qt::UTC);
    return answer;
}

//! Says that it has written, and has not: what KWallet did.
class ForgetfulKeychain final : public Keychain {
public:
    Task<KeychainState> state() override { co_return KeychainState::Ready; }
    Task<Result<>> unlock() override { co_return Result<>(); }
    Task<Result<std::optional<SecretString>>> read(QString) override
    {
        co_return Result<std::optional<SecretString>>(std::optional<SecretString>());
    }
    Task<Result<>> write(QString, SecretString) override
    {
        co_return Result<>(
            Error{ErrorKind::Keychain, Refusal::Failed, u"what was read back is not what was written"_s});
    }
    Task<Result<>> remove(QString) override { co_return Result<>(); }
};

} // namespace

class RefreshJournalTest : public QObject {
    Q_OBJECT

    static Result<> done(const std::optional<Result<>> &result)
    {
        return result ? *result : Result<>(Error{ErrorKind::Timeout, u"test"_s, {}});
    }

private slots:
    void keepsEveryByteOfAnAnswerInTheKeychainAndNoneInTheFile()
    {
        QTemporaryDir folder;
        MemoryKeychain keychain;
        const RefreshJournal journal(folder.filePath(u"ops"_s), folder.path(), &keychain);
        RefreshMarker marker = sampleMarker();
        const SecretString used(QByteArrayView("R1-canary"));
        QVERIFY(done(run(journal.begin(marker, used))));
        marker.state = RefreshMarker::State::Answered;
        marker.sends = 1;
        marker.sentAt = marker.at.addSecs(1);
        QVERIFY(done(run(journal.keep(marker, used, sampleAnswer()))));

        const RefreshJournal later(folder.filePath(u"ops"_s), folder.path(), &keychain);
        QCOMPARE(later.markers().size(), 1);
        const RefreshMarker read = later.markers().first();
        QCOMPARE(read.text(), marker.text());
        QCOMPARE(read.entry, marker.entry);
        QCOMPARE(read.sentAt, marker.sentAt);
        QCOMPARE(read.state, RefreshMarker::State::Answered);
        const auto item = run(later.item(marker.key()));
        QVERIFY(item && *item && (*item)->has_value());
        const TokenAnswer &answer = *(**item)->answer;
        QCOMPARE(answer.body.bytes().toByteArray(), rawAnswer);
        QCOMPARE(answer.status, 200);
        QVERIFY(!answer.isWhole);
        QCOMPARE(answer.receivedAt, sampleAnswer().receivedAt);
        QCOMPARE(answer.host, sampleAnswer().host);
        QVERIFY((**item)->wasSent(used));
        QVERIFY(!(**item)->wasSent(SecretString(QByteArrayView("R2-canary"))));
        QCOMPARE((**item)->marker.text(), marker.text()); // should the file be lost

        const QDir ops(folder.filePath(u"ops"_s));
        for (const QString &name : ops.entryList(QDir::Files | QDir::Hidden)) {
            QFile file(ops.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(!file.readAll().contains("canary"));
            QCOMPARE(QFileInfo(file).permissions() & 0x077, QFile::Permissions());
        }
        QCOMPARE(QFileInfo(ops.path()).permissions() & 0x077, QFile::Permissions());
        QVERIFY(done(run(later.end(marker))));
        QVERIFY(later.markers().isEmpty());
        QVERIFY(keychain.items.isEmpty());
        QCOMPARE(ops.entryList(QDir::Files | QDir::Hidden), QStringList());
    }

    void aBitThatFlippedIsNoticedWhereverItIs()
    {
        const QByteArray text = sampleMarker().text();
        for (qsizetype i = 0; i < text.size() * 8; ++i) {
            QByteArray bad = text;
            bad[i / 8] = char(bad.at(i / 8) ^ (1 << (i % 8)));
            QVERIFY2(!RefreshMarker::fromText(bad), qPrintable(QString::number(i)));
        }
        const JournalItem item{sampleMarker(), "used", sampleAnswer()};
        const QByteArray bytes = item.text().bytes().toByteArray();
        for (qsizetype i = 0; i < bytes.size() * 8; ++i) {
            QByteArray bad = bytes;
            bad[i / 8] = char(bad.at(i / 8) ^ (1 << (i % 8)));
            QVERIFY2(!JournalItem::fromText(SecretString(QByteArrayView(bad))), qPrintable(QString::number(i)));
        }
        for (qsizetype length = 0; length < bytes.size(); ++length)
            QVERIFY(!JournalItem::fromText(SecretString(QByteArrayView(bytes).first(length))));
    }

    void tellsOfADamagedFileAndTakesWhatTheKeychainKnows()
    {
        RefreshBench bench(RefreshBench::rotatingText, RefreshBench::rotatedAnswer);
        bench.failAfterTheAnswer(u"PutSecretValue"_s, ScriptedAws::Fault::Denied);
        QVERIFY(!bench.refresh());
        bench.aws.onCall = nullptr;
        bench.aws.mend();
        const QString name = u"ops/refresh-"_s + bench.journal->markers().first().key() + u".json"_s;
        QFile file(bench.folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"kind\":\"refresh\"}");
        file.close();
        QVERIFY(bench.journal->markers().isEmpty());
        QCOMPARE(bench.journal->unreadable(), QStringList{QFileInfo(name).fileName()});
        bench.connect();
        const Result<RefreshReceipt> receipt = bench.refresh();
        QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().detail));
        QCOMPARE(bench.tokenRequests(), 1);
        QVERIFY(bench.currentText().contains("r2"));
        QVERIFY(bench.journal->unreadable().isEmpty());
        QVERIFY(bench.isClean());
    }

    void asksNobodyWhereTheAnswerCouldNotBeKept_data()
    {
        QTest::addColumn<QString>("trouble");
        QTest::addColumn<QString>("code");
        QTest::newRow("locked") << u"locked"_s << u"locked"_s;
        QTest::newRow("absent") << u"absent"_s << u"absent"_s;
        QTest::newRow("hung") << u"hung"_s << u"hung"_s;
        QTest::newRow("written and not there") << u"forgetful"_s << u"failed"_s;
        QTest::newRow("a folder that is a link") << u"link"_s << u"journal"_s;
        QTest::newRow("a folder that cannot be made") << u"file"_s << u"journal"_s;
        QTest::newRow("none at all") << u"none"_s << u"no-journal"_s;
    }
    void asksNobodyWhereTheAnswerCouldNotBeKept()
    {
        QFETCH(QString, trouble);
        QFETCH(QString, code);
        RefreshBench bench(RefreshBench::rotatingText, RefreshBench::rotatedAnswer);
        const QString ops = bench.folder.filePath(u"ops"_s);
        ForgetfulKeychain forgetful;
        if (trouble == u"locked"_s)
            bench.keychain.now = KeychainState::Locked;
        else if (trouble == u"absent"_s)
            bench.keychain.now = KeychainState::Absent;
        else if (trouble == u"hung"_s)
            bench.keychain.now = KeychainState::Hung;
        else if (trouble == u"forgetful"_s)
            bench.connect(&forgetful);
        else if (trouble == u"link"_s)
            QVERIFY(QFile::link(u"/tmp"_s, ops));
        else if (trouble == u"file"_s)
            QVERIFY(QFile(ops).open(QIODevice::WriteOnly));
        if (trouble == u"none"_s) {
            bench.journal = std::make_unique<RefreshJournal>(QString(), bench.folder.path(), nullptr);
            bench.refresher = std::make_unique<TokenRefresher>(*bench.connection, *bench.journal);
        }
        const Result<RefreshReceipt> receipt = bench.refresh();
        QVERIFY(!receipt);
        QCOMPARE(receipt.error().code, code);
        QCOMPARE(bench.tokenRequests(), 0);
        QCOMPARE(bench.currentText(), RefreshBench::rotatingText);
        bench.keychain.now = KeychainState::Ready;
        QVERIFY(bench.isClean());
    }

    void doesWithoutAJournalWhereNoTokenCanBeLost()
    {
        RefreshBench bench;
        bench.journal = std::make_unique<RefreshJournal>(QString(), bench.folder.path(), nullptr);
        bench.refresher = std::make_unique<TokenRefresher>(*bench.connection, *bench.journal);
        QVERIFY(bench.refresh());
        QVERIFY(bench.currentText().contains("Atza|new"));
    }

    void everyStateLeadsToOneNextThing_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<int>("replay");
        QTest::addColumn<QString>("keychain");
        QTest::addColumn<int>("sends");
        QTest::addColumn<int>("minutes"); // since it was sent
        QTest::addColumn<int>("next");
        using State = RefreshMarker::State;
        using Replay = Provider::Replay;
        const auto row = [](const char *name, State state, Replay replay, const QString &keychain, RefreshNext next,
                            int sends = 1, int minutes = 1) {
            QTest::newRow(name) << int(state) << int(replay) << keychain << sends << minutes << int(next);
        };
        row("planned", State::Planned, Replay::Ask, u"item"_s, RefreshNext::Discard, 0);
        row("planned, nothing kept", State::Planned, Replay::Ask, u"empty"_s, RefreshNext::Discard, 0);
        row("planned, locked", State::Planned, Replay::Ask, u"locked"_s, RefreshNext::Discard, 0);
        row("sent, safe", State::Sent, Replay::Safe, u"item"_s, RefreshNext::AskAgain);
        row("sent, in the window", State::Sent, Replay::WithinLeeway, u"item"_s, RefreshNext::AskAgain);
        row("sent twice in the window", State::Sent, Replay::WithinLeeway, u"item"_s, RefreshNext::Decide, 2);
        row("sent, behind the window", State::Sent, Replay::WithinLeeway, u"item"_s, RefreshNext::Decide, 1, 11);
        row("sent, unknown", State::Sent, Replay::Ask, u"item"_s, RefreshNext::Decide);
        row("sent, nothing kept", State::Sent, Replay::Ask, u"empty"_s, RefreshNext::Decide);
        row("sent, locked", State::Sent, Replay::Safe, u"locked"_s, RefreshNext::Unlock);
        row("sent, and the answer is kept", State::Sent, Replay::Ask, u"answer"_s, RefreshNext::Store);
        row("answered", State::Answered, Replay::Ask, u"answer"_s, RefreshNext::Store);
        row("answered, locked", State::Answered, Replay::Ask, u"locked"_s, RefreshNext::Unlock);
        row("answered, the item is gone", State::Answered, Replay::Ask, u"empty"_s, RefreshNext::Decide);
        row("answered, another operation's item", State::Answered, Replay::Ask, u"other"_s, RefreshNext::Decide);
    }
    void everyStateLeadsToOneNextThing()
    {
        QFETCH(int, state);
        QFETCH(int, replay);
        QFETCH(QString, keychain);
        QFETCH(int, sends);
        QFETCH(int, minutes);
        QFETCH(int, next);
        RefreshMarker marker = sampleMarker();
        marker.state = RefreshMarker::State(state);
        marker.replay = Provider::Replay(replay);
        marker.sends = sends;
        marker.sentAt = marker.at;
        if (marker.replay == Provider::Replay::WithinLeeway)
            marker.replayUntil = marker.sentAt.addSecs(600);
        Result<std::optional<JournalItem>> item = std::optional<JournalItem>();
        if (keychain == u"locked"_s)
            item = Error{ErrorKind::Keychain, Refusal::Locked, {}};
        else if (keychain != u"empty"_s)
            item = std::optional(JournalItem{marker, "used", {}});
        if (keychain == u"answer"_s || keychain == u"other"_s)
            (*item)->answer = sampleAnswer();
        if (keychain == u"other"_s)
            (*item)->marker.operation = u"another"_s;
        QCOMPARE(int(nextOf(marker, item, marker.sentAt.addSecs(minutes * 60))), next);
    }
};

} // namespace refresh_journal_test

KEYTURN_TEST(refresh_journal, refresh_journal_test::RefreshJournalTest)
#include "refresh_journal_test.moc"

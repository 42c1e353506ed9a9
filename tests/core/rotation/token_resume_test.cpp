#include "tests/core/rotation/refresh_bench.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace token_resume_test {

namespace {

const QByteArray
    atlassianText("{\"client_id\":\"a\",\"client_secret\":\"b\",\"access_token\":\"old\",\"refresh_token\":"
                  "\"r1\",\"token_url\":\"https://auth.atlassian.com/oauth/token\"}");

//! Open when the program starts, and locked when the answer is there.
class LockedMeanwhile final : public Keychain {
public:
    explicit LockedMeanwhile(MemoryKeychain &inner) : m_inner(inner) {}
    Task<KeychainState> state() override { return m_inner.state(); }
    Task<Result<>> unlock() override { return m_inner.unlock(); }
    Task<Result<std::optional<SecretString>>> read(QString key) override { return m_inner.read(std::move(key)); }
    Task<Result<>> write(QString key, SecretString value) override
    {
        if (++m_writes == 2)
            m_inner.now = KeychainState::Locked;
        return m_inner.write(std::move(key), std::move(value));
    }
    Task<Result<>> remove(QString key) override { return m_inner.remove(std::move(key)); }

private:
    MemoryKeychain &m_inner;
    int m_writes = 0;
};

} // namespace

// What is done about a refresh that has begun and not ended.
class TokenResumeTest : public QObject {
    Q_OBJECT

    //! The request arrives, its answer does not.
    static void loseTheAnswer(RefreshBench &bench)
    {
        bench.aws.fail(u"token"_s, ScriptedAws::Fault::LostSent, 0);
        const Result<RefreshReceipt> receipt = bench.refresh();
        QVERIFY(!receipt);
        QCOMPARE(receipt.error().refusal, Refusal::AnswerLost);
        QCOMPARE(bench.tokenRequests(), 1);
        bench.aws.mend();
        bench.connect();
    }

private slots:
    void saysThatTheAnswerIsLostAndAsksBeforeItAsksAgain()
    {
        RefreshBench bench(RefreshBench::rotatingText, RefreshBench::rotatedAnswer);
        loseTheAnswer(bench);
        QCOMPARE(bench.refresh().error().refusal, Refusal::AnswerLost); // another click
        QCOMPARE(bench.refresher->unfinished()->next, RefreshNext::Decide);
        QCOMPARE(bench.goOn().error().refusal, Refusal::AnswerLost);
        QCOMPARE(bench.tokenRequests(), 1);
        QCOMPARE(bench.currentText(), RefreshBench::rotatingText);
        const Result<RefreshReceipt> again = bench.goOn(LostAnswer::AskAgain); // somebody has decided so
        QVERIFY2(again.has_value(), again ? "" : qPrintable(again.error().detail));
        QCOMPARE(bench.tokenRequests(), 2);
        QVERIFY(bench.currentText().contains("r2"));
        QVERIFY(bench.isClean());
    }

    void aSpentTokenThatIsAskedWithAgainLeadsToConsent()
    {
        RefreshBench bench(RefreshBench::rotatingText, RefreshBench::rotatedAnswer);
        loseTheAnswer(bench);
        bench.aws.tokenAnswer = "{\"error\":\"invalid_grant\"}";
        QCOMPARE(bench.goOn(LostAnswer::AskAgain).error().code, u"invalid_grant"_s);
        QVERIFY(bench.isClean());
        QCOMPARE(bench.currentText(), RefreshBench::rotatingText);
    }

    void aRefusalOfTheSecondRequestDoesNotEndTheFirst()
    {
        RefreshBench bench(RefreshBench::rotatingText, RefreshBench::rotatedAnswer);
        loseTheAnswer(bench);
        bench.aws.tokenAnswer = "{\"error\":\"slow_down\"}";
        QCOMPARE(bench.goOn(LostAnswer::AskAgain).error().refusal, Refusal::AnswerLost);
        QCOMPARE(bench.journal->markers().size(), 1);
    }

    void aTokenThatSomebodyStoredMeanwhileEndsIt()
    {
        RefreshBench bench(RefreshBench::rotatingText, RefreshBench::rotatedAnswer);
        loseTheAnswer(bench);
        bench.theySave(u"theirs"_s, QByteArray(RefreshBench::rotatingText).replace("r1", "consented"));
        const Result<RefreshReceipt> receipt = bench.goOn();
        QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().detail));
        QVERIFY(receipt->takenOver);
        QCOMPARE(bench.tokenRequests(), 1);
        QVERIFY(bench.isClean());
    }

    void anotherKeyThatSomebodyChangedDoesNot()
    {
        RefreshBench bench(RefreshBench::rotatingText, RefreshBench::rotatedAnswer);
        loseTheAnswer(bench);
        bench.theySave(u"theirs"_s, QByteArray(RefreshBench::rotatingText).replace("old", "else"));
        QCOMPARE(bench.goOn().error().refusal, Refusal::AnswerLost);
        bench.keychain.items.clear(); // the fingerprint is gone: the version that was read tells as much
        QCOMPARE(bench.goOn().error().refusal, Refusal::AnswerLost);
    }

    void lwaIsAskedAgain()
    {
        RefreshBench bench;
        loseTheAnswer(bench);
        QVERIFY(bench.isClean()); // nothing can have been lost
        const Result<RefreshReceipt> receipt = bench.refresh();
        QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().detail));
        QCOMPARE(bench.tokenRequests(), 2);
    }

    void aKnownLeewayAllowsOneMoreRequestWithinIt_data()
    {
        QTest::addColumn<int>("seconds");
        QTest::addColumn<bool>("isAsked");
        QTest::newRow("at once") << 1 << true;
        QTest::newRow("just within") << 599 << true;
        QTest::newRow("behind") << 600 << false;
    }
    void aKnownLeewayAllowsOneMoreRequestWithinIt()
    {
        QFETCH(int, seconds);
        QFETCH(bool, isAsked);
        RefreshBench bench(atlassianText, RefreshBench::rotatedAnswer);
        loseTheAnswer(bench);
        const RefreshMarker marker = bench.journal->markers().first();
        QCOMPARE(marker.replayUntil, bench.clock.now.addSecs(600));
        bench.clock.advance(std::chrono::seconds(seconds));
        if (!isAsked) {
            QCOMPARE(bench.goOn().error().refusal, Refusal::AnswerLost);
            QCOMPARE(bench.tokenRequests(), 1);
            return;
        }
        bench.aws.fail(u"token"_s, ScriptedAws::Fault::LostSent, 0); // lost once more
        QCOMPARE(bench.goOn().error().refusal, Refusal::AnswerLost);
        QCOMPARE(bench.tokenRequests(), 2);
        bench.aws.mend();
        QCOMPARE(bench.goOn().error().refusal, Refusal::AnswerLost); // that was the one
        QCOMPARE(bench.tokenRequests(), 2);
    }

    void theLeewayBringsTheTokens()
    {
        RefreshBench bench(atlassianText, RefreshBench::rotatedAnswer);
        loseTheAnswer(bench);
        bench.clock.advance(std::chrono::seconds(30));
        QVERIFY(bench.goOn());
        QVERIFY(bench.currentText().contains("r2"));
        QVERIFY(bench.isClean());
    }

    void keepsWhatCameOfAnAnswerNobodyUnderstands()
    {
        RefreshBench bench(RefreshBench::rotatingText, "<html>{\"refresh_token\":\"canary\"}");
        QCOMPARE(bench.refresh().error().refusal, Refusal::AnswerLost);
        QCOMPARE(bench.keychain.items.size(), 1);
        QVERIFY(bench.keychain.items.cbegin()->bytes().contains("canary"));
        QCOMPARE(bench.currentText(), RefreshBench::rotatingText);
        bench.connect();
        QCOMPARE(bench.goOn().error().refusal, Refusal::AnswerLost);
        QVERIFY(bench.keychain.items.cbegin()->bytes().contains("canary"));
        QVERIFY(bench.goOn(LostAnswer::Forget)->discarded);
        QVERIFY(bench.isClean());
    }

    void goesOnFromTheKeychainEvenIfTheFileSaysLess()
    {
        RefreshBench bench(RefreshBench::rotatingText, RefreshBench::rotatedAnswer);
        bench.failAfterTheAnswer(u"PutSecretValue"_s, ScriptedAws::Fault::Denied);
        QVERIFY(!bench.refresh());
        bench.aws.onCall = nullptr;
        bench.aws.mend();
        RefreshMarker marker = bench.journal->markers().first();
        marker.state = RefreshMarker::State::Sent; // a power cut took the last file away
        QVERIFY(bench.journal->note(marker));
        bench.connect();
        const Result<RefreshReceipt> receipt = bench.goOn();
        QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().detail));
        QVERIFY(bench.currentText().contains("r2"));
        QCOMPARE(bench.tokenRequests(), 1);
        QVERIFY(bench.isClean());
    }

    void takesTheVersionThatIsStagedWhereTheKeychainHasForgotten()
    {
        RefreshBench bench(RefreshBench::rotatingText, RefreshBench::rotatedAnswer);
        bool isAnswered = false;
        bench.aws.onCall = [&](const QString &operation) {
            isAnswered = isAnswered || operation == u"token"_s;
            if (isAnswered && operation == u"UpdateSecretVersionStage"_s) { // staged, and no further
                bench.aws.fail(u"UpdateSecretVersionStage"_s, ScriptedAws::Fault::Lost, 0);
                bench.aws.fail(u"DescribeSecret"_s, ScriptedAws::Fault::Lost, 0);
            }
        };
        QVERIFY(!bench.refresh());
        bench.aws.onCall = nullptr;
        bench.aws.mend();
        bench.keychain.items.clear();
        bench.connect();
        const Result<RefreshReceipt> receipt = bench.goOn();
        QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().detail));
        QVERIFY(bench.currentText().contains("r2"));
        QVERIFY(bench.aws.secrets[RefreshBench::arn].labels.isEmpty());
        QCOMPARE(bench.tokenRequests(), 1);
        QVERIFY(bench.isClean());
    }

    void writesEvenIfTheKeychainWasLockedMeanwhile()
    {
        RefreshBench bench(RefreshBench::rotatingText, RefreshBench::rotatedAnswer);
        LockedMeanwhile keychain(bench.keychain);
        bench.connect(&keychain);
        bench.failAfterTheAnswer(u"PutSecretValue"_s, ScriptedAws::Fault::Denied);
        QVERIFY(!bench.refresh());
        QVERIFY(bench.refresher->holdsTokens()); // here, and here only
        QVERIFY(bench.refresher->unfinished());
        bench.aws.onCall = nullptr;
        bench.aws.mend();
        const Result<RefreshReceipt> receipt = bench.resume(bench.refresher->unfinished()->marker);
        QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().detail));
        QVERIFY(!bench.refresher->holdsTokens());
        QVERIFY(bench.currentText().contains("r2"));
        bench.keychain.now = KeychainState::Ready;
        QVERIFY(bench.goOn()); // the file stayed, and tells that nothing is left to do
        QVERIFY(bench.isClean());
        QCOMPARE(bench.tokenRequests(), 1);
    }

    void aLockedKeychainIsNotTakenForAnEmptyOne()
    {
        RefreshBench bench(RefreshBench::rotatingText, RefreshBench::rotatedAnswer);
        bench.failAfterTheAnswer(u"PutSecretValue"_s, ScriptedAws::Fault::Denied);
        QVERIFY(!bench.refresh());
        bench.aws.onCall = nullptr;
        bench.aws.mend();
        bench.keychain.now = KeychainState::Locked;
        bench.connect();
        QCOMPARE(bench.journal->markers().size(), 1); // told even so
        QCOMPARE(bench.goOn().error().code, u"locked"_s);
        QCOMPARE(bench.refresher->unfinished()->next, RefreshNext::Unlock);
        QCOMPARE(bench.refresh().error().code, u"locked"_s);
        QCOMPARE(bench.tokenRequests(), 1);
        bench.keychain.now = KeychainState::Ready;
        QVERIFY(bench.goOn());
        QVERIFY(bench.currentText().contains("r2"));
    }

    void writesParametersTokenFirstAndForwardOnly()
    {
        RefreshBench bench;
        const QJsonObject metadata{{"Type", "SecureString"}, {"Tier", "Standard"}};
        const QString token = u"/voice/refreshToken"_s;
        const QString access = u"/voice/accessToken"_s;
        bench.aws.parameters.insert(u"/voice/clientid"_s, {"id", 1, metadata});
        bench.aws.parameters.insert(u"/voice/clientsecret"_s, {"cs", 1, metadata});
        bench.aws.parameters.insert(token, {"r1", 1, metadata});
        bench.aws.parameters.insert(access, {"old", 1, metadata});
        Entry group;
        group.id = {Store::ParameterStore, u"123456789012"_s, u"us-east-1"_s, u"/voice"_s};
        EntryContent content;
        content.entry = group;
        for (const QString &name : bench.aws.parameters.keys()) {
            ParameterMetadata parameter;
            parameter.name = name;
            parameter.version = 1;
            content.entry.parameters.append(parameter);
            EntryField field;
            field.key = name;
            field.role = name == access ? KeyRole::AccessToken : parameterRole(name);
            field.value = SecretString(QByteArrayView(bench.aws.parameters[name].value));
            content.fields.append(field);
            content.keyMap.roles.insert(name, field.role);
        }
        RefreshOperation operation;
        operation.content = content;
        operation.tokens.accessToken = SecretString(QByteArrayView("new"));
        operation.tokens.refreshToken = SecretString(QByteArrayView("r2"));
        operation.tokens.refreshTokenRotated = true;
        const TokenWrite write(*bench.connection, *bench.journal);
        bench.aws.fail(u"PutParameter"_s, ScriptedAws::Fault::Denied, 2);
        RefreshOperation *const running = &operation;
        const auto failed = run(write.run(running));
        QVERIFY(failed && !*failed);
        QCOMPARE(bench.aws.parameters[token].value, QByteArray("r2")); // the pair works, and is not put back
        QCOMPARE(bench.aws.parameters[access].value, QByteArray("old"));
        const auto done = run(write.run(running));
        QVERIFY(done && *done);
        QCOMPARE(bench.aws.parameters[access].value, QByteArray("new"));
        QCOMPARE(bench.aws.parameters[token].version, 2);
        QCOMPARE(bench.aws.parameters[access].version, 2);
    }
};

} // namespace token_resume_test

KEYTURN_TEST(token_resume, token_resume_test::TokenResumeTest)
#include "token_resume_test.moc"

#include "core/read/entry_store.h"
#include "tests/core/rotation/refresh_bench.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace token_refresher_test {

namespace {

const QString arn = RefreshBench::arn;
const QByteArray
    skillText("{\"api-access-token\":\"Atza|old\",\"x\":[1.10,{\"k\":\"\\u00e9\"}],\"lwa-refresh-token\":\"Atzr|1\","
              "\"lwa-client-id\":\"amzn1.x\",\"lwa-client-secret\":\"s1\",\"lwa-auth-scope\":\"a b\",\"lwa-auth-url\":"
              "\"https:\\/\\/api.amazon.com\\/auth\\/O2\\/token\"}");
const QByteArray newToken("{\"access_token\":\"Atza|new\",\"token_type\":\"bearer\",\"expires_in\":3600}");
const QByteArray bothTokens("{\"access_token\":\"Atza|new\",\"token_type\":\"bearer\",\"refresh_token\":\"Atzr|2\"}");

struct Bench : RefreshBench {
    explicit Bench(const QByteArray &text = skillText) : RefreshBench(text, newToken) {}
};

} // namespace

class TokenRefresherTest : public QObject {
    Q_OBJECT

private slots:
    void changesTheAccessTokenAndNoOtherByte()
    {
        Bench bench;
        const Result<RefreshReceipt> receipt = bench.refresh();
        QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().detail));
        QVERIFY(receipt->writtenBack);
        QVERIFY(!receipt->refreshTokenRotated);
        QCOMPARE(receipt->expiresAt, bench.clock.now.addSecs(3600));
        QCOMPARE(receipt->versionId, bench.aws.secrets[arn].current);
        QCOMPARE(bench.aws.secrets[arn].previous, u"v1"_s);
        QCOMPARE(bench.currentText(), QByteArray(skillText).replace("Atza|old", "Atza|new"));
        QCOMPARE(bench.tokenRequests(), 1);
        QCOMPARE(bench.steps,
                 (QList<RefreshStep>{RefreshStep::ReadSecret, RefreshStep::ProveWriting, RefreshStep::AskProvider,
                                     RefreshStep::WriteBack, RefreshStep::Check, RefreshStep::Done}));
        QVERIFY(!bench.refresher->unfinished());
        QVERIFY(bench.isClean());
        QVERIFY(bench.aws.secrets[arn].labels.isEmpty());
        QVERIFY(bench.aws.secrets[arn].tags.isEmpty()); // the client secret is as old as before
    }

    void storesARotatedRefreshTokenToo()
    {
        Bench bench;
        bench.aws.tokenAnswer = bothTokens;
        const Result<RefreshReceipt> receipt = bench.refresh();
        QVERIFY(receipt.has_value());
        QVERIFY(receipt->refreshTokenRotated);
        QCOMPARE(bench.currentText(),
                 QByteArray(skillText).replace("Atza|old", "Atza|new").replace("Atzr|1", "Atzr|2"));
    }

    void testsALayoutThatHoldsNoAccessTokenAndWritesNothing()
    {
        const QByteArray cli = QByteArray(skillText).replace("\"api-access-token\":\"Atza|old\",", "");
        Bench bench(cli);
        const Result<RefreshReceipt> receipt = bench.refresh();
        QVERIFY(receipt.has_value());
        QVERIFY(!receipt->writtenBack);
        QVERIFY(receipt->versionId.isEmpty());
        QCOMPARE(receipt->expiresAt, bench.clock.now.addSecs(3600));
        QVERIFY(!bench.aws.calls().contains(u"PutSecretValue"_s));

        bench.aws.tokenAnswer = bothTokens;
        QVERIFY(bench.refresh()->writtenBack);
        QCOMPARE(bench.currentText(), QByteArray(cli).replace("Atzr|1", "Atzr|2"));
    }

    void testsTheParametersOfSpApiWithTheRightOnesInTheRightPlaces()
    {
        Bench bench;
        const QJsonObject metadata{{"Type", "SecureString"}, {"Tier", "Advanced"}};
        bench.aws.parameters.insert(u"/my-erp/lwa/cliensecret"_s, {"the-secret", 1, metadata}); // spelt as in the seed
        bench.aws.parameters.insert(u"/my-erp/lwa/clientidentifier"_s, {"the-id", 1, metadata});
        bench.aws.parameters.insert(u"/my-erp/refreshToken"_s, {"the-token", 1, metadata});
        const EntryStore store(*bench.connection);
        const std::optional<Result<Entry>> group = run(store.find(u"/my-erp/lwa"_s));
        QVERIFY(group && *group);
        const Result<RefreshReceipt> receipt = bench.refresh(**group);
        QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().detail));
        QVERIFY(!receipt->writtenBack);
        QVERIFY(!bench.aws.calls().contains(u"PutParameter"_s));

        bench.aws.tokenAnswer = "{\"access_token\":\"a\",\"token_type\":\"bearer\",\"refresh_token\":\"the-next\"}";
        QVERIFY(bench.refresh(**group)->writtenBack);
        QCOMPARE(bench.aws.parameters[u"/my-erp/refreshToken"_s].value, QByteArray("the-next"));
        QCOMPARE(bench.aws.parameters[u"/my-erp/lwa/cliensecret"_s].value, QByteArray("the-secret"));
    }

    void changesNothingWhenTheProviderRefuses()
    {
        Bench bench;
        bench.aws.tokenAnswer = "{\"error\":\"invalid_grant\",\"error_description\":\"gone\"}";
        const Result<RefreshReceipt> receipt = bench.refresh();
        QCOMPARE(receipt.error().code, u"invalid_grant"_s);
        QCOMPARE(bench.currentText(), skillText);
        QVERIFY(!bench.refresher->unfinished());
        QVERIFY(bench.isClean());
    }

    void aWithdrawnTokenThatSomebodyHasReplacedIsNoReasonToAskForConsent()
    {
        Bench bench;
        const QByteArray theirs = QByteArray(skillText).replace("Atzr|1", "Atzr|theirs").replace("Atza|old", "Atza|t");
        bench.aws.tokenAnswer = "{\"error\":\"invalid_grant\"}";
        bench.aws.onCall = [&bench, theirs](const QString &operation) {
            if (operation == u"token"_s)
                bench.theySave(u"theirs"_s, theirs);
        };
        const Result<RefreshReceipt> receipt = bench.refresh();
        QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().detail));
        QVERIFY(receipt->takenOver);
        QCOMPARE(receipt->versionId, u"theirs"_s);
        QCOMPARE(bench.currentText(), theirs);
        QCOMPARE(bench.tokenRequests(), 1);
        QVERIFY(bench.isClean());
    }

    void keepsTheTokensInTheKeychainWhenTheWriteFailsAndSavesThemLater()
    {
        Bench bench;
        bench.aws.tokenAnswer = bothTokens;
        bench.failAfterTheAnswer(u"PutSecretValue"_s, ScriptedAws::Fault::Denied);
        const Result<RefreshReceipt> failed = bench.refresh();
        QCOMPARE(failed.error().kind, ErrorKind::AccessDenied);
        QVERIFY(bench.refresher->unfinished());
        QCOMPARE(bench.refresher->unfinished()->next, RefreshNext::Store);
        QCOMPARE(bench.journal->markers().size(), 1);
        QCOMPARE(bench.keychain.items.size(), 1);
        QVERIFY(bench.keychain.items.cbegin()->bytes().contains("Atzr|2"));

        QCOMPARE(bench.refresh().error().kind, ErrorKind::AccessDenied); // the old one first, before another request
        QCOMPARE(bench.tokenRequests(), 1);
        bench.connect(); // another process
        bench.aws.onCall = nullptr;
        bench.aws.mend();
        const Result<RefreshReceipt> saved = bench.goOn();
        QVERIFY2(saved.has_value(), saved ? "" : qPrintable(saved.error().detail));
        QVERIFY(bench.isClean());
        QCOMPARE(bench.currentText(),
                 QByteArray(skillText).replace("Atza|old", "Atza|new").replace("Atzr|1", "Atzr|2"));
        QCOMPARE(bench.tokenRequests(), 1);
    }

    void findsItsOwnWriteAgainWhenOnlyTheAnswersWereLost()
    {
        Bench bench;
        bool isAnswered = false;
        bench.aws.onCall = [&](const QString &operation) {
            isAnswered = isAnswered || operation == u"token"_s;
            if (operation != u"PutSecretValue"_s || !isAnswered)
                return;
            bench.aws.fail(u"PutSecretValue"_s, ScriptedAws::Fault::LostSent, 0);
            bench.aws.fail(u"DescribeSecret"_s, ScriptedAws::Fault::Lost, 0);
        };
        QVERIFY(!bench.refresh());
        QVERIFY(bench.refresher->unfinished());
        bench.aws.onCall = nullptr;
        bench.aws.mend();
        const Result<RefreshReceipt> saved = bench.goOn();
        QVERIFY2(saved.has_value(), saved ? "" : qPrintable(saved.error().detail));
        QCOMPARE(saved->versionId, bench.aws.secrets[arn].current);
        QCOMPARE(bench.aws.secrets[arn].versions.size(), 2);
        QVERIFY(bench.aws.secrets[arn].labels.isEmpty());
        QVERIFY(bench.isClean());
    }

    void putsTheTokenOntoAnEditMadeWhileTheProviderWasAsked()
    {
        Bench bench;
        const QByteArray theirs = QByteArray(skillText).replace("\"a b\"", "\"a b c\"");
        bench.aws.onCall = [&bench, theirs](const QString &operation) {
            if (operation == u"token"_s)
                bench.theySave(u"theirs"_s, theirs);
        };
        const Result<RefreshReceipt> receipt = bench.refresh();
        QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().detail));
        QCOMPARE(bench.currentText(), QByteArray(theirs).replace("Atza|old", "Atza|new"));
        QCOMPARE(bench.aws.secrets[arn].previous, u"theirs"_s);
        QCOMPARE(bench.tokenRequests(), 1);
    }

    void putsTheTokenOntoEditsMadeWhileItIsStored()
    {
        Bench bench;
        bench.aws.tokenAnswer = bothTokens;
        int saves = -1;                                    // the first one is the trial
        bench.aws.onCall = [&](const QString &operation) { // after the look, before the label moves
            if (operation == u"PutSecretValue"_s && ++saves > 0 && saves <= 3)
                bench.theySave(u"theirs-%1"_s.arg(saves),
                               QByteArray(skillText).replace("\"a b\"", "\"" + QByteArray::number(saves) + '"'));
        };
        const Result<RefreshReceipt> receipt = bench.refresh();
        QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().detail));
        QCOMPARE(bench.currentText(), QByteArray(skillText)
                                          .replace("\"a b\"", "\"3\"")
                                          .replace("Atza|old", "Atza|new")
                                          .replace("Atzr|1", "Atzr|2"));
        QCOMPARE(bench.aws.secrets[arn].previous, u"theirs-3"_s);
        QVERIFY(bench.aws.secrets[arn].labels.isEmpty());
        QCOMPARE(bench.tokenRequests(), 1);
    }

    void keepsTheTokensWhenSomebodyStoredAnotherAccessToken()
    {
        Bench bench;
        const QByteArray theirs = QByteArray(skillText).replace("Atza|old", "Atza|theirs");
        bench.aws.onCall = [&bench, theirs](const QString &operation) {
            if (operation == u"token"_s)
                bench.theySave(u"theirs"_s, theirs);
        };
        QCOMPARE(bench.refresh().error().kind, ErrorKind::Conflict);
        QCOMPARE(bench.currentText(), theirs);
        QVERIFY(bench.refresher->unfinished());
        const Result<RefreshReceipt> saved = bench.goOn(); // asked for: the refresh token is the same
        QVERIFY2(saved.has_value(), saved ? "" : qPrintable(saved.error().detail));
        QCOMPARE(bench.currentText(), QByteArray(theirs).replace("Atza|theirs", "Atza|new"));
        QCOMPARE(bench.aws.secrets[arn].previous, u"theirs"_s);
        QVERIFY(bench.aws.secrets[arn].labels.isEmpty());
    }

    void doesNotMergeOntoAnotherRefreshToken()
    {
        Bench bench;
        bench.aws.tokenAnswer = bothTokens;
        const QByteArray theirs = QByteArray(skillText).replace("Atzr|1", "Atzr|theirs");
        bench.aws.onCall = [&bench, theirs](const QString &operation) {
            if (operation == u"token"_s)
                bench.theySave(u"theirs"_s, theirs);
        };
        QVERIFY(!bench.refresh());
        QCOMPARE(bench.goOn().error().code, u"changed-elsewhere"_s);
        QCOMPARE(bench.currentText(), theirs);
        QCOMPARE(bench.refresher->unfinished()->next, RefreshNext::Decide);
        QVERIFY(!bench.isClean());
        QVERIFY(bench.goOn(LostAnswer::Forget)->discarded); // somebody has looked
        QVERIFY(bench.isClean());
        QCOMPARE(bench.currentText(), theirs);
    }

    void theSecondOfTwoWaitsAndTakesTheResultOfTheFirst()
    {
        Bench bench;
        TokenRefresher other(*bench.connection, *bench.journal);
        std::optional<Result<RefreshReceipt>> first;
        std::optional<Result<RefreshReceipt>> second;
        TaskScope scope;
        scope.launch(bench.refresher->refresh(bench.entry()), [&first](auto result) { first.emplace(result); });
        scope.launch(other.refresh(bench.entry()), [&second](auto result) { second.emplace(result); });
        QVERIFY(QTest::qWaitFor([&] { return first && second; }, 10000));
        QVERIFY(first->has_value());
        QVERIFY2(second->has_value(), *second ? "" : qPrintable(second->error().detail));
        QVERIFY(!(*first)->takenOver);
        QVERIFY((*second)->takenOver);
        QCOMPARE((*second)->versionId, (*first)->versionId);
        QCOMPARE((*second)->expiresAt, (*first)->expiresAt);
        QCOMPARE(bench.tokenRequests(), 1);
        QVERIFY(!bench.refresh()->takenOver); // a click after it is another click
        QCOMPARE(bench.tokenRequests(), 2);
    }

    void refreshesAProviderThatSpendsItsTokens()
    {
        Bench bench(RefreshBench::rotatingText);
        bench.aws.tokenAnswer = RefreshBench::rotatedAnswer;
        const Result<RefreshReceipt> receipt = bench.refresh();
        QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().detail));
        QVERIFY(receipt->refreshTokenRotated);
        QCOMPARE(bench.currentText(), QByteArray(RefreshBench::rotatingText).replace("old", "new").replace("r1", "r2"));
        QCOMPARE(bench.aws.secrets[arn].previous, u"v1"_s);
        QVERIFY(bench.aws.secrets[arn].labels.isEmpty());
        QVERIFY(bench.isClean());
    }

    void asksNobodyWhenItCannotWork_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        QTest::newRow("raw") << QByteArray("hunter2") << u"raw"_s;
        QTest::newRow("plain") << QByteArray("{\"a\":\"b\"}") << u"no-refresh-token"_s;
        QTest::newRow("Upwork, whose client is elsewhere")
            << QByteArray("{\"accessToken\":\"a\",\"refreshToken\":\"b\",\"expiresAt\":1}") << u"no-client-id"_s;
        QTest::newRow("empty token") << QByteArray(skillText).replace("Atzr|1", "") << u"no-refresh-token"_s;
        QTest::newRow("empty id") << QByteArray(skillText).replace("amzn1.x", "") << u"no-client-id"_s;
        QTest::newRow("empty secret") << QByteArray(skillText).replace("s1", "") << u"no-client-secret"_s;
        QTest::newRow("hostile host") << QByteArray(skillText).replace("api.amazon.com", "evil.example")
                                      << u"token-url-consent"_s;
        QTest::newRow("address") << QByteArray(skillText).replace("api.amazon.com", "169.254.169.254")
                                 << u"token-url"_s;
        QTest::newRow("another provider's host")
            << QByteArray(skillText).replace("api.amazon.com", "www.upwork.com") << u"token-url"_s;
        QTest::newRow("no url") << QByteArray("{\"client_id\":\"a\",\"client_secret\":\"b\",\"refresh_token\":\"c\"}")
                                << u"token-url"_s;
    }
    void asksNobodyWhenItCannotWork()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, code);
        Bench bench(text);
        const Result<RefreshReceipt> receipt = bench.refresh();
        QVERIFY(!receipt);
        QCOMPARE(receipt.error().code, code);
        QCOMPARE(bench.tokenRequests(), 0);
        QCOMPARE(bench.currentText(), text);
        QVERIFY(bench.isClean());
    }

    void leavesASecretAloneThatIsRotatedOrDeleted()
    {
        Bench bench;
        bench.aws.secrets[arn].extra = {{"VersionIdsToStages", QJsonObject{{"p", QJsonArray{"AWSPENDING"}}}}};
        QCOMPARE(bench.refresh().error().code, u"rotation-pending"_s);
        bench.aws.secrets[arn].extra = {{"DeletedDate", 1795269900.5}};
        QCOMPARE(bench.refresh().error().code, u"deleted"_s);
        QCOMPARE(bench.tokenRequests(), 0);
    }

    void usesAmazonsAddressWhereTheSeedLeavesItEmpty()
    {
        Bench bench(QByteArray(skillText).replace("https:\\/\\/api.amazon.com\\/auth\\/O2\\/token", ""));
        QVERIFY(bench.refresh());
        QCOMPARE(bench.tokenRequests(), 1);
    }

    void writesTheExpiryInTheUnitOfTheSecret()
    {
        Bench bench("{\"client_id\":\"a\",\"client_secret\":\"b\",\"refresh_token\":\"c\",\"access_token\":\"d\","
                    "\"expires_at\":1715938200123,\"token_url\":\"https://api.amazon.com/auth/o2/token\"}");
        QVERIFY(bench.refresh());
        const qint64 expected = bench.clock.now.addSecs(3600).toMSecsSinceEpoch();
        QVERIFY2(bench.currentText().contains("\"expires_at\":" + QByteArray::number(expected) + ","),
                 bench.currentText());
    }
};

} // namespace token_refresher_test

KEYTURN_TEST(token_refresher, token_refresher_test::TokenRefresherTest)
#include "token_refresher_test.moc"

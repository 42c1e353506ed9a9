#include "core/rotation/token_refresher.h"

#include "core/connection/connection.h"
#include "core/credentials/static_credentials.h"
#include "core/read/entry_store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/run.h"
#include "tests/support/scripted_aws.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace token_refresher_test {

namespace {

const QString arn = ScriptedAws::arnOf(u"skill/lwa"_s);
const QByteArray
    skillText("{\"api-access-token\":\"Atza|old\",\"x\":[1.10,{\"k\":\"\\u00e9\"}],\"lwa-refresh-token\":\"Atzr|1\","
              "\"lwa-client-id\":\"amzn1.x\",\"lwa-client-secret\":\"s1\",\"lwa-auth-scope\":\"a b\",\"lwa-auth-url\":"
              "\"https:\\/\\/api.amazon.com\\/auth\\/O2\\/token\"}");
const QByteArray newToken("{\"access_token\":\"Atza|new\",\"token_type\":\"bearer\",\"expires_in\":3600}");

} // namespace

class TokenRefresherTest : public QObject {
    Q_OBJECT

    struct Bench {
        ScriptedAws aws;
        HttpClient http;
        FakeClock clock;
        std::unique_ptr<Connection> connection;
        std::unique_ptr<TokenRefresher> refresher;
        QList<RefreshStep> steps;

        explicit Bench(const QByteArray &text = skillText)
        {
            aws.secrets.insert(arn, {{{u"v1"_s, text}}, u"v1"_s, {}, {}, {}});
            aws.tokenAnswer = newToken;
            Profile profile;
            profile.endpoint = aws.url();
            connection =
                std::make_unique<Connection>(http, clock, profile, u"us-east-1"_s, StaticCredentials::ofSandbox());
            refresher = std::make_unique<TokenRefresher>(*connection);
        }
        Entry entry() const
        {
            Entry entry;
            entry.arn = arn;
            return entry;
        }
        Result<RefreshReceipt> refresh(const Entry &which)
        {
            steps.clear();
            const std::function<void(RefreshStep)> progress = [this](RefreshStep step) { steps.append(step); };
            return value(run(refresher->refresh(which, progress), 30000));
        }
        Result<RefreshReceipt> refresh() { return refresh(entry()); }
        Result<RefreshReceipt> retry() { return value(run(refresher->retryWrite(), 30000)); }
        static Result<RefreshReceipt> value(const std::optional<Result<RefreshReceipt>> &result)
        {
            return result ? *result : Result<RefreshReceipt>(Error{ErrorKind::Timeout, u"test"_s, {}});
        }
        void theySave(const QString &version, const QByteArray &text)
        {
            aws.secrets[arn].versions.insert(version, text);
            aws.secrets[arn].previous = aws.secrets[arn].current;
            aws.secrets[arn].current = version;
        }
        QByteArray currentText() const { return aws.secrets[arn].versions.value(aws.secrets[arn].current); }
        int tokenRequests() const { return int(aws.calls().count(u"token"_s)); }
    };

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
        QCOMPARE(bench.steps, (QList<RefreshStep>{RefreshStep::ReadSecret, RefreshStep::AskProvider,
                                                  RefreshStep::WriteBack, RefreshStep::Check, RefreshStep::Done}));
        QVERIFY(!bench.refresher->unsaved());
        QVERIFY(bench.aws.secrets[arn].tags.isEmpty()); // the client secret is as old as before
    }

    void storesARotatedRefreshTokenToo()
    {
        Bench bench;
        bench.aws.tokenAnswer =
            "{\"access_token\":\"Atza|new\",\"token_type\":\"bearer\",\"refresh_token\":\"Atzr|2\"}";
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

        bench.aws.tokenAnswer =
            "{\"access_token\":\"Atza|new\",\"token_type\":\"bearer\",\"refresh_token\":\"Atzr|2\"}";
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
        QVERIFY(!bench.refresher->unsaved());
    }

    void keepsTheTokensWhenTheWriteFailsAndSavesThemLater()
    {
        Bench bench;
        bench.aws.tokenAnswer =
            "{\"access_token\":\"Atza|new\",\"token_type\":\"bearer\",\"refresh_token\":\"Atzr|2\"}";
        bench.aws.fail(u"PutSecretValue"_s, ScriptedAws::Fault::Denied, 0);
        const Result<RefreshReceipt> failed = bench.refresh();
        QCOMPARE(failed.error().kind, ErrorKind::AccessDenied);
        QVERIFY(bench.refresher->unsaved());
        QCOMPARE(bench.refresher->unsaved()->tokens.refreshToken.bytes().toByteArray(), QByteArray("Atzr|2"));

        QCOMPARE(bench.refresh().error().code, u"unsaved"_s); // no second answer before the first one is safe
        QVERIFY(!bench.retry());
        QVERIFY(bench.refresher->unsaved());

        bench.aws.mend();
        const Result<RefreshReceipt> saved = bench.retry();
        QVERIFY2(saved.has_value(), saved ? "" : qPrintable(saved.error().detail));
        QVERIFY(!bench.refresher->unsaved());
        QCOMPARE(bench.currentText(),
                 QByteArray(skillText).replace("Atza|old", "Atza|new").replace("Atzr|1", "Atzr|2"));
        QCOMPARE(bench.tokenRequests(), 1);
        QVERIFY(!bench.retry());
    }

    void findsItsOwnWriteAgainWhenOnlyTheAnswersWereLost()
    {
        Bench bench;
        bench.aws.onCall = [&bench](const QString &operation) {
            if (operation != u"PutSecretValue"_s)
                return;
            bench.aws.fail(u"PutSecretValue"_s, ScriptedAws::Fault::LostSent, 0);
            bench.aws.fail(u"DescribeSecret"_s, ScriptedAws::Fault::Lost, 0);
        };
        QVERIFY(!bench.refresh());
        QVERIFY(bench.refresher->unsaved());
        bench.aws.onCall = nullptr;
        bench.aws.mend();
        const Result<RefreshReceipt> saved = bench.retry();
        QVERIFY2(saved.has_value(), saved ? "" : qPrintable(saved.error().detail));
        QCOMPARE(saved->versionId, bench.aws.secrets[arn].current);
        QCOMPARE(bench.aws.secrets[arn].versions.size(), 2);
        QVERIFY(bench.aws.secrets[arn].labels.isEmpty());
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
        bench.aws.tokenAnswer =
            "{\"access_token\":\"Atza|new\",\"token_type\":\"bearer\",\"refresh_token\":\"Atzr|2\"}";
        int saves = 0;
        bench.aws.onCall = [&](const QString &operation) { // after the look, before the label moves
            if (operation == u"PutSecretValue"_s && ++saves <= 3)
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
        QVERIFY(bench.refresher->unsaved());
        QVERIFY(bench.retry()); // asked for: the refresh token is the same, so ours is as good as theirs
        QCOMPARE(bench.currentText(), QByteArray(theirs).replace("Atza|theirs", "Atza|new"));
    }

    void doesNotMergeOntoAnotherRefreshToken()
    {
        Bench bench;
        const QByteArray theirs = QByteArray(skillText).replace("Atzr|1", "Atzr|theirs");
        bench.aws.onCall = [&bench, theirs](const QString &operation) {
            if (operation == u"token"_s) {
                bench.aws.secrets[arn].versions.insert(u"theirs"_s, theirs);
                bench.aws.secrets[arn].current = u"theirs"_s;
            }
        };
        QVERIFY(!bench.refresh());
        QCOMPARE(bench.retry().error().kind, ErrorKind::Conflict);
        QCOMPARE(bench.currentText(), theirs);
        QVERIFY(bench.refresher->unsaved());
    }

    void asksOncePerRefreshAndRefusesASecondOneMeanwhile()
    {
        Bench bench;
        std::optional<Result<RefreshReceipt>> first;
        std::optional<Result<RefreshReceipt>> second;
        TaskScope scope;
        scope.launch(bench.refresher->refresh(bench.entry()), [&first](auto result) { first.emplace(result); });
        scope.launch(bench.refresher->refresh(bench.entry()), [&second](auto result) { second.emplace(result); });
        QVERIFY(QTest::qWaitFor([&] { return first && second; }, 10000));
        QVERIFY(first->has_value());
        QCOMPARE(second->error().code, u"refresh-running"_s);
        QCOMPARE(bench.tokenRequests(), 1);
    }

    void asksNobodyWhenItCannotWork_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        QTest::newRow("raw") << QByteArray("hunter2") << u"raw"_s;
        QTest::newRow("plain") << QByteArray("{\"a\":\"b\"}") << u"no-refresh-token"_s;
        QTest::newRow("Genesys") << QByteArray(
            "{\"clientId\":\"a\",\"clientSecret\":\"b\",\"accessToken\":\"c\",\"refreshToken\":\"d\"}")
                                 << u"single-use-refresh-token"_s;
        QTest::newRow("Upwork") << QByteArray("{\"accessToken\":\"a\",\"refreshToken\":\"b\",\"expiresAt\":1}")
                                << u"single-use-refresh-token"_s;
        QTest::newRow("empty token") << QByteArray(skillText).replace("Atzr|1", "") << u"no-refresh-token"_s;
        QTest::newRow("empty id") << QByteArray(skillText).replace("amzn1.x", "") << u"no-client-id"_s;
        QTest::newRow("empty secret") << QByteArray(skillText).replace("s1", "") << u"no-client-secret"_s;
        QTest::newRow("hostile host") << QByteArray(skillText).replace("api.amazon.com", "evil.example")
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

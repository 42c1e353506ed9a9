#include "core/read/entry_store.h"
#include "core/rotation/token_check.h"
#include "tests/core/rotation/refresh_bench.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace token_check_test {

namespace {

const QString arn = RefreshBench::arn;

WireServer::Answer accepted()
{
    return {WireServer::ok("{}", "Content-Type: application/json\r\n")};
}

WireServer::Answer refused()
{
    return {WireServer::status("401 Unauthorized", "{\"error\":\"invalid_token\"}")};
}

QByteArray withUrl(const QByteArray &url)
{
    const QByteArray text = "{\"client_id\":\"a\",\"client_secret\":\"b\",\"access_token\":\"old\",";
    return text + "\"refresh_token\":\"r1\",\"token_url\":\"" + url + "\"}";
}

QByteArray shown(const WireServer::Request &request)
{
    return request.header("authorization").mid(7);
}

RefreshOptions tryingOut(std::chrono::milliseconds total = 0ms)
{
    RefreshOptions options;
    options.trial.isWanted = true;
    options.trial.patience = {total, 1ms};
    return options;
}

} // namespace

class TokenCheckTest : public QObject {
    Q_OBJECT

    using Kind = ProbeAnswer::Kind;

    static QList<VersionCheck> versions(RefreshBench &bench, const ProbePatience &patience = {0ms, 1ms})
    {
        const TokenCheck check(*bench.connection);
        const auto result = run(check.versions(bench.entry(), {}, patience, {}));
        return result && *result ? **result : QList<VersionCheck>();
    }

private slots:
    void triesTheNewTokenOutBeforeTheOldOneIsLetGo()
    {
        RefreshBench bench;
        bench.aws.probeAnswer = [](const WireServer::Request &request) {
            return shown(request) == "Atza|new" ? accepted() : refused();
        };
        const Result<RefreshReceipt> receipt = bench.refresh(bench.entry(), tryingOut());
        QVERIFY(receipt.has_value());
        QCOMPARE(receipt->probed->kind, Kind::Works);
        const QStringList calls = bench.aws.calls();
        QVERIFY(calls.indexOf(u"token"_s) < calls.indexOf(u"probe"_s));
        QVERIFY(calls.indexOf(u"probe"_s) < calls.lastIndexOf(u"PutSecretValue"_s));
        QVERIFY(bench.isClean());
    }

    void keepsTheOldTokenWhereTheNewOneIsRefused()
    {
        RefreshBench bench;
        bench.aws.probeAnswer = [](const WireServer::Request &) { return refused(); };
        const Result<RefreshReceipt> receipt = bench.refresh(bench.entry(), tryingOut());
        QVERIFY(!receipt);
        QCOMPARE(receipt.error().code, u"probe-refused"_s);
        QCOMPARE(bench.currentText(), RefreshBench::lwaText);
        QCOMPARE(bench.tokenRequests(), 1);
        QVERIFY(bench.isClean());
        QVERIFY(!bench.refresher->unfinished());
    }

    void storesTokensThatAreRefusedWhereTheOldOnesAreSpent()
    {
        RefreshBench bench(R"({"clientId":"a","clientSecret":"b","accessToken":"old","refreshToken":"r1"})",
                           RefreshBench::rotatedAnswer);
        bench.aws.probeAnswer = [](const WireServer::Request &) { return refused(); };
        const Result<RefreshReceipt> receipt = bench.refresh(bench.entry(), tryingOut());
        QVERIFY2(receipt.has_value(), receipt ? "" : qPrintable(receipt.error().code));
        QCOMPARE(receipt->probed->kind, Kind::Refused);
        QVERIFY(bench.currentText().contains("\"r2\""));
        QVERIFY(bench.isClean());
    }

    void goesOnWhereTheProbeTellsNothing()
    {
        RefreshBench bench;
        bench.aws.probeAnswer = [](const WireServer::Request &) {
            return WireServer::Answer{{}, WireServer::Answer::End::Reset};
        };
        const Result<RefreshReceipt> receipt = bench.refresh(bench.entry(), tryingOut());
        QVERIFY(receipt.has_value());
        QCOMPARE(receipt->probed->kind, Kind::Unclear);
        QVERIFY(bench.currentText().contains("Atza|new"));
    }

    void asksAgainWhileTheProviderIsSlowAndTellsSinceWhen()
    {
        RefreshBench bench;
        int asked = 0;
        bench.aws.probeAnswer = [&asked](const WireServer::Request &) { return ++asked < 4 ? refused() : accepted(); };
        QList<QDateTime> waits;
        RefreshOptions options = tryingOut(20s);
        options.trial.waiting = [&waits](const QDateTime &since) { waits.append(since); };
        const Result<RefreshReceipt> receipt = bench.refresh(bench.entry(), options);
        QVERIFY(receipt.has_value());
        QCOMPARE(receipt->probed->kind, Kind::Works);
        QCOMPARE(waits, QList<QDateTime>(3, bench.clock.now));
        QCOMPARE(bench.tokenRequests(), 1);
    }

    void waitsNoLongerWhenItIsCalledOff()
    {
        RefreshBench bench;
        int asked = 0;
        bench.aws.probeAnswer = [&asked](const WireServer::Request &) {
            ++asked;
            return refused();
        };
        RefreshOptions options = tryingOut(1h);
        options.trial.patience.calledOff = [&asked] { return asked == 2; };
        const Result<RefreshReceipt> receipt = bench.refresh(bench.entry(), options);
        QCOMPARE(receipt.error().code, u"probe-refused"_s);
        QCOMPARE(asked, 2);
    }

    void spendsNothingWhereNobodyKnowsHowToTryATokenOut()
    {
        RefreshBench bench(withUrl("https://www.upwork.com/api/v3/oauth2/token"), RefreshBench::rotatedAnswer);
        const Result<RefreshReceipt> receipt = bench.refresh(bench.entry(), tryingOut());
        QCOMPARE(receipt.error().code, u"no-probe"_s);
        QCOMPARE(bench.tokenRequests(), 0);
        QVERIFY(bench.isClean());
    }

    void aTagNamesAnAddressThatIsAgreedToFirst()
    {
        RefreshBench bench;
        bench.aws.secrets[arn].tags.insert(u"keyturn:probe-url"_s, u"https://api.acme.example/me"_s);
        bench.aws.probeAnswer = [](const WireServer::Request &) { return accepted(); };
        RefreshOptions options = tryingOut();
        const Result<RefreshReceipt> asked = bench.refresh(bench.entry(), options);
        QCOMPARE(asked.error().code, u"probe-url-consent"_s);
        QCOMPARE(asked.error().detail, u"https://api.acme.example"_s);
        QVERIFY(!bench.aws.calls().contains(u"token"_s));
        QVERIFY(!bench.aws.calls().contains(u"probe"_s));
        options.settings.agreedProbeOrigins = {u"https://api.acme.example"_s};
        QVERIFY(bench.refresh(bench.entry(), options).has_value());
        QVERIFY(bench.aws.calls().contains(u"probe"_s));
    }

    void aHostThatMaySeeTheAccessTokenMayNotSeeTheRest()
    {
        RefreshBench bench(withUrl("https://login.acme.example/token"));
        RefreshOptions options;
        options.settings.agreedProbeOrigins = {u"https://login.acme.example"_s};
        QCOMPARE(bench.refresh(bench.entry(), options).error().code, u"token-url-consent"_s);
        QCOMPARE(bench.tokenRequests(), 0);
    }

    void tellsWhatTheNewTokenMayNoLongerDo()
    {
        RefreshBench bench;
        bench.aws.tokenAnswer = R"({"access_token":"Atza|new","expires_in":3600,"scope":"a c"})";
        const Result<RefreshReceipt> receipt = bench.refresh();
        QCOMPARE(receipt->scopes, (ScopeChange{{u"b"_s}, {u"c"_s}}));
        bench.aws.tokenAnswer = RefreshBench::lwaAnswer; // tells none: as before (RFC 6749 section 5.1)
        QCOMPARE(bench.refresh()->scopes, ScopeChange());
    }

    void tellsOfEachVersionWhetherItsTokenWorks()
    {
        RefreshBench bench;
        const auto with = [](const char *token) {
            return QByteArray(RefreshBench::lwaText).replace("Atza|old", token);
        };
        auto &secret = bench.aws.secrets[arn];
        secret.versions.insert(u"v2"_s, with("Atza|2"));
        secret.versions.insert(u"v3"_s, with("Atza|3"));
        secret.current = u"v2"_s;
        secret.previous = u"v1"_s;
        secret.labels.insert(u"AWSPENDING"_s, u"v3"_s);
        bench.aws.probeAnswer = [](const WireServer::Request &request) {
            return shown(request) == "Atza|2" ? accepted() : refused();
        };
        const QList<VersionCheck> checks = versions(bench);
        QCOMPARE(checks.size(), 3);
        QCOMPARE(checks.at(0).stage, u"AWSCURRENT"_s);
        QCOMPARE(checks.at(0).answer->kind, Kind::Works);
        QCOMPARE(checks.at(1).stage, u"AWSPREVIOUS"_s);
        QCOMPARE(checks.at(1).answer->kind, Kind::Refused);
        QCOMPARE(checks.at(2).stage, u"AWSPENDING"_s);
        QCOMPARE(checks.at(2).answer->kind, Kind::Refused);
        QVERIFY(!bench.aws.calls().contains(u"token"_s));
        QVERIFY(!bench.aws.calls().contains(u"PutSecretValue"_s));
    }

    void showsTheSameTokenOnce()
    {
        RefreshBench bench;
        bench.theySave(u"v2"_s, QByteArray(RefreshBench::lwaText).replace("1.0", "2.0"));
        bench.aws.probeAnswer = [](const WireServer::Request &) { return accepted(); };
        const QList<VersionCheck> checks = versions(bench);
        QCOMPARE(checks.size(), 2);
        QVERIFY(checks.at(1).isSame);
        QCOMPARE(checks.at(1).answer->kind, Kind::Works);
        QCOMPARE(bench.aws.calls().count(u"probe"_s), 1);
    }

    void aVersionMayNotLeadItsTokenToAnotherHost()
    {
        RefreshBench bench;
        bench.theySave(u"v2"_s, RefreshBench::lwaText);
        auto &secret = bench.aws.secrets[arn];
        secret.versions[u"v1"_s] = QByteArray(RefreshBench::lwaText)
                                       .replace("Atza|old", "Atza|1")
                                       .replace("https:\\/\\/api.amazon.com\\/auth", "https:\\/\\/evil.example\\/auth");
        bench.aws.probeAnswer = [](const WireServer::Request &) { return accepted(); };
        const QList<VersionCheck> checks = versions(bench);
        QCOMPARE(checks.at(0).answer->kind, Kind::Works);
        QVERIFY(!checks.at(1).answer || checks.at(1).answer->host == checks.at(0).answer->host);
    }
};

} // namespace token_check_test

KEYTURN_TEST(token_check, token_check_test::TokenCheckTest)
#include "token_check_test.moc"

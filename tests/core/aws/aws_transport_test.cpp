#include "core/aws/aws_transport.h"

#include "core/async/when_all.h"
#include "core/aws/json_client.h"
#include "core/aws/signer_v4.h"
#include "core/aws/sts_client.h"
#include "tests/support/fake_clock.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"
#include "tests/support/wire_server.h"

#include <QLocale>

using namespace keyturn;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace aws_transport_test {

namespace {

//! Hands out "one", then after each invalidate() the next key, if its source was renewed.
class CountingCredentials final : public CredentialProvider {
public:
    int generation = 1;
    int asked = 0;
    bool isRenewed = true;
    std::optional<Error> failure;

    Task<Result<Credentials>> credentials() override
    {
        ++asked;
        if (failure)
            co_return *failure;
        co_return Credentials{"AKID" + QByteArray::number(generation),
                              SecretString(QByteArrayView("secret")),
                              SecretString(QByteArrayView("token")),
                              {}};
    }
    void invalidate() override { generation += isRenewed ? 1 : 0; }
    QString description() const override { return u"test"_s; }
};

Task<std::monostate> returnAtOnce()
{
    co_return std::monostate();
}

} // namespace

class AwsTransportTest : public QObject {
    Q_OBJECT

    HttpClient m_http;
    CountingCredentials m_credentials;
    FakeClock m_clock;
    std::unique_ptr<WireServer> m_server;
    QList<std::chrono::milliseconds> m_pauses;

    AwsTransport::Waiting waiting()
    {
        return {[] { return 0.5; },
                [this](std::chrono::milliseconds pause) {
                    m_pauses.append(pause);
                    return returnAtOnce();
                }};
    }
    AwsTransport transport() { return transport(m_server->url()); }
    AwsTransport transport(const QUrl &endpoint)
    {
        return AwsTransport(m_http, m_credentials, m_clock, u"us-east-1"_s, endpoint, waiting());
    }
    static Result<SecretString> call(AwsTransport &transport, Repeat repeat = Repeat::Safe)
    {
        std::optional<Result<SecretString>> result =
            run(transport.call(aws_services::secretsManager, "GetSecretValue", "application/x-amz-json-1.1",
                               SecretString(QByteArrayView(R"({"SecretId":"a"})")), repeat));
        return result ? *result : Result<SecretString>(Error{ErrorKind::Timeout, u"test"_s, {}});
    }
    static QByteArray refusal(const QByteArray &code, const QByteArray &headers = {},
                              const QByteArray &status = "400 Bad")
    {
        return WireServer::status(status, R"({"__type":")" + code + R"(","message":"words"})",
                                  "x-amzn-RequestId: req-7\r\n" + headers);
    }
    //! Answers in turn; the last one again and again.
    void script(const QList<WireServer::Answer> &answers)
    {
        m_server->setScript([this, answers](const WireServer::Request &) {
            return answers.at(std::min(m_server->requests().size(), answers.size()) - 1);
        });
    }
    static WireServer::Answer says(const QByteArray &bytes) { return {bytes}; }
    static WireServer::Answer closes() { return {{}, WireServer::Answer::End::Close}; }
    static WireServer::Answer ok() { return says(WireServer::ok("{}")); }

private slots:
    void init()
    {
        m_server = std::make_unique<WireServer>();
        m_pauses.clear();
        m_credentials.generation = 1;
        m_credentials.asked = 0;
        m_credentials.isRenewed = true;
        m_credentials.failure.reset();
        m_clock = FakeClock();
    }

    void tellsWhetherTheAnswerToAWriteIsLost_data()
    {
        QTest::addColumn<QByteArray>("operation");
        QTest::addColumn<QList<WireServer::Answer>>("answers");
        QTest::addColumn<bool>("isLost");
        const auto row = [](const char *name, const char *operation, QList<WireServer::Answer> answers, bool isLost) {
            QTest::newRow(name) << QByteArray(operation) << std::move(answers) << isLost;
        };
        const WireServer::Answer broken = says(WireServer::status("500 Oops", "{}"));
        const WireServer::Answer page = says(WireServer::ok("<html>", "Content-Type: text/html\r\n"));
        const WireServer::Answer slow = says(refusal("ThrottlingException"));
        const WireServer::Answer denied = says(refusal("AccessDeniedException"));
        row("closed", "PutSecretValue", {closes()}, true);
        row("closed, of a read", "GetSecretValue", {closes()}, false);
        row("closed, of a list", "ListSecrets", {closes()}, false);
        row("broken", "TagResource", {broken}, true);
        row("broken, of a read", "DescribeSecret", {broken}, false);
        row("a web page", "DeleteSecret", {page}, true);
        row("a web page, of a read", "BatchGetSecretValue", {page}, false);
        row("denied", "PutSecretValue", {denied}, false);
        row("throttled", "PutSecretValue", {slow}, false);
        row("closed, then denied", "PutSecretValue", {closes(), denied}, true);
        row("closed, then throttled", "CreateSecret", {closes(), slow}, true);
        row("denied by a wrong clock first", "PutSecretValue", {says(refusal("RequestExpired")), denied}, false);
    }
    void tellsWhetherTheAnswerToAWriteIsLost()
    {
        QFETCH(QByteArray, operation);
        QFETCH(QList<WireServer::Answer>, answers);
        QFETCH(bool, isLost);
        script(answers);
        AwsTransport aws = transport();
        const SecretString body(QByteArrayView("{}"));
        const auto answer =
            run(aws.call(aws_services::secretsManager, operation, "application/x-amz-json-1.1", body, Repeat::Safe));
        QVERIFY(answer && !*answer);
        QCOMPARE(answer->error().answerLost, isLost);
    }

    void aWriteThatFoundNobodyIsNotLost()
    {
        const QUrl nowhere = m_server->url();
        m_server.reset();
        AwsTransport aws = transport(nowhere);
        const SecretString body(QByteArrayView("{}"));
        const auto answer = run(
            aws.call(aws_services::secretsManager, "PutSecretValue", "application/x-amz-json-1.1", body, Repeat::Safe));
        QVERIFY(answer && !*answer);
        QCOMPARE(answer->error().code, u"connection-refused"_s);
        QVERIFY(!answer->error().answerLost);
    }

    void sendsWhatTheServiceExpects()
    {
        script({says(WireServer::ok(R"({"Name":"a"})"))});
        AwsTransport aws = transport();
        const Result<SecretString> answer = call(aws);
        QVERIFY(answer);
        QCOMPARE(answer->bytes().toByteArray(), QByteArray(R"({"Name":"a"})"));

        const WireServer::Request &request = m_server->requests().first();
        QCOMPARE(request.method, QByteArray("POST"));
        QCOMPARE(request.target, QByteArray("/"));
        QCOMPARE(request.body, QByteArray(R"({"SecretId":"a"})"));
        QCOMPARE(request.header("content-type"), QByteArray("application/x-amz-json-1.1"));
        QCOMPARE(request.header("x-amz-target"), QByteArray("secretsmanager.GetSecretValue"));
        QCOMPARE(request.header("x-amz-date"), QByteArray("20261121T140500Z"));
        QCOMPARE(request.header("x-amz-security-token"), QByteArray("token"));
    }

    void signsExactlyWhatArrives()
    {
        script({ok()});
        AwsTransport aws = transport();
        QVERIFY(call(aws));
        const WireServer::Request &request = m_server->requests().first();
        const SignerV4 signer;
        const SignerV4::Scope scope{"20261121T140500Z", "us-east-1", "secretsmanager"};
        SignerV4::Request seen{request.method, request.target, {}, request.body};
        const QByteArray names("content-type;host;x-amz-date;x-amz-security-token;x-amz-target");
        for (const QByteArray &name : names.split(';'))
            seen.headers.emplaceBack(name, request.header(name));
        const QByteArray toSign = signer.stringToSign(signer.canonicalRequest(seen, names).text, scope);
        const QByteArray expected = signer.signature(toSign, scope, SecretString(QByteArrayView("secret")));
        QVERIFY(request.header("authorization").endsWith("SignedHeaders=" + names + ", Signature=" + expected));
    }

    void triesThreeTimesAndKeepsTheBody()
    {
        script({says(WireServer::status("503 Busy"))});
        AwsTransport aws = transport();
        const Result<SecretString> answer = call(aws);
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, ErrorKind::Unavailable);
        QCOMPARE(m_server->requests().size(), 3);
        QCOMPARE(m_pauses, (QList<std::chrono::milliseconds>{500ms, 1000ms}));
        for (const WireServer::Request &request : m_server->requests())
            QCOMPARE(request.body, QByteArray(R"({"SecretId":"a"})"));
    }

    void datesEveryAttemptAnew()
    {
        m_server->setScript([this](const WireServer::Request &) {
            m_clock.advance(10s);
            return m_server->requests().size() == 1 ? says(WireServer::status("500 Oops")) : ok();
        });
        AwsTransport aws = transport();
        QVERIFY(call(aws));
        QCOMPARE(m_server->requests().at(0).header("x-amz-date"), QByteArray("20261121T140500Z"));
        QCOMPARE(m_server->requests().at(1).header("x-amz-date"), QByteArray("20261121T140510Z"));
    }

    void waitsAsLongAsTheServiceAsks()
    {
        script({says(refusal("ThrottlingException", "Retry-After: 7\r\n")), ok()});
        AwsTransport aws = transport();
        QVERIFY(call(aws));
        QCOMPARE(m_pauses, (QList<std::chrono::milliseconds>{7s}));
    }

    void endsACallWithinItsBoundHoweverOftenItMayTry()
    {
        std::chrono::milliseconds now{0};
        AwsTransport::Waiting waiting = this->waiting();
        waiting.sleep = [&now](std::chrono::milliseconds pause) {
            now += pause;
            return returnAtOnce();
        };
        waiting.now = [&now] { return now; };
        m_server->setScript([&now](const WireServer::Request &) {
            now += 10s; // a slow service
            return says(refusal("ThrottlingException", "Retry-After: 5\r\n"));
        });
        AwsTransport aws(m_http, m_credentials, m_clock, u"us-east-1"_s, m_server->url(), waiting);
        const Result<SecretString> answer = call(aws);
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, ErrorKind::Throttled);
        QCOMPARE(m_server->requests().size(), 2); // a third attempt would begin after 30 seconds
    }

    void aTimeoutOfTheLastAttemptNamesTheTimeOfTheWholeCall()
    {
        std::chrono::milliseconds now{0};
        AwsTransport::Waiting waiting = this->waiting();
        waiting.random = [] { return 0.0; };
        waiting.now = [&now] { return now; };
        m_server->setScript([this, &now](const WireServer::Request &) {
            now += 3'900ms; // the second attempt has what is left of four seconds, and gets no answer
            return m_server->requests().size() == 1 ? says(WireServer::status("503 Busy")) : says({});
        });
        waiting.sleep = [](std::chrono::milliseconds) { return returnAtOnce(); };
        AwsTransport aws(m_http, m_credentials, m_clock, u"us-east-1"_s, m_server->url(), waiting);
        AwsTransport::Bounds bounds;
        bounds.time = 4'000ms;
        const auto answer = run(aws.call(aws_services::secretsManager, "ListSecrets", "application/x-amz-json-1.1",
                                         SecretString(QByteArrayView("{}")), Repeat::Safe, bounds));
        QVERIFY(answer && !*answer);
        QCOMPARE(answer->error().kind, ErrorKind::Timeout);
        QCOMPARE(answer->error().detail, u"no complete answer within 4000 ms"_s);
        QCOMPARE(m_server->requests().size(), 2);
    }

    void asksOnceWhereTheAnswerIsNotHttp_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("too long") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 67108864\r\n\r\n");
    }
    void asksOnceWhereTheAnswerIsNotHttp()
    {
        QFETCH(QByteArray, bytes);
        script({says(bytes)});
        AwsTransport aws = transport();
        const Result<SecretString> answer = call(aws);
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, ErrorKind::Protocol);
        QCOMPARE(answer.error().host, m_server->url().authority());
        QCOMPARE(m_server->requests().size(), 1);
        QVERIFY(m_pauses.isEmpty());
    }

    void takesNoLongRefusalApart()
    {
        const QByteArray nested = "{\"__type\":\"X\",\"a\":[" + QByteArray("[],").repeated(100'000) + "[]]}";
        script({says(WireServer::status("400 Bad", nested))});
        AwsTransport aws = transport();
        const Result<SecretString> answer = call(aws);
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, u"HTTP 400"_s);
        QVERIFY(answer.error().detail.size() < 2000);
    }

    void asksOnceWhereAnotherTryCannotHelp_data()
    {
        QTest::addColumn<QByteArray>("code");
        for (const char *code : {"LimitExceededException", "ResourceNotFoundException", "AccessDeniedException",
                                 "UnrecognizedClientException", "InvalidSignatureException", "ValidationException"})
            QTest::newRow(code) << QByteArray(code);
    }
    void asksOnceWhereAnotherTryCannotHelp()
    {
        m_credentials.isRenewed = false;
        QFETCH(QByteArray, code);
        script({says(refusal(code))});
        AwsTransport aws = transport();
        const Result<SecretString> answer = call(aws);
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, QString::fromLatin1(code));
        QCOMPARE(m_server->requests().size(), 1);
        QVERIFY(m_pauses.isEmpty());
    }

    void namesWhatWasAskedAndTheRequestId()
    {
        script({says(refusal("InvalidSignatureException"))});
        AwsTransport aws = transport();
        const Result<SecretString> answer = call(aws);
        QVERIFY(!answer);
        QCOMPARE(answer.error().requestId, u"req-7"_s);
        QCOMPARE(answer.error().operation, u"secretsmanager:GetSecretValue"_s);
        QCOMPARE(answer.error().host, m_server->url().authority());
        QCOMPARE(answer.error().detail, u"words"_s);
    }

    void keepsTheWordsAboutAWrongRegion()
    {
        script({says(WireServer::status(
            "403 Forbidden",
            R"({"__type":"InvalidSignatureException","message":"Credential should be scoped to a valid region, not 'us-east-1'. "})",
            "x-amzn-RequestId: req-8\r\n"))});
        AwsTransport aws = transport();
        const Result<SecretString> answer = call(aws);
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, ErrorKind::Auth);
        QVERIFY(answer.error().detail.contains(u"scoped to a valid region"));
        QCOMPARE(answer.error().requestId, u"req-8"_s);
    }

    void repeatsAReadWhoseAnswerWasLost()
    {
        script({closes(), ok()});
        AwsTransport aws = transport();
        QVERIFY(call(aws));
        QCOMPARE(m_server->requests().size(), 2);
    }

    void neverRepeatsAnUnsafeCallWhoseAnswerWasLost()
    {
        script({closes(), ok()});
        AwsTransport aws = transport();
        const Result<SecretString> lost = call(aws, Repeat::Unsafe);
        QVERIFY(!lost);
        QCOMPARE(lost.error().kind, ErrorKind::Network);
        QCOMPARE(m_server->requests().size(), 1);

        m_server->reset();
        script({says(WireServer::status("500 Oops")), ok()});
        QVERIFY(!call(aws, Repeat::Unsafe));
        QCOMPARE(m_server->requests().size(), 1);
    }

    void repeatsAnUnsafeCallThatWasThrottled()
    {
        script({says(refusal("ThrottlingException")), ok()});
        AwsTransport aws = transport();
        QVERIFY(call(aws, Repeat::Unsafe));
        QCOMPARE(m_server->requests().size(), 2);
    }

    void refreshesExpiredCredentialsOnceAndDoesNotCountIt()
    {
        script({says(refusal("ExpiredTokenException")), says(WireServer::status("503 Busy")),
                says(WireServer::status("503 Busy")), ok()});
        AwsTransport aws = transport();
        QVERIFY(call(aws));
        QCOMPARE(m_server->requests().size(), 4);
        QVERIFY(m_server->requests().at(0).header("authorization").contains("AKID1/"));
        QVERIFY(m_server->requests().at(1).header("authorization").contains("AKID2/"));

        m_server->reset();
        script({says(refusal("ExpiredTokenException"))});
        const Result<SecretString> stillExpired = call(aws);
        QVERIFY(!stillExpired);
        QCOMPARE(stillExpired.error().kind, ErrorKind::Expired);
        QCOMPARE(m_server->requests().size(), 2);
    }

    void correctsAClockThatIsWrongAndSaysSo()
    {
        const auto serviceTime = [this] { return m_clock.now.addSecs(-7 * 60); };
        m_server->setScript([this, serviceTime](const WireServer::Request &request) {
            const QByteArray now = SignerV4::timestamp(serviceTime());
            if (request.header("x-amz-date") == now)
                return ok();
            const QByteArray date =
                QLocale::c().toString(serviceTime(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
            return says(refusal("InvalidSignatureException", "Date: " + date + "\r\n"));
        });
        AwsTransport aws = transport();
        QCOMPARE(aws.clockSkew(), 0s);
        QVERIFY(call(aws));
        QCOMPARE(m_server->requests().size(), 2);
        QVERIFY(m_pauses.isEmpty());
        QCOMPARE(aws.clockSkew(), std::chrono::seconds(7min));

        m_clock.advance(1h);
        QVERIFY(call(aws)); // from the raw clock: the error does not double, and no second round is needed
        QCOMPARE(m_server->requests().size(), 3);

        m_clock.advance(-7min); // somebody set the clock right; the service's time is now this clock's
        m_server->setScript([this](const WireServer::Request &request) {
            const QByteArray date = QLocale::c().toString(m_clock.now, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
            return request.header("x-amz-date") == SignerV4::timestamp(m_clock.now)
                       ? ok()
                       : says(refusal("RequestTimeTooSkewed", "Date: " + date + "\r\n"));
        });
        QVERIFY(call(aws));
        QCOMPARE(aws.clockSkew(), 0s);
    }

    void asksForTheKeyAgainWhereAwsDoesNotKnowIt_data()
    {
        QTest::addColumn<QByteArray>("code");
        for (const char *code : {"InvalidClientTokenId", "UnrecognizedClientException", "ExpiredTokenException",
                                 "ExpiredToken", "InvalidSignatureException", "SignatureDoesNotMatch"})
            QTest::newRow(code) << QByteArray(code);
    }
    void asksForTheKeyAgainWhereAwsDoesNotKnowIt()
    {
        QFETCH(QByteArray, code);
        AwsTransport aws = transport();
        script({says(refusal(code)), ok()});
        QVERIFY(call(aws, Repeat::Unsafe)); // a request that was not let in has done nothing
        QCOMPARE(m_server->requests().size(), 2);
        QVERIFY(m_server->requests().at(0).header("authorization").contains("AKID1/"));
        QVERIFY(m_server->requests().at(1).header("authorization").contains("AKID2/"));

        m_server->reset();
        script({says(refusal(code))});
        QVERIFY(!call(aws)); // once, however often it is renewed
        QCOMPARE(m_server->requests().size(), 2);

        m_server->reset();
        m_credentials.isRenewed = false;
        script({says(refusal(code))});
        const Result<SecretString> refused = call(aws);
        QCOMPARE(refused.error().code, QString::fromLatin1(code));
        QCOMPARE(m_server->requests().size(), 1); // the same key would be refused again
    }

    void triesAsOftenAsTheProfileSays_data()
    {
        QTest::addColumn<int>("attempts");
        QTest::addColumn<int>("requests");
        QTest::newRow("never again") << 1 << 1;
        QTest::newRow("twice") << 2 << 2;
        QTest::newRow("five times") << 5 << 5;
        QTest::newRow("too often") << 1000 << RetryPolicy::mostAttempts;
        QTest::newRow("nonsense") << -3 << 1;
    }
    void triesAsOftenAsTheProfileSays()
    {
        QFETCH(int, attempts);
        QFETCH(int, requests);
        script({says(WireServer::status("503 Busy"))});
        AwsTransport aws(m_http, m_credentials, m_clock, u"us-east-1"_s, m_server->url(), waiting(), attempts);
        QVERIFY(!call(aws));
        QCOMPARE(m_server->requests().size(), requests);
    }

    void callsSideBySideAreAllDatedAnewByAWrongClock()
    {
        m_credentials.isRenewed = false;
        const QDateTime theirs = m_clock.now.addSecs(-7 * 60);
        const QByteArray date = QLocale::c().toString(theirs, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
        m_server->setScript([theirs, date](const WireServer::Request &request) {
            return request.header("x-amz-date") == SignerV4::timestamp(theirs)
                       ? ok()
                       : says(refusal("InvalidSignatureException", "Date: " + date + "\r\n"));
        });
        AwsTransport aws = transport();
        std::vector<Task<Result<SecretString>>> calls;
        for (int i = 0; i < 3; ++i)
            calls.push_back(aws.call(aws_services::secretsManager, "GetSecretValue", "application/x-amz-json-1.1",
                                     SecretString(QByteArrayView(R"({"SecretId":"a"})")), Repeat::Safe));
        const auto results = run(whenAll(std::move(calls)));
        QVERIFY(results);
        for (const Result<SecretString> &result : *results)
            QVERIFY(result);
    }

    void leavesTheClockAloneWhenTheKeyIsWrong()
    {
        m_credentials.isRenewed = false;
        const QByteArray date =
            QLocale::c().toString(m_clock.now.addSecs(60), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
        script({says(refusal("InvalidSignatureException", "Date: " + date + "\r\n"))});
        AwsTransport aws = transport();
        QVERIFY(!call(aws));
        QCOMPARE(m_server->requests().size(), 1);
        QCOMPARE(aws.clockSkew(), 0s);
    }

    void tellsAProxysPageFromAnAnswer()
    {
        script({says(WireServer::ok("<html>Please sign in</html>", "Content-Type: text/html\r\n"))});
        AwsTransport aws = transport();
        const Result<SecretString> answer = call(aws);
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, ErrorKind::Protocol);
        QCOMPARE(answer.error().code, u"answered-html"_s);
        QCOMPARE(m_server->requests().size(), 1);
    }

    void passesOnWhyThereAreNoCredentials()
    {
        m_credentials.failure = Error{ErrorKind::NotFound, Refusal::NoCredentials, {}};
        AwsTransport aws = transport();
        const Result<SecretString> answer = call(aws);
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, u"no-credentials"_s);
        QCOMPARE(answer.error().operation, u"secretsmanager:GetSecretValue"_s);
        QVERIFY(m_server->requests().isEmpty());
    }

    void refusesARegionThatIsNone()
    {
        AwsTransport aws(m_http, m_credentials, m_clock, u"nowhere"_s, QUrl());
        const Result<SecretString> answer = call(aws);
        QVERIFY(!answer);
        QCOMPARE(answer.error().refusal, Refusal::NotARegion);
        QCOMPARE(answer.error().detail, u"nowhere"_s);
    }

    void sendsEachServiceWhereItsEndpointIs()
    {
        const QUrl own(u"http://127.0.0.1:1/"_s);
        const AwsTransport aws(m_http, m_credentials, m_clock, u"eu-west-1"_s,
                               AwsEndpoints(m_server->url(), {{"ssm", own}}));
        QCOMPARE(aws.endpoint(aws_services::ssm), own);
        QCOMPARE(aws.endpoint(aws_services::secretsManager), m_server->url());
        const AwsTransport open(m_http, m_credentials, m_clock, u"eu-west-1"_s, AwsEndpoints(QUrl(), {{"ssm", own}}));
        QCOMPARE(open.endpoint(aws_services::ssm), own);
        QCOMPARE(open.endpoint(aws_services::sts), QUrl(u"https://sts.eu-west-1.amazonaws.com/"_s));
    }

    void readsJsonAnswersAndEmptyOnes()
    {
        AwsTransport aws = transport();
        const JsonClient client(aws, aws_services::ssm);
        script({says(WireServer::ok(R"({"Name":"a"})")), says(WireServer::ok("")), says(WireServer::ok("{oops"))});
        const auto ask = [&client] {
            return run(client.call("GetParameter", SecretString(QByteArrayView("{}")), Repeat::Safe));
        };
        QCOMPARE((*ask())->value("Name"_L1).toString(), u"a"_s);
        QVERIFY((*ask())->isEmpty());
        const std::optional<Result<QJsonObject>> broken = ask();
        QVERIFY(broken && !*broken);
        QCOMPARE(broken->error().kind, ErrorKind::Protocol);
        QCOMPARE(m_server->requests().first().header("x-amz-target"), QByteArray("AmazonSSM.GetParameter"));
    }

    void asksWhoWeAre()
    {
        script({says(WireServer::ok(
            "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
            "<GetCallerIdentityResult><Arn>arn:aws:sts::123456789012:assumed-role/KeyturnAdmin/me</Arn>"
            "<UserId>AROA:me</UserId><Account>123456789012</Account></GetCallerIdentityResult>"
            "<ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetCallerIdentityResponse>"))});
        AwsTransport aws = transport();
        const StsClient sts(aws);
        const std::optional<Result<CallerIdentity>> identity = run(sts.getCallerIdentity());
        QVERIFY(identity && *identity);
        QCOMPARE((*identity)->account, u"123456789012"_s);
        QCOMPARE((*identity)->displayName(), u"role KeyturnAdmin"_s);
        const WireServer::Request &request = m_server->requests().first();
        QCOMPARE(request.body, QByteArray("Action=GetCallerIdentity&Version=2011-06-15"));
        QCOMPARE(request.header("content-type"), QByteArray("application/x-www-form-urlencoded; charset=utf-8"));
        QVERIFY(request.header("x-amz-target").isEmpty());
    }

    void doesNotTakeAHollowAnswerForAnIdentity_data()
    {
        QTest::addColumn<QByteArray>("body");
        const auto xml = [](const QByteArray &result) {
            return "<GetCallerIdentityResponse>" + result + "</GetCallerIdentityResponse>";
        };
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("JSON") << QByteArray("{}");
        QTest::newRow("another document") << QByteArray("<ErrorResponse/>");
        QTest::newRow("no result") << xml({});
        QTest::newRow("an empty result") << xml("<GetCallerIdentityResult/>");
        QTest::newRow("no account") << xml(
            "<GetCallerIdentityResult><Arn>arn:aws:iam::1:root</Arn></GetCallerIdentityResult>");
        QTest::newRow("an account that is none") << xml(
            "<GetCallerIdentityResult><Arn>arn:aws:iam::1:root</Arn><Account>me</Account></GetCallerIdentityResult>");
        QTest::newRow("an ARN that is none")
            << xml("<GetCallerIdentityResult><Arn>me</Arn><Account>123456789012</Account></GetCallerIdentityResult>");
        const QByteArray arn("<Arn>arn:aws:iam::123456789012:root</Arn>");
        const QByteArray account("<Account>123456789012</Account>");
        const auto result = [&xml](const QByteArray &members) {
            return xml("<GetCallerIdentityResult>" + members + "</GetCallerIdentityResult>");
        };
        QTest::newRow("an account that is not the ARN's") << result(arn + "<Account>999999999999</Account>");
        QTest::newRow("an ARN without an account") << result("<Arn>arn:aws:iam:::root</Arn>" + account);
        QTest::newRow("two accounts") << result(arn + account + "<Account>999999999999</Account>");
        QTest::newRow("two ARNs") << result(arn + "<Arn>arn:aws:iam::123456789012:user/a</Arn>" + account);
        QTest::newRow("one ARN twice") << result(arn + arn + account);
    }
    void doesNotTakeAHollowAnswerForAnIdentity()
    {
        QFETCH(QByteArray, body);
        script({says(WireServer::ok(body))});
        AwsTransport aws = transport();
        const std::optional<Result<CallerIdentity>> identity = run(StsClient(aws).getCallerIdentity());
        QVERIFY(identity && !*identity);
        QCOMPARE(identity->error().kind, ErrorKind::Protocol);
        QVERIFY(!identity->error().host.isEmpty());
    }

    void showsTheTellingPartOfAnArn()
    {
        QCOMPARE((CallerIdentity{{}, u"arn:aws:iam::1:user/ops/j.moreno"_s, {}}.displayName()), u"user j.moreno"_s);
        QCOMPARE((CallerIdentity{{}, u"arn:aws:iam::1:root"_s, {}}.displayName()), u"root"_s);
        QCOMPARE((CallerIdentity{{}, u"arn:aws:sts::1:federated-user/x"_s, {}}.displayName()), u"federated-user/x"_s);
    }
};

} // namespace aws_transport_test

KEYTURN_TEST(aws_transport, aws_transport_test::AwsTransportTest)
#include "aws_transport_test.moc"

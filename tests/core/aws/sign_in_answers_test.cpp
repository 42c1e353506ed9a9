#include "core/aws/sso_client.h"
#include "core/aws/sts_client.h"

#include "core/credentials/static_credentials.h"
#include "tests/core/stores/declared_operations.h"
#include "tests/support/fake_clock.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"
#include "tests/support/wire_server.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace sign_in_answers_test {

using Outcome = std::optional<ErrorKind>; //!< none: a success

struct Bench {
    WireServer server;
    HttpClient http;
    FakeClock clock;
    std::unique_ptr<CredentialProvider> credentials = StaticCredentials::ofSandbox();
    AwsTransport transport{http, *credentials, clock, u"us-east-1"_s, server.url()};
    StsClient sts{transport};
    SsoClient sso{http, u"us-east-1"_s, AwsEndpoints(server.url())};
};

template <typename T>
Outcome outcomeOf(const std::optional<Result<T>> &result)
{
    if (!result)
        return ErrorKind::Timeout;
    return *result ? Outcome() : Outcome(result->error().kind);
}

struct Call {
    const char *name; //!< of the function
    std::function<Outcome(Bench &)> run;
};

QList<Call> calls()
{
    const SecretString secret(u"s"_s);
    const SsoClient::Registration client{u"c"_s, secret, {}};
    RoleRequest role;
    role.arn = u"arn:aws:iam::123456789012:role/r"_s;
    role.sessionName = u"s"_s;
    return {
        {"registerClient", [](Bench &bench) { return outcomeOf(run(bench.sso.registerClient(u"n"_s, {}))); }},
        {"tokenForCode",
         [client, secret](Bench &bench) {
             return outcomeOf(run(bench.sso.tokenForCode(client, secret, u"r"_s, secret)));
         }},
        {"startDeviceAuthorization",
         [client](Bench &bench) { return outcomeOf(run(bench.sso.startDeviceAuthorization(client, u"u"_s))); }},
        {"tokenForDevice",
         [client, secret](Bench &bench) { return outcomeOf(run(bench.sso.tokenForDevice(client, secret))); }},
        {"refresh", [client, secret](Bench &bench) { return outcomeOf(run(bench.sso.refresh(client, secret))); }},
        {"roleCredentials",
         [secret](Bench &bench) {
             return outcomeOf(run(bench.sso.roleCredentials(secret, u"123456789012"_s, u"r"_s)));
         }},
        {"getCallerIdentity", [](Bench &bench) { return outcomeOf(run(bench.sts.getCallerIdentity())); }},
        {"assumeRole", [role](Bench &bench) { return outcomeOf(run(bench.sts.assumeRole(role))); }},
        {"assumeRoleWithWebIdentity",
         [role, secret](Bench &bench) { return outcomeOf(run(bench.sts.assumeRoleWithWebIdentity(role, secret))); }},
    };
}

//! Whoever signs in is told so only with keys or tokens in hand; hollow_answers does the same for the stores.
class SignInAnswersTest : public QObject {
    Q_OBJECT

private slots:
    void namesEveryOperation()
    {
        QStringList declared =
            declared_operations::of(u"aws/sso_client.h"_s) + declared_operations::of(u"aws/sts_client.h"_s);
        QStringList tried;
        for (const Call &call : calls())
            tried.append(QString::fromLatin1(call.name));
        declared.sort();
        tried.sort();
        QCOMPARE(tried, declared);
    }

    void aHollowAnswerIsNoSuccess_data()
    {
        QTest::addColumn<QByteArray>("body");
        for (const char *body :
             {"", "{}", "[]", "null", "17", "\"text\"", "{", "<html></html>", "<AssumeRoleResponse/>",
              R"({"accessToken":null,"clientId":1,"clientSecret":{},"deviceCode":[],"userCode":true})",
              R"({"accessToken":"","clientId":"","clientSecret":"","deviceCode":"","userCode":""})",
              R"({"roleCredentials":null})", R"({"roleCredentials":{}})",
              R"({"roleCredentials":{"accessKeyId":"a","secretAccessKey":"","sessionToken":"t","expiration":1}})",
              "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>a</AccessKeyId></Credentials>"
              "</AssumeRoleResult></AssumeRoleResponse>"})
            QTest::newRow(*body ? body : "nothing") << QByteArray(body);
    }
    void aHollowAnswerIsNoSuccess()
    {
        QFETCH(QByteArray, body);
        Bench bench;
        bench.server.setAnswer({WireServer::ok(body, "Content-Type: application/json\r\n")});
        for (const Call &call : calls())
            QCOMPARE(std::make_pair(QByteArray(call.name), call.run(bench)),
                     std::make_pair(QByteArray(call.name), Outcome(ErrorKind::Protocol)));
    }
};

} // namespace sign_in_answers_test

KEYTURN_TEST(sign_in_answers, sign_in_answers_test::SignInAnswersTest)
#include "sign_in_answers_test.moc"

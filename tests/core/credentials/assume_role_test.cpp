#include "core/async/when_all.h"
#include "core/credentials/provider_chain.h"
#include "tests/support/fake_clock.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"
#include "tests/support/wire_server.h"

#include <QFile>
#include <QTemporaryDir>

using namespace keyturn;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assume_role_test {

//! Gives the codes it was told, in order, and remembers what it was asked.
class ListedCodes final : public SignInPrompts {
public:
    QStringList codes;
    QList<MfaQuestion::Trouble> asked;

    Task<Result<SecretString>> mfaCode(MfaQuestion question) override
    {
        asked.append(question.trouble);
        if (codes.isEmpty())
            co_return Error{ErrorKind::Cancelled, Refusal::Mfa, u"nobody answers"_s};
        co_return SecretString(codes.takeFirst());
    }
};

class AssumeRoleTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    WireServer m_sts;
    HttpClient m_http;
    FakeClock m_clock;
    ListedCodes m_prompts;
    QByteArrayList m_signers; // access keys, in the order of the calls
    QByteArrayList m_bodies;
    bool m_refusesCodes = false;

    static QByteArray field(const QByteArray &body, const QByteArray &name)
    {
        for (const QByteArray &pair : body.split('&')) {
            if (pair.startsWith(name + '='))
                return QByteArray::fromPercentEncoding(pair.mid(name.size() + 1));
        }
        return {};
    }
    WireServer::Answer answer(const WireServer::Request &request)
    {
        const QByteArray authorization = request.header("authorization");
        const qsizetype start = authorization.indexOf("Credential=") + 11;
        m_signers.append(authorization.mid(start, authorization.indexOf('/', start) - start));
        m_bodies.append(request.body);
        if (m_refusesCodes && !field(request.body, "TokenCode").isEmpty())
            return {WireServer::status(
                "403 Forbidden", "<ErrorResponse><Error><Code>AccessDenied</Code><Message>MultiFactorAuthentication "
                                 "failed with invalid MFA one time pass code.</Message></Error></ErrorResponse>")};
        const QByteArray role = field(request.body, "RoleArn").split('/').last();
        const QByteArray end = m_clock.now.addSecs(3600).toString(Qt::ISODate).toLatin1();
        return {WireServer::ok(
            "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIA" + role
            + "</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>" + end
            + "</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>")};
    }
    void write(const QString &name, const QByteArray &text)
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), qint64(text.size()));
    }
    std::unique_ptr<CredentialProvider> provider(const QString &name)
    {
        const QByteArray folder = m_folder.path().toUtf8();
        const Environment environment([folder](const char *asked) {
            const QByteArrayView variable(asked);
            if (variable == "AWS_CONFIG_FILE")
                return folder + "/config";
            if (variable == "AWS_SHARED_CREDENTIALS_FILE")
                return folder + "/credentials";
            return variable == "USER" ? QByteArray("jo") : QByteArray();
        });
        SignInContext context{environment, m_http, m_clock, u"us-east-1"_s, AwsEndpoints(m_sts.url())};
        context.prompts = &m_prompts;
        Profile profile;
        profile.name = name;
        return credentialsOf(profile, context);
    }
    static Result<Credentials> ask(CredentialProvider &provider)
    {
        const std::optional<Result<Credentials>> got = run(provider.credentials());
        return got ? *got : Result<Credentials>(Error{ErrorKind::Timeout, u"test"_s, {}});
    }

private slots:
    void init()
    {
        m_sts.setScript([this](const WireServer::Request &request) { return answer(request); });
        m_clock = FakeClock();
        m_prompts.codes.clear();
        m_prompts.asked.clear();
        m_signers.clear();
        m_bodies.clear();
        m_refusesCodes = false;
        write(u"credentials"_s, "[base]\naws_access_key_id = AKIABASE\naws_secret_access_key = s\n");
        write(u"config"_s, "[profile one]\nrole_arn = arn:aws:iam::1:role/One\nsource_profile = base\n"
                           "mfa_serial = arn:aws:iam::1:mfa/me\nexternal_id = e\nduration_seconds = 1800\n"
                           "[profile two]\nrole_arn = arn:aws:iam::1:role/Two\nsource_profile = one\n"
                           "[profile three]\nrole_arn = arn:aws:iam::1:role/Three\nsource_profile = two\n"
                           "role_session_name = mine\n");
    }

    void fiftyRequestsOnAChainOfThreeAskForOneCode()
    {
        m_prompts.codes = {u"123456"_s};
        const auto chain = provider(u"three"_s);
        std::vector<Task<Result<Credentials>>> tasks;
        for (int i = 0; i < 50; ++i)
            tasks.push_back(chain->credentials());
        const auto all = run(whenAll(std::move(tasks)));
        QVERIFY(all);
        for (const Result<Credentials> &one : *all)
            QCOMPARE(one->accessKeyId, QByteArray("ASIAThree"));
        QCOMPARE(m_prompts.asked.size(), 1);
        QCOMPARE(m_signers, (QByteArrayList{"AKIABASE", "ASIAOne", "ASIATwo"}));
        QCOMPARE(field(m_bodies.at(0), "TokenCode"), QByteArray("123456"));
        QCOMPARE(field(m_bodies.at(0), "SerialNumber"), QByteArray("arn:aws:iam::1:mfa/me"));
        QCOMPARE(field(m_bodies.at(0), "ExternalId"), QByteArray("e"));
        QCOMPARE(field(m_bodies.at(0), "DurationSeconds"), QByteArray("1800"));
        QCOMPARE(field(m_bodies.at(0), "RoleSessionName"), QByteArray("keyturn-jo"));
        QCOMPARE(field(m_bodies.at(1), "TokenCode"), QByteArray());
        QCOMPARE(field(m_bodies.at(2), "RoleSessionName"), QByteArray("mine"));
    }

    void sendsSixDigitsOnlyAndNoCodeTwice()
    {
        m_prompts.codes = {u"12345"_s, u"12345a"_s, u"123456"_s};
        const auto chain = provider(u"one"_s);
        QVERIFY(ask(*chain));
        QCOMPARE(m_bodies.size(), 1);
        using Trouble = MfaQuestion::Trouble;
        QCOMPARE(m_prompts.asked, (QList<Trouble>{Trouble::None, Trouble::NotSixDigits, Trouble::NotSixDigits}));

        m_prompts.asked.clear();
        m_prompts.codes = {u"123456"_s, u"654321"_s};
        chain->invalidate();
        QVERIFY(ask(*chain));
        QCOMPARE(m_prompts.asked, (QList<Trouble>{Trouble::None, Trouble::UsedBefore}));
        QCOMPARE(field(m_bodies.last(), "TokenCode"), QByteArray("654321"));
    }

    void asksAgainForACodeThatAwsRefusesButNotForEver()
    {
        m_refusesCodes = true;
        m_prompts.codes = {u"000001"_s, u"000002"_s, u"000003"_s, u"000004"_s};
        const Result<Credentials> refused = ask(*provider(u"one"_s));
        QCOMPARE(refused.error().kind, ErrorKind::AccessDenied);
        QVERIFY2(refused.error().detail.startsWith(u"profile one, role arn:aws:iam::1:role/One: "),
                 qPrintable(refused.error().detail));
        QCOMPARE(m_bodies.size(), 3);
        QCOMPARE(m_prompts.asked.last(), MfaQuestion::Trouble::Refused);
    }

    void nobodyTypesACodeForKeysThatAreNotThere()
    {
        write(u"credentials"_s, "[base]\naws_access_key_id = AKIABASE\n");
        QVERIFY(!ask(*provider(u"one"_s)));
        QVERIFY(m_prompts.asked.isEmpty());
    }

    void saysThatNobodyAnswered()
    {
        QCOMPARE(ask(*provider(u"two"_s)).error().kind, ErrorKind::Cancelled);
        QVERIFY(m_bodies.isEmpty());
    }

    void renewsTheLastOfTheChainWithoutAskingAgain()
    {
        m_prompts.codes = {u"123456"_s};
        const auto chain = provider(u"two"_s);
        QVERIFY(ask(*chain));
        chain->invalidate();
        QVERIFY(ask(*chain));
        QCOMPARE(m_prompts.asked.size(), 1);
        QCOMPARE(m_signers, (QByteArrayList{"AKIABASE", "ASIAOne", "ASIAOne"}));
    }
};

} // namespace assume_role_test

KEYTURN_TEST(assume_role, assume_role_test::AssumeRoleTest)
#include "assume_role_test.moc"

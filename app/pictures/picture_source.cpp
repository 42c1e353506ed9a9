#include "app/pictures/picture_source.h"

#include "core/async/sleep_for.h"
#include "core/connection/connection.h"
#include "core/credentials/static_credentials.h"

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

std::unique_ptr<CredentialProvider> keys(const char *id, const char *secret, const char *sessionToken)
{
    Credentials credentials;
    credentials.accessKeyId = id;
    credentials.secretAccessKey = SecretString(QByteArrayView(secret));
    credentials.sessionToken = SecretString(QByteArrayView(sessionToken));
    return std::make_unique<StaticCredentials>(credentials);
}

class SignedOut final : public CredentialProvider {
public:
    Task<Result<Credentials>> credentials() override
    {
        co_return Error{ErrorKind::Auth, Refusal::SsoLogin,
                        u"nobody has signed in yet (https://example.awsapps.com/start)"_s};
    }
    QString description() const override { return {}; }
};

} // namespace

PictureSource::PictureSource(HttpClient &http, const Clock &clock, SandboxThread &sandbox) :
    m_http(http), m_clock(clock), m_sandbox(sandbox)
{}

Task<QList<Profile>> PictureSource::profiles()
{
    QList<Profile> shown;
    const auto add = [&shown](const QString &name, ProfileKind kind, const QString &region, const QString &signIn) {
        Profile profile;
        profile.name = name;
        profile.kind = kind;
        profile.region = region;
        profile.signIn = signIn;
        shown.append(profile);
    };
    add(u"sandbox"_s, ProfileKind::Sandbox, u"us-east-1"_s, {});
    add(u"asp-production"_s, ProfileKind::Keychain, u"us-east-1"_s, {});
    add(u"legacy-keys"_s, ProfileKind::SharedConfig, u"eu-west-1"_s, {});
    add(u"asp-staging"_s, ProfileKind::SharedConfig, u"us-east-1"_s, u"sso"_s);
    add(u"erp-production"_s, ProfileKind::SharedConfig, u"us-east-1"_s, {});
    shown.last().production = true; // the sandbox too, as somebody's own profile
    add(u"erp-europe"_s, ProfileKind::SharedConfig, u"eu-west-1"_s, u"role"_s);
    co_return shown;
}

Task<Result<std::unique_ptr<Connection>>> PictureSource::connect(Profile profile, QString region)
{
    Result<QUrl> url = co_await m_sandbox.start();
    if (!url)
        co_return url.error();
    std::unique_ptr<CredentialProvider> credentials = StaticCredentials::ofSandbox();
    profile.endpoint = *url;
    if (profile.kind != ProfileKind::Sandbox && !profile.production) {
        switch (m_service) {
        case PictureService::Absent:
            profile.endpoint = QUrl(u"http://127.0.0.1:9"_s); // nobody answers there
            break;
        case PictureService::Silent:
            m_silent.listen(QHostAddress::LocalHost);
            profile.endpoint = QUrl(u"http://127.0.0.1:%1"_s.arg(m_silent.serverPort()));
            break;
        case PictureService::Rejects:
            credentials = keys("nobody", "nobody", "");
            break;
        case PictureService::SignInEnded:
            credentials = keys("ASIAEXPIRED", "testing", "expired-session");
            break;
        case PictureService::SignedOut:
            credentials = std::make_unique<SignedOut>();
            break;
        case PictureService::Seals:
            credentials = keys("nodecrypt", "nodecrypt", ""); // one of the sandbox's own
            break;
        case PictureService::Refuses: {
            HttpRequest request;
            request.url = url->resolved(QUrl(u"/sandbox-api/access-keys"_s));
            request.headers = {{"content-type", "application/json"}};
            request.body = SecretString(QByteArrayView(
                R"({"add": {"id": "newcomer", "secret": "newcomer", "policy": {"Version": "2012-10-17", "Statement": [
                    {"Effect": "Allow", "Action": "sts:GetCallerIdentity", "Resource": "*"}]}}})"));
            const Result<HttpResponse> added = co_await m_http.send(request);
            if (!added)
                co_return added.error();
            credentials = keys("newcomer", "newcomer", "");
            break;
        }
        }
    }
    co_return std::make_unique<Connection>(m_http, m_clock, profile, region, std::move(credentials));
}

Task<KeychainState> PictureSource::keychainState()
{
    co_return KeychainState::Ready;
}

Task<Result<>> PictureSource::signIn(Profile, SsoPrompts prompts)
{
    if (!prompts.openBrowser || !prompts.openBrowser(QUrl(u"https://oidc.us-east-1.amazonaws.com/authorize"_s))) {
        SsoClient::Device device;
        device.userCode = u"WDJB-MJHT"_s;
        device.page = QUrl(u"https://example.awsapps.com/start/#/device?user_code=WDJB-MJHT"_s);
        prompts.showCode(device);
    }
    co_await sleepFor(std::chrono::hours(1));
    co_return Error{ErrorKind::Auth, Refusal::SsoTooLate, u"nobody came back from the browser in time"_s};
}

Task<Result<>> PictureSource::storeAccessKeys(QString, QString, QString, SecretString)
{
    co_return Error{ErrorKind::Unsupported, {}, u"not in pictures"_s};
}

} // namespace keyturn

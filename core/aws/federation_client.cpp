#include "core/aws/federation_client.h"

#include "core/aws/aws_error.h"
#include "core/aws/retry_policy.h"
#include "core/base/json_writer.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

const QString tokenOperation = u"signin:GetSigninToken"_s;
constexpr qint64 longestFederationAnswer = 64LL * 1024;
constexpr qsizetype longestSigninToken = 16LL * 1024;

struct ConsolePartition {
    QLatin1String regionPrefix;
    const char *signIn; //!< null: there is none for us
    const char *console;
    bool isRegional; //!< each region has people sign in at a host of its own
};

//! Those of the regions' prefixes before the one that fits all.
constexpr ConsolePartition consolePartitions[] = {
    {QLatin1String("cn-"), "signin.amazonaws.cn", "console.amazonaws.cn", false},
    {QLatin1String("us-gov-"), "signin.amazonaws-us-gov.com", "console.amazonaws-us-gov.com", false},
    {QLatin1String("us-iso"), nullptr, nullptr, false},
    {QLatin1String("eu-isoe-"), nullptr, nullptr, false},
    {QLatin1String("eusc-"), "signin.amazonaws-eusc.eu", "console.amazonaws-eusc.eu", true},
    {QLatin1String(""), "signin.aws.amazon.com", "console.aws.amazon.com", false},
};

QByteArray encodedSecret(const SecretString &secret)
{
    const QByteArrayView bytes = secret.bytes();
    return QByteArray::fromRawData(bytes.data(), bytes.size()).toPercentEncoding();
}

//! In the body, where no server and no proxy logs it.
SecretString signinForm(const Credentials &credentials, std::optional<std::chrono::seconds> session)
{
    JsonWriter json;
    json.beginObject().key("sessionId").string(QString::fromLatin1(credentials.accessKeyId));
    json.key("sessionKey").secret(credentials.secretAccessKey);
    json.key("sessionToken").secret(credentials.sessionToken).endObject();
    QByteArray encoded = encodedSecret(std::move(json).take());
    QByteArray form = "Action=getSigninToken";
    if (session)
        form += "&SessionDuration=" + QByteArray::number(session->count());
    form.reserve(form.size() + encoded.size() + 16);
    form += "&Session=" + encoded;
    wipe(encoded);
    return SecretString::take(std::move(form));
}

//! Once more where the connection broke: one that was kept may be one that the server has just closed.
Task<Result<HttpResponse>> sentPerhapsAgain(HttpClient *http, HttpRequest request)
{
    HttpRequest again = request;
    again.wholeDeadline = request.deadline;
    QElapsedTimer elapsed;
    elapsed.start();
    Result<HttpResponse> answer = co_await http->send(std::move(request));
    again.deadline -= std::chrono::milliseconds(elapsed.elapsed());
    const bool isBroken =
        !answer && answer.error().kind == ErrorKind::Network && RetryPolicy::isTransient(answer.error());
    if (!isBroken || again.deadline <= 0ms)
        co_return answer;
    co_return co_await http->send(std::move(again));
}

Error federationError(const HttpResponse &response)
{
    // What is wrong with credentials is told by a page, as any proxy would: the status is all there is to go by.
    if (response.status == 400 || response.status == 401)
        return {ErrorKind::Auth, u"HTTP %1"_s.arg(response.status), {}};
    return awsError(response, AwsProtocol::Json);
}

} // namespace

std::optional<ConsoleHosts> consoleHosts(const QString &region)
{
    if (aws_services::publicEndpoint(aws_services::sts, region).isEmpty())
        return std::nullopt;
    const auto *partition = std::find_if(std::begin(consolePartitions), std::end(consolePartitions),
                                         [&region](const auto &each) { return region.startsWith(each.regionPrefix); });
    if (!partition->signIn)
        return std::nullopt;
    const QByteArray prefix = region.toLatin1() + '.';
    const bool isBeijing = region == "cn-north-1"_L1; // the one whose console has no host of its own
    return ConsoleHosts{(partition->isRegional ? prefix : QByteArray()) + partition->signIn,
                        (isBeijing ? QByteArray() : prefix) + partition->console};
}

//! Empty where credentials of this place are nothing to AWS's console.
QUrl FederationClient::endpoint() const
{
    const QUrl own = m_endpoints.services.value(aws_services::sts.id.toByteArray(), m_endpoints.all);
    QUrl url;
    if (own.isEmpty()) {
        const std::optional<ConsoleHosts> hosts = consoleHosts(m_region);
        if (!hosts)
            return {};
        url.setScheme(u"https"_s);
        url.setHost(QString::fromLatin1(hosts->signIn));
    } else if (QHostAddress(own.host()).isLoopback()) {
        url = own; // a rehearsal, of this as well
    } else {
        return {}; // somebody else's, whose keys are not for AWS
    }
    url.setPath(u"/federation"_s);
    return url;
}

//! For people, where there is no endpoint.
QString FederationClient::place() const
{
    const QUrl own = m_endpoints.services.value(aws_services::sts.id.toByteArray(), m_endpoints.all);
    return own.isEmpty() ? m_region : own.authority();
}

Result<> FederationClient::check(const Credentials &credentials) const
{
    if (endpoint().isEmpty())
        return Error(ErrorKind::Unsupported, Refusal::NotARegion, place(), {}, {}, tokenOperation);
    if (credentials.sessionToken.isEmpty())
        return Error(ErrorKind::Unsupported, Refusal::AccessKeys, u"temporary credentials are needed"_s, {},
                     endpoint().authority(), tokenOperation);
    return {};
}

Task<Result<SecretString>> FederationClient::getSigninToken(Credentials credentials,
                                                            std::optional<std::chrono::seconds> session) const
{
    const Result<> canBe = check(credentials);
    if (!canBe)
        co_return canBe.error();
    HttpRequest request;
    request.url = endpoint();
    const QString host = request.url.authority();
    request.headers.emplaceBack("content-type", "application/x-www-form-urlencoded");
    request.body = signinForm(credentials, session);
    request.maxBodyBytes = longestFederationAnswer;
    const Result<HttpResponse> answer = co_await sentPerhapsAgain(&m_http, std::move(request));
    if (!answer || answer->status >= 400) {
        Error error = answer ? federationError(*answer) : answer.error();
        error.answerLost = false; // whatever it did can only be used by who has the answer
        error.host = host;
        error.operation = tokenOperation;
        co_return error;
    }
    const QByteArrayView bytes = answer->body.bytes();
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromRawData(bytes.data(), bytes.size()));
    const QString token = document.object()[u"SigninToken"].toString();
    if (token.isEmpty() || token.size() > longestSigninToken)
        co_return Error(ErrorKind::Protocol, Refusal::BadAnswer, u"the answer has no sign-in token"_s, {}, host,
                        tokenOperation);
    co_return SecretString(token);
}

SecretString FederationClient::login(const SecretString &signinToken, const QByteArray &page) const
{
    QByteArray encoded = encodedSecret(signinToken);
    QByteArray link = endpoint().toEncoded() + "?Action=login&Destination=" + page.toPercentEncoding();
    link.reserve(link.size() + encoded.size() + 16);
    link += "&SigninToken=" + encoded;
    wipe(encoded);
    return SecretString::take(std::move(link));
}

} // namespace keyturn

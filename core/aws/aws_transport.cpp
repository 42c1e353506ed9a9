#include "core/aws/aws_transport.h"

#include "core/async/sleep_for.h"
#include "core/aws/aws_error.h"
#include "core/aws/lost_answer.h"
#include "core/aws/retry_policy.h"
#include "core/aws/signer_v4.h"
#include "core/base/log.h"

#include <QLocale>
#include <QRandomGenerator>

#include <map>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

constexpr std::chrono::seconds skewThatMatters = 4min; // AWS accepts about five

Task<std::monostate> sleepInEarnest(std::chrono::milliseconds duration)
{
    co_await sleepFor(duration);
    co_return std::monostate();
}

//! RFC 9110 section 5.6.7; invalid if it is not such a date.
QDateTime dateOf(const HttpResponse &response)
{
    const QString text = QString::fromLatin1(response.header("date"));
    QDateTime date = QLocale::c().toDateTime(text, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    date.setTimeSpec(Qt::UTC);
    return date;
}

//! The source of the keys may have better ones by now: somebody renewed them since they were read.
bool isAboutTheKey(const Error &error)
{
    static constexpr QLatin1String codes[] = {"InvalidClientTokenId"_L1, "UnrecognizedClientException"_L1,
                                              "InvalidAccessKeyId"_L1, "SignatureDoesNotMatch"_L1,
                                              "InvalidSignatureException"_L1};
    return error.kind == ErrorKind::Expired
           || std::find(std::begin(codes), std::end(codes), error.code) != std::end(codes);
}

bool areSame(const Credentials &a, const Credentials &b)
{
    return a.accessKeyId == b.accessKeyId && a.secretAccessKey == b.secretAccessKey && a.sessionToken == b.sessionToken;
}

bool maySpeakOfTheClock(const QString &code)
{
    static constexpr QLatin1String codes[] = {"RequestTimeTooSkewed"_L1,  "RequestExpired"_L1,
                                              "RequestInTheFuture"_L1,    "AuthFailure"_L1,
                                              "SignatureDoesNotMatch"_L1, "InvalidSignatureException"_L1};
    return std::find(std::begin(codes), std::end(codes), code) != std::end(codes);
}

//! \p endpoint with the way behind it; the service itself has none.
QUrl urlOf(QUrl endpoint, const AwsTransport::Way &way)
{
    if (way.path == "/" && way.query.isEmpty())
        return endpoint;
    QString base = endpoint.path(QUrl::FullyEncoded);
    while (base.endsWith(u'/'))
        base.chop(1);
    endpoint.setPath(base + QString::fromLatin1(way.path), QUrl::TolerantMode);
    if (!way.query.isEmpty())
        endpoint.setQuery(QString::fromLatin1(way.query), QUrl::TolerantMode);
    return endpoint;
}

AwsProtocol protocolOf(const AwsService &service)
{
    return service.version.isEmpty() ? AwsProtocol::Json : AwsProtocol::Query;
}

Error ofCall(Error error, const QByteArray &host, const QString &operation, bool answerLost)
{
    if (!host.isEmpty())
        error.host = QString::fromLatin1(host);
    error.operation = operation;
    error.answerLost = answerLost;
    return error;
}

QByteArray targetOf(const QUrl &url)
{
    const QByteArray path = url.path(QUrl::FullyEncoded).toLatin1();
    const QByteArray query = url.hasQuery() ? '?' + url.query(QUrl::FullyEncoded).toLatin1() : QByteArray();
    return (path.isEmpty() ? QByteArray("/") : path) + query;
}

std::chrono::milliseconds steadyNow()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

AwsTransport::Waiting waitingInEarnest()
{
    return {[] { return QRandomGenerator::system()->generateDouble(); }, sleepInEarnest, steadyNow};
}

//! Of a call that may take \p whole and has \p left of it.
void endWithin(HttpRequest &request, std::chrono::milliseconds left, std::chrono::milliseconds whole)
{
    request.wholeDeadline = left < request.deadline ? whole : 0ms;
    request.deadline = std::clamp<std::chrono::milliseconds>(left, 1ms, request.deadline);
}

} // namespace

struct AwsTransport::Private {
    HttpClient &http;
    CredentialProvider &credentials;
    const Clock &clock;
    const QString region;
    const AwsEndpoints endpoints;
    const Waiting waiting;
    const int maxAttempts;

    SignerV4 signer;
    std::map<QByteArray, RetryPolicy> policies;      // by service id; a map, because suspended calls hold references
    QHash<QByteArray, std::chrono::seconds> offsets; // by host: the service's clock minus ours
    std::chrono::seconds skew{0};
    bool hasWritten = false;

    HttpRequest signedRequest(const AwsService &service, const QByteArray &operation, const QByteArray &contentType,
                              const SecretString &body, const QUrl &url, const QByteArray &method,
                              const Credentials &as) const
    {
        const QByteArray host = SignerV4::host(url);
        HttpRequest request;
        request.method = method;
        request.url = url;
        request.body = body;
        request.headers.emplaceBack(QByteArrayLiteral("content-type"), contentType);
        if (!service.targetPrefix.isEmpty())
            request.headers.emplaceBack(QByteArrayLiteral("x-amz-target"),
                                        service.targetPrefix.toByteArray() + operation);

        if (as.accessKeyId.isEmpty())
            return request; // an operation that takes no signature

        // From the raw clock each time: from a shifted one the error would double.
        const QDateTime now = clock.utcNow().addSecs(offsets.value(host).count());
        SignerV4::Request toSign{request.method, targetOf(url), request.headers, body.bytes()};
        toSign.headers.emplaceBack(QByteArrayLiteral("host"), host);
        request.headers.append(
            signer.sign(toSign, {SignerV4::timestamp(now), region.toLatin1(), service.signingName.toByteArray()}, as));
        return request;
    }

    //! True if the refusal is explained by the clock and the next signature will be dated differently. \p used: the
    //! offset that this one was dated with; another call may have corrected it meanwhile.
    bool correctClock(const Error &error, const HttpResponse &response, const QByteArray &host,
                      std::chrono::seconds used)
    {
        if (!maySpeakOfTheClock(error.code))
            return false;
        const QDateTime theirs = dateOf(response);
        if (!theirs.isValid())
            return false;
        const std::chrono::seconds offset(clock.utcNow().secsTo(theirs));
        if (std::chrono::abs(offset - used) < skewThatMatters)
            return false;
        if (std::chrono::abs(offset - offsets.value(host)) < skewThatMatters)
            return true;
        offsets.insert(host, offset);
        skew = std::chrono::abs(offset) < skewThatMatters ? 0s : -offset;
        qCWarning(awsLog) << "this computer's clock is" << skew.count() << "seconds ahead of" << host;
        return true;
    }

    std::chrono::milliseconds now() const { return waiting.now ? waiting.now() : steadyNow(); }

    //! Whether there are others now than \p refused: another call has renewed them meanwhile, or their source has
    //! better.
    Task<bool> hasOtherCredentials(Credentials refused)
    {
        const Result<Credentials> held = co_await credentials.credentials();
        if (held && !areSame(*held, refused))
            co_return true;
        credentials.invalidate();
        const Result<Credentials> fresh = co_await credentials.credentials();
        co_return fresh && !areSame(*fresh, refused);
    }

    RetryPolicy &policyFor(const AwsService &service)
    {
        return policies.try_emplace(service.id.toByteArray(), waiting.random, maxAttempts).first->second;
    }
};

AwsTransport::AwsTransport(HttpClient &http, CredentialProvider &credentials, const Clock &clock, QString region,
                           AwsEndpoints endpoints, int maxAttempts) :
    AwsTransport(http, credentials, clock, std::move(region), std::move(endpoints), waitingInEarnest(), maxAttempts)
{}

AwsTransport::AwsTransport(HttpClient &http, CredentialProvider &credentials, const Clock &clock, QString region,
                           AwsEndpoints endpoints, Waiting waiting, int maxAttempts) :
    m_d(new Private{http,
                    credentials,
                    clock,
                    std::move(region),
                    std::move(endpoints),
                    std::move(waiting),
                    maxAttempts,
                    {},
                    {},
                    {},
                    {}})
{}

AwsTransport::~AwsTransport() = default;

QString AwsTransport::region() const
{
    return m_d->region;
}

QUrl AwsTransport::endpoint(const AwsService &service) const
{
    return m_d->endpoints.of(service, m_d->region);
}

std::chrono::seconds AwsTransport::clockSkew() const
{
    return m_d->skew;
}

bool AwsTransport::hasWritten() const
{
    return m_d->hasWritten;
}

Task<Result<SecretString>> AwsTransport::call(const AwsService &service, QByteArray operation, QByteArray contentType,
                                              SecretString body, Repeat repeat, Bounds bounds, Way way)
{
    Private &d = *m_d;
    const std::chrono::milliseconds end = d.now() + bounds.time;
    const QUrl url = urlOf(endpoint(service), way);
    const QByteArray host = SignerV4::host(url);
    const QString name = QString::fromLatin1(service.id) + u':' + QString::fromLatin1(operation);
    const AwsProtocol protocol = protocolOf(service);
    if (url.isEmpty())
        co_return Error(ErrorKind::Invalid, Refusal::NotARegion, d.region, {}, {}, name);

    d.hasWritten = d.hasWritten || isWrite(name);
    RetryPolicy &policy = d.policyFor(service);
    bool clockCorrected = false;
    bool credentialsRefreshed = false;
    bool answerLost = false; // of any attempt: what the next one is told does not take it back
    for (int attempt = 1;;) {
        const Result<Credentials> credentials = co_await d.credentials.credentials();
        if (!credentials)
            co_return ofCall(credentials.error(), {}, name, answerLost);
        const std::chrono::seconds offset = d.offsets.value(host);
        HttpRequest request = d.signedRequest(service, operation, contentType, body, url, way.method, *credentials);
        endWithin(request, end - d.now(), bounds.time);
        request.maxBodyBytes = bounds.answerBytes;
        const Result<HttpResponse> answer = co_await d.http.send(std::move(request));
        const HttpResponse *response = answer ? &*answer : nullptr;

        std::optional<Error> error = errorOf(answer, protocol);
        qCDebug(awsLog).noquote() << name << host << "attempt" << attempt << (error ? error->code : u"ok"_s);
        if (!error) {
            policy.succeeded(attempt);
            co_return response->body;
        }
        const bool saysNothing = response ? mayHaveBeenDone(*error) : error->answerLost;
        answerLost = isWrite(name) && (answerLost || saysNothing);
        error = ofCall(*error, host, name, answerLost);

        if (response && !clockCorrected && d.correctClock(*error, *response, host, offset)) {
            clockCorrected = true;
            continue;
        }
        if (isAboutTheKey(*error) && !credentialsRefreshed) {
            credentialsRefreshed = true;
            const bool isRenewed = co_await d.hasOtherCredentials(*credentials);
            if (isRenewed)
                continue;
            co_return *error;
        }
        if (repeat == Repeat::Unsafe && !RetryPolicy::didNothing(*error))
            co_return *error;
        const std::optional<std::chrono::milliseconds> delay = policy.delayAfter(attempt, *error, response);
        if (!delay || d.now() + *delay >= end)
            co_return *error;
        ++attempt;
        const std::chrono::milliseconds pause = *delay;
        co_await d.waiting.sleep(pause);
    }
}

} // namespace keyturn

#include "core/http/http_client.h"

#include "core/http/exchange.h"

#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkCookie>
#include <QNetworkCookieJar>
#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QSslCertificate>
#include <QSslConfiguration>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

class NoCookies final : public QNetworkCookieJar {
public:
    QList<QNetworkCookie> cookiesForUrl(const QUrl &) const override { return {}; }
    bool setCookiesFromUrl(const QList<QNetworkCookie> &, const QUrl &) override { return false; }
};

//! The proxies of the system, without the passwords they may name; never for this computer.
class SystemProxies final : public QNetworkProxyFactory {
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        const QString host = query.peerHostName();
        if (host == "localhost"_L1 || QHostAddress(host).isLoopback())
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        QList<QNetworkProxy> proxies = systemProxyForQuery(query);
        for (QNetworkProxy &proxy : proxies) {
            proxy.setUser({});
            proxy.setPassword({});
        }
        return proxies;
    }
};

constexpr qint64 idleMs = 10'000;

bool isToken(QByteArrayView name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    });
}

bool isPlainValue(QByteArrayView value)
{
    return std::all_of(value.begin(), value.end(), [](char c) { return (c < 0 || c >= ' ' || c == '\t') && c != 127; });
}

//! Why the request must not leave this computer; null when it may.
const char *refusal(const HttpRequest &request)
{
    const QUrl &url = request.url;
    if (!url.isValid() || url.host().isEmpty() || url.port(443) == 0)
        return "not a URL with a host";
    if (!url.userInfo().isEmpty() || url.authority().contains(u'@'))
        return "a URL must not name a user";
    if (url.hasFragment())
        return "a URL must not have a fragment";
    const bool loopback = url.host() == "127.0.0.1"_L1 || url.host() == "::1"_L1;
    if (url.scheme() != "https"_L1 && !(url.scheme() == "http"_L1 && loopback))
        return "only https, or http to 127.0.0.1 and [::1]";
    if (request.method != "GET" && request.method != "POST")
        return "only GET and POST";
    for (const auto &[name, value] : request.headers) {
        if (!isToken(name) || !isPlainValue(value))
            return "a header has a character that does not belong there";
    }
    return nullptr;
}

} // namespace

QByteArray HttpResponse::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

struct HttpClient::Private {
    //! Made at the first request; dropped connections are not reused for a request that must not be lost.
    QNetworkAccessManager &connectedManager();
    QNetworkRequest prepared(const QUrl &url) const;

    static Task<Result<HttpResponse>> exchange(std::weak_ptr<Private> weak, HttpRequest request);

    const Options options;
    std::unique_ptr<QNetworkAccessManager> manager;
    QElapsedTimer lastUse;
};

HttpClient::HttpClient() : HttpClient(Options())
{}

HttpClient::HttpClient(Options options) : m_d(std::make_shared<Private>(Private{std::move(options), nullptr, {}}))
{}

HttpClient::~HttpClient() = default;

Task<Result<HttpResponse>> HttpClient::send(HttpRequest request)
{
    return Private::exchange(m_d, std::move(request));
}

QNetworkAccessManager &HttpClient::Private::connectedManager()
{
    if (!manager) {
        manager = std::make_unique<QNetworkAccessManager>();
        manager->setCookieJar(new NoCookies);
        manager->setProxyFactory(new SystemProxies);
    } else if (lastUse.hasExpired(idleMs)) {
        // A connection the server or a router has given up takes the request with it, and nobody could tell whether
        // it was served. So idle ones are not used again.
        const auto replies = manager->findChildren<QNetworkReply *>(QString(), Qt::FindDirectChildrenOnly);
        if (std::none_of(replies.begin(), replies.end(), [](const QNetworkReply *reply) { return reply->isRunning(); }))
            manager->clearConnectionCache();
    }
    lastUse.start();
    return *manager;
}

QNetworkRequest HttpClient::Private::prepared(const QUrl &url) const
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setRawHeader("User-Agent", "Keyturn/" KEYTURN_VERSION);
    request.setRawHeader("Accept-Encoding", "identity");
    if (url.scheme() == "https"_L1) { // loading OpenSSL takes longer than a request to this computer
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setProtocol(QSsl::TlsV1_2OrLater);
        tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
        tls.setSslOption(QSsl::SslOptionDisableSessionTickets, true);
        if (!options.caPem.isEmpty()) // without a certificate in it nothing is trusted, which is the safe reading
            tls.setCaCertificates(QSslCertificate::fromData(options.caPem));
        request.setSslConfiguration(tls);
    }
    return request;
}

Task<Result<HttpResponse>> HttpClient::Private::exchange(std::weak_ptr<Private> weak, HttpRequest request)
{
    if (const char *reason = refusal(request))
        co_return Error{ErrorKind::Invalid, u"request-refused"_s, QString::fromLatin1(reason)};

    Completion<Result<HttpResponse>> completion;
    std::optional<Exchange> exchange;
    if (const auto self = weak.lock())
        exchange.emplace(self->connectedManager(), self->prepared(request.url), std::move(request),
                         completion.completer());
    else
        co_return Error{ErrorKind::Cancelled, u"client-gone"_s, u"the HTTP client was closed"_s};

    Result<HttpResponse> result = co_await completion;
    co_return result;
}

} // namespace keyturn

#include "core/http/http_client.h"

#include "core/http/exchange.h"
#include "core/http/peer_check.h"
#include "core/http/seen_issuers.h"

#include <QHostAddress>
#include <QNetworkAccessManager>
#include <QNetworkCookie>
#include <QNetworkCookieJar>
#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QSslCertificate>
#include <QSslConfiguration>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

class NoCookies final : public QNetworkCookieJar {
public:
    QList<QNetworkCookie> cookiesForUrl(const QUrl &) const override { return {}; }
    bool setCookiesFromUrl(const QList<QNetworkCookie> &, const QUrl &) override { return false; }
};

//! Those of the environment; where it says nothing those of the desktop, without the passwords they may name. Never for
//! this computer.
class Proxies final : public QNetworkProxyFactory {
public:
    explicit Proxies(ProxyRules rules) : m_rules(std::move(rules)) {}

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        const QString host = query.peerHostName();
        if (host == "localhost"_L1 || QHostAddress(host).isLoopback())
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        if (!m_rules.isEmpty())
            return {ofTheEnvironment(query.url())};
        QList<QNetworkProxy> proxies = systemProxyForQuery(query);
        for (QNetworkProxy &proxy : proxies) {
            proxy.setUser({});
            proxy.setPassword({});
        }
        return proxies;
    }

private:
    QNetworkProxy ofTheEnvironment(const QUrl &url) const
    {
        const Result<QUrl> proxy = m_rules.proxyFor(url); // send() has refused what is none
        if (!proxy || proxy->isEmpty())
            return QNetworkProxy(QNetworkProxy::NoProxy);
        return QNetworkProxy(QNetworkProxy::HttpProxy, proxy->host(), static_cast<quint16>(proxy->port()),
                             proxy->userName(QUrl::FullyDecoded), proxy->password(QUrl::FullyDecoded));
    }

    const ProxyRules m_rules;
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
    if (request.method != "GET" && request.method != "POST" && request.method != "PUT" && request.method != "DELETE")
        return "only GET, POST, PUT and DELETE";
    for (const auto &[name, value] : request.headers) {
        if (!isToken(name) || !isPlainValue(value))
            return "a header has a character that does not belong there";
    }
    return nullptr;
}

//! Qt speaks of the server where it is the proxy whose host was not found.
Error throughProxy(Error error, const QString &proxy)
{
    if (error.refusal == Refusal::HostNotFound) {
        error.refuse(Refusal::ProxyUnreachable);
        error.detail = u"the host of %1 was not found"_s.arg(proxy);
    } else if (error.refusal == Refusal::ProxyUnreachable) {
        error.detail = u"%1: %2"_s.arg(proxy, error.detail);
    }
    return error;
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
    //! A manager and when it was last asked for something.
    struct Line {
        std::unique_ptr<QNetworkAccessManager> manager;
        QElapsedTimer lastUse;

        bool isBusy() const
        {
            const auto replies = manager->findChildren<QNetworkReply *>(QString(), Qt::FindDirectChildrenOnly);
            return std::any_of(replies.begin(), replies.end(),
                               [](const QNetworkReply *reply) { return reply->isRunning(); });
        }
    };

    explicit Private(Options o) : options(std::move(o))
    {
        if (!options.caPem.isEmpty()) // reading nothing would load OpenSSL as well
            authorities = QSslCertificate::fromData(options.caPem);
    }

    QNetworkAccessManager &managerFor(const QUrl &url);
    QNetworkAccessManager &ready(Line &line) const;
    QNetworkRequest prepared(const QUrl &url) const;
    const PeerCheck &peerCheck();

    static Task<Result<HttpResponse>> exchange(std::weak_ptr<Private> weak, HttpRequest request);

    const Options options;
    QList<QSslCertificate> authorities; // without one in caPem nothing is trusted, which is the safe reading
    Line plain;
    // Over TLS a manager carries one request at a time: with more, Qt opens connections ahead of need, and one that no
    // request was waiting for when its handshake ended would be used later without its certificate having been looked
    // at.
    std::vector<Line> encrypted;
    std::unique_ptr<PeerCheck> peers;
};

HttpClient::HttpClient() : HttpClient(Options())
{}

HttpClient::HttpClient(Options options) : m_d(std::make_shared<Private>(std::move(options)))
{}

HttpClient::~HttpClient() = default;

Task<Result<HttpResponse>> HttpClient::send(HttpRequest request)
{
    return Private::exchange(m_d, std::move(request));
}

void HttpClient::closeIdle()
{
    const auto close = [](const Private::Line &line) {
        if (line.manager && !line.isBusy())
            line.manager->clearConnectionCache();
    };
    close(m_d->plain);
    std::for_each(m_d->encrypted.begin(), m_d->encrypted.end(), close);
}

QNetworkAccessManager &HttpClient::Private::managerFor(const QUrl &url)
{
    if (url.scheme() != "https"_L1)
        return ready(plain);
    const auto idle = std::find_if(encrypted.begin(), encrypted.end(), [](const Line &line) { return !line.isBusy(); });
    return ready(idle == encrypted.end() ? encrypted.emplace_back() : *idle);
}

QNetworkAccessManager &HttpClient::Private::ready(Line &line) const
{
    if (!line.manager) {
        line.manager = std::make_unique<QNetworkAccessManager>();
        line.manager->setCookieJar(new NoCookies);
        line.manager->setProxyFactory(new Proxies(options.proxies));
    } else if (line.lastUse.hasExpired(idleMs) && !line.isBusy()) {
        // A connection the server or a router has given up takes the request with it, and nobody could tell whether
        // it was served. So idle ones are not used again.
        line.manager->clearConnectionCache();
    }
    line.lastUse.start();
    return *line.manager;
}

const PeerCheck &HttpClient::Private::peerCheck()
{
    if (!peers)
        peers = options.caPem.isEmpty() ? std::make_unique<PeerCheck>() : std::make_unique<PeerCheck>(authorities);
    return *peers;
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
        if (!options.caPem.isEmpty())
            tls.setCaCertificates(authorities);
        request.setSslConfiguration(tls);
    }
    return request;
}

Task<Result<HttpResponse>> HttpClient::Private::exchange(std::weak_ptr<Private> weak, HttpRequest request)
{
    if (const char *reason = refusal(request))
        co_return Error{ErrorKind::Invalid, Refusal::RequestRefused, QString::fromLatin1(reason)};

    Completion<Result<HttpResponse>> completion;
    std::optional<Exchange> exchange;
    QString proxyName;
    if (const auto self = weak.lock()) {
        const Result<QUrl> proxy = self->options.proxies.proxyFor(request.url);
        if (!proxy)
            co_return proxy.error();
        if (!proxy->isEmpty())
            proxyName = hostAndPort(*proxy);
        const auto check = [weak](const QList<QSslCertificate> &chain, const QString &host) {
            const auto client = weak.lock();
            if (!client)
                return std::optional(PeerCheck::Problem{Refusal::ClientGone, u"the HTTP client was closed"_s});
            const QSslCertificate own = chain.value(0);
            const QStringList names =
                own.issuerInfo(QSslCertificate::Organization) + own.issuerInfo(QSslCertificate::CommonName);
            seen_issuers::note(host, names.join(u", "_s));
            return client->peerCheck().problem(chain, host);
        };
        exchange.emplace(self->managerFor(request.url), self->prepared(request.url), std::move(request), check,
                         completion.completer());
    } else {
        co_return Error{ErrorKind::Cancelled, Refusal::ClientGone, u"the HTTP client was closed"_s};
    }

    Result<HttpResponse> result = co_await completion;
    if (!result && !proxyName.isEmpty())
        co_return throughProxy(result.error(), proxyName);
    co_return result;
}

} // namespace keyturn

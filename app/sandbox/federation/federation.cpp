#include "app/sandbox/federation/federation.h"

#include "app/sandbox/protocol/query.h"
#include "app/sandbox/wire/json_text.h"

#include <QJsonObject>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QUrl>

#include <array>

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

constexpr int shortestConsole = 900;
constexpr int longestConsole = 43'200;

//! All that is wrong with a request is told by a page, as AWS does.
Response federationPage(int status, const QString &title, const QString &content)
{
    const QString html = u"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>%1</title></head>"
                         "<body><h1>%1</h1>\n%2</body></html>\n"_s.arg(title, content);
    return {status,
            {{"Content-Type", "text/html;charset=UTF-8"},
             {"Cache-Control", "no-store"},
             {"Referrer-Policy", "no-referrer"},
             {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"}},
            html.toUtf8()};
}

Response badRequest(const QString &what)
{
    return federationPage(400, u"Bad Request"_s, u"<p id=\"error\">%1</p>\n"_s.arg(what.toHtmlEscaped()));
}

bool isOfConsole(const QString &address)
{
    static const QRegularExpression host(
        u"\\A(?:[a-z0-9-]+\\.)?console\\.(?:aws\\.amazon\\.com|amazonaws\\.cn|amazonaws-us-gov\\.com|amazonaws-eusc\\.eu)\\z"_s);
    const QUrl url(address, QUrl::StrictMode);
    return url.isValid() && url.scheme() == u"https" && url.userInfo().isEmpty() && host.match(url.host()).hasMatch();
}

} // namespace

Response Federation::handle(const Request &request, const QDateTime &now)
{
    const bool isForm = request.method == "POST";
    if (!isForm && request.method != "GET")
        return {405, {{"Allow", "GET, POST"}}, {}};
    const QJsonObject fields = query::fields(isForm ? request.body : request.query());
    const QString action = fields[u"Action"].toString();
    if (action == u"getSigninToken")
        return signinToken(fields, now);
    if (action == u"login" && !isForm)
        return login(fields, now);
    return badRequest(u"Invalid or missing Action parameter"_s);
}

Response Federation::signinToken(const QJsonObject &fields, const QDateTime &now)
{
    const QJsonObject session = jsonDocument(fields[u"Session"].toString().toUtf8()).object();
    const AccessKey *key = m_keys.find(session[u"sessionId"].toString().toLatin1());
    const bool isKnown = key && SecretString(session[u"sessionKey"].toString()) == key->secret
                         && session[u"sessionToken"].toString().toLatin1() == key->sessionToken;
    if (!isKnown || (key->expiresAt.isValid() && key->expiresAt <= now))
        return badRequest(u"Invalid credentials parameter"_s);
    const QString arn = key->caller.arn;
    if (key->sessionToken.isEmpty() || !(arn.contains(u":assumed-role/") || arn.contains(u":federated-user/")))
        return badRequest(u"Only federation tokens or assume role tokens may be used for federated login."_s);
    if (fields.contains(u"SessionDuration")) {
        const int seconds = fields[u"SessionDuration"].toString().toInt();
        if (seconds < shortestConsole || seconds > longestConsole)
            return badRequest(u"Invalid SessionDuration parameter"_s);
    }
    std::erase_if(m_signedIn, [&now](const auto &known) { return known.second.until <= now; });
    std::array<quint32, 32> random{};
    QRandomGenerator::system()->fillRange(random.data(), random.size());
    // The alphabet of the real ones, whose '+' and '=' have to be encoded in a link.
    const QByteArray bytes(reinterpret_cast<const char *>(random.data()), sizeof random);
    const QString token = QString::fromLatin1(bytes.toBase64());
    m_signedIn.insert_or_assign(token, SignedIn{arn, now.addSecs(lifeSeconds)});
    return {200,
            {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}},
            jsonText(QJsonObject{{u"SigninToken"_s, token}})};
}

Response Federation::login(const QJsonObject &fields, const QDateTime &now) const
{
    const auto known = m_signedIn.find(fields[u"SigninToken"].toString());
    if (known == m_signedIn.end() || known->second.until <= now)
        return badRequest(u"Token is invalid or has expired"_s);
    const QString page = fields[u"Destination"].toString();
    if (!isOfConsole(page))
        return badRequest(u"Invalid Destination parameter"_s);
    return federationPage(200, u"Keyturn sandbox"_s,
                          u"<p>Signed in to the console as <b id=\"identity\">%1</b>.</p>\n"
                          "<p>AWS would open <b id=\"destination\">%2</b>; the sandbox leads nowhere else.</p>\n"_s.arg(
                              known->second.arn.toHtmlEscaped(), page.toHtmlEscaped()));
}

} // namespace keyturn::sandbox

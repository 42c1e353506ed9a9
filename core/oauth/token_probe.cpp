#include "core/oauth/token_probe.h"

#include "core/base/redaction.h"
#include "core/json/json_cursor.h"
#include "core/oauth/token_url_policy.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

constexpr qint64 maxProbeBytes = 256LL * 1024;
constexpr std::chrono::milliseconds probeDeadline = 10s;
const QString probeOperation = u"probe"_s;

//! What a body says of an error, in any of the spellings in use.
struct ErrorWords {
    QString code;
    QString text;
    bool isFailure = false; //!< it says so whatever the status is
};

void readMember(JsonCursor &json, QByteArrayView key, ErrorWords &words, bool isInner);

void readObject(JsonCursor &json, ErrorWords &words, bool isInner)
{
    json.beginObject();
    while (json.nextMember()) {
        const QByteArray key = json.key().toByteArray();
        readMember(json, key, words, isInner);
    }
}

void readMember(JsonCursor &json, QByteArrayView key, ErrorWords &words, bool isInner)
{
    const JsonCursor::Kind kind = json.kind();
    const bool isText = kind == JsonCursor::Kind::String;
    if (key == "error" && !isInner && kind == JsonCursor::Kind::Object) {
        words.isFailure = true;
        readObject(json, words, true);
    } else if (key == "errors" && !isInner && kind == JsonCursor::Kind::Array) {
        json.beginArray();
        while (json.nextItem()) {
            words.isFailure = true;
            json.kind() == JsonCursor::Kind::Object ? readObject(json, words, true) : json.skip();
        }
    } else if (key == "ok" && kind == JsonCursor::Kind::Boolean) {
        words.isFailure = words.isFailure || json.raw() == "false";
    } else if ((key == "error" || key == "code") && isText) {
        const QString code = json.string();
        words.code = words.code.isEmpty() ? code : words.code;
        words.isFailure = words.isFailure || key == "error";
    } else if ((key == "error_description" || key == "message" || key == "detail") && isText) {
        const QString text = json.string();
        words.text = words.text.isEmpty() ? text : words.text;
    } else {
        json.skip();
    }
}

//! error="..." of RFC 6750 section 3, for bodies that say nothing.
QString challengeWord(const QByteArray &challenge)
{
    const qsizetype at = challenge.indexOf("error=\"");
    return at < 0 ? QString() : QString::fromLatin1(challenge.mid(at + 7, 60)).section(u'"', 0, 0);
}

ErrorWords wordsIn(const HttpResponse &response)
{
    ErrorWords words;
    JsonCursor json(response.body.bytes());
    if (json.kind() == JsonCursor::Kind::Object)
        readObject(json, words, false);
    if (words.code.isEmpty())
        words.code = challengeWord(response.header("www-authenticate"));
    return words;
}

bool isPage(const HttpResponse &response)
{
    return response.header("content-type").toLower().startsWith("text/html");
}

bool speaksOfTheToken(const QString &code)
{
    return code.compare("invalid_token"_L1, Qt::CaseInsensitive) == 0
           || code.compare("expired_token"_L1, Qt::CaseInsensitive) == 0;
}

ProbeAnswer::Kind probeKind(const HttpResponse &response, const ErrorWords &words, bool refusesWith403)
{
    const int status = response.status;
    if (status >= 200 && status <= 299 && !isPage(response))
        return words.isFailure ? ProbeAnswer::Kind::Refused : ProbeAnswer::Kind::Works;
    if (status == 401)
        return ProbeAnswer::Kind::Refused;
    if (status == 403)
        return refusesWith403 || speaksOfTheToken(words.code) ? ProbeAnswer::Kind::Refused : ProbeAnswer::Kind::Limited;
    return status == 400 && speaksOfTheToken(words.code) ? ProbeAnswer::Kind::Refused : ProbeAnswer::Kind::Unclear;
}

ErrorKind errorKindOf(ProbeAnswer::Kind kind, int status)
{
    if (kind == ProbeAnswer::Kind::Limited)
        return ErrorKind::AccessDenied;
    if (kind == ProbeAnswer::Kind::Refused)
        return ErrorKind::Auth;
    if (status == 429)
        return ErrorKind::Throttled;
    return status >= 500 ? ErrorKind::Unavailable : ErrorKind::Protocol;
}

//! RFC 6750 section 2.1: anything else could not be sent, or would become another header.
bool fitsIntoAHeader(const SecretString &token)
{
    const QByteArrayView bytes = token.bytes();
    return !bytes.isEmpty() && std::all_of(bytes.begin(), bytes.end(), [](char c) { return c > 0x20 && c < 0x7F; });
}

HttpRequest probeRequest(const ProbeTarget &target, const QUrl &url, const SecretString &token)
{
    HttpRequest request;
    request.method = "GET";
    request.url = url;
    request.headers = {{"Accept", "application/json"}, {"Accept-Encoding", "identity"}};
    QByteArray value(target.header.isEmpty() ? "Bearer " : "");
    value.append(token.bytes());
    request.headers.append({target.header.isEmpty() ? QByteArray("Authorization") : target.header, value});
    request.deadline = probeDeadline;
    request.maxBodyBytes = maxProbeBytes;
    return request;
}

} // namespace

bool isOwnProbeUrl(const QUrl &url)
{
    if (isOwnTokenUrl(url))
        return true;
    if (!checkTokenUrl(url) || url.port(443) != 443)
        return false;
    const auto names = [&url](const Provider::Probe &probe) {
        return std::any_of(probe.urls.cbegin(), probe.urls.cend(),
                           [&url](const QString &known) { return QUrl(known).host() == url.host(); });
    };
    return std::any_of(providers().cbegin(), providers().cend(), [&names](const Provider &provider) {
        return std::any_of(provider.probes.cbegin(), provider.probes.cend(), names);
    });
}

const Provider::Probe *probeFor(const Provider &provider, CredentialKind layout)
{
    const Provider::Probe *usual = nullptr;
    for (const Provider::Probe &probe : provider.probes) {
        if (probe.layouts.contains(layout))
            return &probe;
        usual = probe.layouts.isEmpty() ? &probe : usual;
    }
    return usual;
}

QList<QUrl> probeUrls(const Provider &provider, const Provider::Probe &probe, const QUrl &tokenUrl)
{
    QUrl bare = tokenUrl;
    bare.setQuery(QString());
    const auto resolved = [&bare](const QString &reference) { return bare.resolved(QUrl(reference)); };
    if (!probe.anyOf) {
        const auto row =
            std::find_if(provider.tokenUrls.cbegin(), provider.tokenUrls.cend(),
                         [&tokenUrl](const QString &known) { return QUrl(known).host() == tokenUrl.host(); });
        const qsizetype at = row == provider.tokenUrls.cend() ? 0 : row - provider.tokenUrls.cbegin();
        return {resolved(probe.urls.value(at < probe.urls.size() ? at : 0))};
    }
    QList<QUrl> urls;
    for (const QString &url : probe.urls)
        urls.append(resolved(url));
    return urls;
}

ProbeTarget probeTargetAt(const QUrl &url)
{
    ProbeTarget target{{url}, tokenOrigin(url)};
    for (const Provider &provider : providers()) {
        for (const Provider::Probe &probe : provider.probes) {
            const bool isHere = std::any_of(probe.urls.cbegin(), probe.urls.cend(),
                                            [&url](const QString &known) { return QUrl(known).host() == url.host(); });
            if (isHere) {
                target.header = probe.header;
                target.refusesWith403 = probe.refusesWith403;
            }
        }
    }
    return target;
}

Task<ProbeAnswer> TokenProbe::ask(ProbeTarget target, SecretString token) const
{
    ProbeAnswer last;
    for (const QUrl &url : std::as_const(target.urls)) {
        const ProbeAnswer answer = co_await askOne(target, url, token);
        if (answer.isAccepted())
            co_return answer;
        const bool isFirst = last.at.isNull(); // an unclear one hides what the others said: it could have been the one
        if (isFirst || answer.kind == ProbeAnswer::Kind::Unclear)
            last = answer;
    }
    co_return last;
}

Task<ProbeAnswer> TokenProbe::askOne(ProbeTarget target, QUrl url, SecretString token) const
{
    ProbeAnswer answer;
    answer.at = m_clock.utcNow();
    answer.host = url.host(QUrl::FullyEncoded);
    const Result<> checked = checkTokenUrl(url); // also in a rehearsal, which must refuse the same
    if (!checked || (!isOwnProbeUrl(url) && tokenOrigin(url) != target.agreedOrigin)) {
        answer.error = checked ? probeUrlNeedsConsent(url) : checked.error();
        answer.error.operation = probeOperation;
        co_return answer;
    }
    if (!fitsIntoAHeader(token)) {
        answer.error = Error{
            ErrorKind::Invalid, Refusal::TokenForm, u"the token holds characters that no header can carry"_s, {}, {},
            probeOperation};
        co_return answer;
    }
    const QUrl place = m_rehearsal.isEmpty() ? url : rehearsedUrl(url, m_rehearsal);
    answer.host = place.authority();
    HttpRequest request = probeRequest(target, place, token);
    const Result<HttpResponse> response = co_await m_http.send(std::move(request));
    answer.at = m_clock.utcNow();
    if (!response) {
        answer.error = response.error();
        answer.error.answerLost = false; // it asked, and changed nothing
        answer.error.operation = probeOperation;
        co_return answer;
    }
    const ErrorWords words = wordsIn(*response);
    answer.status = response->status;
    answer.kind = probeKind(*response, words, target.refusesWith403);
    if (answer.kind == ProbeAnswer::Kind::Works)
        co_return answer;
    const QString detail = isPage(*response)      ? u"HTTP status %1 and a web page"_s.arg(response->status)
                           : words.text.isEmpty() ? u"HTTP status %1"_s.arg(response->status)
                                                  : redacted(words.text);
    answer.error = Error{
        errorKindOf(answer.kind, response->status), redacted(words.code), detail, {}, answer.host, probeOperation};
    co_return answer;
}

} // namespace keyturn

#include "app/sandbox/signin/sign_in.h"

#include "app/sandbox/iam/access_keys.h"
#include "app/sandbox/service/service.h"
#include "app/sandbox/signin/dpop_check.h"
#include "app/sandbox/wire/json_text.h"
#include "core/base/log.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QUuid>

namespace keyturn::sandbox::signin {

namespace {

using namespace Qt::StringLiterals;

const QString tokenKind = u"sign-in-token"_s; // by the hash of a refresh token: its session, the answer to it
const QString sessionKind = u"sign-in"_s;     // by its ARN: key, client, when it began, why it ended
const QString proofKind = u"sign-in-proof"_s;
constexpr size_t mostProofs = 10'000;
constexpr int lifeSeconds = 15 * 60;
constexpr qint64 sessionSeconds = 12LL * 60 * 60;
constexpr qint64 repeatSeconds = 60;

QString hashOf(const QString &token)
{
    return QString::fromLatin1(QCryptographicHash::hash(token.toUtf8(), QCryptographicHash::Sha256).toHex());
}

std::optional<QJsonObject> document(const Store &store, const QString &kind, const QString &name)
{
    const auto &all = store.documents(kind);
    const auto found = all.find(name);
    return found == all.end() ? std::nullopt : std::optional(found->second);
}

//! \p word: what AccessDeniedException means.
Error denied(const QString &word)
{
    return refusal(u"AccessDeniedException"_s, word);
}

QString isoTime(const QDateTime &time)
{
    return time.toUTC().toString(u"yyyy-MM-dd'T'HH:mm:ss'Z'"_s);
}

//! Credentials of \p session and the refresh token that renews them next.
Result<QJsonObject> issue(Store &store, const QString &session, const QDateTime &now)
{
    const QString account = session.section(u':', 4, 4);
    const QJsonObject everything{
        {u"Version"_s, u"2012-10-17"_s},
        {u"Statement"_s,
         QJsonArray{QJsonObject{{u"Effect"_s, u"Allow"_s}, {u"Action"_s, u"*"_s}, {u"Resource"_s, u"*"_s}}}}};
    const Result<TemporaryKey> key =
        issueTemporaryKey(store, account, session, everything, now, now.addSecs(lifeSeconds));
    if (!key)
        return key.error();
    const QString refresh = u"sandbox-sign-in-"_s + QUuid::createUuid().toString(QUuid::Id128);
    const Result<> saved = store.saveDocument(tokenKind, hashOf(refresh), {{u"session"_s, session}});
    if (!saved)
        return saved.error();
    return QJsonObject{{u"accessToken"_s, QJsonObject{{u"accessKeyId"_s, key->id},
                                                      {u"secretAccessKey"_s, key->secret},
                                                      {u"sessionToken"_s, key->sessionToken}}},
                       {u"tokenType"_s, u"aws_sigv4"_s},
                       {u"expiresIn"_s, lifeSeconds},
                       {u"refreshToken"_s, refresh}};
}

//! The first answer again, or a new one that is remembered.
Answer renewed(Store &store, const QString &refresh, QJsonObject known, const QDateTime &now)
{
    if (known.contains(u"answer"))
        return now.toSecsSinceEpoch() - known[u"at"].toInteger() > repeatSeconds ? Answer(denied(u"TOKEN_EXPIRED"_s))
                                                                                 : Answer(known[u"answer"].toObject());
    Result<QJsonObject> answer = issue(store, known[u"session"].toString(), now);
    if (!answer)
        return answer.error();
    known[u"answer"_s] = *answer;
    known[u"at"_s] = now.toSecsSinceEpoch();
    const Result<> saved = store.saveDocument(tokenKind, hashOf(refresh), known);
    return saved ? Answer(*answer) : Answer(saved.error());
}

Answer token(Store &store, const Request &request, const SandboxClock &clock)
{
    const QJsonObject input = QJsonDocument::fromJson(request.body).object();
    if (request.method != "POST" || input[u"grantType"] != u"refresh_token"_s)
        return refusal(u"ValidationException"_s, u"grantType must be refresh_token"_s);
    const QString refresh = input[u"refreshToken"].toString();
    const std::optional<QJsonObject> known = document(store, tokenKind, hashOf(refresh));
    const std::optional<QJsonObject> session =
        known ? document(store, sessionKind, known->value(u"session").toString()) : std::nullopt;
    if (!session || session->value(u"clientId") != input[u"clientId"])
        return denied(u"TOKEN_EXPIRED"_s);
    const QString url = u"http://"_s + QString::fromLatin1(request.header("host")) + u"/v1/token"_s;
    const Result<QString> proof =
        checkProof(request.header("dpop"), session->value(u"key").toString().toLatin1(), url, clock.computerNow());
    if (!proof)
        return proof.error();
    if (document(store, proofKind, *proof))
        return refusal(u"ValidationException"_s, u"The DPoP proof was used before"_s);
    store.noteDocument(proofKind, *proof, {}, mostProofs);
    if (const QString end = session->value(u"end").toString(); !end.isEmpty())
        return denied(end);
    const QDateTime now = clock.utcNow();
    if (now.toSecsSinceEpoch() - session->value(u"since").toInteger() > sessionSeconds)
        return denied(u"TOKEN_EXPIRED"_s);
    return renewed(store, refresh, *known, now);
}

Result<QJsonObject> signedIn(Store &store, const QJsonObject &input, const QDateTime &now)
{
    const QString session = input[u"session"].toString(u"arn:aws:iam::123456789012:user/somebody"_s);
    if (const QString end = input[u"end"].toString(); !end.isEmpty()) {
        std::optional<QJsonObject> known = document(store, sessionKind, session);
        if (!known)
            return Error{ErrorKind::Invalid, u"session"_s, u"nobody is signed in as %1"_s.arg(session)};
        known->insert(u"end"_s, end);
        const Result<> saved = store.saveDocument(sessionKind, session, *known);
        return saved ? Result<QJsonObject>(QJsonObject()) : Result<QJsonObject>(saved.error());
    }
    const QString key = input[u"key"].toString();
    if (!session.startsWith("arn:aws:"_L1) || !isPublicKey(key.toLatin1()))
        return Error{ErrorKind::Invalid, u"key"_s, u"session is an ARN, key a public key on P-256 as PEM"_s};
    const QString client = u"arn:aws:signin:::devtools/same-device"_s;
    const Result<> saved = store.saveDocument(
        sessionKind, session, {{u"key"_s, key}, {u"clientId"_s, client}, {u"since"_s, now.toSecsSinceEpoch()}});
    if (!saved)
        return saved.error();
    Result<QJsonObject> issued = issue(store, session, now);
    if (!issued)
        return issued;
    QJsonObject token = (*issued)[u"accessToken"].toObject();
    token[u"accountId"_s] = session.section(u':', 4, 4);
    token[u"expiresAt"_s] = isoTime(now.addSecs(lifeSeconds));
    return QJsonObject{{u"accessToken"_s, token},
                       {u"tokenType"_s, u"aws_sigv4"_s},
                       {u"refreshToken"_s, (*issued)[u"refreshToken"]},
                       {u"clientId"_s, client}};
}

} // namespace

bool isFor(const QByteArray &path)
{
    return path == "/v1/token";
}

Response handle(Store &store, const Request &request, const QByteArray &requestId, const SandboxClock &clock)
{
    const Headers headers{{"Content-Type", "application/json"}, {"x-amzn-RequestId", requestId}};
    const Answer answer = token(store, request, clock);
    if (answer)
        return {200, headers, jsonText(*answer)};
    const Error &error = answer.error();
    if (error.kind == ErrorKind::Io) {
        qCWarning(sandboxLog).noquote() << error.detail;
        return {500, headers, jsonText({{u"message"_s, u"The server failed"_s}})};
    }
    QJsonObject body{{u"message"_s, error.detail}};
    const bool isDenied = error.code == u"AccessDeniedException";
    body[u"error"_s] = isDenied ? error.detail : u"INVALID_REQUEST"_s;
    Headers told = headers;
    told.emplaceBack("x-amzn-ErrorType", error.code.toLatin1());
    return {isDenied ? 401 : 400, told, jsonText(body)};
}

ControlCall signInCall(Store &store, const Clock &clock)
{
    const auto post = [&store, &clock](const ControlInput &input) { return signedIn(store, input, clock.utcNow()); };
    return {"sign-in", {}, post};
}

} // namespace keyturn::sandbox::signin

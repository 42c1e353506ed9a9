#include "app/sandbox/spapi/application_api.h"

#include "app/sandbox/oauth/provider.h"
#include "app/sandbox/service/service.h"
#include "app/sandbox/sqs/sqs.h"
#include "app/sandbox/wire/json_text.h"
#include "core/base/log.h"

#include <QRandomGenerator>
#include <QUuid>

namespace keyturn::sandbox::spapi {

namespace {

using namespace Qt::StringLiterals;

const QString applicationKind = u"spapi-application"_s; // documents by client id
const QString rotationScope = u"sellingpartnerapi::client_credential:rotation"_s;
constexpr int callsApartSeconds = 60;
constexpr int secretLifeDays = 180;

const iam::Principal &sender()
{
    static const iam::Principal amazon{{}, u"437568002678"_s, u"arn:aws:iam::437568002678:root"_s};
    return amazon;
}

Response refuse(int status, const QString &code, const QString &message, const QByteArray &requestId)
{
    const QJsonObject error{{u"code"_s, code}, {u"message"_s, message}, {u"details"_s, QString()}};
    return {status,
            {{"Content-Type", "application/json"}, {"x-amzn-RequestId", requestId}},
            jsonText(QJsonObject{{u"errors"_s, QJsonArray{error}}})};
}

QString isoTime(const QDateTime &utc)
{
    return utc.toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz'Z'"_s);
}

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QString newSecret()
{
    QByteArray random(32, Qt::Uninitialized);
    for (char &byte : random)
        byte = static_cast<char>(QRandomGenerator::system()->bounded(256));
    return u"amzn1.oa2-cs.v1."_s + QString::fromLatin1(random.toHex());
}

QJsonObject envelope(const QString &type, const QJsonObject &payload, const QString &clientId, const QDateTime &now)
{
    return {{u"notificationVersion"_s, u"1.0"_s},
            {u"notificationType"_s, type},
            {u"payloadVersion"_s, u"2023-11-30"_s},
            {u"eventTime"_s, isoTime(now)},
            {u"payload"_s, payload},
            {u"notificationMetadata"_s, QJsonObject{{u"applicationId"_s, u"amzn1.sp.solution."_s + clientId},
                                                    {u"subscriptionId"_s, newId()},
                                                    {u"publishTime"_s, isoTime(now)},
                                                    {u"notificationId"_s, newId()}}}};
}

QJsonObject newSecretNotice(const QString &clientId, const QString &secret, const QDateTime &oldUntil,
                            const QDateTime &now)
{
    const QJsonObject payload{{u"clientId"_s, clientId},
                              {u"newClientSecret"_s, secret},
                              {u"newClientSecretExpiryTime"_s, isoTime(now.addDays(secretLifeDays))},
                              {u"oldClientSecretExpiryTime"_s, isoTime(oldUntil)}};
    return envelope(u"APPLICATION_OAUTH_CLIENT_NEW_SECRET"_s, {{u"applicationOAuthClientNewSecret"_s, payload}},
                    clientId, now);
}

//! What else lies in queues: another application's secret, another kind of notice, no notice at all.
QString foreignBody(int number, const QString &clientId, const QDateTime &now)
{
    if (number % 3 == 0)
        return QString::fromUtf8(
            jsonText(newSecretNotice(u"amzn1.application-oa2-client.of-another-application"_s, newSecret(), now, now)));
    if (number % 3 == 1)
        return QString::fromUtf8(
            jsonText(envelope(u"APPLICATION_OAUTH_CLIENT_SECRET_EXPIRY"_s,
                              {{u"applicationOAuthClientSecretExpiry"_s,
                                QJsonObject{{u"clientId"_s, clientId},
                                            {u"clientSecretExpiryTime"_s, isoTime(now.addDays(30))},
                                            {u"clientSecretExpiryReason"_s, u"PERIODIC_ROTATION"_s}}}},
                              clientId, now)));
    return u"not a notification"_s;
}

Result<> tell(Store &store, const QJsonObject &application, const QString &clientId, const QString &body,
              const QDateTime &now)
{
    const QString queue = application[u"queue"].toString();
    const QDateTime visibleAt = now.addSecs(application[u"delaySeconds"].toInt());
    QStringList bodies;
    for (int i = 0; i < application[u"foreign"].toInt(); ++i)
        bodies << foreignBody(i, clientId, now);
    for (int i = 0; i < application[u"copies"].toInt(1); ++i)
        bodies << body;
    for (const QString &each : std::as_const(bodies)) {
        auto sent = queues::sendAs(store, queue, sender(), each, now, visibleAt);
        if (!sent && sent.error().kind == ErrorKind::Io)
            return sent;
        if (!sent) // the secret is rotated all the same, and nobody hears of it
            qCWarning(sandboxLog).noquote() << "the new client secret reached no queue:" << sent.error().detail;
    }
    return {};
}

QString wrappedBySns(const QString &body)
{
    return QString::fromUtf8(
        jsonText(QJsonObject{{u"Type"_s, u"Notification"_s}, {u"MessageId"_s, newId()}, {u"Message"_s, body}}));
}

//! The client whose token may rotate its secret; null where the token may not.
const OAuthClient *rotatingClient(const Store &store, const Request &request, const QDateTime &now)
{
    const QString text = QString::fromLatin1(request.header("x-amz-access-token"));
    const OAuthToken *token = text.isEmpty() ? nullptr : store.oauthToken(OAuthToken::hashOf(text));
    if (!token || token->kind != OAuthToken::Kind::Access || !token->isLive(now) || token->scope != rotationScope)
        return nullptr;
    const auto client = store.oauthClients().find(token->clientId);
    return client == store.oauthClients().end() ? nullptr : &client->second;
}

Result<> rotate(Store &store, OAuthClient client, QJsonObject application, const QDateTime &now)
{
    const OAuthClient renewed = oauth::withSecret(std::move(client), newSecret(), now);
    QString body =
        QString::fromUtf8(jsonText(newSecretNotice(renewed.id, renewed.secret, renewed.oldSecretUntil, now)));
    if (application[u"wrapped"].toBool())
        body = wrappedBySns(body);
    application.insert(u"rotations"_s, application[u"rotations"].toInt() + 1);
    application.insert(u"rotatedAt"_s, jsonTime(now));
    return store.transaction([&]() -> Result<> {
        if (auto saved = store.save(renewed); !saved)
            return saved;
        if (auto saved = store.saveDocument(applicationKind, renewed.id, application); !saved)
            return saved;
        return tell(store, application, renewed.id, body, now);
    });
}

} // namespace

bool isFor(const QByteArray &path)
{
    return path == "/applications/2023-11-30/clientSecret";
}

Response handle(Store &store, const Request &request, const QByteArray &requestId, const QDateTime &now)
{
    if (request.method != "POST")
        return {405, {{"Allow", "POST"}}, {}};
    const OAuthClient *client = rotatingClient(store, request, now);
    if (!client)
        return refuse(403, u"Unauthorized"_s, u"Access to requested resource is denied."_s, requestId);
    const auto &all = store.documents(applicationKind);
    const auto known = all.find(client->id);
    QJsonObject application = known == all.end() ? QJsonObject() : known->second;
    application.insert(u"calls"_s, application[u"calls"].toInt() + 1);
    if (auto saved = store.saveDocument(applicationKind, client->id, application); !saved)
        return refuse(500, u"InternalFailure"_s, saved.error().detail, requestId);
    if (const int status = application[u"status"].toInt(); status > 0)
        return refuse(status, u"InternalFailure"_s, u"The request processing has failed."_s, requestId);
    if (application[u"queue"].toString().isEmpty())
        return refuse(400, u"InvalidInput"_s,
                      u"Application is not enrolled for rotation notification. Enrol it for the notification of new "
                      "client secrets before you rotate."_s,
                      requestId);
    const QDateTime rotatedAt = timeFromJson(application[u"rotatedAt"]);
    if (rotatedAt.isValid() && now < rotatedAt.addSecs(callsApartSeconds))
        return refuse(429, u"QuotaExceeded"_s, u"You exceeded your quota for the requested resource."_s, requestId);
    if (auto rotated = rotate(store, *client, application, now); !rotated)
        return refuse(500, u"InternalFailure"_s, rotated.error().detail, requestId);
    return {204, {{"x-amzn-RateLimit-Limit", "0.0167"}, {"x-amzn-RequestId", requestId}}, {}};
}

ControlCall applicationsCall(Store &store)
{
    const auto get = [&store](const ControlInput &) -> Result<QJsonObject> {
        QJsonArray all;
        for (const auto &[id, application] : store.documents(applicationKind)) {
            QJsonObject shown = application;
            shown.insert(u"clientId"_s, id);
            all.append(shown);
        }
        return QJsonObject{{u"applications"_s, all}};
    };
    const auto post = [&store](const ControlInput &input) -> Result<QJsonObject> {
        const QString id = input[u"clientId"].toString();
        if (!store.oauthClients().contains(id))
            return refusal(u"ValidationException"_s, u"there is no client of this id"_s);
        const auto &all = store.documents(applicationKind);
        const auto known = all.find(id);
        QJsonObject application = known == all.end() ? QJsonObject() : known->second;
        for (auto it = input.begin(); it != input.end(); ++it) {
            static const QHash<QString, QJsonValue::Type> members{
                {u"queue"_s, QJsonValue::String},   {u"copies"_s, QJsonValue::Double},
                {u"foreign"_s, QJsonValue::Double}, {u"delaySeconds"_s, QJsonValue::Double},
                {u"status"_s, QJsonValue::Double},  {u"wrapped"_s, QJsonValue::Bool}};
            if (it.key() == u"clientId")
                continue;
            if (!members.contains(it.key()) || it.value().type() != members[it.key()])
                return refusal(u"ValidationException"_s, u"%1 is unknown, or has the wrong type"_s.arg(it.key()));
            application.insert(it.key(), it.value());
        }
        if (auto saved = store.saveDocument(applicationKind, id, application); !saved)
            return saved.error();
        return application;
    };
    return {"sp-api", get, post};
}

} // namespace keyturn::sandbox::spapi

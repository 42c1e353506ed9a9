#include "app/sandbox/control/clients_call.h"

#include "app/sandbox/oauth/provider.h"
#include "app/sandbox/service/service.h"

#include <QSet>

namespace keyturn::sandbox::oauth {

namespace {

using namespace Qt::StringLiterals;

Error wrong(const QString &what)
{
    return refusal(u"ValidationException"_s, what);
}

QJsonValue isoTime(const QDateTime &utc)
{
    return utc.isValid() ? QJsonValue(utc.toString(Qt::ISODate)) : QJsonValue();
}

QJsonObject shown(const Store &store, const OAuthClient &client, const QDateTime &now)
{
    int access = 0;
    int refresh = 0;
    int spent = 0;
    for (const auto &[hash, token] : store.oauthTokens()) {
        if (token.clientId != client.id)
            continue;
        const bool isRefresh = token.kind == OAuthToken::Kind::Refresh;
        access += token.isLive(now) && !isRefresh;
        refresh += token.isLive(now) && isRefresh;
        spent += token.spentAt.isValid();
    }
    const Provider *row = provider(client.provider);
    return {{u"clientId"_s, client.id},
            {u"provider"_s, client.provider},
            {u"tokenPath"_s, row ? QString::fromLatin1(row->path) : QString()},
            {u"scope"_s, client.scope},
            {u"behaviour"_s, toJson(behaviourOf(client))},
            {u"secretChangedAt"_s, isoTime(client.secretChangedAt)},
            {u"oldSecretUntil"_s, now < client.oldSecretUntil ? isoTime(client.oldSecretUntil) : QJsonValue()},
            {u"liveAccessTokens"_s, access},
            {u"liveRefreshTokens"_s, refresh},
            {u"spentRefreshTokens"_s, spent}};
}

Result<QJsonObject> listClients(const Store &store, const QDateTime &now)
{
    QJsonArray clients;
    for (const auto &[id, client] : store.oauthClients())
        clients.append(shown(store, client, now));
    QJsonArray known;
    for (const Provider &row : providers())
        known.append(QJsonObject{{u"provider"_s, row.name},
                                 {u"tokenPath"_s, QString::fromLatin1(row.path)},
                                 {u"behaviour"_s, toJson(row.behaviour)}});
    return QJsonObject{{u"clients"_s, clients}, {u"providers"_s, known}};
}

//! In the words of RFC 7662.
QJsonObject introspected(const Store &store, const QString &text, const QDateTime &now)
{
    const OAuthToken *token = store.oauthToken(OAuthToken::hashOf(text));
    if (!token)
        return {{u"active"_s, false}};
    const bool isRefresh = token->kind == OAuthToken::Kind::Refresh;
    return {{u"active"_s, token->isLive(now)},
            {u"token_type"_s, isRefresh ? u"refresh_token"_s : u"access_token"_s},
            {u"client_id"_s, token->clientId},
            {u"scope"_s, token->scope},
            {u"iat"_s, token->issuedAt.isValid() ? QJsonValue(token->issuedAt.toSecsSinceEpoch()) : QJsonValue()},
            {u"exp"_s, token->expiresAt.isValid() ? QJsonValue(token->expiresAt.toSecsSinceEpoch()) : QJsonValue()},
            {u"revoked"_s, token->revoked},
            {u"spent"_s, token->spentAt.isValid()}};
}

class ClientAction {
public:
    ClientAction(Store &store, const ControlInput &input, const QDateTime &now) :
        m_store(store), m_input(input), m_now(now)
    {}

    Result<QJsonObject> run()
    {
        const QString action = text(u"action");
        const auto known = std::find_if(actions().begin(), actions().end(),
                                        [&action](const Action &candidate) { return candidate.name == action; });
        if (known == actions().end()) {
            QStringList names;
            for (const Action &candidate : actions())
                names << candidate.name;
            return wrong(u"action must be one of "_s + names.join(u", "_s));
        }
        if (Result<> checked = check(*known); !checked)
            return checked.error();
        if (Result<> done = (this->*known->run)(); !done)
            return done.error();
        return shown(m_store, m_store.oauthClients().at(text(u"clientId")), m_now);
    }

private:
    struct Action {
        QString name;
        QStringList required;
        QStringList optional;
        Result<> (ClientAction::*run)();
    };

    static const std::vector<Action> &actions()
    {
        static const std::vector<Action> all{
            {u"create"_s,
             {u"clientId"_s, u"clientSecret"_s, u"provider"_s},
             {u"scope"_s, u"refreshToken"_s, u"behaviour"_s},
             &ClientAction::create},
            {u"configure"_s, {u"clientId"_s}, {u"provider"_s, u"scope"_s, u"behaviour"_s}, &ClientAction::configure},
            {u"rotate-secret"_s, {u"clientId"_s, u"clientSecret"_s}, {}, &ClientAction::rotateSecret},
            {u"authorize"_s, {u"clientId"_s, u"refreshToken"_s}, {}, &ClientAction::authorize},
            {u"revoke"_s, {u"clientId"_s}, {}, &ClientAction::revoke},
        };
        return all;
    }

    QString text(QStringView member) const { return m_input.value(member).toString(); }

    Result<> check(const Action &action)
    {
        for (const QString &member : action.required) {
            if (text(member).isEmpty())
                return wrong(u"%1 needs a text %2"_s.arg(action.name, member));
        }
        for (auto it = m_input.begin(); it != m_input.end(); ++it) {
            const bool isKnown =
                it.key() == u"action" || action.required.contains(it.key()) || action.optional.contains(it.key());
            if (!isKnown)
                return wrong(u"%1 has no member %2"_s.arg(action.name, it.key()));
            if (it.key() == u"behaviour" ? !it.value().isObject() : !it.value().isString())
                return wrong(u"%1 has the wrong type"_s.arg(it.key()));
        }
        const auto known = m_store.oauthClients().find(text(u"clientId"));
        const bool exists = known != m_store.oauthClients().end();
        if (exists == (action.name == u"create"))
            return wrong(exists ? u"there is a client of this id already"_s : u"there is no client of this id"_s);
        if (exists)
            m_client = known->second;
        return {};
    }

    Result<> create()
    {
        m_client.id = text(u"clientId");
        m_client.secret = text(u"clientSecret");
        return m_store.transaction([this]() -> Result<> {
            if (Result<> saved = configure(); !saved)
                return saved;
            return m_input.contains(u"refreshToken") ? authorize() : Result<>();
        });
    }

    Result<> configure()
    {
        if (m_input.contains(u"provider"))
            m_client.provider = text(u"provider");
        const Provider *row = provider(m_client.provider);
        if (!row)
            return wrong(u"there is no provider \"%1\""_s.arg(m_client.provider));
        if (m_input.contains(u"scope"))
            m_client.scope = text(u"scope").simplified();
        if (m_input.contains(u"behaviour"))
            m_client.behaviour = m_input[u"behaviour"].toObject();
        if (const Result<Behaviour> checked = overlaid(row->behaviour, m_client.behaviour); !checked)
            return checked.error();
        return m_store.save(m_client);
    }

    Result<> rotateSecret()
    {
        if (text(u"clientSecret") == m_client.secret)
            return wrong(u"this is the client's secret already"_s);
        return m_store.save(withSecret(m_client, text(u"clientSecret"), m_now));
    }

    Result<> authorize()
    {
        OAuthToken token;
        token.hash = OAuthToken::hashOf(text(u"refreshToken"));
        if (m_store.oauthToken(token.hash))
            return wrong(u"this refresh token was issued before"_s);
        token.kind = OAuthToken::Kind::Refresh;
        token.clientId = m_client.id;
        token.family = token.hash;
        token.scope = m_client.scope;
        token.issuedAt = m_now;
        if (const int life = behaviourOf(m_client).refreshTokenSeconds; life > 0)
            token.expiresAt = m_now.addSecs(life);
        return m_store.save(QList{token});
    }

    Result<> revoke()
    {
        QSet<QString> families;
        for (const auto &[hash, token] : m_store.oauthTokens()) {
            if (token.clientId == m_client.id && !token.family.isEmpty())
                families << token.family;
        }
        return m_store.transaction([&]() -> Result<> {
            for (const QString &family : families) {
                if (Result<> revoked = m_store.revokeFamily(family); !revoked)
                    return revoked;
            }
            return {};
        });
    }

    Store &m_store;
    const ControlInput &m_input;
    const QDateTime m_now;
    OAuthClient m_client;
};

} // namespace

ControlCall clientsCall(Store &store, const Clock &clock)
{
    return {"oauth-clients",
            [&store, &clock](const ControlInput &input) -> Result<QJsonObject> {
                if (input.contains(u"token"))
                    return introspected(store, input[u"token"].toString(), clock.utcNow());
                return listClients(store, clock.utcNow());
            },
            [&store, &clock](const ControlInput &input) -> Result<QJsonObject> {
                ClientAction action(store, input, clock.utcNow());
                return action.run();
            }};
}

} // namespace keyturn::sandbox::oauth

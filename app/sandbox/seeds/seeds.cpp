#include "app/sandbox/seeds/seeds.h"

#include "app/sandbox/service/kms.h"
#include "app/sandbox/store/oauth_records.h"
#include "core/base/json_writer.h"

#include <QCryptographicHash>
#include <QUuid>

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

const Scope home{u"123456789012"_s, u"us-east-1"_s};
const QString tokenUrl = u"https://api.amazon.com/auth/o2/token"_s;
const QString skillScope = u"alexa::enterprise:management profile"_s;
constexpr int hour = 3600;
constexpr int day = 24 * hour;
constexpr int slack = 6 * hour;

//! \p length characters that look random and are always the same for \p label.
QString text(const QString &label, qsizetype length)
{
    QByteArray found;
    QByteArray block = label.toUtf8();
    while (found.size() < length) {
        block = QCryptographicHash::hash(block, QCryptographicHash::Sha512);
        found += block.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    }
    return QString::fromLatin1(found.left(length));
}

QString hex(const QString &label, qsizetype length)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(label.toUtf8(), QCryptographicHash::Sha256).toHex().left(length));
}

QString uuid(const QString &label)
{
    return QUuid::createUuidV5(QUuid(), label).toString(QUuid::WithoutBraces);
}

QString lwaAccessToken(const QString &label)
{
    return u"Atza|"_s + text(label + u" access"_s, 407);
}
QString lwaRefreshToken(const QString &label)
{
    return u"Atzr|"_s + text(label + u" refresh"_s, 386);
}
QString lwaClientId(const QString &label)
{
    return u"amzn1.application-oa2-client."_s + hex(label + u" id"_s, 32);
}
QString lwaClientSecret(const QString &label)
{
    return u"amzn1.oa2-cs.v1."_s + hex(label + u" secret"_s, 64);
}

struct Pair {
    QString key;
    QString value;
};

//! A flat object in the given order, as the console's key/value editor writes it.
QByteArray object(const QList<Pair> &pairs)
{
    JsonWriter json;
    json.beginObject();
    for (const Pair &pair : pairs)
        json.key(pair.key.toUtf8()).string(pair.value);
    json.endObject();
    return json.text().toByteArray();
}

class Seeder {
public:
    Seeder(Store &store, const QDateTime &now) : m_store(store), m_now(now) {}

    Result<> run();

private:
    //! A few hours less than whole days, so that "in 12 days" is still true when somebody looks.
    QDateTime ago(qint64 seconds) const { return m_now.addSecs(seconds < day ? -seconds : slack - seconds); }
    QString tagTime(qint64 secondsAgo) const { return ago(secondsAgo).toString(u"yyyy-MM-dd'T'HH:mm:ss'Z'"_s); }
    Secret secret(const QString &name, qint64 createdAgo, const QString &description = {}) const;
    //! Adds versions, oldest first; the last is AWSCURRENT, the one before it AWSPREVIOUS.
    void addVersions(Secret &secret, const QList<std::pair<qint64, QByteArray>> &agoAndValue) const;
    Parameter parameter(const QString &name, const QString &type, const QString &value, qint64 modifiedAgo) const;
    //! Six keys with an access token, or five without. \p oldSecret: the client secret before it was rotated.
    QByteArray lwa(const QString &label, bool withAccessToken, const QString &accessTokenLabel = {},
                   bool oldSecret = false) const;
    Result<> saveClient(const QString &label, const QString &scope);
    //! With the one refresh token that is alive at the provider.
    Result<> saveClient(const OAuthClient &client, const QString &refreshToken, const QDateTime &issuedAt,
                        const QDateTime &expiresAt = {});

    Result<> lwaSkills();
    Result<> lwaCli();
    Result<> spApi();
    Result<> upwork();
    Result<> genesys();
    Result<> neighbours();

    Store &m_store;
    const QDateTime m_now;
};

Secret Seeder::secret(const QString &name, qint64 createdAgo, const QString &description) const
{
    Secret secret;
    secret.name = name;
    QString suffix = text(name + u" suffix"_s, 40);
    suffix.remove(u'-').remove(u'_');
    secret.arn = u"arn:aws:secretsmanager:%1:%2:secret:%3-%4"_s.arg(home.region, home.account, name, suffix.left(6));
    secret.description = description;
    secret.createdAt = ago(createdAgo);
    secret.lastChangedAt = secret.createdAt;
    secret.lastAccessedAt = QDateTime(m_now.date(), QTime(0, 0), Qt::UTC);
    return secret;
}

void Seeder::addVersions(Secret &secret, const QList<std::pair<qint64, QByteArray>> &agoAndValue) const
{
    for (qsizetype i = 0; i < agoAndValue.size(); ++i) {
        SecretVersion version;
        version.id = uuid(secret.name + u' ' + QString::number(i));
        version.createdAt = ago(agoAndValue.at(i).first);
        version.value = agoAndValue.at(i).second;
        if (i == agoAndValue.size() - 1)
            version.stages << u"AWSCURRENT"_s;
        else if (i == agoAndValue.size() - 2)
            version.stages << u"AWSPREVIOUS"_s;
        secret.versions << version;
    }
    secret.lastChangedAt = secret.versions.constLast().createdAt;
}

Parameter Seeder::parameter(const QString &name, const QString &type, const QString &value, qint64 modifiedAgo) const
{
    Parameter parameter;
    parameter.name = name;
    parameter.arn = u"arn:aws:ssm:%1:%2:parameter/%3"_s.arg(home.region, home.account, Store::parameterKey(name));
    parameter.type = type;
    parameter.dataType = u"text"_s;
    ParameterVersion version;
    version.value = value.toUtf8();
    version.modifiedAt = ago(modifiedAgo);
    version.modifiedBy = u"arn:aws:iam::123456789012:user/testing"_s;
    version.keyId = type == u"SecureString" ? u"alias/aws/ssm"_s : QString();
    version.tier = u"Standard"_s;
    parameter.versions << version;
    return parameter;
}

QByteArray Seeder::lwa(const QString &label, bool withAccessToken, const QString &accessTokenLabel,
                       bool oldSecret) const
{
    QList<Pair> pairs{{u"lwa-refresh-token"_s, lwaRefreshToken(label)},
                      {u"lwa-client-id"_s, lwaClientId(label)},
                      {u"lwa-client-secret"_s, lwaClientSecret(oldSecret ? label + u" old"_s : label)},
                      {u"lwa-auth-scope"_s, skillScope},
                      {u"lwa-auth-url"_s, tokenUrl}};
    if (withAccessToken)
        pairs.prepend({u"api-access-token"_s, lwaAccessToken(accessTokenLabel.isEmpty() ? label : accessTokenLabel)});
    return object(pairs);
}

Result<> Seeder::saveClient(const QString &label, const QString &scope)
{
    OAuthClient client;
    client.provider = u"lwa"_s;
    client.id = lwaClientId(label);
    client.secret = lwaClientSecret(label);
    client.scope = scope;
    return saveClient(client, lwaRefreshToken(label), m_now);
}

Result<> Seeder::saveClient(const OAuthClient &client, const QString &refreshToken, const QDateTime &issuedAt,
                            const QDateTime &expiresAt)
{
    if (auto saved = m_store.save(client); !saved)
        return saved;
    OAuthToken token;
    token.hash = OAuthToken::hashOf(refreshToken);
    token.kind = OAuthToken::Kind::Refresh;
    token.clientId = client.id;
    token.family = token.hash;
    token.scope = client.scope;
    token.issuedAt = issuedAt;
    token.expiresAt = expiresAt;
    return m_store.save(QList{token});
}

//! Layout 1: an Alexa skill's six keys. The client secret of the first is due in 12 days.
Result<> Seeder::lwaSkills()
{
    struct Skill {
        QString name;
        int createdDays;
        int rotatedDays;
        int tokenMinutes;
        QString application;
    };
    const QList<Skill> skills{
        {u"amazon-api-access-token"_s, 731, 168, 19, u"Alexa skill"_s},
        {u"senior-living/prod/amazon-api-access-token"_s, 512, 153, 42, u"Senior living"_s},
        {u"hospitality/prod/amazon-api-access-token"_s, 388, 49, 8, u"Hospitality"_s},
        {u"hospitality/staging/amazon-api-access-token"_s, 388, 49, 50 * 24 * 60, u"Hospitality, staging"_s},
    };
    for (const Skill &skill : skills) {
        Secret secret = this->secret(skill.name, skill.createdDays * day, skill.application + u": Login with Amazon"_s);
        secret.tags = {{u"application"_s, skill.application},
                       {u"keyturn:lwa-rotated-at"_s, tagTime(skill.rotatedDays * day)}};
        const qint64 current = skill.tokenMinutes * 60;
        addVersions(secret, {{skill.createdDays * day, lwa(skill.name, true, skill.name + u" 0"_s, true)},
                             {skill.rotatedDays * day, lwa(skill.name, true, skill.name + u" 1"_s)},
                             {current + 5 * hour, lwa(skill.name, true, skill.name + u" 2"_s)},
                             {current + 2 * hour, lwa(skill.name, true, skill.name + u" 3"_s)},
                             {current, lwa(skill.name, true, skill.name + u" 4"_s)}});
        if (auto saved = m_store.save(home, secret); !saved)
            return saved;
        if (auto saved = saveClient(skill.name, skillScope); !saved)
            return saved;
    }
    return {};
}

//! Layout 2: the five keys of the Alexa Smart Properties command line, without an access token.
Result<> Seeder::lwaCli()
{
    struct Cli {
        QString name;
        int createdDays;
        int rotatedDays;
        int deletedDaysAgo;
    };
    const QList<Cli> clis{{u"lwa-oauth"_s, 430, 84, -1},
                          {u"tenant-0388/prod/lwa-oauth"_s, 96, 3, -1},
                          {u"old-skill/dev/lwa-oauth"_s, 640, 260, 2}};
    for (const Cli &cli : clis) {
        Secret secret = this->secret(cli.name, cli.createdDays * day, u"Login with Amazon for the ASP command line"_s);
        secret.tags.insert(u"keyturn:lwa-rotated-at"_s, tagTime(cli.rotatedDays * day));
        addVersions(secret, {{cli.createdDays * day, lwa(cli.name, false, {}, true)},
                             {cli.rotatedDays * day, lwa(cli.name, false)}});
        if (cli.deletedDaysAgo >= 0)
            secret.deletionAt = ago(cli.deletedDaysAgo * day).addDays(7);
        if (auto saved = m_store.save(home, secret); !saved)
            return saved;
        if (auto saved = saveClient(cli.name, skillScope); !saved)
            return saved;
    }
    return {};
}

//! Layout 3: three parameters of an SP-API application; the reminder sits on the client secret, which is overdue.
Result<> Seeder::spApi()
{
    const QString label = u"/my-erp"_s;
    Parameter id = parameter(u"/my-erp/lwa/clientidentifier"_s, u"SecureString"_s, lwaClientId(label), 520 * day);
    Parameter secret = parameter(u"/my-erp/lwa/clientsecret"_s, u"SecureString"_s,
                                 u"amzn1.oa2-cs.v1."_s + hex(label + u" old secret"_s, 64), 363 * day);
    ParameterVersion current = secret.latest();
    current.version = 2;
    current.value = lwaClientSecret(label).toUtf8();
    current.modifiedAt = ago(183 * day);
    secret.versions << current;
    Parameter refreshToken = parameter(u"/my-erp/refreshToken"_s, u"SecureString"_s, lwaRefreshToken(label), 520 * day);
    const QString policy =
        uR"([{"Type":"NoChangeNotification","Version":"1.0","Attributes":{"After":"150","Unit":"Days"}}])"_s;
    for (ParameterVersion &version : secret.versions) {
        version.tier = u"Advanced"_s;
        version.policies = policy;
        version.description = u"SP-API client secret; new one every 180 days"_s;
    }
    for (Parameter *parameter : {&id, &secret, &refreshToken}) {
        for (ParameterVersion &version : parameter->versions)
            version.keyId = kms_keys::customerKeyArn(home);
        parameter->tags.insert(u"application"_s, u"My ERP"_s);
        if (auto saved = m_store.save(home, *parameter); !saved)
            return saved;
    }
    return saveClient(label, u"sellingpartnerapi::notifications sellingpartnerapi::client_credential:rotation"_s);
}

//! Layout 4: an Upwork token pair whose refresh token may be used once; client id and secret live elsewhere.
Result<> Seeder::upwork()
{
    const QString name = u"upwork/prod/upwork-oauth"_s;
    const auto refreshToken = [&](int generation) {
        return u"oauth2v2_"_s + hex(name + QString::number(generation) + u" refresh"_s, 32);
    };
    const auto value = [&](int generation, const QDateTime &expiresAt) {
        const QString label = name + QString::number(generation);
        JsonWriter json;
        json.beginObject();
        json.key("accessToken").string(u"oauth2v2_"_s + hex(label + u" access"_s, 32));
        json.key("refreshToken").string(refreshToken(generation));
        json.key("expiresAt").number(expiresAt.toMSecsSinceEpoch());
        json.endObject();
        return json.text().toByteArray();
    };
    Secret secret = this->secret(name, 210 * day, u"Upwork API, tokens of the agency account"_s);
    addVersions(secret, {{210 * day, value(0, ago(209 * day))},
                         {41 * hour, value(1, ago(17 * hour))},
                         {17 * hour, value(2, ago(-7 * hour))}});
    if (auto saved = m_store.save(home, secret); !saved)
        return saved;
    OAuthClient client;
    client.provider = u"upwork"_s;
    client.id = u"upwork-sandbox-client"_s; // these two stand in no secret: the README tells them
    client.secret = u"upwork-sandbox-secret"_s;
    return saveClient(client, refreshToken(2), ago(17 * hour), ago(17 * hour).addDays(14));
}

//! Layout 5: Genesys, rotated daily by a function that failed half-way a week ago.
Result<> Seeder::genesys()
{
    const QString name = u"contact-center/prod/genesys-oauth"_s;
    OAuthClient client;
    client.provider = u"genesys"_s;
    client.id = uuid(name + u" client"_s);
    client.secret = text(name + u" secret"_s, 43);
    const auto refreshToken = [&](const QString &generation) { return text(name + generation + u" refresh"_s, 86); };
    const auto value = [&](const QString &generation) {
        return object({{u"clientId"_s, client.id},
                       {u"clientSecret"_s, client.secret},
                       {u"accessToken"_s, text(name + generation + u" access"_s, 86)},
                       {u"refreshToken"_s, refreshToken(generation)}});
    };
    Secret secret = this->secret(name, 301 * day, u"Genesys Cloud, voicemail export"_s);
    addVersions(secret, {{9 * day, value(u"0"_s)}, {8 * day, value(u"1"_s)}});
    SecretVersion pending;
    pending.id = uuid(name + u" pending"_s);
    pending.createdAt = ago(7 * day);
    pending.stages << u"AWSPENDING"_s;
    pending.hasValue = false;
    secret.versions << pending;
    const auto seconds = [](const QDateTime &time) { return static_cast<double>(time.toSecsSinceEpoch()); };
    secret.rotation = {
        {u"RotationEnabled"_s, true},
        {u"RotationLambdaARN"_s, u"arn:aws:lambda:us-east-1:123456789012:function:genesys-token-rotation"_s},
        {u"RotationRules"_s, QJsonObject{{u"AutomaticallyAfterDays"_s, 1}}},
        {u"LastRotatedDate"_s, seconds(ago(8 * day))},
        {u"NextRotationDate"_s, seconds(ago(7 * day))},
    };
    secret.lastChangedAt = pending.createdAt;
    if (auto saved = m_store.save(home, secret); !saved)
        return saved;
    return saveClient(client, refreshToken(u"1"_s), ago(8 * day)); // the function failed before it asked the provider
}

//! Entries that are no OAuth credentials: a list holds those, too.
Result<> Seeder::neighbours()
{
    Secret stripe = secret(u"billing/prod/stripe-api-key"_s, 262 * day, u"Stripe, restricted to invoices"_s);
    addVersions(stripe, {{262 * day, u"rk_sandbox_%1"_s.arg(text(u"stripe"_s, 48)).toUtf8()}});
    if (auto saved = m_store.save(home, stripe); !saved)
        return saved;
    Secret google = secret(u"reporting/prod/google-oauth"_s, 190 * day, u"Google Analytics export"_s);
    OAuthClient client;
    client.provider = u"google"_s;
    client.id = hex(u"google id"_s, 12) + u".apps.example.com"_s;
    client.secret = u"GOCSPX-"_s + text(u"google secret"_s, 28);
    const QString refreshToken = u"1//0"_s + text(u"google refresh"_s, 99);
    addVersions(google, {{190 * day, object({{u"client_id"_s, client.id},
                                             {u"client_secret"_s, client.secret},
                                             {u"refresh_token"_s, refreshToken},
                                             {u"token_uri"_s, u"https://oauth2.googleapis.com/token"_s}})}});
    if (auto saved = m_store.save(home, google); !saved)
        return saved;
    if (auto saved = saveClient(client, refreshToken, m_now); !saved)
        return saved;
    const QList<Parameter> parameters{
        parameter(u"/guest-wifi/prod/radius-shared-key"_s, u"SecureString"_s, text(u"radius"_s, 32), 314 * day),
        parameter(u"/guest-wifi/prod/radius-server"_s, u"String"_s, u"radius.guest.example.com"_s, 314 * day),
        parameter(u"/hospitality/prod/allowed-units"_s, u"StringList"_s, u"lobby,spa,room-101,room-102"_s, 72 * day),
    };
    for (const Parameter &parameter : parameters) {
        if (auto saved = m_store.save(home, parameter); !saved)
            return saved;
    }
    return {};
}

Result<> Seeder::run()
{
    for (Result<> (Seeder::*layout)() : {&Seeder::lwaSkills, &Seeder::lwaCli, &Seeder::spApi, &Seeder::upwork,
                                         &Seeder::genesys, &Seeder::neighbours}) {
        if (auto saved = (this->*layout)(); !saved)
            return saved;
    }
    return {};
}

} // namespace

Result<> seed(Store &store, const QDateTime &now)
{
    Seeder seeder(store, now);
    return store.transaction([&seeder] { return seeder.run(); });
}

} // namespace keyturn::sandbox

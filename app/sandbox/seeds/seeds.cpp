#include "app/sandbox/seeds/seeds.h"

#include "app/sandbox/seeds/seed_maker.h"
#include "app/sandbox/service/kms.h"
#include "core/base/json_writer.h"

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;
using namespace seeds;

class Seeder : private SeedMaker {
public:
    using SeedMaker::SeedMaker;

    Result<> run();

private:
    Result<> lwaSkills();
    Result<> lwaCli();
    Result<> spApi();
    Result<> upwork();
    Result<> genesys();
    Result<> neighbours();
};

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

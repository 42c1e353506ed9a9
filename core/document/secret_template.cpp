#include "core/document/secret_template.h"

#include "core/base/json_writer.h"

#include <algorithm>

namespace keyturn {

namespace {

using namespace Qt::StringLiterals;

const QString lwaTokenUrl = u"https://api.amazon.com/auth/o2/token"_s;
const QString skillScope = u"alexa::enterprise:management profile"_s;

QList<TemplateKey> lwaKeys(bool withAccessToken)
{
    QList<TemplateKey> keys{
        {u"lwa-refresh-token"_s, KeyRole::RefreshToken, true, true, {}, u"Atzr|"_s},
        {u"lwa-client-id"_s, KeyRole::ClientId, true, true, {}, u"amzn1.application-oa2-client."_s},
        {u"lwa-client-secret"_s, KeyRole::ClientSecret, true, true, {}, u"amzn1.oa2-cs.v1."_s},
        {u"lwa-auth-scope"_s, KeyRole::Scope, false, true, skillScope, {}},
        {u"lwa-auth-url"_s, KeyRole::TokenUrl, true, true, lwaTokenUrl, u"https://"_s},
    };
    if (withAccessToken)
        keys.prepend({u"api-access-token"_s, KeyRole::AccessToken, false, true, {}, u"Atza|"_s});
    return keys;
}

QList<SecretTemplate> made()
{
    return {
        {TemplateId::LwaSkill, CredentialKind::LwaSkill, false, u"amazon-api-access-token"_s, lwaKeys(true)},
        {TemplateId::LwaCli, CredentialKind::LwaCli, false, u"lwa-oauth"_s, lwaKeys(false)},
        {TemplateId::SpApi,
         CredentialKind::SpApi,
         true,
         u"/my-erp"_s,
         {{u"lwa/clientidentifier"_s, KeyRole::ClientId, true, true, {}, u"amzn1.application-oa2-client."_s},
          {u"lwa/clientsecret"_s, KeyRole::ClientSecret, true, true, {}, u"amzn1.oa2-cs.v1."_s},
          {u"refreshToken"_s, KeyRole::RefreshToken, true, true, {}, u"Atzr|"_s}}},
        {TemplateId::Upwork,
         CredentialKind::Upwork,
         false,
         u"upwork-oauth-tokens"_s,
         {{u"accessToken"_s, KeyRole::AccessToken, false, true, {}, u"oauth2v2_"_s},
          {u"refreshToken"_s, KeyRole::RefreshToken, true, true, {}, u"oauth2v2_"_s},
          {u"expiresAt"_s, KeyRole::ExpiresAt, false, false, u"0"_s, {}}}},
        {TemplateId::Genesys,
         CredentialKind::Genesys,
         false,
         u"genesys-oauth"_s,
         {{u"clientId"_s, KeyRole::ClientId, true, true, {}, {}},
          {u"clientSecret"_s, KeyRole::ClientSecret, true, true, {}, {}},
          {u"accessToken"_s, KeyRole::AccessToken, false, true, {}, {}},
          {u"refreshToken"_s, KeyRole::RefreshToken, true, true, {}, {}}}},
        {TemplateId::PlainText, CredentialKind::Plain, false, {}, {}},
        {TemplateId::Json, CredentialKind::Plain, false, {}, {}},
        {TemplateId::Binary, CredentialKind::Plain, false, {}, {}},
    };
}

} // namespace

const QList<SecretTemplate> &secretTemplates()
{
    static const QList<SecretTemplate> all = made();
    return all;
}

const SecretTemplate &secretTemplate(TemplateId id)
{
    return *std::find_if(secretTemplates().begin(), secretTemplates().end(),
                         [id](const SecretTemplate &candidate) { return candidate.id == id; });
}

const SecretTemplate *templateOf(CredentialKind kind)
{
    for (const SecretTemplate &candidate : secretTemplates()) {
        if (candidate.kind == kind && !candidate.keys.isEmpty())
            return &candidate;
    }
    return nullptr;
}

SecretString textOf(const SecretTemplate &secretTemplate)
{
    if (secretTemplate.id == TemplateId::Json)
        return SecretString(QByteArrayView("{}"));
    if (secretTemplate.keys.isEmpty())
        return SecretString();
    QByteArray text("{");
    for (const TemplateKey &key : secretTemplate.keys) {
        const QByteArray preset = jsonEscaped(key.preset.toUtf8());
        text += text.size() == 1 ? "\n  \"" : ",\n  \"";
        text += jsonEscaped(key.key.toUtf8()) + "\": " + (key.isString ? "\"" + preset + "\"" : preset);
    }
    text += "\n}";
    return SecretString::take(std::move(text));
}

} // namespace keyturn

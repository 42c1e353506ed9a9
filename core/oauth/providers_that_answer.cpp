#include "core/oauth/provider_rows.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

using Probe = Provider::Probe;

//! Where each tells whose token it is, or whatever costs it the least.
QHash<QString, QList<Probe>> probesOfNamed()
{
    return {
        {u"lwa"_s,
         {{.urls = {u"https://sellingpartnerapi-na.amazon.com/sellers/v1/marketplaceParticipations"_s,
                    u"https://sellingpartnerapi-eu.amazon.com/sellers/v1/marketplaceParticipations"_s,
                    u"https://sellingpartnerapi-fe.amazon.com/sellers/v1/marketplaceParticipations"_s},
           .header = "x-amz-access-token",
           .anyOf = true, // where a seller sells stands in no credential
           .refusesWith403 = true,
           .layouts = {CredentialKind::SpApi}},
          {.urls = {u"https://api.amazon.com/user/profile"_s, u"https://api.amazon.co.uk/user/profile"_s,
                    u"https://api.amazon.co.jp/user/profile"_s}}}},
        {u"google"_s, {{.urls = {u"https://www.googleapis.com/oauth2/v3/userinfo"_s}}}},
        {u"entra"_s, {{.urls = {u"https://graph.microsoft.com/v1.0/me"_s}}}},
        {u"salesforce"_s, {{.urls = {u"userinfo"_s}, .refusesWith403 = true}}},
        {u"linkedin"_s, {{.urls = {u"https://api.linkedin.com/v2/userinfo"_s}}}},
        {u"slack"_s, {{.urls = {u"https://slack.com/api/auth.test"_s}}}},
        {u"github"_s, {{.urls = {u"https://api.github.com/user"_s}}}},
        {u"quickbooks"_s, {{.urls = {u"https://accounts.platform.intuit.com/v1/openid_connect/userinfo"_s}}}},
        {u"xero"_s, {{.urls = {u"https://api.xero.com/connections"_s}}}},
        {u"atlassian"_s, {{.urls = {u"https://api.atlassian.com/oauth/token/accessible-resources"_s}}}},
        {u"box"_s, {{.urls = {u"https://api.box.com/2.0/users/me"_s}}}},
        {u"zoom"_s, {{.urls = {u"https://api.zoom.us/v2/users/me"_s}}}},
        {u"ringcentral"_s, {{.urls = {u"/restapi/v1.0/account/~/extension/~"_s}}}},
        {u"docusign"_s, {{.urls = {u"userinfo"_s}}}},
        {u"twitter"_s, {{.urls = {u"https://api.x.com/2/users/me"_s}}}},
        {u"cognito"_s, {{.urls = {u"userInfo"_s}}}},
        {u"auth0"_s, {{.urls = {u"/userinfo"_s}}}},
        {u"okta"_s, {{.urls = {u"userinfo"_s}}}},
        {u"keycloak"_s, {{.urls = {u"userinfo"_s}}}},
    };
}

//! Its API lives beside its token host in each region.
QStringList apiHostsOf(const Provider &row, const QString &path)
{
    QStringList urls;
    for (const QString &tokenUrl : row.tokenUrls)
        urls.append(u"https://api."_s + QUrl(tokenUrl).host().section(u'.', 1) + path);
    return urls;
}

} // namespace

QList<Provider> withProbes(QList<Provider> rows)
{
    const QHash<QString, QList<Probe>> probes = probesOfNamed();
    for (Provider &row : rows) {
        row.probes = probes.value(row.id);
        if (row.id == "genesys"_L1)
            row.probes = {{.urls = apiHostsOf(row, u"/api/v2/users/me"_s)}};
    }
    return rows;
}

} // namespace keyturn

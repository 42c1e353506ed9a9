#include "core/oauth/provider_rows.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

using Authentication = Provider::Authentication;
using Redirect = Provider::Redirect;
using Replay = Provider::Replay;
using Rotation = Provider::Rotation;

} // namespace

QList<Provider> providersWithBasic()
{
    QList<Provider> rows{
        {.id = u"docusign"_s,
         .name = u"DocuSign"_s,
         .tokenUrls = {u"https://account.docusign.com/oauth/token"_s, u"https://account-d.docusign.com/oauth/token"_s},
         .keyWords = {u"docusign"_s}},
        {.id = u"pipedrive"_s,
         .name = u"Pipedrive"_s,
         .tokenUrls = {u"https://oauth.pipedrive.com/oauth/token"_s},
         .keyWords = {u"pipedrive"_s}},
        {.id = u"workday"_s,
         .name = u"Workday"_s,
         .tenantHosts = {u"*.workday.com"_s, u"*.myworkday.com"_s},
         .keyWords = {u"workday"_s}},
        {.id = u"snowflake"_s,
         .name = u"Snowflake"_s,
         .tenantHosts = {u"*.snowflakecomputing.com"_s},
         .keyWords = {u"snowflake"_s}},
        {.id = u"fortnox"_s,
         .name = u"Fortnox"_s,
         .tokenUrls = {u"https://apps.fortnox.se/oauth-v1/token"_s},
         .keyWords = {u"fortnox"_s}},
        {.id = u"twitter"_s,
         .name = u"X"_s,
         .tokenUrls = {u"https://api.x.com/2/oauth2/token"_s, u"https://api.twitter.com/2/oauth2/token"_s},
         .hasPublicClients = true,
         .keyWords = {u"twitter"_s}},
    };
    for (Provider &row : rows) { // whether they rotate is not documented: what is safe either way
        row.authentication = Authentication::Basic;
        row.rotation = Rotation::Sometimes;
        row.replay = Replay::Ask;
    }
    return rows;
}

QList<Provider> providersOfYourOwn()
{
    QList<Provider> rows{
        {.id = u"cognito"_s,
         .name = u"Amazon Cognito"_s,
         .tenantHosts = {u"*.auth.*.amazoncognito.com"_s},
         .authentication = Authentication::Basic,
         .accessLife = 1h,
         .keyWords = {u"cognito"_s}},
        {.id = u"auth0"_s, .name = u"Auth0"_s, .tenantHosts = {u"*.auth0.com"_s}, .keyWords = {u"auth0"_s}},
        {.id = u"okta"_s,
         .name = u"Okta"_s,
         .tenantHosts = {u"*.okta.com"_s, u"*.oktapreview.com"_s, u"*.okta-emea.com"_s},
         .authentication = Authentication::Basic,
         .needsScope = true,
         .keyWords = {u"okta"_s}},
        {.id = u"keycloak"_s, .name = u"Keycloak"_s, .keyWords = {u"keycloak"_s}},
        {.id = u"ory"_s,
         .name = u"Ory"_s,
         .tenantHosts = {u"*.oryapis.com"_s},
         .authentication = Authentication::Basic,
         .keyWords = {u"ory"_s, u"hydra"_s}},
        {.id = u"generic"_s, .name = u"OAuth 2.0"_s, .authentication = Authentication::Form},
    };
    for (Provider &row : rows) { // as its operator has set it up: what is safe with every setting
        row.hasPublicClients = true;
        row.grants = bothGrants;
        row.rotation = Rotation::Sometimes;
        row.replay = Replay::Ask;
        row.longestToken = 4096;
        row.redirect = Redirect::LoopbackAnyPort;
    }
    return rows;
}

const QList<Provider> &providers()
{
    static const QList<Provider> all = withProbes(
        withConsent(providersOfLayouts() + providersThatKeep() + moreProvidersThatKeep() + providersThatRotate()
                    + moreProvidersThatRotate() + providersWithBasic() + providersOfYourOwn()));
    return all;
}

} // namespace keyturn

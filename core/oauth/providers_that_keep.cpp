#include "core/oauth/provider_rows.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

using Authentication = Provider::Authentication;
using Redirect = Provider::Redirect;
using Replay = Provider::Replay;
using Rotation = Provider::Rotation;
using Kind = CredentialKind;
using std::chrono::days;

} // namespace

QList<Provider> providersOfLayouts()
{
    return {
        {.id = u"lwa"_s,
         .name = u"Login with Amazon"_s,
         .tokenUrls = {u"https://api.amazon.com/auth/o2/token"_s, u"https://api.amazon.co.uk/auth/o2/token"_s,
                       u"https://api.amazon.co.jp/auth/o2/token"_s},
         .grants = bothGrants, // the second for SP-API operations without a seller
         .needsScope = true,
         .accessLife = 1h,
         .secretGrace = days(7),
         .secretByQueue = {{u"https://sellingpartnerapi-na.amazon.com/applications/2023-11-30/clientSecret"_s,
                            u"https://sellingpartnerapi-eu.amazon.com/applications/2023-11-30/clientSecret"_s,
                            u"https://sellingpartnerapi-fe.amazon.com/applications/2023-11-30/clientSecret"_s},
                           "x-amz-access-token",
                           "sellingpartnerapi::client_credential:rotation",
                           u"arn:aws:iam::437568002678:root"_s,
                           u"APPLICATION_OAUTH_CLIENT_NEW_SECRET"_s,
                           u"applicationOAuthClientNewSecret"_s,
                           u"Developer Console, Notification Preferences, Application Client New Secret"_s,
                           u"Amazon's SP-API"_s},
         .redirect = Redirect::LoopbackFixed,
         .layouts = {Kind::LwaSkill, Kind::LwaCli, Kind::SpApi},
         .keyWords = {u"lwa"_s, u"spapi"_s},
         .valuePrefixes = {"Atzr|", "amzn1.application-oa2-client."}},
        {.id = u"genesys"_s,
         .name = u"Genesys Cloud"_s,
         .tokenUrls = {u"https://login.mypurecloud.com/oauth/token"_s, u"https://login.usw2.pure.cloud/oauth/token"_s,
                       u"https://login.cac1.pure.cloud/oauth/token"_s, u"https://login.sae1.pure.cloud/oauth/token"_s,
                       u"https://login.mypurecloud.ie/oauth/token"_s, u"https://login.euw2.pure.cloud/oauth/token"_s,
                       u"https://login.mypurecloud.de/oauth/token"_s, u"https://login.euc2.pure.cloud/oauth/token"_s,
                       u"https://login.mec1.pure.cloud/oauth/token"_s, u"https://login.aps1.pure.cloud/oauth/token"_s,
                       u"https://login.mypurecloud.jp/oauth/token"_s, u"https://login.apne2.pure.cloud/oauth/token"_s,
                       u"https://login.apne3.pure.cloud/oauth/token"_s,
                       u"https://login.mypurecloud.com.au/oauth/token"_s,
                       u"https://login.use2.us-gov-pure.cloud/oauth/token"_s},
         .authentication = Authentication::Basic,
         .grants = bothGrants,
         .rotation = Rotation::Always,
         .replay = Replay::Ask,
         .redirect = Redirect::LoopbackFixed,
         .layouts = {Kind::Genesys},
         .keyWords = {u"genesys"_s}},
        {.id = u"upwork"_s,
         .name = u"Upwork"_s,
         .tokenUrls = {u"https://www.upwork.com/api/v3/oauth2/token"_s},
         .rotation = Rotation::Always,
         .replay = Replay::Ask,
         .accessLife = days(1),
         .refreshIdle = days(14),
         .layouts = {Kind::Upwork},
         .keyWords = {u"upwork"_s},
         .valuePrefixes = {"oauth2v2_"}},
    };
}

QList<Provider> providersThatKeep()
{
    return {
        {.id = u"google"_s,
         .name = u"Google"_s,
         .tokenUrls = {u"https://oauth2.googleapis.com/token"_s, u"https://www.googleapis.com/oauth2/v4/token"_s},
         .hasPublicClients = true,
         .accessLife = 1h,
         .refreshIdle = days(180),
         .redirect = Redirect::LoopbackAnyPort,
         .keyWords = {u"google"_s},
         .valuePrefixes = {"1//"}},
        {.id = u"entra"_s,
         .name = u"Microsoft Entra ID"_s,
         .tokenUrls = {u"https://login.microsoftonline.com/common/oauth2/v2.0/token"_s,
                       u"https://login.microsoftonline.us/common/oauth2/v2.0/token"_s,
                       u"https://login.partner.microsoftonline.cn/common/oauth2/v2.0/token"_s},
         .hasPublicClients = true,
         .grants = bothGrants,
         .scopeNeeded = "offline_access",
         .needsScope = true,
         .rotation = Rotation::Sometimes, // a new one each time, and the old one is not revoked
         .accessLife = 1h,
         .refreshIdle = days(90),
         .longestToken = 4096,
         .redirect = Redirect::LoopbackAnyPort,
         .deadTokenWords = {u"interaction_required"_s},
         .keyWords = {u"entra"_s, u"azuread"_s}},
        {.id = u"salesforce"_s,
         .name = u"Salesforce"_s,
         .tokenUrls = {u"https://login.salesforce.com/services/oauth2/token"_s,
                       u"https://test.salesforce.com/services/oauth2/token"_s},
         .tenantHosts = {u"*.my.salesforce.com"_s},
         .hasPublicClients = true,
         .grants = bothGrants,
         .rotation = Rotation::Sometimes, // off unless the app switches it on
         .replay = Replay::Ask,
         .deadTokenWords = {u"inactive_user"_s},
         .keyWords = {u"salesforce"_s, u"sfdc"_s},
         .valuePrefixes = {"5Aep"}},
    };
}

QList<Provider> moreProvidersThatKeep()
{
    return {
        {.id = u"zoho"_s,
         .name = u"Zoho"_s,
         .tokenUrls = {u"https://accounts.zoho.com/oauth/v2/token"_s, u"https://accounts.zoho.eu/oauth/v2/token"_s,
                       u"https://accounts.zoho.in/oauth/v2/token"_s, u"https://accounts.zoho.com.au/oauth/v2/token"_s,
                       u"https://accounts.zoho.jp/oauth/v2/token"_s, u"https://accounts.zohocloud.ca/oauth/v2/token"_s},
         .accessLife = 1h,
         .atOnce = 1, // ten in ten minutes, then nobody is let in
         .failsWithSuccess = true,
         .deadTokenWords = {u"invalid_code"_s},
         .keyWords = {u"zoho"_s},
         .valuePrefixes = {"1000."}},
        {.id = u"hubspot"_s,
         .name = u"HubSpot"_s,
         .tokenUrls = {u"https://api.hubapi.com/oauth/v3/token"_s, u"https://api.hubapi.com/oauth/v1/token"_s},
         .accessLife = 30min,
         .deadTokenWords = {u"bad_refresh_token"_s},
         .keyWords = {u"hubspot"_s}},
        {.id = u"linkedin"_s,
         .name = u"LinkedIn"_s,
         .tokenUrls = {u"https://www.linkedin.com/oauth/v2/accessToken"_s},
         .grants = bothGrants,
         .accessLife = days(60),
         .refreshAbsolute = days(365),
         .keyWords = {u"linkedin"_s}},
        {.id = u"ebay"_s,
         .name = u"eBay"_s,
         .tokenUrls = {u"https://api.ebay.com/identity/v1/oauth2/token"_s,
                       u"https://api.sandbox.ebay.com/identity/v1/oauth2/token"_s},
         .authentication = Authentication::Basic,
         .grants = bothGrants,
         .needsScope = true,
         .accessLife = 2h,
         .refreshAbsolute = 47'304'000s,
         .longestToken = 4096,
         .keyWords = {u"ebay"_s}},
    };
}

} // namespace keyturn

#include "app/sandbox/oauth/provider.h"

#include <map>

namespace keyturn::sandbox::oauth {

namespace {

using namespace Qt::StringLiterals;

//! A web address, which nothing on this computer answers to: people paste it.
const QString webAddress = u"https://localhost/callback"_s;
//! Compared letter by letter, its port too.
const QString fixedAddress = u"http://localhost:8765/callback"_s;
const QString anyPort = u"http://127.0.0.1/callback"_s;

} // namespace

ConsentRule consentRuleOf(const QString &name)
{
    static const std::map<QString, ConsentRule> rules{
        {u"lwa"_s, {"/ap/oa", fixedAddress}},
        {u"genesys"_s, {"/oauth/authorize", fixedAddress}},
        {u"upwork"_s, {"/ab/account-security/oauth2/authorize", webAddress}},
        {u"google"_s, {"/o/oauth2/v2/auth", anyPort, true, "/o/oauth2/v2/auth", u"access_type=offline"_s}},
        {u"entra"_s, {"/*/oauth2/v2.0/authorize", u"http://localhost/callback"_s, true}},
        {u"salesforce"_s, {"/services/oauth2/authorize", webAddress}},
        {u"zoho"_s, {"/oauth/v2/auth", webAddress, false, {}, u"access_type=offline"_s}},
        {u"hubspot"_s, {"/oauth/authorize", webAddress}},
        {u"linkedin"_s, {"/oauth/v2/authorization", webAddress}},
        {u"ebay"_s, {"/oauth2/authorize", webAddress}},
        {u"slack"_s, {"/oauth/v2/authorize", webAddress}},
        {u"github"_s, {"/login/oauth/authorize", anyPort, true}},
        {u"quickbooks"_s, {"/connect/oauth2", webAddress}},
        {u"xero"_s, {"/identity/connect/authorize", fixedAddress}},
        {u"atlassian"_s, {"/authorize", fixedAddress}},
        {u"box"_s, {"/api/oauth2/authorize", webAddress}},
        {u"zoom"_s, {"/oauth/authorize", fixedAddress}},
        {u"ringcentral"_s, {"/restapi/oauth/authorize", webAddress}},
        {u"notion"_s, {"/v1/oauth/authorize", webAddress}},
        {u"docusign"_s, {"/oauth/auth", webAddress}},
        {u"pipedrive"_s, {"/oauth/authorize", webAddress}},
        {u"workday"_s, {"/ccx/oauth2/*/authorize", webAddress}},
        {u"snowflake"_s, {"/oauth/authorize", webAddress}},
        {u"fortnox"_s, {"/oauth-v1/auth", webAddress}},
        {u"twitter"_s, {"/i/oauth2/authorize", webAddress}},
        {u"cognito"_s, {"/oauth2/authorize", anyPort, true}},
        {u"auth0"_s, {"/authorize", anyPort, true}},
        {u"okta"_s, {"/oauth2/*/v1/authorize", anyPort, true, "/v1/authorize"}},
        {u"keycloak"_s, {"/realms/*/protocol/openid-connect/auth", anyPort, true, "/protocol/openid-connect/auth"}},
        {u"ory"_s, {"/oauth2/auth", anyPort, true, "/oauth2/auth"}},
        {u"generic"_s, {"/authorize", anyPort, true}},
    };
    const auto it = rules.find(name);
    return it == rules.end() ? ConsentRule{"/oauth2/authorize", anyPort, true} : it->second;
}

} // namespace keyturn::sandbox::oauth

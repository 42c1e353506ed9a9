#include "app/sandbox/oauth/provider.h"

namespace keyturn::sandbox::oauth {

namespace {

using namespace Qt::StringLiterals;
using RefreshToken = Behaviour::RefreshToken;

constexpr int daySeconds = 24 * 3600;

//! Those of the layouts that the seeds bring, and kinds of behaviour that have no provider's name.
std::vector<Provider> ofSeeds()
{
    return {
        // Login with Amazon: 401 is what it answers to a wrong secret although the form carried it.
        {u"lwa"_s,
         "/auth/o2/token",
         {.badFormStatus = 401, .accessPrefix = u"Atza|"_s, .refreshPrefix = u"Atzr|"_s, .tokenLength = 400}},
        // Genesys Cloud: HTTP Basic only, single-use refresh tokens, a day.
        {u"genesys"_s,
         "/oauth/token",
         {.refreshToken = RefreshToken::Rotate,
          .expiresIn = daySeconds,
          .authentication = {u"basic"_s},
          .badFormStatus = 401,
          .tokenLength = 86}},
        // Upwork: a day, and two weeks for the refresh token.
        {u"upwork"_s,
         "/api/v3/oauth2/token",
         {.refreshToken = RefreshToken::Rotate,
          .refreshTokenSeconds = 14 * daySeconds,
          .expiresIn = daySeconds,
          .accessPrefix = u"oauth2v2_"_s,
          .refreshPrefix = u"oauth2v2_"_s,
          .tokenLength = 32}},
        // Google: a refresh is answered without a refresh token.
        {u"google"_s,
         "/token",
         {.refreshToken = RefreshToken::Omit, .badFormStatus = 401, .accessPrefix = u"ya29."_s, .tokenLength = 160}},
        // Strict rotation, as RFC 9700 describes it.
        {u"strict"_s, "/oauth2/token", {.refreshToken = RefreshToken::Rotate}},
        // The spent token works for a minute more and leads to the same successor (Okta's grace period).
        {u"leeway"_s, "/oauth2/token", {.refreshToken = RefreshToken::Rotate, .leewaySeconds = 60}},
        // Within ten minutes the spent token gives one more successor (Atlassian's leeway, Auth0's reuse interval).
        {u"leeway-new"_s,
         "/oauth2/token",
         {.refreshToken = RefreshToken::Rotate, .leewaySeconds = 600, .sameSuccessor = false}},
    };
}

//! The refresh token stays, or the old one goes on working.
std::vector<Provider> thatKeep()
{
    return {
        {u"entra"_s,
         "/*/oauth2/v2.0/token",
         {.refreshToken = RefreshToken::Rotate,
          .leewaySeconds = 90 * daySeconds,
          .sameSuccessor = false,
          .tokenLength = 900}},
        {u"salesforce"_s, "/services/oauth2/token", {.refreshToken = RefreshToken::Omit, .tellsLife = false}},
        {u"zoho"_s,
         "/oauth/v2/token",
         {.refreshToken = RefreshToken::Omit,
          .refusalStatus = 200,
          .deadToken = u"invalid_code"_s,
          .badFormStatus = 200,
          .refreshPrefix = u"1000."_s}},
        {u"hubspot"_s,
         "/oauth/v3/token",
         {.expiresIn = 1800, .refusal = Behaviour::Refusal::Status, .deadToken = u"BAD_REFRESH_TOKEN"_s}},
        {u"linkedin"_s,
         "/oauth/v2/accessToken",
         {.refreshTokenSeconds = 365 * daySeconds, .expiresIn = 60 * daySeconds}},
        {u"ebay"_s,
         "/identity/v1/oauth2/token",
         {.refreshToken = RefreshToken::Omit,
          .refreshTokenSeconds = 47'304'000,
          .expiresIn = 7200,
          .authentication = {u"basic"_s}}},
    };
}

//! The refresh token is spent with its use.
std::vector<Provider> thatRotate()
{
    return {
        {u"slack"_s,
         "/api/oauth.v2.access",
         {.refreshToken = RefreshToken::Rotate,
          .expiresIn = 43'200,
          .refusal = Behaviour::Refusal::OkFalse,
          .refusalStatus = 200,
          .deadToken = u"invalid_refresh_token"_s,
          .badFormStatus = 200,
          .accessPrefix = u"xoxe.xoxb-1-"_s,
          .refreshPrefix = u"xoxe-1-"_s}},
        {u"github"_s,
         "/login/oauth/access_token",
         {.refreshToken = RefreshToken::Rotate,
          .refreshTokenSeconds = 180 * daySeconds,
          .expiresIn = 28'800,
          .authentication = {u"form"_s},
          .refusalStatus = 200,
          .deadToken = u"bad_refresh_token"_s,
          .accessDiesToo = true,
          .badFormStatus = 200,
          .accessPrefix = u"ghu_"_s,
          .refreshPrefix = u"ghr_"_s}},
        {u"quickbooks"_s,
         "/oauth2/v1/tokens/bearer",
         {.refreshToken = RefreshToken::Rotate,
          .leewaySeconds = daySeconds,
          .sameSuccessor = false,
          .refreshTokenSeconds = 100 * daySeconds}},
        {u"xero"_s,
         "/connect/token",
         {.refreshToken = RefreshToken::Rotate,
          .leewaySeconds = 1800,
          .refreshTokenSeconds = 60 * daySeconds,
          .expiresIn = 1800}},
        {u"atlassian"_s,
         "/oauth/token",
         {.refreshToken = RefreshToken::Rotate,
          .leewaySeconds = 600,
          .sameSuccessor = false,
          .refreshTokenSeconds = 90 * daySeconds,
          .authentication = {u"form"_s},
          .refusalStatus = 403}},
        {u"box"_s, "/oauth2/token", {.refreshToken = RefreshToken::Rotate, .refreshTokenSeconds = 60 * daySeconds}},
        {u"zoom"_s,
         "/oauth/token",
         {.refreshToken = RefreshToken::Rotate,
          .refreshTokenSeconds = 90 * daySeconds,
          .authentication = {u"basic"_s}}},
    };
}

//! HTTP Basic, and a new refresh token each time.
std::vector<Provider> withBasic()
{
    const Behaviour usual{.refreshToken = RefreshToken::Rotate, .authentication = {u"basic"_s}};
    return {
        {u"ringcentral"_s,
         "/restapi/oauth/token",
         {.refreshToken = RefreshToken::Rotate,
          .refreshTokenSeconds = 7 * daySeconds,
          .authentication = {u"basic"_s},
          .accessDiesToo = true}},
        {u"notion"_s,
         "/v1/oauth/token",
         {.refreshToken = RefreshToken::Rotate, .authentication = {u"basic"_s}, .takesJson = true}},
        {u"docusign"_s, "/oauth/token", usual},
        {u"pipedrive"_s, "/oauth/token", usual},
        {u"workday"_s, "/ccx/oauth2/*/token", usual},
        {u"snowflake"_s, "/oauth/token-request", usual},
        {u"fortnox"_s, "/oauth-v1/token", usual},
        {u"twitter"_s, "/2/oauth2/token", usual},
        {u"ory"_s, "/oauth2/token", usual},
        {u"okta"_s,
         "/oauth2/*/v1/token",
         {.refreshToken = RefreshToken::Rotate, .leewaySeconds = 30, .authentication = {u"basic"_s}}},
        {u"cognito"_s,
         "/oauth2/token",
         {.refreshToken = RefreshToken::Rotate, .leewaySeconds = 60, .authentication = {u"basic"_s}}},
        {u"auth0"_s, "/oauth/token", {.refreshToken = RefreshToken::Rotate, .leewaySeconds = 30}},
        {u"keycloak"_s, "/realms/*/protocol/openid-connect/token", {.refreshToken = RefreshToken::Rotate}},
        {u"generic"_s, "/token", {.refreshToken = RefreshToken::Rotate, .authentication = {u"form"_s}}},
    };
}

} // namespace

const std::vector<Provider> &providers()
{
    static const std::vector<Provider> all = [] {
        std::vector<Provider> rows = ofSeeds();
        for (const std::vector<Provider> &part : {thatKeep(), thatRotate(), withBasic()})
            rows.insert(rows.end(), part.begin(), part.end());
        for (Provider &row : rows)
            row.consent = consentRuleOf(row.name);
        return rows;
    }();
    return all;
}

} // namespace keyturn::sandbox::oauth

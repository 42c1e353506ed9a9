#include "core/oauth/provider_rows.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

using Authentication = Provider::Authentication;
using Redirect = Provider::Redirect;
using Replay = Provider::Replay;
using Rotation = Provider::Rotation;
using std::chrono::days;

} // namespace

QList<Provider> providersThatRotate()
{
    return {
        {.id = u"slack"_s,
         .name = u"Slack"_s,
         .tokenUrls = {u"https://slack.com/api/oauth.v2.access"_s},
         .authentication = Authentication::Either,
         .rotation = Rotation::Always,
         .replay = Replay::Ask,
         .accessLife = 12h,
         .failsWithSuccess = true,
         .deadTokenWords = {u"invalid_refresh_token"_s, u"token_revoked"_s},
         .tokenObject = u"authed_user"_s,
         .keyWords = {u"slack"_s},
         .valuePrefixes = {"xoxe-1-"}},
        {.id = u"github"_s,
         .name = u"GitHub App"_s,
         .tokenUrls = {u"https://github.com/login/oauth/access_token"_s},
         .hasPublicClients = true, // after the device flow
         .rotation = Rotation::Always,
         .replay = Replay::Ask,
         .accessLife = 8h,
         .refreshIdle = days(180),
         .redirect = Redirect::LoopbackAnyPort,
         .failsWithSuccess = true,
         .deadTokenWords = {u"bad_refresh_token"_s},
         .keyWords = {u"github"_s},
         .valuePrefixes = {"ghr_"}},
        {.id = u"quickbooks"_s,
         .name = u"Intuit QuickBooks"_s,
         .tokenUrls = {u"https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer"_s},
         .authentication = Authentication::Basic,
         .rotation = Rotation::Sometimes, // about once a day
         .replay = Replay::Ask,
         .accessLife = 1h,
         .refreshIdle = days(100),
         .refreshAbsolute = days(5 * 365),
         .keyWords = {u"quickbooks"_s, u"intuit"_s}},
        {.id = u"xero"_s,
         .name = u"Xero"_s,
         .tokenUrls = {u"https://identity.xero.com/connect/token"_s},
         .authentication = Authentication::Either,
         .hasPublicClients = true,
         .grants = bothGrants,
         .rotation = Rotation::Always,
         .replay = Replay::WithinLeeway,
         .leeway = 30min,
         .accessLife = 30min,
         .refreshIdle = days(60),
         .redirect = Redirect::LoopbackFixed,
         .keyWords = {u"xero"_s}},
    };
}

QList<Provider> moreProvidersThatRotate()
{
    return {
        {.id = u"atlassian"_s,
         .name = u"Atlassian"_s,
         .tokenUrls = {u"https://auth.atlassian.com/oauth/token"_s},
         .rotation = Rotation::Always,
         .replay = Replay::WithinLeeway,
         .leeway = 10min,
         .accessLife = 1h,
         .refreshIdle = days(90),
         .refreshAbsolute = days(365),
         .longestToken = 4096,
         .redirect = Redirect::LoopbackFixed,
         .keyWords = {u"atlassian"_s, u"jira"_s}},
        {.id = u"box"_s,
         .name = u"Box"_s,
         .tokenUrls = {u"https://api.box.com/oauth2/token"_s},
         .grants = bothGrants,
         .rotation = Rotation::Always,
         .replay = Replay::Ask,
         .accessLife = 1h,
         .refreshIdle = days(60)},
        {.id = u"zoom"_s,
         .name = u"Zoom"_s,
         .tokenUrls = {u"https://zoom.us/oauth/token"_s},
         .authentication = Authentication::Basic,
         .rotation = Rotation::Always,
         .replay = Replay::Ask,
         .accessLife = 1h,
         .refreshIdle = days(90),
         .redirect = Redirect::LoopbackFixed,
         .keyWords = {u"zoom"_s}},
        {.id = u"ringcentral"_s,
         .name = u"RingCentral"_s,
         .tokenUrls = {u"https://platform.ringcentral.com/restapi/oauth/token"_s,
                       u"https://platform.devtest.ringcentral.com/restapi/oauth/token"_s},
         .authentication = Authentication::Basic,
         .rotation = Rotation::Always,
         .replay = Replay::Ask,
         .accessLife = 1h,
         .refreshIdle = days(7),
         .keyWords = {u"ringcentral"_s}},
        {.id = u"notion"_s,
         .name = u"Notion"_s,
         .tokenUrls = {u"https://api.notion.com/v1/oauth/token"_s},
         .authentication = Authentication::Basic,
         .body = Provider::Body::Json,
         .rotation = Rotation::Sometimes,
         .replay = Replay::Ask,
         .keyWords = {u"notion"_s}},
    };
}

} // namespace keyturn

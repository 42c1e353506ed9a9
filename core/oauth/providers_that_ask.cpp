#include "core/oauth/provider_rows.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

struct ConsentFacts {
    QStringList authorizationUrls;
    QByteArrayList parameters = {};
    QString issuer = {};
    QString redirectUri = {}; //!< where it is not the usual one of the row's style
};

//! Without these there is no refresh token in the answer, or only the first time.
const QByteArrayList offlineAccess{"access_type=offline", "prompt=consent"};

QHash<QString, ConsentFacts> factsOfNamed()
{
    return {
        {u"lwa"_s,
         {{u"https://www.amazon.com/ap/oa"_s, u"https://eu.account.amazon.com/ap/oa"_s,
           u"https://apac.account.amazon.com/ap/oa"_s}}},
        {u"genesys"_s, {{u"authorize"_s}}},
        {u"upwork"_s, {{u"https://www.upwork.com/ab/account-security/oauth2/authorize"_s}}},
        {u"google"_s, {{u"https://accounts.google.com/o/oauth2/v2/auth"_s}, offlineAccess}},
        {u"entra"_s, {{u"authorize"_s}, {}, {}, u"http://localhost/callback"_s}}, // any port of the name only
        {u"salesforce"_s, {{u"authorize"_s}}},
        {u"zoho"_s, {{u"auth"_s}, offlineAccess}},
        {u"hubspot"_s, {{u"https://app.hubspot.com/oauth/authorize"_s}}},
        {u"linkedin"_s, {{u"authorization"_s}}},
        {u"ebay"_s,
         {{u"https://auth.ebay.com/oauth2/authorize"_s, u"https://auth.sandbox.ebay.com/oauth2/authorize"_s}}},
        {u"slack"_s, {{u"https://slack.com/oauth/v2/authorize"_s}}},
        {u"github"_s, {{u"authorize"_s}}},
        {u"quickbooks"_s, {{u"https://appcenter.intuit.com/connect/oauth2"_s}}},
        {u"xero"_s, {{u"https://login.xero.com/identity/connect/authorize"_s}}},
        {u"atlassian"_s, {{u"/authorize"_s}, {"audience=api.atlassian.com", "prompt=consent"}}},
        {u"box"_s, {{u"https://account.box.com/api/oauth2/authorize"_s}}},
        {u"zoom"_s, {{u"authorize"_s}}},
        {u"ringcentral"_s, {{u"authorize"_s}}},
        {u"notion"_s, {{u"authorize"_s}, {"owner=user"}}},
    };
}

QHash<QString, ConsentFacts> factsOfOthers()
{
    return {
        {u"docusign"_s, {{u"auth"_s}}},
        {u"pipedrive"_s, {{u"authorize"_s}}},
        {u"workday"_s, {{u"authorize"_s}}},
        {u"snowflake"_s, {{u"authorize"_s}}},
        {u"fortnox"_s, {{u"auth"_s}, {"access_type=offline"}}},
        {u"twitter"_s, {{u"https://x.com/i/oauth2/authorize"_s}}},
        {u"cognito"_s, {{u"authorize"_s}}},
        {u"auth0"_s, {{u"/authorize"_s}}},
        {u"okta"_s, {{u"authorize"_s}}},
        {u"keycloak"_s, {{u"auth"_s}, {}, u"../.."_s}},
        {u"ory"_s, {{u"auth"_s}}},
        {u"generic"_s, {{u"authorize"_s}}},
    };
}

//! As an application of this style is usually registered.
QString usualRedirect(const Provider &row)
{
    switch (row.redirect) {
    case Provider::Redirect::LoopbackAnyPort:
        return u"http://127.0.0.1/callback"_s;
    case Provider::Redirect::LoopbackFixed:
        return u"http://localhost:8765/callback"_s;
    case Provider::Redirect::PasteUrl:
        break;
    }
    return u"https://localhost/callback"_s;
}

} // namespace

QList<Provider> withConsent(QList<Provider> rows)
{
    QHash<QString, ConsentFacts> facts = factsOfNamed();
    facts.insert(factsOfOthers());
    for (Provider &row : rows) {
        const ConsentFacts known = facts.value(row.id);
        row.authorizationUrls = known.authorizationUrls;
        row.issuer = known.issuer;
        for (const QByteArray &parameter : known.parameters) {
            const qsizetype equals = parameter.indexOf('=');
            row.consentParameters.append({parameter.left(equals), parameter.mid(equals + 1)});
        }
        row.redirectUri = known.redirectUri.isEmpty() ? usualRedirect(row) : known.redirectUri;
    }
    return rows;
}

} // namespace keyturn

#include "app/sandbox/sso/sso_consent.h"

#include "app/sandbox/oauth/consent_page.h"
#include "app/sandbox/sso/sso_grants.h"

#include <QJsonArray>

#include <algorithm>

namespace keyturn::sandbox::sso {

namespace {

using namespace Qt::StringLiterals;

Result<oauth::Form> formOf(const Request &request)
{
    return oauth::readForm(request.method == "POST" ? request.body : request.query());
}

bool comesBackHere(const QJsonObject &client, const QString &redirectUri)
{
    const QJsonArray registered = client[u"redirectUris"].toArray();
    return std::any_of(registered.begin(), registered.end(), [&redirectUri](const QJsonValue &uri) {
        return oauth::isRegistered(redirectUri, uri.toString(), true);
    });
}

//! What RFC 6749 section 4.1.2.1 calls it; empty: none.
QString faultOf(const oauth::Form &form, const QJsonObject &client)
{
    if (form.value(u"response_type"_s) != u"code")
        return u"unsupported_response_type"_s;
    if (form.value(u"code_challenge"_s).size() != 43 || form.value(u"code_challenge_method"_s) != u"S256")
        return u"invalid_request"_s;
    const QStringList wanted = form.value(u"scopes"_s).split(u' ', Qt::SkipEmptyParts);
    const bool isWithin = std::all_of(wanted.begin(), wanted.end(), [&client](const QString &scope) {
        return client[u"scopes"].toArray().contains(scope);
    });
    return isWithin ? QString() : u"invalid_scope"_s;
}

} // namespace

bool isConsent(const Store &store, const Request &request)
{
    if (request.path() != "/authorize")
        return false;
    const Result<oauth::Form> form = formOf(request);
    return form && isClient(store, form->value(u"client_id"_s));
}

Response consent(const Store &store, oauth::Authorizations &authorizations, const Request &request,
                 const QDateTime &now)
{
    if (request.method != "GET" && request.method != "POST")
        return {405, {{"Allow", "GET, POST"}}, {}};
    const Result<oauth::Form> form = formOf(request);
    if (!form)
        return oauth::complaint(form.error().detail);
    const QString id = form->value(u"client_id"_s);
    const QString redirectUri = form->value(u"redirect_uri"_s);
    const std::optional<QJsonObject> known = client(store, id, now);
    if (!known || !mayUse(*known, u"authorization_code"_s))
        return oauth::complaint(u"The application \"%1\" is not registered for this."_s.arg(id));
    if (!comesBackHere(*known, redirectUri))
        return oauth::complaint(u"The redirect URI is not registered: %1"_s.arg(redirectUri));
    const auto back = [&](const QString &name, const QString &value) {
        QList<std::pair<QString, QString>> parameters{{name, value}};
        if (const QString state = form->value(u"state"_s); !state.isEmpty())
            parameters.append({u"state"_s, state});
        return oauth::sentBack(redirectUri, parameters);
    };
    if (const QString fault = faultOf(*form, *known); !fault.isEmpty())
        return back(u"error"_s, fault);
    if (request.method == "GET") {
        const QString sentence = u"<p>The application <b>%1</b> wants to sign in to AWS for you.</p>\n"_s;
        return oauth::question(sentence.arg((*known)[u"name"].toString().toHtmlEscaped()), request.path(), *form);
    }
    const std::optional<bool> approved = oauth::isApproved(*form);
    if (!approved)
        return oauth::complaint(u"decision is approve or deny"_s);
    if (!*approved)
        return back(u"error"_s, u"access_denied"_s);
    oauth::Authorization given;
    given.clientId = id;
    given.redirectUri = redirectUri;
    given.challenge = form->value(u"code_challenge"_s);
    given.expiresAt = now.addSecs(oauth::Authorizations::lifeSeconds);
    return back(u"code"_s, authorizations.issue(given));
}

} // namespace keyturn::sandbox::sso

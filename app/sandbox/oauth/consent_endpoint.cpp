#include "app/sandbox/oauth/consent_endpoint.h"

#include "app/sandbox/oauth/consent_page.h"
#include "app/sandbox/oauth/provider.h"

#include <algorithm>

namespace keyturn::sandbox::oauth {

namespace {

using namespace Qt::StringLiterals;

//! One request, from its parameters to a page or a way back.
class ConsentRequest {
public:
    ConsentRequest(const Store &store, Authorizations &authorizations, const Request &request, const QDateTime &now) :
        m_store(store), m_authorizations(authorizations), m_request(request), m_now(now)
    {}

    Response answer()
    {
        const bool decides = m_request.method == "POST";
        const Result<Form> form = readForm(decides ? m_request.body : m_request.query());
        if (!form)
            return complaint(form.error().detail);
        m_form = *form;
        const auto client = m_store.oauthClients().find(value("client_id"));
        m_row = client == m_store.oauthClients().end() ? nullptr : provider(client->second.provider);
        if (!m_row || !m_row->asksForConsentAt(m_request.path()))
            return complaint(u"No application is registered here as \"%1\"."_s.arg(value("client_id")));
        m_client = client->second;
        if (!isRegistered(value("redirect_uri"), behaviourOf(m_client).redirectUri, m_row->consent.anyLoopbackPort))
            return complaint(
                u"The redirect URI you provided has not been whitelisted: %1"_s.arg(value("redirect_uri")));
        if (const QString fault = faultOf(); !fault.isEmpty())
            return back({{u"error"_s, fault}});
        return decides ? decided() : asked();
    }

private:
    QString value(const char *name) const { return m_form.value(QLatin1StringView(name)); }

    //! What section 4.1.2.1 calls it; empty: none.
    QString faultOf() const
    {
        if (value("response_type") != u"code")
            return u"unsupported_response_type"_s;
        if (!behaviourOf(m_client).grantTypes.contains(u"authorization_code"_s))
            return u"unauthorized_client"_s;
        if (value("code_challenge").size() != 43 || value("code_challenge_method") != u"S256")
            return u"invalid_request"_s;
        const QStringList may = m_client.scope.split(u' ', Qt::SkipEmptyParts);
        const QStringList wanted = value("scope").split(u' ', Qt::SkipEmptyParts);
        const bool isWithin =
            std::all_of(wanted.begin(), wanted.end(), [&may](const QString &scope) { return may.contains(scope); });
        return isWithin ? QString() : u"invalid_scope"_s;
    }

    QString scope() const { return value("scope").isEmpty() ? m_client.scope : value("scope"); }

    Response asked() const
    {
        const QString sentences =
            u"<p>The application <b>%1</b> wants to act for you at <b>%2</b>, a provider of the Keyturn sandbox.</p>\n"
            "<p>Scope: %3</p>\n"_s;
        return question(sentences.arg(m_client.id.toHtmlEscaped(), m_row->name.toHtmlEscaped(),
                                      scope().isEmpty() ? u"nothing in particular"_s : scope().toHtmlEscaped()),
                        m_request.path(), m_form);
    }

    Response decided()
    {
        const std::optional<bool> approved = isApproved(m_form);
        if (!approved)
            return complaint(u"decision is approve or deny"_s);
        if (!*approved)
            return back({{u"error"_s, u"access_denied"_s}});
        Authorization given;
        given.clientId = m_client.id;
        given.redirectUri = value("redirect_uri");
        given.scope = scope();
        given.challenge = value("code_challenge");
        const QString offline = m_row->consent.offline;
        given.isOffline = offline.isEmpty() || m_form.value(offline.section(u'=', 0, 0)) == offline.section(u'=', 1);
        given.expiresAt = m_now.addSecs(Authorizations::lifeSeconds);
        return back({{u"code"_s, m_authorizations.issue(given)}});
    }

    Response back(QList<std::pair<QString, QString>> parameters) const
    {
        if (!value("state").isEmpty())
            parameters.append({u"state"_s, value("state")});
        if (const QByteArray tail = m_row->consent.behindIssuer; !tail.isNull()) {
            const QByteArray path = m_request.path();
            const QByteArray issuer = path.endsWith(tail) ? path.chopped(tail.size()) : QByteArray();
            parameters.append({u"iss"_s, QString::fromLatin1("http://" + m_request.header("host") + issuer)});
        }
        return sentBack(value("redirect_uri"), parameters);
    }

    const Store &m_store;
    Authorizations &m_authorizations;
    const Request &m_request;
    const QDateTime m_now;
    Form m_form;
    const Provider *m_row = nullptr;
    OAuthClient m_client;
};

} // namespace

bool isConsentPath(const QByteArray &path)
{
    return std::any_of(providers().begin(), providers().end(),
                       [&path](const Provider &row) { return row.asksForConsentAt(path); });
}

Response consent(const Store &store, Authorizations &authorizations, const Request &request, const QDateTime &now)
{
    if (request.method != "GET" && request.method != "POST")
        return {405, {{"Allow", "GET, POST"}}, {}};
    return ConsentRequest(store, authorizations, request, now).answer();
}

} // namespace keyturn::sandbox::oauth

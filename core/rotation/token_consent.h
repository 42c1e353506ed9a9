#pragma once
#include "core/oauth/authorization_request.h"
#include "core/rotation/refresh_journal.h"
#include "core/rotation/refresh_operation.h"

namespace keyturn {

class Connection;

//! Where the browser comes back to.
struct ConsentRedirect {
    Provider::Redirect style = Provider::Redirect::PasteUrl;
    QString uri; //!< as registered; LoopbackAnyPort: without a port
};

//! How the consent of one entry is asked for.
struct ConsentPlan {
    RefreshRequest request;
    ConsentRedirect redirect;
    QUrl authorizationUrl;
};

//! A person's consent, from the question to tokens (RFC 6749 section 4.1, RFC 8252). The exchange can be made once and
//! not undone, so it keeps the rules of a refresh: nothing is asked where the answer could not be kept or written, and
//! it is in the keychain before anything else is done with it. Both outlive this and its tasks.
class TokenConsent {
public:
    TokenConsent(Connection &connection, const RefreshJournal &journal) : m_connection(connection), m_journal(journal)
    {}

    //! Looks at everything that can be known before a person is troubled. Errors as those of RefreshPreflight; Invalid
    //! "authorization-url" where nothing tells where to ask, "redirect-uri" where the address cannot be one.
    Task<Result<ConsentPlan>> plan(Entry entry, RefreshSettings settings) const;
    //! Its request, to be answered at \p redirectUri; \p scope goes before that of the entry.
    Result<AuthorizationRequest> request(const ConsentPlan &plan, const QString &redirectUri,
                                         const QByteArray &scope) const;

    //! Exchanges \p code, with one request. The operation holds its tokens; unless isKept, nobody else does. It has not
    //! ended: TokenRefresher::resume() writes them, or a save does and settle() follows. Conflict "unfinished" where an
    //! earlier answer waits to be written. Other errors: nothing is left to do, and the entry is as it was.
    Task<Result<RefreshOperation>> exchange(Entry entry, AuthorizationRequest request, SecretString code,
                                            RefreshSettings settings) const;
    //! Ends \p operation where a save has written its tokens; Conflict "changed-elsewhere" where AWS holds others.
    Task<Result<>> settle(RefreshOperation operation) const;

private:
    Task<Result<>> earlier(QString key) const;

    Connection &m_connection;
    const RefreshJournal &m_journal;
};

//! Of what is registered: an https address is pasted, one of this computer is listened on.
Result<ConsentRedirect> consentRedirect(const Provider &provider, const QString &registered);

} // namespace keyturn

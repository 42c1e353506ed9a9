#pragma once
#include "app/cli/session.h"
#include "core/rotation/token_consent.h"

#include <QCoreApplication>

namespace keyturn::cli {

//! What the command line says about one consent.
struct ConsentManner {
    QByteArray scope; //!< empty: the entry's
    bool opensBrowser = true;
    bool pastes = false;
    int port = 0;             //!< 0: that of the redirect URI
    QString redirectUri;      //!< empty: what is remembered, or usual
    QString authorizationUrl; //!< likewise
};

//! One consent, from the question to what AWS holds.
class Authorizing {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::Authorizing)

public:
    Authorizing(Session &session, Connection &connection, QString name, ConsentManner manner);

    Task<ExitCode> run(Entry entry, RefreshSettings settings);

private:
    RefreshSettings chosen(RefreshSettings settings) const;
    Task<Result<SecretString>> ask(const ConsentPlan *plan, AuthorizationRequest *request);
    Result<SecretString> pasted(const AuthorizationRequest &request);
    void show(const AuthorizationRequest &request);
    Task<ExitCode> store(RefreshOperation operation, RefreshSettings settings);

    Session &m_session;
    Connection &m_connection;
    const QString m_name;
    const ConsentManner m_manner;
    const TokenConsent m_consent;
};

} // namespace keyturn::cli

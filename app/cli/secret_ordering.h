#pragma once
#include "app/cli/rotating.h"
#include "app/cli/session.h"
#include "app/cli/verb.h"
#include "core/rotation/client_secret_by_api.h"

#include <QCoreApplication>

namespace keyturn::cli {

//! The part of rotate-client-secret that has the provider make the new secret and waits for it at a queue.
class SecretOrdering {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::SecretOrdering)

public:
    SecretOrdering(Session &session, Connection &connection) : m_session(session), m_connection(connection) {}

    static QList<QCommandLineOption> options();
    static bool isAskedFor(const VerbArguments &arguments);
    //! Of --wait; Invalid where it is no number of seconds.
    static Result<SecretPatience> patience(const VerbArguments &arguments);

    Task<ExitCode> run(ClientSecretOrder order, VerbArguments arguments);

private:
    Task<ExitCode> prepare(ClientSecretOrder order, QString queue, const ClientSecretByApi *api);
    Task<ExitCode> order(ClientSecretOrder order, VerbArguments arguments, const ClientSecretByApi *api,
                         const ClientSecretRotator *rotator);

    Session &m_session;
    Connection &m_connection;
};

} // namespace keyturn::cli

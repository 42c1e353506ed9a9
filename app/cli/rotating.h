#pragma once
#include "app/cli/session.h"
#include "app/cli/verb.h"
#include "core/rotation/client_secret_rotator.h"
#include "core/stores/sqs_client.h"

#include <QCoreApplication>

namespace keyturn::cli {

//! The replacement of a client secret as it is told: what would be written, what was, and what is left to do.
class RotatingText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::RotatingText)

public:
    explicit RotatingText(Session &session) : m_session(session) {}

    void tellFound(const SecretCopies::Found &found);
    void tellQueue(const QueueAttributes &queue);
    //! Ok where every copy is written and nothing waits in a queue, else Failed.
    ExitCode print(const ClientSecretChange &change, std::optional<bool> isOldAccepted = {});
    //! Progress on standard error.
    void tell(ClientSecretStep step, int done, int of);
    //! Of an error that is about client secrets.
    ExitCode fail(const Error &error, const QString &name);

private:
    //! Of what was ordered; nothing where the error is about something else.
    std::optional<ExitCode> failOrder(const Error &error, const QString &name);
    void printJson(const ClientSecretChange &change, std::optional<bool> isOldAccepted);

    Session &m_session;
    ClientSecretStep m_told = ClientSecretStep::ReadEntry;
};

} // namespace keyturn::cli

#pragma once
#include "core/async/task.h"
#include "core/base/result.h"
#include "core/http/http_client.h"
#include "core/oauth/provider.h"

#include <QUrl>

namespace keyturn {

//! Orders a new client secret from a provider that sends it into a queue. Holds no credentials.
class ClientSecretCall {
public:
    //! \p rehearsal as that of TokenEndpoint.
    ClientSecretCall(HttpClient &http, QUrl rehearsal) : m_http(http), m_rehearsal(std::move(rehearsal)) {}

    //! Exactly one wire request, never repeated: each makes another secret, and lets the one before the last die.
    //! Unsupported "not-enrolled" where the provider knows no queue to send it to, and the provider's other refusals:
    //! nothing was made. Error::answerLost: it may have been.
    Task<Result<>> ask(Provider::SecretByQueue way, QUrl tokenUrl, SecretString token) const;

private:
    HttpClient &m_http;
    QUrl m_rehearsal;
};

} // namespace keyturn

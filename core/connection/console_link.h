#pragma once
#include "core/connection/connection.h"
#include "core/http/loopback_listener.h"

namespace keyturn {

//! A browser that is being signed in to the AWS console as who a connection is. Whoever has the link is signed in, so
//! it stands in no command line, log, file or clipboard: what is opened is an address of this computer, which sends one
//! browser of this user on to the link, once.
class ConsoleLink {
public:
    static constexpr std::chrono::seconds patience{60};

    //! Whether there can be one, see FederationClient::check(). For whoever has something to look up before.
    static Task<Result<>> check(Connection *connection);
    //! Asks for the link, see FederationClient. \p page: where in the console, percent-encoded. \p connection must
    //! outlive the task.
    static Task<Result<std::unique_ptr<ConsoleLink>>> make(Connection *connection, QByteArray page,
                                                           std::optional<std::chrono::seconds> session = {});

    //! For the browser, and good for nobody else's.
    QUrl address() const;
    //! Ends when a browser was sent on: Timeout "no-answer" of operation "console" where none came within `patience`.
    //! Once. This outlives the task.
    Task<Result<>> handOver();

private:
    ConsoleLink(std::unique_ptr<LoopbackListener> listener, SecretString link);

    std::unique_ptr<LoopbackListener> m_listener;
    SecretString m_link;
    SecretString m_ticket; //!< 256 random bits that the address holds
};

} // namespace keyturn

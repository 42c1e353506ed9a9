#pragma once
#include "core/rotation/client_secret_record.h"
#include "core/rotation/secret_notice.h"
#include "core/stores/sqs_client.h"

#include <functional>

namespace keyturn {

class Connection;

//! A queue that a provider sends new client secrets to, and its dead-letter queue, where a receive too many puts them.
class ClientSecretQueue {
public:
    //! What was found out about it.
    struct State {
        QString url;
        QString deadLetterUrl; //!< empty: none
        QueueAttributes attributes;
    };
    //! A message with the secret, hidden from others for a while.
    struct Found {
        SecretNotice notice;
        QString queueUrl; //!< it lies in
        QString receipt;
    };

    //! Outlives this and its tasks.
    ClientSecretQueue(Connection &connection, Provider::SecretByQueue way);

    //! Makes it where there is none, and lets the provider send to it; nothing else of its policy changes.
    Task<Result<State>> prepare(QString name) const;
    //! Unsupported "queue-fifo", "queue-policy" (the provider is not let in) or "queue-key" (it cannot use the key),
    //! with what to do about it as the detail. \p found, if there is one, is called before those who may send are
    //! looked at.
    Task<Result<State>> look(QString name, std::function<void(const State &)> found) const;
    //! The newest message about \p clientId for which \p isWanted holds, looked for until \p patience has passed or
    //! \p isOver, if there is one, says so; at least once. All others are given back, and none is deleted.
    Task<Result<std::optional<Found>>> find(QStringList urls, QString clientId,
                                            std::function<bool(const SecretNotice &)> isWanted,
                                            std::chrono::milliseconds patience, std::function<bool()> isOver) const;
    Task<Result<>> remove(QString queueUrl, QString receipt) const;
    //! Where it fails, the message comes back by itself.
    Task<Result<>> giveBack(QString queueUrl, QString receipt) const;

    //! Longer than everything that happens until the secret is kept.
    static constexpr std::chrono::seconds hiddenFor{300};

private:
    struct Held {
        QString queueUrl;
        QString receipt;
    };
    Task<Result<State>> state(QString url) const;

    Connection &m_connection;
    const Provider::SecretByQueue m_way;
    const SqsClient m_client;
};

} // namespace keyturn

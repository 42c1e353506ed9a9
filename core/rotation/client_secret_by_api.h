#pragma once
#include "core/rotation/client_secret_queue.h"
#include "core/rotation/client_secret_rotator.h"

namespace keyturn {

//! A client secret that the provider makes when its API is asked, and sends into a queue. The record begins before the
//! one request and ends when the message is deleted, last of all; wherever it stops, goOn() knows the one next action:
//!
//!     Ordered, nothing sent     nothing was made: it is forgotten
//!     Ordered, perhaps sent     the queue is looked at; never a second request
//!     Testing                   the new secret is kept: it is shown to the provider
//!     Writing                   what is not written yet is written
//!     Grace, message waiting    it is deleted from the queue
//!
//! All outlive this and its tasks.
class ClientSecretByApi {
public:
    //! What look() finds right, in this order.
    enum class Check {
        Queue,       //!< it is there, and no FIFO queue
        Policy,      //!< the provider may send to it
        Permissions, //!< every copy can be written
        Application, //!< the provider lets the old secret order a new one
    };
    using Passed = std::function<void(Check, const ClientSecretQueue::State &)>;

    ClientSecretByApi(Connection &connection, const ClientSecretRecord &record, const ClientSecretRotator &rotator) :
        m_connection(connection), m_record(record), m_rotator(rotator)
    {}

    //! The queue, made where there is none, with the provider let in. Unsupported "no-secret-api" where the entry's
    //! provider has no such way.
    Task<Result<ClientSecretQueue::State>> prepareQueue(ClientSecretOrder order, QString queue) const;
    //! Where in the provider's console the queue is entered; empty where there is no such way.
    Task<Result<QString>> enrolment(ClientSecretOrder order) const;
    //! The same of an entry that was read: with whom and as whom it would be. \p content is mapped already. Errors of
    //! refreshRequest(), and Unsupported "no-secret-api" with the provider's name.
    static Result<RefreshRequest> request(const EntryContent &content, const RefreshSettings &settings);
    //! The first part of look(), which only reads: no provider is asked, and no message taken out of the queue.
    Task<Result<ClientSecretQueue::State>> lookAtQueue(ClientSecretOrder order, QString queue, Passed passed) const;
    //! Everything that can be known for nothing: the queue, whether every copy can be written, and, with one
    //! client_credentials request, whether the provider lets the old secret do this. Conflict "secret-waiting" where
    //! the queue holds a secret that AWS does not have, "unfinished" where an earlier one is.
    Task<Result<ClientSecretQueue::State>> look(ClientSecretOrder order, SecretCopies::Found found, QString queue,
                                                Passed passed) const;
    //! The one request, or, where the order takes what waits in the queue already, none: goOn() is next. Nothing was
    //! sent after Cancelled "never-asked" (by the order), Conflict "refresh-running", "unfinished" or
    //! "changed-elsewhere" (since \p found).
    Task<Result<ClientSecretChange>> ordered(ClientSecretOrder order, SecretCopies::Found found,
                                             ClientSecretQueue::State queue) const;
    //! And then as far as goOn() comes.
    Task<Result<ClientSecretChange>> run(ClientSecretOrder order, SecretCopies::Found found,
                                         ClientSecretQueue::State queue, SecretPatience patience) const;
    //! From wherever it stopped. NotFound "no-message" where it has not come yet.
    Task<Result<ClientSecretChange>> goOn(ClientSecretChange change, RefreshSettings settings,
                                          SecretPatience patience) const;
    //! Until it is known that the provider accepts the new one: the state is Writing then.
    Task<Result<ClientSecretChange>> tested(ClientSecretChange change, RefreshSettings settings,
                                            SecretPatience patience) const;

private:
    struct Owner {
        EntryContent content; //!< mapped
        RefreshRequest request;
        QString clientId;
    };
    Task<Result<Owner>> owner(EntryId id, QString arn, RefreshSettings settings) const;
    Task<Result<ClientSecretQueue::State>> queueOf(Owner owner, EntryId id, QString queue, Passed passed) const;
    Task<Result<SecretString>> rotationToken(Owner owner, SecretString clientSecret) const;
    Task<Result<ClientSecretChange>> received(ClientSecretChange change, Owner owner, SecretPatience patience) const;
    Task<Result<ClientSecretChange>> accepted(ClientSecretChange change, Owner owner, SecretPatience patience) const;
    Task<Result<ClientSecretChange>> cleared(ClientSecretChange change, Owner owner) const;
    Task<Result<>> writable(SecretCopies::Found found) const;
    Task<Result<>> sent(ClientSecretChange *change, Owner owner, SecretString token) const;

    Connection &m_connection;
    const ClientSecretRecord &m_record;
    const ClientSecretRotator &m_rotator;
};

} // namespace keyturn

#pragma once
#include "core/rotation/client_secret_by_api.h"
#include "core/workspace/client_secrets.h"

namespace keyturn {

//! Client secrets that a provider makes when its API is asked: what has to be ready for that, and the one request. It
//! is made after everything that can be known for nothing was found right, and can be called off until then. What comes
//! of it is ClientSecrets' to go on with.
class SecretOrders : public QObject {
    Q_OBJECT

public:
    enum class Stage {
        Idle,
        Preparing, //!< the queue is made, or the provider let in
        Checking,
        Ordering, //!< checks once more, then asks
    };
    //! What the last look found out about a queue, for entry().
    struct Outlook {
        QString queue; //!< as it was given
        QString arn;   //!< from Check::Queue on
        std::chrono::seconds retention{0};
        bool setsAside = false; //!< a receive or two too many, and a message is in the dead-letter queue
        QList<ClientSecretByApi::Check> passed; //!< in the order of their kind
        std::optional<Error> problem;           //!< of the first that is not, or of what follows them all
        QStringList copies;                     //!< names of what would be written
        QStringList unread;                     //!< names of what could not be looked into
        bool isComplete = false;                //!< one can be ordered

        //! The queue holds a secret already that AWS does not have.
        bool isWaiting() const { return problem && problem->refusal == Refusal::SecretWaiting; }
    };

    SecretOrders(Place &place, Refreshes &refreshes, ClientSecrets &secrets, RunningWrites &running);

    //! Who would make it; why there is no such way: the errors of ClientSecretByApi::request().
    Result<Provider> provider(const EntryContent &content) const;

    Stage stage() const { return m_stage; }
    bool isRunning() const { return m_stage != Stage::Idle; }
    //! The provider has been asked, or will be: nothing can be called off any more.
    bool isAsked() const { return m_gate && m_gate->isAsked; }
    EntryId entry() const { return m_entry.id; }
    const Outlook &outlook() const { return m_outlook; }
    //! Of another entry, or of nobody's.
    void forget();

    //! Nothing where writing is locked or something runs, here or in ClientSecrets. changed() follows, and failed()
    //! where something is not as it should be.
    void prepare(const Entry &entry, const QString &queue);
    void check(const Entry &entry, const QString &queue);
    //! \p takesWaiting: the secret that is in the queue already; the provider makes none.
    void order(const Entry &entry, const QString &queue, const QStringList &consumers, bool takesWaiting);
    //! Before it is asked: as if nothing had been begun; failed() with "never-asked" follows.
    void cancel();

signals:
    void changed(const keyturn::EntryId &id);
    void step(const keyturn::EntryId &id, keyturn::ClientSecretStep step, int done, int of);
    void failed(const keyturn::EntryId &id, const keyturn::Error &error);

private:
    using QueueState = ClientSecretQueue::State;
    //! Of one run, for what it has called already.
    struct Gate {
        bool isCancelled = false;
        bool isAsked = false;
    };
    using GatePtr = std::shared_ptr<Gate>;

    static Task<Result<QueueState>> prepared(SessionPtr session, RefreshJournal journal, ClientSecretRecord record,
                                             ClientSecretOrder order, QString queue);
    static Task<Result<SecretCopies::Found>> looked(SessionPtr session, RefreshJournal journal,
                                                    ClientSecretRecord record, ClientSecretOrder order);
    static Task<Result<QueueState>> examined(SessionPtr session, RefreshJournal journal, ClientSecretRecord record,
                                             ClientSecretOrder order, SecretCopies::Found found, QString queue,
                                             ClientSecretByApi::Passed passed);
    static Task<Result<>> asked(SessionPtr session, RefreshJournal journal, ClientSecretRecord record,
                                ClientSecretOrder order, SecretCopies::Found found, QString queue,
                                ClientSecretByApi::Passed passed);
    bool start(Stage stage, const Entry &entry, const QString &queue);
    void look();
    void examine(const SecretCopies::Found &found);
    ClientSecretByApi::Passed passing();
    void end(const std::optional<Error> &error);

    Place &m_place;
    Refreshes &m_refreshes;
    ClientSecrets &m_secrets;
    RunningWrites &m_running;
    Stage m_stage = Stage::Idle;
    Entry m_entry;
    ClientSecretOrder m_order;
    Outlook m_outlook;
    GatePtr m_gate;
    TaskScope m_reads;
};

} // namespace keyturn

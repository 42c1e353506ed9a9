#pragma once
#include "core/rotation/client_secret_rotator.h"
#include "core/rotation/refresh_preflight.h"
#include "core/workspace/refreshes.h"
#include "core/workspace/saves.h"

namespace keyturn {

//! Client secrets that are replaced, as the window does it: tried out first, then staged on every copy of the old one,
//! reviewed and saved like any edit. Those made by hand begin here, those that are ordered in SecretOrders. Which
//! copies are written is noted as saves succeed, so that what stopped half way can be staged again, in this run or a
//! later one.
class ClientSecrets : public QObject {
    Q_OBJECT

public:
    ClientSecrets(Place &place, Staging &staging, Saves &saves, Refreshes &refreshes, RunningWrites &running);

    //! Where they are kept. Without it none is begun.
    void keepRecord(ClientSecretRecord record) { m_record = std::move(record); }
    const ClientSecretRecord &record() const { return m_record; }

    //! How far that of an entry is, as it is noted.
    std::optional<ClientSecretChange> change(const EntryId &id) const;
    bool isRunning() const { return m_isRunning; }
    //! Entries with one that has begun and not ended, here or in an earlier run.
    QList<EntryId> unfinished() const;

    //! Looks for copies, keeps the secret and tries it out; staged() or failed() follows. Nothing while another runs.
    void begin(const Entry &entry, const SecretString &fresh, const QStringList &consumers);
    //! From wherever it stopped: takes the message that brings it, tries it out, stages what is not written yet, and
    //! deletes the message once everything is; staged() or failed() follows.
    void goOn(const EntryId &id);
    //! What runs waits for a message or until the provider knows the secret; stop() ends that, and goOn() waits again.
    bool isWaiting() const { return m_isRunning && m_isStopped; }
    void stop();
    //! Asks the provider about the old one; oldAsked() or failed() follows.
    void askAboutOld(const EntryId &id);
    void tick(const EntryId &id, int consumer, bool isDone);
    //! Ends it: both secrets leave the keychain. What is staged stays.
    void forget(const EntryId &id);

signals:
    void changed(const keyturn::EntryId &id);
    void step(const keyturn::EntryId &id, keyturn::ClientSecretStep step, int done, int of);
    //! To be reviewed and saved. Empty: everything is written already.
    void staged(const keyturn::EntryId &id, const QList<keyturn::EntryId> &copies);
    void oldAsked(const keyturn::EntryId &id, bool isAccepted);
    void failed(const keyturn::EntryId &id, const keyturn::Error &error);

private:
    struct Reread {
        ClientSecretChange change;
        ClientSecretRecord::Secrets secrets;
        QList<EntryContent> contents; //!< one for each copy; of those that cannot be read, empty
    };
    static Task<Result<Reread>> tryAndRead(SessionPtr session, RefreshJournal journal, ClientSecretRecord record,
                                           ClientSecretOrder order);
    static Task<Result<Reread>> readAgain(SessionPtr session, RefreshJournal journal, ClientSecretRecord record,
                                          ClientSecretChange change, RefreshSettings settings, SecretPatience patience);
    static Task<Result<Reread>> readCopies(SessionPtr session, ClientSecretRecord record, ClientSecretChange change);
    RefreshSettings settingsOf(const ClientSecretChange &change) const;
    bool mayStart() const;
    bool start(const EntryId &id, bool waits = false);
    SecretProgress progressOf(const EntryId &id);
    void stage(const EntryId &id, const Result<Reread> &read);
    void noteSaved(const EntryId &id, const SaveReceipt &receipt);
    void settle(ClientSecretChange change);

    Place &m_place;
    Staging &m_staging;
    Refreshes &m_refreshes;
    RunningWrites &m_running;
    ClientSecretRecord m_record{{}, nullptr};
    bool m_isRunning = false;
    std::shared_ptr<bool> m_isStopped; //!< of what waits
};

} // namespace keyturn

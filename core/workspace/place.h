#pragma once
#include "core/async/task_scope.h"
#include "core/aws/sts_client.h"
#include "core/base/clock.h"
#include "core/connection/connection_source.h"
#include "core/workspace/session.h"

#include <QObject>
#include <QTimer>

namespace keyturn {

//! Where the application is: profile, region, identity, and whether it may write there.
class Place : public QObject {
    Q_OBJECT

public:
    enum class Access {
        None,      //!< not connected
        Rehearsal, //!< the sandbox: nothing real
        Open,
        ReadOnly, //!< production, guarded
        Unlocked, //!< production, writing for a while
    };
    Q_ENUM(Access)

    //! \p source and \p clock must outlive the place.
    Place(ConnectionSource &source, const Clock &clock);
    ~Place() override;

    const Clock &clock() const { return m_clock; }
    ConnectionSource &source() { return m_source; }

    const QList<Profile> &profiles() const { return m_profiles; }
    void reloadProfiles();

    //! Leaves what is open, without a question, and goes there; opened() or openFailed() follows.
    void open(const Profile &profile, const QString &region);
    //! Leaves what is open and goes nowhere: keys and connections are let go. profile() and region() stay, for open().
    void close();
    bool isOpen() const { return m_session != nullptr; }
    bool isOpening() const { return m_opening; }
    const Profile &profile() const { return m_profile; }
    QString region() const { return m_region; }
    const CallerIdentity &identity() const { return m_identity; }
    //! Once more, after it failed; identityChanged() or identityFailed() follows.
    void askIdentity();
    //! Null where nothing is open.
    const SessionPtr &session() const { return m_session; }
    Connection *connection() const { return m_session ? m_session->connection.get() : nullptr; }
    //! Keeps the session alive for reads that somebody else runs.
    std::shared_ptr<Connection> sharedConnection() const;

    Access access() const;
    bool canWrite() const { return access() != Access::None && access() != Access::ReadOnly; }
    //! Guards the profile, or no longer; remembered by the source. Nothing for the sandbox.
    void markProduction(bool production);
    //! The same of any profile that is known.
    void markProduction(const Profile &profile, bool production);
    void unlockWriting();
    void lockWriting();
    //! Of Access::Unlocked, rounded up.
    int minutesOfWritingLeft() const;

signals:
    void profilesChanged();
    void left();    //!< reads of the old place end and what they found is forgotten; changed() follows
    void changed(); //!< profile() and region() are others
    void opened();
    void ready(); //!< after opened() and accessChanged(): what is there may be read
    void openFailed(const keyturn::Error &error);
    void identityChanged();
    void identityFailed(const keyturn::Error &error);
    void accessChanged();

private:
    void leave();
    bool isSandbox() const { return m_profile.kind == ProfileKind::Sandbox; }

    ConnectionSource &m_source;
    const Clock &m_clock;
    QList<Profile> m_profiles;
    Profile m_profile;
    QString m_region;
    CallerIdentity m_identity;
    bool m_opening = false;
    QDateTime m_writingUntil;
    QTimer m_writingTimer;
    SessionPtr m_session;
    TaskScope m_profileReads;
    TaskScope m_reads;
};

} // namespace keyturn

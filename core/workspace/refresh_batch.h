#pragma once
#include "core/workspace/workspace.h"

namespace keyturn {

//! Refreshes of several entries: first a plan that tells of each whether it will be refreshed and why not, then one
//! after the other and side by side, no more of one provider at once than it likes. What has begun goes to its end,
//! whatever becomes of this object.
class RefreshBatch : public QObject {
    Q_OBJECT

public:
    enum class State {
        Reading,
        Ready,
        Unfit,   //!< see Item::obstacle
        Waiting, //!< for its turn
        Running,
        Done,
        Failed,
    };
    struct Item {
        Entry entry;
        State state = State::Reading;
        //! A word of RefreshReadiness, or "unread", "unsaved", "half-saved", "unfinished", "refreshing", "rotation".
        Refusal obstacle = Refusal::None;
        QString provider; //!< its name, once it is known
        QString host;     //!< of the token URL that needs consent
        QList<KeyRole> missing;
        bool isTest = false; //!< its layout keeps no access token: the refresh token is tried and nothing written
        std::optional<Error> error; //!< of State::Failed, or why it is "unread"
        RefreshStep step = RefreshStep::ReadSecret;
        RefreshReceipt receipt; //!< of State::Done, without the token
    };

    //! \p workspace must outlive it. Begins with reading \p ids.
    RefreshBatch(Workspace &workspace, const QList<EntryId> &ids, QObject *parent = nullptr);
    ~RefreshBatch() override;

    const QList<Item> &items() const { return m_items; }
    int count(State state) const;
    bool isReading() const { return count(State::Reading) > 0; }
    //! Something is under way, or waits for its turn.
    bool isRunning() const { return count(State::Waiting) + count(State::Running) > 0; }
    bool owns(const EntryId &id) const { return at(id) >= 0; }

    //! How many start() would begin: what is ready and, from an earlier one, what failed and left nothing unfinished.
    int startable() const;
    void start();
    //! Begins no more; what is under way goes on.
    void stop();

signals:
    void itemChanged(int at);
    void ended(); //!< nothing is under way any more

private:
    struct Terms {
        QString provider; // Provider::id
        int atOnce = 1;
    };
    int at(const EntryId &id) const;
    void read();
    void classify(int at, const Result<EntryContent> &content);
    Refusal obstacleHere(const Entry &entry) const;
    void set(int at, State state);
    void beginNext();
    bool isStartable(const Item &item) const;
    bool mayBegin(int at) const;
    void settle(const EntryId &id, State state);
    void tellEnd();

    Workspace &m_workspace;
    QList<Item> m_items;
    QHash<int, Terms> m_terms;
    bool m_isUnderWay = false; // start() has been called, and ended() not told
    TaskScope m_reads;
};

} // namespace keyturn

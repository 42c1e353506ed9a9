#pragma once
#include "core/rotation/token_consent.h"
#include "core/workspace/refreshes.h"
#include "core/workspace/saves.h"

namespace keyturn {

//! The consent that is being asked for in the browser, one at a time, and those whose tokens are staged and wait to be
//! saved. What was exchanged is in the keychain until a save has written it; if its edits are discarded, it becomes an
//! unfinished refresh.
class Consents : public QObject {
    Q_OBJECT

public:
    enum class Step {
        None,
        Check,    //!< whether an answer could be kept and stored
        Ready,    //!< plan() tells how to ask
        Agree,    //!< the browser is open
        Exchange, //!< cannot be called off
    };

    Consents(Place &place, Staging &staging, Saves &saves, Refreshes &refreshes, RunningWrites &running);
    ~Consents() override;

    //! Gives up what is asked for now. Nothing where writing is locked, or the entry is being refreshed or written.
    void prepare(const EntryId &id);
    Step step() const { return m_step; }
    //! From Ready on.
    const ConsentPlan *plan() const { return m_plan ? &*m_plan : nullptr; }
    QByteArray usualScope() const { return m_plan ? m_plan->request.grant.scope : QByteArray(); }

    //! In Ready: asks, to come back at \p redirectUri, which is remembered for the entry. opened() or failed() follows.
    void ask(const QString &redirectUri, const QByteArray &scope);
    //! In Agree: for the browser. Holds no secret.
    QUrl address() const { return m_request.url; }
    bool isPasted() const { return m_step == Step::Agree && !m_listener; }
    //! Of Agree.
    std::chrono::seconds timeLeft() const;
    //! The address that the browser was sent back to. Errors of codeInPasted(): nothing has changed then.
    Result<> paste(const QString &text);
    //! Before Exchange: as if nothing had been asked.
    void cancel();

    //! The tokens of \p id wait for a save of its staged edits.
    bool isStaged(const EntryId &id) const { return m_granted.contains(id); }

signals:
    void stepChanged();
    void opened(const QUrl &address);
    void failed(const keyturn::EntryId &id, const keyturn::Error &error);
    //! To be staged at once, as \p edits of \p content.
    void granted(const keyturn::EntryId &id, const keyturn::EntryContent &content,
                 const QList<keyturn::FieldEdit> &edits);

private:
    struct Granted {
        RefreshOperation operation;
        SessionPtr session;
    };
    void enter(Step step);
    void fail(const Error &error);
    void exchange(const SecretString &code);
    void exchanged(const EntryId &id, const Result<RefreshOperation> &operation);
    void settle(const EntryId &id);
    void handOver();

    Place &m_place;
    Staging &m_staging;
    Refreshes &m_refreshes;
    RunningWrites &m_running;
    Step m_step = Step::None;
    int m_turn = 0; //!< what began in an earlier one is nobody's any more
    SessionPtr m_session;
    Entry m_entry;
    RefreshSettings m_settings;
    std::optional<ConsentPlan> m_plan;
    AuthorizationRequest m_request;
    std::unique_ptr<LoopbackListener> m_listener;
    QTimer m_deadline;
    QHash<EntryId, Granted> m_granted;
    TaskScope m_waits;
};

} // namespace keyturn

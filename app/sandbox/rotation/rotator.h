#pragma once
#include "app/sandbox/clock/timekeeper.h"
#include "app/sandbox/iam/access_keys.h"
#include "app/sandbox/rotation/function_call.h"
#include "core/async/task_scope.h"

#include <deque>
#include <memory>
#include <set>

namespace keyturn::sandbox {

//! Rotates secrets: those whose window has come, and those RotateSecret asked for. A rotation is a RotationTask of its
//! secret until it is done, so one that a killed sandbox was in the middle of begins again with createSecret. The
//! functions call back into this server: nothing here waits.
class Rotator {
public:
    //! \p keys: the programs sign with one of the secret's account.
    Rotator(Store &store, Timekeeper &timekeeper, const AccessKeys &keys);
    Q_DISABLE_COPY_MOVE(Rotator)

    //! Where programs lie (see rotation_functions::change(); empty: none may be run) and where they find this server.
    void setPrograms(const QString &folder, const QUrl &endpoint);

    //! Ends what runs, and forgets what ran. Not from inside a coroutine step.
    void forget();

    //! GET lists the functions and their latest runs, newest last; POST as rotation_functions::change().
    ControlCall functionsCall();

    //! As AWS does, a rotation that failed is tried again as a whole, some time later, and then given up.
    static constexpr int attempts = 3;
    static constexpr int retrySeconds = 3600; //!< of the sandbox's time

private:
    struct Rotation {
        Scope scope;
        QString name;
        QString arn;
        RotationTask task;
    };
    struct Run {
        QString step;
        QString secretArn;
        QString token;
        QString problem; //!< empty: it went well
    };
    using Running = std::pair<Scope, QString>;

    void runDue(const QDateTime &now);
    void beginScheduled(const Scope &scope, Secret secret, const QDateTime &now);
    void begin(const Scope &scope, const Secret &secret);
    Task<Result<>> rotate(Rotation rotation);
    Task<Result<>> call(Rotation rotation, QString step, QString rotationToken);
    void end(const Rotation &rotation, const Result<> &result);
    Result<> check(const Rotation &rotation) const;
    void save(const Scope &scope, const Secret &secret, const QString &event);
    const Secret *find(const Scope &scope, const QString &name) const;
    QDateTime now() const { return m_timekeeper.clock().utcNow(); }

    Store &m_store;
    Timekeeper &m_timekeeper;
    const AccessKeys &m_keys;
    QString m_folder;
    QUrl m_endpoint;
    std::unique_ptr<HttpClient> m_http; // made when first needed
    std::set<Running> m_running;
    std::deque<Run> m_runs;
    TaskScope m_tasks;
};

} // namespace keyturn::sandbox

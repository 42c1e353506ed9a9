#pragma once
#include "app/cli/session.h"
#include "core/rotation/token_refresher.h"

#include <QCoreApplication>

namespace keyturn::cli {

struct RefreshManner {
    bool tellsSteps = true;
    bool holdsInterrupts = true; //!< false: somebody else does
};

//! One refresh, or the rest of one, with its progress on standard error if wanted. The first interrupt while writing is
//! tried out and a token is fetched and stored is held back; what comes of a second one is told.
class Refreshing {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::Refreshing)

public:
    Refreshing(Session &session, Connection &connection, QString name, RefreshManner manner = {});
    ~Refreshing();
    Q_DISABLE_COPY_MOVE(Refreshing)

    //! If the new tokens cannot be stored, that is tried three more times.
    Task<Result<RefreshReceipt>> refresh(Entry entry, RefreshOptions options);
    Task<Result<RefreshReceipt>> resume(RefreshMarker marker, RefreshOptions options);

    //! See TokenRefresher::hold().
    void hold(RefreshOperation operation) { m_refresher.hold(std::move(operation)); }

    //! Prints how it ended.
    ExitCode report(const Result<RefreshReceipt> &receipt);

private:
    void holdInterrupts();
    void begin();
    void tell(RefreshStep step);
    void tellWaiting(const QDateTime &since);
    void watch(RefreshOptions &options);
    Task<Result<RefreshReceipt>> again(Result<RefreshReceipt> receipt);
    void print(const RefreshReceipt &receipt);
    void tellTrial(const RefreshReceipt &receipt);
    void noteUnfinished(const Error &error);

    Session &m_session;
    const QString m_name;
    const RefreshManner m_manner;
    std::function<bool(int)> m_around; // Session::onInterrupt as it was, and is afterwards
    TokenRefresher m_refresher;
    RefreshSettings m_settings;
    bool m_isBegun = false;
    bool m_wasInterrupted = false;
    bool m_isWaiting = false; //!< for a provider that does not know the new token yet
};

} // namespace keyturn::cli

#pragma once
#include "core/base/clock.h"
#include "core/base/result.h"

#include <QString>
#include <QUrl>
#include <memory>

namespace keyturn {

struct SandboxOptions {
    quint16 port = 0;   //!< 0: any free port
    QString stateFile;  //!< SQLite file; empty: in memory only
    bool fresh = false; //!< start over with the five seed layouts; an empty state file always starts so
    QString clock =
        {}; //!< "+150d" or an ISO 8601 instant; empty: as the state file remembers, else the computer's time
    QString rotationPrograms = {}; //!< folder of programs that may stand in for rotation functions; empty: none may
};

//! A loopback server with the wire behaviour of AWS (SigV4 verified) and of an OAuth provider, on one port of
//! 127.0.0.1. Access key "testing" with secret "testing" is administrator of account 123456789012; for the others see
//! builtInKeys(). Lives in the thread that made it; does no blocking work beyond one SQLite transaction
//! per write.
class SandboxServer {
public:
    //! \p clock, if given, tells the sandbox's time and must outlive it.
    explicit SandboxServer(const Clock *clock = nullptr);
    ~SandboxServer();
    Q_DISABLE_COPY_MOVE(SandboxServer)

    //! Io error when the port is in use or the state file cannot be opened; says which and what to do. Invalid for a
    //! clock that is no time.
    Result<> start(const SandboxOptions &options);
    //! "http://127.0.0.1:PORT"; empty before start().
    QUrl url() const;

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace keyturn

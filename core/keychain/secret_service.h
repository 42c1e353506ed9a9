#pragma once
#include "core/async/task.h"
#include "core/base/result.h"

#include <QDBusConnection>
#include <QDeadlineTimer>
#include <QString>

namespace keyturn {

//! Asks org.freedesktop.secrets what qtkeychain cannot tell: whether it is there, answers, and is open.
class SecretService {
public:
    SecretService();
    ~SecretService();
    Q_DISABLE_COPY_MOVE(SecretService)

    //! Succeeds when there is a default collection and it is not locked; otherwise a Keychain error "locked",
    //! "denied", "absent" or "hung". Opens no prompt. Blocks for the connection to the session bus only, and only the
    //! first time.
    Task<Result<>> probe(QDeadlineTimer deadline);
    struct Owner {
        QString program; //!< the name of its executable, "gnome-keyring-daemon"
        uint process = 0;
    };
    //! Who answers as the Secret Service. Error "absent" where nobody does.
    Task<Result<Owner>> owner(QDeadlineTimer deadline);
    //! Has the user asked for the password of the default collection, and probes again: "locked" where they closed the
    //! prompt or gave none until \p deadline.
    Task<Result<>> unlock(QDeadlineTimer deadline);

private:
    QDBusConnection bus();
    Task<Result<QString>> collection(QDeadlineTimer deadline);
    const QString m_connectionName;
};

} // namespace keyturn

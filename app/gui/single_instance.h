#pragma once
#include "core/base/result.h"

#include <QLocalServer>
#include <QLockFile>

namespace keyturn {

//! One window for a user: whoever is started later hands over what it was started with, and ends. They meet in a folder
//! that is the user's alone.
class SingleInstance : public QObject {
    Q_OBJECT

public:
    //! \p folder exists and only its owner may enter it.
    explicit SingleInstance(const QString &folder);

    //! True: we are the one, and handedOver() tells of others. False: another one is.
    bool claim();
    //! Gives the other one these arguments, which hold no secret, and waits until it has them, two seconds at most.
    //! Io "hung" where it does not answer.
    Result<> handOver(const QStringList &arguments);

signals:
    void handedOver(const QStringList &arguments);

private:
    void receive();

    const QString m_socket;
    QLockFile m_lock;
    QLocalServer m_server;
};

} // namespace keyturn

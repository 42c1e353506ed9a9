#pragma once
#include <QDBusUnixFileDescriptor>
#include <QObject>
#include <QVariantMap>

class QDBusMessage;

namespace keyturn {

//! Tells when the desktop locks its screen, the computer is about to sleep, or another user takes over: logind (Lock of
//! our session and its Active, PrepareForSleep) and the screen savers of the desktops (ActiveChanged). Sleep waits for
//! letSleep(), as long as logind grants (5 seconds by default). A bus that is absent is no error; nothing is told then.
class DesktopLock : public QObject {
    Q_OBJECT

public:
    explicit DesktopLock(QObject *parent = nullptr);

    //! What had to be done before sleep is done. Without effect while none is near.
    void letSleep();

signals:
    void locked();

private slots:
    void onActive(bool active);
    void onSleep(bool begins);
    void onProperties(const QString &interface, const QVariantMap &changed, const QStringList &invalidated,
                      const QDBusMessage &signal);
    void onLock(const QDBusMessage &signal);

private:
    void askForSession();
    void delaySleep();

    QString m_session;               //!< path of ours at logind; empty: not known
    QDBusUnixFileDescriptor m_delay; //!< sleep waits while it is open
    bool m_isSleepNear = false;
};

} // namespace keyturn

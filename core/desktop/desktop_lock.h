#pragma once
#include <QObject>

class QDBusMessage;

namespace keyturn {

//! Tells when the desktop locks its screen or the computer is about to sleep: logind (Lock of our session,
//! PrepareForSleep) and the screen savers of the desktops (ActiveChanged). A bus that is absent is no error; nothing is
//! told then.
class DesktopLock : public QObject {
    Q_OBJECT

public:
    explicit DesktopLock(QObject *parent = nullptr);

signals:
    void locked();

private slots:
    void onActive(bool active);
    void onLock(const QDBusMessage &signal);

private:
    void askForSession();

    QString m_session; //!< path of ours at logind; empty: not known
};

} // namespace keyturn

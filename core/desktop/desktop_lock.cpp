#include "core/desktop/desktop_lock.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

const QString logind = u"org.freedesktop.login1"_s;
const QString logindPath = u"/org/freedesktop/login1"_s;
const QString logindManager = u"org.freedesktop.login1.Manager"_s;

} // namespace

DesktopLock::DesktopLock(QObject *parent) : QObject(parent)
{
    QDBusConnection session = QDBusConnection::sessionBus();
    for (const QString &screenSaver :
         {u"org.freedesktop.ScreenSaver"_s, u"org.gnome.ScreenSaver"_s, u"org.cinnamon.ScreenSaver"_s,
          u"org.mate.ScreenSaver"_s, u"org.xfce.ScreenSaver"_s})
        // Whatever their path: KDE has two.
        session.connect({}, {}, screenSaver, u"ActiveChanged"_s, this, SLOT(onActive(bool)));
    QDBusConnection system = QDBusConnection::systemBus();
    if (!system.isConnected())
        return;
    system.connect(logind, logindPath, logindManager, u"PrepareForSleep"_s, this, SLOT(onActive(bool)));
    system.connect(logind, {}, u"org.freedesktop.login1.Session"_s, u"Lock"_s, this, SLOT(onLock(QDBusMessage)));
    askForSession();
}

void DesktopLock::askForSession()
{
    QDBusMessage ask = QDBusMessage::createMethodCall(logind, logindPath, logindManager, u"GetSessionByPID"_s);
    ask << uint(QCoreApplication::applicationPid());
    auto *answer = new QDBusPendingCallWatcher(QDBusConnection::systemBus().asyncCall(ask), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        const QDBusPendingReply<QDBusObjectPath> path = *answer;
        if (path.isValid())
            m_session = path.value().path();
        answer->deleteLater();
    });
}

void DesktopLock::onActive(bool active)
{
    if (active)
        emit locked();
}

void DesktopLock::onLock(const QDBusMessage &signal)
{
    // Where our session is not known (a service of the user's), any lock is ours.
    if (m_session.isEmpty() || signal.path() == m_session)
        emit locked();
}

} // namespace keyturn

#include "moc_desktop_lock.cpp"

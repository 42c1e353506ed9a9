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
    system.connect(logind, logindPath, logindManager, u"PrepareForSleep"_s, this, SLOT(onSleep(bool)));
    system.connect(logind, {}, u"org.freedesktop.login1.Session"_s, u"Lock"_s, this, SLOT(onLock(QDBusMessage)));
    // Of every session, before it is known which is ours: what comes right after the answer is heard as well.
    system.connect(logind, {}, u"org.freedesktop.DBus.Properties"_s, u"PropertiesChanged"_s, this,
                   SLOT(onProperties(QString, QVariantMap, QStringList, QDBusMessage)));
    askForSession();
    delaySleep();
}

//! An inhibitor in "delay" mode, which keeps nobody from sleeping for long.
void DesktopLock::delaySleep()
{
    QDBusMessage ask = QDBusMessage::createMethodCall(logind, logindPath, logindManager, u"Inhibit"_s);
    ask << u"sleep"_s << u"Keyturn"_s << u"Secrets leave the memory"_s << u"delay"_s;
    auto *answer = new QDBusPendingCallWatcher(QDBusConnection::systemBus().asyncCall(ask), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        const QDBusPendingReply<QDBusUnixFileDescriptor> descriptor = *answer;
        if (descriptor.isValid())
            m_delay = descriptor.value();
        answer->deleteLater();
    });
}

void DesktopLock::letSleep()
{
    if (m_isSleepNear)
        m_delay = {};
}

void DesktopLock::onSleep(bool begins)
{
    m_isSleepNear = begins;
    if (begins)
        emit locked();
    else
        delaySleep();
}

void DesktopLock::onProperties(const QString &interface, const QVariantMap &changed, const QStringList &,
                               const QDBusMessage &signal)
{
    if (signal.path() == m_session && interface == "org.freedesktop.login1.Session"_L1 && changed.contains(u"Active"_s)
        && !changed.value(u"Active"_s).toBool())
        emit locked();
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

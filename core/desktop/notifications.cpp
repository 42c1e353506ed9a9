#include "core/desktop/notifications.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QVariantMap>

#include <utility>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

const QString notifierName = u"org.freedesktop.Notifications"_s;
const QString notifierPath = u"/org/freedesktop/Notifications"_s;
constexpr int patience = 10'000; // milliseconds; a server that has to be started takes a while

QDBusMessage callOf(const QString &method)
{
    return QDBusMessage::createMethodCall(notifierName, notifierPath, notifierName, method);
}

} // namespace

DesktopNotifications::DesktopNotifications(QObject *parent) : QObject(parent)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    bus.connect(notifierName, notifierPath, notifierName, u"ActionInvoked"_s, this, SLOT(onInvoked(uint, QString)));
    bus.connect(notifierName, notifierPath, notifierName, u"NotificationClosed"_s, this, SLOT(onClosed(uint, uint)));
    // Another server knows none of the old one's numbers and may be able to do less.
    auto *watcher = new QDBusServiceWatcher(notifierName, bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(watcher, &QDBusServiceWatcher::serviceOwnerChanged, this, [this](const QString &, const QString &before) {
        if (before.isEmpty())
            return;
        m_server = Server::Unknown;
        m_ids.clear();
    });
}

void DesktopNotifications::show(const QString &tag, const Notification &notification)
{
    if (m_server == Server::Known)
        return send(tag, notification);
    m_waiting.append({tag, notification});
    if (m_server == Server::Unknown)
        askWhatItCan();
}

void DesktopNotifications::askWhatItCan()
{
    m_server = Server::Asked;
    auto *answer = new QDBusPendingCallWatcher(
        QDBusConnection::sessionBus().asyncCall(callOf(u"GetCapabilities"_s), patience), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer] {
        answer->deleteLater();
        const QDBusPendingReply<QStringList> can = *answer;
        m_server = can.isValid() ? Server::Known : Server::Unknown;
        m_can = can.isValid() ? can.value() : QStringList();
        const auto waiting = std::exchange(m_waiting, {});
        for (const auto &[tag, notification] : waiting)
            can.isValid() ? send(tag, notification) : emit failed(tag);
    });
}

void DesktopNotifications::send(const QString &tag, const Notification &notification)
{
    QStringList actions;
    if (m_can.contains(u"actions"_s)) {
        for (const auto &[name, label] : notification.actions)
            actions << name << label;
    }
    const bool isMarkup = m_can.contains(u"body-markup"_s);
    const QVariantMap hints{{u"urgency"_s, QVariant::fromValue(uchar(notification.urgent ? 2 : 1))},
                            {u"desktop-entry"_s, u"keyturn"_s}};
    QDBusMessage ask = callOf(u"Notify"_s);
    ask << u"Keyturn"_s << m_ids.value(tag, 0) << u"keyturn"_s << notification.title
        << (isMarkup ? notification.body.toHtmlEscaped() : notification.body) << actions << hints
        << (notification.urgent ? 0 : -1); // 0: never by itself; -1: as the server likes
    auto *answer = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(ask, patience), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer, tag] {
        answer->deleteLater();
        const QDBusPendingReply<uint> id = *answer;
        if (!id.isValid()) {
            emit failed(tag);
            return;
        }
        m_ids.insert(tag, id.value());
        emit shown(tag);
    });
}

void DesktopNotifications::close(const QString &tag)
{
    if (!m_ids.contains(tag))
        return;
    QDBusMessage ask = callOf(u"CloseNotification"_s);
    ask << m_ids.take(tag);
    QDBusConnection::sessionBus().asyncCall(ask, patience);
}

void DesktopNotifications::onInvoked(uint id, const QString &action)
{
    const QString tag = m_ids.key(id); // those of other programs are signalled to everybody
    if (!tag.isEmpty())
        emit invoked(tag, action);
}

void DesktopNotifications::onClosed(uint id, uint)
{
    const QString tag = m_ids.key(id);
    if (!tag.isEmpty())
        m_ids.remove(tag);
}

} // namespace keyturn

#include "moc_notifications.cpp"

#include "core/keychain/secret_service.h"

#include "core/async/completion.h"
#include "core/keychain/libsecret_session.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusVariant>
#include <QTimer>

namespace keyturn {

using namespace Qt::StringLiterals;

namespace {

constexpr auto serviceName = "org.freedesktop.secrets"_L1;

Error serviceError(const char *code, const QString &detail)
{
    return {ErrorKind::Keychain, QLatin1String(code), detail};
}

QString nextConnectionName()
{
    static int count = 0;
    return u"keyturn-keychain-%1"_s.arg(++count);
}

void noteOwner(const QString &owner)
{
    static QString lastOwner; // of the process, as libsecret's session is
    if (!lastOwner.isEmpty() && owner != lastOwner)
        libsecret_session::forget();
    lastOwner = owner;
    libsecret_session::outliveTheBus();
}

Task<Result<QVariant>> call(QDBusConnection bus, QDBusMessage message, QDeadlineTimer deadline)
{
    // D-Bus has one word, NoReply, for a service that is silent and for one that died before it answered: so the
    // deadline is ours, and D-Bus' own comes later
    const int remaining = static_cast<int>(deadline.remainingTime());
    const QDBusPendingCall pending = bus.asyncCall(message, remaining + 60'000);
    QDBusPendingCallWatcher watcher(pending);
    QTimer watchdog;
    watchdog.setSingleShot(true);
    Completion<bool> answered;
    const Completer<bool> answer = answered.completer();
    QObject::connect(&watcher, &QDBusPendingCallWatcher::finished, &watcher, [answer] { answer(true); });
    QObject::connect(&watchdog, &QTimer::timeout, &watchdog, [answer] { answer(false); });
    watchdog.start(remaining);
    const bool inTime = co_await answered;
    if (!inTime)
        co_return Result<QVariant>(serviceError("hung", u"the Secret Service does not answer"_s));
    if (watcher.isError()) {
        const bool denied = watcher.error().type() == QDBusError::AccessDenied;
        co_return Result<QVariant>(serviceError(denied ? "denied" : "absent", watcher.error().message()));
    }
    noteOwner(watcher.reply().service());
    const QVariantList arguments = watcher.reply().arguments();
    co_return Result<QVariant>(arguments.value(0));
}

QDBusMessage methodCall(const QString &path, QLatin1String interface, QLatin1String method,
                        const QVariantList &arguments)
{
    QDBusMessage message = QDBusMessage::createMethodCall(serviceName, path, interface, method);
    message.setArguments(arguments);
    return message;
}

} // namespace

SecretService::SecretService() : m_connectionName(nextConnectionName())
{}

SecretService::~SecretService()
{
    QDBusConnection::disconnectFromBus(m_connectionName);
}

Task<Result<>> SecretService::probe(QDeadlineTimer deadline)
{
    QDBusConnection bus(m_connectionName);
    if (!bus.isConnected()) {
        QDBusConnection::disconnectFromBus(m_connectionName); // a bus that went away is never connected again otherwise
        bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, m_connectionName);
    }
    if (!bus.isConnected())
        co_return Result<>(serviceError("absent", bus.lastError().message()));

    const QDBusMessage aliasCall =
        methodCall(u"/org/freedesktop/secrets"_s, "org.freedesktop.Secret.Service"_L1, "ReadAlias"_L1, {u"default"_s});
    Task<Result<QVariant>> askingAlias = call(bus, aliasCall, deadline);
    const Result<QVariant> alias = co_await std::move(askingAlias);
    if (!alias)
        co_return Result<>(alias.error());
    const QString collection = alias->value<QDBusObjectPath>().path();
    if (collection.size() < 2) // "/" stands for none; writing would ask the user for the password of a new one
        co_return Result<>(serviceError("absent", u"the Secret Service has no default keyring"_s));

    const QDBusMessage lockedCall = methodCall(collection, "org.freedesktop.DBus.Properties"_L1, "Get"_L1,
                                               {u"org.freedesktop.Secret.Collection"_s, u"Locked"_s});
    Task<Result<QVariant>> askingLocked = call(bus, lockedCall, deadline);
    const Result<QVariant> locked = co_await std::move(askingLocked);
    if (!locked)
        co_return Result<>(locked.error());
    if (locked->value<QDBusVariant>().variant().toBool())
        co_return Result<>(serviceError("locked", u"the keyring %1 is locked"_s.arg(collection.section(u'/', -1))));
    co_return Result<>();
}

} // namespace keyturn

#include "core/keychain/secret_service.h"

#include "core/async/completion.h"
#include "core/base/log.h"
#include "core/keychain/libsecret_session.h"
#include "core/keychain/secret_prompt.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusVariant>
#include <QFile>
#include <QTimer>

namespace keyturn {

using namespace Qt::StringLiterals;

namespace {

constexpr auto serviceName = "org.freedesktop.secrets"_L1;
constexpr auto serviceInterface = "org.freedesktop.Secret.Service"_L1;
const QString servicePath = u"/org/freedesktop/secrets"_s;
constexpr std::chrono::seconds afterPrompt{5}; // to look what came of it

Error serviceError(Refusal refusal, const QString &detail)
{
    return {ErrorKind::Keychain, refusal, detail};
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

Task<Result<QVariantList>> ask(QDBusConnection bus, QDBusMessage message, QDeadlineTimer deadline, bool isService)
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
        co_return Result<QVariantList>(serviceError(Refusal::Hung, u"the Secret Service does not answer"_s));
    if (watcher.isError()) {
        const bool denied = watcher.error().type() == QDBusError::AccessDenied;
        co_return Result<QVariantList>(
            serviceError(denied ? Refusal::Denied : Refusal::Absent, watcher.error().message()));
    }
    if (isService)
        noteOwner(watcher.reply().service());
    co_return Result<QVariantList>(watcher.reply().arguments());
}

Task<Result<QVariantList>> call(QDBusConnection bus, QDBusMessage message, QDeadlineTimer deadline)
{
    return ask(std::move(bus), std::move(message), deadline, true);
}

//! Of the bus itself.
QDBusMessage busCall(QLatin1String method, const QString &name)
{
    QDBusMessage message = QDBusMessage::createMethodCall(u"org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s,
                                                          u"org.freedesktop.DBus"_s, method);
    message.setArguments({name});
    return message;
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

QDBusConnection SecretService::bus()
{
    QDBusConnection known(m_connectionName);
    if (known.isConnected())
        return known;
    QDBusConnection::disconnectFromBus(m_connectionName); // a bus that went away is never connected again otherwise
    return QDBusConnection::connectToBus(QDBusConnection::SessionBus, m_connectionName);
}

//! The path of the default collection.
Task<Result<QString>> SecretService::collection(QDeadlineTimer deadline)
{
    const QDBusConnection connected = bus();
    if (!connected.isConnected())
        co_return Result<QString>(serviceError(Refusal::Absent, connected.lastError().message()));
    const QDBusMessage aliasCall = methodCall(servicePath, serviceInterface, "ReadAlias"_L1, {u"default"_s});
    Task<Result<QVariantList>> askingAlias = call(connected, aliasCall, deadline);
    const Result<QVariantList> alias = co_await std::move(askingAlias);
    if (!alias)
        co_return Result<QString>(alias.error());
    const QString path = alias->value(0).value<QDBusObjectPath>().path();
    if (path.size() < 2) // "/" stands for none; writing would ask the user for the password of a new one
        co_return Result<QString>(serviceError(Refusal::Absent, u"the Secret Service has no default keyring"_s));
    co_return Result<QString>(path);
}

Task<Result<>> SecretService::probe(QDeadlineTimer deadline)
{
    Task<Result<QString>> finding = collection(deadline);
    const Result<QString> path = co_await std::move(finding);
    if (!path)
        co_return Result<>(path.error());
    const QDBusMessage lockedCall = methodCall(*path, "org.freedesktop.DBus.Properties"_L1, "Get"_L1,
                                               {u"org.freedesktop.Secret.Collection"_s, u"Locked"_s});
    Task<Result<QVariantList>> askingLocked = call(bus(), lockedCall, deadline);
    const Result<QVariantList> locked = co_await std::move(askingLocked);
    if (!locked)
        co_return Result<>(locked.error());
    if (locked->value(0).value<QDBusVariant>().variant().toBool())
        co_return Result<>(serviceError(Refusal::Locked, u"the keyring %1 is locked"_s.arg(path->section(u'/', -1))));
    co_return Result<>();
}

Task<Result<SecretService::Owner>> SecretService::owner(QDeadlineTimer deadline)
{
    const QDBusConnection connected = bus();
    if (!connected.isConnected())
        co_return Result<Owner>(serviceError(Refusal::Absent, connected.lastError().message()));
    const QDBusMessage question = busCall("GetConnectionUnixProcessID"_L1, serviceName);
    Task<Result<QVariantList>> asking = ask(connected, question, deadline, false);
    const Result<QVariantList> answer = co_await std::move(asking);
    if (!answer)
        co_return Result<Owner>(answer.error());
    Owner owner;
    owner.process = answer->value(0).toUInt();
    QFile name(u"/proc/%1/comm"_s.arg(owner.process));
    if (name.open(QIODevice::ReadOnly))
        owner.program = QString::fromLocal8Bit(name.readLine(64)).trimmed();
    const QString whole = QFile::symLinkTarget(u"/proc/%1/exe"_s.arg(owner.process)).section(u'/', -1);
    if (!whole.isEmpty()) // "comm" is cut after 15 bytes
        owner.program = whole;
    co_return Result<Owner>(owner);
}

Task<Result<>> SecretService::unlock(QDeadlineTimer deadline)
{
    Task<Result<QString>> finding = collection(deadline);
    const Result<QString> path = co_await std::move(finding);
    if (!path)
        co_return Result<>(path.error());
    const QList<QDBusObjectPath> wanted{QDBusObjectPath(*path)};
    const QDBusMessage unlockCall =
        methodCall(servicePath, serviceInterface, "Unlock"_L1, {QVariant::fromValue(wanted)});
    Task<Result<QVariantList>> unlocking = call(bus(), unlockCall, deadline);
    const Result<QVariantList> unlocked = co_await std::move(unlocking);
    if (!unlocked)
        co_return Result<>(unlocked.error());
    if (const QString prompt = unlocked->value(1).value<QDBusObjectPath>().path(); prompt.size() > 1) {
        SecretPrompt shown(bus(), prompt);
        Task<bool> showing = shown.show(deadline);
        const bool answered = co_await std::move(showing); // whatever the answer: what counts is the collection
        qCDebug(keychainLog) << "the keyring's prompt was" << (answered ? "answered" : "closed");
    }
    const QDeadlineTimer last(afterPrompt);
    Task<Result<>> probing = probe(last);
    co_return co_await std::move(probing);
}

} // namespace keyturn

#include "core/keychain/secret_prompt.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>

namespace keyturn {

using namespace Qt::StringLiterals;

namespace {
const QString promptInterface = u"org.freedesktop.Secret.Prompt"_s;
const QString promptService = u"org.freedesktop.secrets"_s;
} // namespace

SecretPrompt::SecretPrompt(QDBusConnection bus, QString path) :
    m_bus(std::move(bus)), m_path(std::move(path)), m_end(m_ended.completer())
{
    m_watchdog.setSingleShot(true);
    connect(&m_watchdog, &QTimer::timeout, this, [this] {
        call("Dismiss", {}, false);
        m_end(false);
    });
    m_bus.connect(promptService, m_path, promptInterface, u"Completed"_s, this, SLOT(onCompleted(bool, QDBusVariant)));
}

Task<bool> SecretPrompt::show(QDeadlineTimer deadline)
{
    m_watchdog.start(static_cast<int>(deadline.remainingTime()));
    call("Prompt", {QString()}, true); // of no window: Qt tells no id that every desktop understands
    const bool answered = co_await m_ended;
    co_return answered;
}

void SecretPrompt::onCompleted(bool dismissed, const QDBusVariant &)
{
    m_end(!dismissed);
}

void SecretPrompt::call(const char *method, const QVariantList &arguments, bool endsOnError)
{
    QDBusMessage message =
        QDBusMessage::createMethodCall(promptService, m_path, promptInterface, QLatin1String(method));
    message.setArguments(arguments);
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, endsOnError] {
        if (endsOnError && watcher->isError())
            m_end(false);
        watcher->deleteLater();
    });
}

} // namespace keyturn

#include "moc_secret_prompt.cpp"

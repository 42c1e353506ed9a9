#include "core/rotation/secret_notice.h"

#include "core/stores/answer_reading.h"

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

SecretString unwrapped(const SecretString &body)
{
    const SecretAnswer outer(body);
    const bool isWrapped = outer.fault().isEmpty() && outer.has("Message") && outer.text("Type") == "Notification"_L1;
    return isWrapped ? outer.secret("Message") : body;
}

QDateTime timeIn(const SecretAnswer &answer, const char *name)
{
    return QDateTime::fromString(answer.text(name), Qt::ISODateWithMs).toUTC();
}

} // namespace

std::optional<SecretNotice> secretNoticeIn(const SecretString &body, const Provider::SecretByQueue &way)
{
    const SecretAnswer message(unwrapped(body));
    if (!message.fault().isEmpty() || message.text("notificationType") != way.type || !message.has("payload"))
        return std::nullopt;
    const QByteArray member = way.member.toLatin1();
    const SecretAnswer payload = message.needObject("payload");
    if (!payload.has(member.constData()))
        return std::nullopt;
    const SecretAnswer told = payload.needObject(member.constData());
    SecretNotice notice;
    notice.clientId = told.needText("clientId");
    notice.fresh = told.needSecret("newClientSecret");
    notice.at = timeIn(message, "eventTime");
    notice.oldUntil = timeIn(told, "oldClientSecretExpiryTime");
    const bool isWhole = message.fault().isEmpty() && !notice.fresh.isEmpty();
    return isWhole ? std::optional<SecretNotice>(notice) : std::nullopt;
}

} // namespace keyturn

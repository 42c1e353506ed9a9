#include "ui/refresh/secret_order_words.h"

#include "ui/text/error_text.h"
#include "ui/text/wording.h"

using namespace Qt::StringLiterals;

namespace keyturn {

QString SecretOrderWords::noWay(const Error &error)
{
    if (error.refusal == Refusal::NoSecretApi)
        return tr("%1 has no API that makes client secrets.").arg(error.detail);
    return tr("The provider's API can't be used: %1.").arg(ErrorText::obstacle(error.refusal));
}

QString SecretOrderWords::name(ClientSecretByApi::Check check)
{
    switch (check) {
    case ClientSecretByApi::Check::Queue:
        return tr("Queue");
    case ClientSecretByApi::Check::Policy:
        return tr("Queue policy");
    case ClientSecretByApi::Check::Permissions:
        return tr("Your permissions");
    case ClientSecretByApi::Check::Application:
        break;
    }
    return tr("Application");
}

QString SecretOrderWords::passed(ClientSecretByApi::Check check, const SecretOrders::Outlook &outlook)
{
    QStringList sentences;
    switch (check) {
    case ClientSecretByApi::Check::Queue:
        sentences << tr("It keeps a message for %1.").arg(Wording::span(int(outlook.retention.count() / 3600)));
        if (outlook.setsAside)
            sentences << tr("After a few receives a message moves to its dead-letter queue; Keyturn looks there, too.");
        break;
    case ClientSecretByApi::Check::Policy:
        sentences << tr("The provider may send to it.");
        break;
    case ClientSecretByApi::Check::Permissions:
        sentences << tr("You can write every entry that holds the old one: %1.").arg(outlook.copies.join(u", "_s));
        if (!outlook.unread.isEmpty())
            sentences << tr("Couldn't look into: %1.").arg(outlook.unread.join(u", "_s));
        break;
    case ClientSecretByApi::Check::Application:
        sentences << tr("It may order a new client secret.");
        break;
    }
    return sentences.join(u' ');
}

std::optional<QString> SecretOrderWords::failure(const Error &error, const QString &entry)
{
    if (error.kind == ErrorKind::NotFound && error.operation == "sqs:GetQueueUrl"_L1)
        return tr("There is no queue of this name in this region. Set it up, or enter another name.");
    if (error.operation.startsWith("sqs:"_L1))
        return ErrorText::message(error, tr("the queue")).sentence;
    if (error.code == "invalid_scope"_L1)
        return tr("The provider doesn't let this application order client secrets (%1).").arg(error.code);
    return error.operation == "client-secret"_L1 ? refused(error, entry) : std::nullopt;
}

std::optional<QString> SecretOrderWords::refused(const Error &error, const QString &entry)
{
    switch (error.refusal) {
    case Refusal::NoSecretApi:
        return noWay(error);
    case Refusal::NotEnrolled:
        return tr("The provider knows no queue for this application, so it made no client secret. Enter the queue's "
                  "ARN in its console, then order again.");
    case Refusal::QueueFifo:
        return tr("This is a FIFO queue, and the provider sends to standard queues only. Enter another name.");
    case Refusal::QueuePolicy:
        return tr("The provider may not send to it. Set it up to allow that.");
    case Refusal::QueueKey:
        return tr("The provider can't use the queue's KMS key. Allow it kms:GenerateDataKey and kms:Decrypt in the "
                  "policy of %1, or encrypt the queue with SSE-SQS.")
            .arg(error.detail);
    case Refusal::SecretWaiting:
        return tr("The queue holds a client secret already that AWS doesn't have. Use it instead of ordering another.");
    case Refusal::ChangedElsewhere:
        return tr("The client secret of %1 has just changed. Nothing was ordered; check again.").arg(entry);
    default:
        break;
    }
    if (error.kind == ErrorKind::Throttled)
        return tr("The provider takes one order a minute. Nothing was made; try again in a minute.");
    if (error.kind == ErrorKind::AccessDenied)
        return tr("The provider denied the order (%1). Nothing was made.").arg(error.code);
    return std::nullopt;
}

QString SecretOrderWords::ready(const Provider &provider)
{
    const qint64 hours = std::chrono::duration_cast<std::chrono::hours>(provider.secretGrace).count();
    return hours > 0 ? tr("Ready. An order can't be undone: the old client secret stops working %1 later.")
                           .arg(Wording::span(int(hours)))
                     : tr("Ready. An order can't be undone: the old client secret stops working.");
}

} // namespace keyturn

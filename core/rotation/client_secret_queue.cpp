#include "core/rotation/client_secret_queue.h"

#include "core/aws/kms_client.h"
#include "core/connection/connection.h"
#include "core/policy/service_grant.h"

#include <QDeadlineTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

constexpr std::chrono::seconds longestWait = 10s; // for one answer
const QString grantSid = u"KeyturnClientSecrets"_s;

Error queueFault(Refusal why, const QString &detail)
{
    return Error{ErrorKind::Unsupported, why, detail, {}, {}, u"client-secret"_s};
}

//! A queue may be named by its ARN or its URL, too.
QString plainName(const QString &name)
{
    return name.startsWith("arn:"_L1) ? name.section(u':', -1) : name.section(u'/', -1);
}

} // namespace

ClientSecretQueue::ClientSecretQueue(Connection &connection, Provider::SecretByQueue way) :
    m_connection(connection), m_way(std::move(way)), m_client(connection.transport())
{}

Task<Result<ClientSecretQueue::State>> ClientSecretQueue::state(QString url) const
{
    const Result<QueueAttributes> attributes = co_await m_client.getQueueAttributes(url);
    if (!attributes)
        co_return attributes.error();
    State found{url, {}, *attributes};
    if (!attributes->deadLetterArn.isEmpty()) {
        const QString name = plainName(attributes->deadLetterArn);
        const Result<QString> dead = co_await m_client.getQueueUrl(name);
        if (dead)
            found.deadLetterUrl = *dead;
    }
    co_return found;
}

Task<Result<ClientSecretQueue::State>> ClientSecretQueue::prepare(QString name) const
{
    const QString plain = plainName(name);
    Result<QString> url = co_await m_client.getQueueUrl(plain);
    if (!url && url.error().kind == ErrorKind::NotFound) {
        Result<QString> made = co_await m_client.createQueue(plain);
        url = std::move(made);
    }
    if (!url)
        co_return url.error();
    const Result<State> before = co_await state(*url);
    if (!before)
        co_return before.error();
    const QString arn = before->attributes.arn;
    const ServiceGrant grant{m_way.sender, arn};
    const QString policy = before->attributes.policy;
    if (!grant.isIn(policy, u"sqs:SendMessage"_s) || !grant.isIn(policy, u"sqs:GetQueueAttributes"_s)) {
        const QString extended =
            withServiceGrant(policy, grantSid, m_way.sender, {u"sqs:SendMessage"_s, u"sqs:GetQueueAttributes"_s}, arn);
        const QMap<QString, QString> attributes{{u"Policy"_s, extended}};
        const Result<> set = co_await m_client.setQueueAttributes(*url, attributes);
        if (!set)
            co_return set.error();
    }
    const std::function<void(const State &)> nobody;
    co_return co_await look(plain, nobody);
}

Task<Result<ClientSecretQueue::State>> ClientSecretQueue::look(QString name,
                                                               std::function<void(const State &)> told) const
{
    const QString plain = plainName(name);
    const Result<QString> url = co_await m_client.getQueueUrl(plain);
    if (!url)
        co_return url.error();
    const Result<State> found = co_await state(*url);
    if (!found)
        co_return found.error();
    const QueueAttributes &attributes = found->attributes;
    if (attributes.isFifo)
        co_return queueFault(Refusal::QueueFifo, attributes.arn);
    if (told)
        told(*found);
    const ServiceGrant grant{m_way.sender, attributes.arn};
    if (!grant.isIn(attributes.policy, u"sqs:SendMessage"_s))
        co_return queueFault(Refusal::QueuePolicy, attributes.arn);
    if (attributes.kmsKeyId.isEmpty())
        co_return *found;
    // An AWS managed key lets nobody outside of the account use it, and its policy cannot be changed.
    const KmsClient keys(m_connection.transport());
    const QString id = attributes.kmsKeyId;
    const Result<QString> key = co_await keys.describeKey(id);
    if (!key)
        co_return key.error();
    const Result<QString> policy = co_await keys.getKeyPolicy(*key);
    if (!policy)
        co_return policy.error();
    const ServiceGrant use{m_way.sender, *key};
    if (!use.isIn(*policy, u"kms:GenerateDataKey"_s) || !use.isIn(*policy, u"kms:Decrypt"_s))
        co_return queueFault(Refusal::QueueKey, *key);
    co_return *found;
}

Task<Result<>> ClientSecretQueue::giveBack(QString queueUrl, QString receipt) const
{
    co_return co_await m_client.changeMessageVisibility(queueUrl, receipt, 0s);
}

Task<Result<std::optional<ClientSecretQueue::Found>>>
ClientSecretQueue::find(QStringList urls, QString clientId, std::function<bool(const SecretNotice &)> isWanted,
                        std::chrono::milliseconds patience, std::function<bool()> isOver) const
{
    const QDeadlineTimer deadline(patience);
    std::optional<Found> newest;
    QList<Held> held; // hidden until the end: who gives back at once, receives the same again and again
    std::optional<Error> failed;
    do {
        for (const QString &url : std::as_const(urls)) {
            const auto left = std::chrono::ceil<std::chrono::seconds>(deadline.remainingTimeAsDuration());
            const bool isFirst = url == urls.constFirst();
            const std::chrono::seconds wait = isFirst ? std::clamp<std::chrono::seconds>(left, 1s, longestWait) : 0s;
            const Result<QList<QueueMessage>> messages = co_await m_client.receiveMessage(url, hiddenFor, wait);
            if (!messages) {
                failed = messages.error();
                break;
            }
            for (const QueueMessage &message : *messages) {
                const std::optional<SecretNotice> notice = secretNoticeIn(message.body, m_way);
                const bool isOurs = notice && notice->clientId == clientId && isWanted(*notice);
                const bool isNewer = isOurs && (!newest || newest->notice.at < notice->at);
                if (isNewer && newest)
                    held.append({newest->queueUrl, newest->receipt});
                if (isNewer)
                    newest = Found{*notice, url, message.receipt};
                else
                    held.append({url, message.receipt});
            }
        }
    } while (!newest && !failed && !deadline.hasExpired() && !(isOver && isOver()));
    for (const Held &each : std::as_const(held))
        co_await giveBack(each.queueUrl, each.receipt);
    if (failed && !newest)
        co_return *failed;
    co_return newest;
}

Task<Result<>> ClientSecretQueue::remove(QString queueUrl, QString receipt) const
{
    co_return co_await m_client.deleteMessage(queueUrl, receipt);
}

} // namespace keyturn

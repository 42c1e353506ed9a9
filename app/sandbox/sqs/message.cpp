#include "app/sandbox/sqs/message.h"

#include "app/sandbox/service/kms.h"

#include <QCryptographicHash>
#include <QUuid>

#include <algorithm>

namespace keyturn::sandbox::queues {

using namespace Qt::StringLiterals;

const QString messageKind = u"sqs-message"_s;

QList<Message> messagesOf(const Store &store, const Queue &queue, const QDateTime &now)
{
    QList<Message> found;
    const auto &all = store.documents(messageKind);
    const QString prefix = queue.arn + u'/';
    for (auto it = all.lower_bound(prefix); it != all.end() && it->first.startsWith(prefix); ++it) {
        if (now < timeFromJson(it->second[u"sentAt"]).addMSecs(queue.retentionMs()))
            found.append({it->first, it->second});
    }
    return found;
}

QString nextKey(const Store &store, const QString &arn)
{
    const auto &all = store.documents(messageKind);
    const QString prefix = arn + u'/';
    qint64 number = QDateTime::currentMSecsSinceEpoch(); // beyond every number of a state file, deleted ones too
    const auto end = all.lower_bound(arn + u'0');        // the character behind '/'
    if (end != all.begin() && std::prev(end)->first.startsWith(prefix))
        number = std::max(number, std::prev(end)->first.section(u'/', -1).toLongLong() + 1);
    return prefix + QString::number(number).rightJustified(16, u'0');
}

QString md5Of(const QString &text)
{
    return QString::fromLatin1(QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Md5).toHex());
}

Result<QString> put(Store &store, const QString &arn, const QString &body, const QDateTime &now,
                    const QDateTime &visibleAt)
{
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    auto saved = store.saveDocument(messageKind, nextKey(store, arn),
                                    {{u"id"_s, id},
                                     {u"body"_s, body},
                                     {u"sentAt"_s, jsonTime(now)},
                                     {u"visibleAt"_s, jsonTime(visibleAt)},
                                     {u"receives"_s, 0}});
    return saved ? Result<QString>(id) : Result<QString>(std::move(saved).error());
}

Count countOf(const Store &store, const Queue &queue, const QDateTime &now)
{
    Count count;
    for (const Message &message : messagesOf(store, queue, now)) {
        const bool isHidden = message.visibleAt() > now;
        count.visible += !isHidden;
        count.inFlight += isHidden && message.receives() > 0;
        count.delayed += isHidden && message.receives() == 0;
    }
    return count;
}

Result<> removeMessages(Store &store, const QString &arn)
{
    const auto &all = store.documents(messageKind);
    const QString prefix = arn + u'/';
    for (auto it = all.lower_bound(prefix); it != all.end() && it->first.startsWith(prefix);
         it = all.lower_bound(prefix)) {
        const QString key = it->first;
        if (auto removed = store.removeDocument(messageKind, key); !removed)
            return removed;
    }
    return {};
}

Result<> sendAs(Store &store, const QString &arn, const iam::Principal &who, const QString &body, const QDateTime &now,
                const QDateTime &visibleAt)
{
    const auto &known = store.documents(queueKind);
    const auto it = known.find(arn);
    if (it == known.end())
        return refusal(u"QueueDoesNotExist"_s, u"The specified queue does not exist."_s);
    const Queue queue{arn, it->second};
    const QString policy = queue.attribute(u"Policy"_s);
    const Error denied = refusal(u"AccessDenied"_s, u"%1 may not send to %2"_s.arg(who.arn, arn));
    if (policy.isEmpty())
        return denied;
    const auto verdict = iam::judgeResourcePolicy(policy, who, {u"sqs:SendMessage"_s, arn, {}});
    if (!verdict || *verdict != iam::Verdict::Allowed)
        return denied;
    const Scope scope{arn.section(u':', 4, 4), arn.section(u':', 3, 3)};
    const QString key = queue.attribute(u"KmsMasterKeyId"_s);
    for (const QString &action : {u"kms:GenerateDataKey"_s, u"kms:Decrypt"_s}) {
        if (!key.isEmpty() && !kms_keys::letsIn(store, scope, key, who, {action, kms_keys::arnOf(scope, key), {}}))
            return denied;
    }
    const auto sent = put(store, arn, body, now, visibleAt);
    return sent ? Result<>() : Result<>(sent.error());
}

} // namespace keyturn::sandbox::queues

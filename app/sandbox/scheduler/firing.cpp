#include "app/sandbox/roles/roles.h"
#include "app/sandbox/scheduler/scheduler.h"
#include "app/sandbox/service/kms.h"
#include "app/sandbox/sns/sns.h"
#include "app/sandbox/store/outbox.h"
#include "app/sandbox/wire/json_text.h"
#include "core/base/log.h"

#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>

namespace keyturn::sandbox::schedules {

namespace {

using namespace Qt::StringLiterals;

struct Due {
    QDateTime at;
    QJsonObject schedule;
};

//! The role's own policies let it use the topic and its key; being of the account, it needs no leave of the topic.
QString roleProblem(const Store &store, const Scope &scope, const QString &role, const QString &topicArn)
{
    if (!made_roles::trusts(store, role, u"scheduler.amazonaws.com"_s))
        return u"the role cannot be taken up"_s;
    const auto topic = topics::topicOf(store, topicArn);
    if (!topic)
        return topic.error().detail;
    if (made_roles::judge(store, role, {u"sns:Publish"_s, topicArn, {}}) != iam::Verdict::Allowed)
        return u"the role is not authorized to perform: sns:Publish on resource: "_s + topicArn;
    const QString key = (*topic)[u"attributes"][u"KmsMasterKeyId"].toString();
    if (key.isEmpty())
        return {};
    const iam::Ask ask{u"kms:GenerateDataKey"_s, kms_keys::arnOf(scope, key), {}};
    const bool isLetIn = kms_keys::letsIn(store, scope, key, {{}, scope.account, role}, ask);
    return isLetIn && made_roles::judge(store, role, ask) == iam::Verdict::Allowed
               ? QString()
               : u"the role may not use the key of the topic"_s;
}

Result<> fire(Store &store, const Due &due, const QDateTime &now)
{
    const QJsonObject target = due.schedule[u"Target"].toObject();
    const QString arn = due.schedule[u"Arn"].toString();
    const QString topicArn = target[u"Arn"].toString();
    const Scope scope{arn.section(u':', 4, 4), arn.section(u':', 3, 3)};
    const QString message = target[u"Input"].toString(u"{}"_s);
    const QString problem = topicArn.startsWith(u"arn:aws:sns:"_s)
                                ? roleProblem(store, scope, target[u"RoleArn"].toString(), topicArn)
                                : u"only topics of SNS are played as targets"_s;
    if (problem.isEmpty())
        return topics::deliver(store, topicArn, {}, message, now);
    return outbox::append(
        store, topics::messageKind,
        {{u"schedule"_s, arn}, {u"topicArn"_s, topicArn}, {u"message"_s, message}, {u"failure"_s, problem}});
}

Result<> fireAndNote(Store &store, Due due, const QDateTime &now)
{
    const QString arn = due.schedule[u"Arn"].toString();
    if (auto fired = fire(store, due, now); !fired)
        return fired;
    const bool isOnce = due.schedule[u"ScheduleExpression"].toString().startsWith(u"at("_s);
    if (isOnce && due.schedule[u"ActionAfterCompletion"] == u"DELETE"_s)
        return store.removeDocument(scheduleKind, arn);
    due.schedule.insert(u"firedUntil"_s, jsonTime(due.at));
    return store.saveDocument(scheduleKind, arn, due.schedule);
}

QList<Due> dueBy(const Store &store, const QDateTime &now)
{
    QList<Due> found;
    for (const auto &[arn, schedule] : store.documents(scheduleKind)) {
        const auto next =
            nextTime(schedule[u"ScheduleExpression"].toString(), schedule[u"ScheduleExpressionTimezone"].toString(),
                     timeFromJson(schedule[u"firedUntil"]));
        if (next && next->isValid() && *next <= now && schedule[u"State"] != u"DISABLED"_s)
            found.append({*next, schedule});
    }
    std::stable_sort(found.begin(), found.end(), [](const Due &a, const Due &b) { return a.at < b.at; });
    return found;
}

Error badExpression(const QString &what)
{
    return refusal(u"ValidationException"_s, what);
}

} // namespace

Result<QDateTime> nextTime(const QString &expression, const QString &zone, const QDateTime &since)
{
    static const QRegularExpression at(u"\\Aat\\((\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)\\)\\z"_s);
    static const QRegularExpression rate(u"\\Arate\\((\\d{1,6}) (minute|hour|day)s?\\)\\z"_s);
    const QByteArray id = zone.isEmpty() ? QByteArray("UTC") : zone.toLatin1();
    if (!QTimeZone::isTimeZoneIdAvailable(id))
        return badExpression(u"Invalid Schedule Expression Timezone %1."_s.arg(zone));
    if (const auto once = at.match(expression); once.hasMatch()) {
        const QDateTime local = QDateTime::fromString(once.captured(1), Qt::ISODate);
        const QDateTime time = QDateTime(local.date(), local.time(), QTimeZone(id)).toUTC();
        if (!local.isValid())
            return badExpression(u"Invalid Schedule Expression %1."_s.arg(expression));
        return time > since ? time : QDateTime();
    }
    if (const auto often = rate.match(expression); often.hasMatch() && often.captured(1).toInt() > 0) {
        const int unit = often.captured(2) == u"minute" ? 60 : often.captured(2) == u"hour" ? 3600 : 86'400;
        return since.addSecs(qint64(often.captured(1).toInt()) * unit);
    }
    if (expression.startsWith(u"cron("_s))
        return badExpression(u"the sandbox plays the schedules at() and rate(), not "_s + expression);
    return badExpression(u"Invalid Schedule Expression %1."_s.arg(expression));
}

void timePassed(Store &store, const QDateTime &now)
{
    // A rate that was missed often fires once for all.
    for (const Due &due : dueBy(store, now)) {
        Due last = due;
        if (!due.schedule[u"ScheduleExpression"].toString().startsWith(u"at("_s))
            last.at = now;
        if (auto done = store.transaction([&] { return fireAndNote(store, last, now); }); !done)
            qCWarning(sandboxLog).noquote() << done.error().detail;
    }
}

} // namespace keyturn::sandbox::schedules

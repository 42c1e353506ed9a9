#include "app/sandbox/service/permission.h"

#include "app/sandbox/service/kms.h"

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

iam::Verdict judge(const Call &call, const Permission &permission)
{
    iam::Ask ask{permission.action, permission.resource, permission.keys};
    ask.keys.insert(u"aws:requestedregion"_s, {call.region});
    ask.keys.insert(u"aws:principalarn"_s, {call.caller.arn});
    ask.keys.insert(u"aws:principalaccount"_s, {call.caller.account});
    ask.keys.insert(u"aws:resourceaccount"_s, {call.caller.account});
    ask.keys.insert(u"aws:userid"_s, {call.caller.userId});
    ask.keys.insert(u"aws:currenttime"_s, {call.now.toString(Qt::ISODate)});
    ask.keys.insert(u"aws:epochtime"_s, {QString::number(call.now.toSecsSinceEpoch())});
    return call.policy->judge(ask);
}

Error denied(const Call &call, const Permission &permission, iam::Verdict verdict)
{
    const QString why = verdict == iam::Verdict::Denied
                            ? u"with an explicit deny in an identity-based policy"_s
                            : u"because no identity-based policy allows the %1 action"_s.arg(permission.action);
    const QString resource = permission.shown.isEmpty() ? QString() : u" on resource: "_s + permission.shown;
    return refusal(u"AccessDeniedException"_s, u"User: %1 is not authorized to perform: %2%3 %4"_s.arg(
                                                   call.caller.arn, permission.action, resource, why));
}

} // namespace

Result<> permit(const Call &call, const Permission &permission)
{
    if (!call.policy)
        return {};
    const iam::Verdict verdict = judge(call, permission);
    if (verdict == iam::Verdict::Allowed)
        return {};
    return denied(call, permission, verdict);
}

Result<> permitKms(const Call &call, const QString &action, const QString &keyId)
{
    if (!call.policy)
        return {};
    const QString id = keyId.isEmpty() ? u"alias/aws/"_s + call.service : keyId;
    const QString known = kms_keys::arnOf(call.scope(), id);
    const QString arn = known.isEmpty() ? id : known;
    Permission permission{action, arn, {}, arn};
    permission.keys.insert(u"kms:viaservice"_s, {u"%1.%2.amazonaws.com"_s.arg(call.service, call.region)});
    permission.keys.insert(u"kms:calleraccount"_s, {call.caller.account});
    const iam::Verdict verdict = judge(call, permission);
    if (verdict == iam::Verdict::Allowed
        || (verdict == iam::Verdict::NotAllowed && kms_keys::isManaged(call.scope(), id)))
        return {};
    return denied(call, permission, verdict);
}

void addResourceTags(iam::Keys &keys, const QString &serviceKey, const QMap<QString, QString> &tags)
{
    for (auto tag = tags.begin(); tag != tags.end(); ++tag) {
        keys.insert((u"aws:resourcetag/"_s + tag.key()).toLower(), {tag.value()});
        keys.insert((serviceKey + u'/' + tag.key()).toLower(), {tag.value()});
    }
}

void addRequestTags(iam::Keys &keys, const Call &call)
{
    QStringList names = call.strings(u"TagKeys");
    for (const QJsonValue &tag : call.array(u"Tags")) {
        names << tag[u"Key"].toString();
        keys.insert((u"aws:requesttag/"_s + names.constLast()).toLower(), {tag[u"Value"].toString()});
    }
    if (!names.isEmpty())
        keys.insert(u"aws:tagkeys"_s, names);
}

} // namespace keyturn::sandbox

#include "app/sandbox/service/trail.h"

#include "app/sandbox/store/outbox.h"
#include "core/base/log.h"

#include <QUuid>

#include <algorithm>

namespace keyturn::sandbox::trail {

using namespace Qt::StringLiterals;

namespace {

// Each keeps its latest thousand, so that a busy reader does not push out who wrote.
const QString readKind = u"trail-read"_s;
const QString writeKind = u"trail-write"_s;

//! "SecretId" as "secretId", "ARN" as "arn".
QString spelled(const QString &name)
{
    qsizetype capitals = 0;
    while (capitals < name.size() && name.at(capitals).isUpper())
        ++capitals;
    const qsizetype lowered = capitals == name.size() ? capitals : std::max<qsizetype>(1, capitals - 1);
    return name.first(lowered).toLower() + name.sliced(lowered);
}

QJsonObject shownMembers(const std::vector<Member> &members, const QJsonObject &input);

QJsonValue shownValue(const Member &member, const QJsonValue &value)
{
    switch (member.kind) {
    case Member::Kind::Structure:
        return shownMembers(member.inner, value.toObject());
    case Member::Kind::List: {
        QJsonArray items;
        for (const QJsonValue &item : value.toArray())
            items.append(shownValue(member.inner.front(), item));
        return items;
    }
    default:
        return value;
    }
}

//! Only what the model knows. Secrets Manager leaves values out; Systems Manager says that there was one.
QJsonObject shownMembers(const std::vector<Member> &members, const QJsonObject &input)
{
    QJsonObject shown;
    for (const Member &member : members) {
        const QJsonValue value = input.value(member.name);
        if (value.isUndefined() || value.isNull() || member.kind == Member::Kind::Blob)
            continue;
        if (member.kind != Member::Kind::Secret)
            shown.insert(spelled(member.name), shownValue(member, value));
        else if (member.name == u"Value")
            shown.insert(spelled(member.name), u"HIDDEN_DUE_TO_SECURITY_REASONS"_s);
    }
    return shown;
}

QJsonObject identityOf(const Call &call)
{
    const QString &arn = call.caller.arn;
    QJsonObject identity{{u"type"_s, u"IAMUser"_s},
                         {u"principalId"_s, call.caller.userId},
                         {u"arn"_s, arn},
                         {u"accountId"_s, call.caller.account},
                         {u"accessKeyId"_s, QString::fromLatin1(call.accessKeyId)}};
    if (arn.endsWith(u":root"_s)) {
        identity.insert(u"type"_s, u"Root"_s);
    } else if (arn.contains(u":assumed-role/"_s)) {
        const QString role = arn.section(u'/', 1, 1);
        const QJsonObject issuer{{u"type"_s, u"Role"_s},
                                 {u"principalId"_s, call.caller.userId.section(u':', 0, 0)},
                                 {u"arn"_s, u"arn:aws:iam::%1:role/%2"_s.arg(call.caller.account, role)},
                                 {u"accountId"_s, call.caller.account},
                                 {u"userName"_s, role}};
        identity.insert(u"type"_s, u"AssumedRole"_s);
        identity.insert(u"sessionContext"_s, QJsonObject{{u"sessionIssuer"_s, issuer}});
    } else {
        identity.insert(u"userName"_s, usernameOf(arn));
    }
    return identity;
}

//! The secret's ARN and name, as far as they are known.
QStringList secretNames(const Call &call, const QString &id)
{
    const QString plain = id.section(u":secret:"_s, -1);
    const auto &secrets = call.store.secrets(call.scope());
    for (const QString &name : {plain, plain.chopped(std::min<qsizetype>(7, plain.size()))}) {
        const auto found = secrets.find(name);
        if (found != secrets.end() && (id == name || found->second.arn.startsWith(id)))
            return {found->second.arn, name};
    }
    return {id};
}

QStringList parameterNames(const Call &call, const QString &id)
{
    const QString rest = id.startsWith(u'/') ? id : u'/' + id;
    return id.startsWith(u"arn:"_s)
               ? QStringList{id}
               : QStringList{u"arn:aws:ssm:%1:%2:parameter%3"_s.arg(call.region, call.caller.account, rest), id};
}

QStringList namesOf(const Call &call, const QJsonObject &answered)
{
    if (!answered[u"ARN"].toString().isEmpty() && !answered[u"Name"].toString().isEmpty())
        return {answered[u"ARN"].toString(), answered[u"Name"].toString()};
    QStringList ids = call.strings(u"SecretIdList") + call.strings(u"Names");
    for (const QString &member : {u"SecretId"_s, u"Name"_s, u"ResourceId"_s})
        ids.append(call.text(member));
    QStringList names;
    for (const QString &id : std::as_const(ids)) {
        if (!id.isEmpty())
            names += call.service == u"ssm" ? parameterNames(call, id) : secretNames(call, id);
    }
    names.removeDuplicates();
    return names;
}

QJsonObject eventOf(const Operation &operation, const Call &call, const Answer &answer)
{
    const bool reads = isReadOnly(operation.name);
    QJsonValue answered;
    if (answer && !reads) {
        QJsonObject members;
        for (auto it = answer->begin(); it != answer->end(); ++it)
            members.insert(spelled(it.key()), it.value());
        answered = members;
    }
    QJsonObject event{{u"eventVersion"_s, u"1.08"_s},
                      {u"userIdentity"_s, identityOf(call)},
                      {u"eventTime"_s, call.now.toString(u"yyyy-MM-dd'T'HH:mm:ss'Z'"_s)},
                      {u"eventSource"_s, call.service + u".amazonaws.com"_s},
                      {u"eventName"_s, operation.name},
                      {u"awsRegion"_s, call.region},
                      {u"sourceIPAddress"_s, u"127.0.0.1"_s},
                      {u"userAgent"_s, QString::fromLatin1(call.userAgent)},
                      {u"requestParameters"_s, shownMembers(operation.members, call.input)},
                      {u"responseElements"_s, answered},
                      {u"requestID"_s, QUuid::createUuid().toString(QUuid::WithoutBraces)},
                      {u"eventID"_s, QUuid::createUuid().toString(QUuid::WithoutBraces)},
                      {u"readOnly"_s, reads},
                      {u"eventType"_s, u"AwsApiCall"_s},
                      {u"managementEvent"_s, true},
                      {u"recipientAccountId"_s, call.caller.account},
                      {u"eventCategory"_s, u"Management"_s}};
    if (!answer) {
        const QString code = answer.error().code;
        event.insert(u"errorCode"_s, code == u"AccessDeniedException" ? u"AccessDenied"_s : code);
        event.insert(u"errorMessage"_s, answer.error().detail);
    }
    return event;
}

} // namespace

bool isReadOnly(const QString &operation)
{
    const QStringList reads{u"Get"_s, u"BatchGet"_s, u"List"_s, u"Describe"_s, u"Validate"_s};
    return std::any_of(reads.begin(), reads.end(), [&](const QString &word) { return operation.startsWith(word); });
}

QString usernameOf(const QString &arn)
{
    return arn.endsWith(u":root"_s) ? u"root"_s : arn.section(u'/', -1);
}

void record(const Operation &operation, const Call &call, const Answer &answer)
{
    const bool isTold = call.service == u"secretsmanager" || call.service == u"ssm";
    if (!isTold || (!answer && answer.error().kind == ErrorKind::Io))
        return;
    const QString type = call.service == u"ssm" ? u"AWS::SSM::Parameter"_s : u"AWS::SecretsManager::Secret"_s;
    QJsonArray resources;
    for (const QString &name : namesOf(call, answer ? *answer : QJsonObject()))
        resources.append(QJsonObject{{u"ResourceType"_s, type}, {u"ResourceName"_s, name}});
    const QJsonObject document{{u"event"_s, eventOf(operation, call, answer)}, {u"resources"_s, resources}};
    if (isReadOnly(operation.name)) // a write to the disk would be most of what a read costs
        return outbox::note(call.store, readKind, document);
    const auto kept = outbox::append(call.store, writeKind, document);
    if (!kept) // the call is answered all the same, as AWS does
        qCWarning(sandboxLog).noquote() << kept.error().detail;
}

Records recordsOf(const Store &store, const Scope &scope)
{
    Records records;
    for (const QString &kind : {readKind, writeKind}) {
        for (const auto &[number, document] : store.documents(kind)) {
            const QJsonValue event = document[u"event"];
            if (event[u"recipientAccountId"] == scope.account && event[u"awsRegion"] == scope.region)
                records.append({event[u"eventTime"].toString() + u' ' + number + u' ' + kind, document});
        }
    }
    return records;
}

} // namespace keyturn::sandbox::trail

#include "app/sandbox/ssm/parameter_rules.h"
#include "app/sandbox/ssm/parameter_store.h"

#include <QUuid>

namespace keyturn::sandbox::parameters {

namespace {

using namespace Qt::StringLiterals;

QString truth(bool value)
{
    return value ? u"true"_s : u"false"_s;
}

Result<> permitOne(Call &call, const QString &action, const QString &name)
{
    const QString plain = nameWithoutSelector(call, name);
    Permission permission{action, arn(call, plain), {}, {}};
    permission.shown = permission.resource;
    permission.keys.insert(u"ssm:overwrite"_s, {truth(call.flag(u"Overwrite"))});
    permission.keys.insert(u"ssm:recursive"_s, {truth(call.flag(u"Recursive"))});
    addRequestTags(permission.keys, call);
    if (const Result<Parameter> parameter = find(call, plain))
        addResourceTags(permission.keys, u"ssm:resourcetag"_s, parameter->tags);
    return permit(call, permission);
}

} // namespace

Result<> permitted(Call &call, const QString &operation)
{
    const QString action = u"ssm:"_s + operation;
    QStringList names = call.strings(u"Names");
    for (const QStringView member : {u"Name", u"Path", u"ResourceId"}) {
        if (call.has(member))
            names << call.text(member);
    }
    if (names.isEmpty()) { // DescribeParameters, and whatever names none of these: of the account
        const QString everything = u"arn:aws:ssm:%1:%2:*"_s.arg(call.region, call.caller.account);
        return permit(call, {action, everything, {}, everything});
    }
    for (const QString &name : std::as_const(names)) {
        if (auto allowed = permitOne(call, action, name); !allowed)
            return allowed;
    }
    if (operation == u"PutParameter" && !call.array(u"Tags").isEmpty())
        return permitOne(call, u"ssm:AddTagsToResource"_s, call.text(u"Name"));
    return {};
}

Result<> permitKey(const Call &call, const QString &action, const QString &keyId)
{
    auto allowed = permitKms(call, action, keyId);
    if (allowed)
        return allowed;
    const QString requestId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    return refusal(allowed.error().code,
                   u"%1 (Service: AWSKMS; Status Code: 400; Error Code: AccessDeniedException; Request ID: %2; Proxy: "
                   "null)"_s.arg(allowed.error().detail, requestId));
}

} // namespace keyturn::sandbox::parameters

#include "app/sandbox/roles/roles.h"

#include "app/sandbox/iam/resource_policy.h"

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;
using Kind = Member::Kind;

const QString roleKind = u"iam-role"_s; // documents by ARN

QString roleArn(const Call &call)
{
    return u"arn:aws:iam::%1:role/%2"_s.arg(call.caller.account, call.text(u"RoleName"));
}

Error noSuchRole(const Call &call)
{
    return refusal(u"NoSuchEntity"_s, u"The role with name %1 cannot be found."_s.arg(call.text(u"RoleName")));
}

QJsonObject shownRole(const QString &arn, const QJsonObject &role)
{
    return {{u"Path"_s, u"/"_s},
            {u"RoleName"_s, arn.section(u'/', -1)},
            {u"RoleId"_s, userIdOf(arn)},
            {u"Arn"_s, arn},
            {u"CreateDate"_s, role[u"CreateDate"]}};
}

Answer createRole(Call &call)
{
    const QString arn = roleArn(call);
    if (call.store.documents(roleKind).contains(arn))
        return refusal(u"EntityAlreadyExists"_s, u"Role with name %1 already exists."_s.arg(call.text(u"RoleName")));
    const QString trust = call.text(u"AssumeRolePolicyDocument");
    if (auto read = iam::judgeResourcePolicy(trust, {}, {u"sts:AssumeRole"_s, u"*"_s, {}}); !read)
        return refusal(u"MalformedPolicyDocument"_s, read.error().detail);
    const QJsonObject role{{u"AssumeRolePolicyDocument"_s, trust},
                           {u"CreateDate"_s, call.now.toString(u"yyyy-MM-dd'T'HH:mm:ss'Z'"_s)},
                           {u"policies"_s, QJsonObject()}};
    if (auto saved = call.store.saveDocument(roleKind, arn, role); !saved)
        return std::move(saved).error();
    return QJsonObject{{u"Role"_s, shownRole(arn, role)}};
}

Answer getRole(Call &call)
{
    const auto &roles = call.store.documents(roleKind);
    const auto it = roles.find(roleArn(call));
    return it == roles.end() ? Answer(noSuchRole(call))
                             : Answer(QJsonObject{{u"Role"_s, shownRole(it->first, it->second)}});
}

Answer deleteRole(Call &call)
{
    const auto &roles = call.store.documents(roleKind);
    const auto it = roles.find(roleArn(call));
    if (it == roles.end())
        return noSuchRole(call);
    if (!it->second[u"policies"].toObject().isEmpty())
        return refusal(u"DeleteConflict"_s, u"Cannot delete entity, must delete policies first."_s);
    if (auto removed = call.store.removeDocument(roleKind, roleArn(call)); !removed)
        return std::move(removed).error();
    return QJsonObject();
}

Answer changePolicies(Call &call, const QJsonValue &document)
{
    const auto &roles = call.store.documents(roleKind);
    const auto it = roles.find(roleArn(call));
    if (it == roles.end())
        return noSuchRole(call);
    QJsonObject role = it->second;
    QJsonObject policies = role[u"policies"].toObject();
    const QString name = call.text(u"PolicyName");
    if (document.isUndefined() && !policies.contains(name))
        return refusal(u"NoSuchEntity"_s, u"The role policy with name %1 cannot be found."_s.arg(name));
    document.isUndefined() ? policies.remove(name) : void(policies.insert(name, document));
    role.insert(u"policies"_s, policies);
    if (auto saved = call.store.saveDocument(roleKind, roleArn(call), role); !saved)
        return std::move(saved).error();
    return QJsonObject();
}

Answer putRolePolicy(Call &call)
{
    if (auto read = iam::PolicyDocument::read(call.text(u"PolicyDocument")); !read)
        return refusal(u"MalformedPolicyDocument"_s, read.error().detail);
    return changePolicies(call, call.text(u"PolicyDocument"));
}

Answer deleteRolePolicy(Call &call)
{
    return changePolicies(call, QJsonValue(QJsonValue::Undefined));
}

Result<> permittedWithRole(Call &call, const QString &operation)
{
    return permit(call, {u"iam:"_s + operation, roleArn(call), {}, roleArn(call)});
}

} // namespace

bool made_roles::trusts(const Store &store, const QString &arn, const QString &service)
{
    const auto &roles = store.documents(roleKind);
    const auto it = roles.find(arn);
    if (it == roles.end())
        return false;
    const auto verdict = iam::judgeResourcePolicy(it->second[u"AssumeRolePolicyDocument"].toString(), {service, {}, {}},
                                                  {u"sts:AssumeRole"_s, arn, {}});
    return verdict && *verdict == iam::Verdict::Allowed;
}

iam::Verdict made_roles::judge(const Store &store, const QString &arn, const iam::Ask &ask)
{
    const auto &roles = store.documents(roleKind);
    const auto it = roles.find(arn);
    iam::Verdict best = iam::Verdict::NotAllowed;
    if (it == roles.end())
        return best;
    for (const QJsonValue &text : it->second[u"policies"].toObject()) {
        const auto policy = iam::PolicyDocument::read(text);
        const iam::Verdict verdict = policy ? policy->judge(ask) : iam::Verdict::NotAllowed;
        if (verdict == iam::Verdict::Denied)
            return verdict;
        if (verdict == iam::Verdict::Allowed)
            best = verdict;
    }
    return best;
}

Service iamService()
{
    const Member role{u"RoleName"_s, Kind::String, true, 1, 64, u"[\\w+=,.@-]+"_s};
    const Member policy{u"PolicyName"_s, Kind::String, true, 1, 128, u"[\\w+=,.@-]+"_s};
    const auto document = [](const QString &name) { return Member{name, Kind::String, true, 1, 131'072}; };
    return {"iam",
            {},
            "2010-05-08",
            "https://iam.amazonaws.com/doc/2010-05-08/",
            {
                {u"CreateRole"_s,
                 {role, document(u"AssumeRolePolicyDocument"_s), {u"Description"_s, Kind::String, false, 0, 1000}},
                 createRole},
                {u"GetRole"_s, {role}, getRole},
                {u"DeleteRole"_s, {role}, deleteRole},
                {u"PutRolePolicy"_s, {role, policy, document(u"PolicyDocument"_s)}, putRolePolicy},
                {u"DeleteRolePolicy"_s, {role, policy}, deleteRolePolicy},
            },
            permittedWithRole};
}

} // namespace keyturn::sandbox

#include "app/sandbox/sts/sts.h"

#include "app/sandbox/sts/mfa_device.h"
#include "app/sandbox/sts/roles.h"
#include "app/sandbox/sts/web_identity.h"

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

constexpr int shortestSession = 900;
constexpr int longestSession = 43'200;
constexpr int longestChained = 3600;
constexpr int longestUserSession = 129'600;

Answer getCallerIdentity(Call &call)
{
    return QJsonObject{
        {u"UserId"_s, call.caller.userId}, {u"Account"_s, call.caller.account}, {u"Arn"_s, call.caller.arn}};
}

bool isSession(const Caller &caller)
{
    return caller.arn.contains(u":assumed-role/"_s);
}

Result<int> duration(const Call &call, int usual, int longest)
{
    if (!call.has(u"DurationSeconds"))
        return usual;
    const int seconds = call.text(u"DurationSeconds").toInt();
    if (seconds < shortestSession || seconds > longest)
        return refusal(
            u"ValidationException"_s,
            u"The requested DurationSeconds exceeds the MaxSessionDuration set for this role, or is less than "
            "900."_s);
    return seconds;
}

//! Nothing where the code is right; the refusal is the one AWS gives for everything that is wrong with it.
Result<> checkMfa(Call &call)
{
    const QString what = u"MultiFactorAuthentication failed with invalid MFA one time pass code."_s;
    const Result<bool> accepted =
        mfa::accept(call.store, call.text(u"SerialNumber"), call.text(u"TokenCode"), call.now);
    if (!accepted)
        return accepted.error();
    return *accepted ? Result<>() : Result<>(refusal(u"AccessDeniedException"_s, what));
}

QJsonObject told(const TemporaryKey &key)
{
    return {{u"AccessKeyId"_s, key.id},
            {u"SecretAccessKey"_s, key.secret},
            {u"SessionToken"_s, key.sessionToken},
            {u"Expiration"_s, key.expiresAt.toString(Qt::ISODate)}};
}

Answer session(Call &call, const Role &role, int seconds)
{
    const QString name = call.text(u"RoleSessionName");
    const QString arn = u"arn:aws:sts::%1:assumed-role/%2/%3"_s.arg(role.account, role.name, name);
    const Result<TemporaryKey> key =
        issueTemporaryKey(call.store, role.account, arn, role.policy, call.now, call.now.addSecs(seconds));
    if (!key)
        return key.error();
    return QJsonObject{{u"Credentials"_s, told(*key)},
                       {u"AssumedRoleUser"_s, QJsonObject{{u"AssumedRoleId"_s, userIdOf(arn)}, {u"Arn"_s, arn}}}};
}

Answer assumeRole(Call &call)
{
    const QString arn = call.text(u"RoleArn");
    const Role *role = builtInRole(arn);
    const Error denied =
        refusal(u"AccessDeniedException"_s,
                u"User: %1 is not authorized to perform: sts:AssumeRole on resource: %2"_s.arg(call.caller.arn, arn));
    if (auto permitted = permit(call, {u"sts:AssumeRole"_s, arn, {}, arn}); !permitted)
        return std::move(permitted).error();
    if (!role || !role->trusts(call.caller.arn) || role->externalId != call.text(u"ExternalId"))
        return denied;
    if (call.has(u"TokenCode") != call.has(u"SerialNumber") || (role->needsMfa && !call.has(u"TokenCode")))
        return denied;
    if (call.has(u"TokenCode")) {
        if (auto checked = checkMfa(call); !checked)
            return std::move(checked).error();
    }
    const Result<int> seconds =
        duration(call, longestChained, isSession(call.caller) ? longestChained : longestSession);
    if (!seconds)
        return seconds.error();
    return session(call, *role, *seconds);
}

Answer assumeRoleWithWebIdentity(Call &call)
{
    const Role *role = builtInRole(call.text(u"RoleArn"));
    const Result<QString> subject = webIdentity(call.store, call.text(u"WebIdentityToken"), call.now);
    if (!subject)
        return subject.error();
    if (!role || !role->forWebIdentities)
        return refusal(u"AccessDeniedException"_s, u"Not authorized to perform sts:AssumeRoleWithWebIdentity"_s);
    const Result<int> seconds = duration(call, longestChained, longestSession);
    if (!seconds)
        return seconds.error();
    Answer answer = session(call, *role, *seconds);
    if (answer) {
        answer->insert(u"SubjectFromWebIdentityToken"_s, *subject);
        answer->insert(u"Provider"_s, u"sandbox"_s);
    }
    return answer;
}

Answer getSessionToken(Call &call)
{
    if (isSession(call.caller))
        return refusal(u"AccessDeniedException"_s, u"Cannot call GetSessionToken with session credentials"_s);
    if (call.has(u"TokenCode")) {
        if (auto checked = checkMfa(call); !checked)
            return std::move(checked).error();
    }
    const Result<int> seconds = duration(call, longestSession, longestUserSession);
    if (!seconds)
        return seconds.error();
    const QJsonObject policy = call.policy ? call.policy->json() : iam::PolicyDocument::administrator();
    const Result<TemporaryKey> key = issueTemporaryKey(call.store, call.caller.account, call.caller.arn, policy,
                                                       call.now, call.now.addSecs(*seconds));
    if (!key)
        return key.error();
    return QJsonObject{{u"Credentials"_s, told(*key)}};
}

//! Who one is may always be asked; the operations look for the rest.
Result<> alwaysPermitted(Call &, const QString &)
{
    return {};
}

Member text(const QString &name, bool required, qint64 min, qint64 max, const QString &pattern)
{
    return {name, Member::Kind::String, required, min, max, pattern};
}

std::vector<Member> roleMembers(std::vector<Member> more)
{
    std::vector<Member> members{text(u"RoleArn"_s, true, 20, 2048, {}),
                                text(u"RoleSessionName"_s, true, 2, 64, u"[\\w+=,.@-]*"_s),
                                text(u"DurationSeconds"_s, false, 1, 6, u"[0-9]+"_s)};
    members.insert(members.end(), more.begin(), more.end());
    return members;
}

} // namespace

Service sts()
{
    const Member serial = text(u"SerialNumber"_s, false, 9, 256, u"[\\w+=/:,.@-]*"_s);
    const Member code{u"TokenCode"_s, Member::Kind::Secret, false, 6, 6, u"[\\d]*"_s};
    const Member token{u"WebIdentityToken"_s, Member::Kind::Secret, true, 4, 20'000};
    Service service{
        "sts",
        {},
        "2011-06-15",
        "https://sts.amazonaws.com/doc/2011-06-15/",
        {
            {u"GetCallerIdentity"_s, {}, getCallerIdentity},
            {u"AssumeRole"_s, roleMembers({text(u"ExternalId"_s, false, 2, 1224, u"[\\w+=,.@:\\/-]*"_s), serial, code}),
             assumeRole},
            {u"AssumeRoleWithWebIdentity"_s, roleMembers({token}), assumeRoleWithWebIdentity, true},
            {u"GetSessionToken"_s,
             {text(u"DurationSeconds"_s, false, 1, 6, u"[0-9]+"_s), serial, code},
             getSessionToken},
        },
        alwaysPermitted};
    return service;
}

ControlCall mfaCall(const Clock &clock)
{
    const auto get = [&clock](const ControlInput &) -> Result<QJsonObject> {
        return QJsonObject{
            {u"serial"_s, mfa::serial()}, {u"secret"_s, mfa::secret()}, {u"code"_s, mfa::code(clock.utcNow())}};
    };
    return {"mfa", get, {}};
}

ControlCall webIdentityCall(Store &store, const Clock &clock)
{
    const auto post = [&store, &clock](const ControlInput &input) -> Result<QJsonObject> {
        const int seconds = input[u"seconds"].toInt(longestChained);
        const Result<QString> token =
            newWebIdentity(store, input[u"subject"].toString(u"somebody"_s), clock.utcNow(), seconds);
        if (!token)
            return token.error();
        return QJsonObject{{u"token"_s, *token}};
    };
    return {"web-identity", {}, post};
}

} // namespace keyturn::sandbox

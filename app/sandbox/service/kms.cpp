#include "app/sandbox/service/kms.h"

#include "app/sandbox/service/page.h"
#include "app/sandbox/wire/json_text.h"

#include <QUuid>

#include <algorithm>
#include <array>

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

struct Key {
    QLatin1StringView alias; //!< without "alias/"
    QLatin1StringView description;
    bool isCustomers;
    bool isEnabled;
};

constexpr std::array keys{
    Key{"aws/secretsmanager"_L1, "Default key that protects my Secrets Manager data when no other key is defined"_L1,
        false, true},
    Key{"aws/ssm"_L1, "Default key that protects my SSM parameters when no other key is defined"_L1, false, true},
    Key{"credentials"_L1, "OAuth credentials"_L1, true, true},
    Key{"credentials-2021"_L1, "OAuth credentials until 2021"_L1, true, false},
    Key{"aws/sqs"_L1, "Default key that protects my SQS messages when no other key is defined"_L1, false, true},
    Key{"aws/sns"_L1, "Default key that protects my SNS data when no other key is defined"_L1, false, true},
};
//! AWS makes the key behind such an alias when it is first used.
constexpr std::array unusedAliases{"aws/ebs"_L1, "aws/rds"_L1};

QString aliasName(QLatin1StringView alias)
{
    return u"alias/"_s + alias;
}

QString arnPrefix(const Scope &scope)
{
    return u"arn:aws:kms:%1:%2:"_s.arg(scope.region, scope.account);
}

QString keyId(const Scope &scope, const Key &key)
{
    return QUuid::createUuidV5(QUuid(), arnPrefix(scope) + key.alias).toString(QUuid::WithoutBraces);
}

bool isNamed(const Scope &scope, const Key &key, const QString &id)
{
    const QString arn = arnPrefix(scope);
    const QString own = keyId(scope, key);
    return id == own || id == arn + u"key/"_s + own || id == aliasName(key.alias) || id == arn + aliasName(key.alias);
}

const Key *find(const Scope &scope, const QString &id)
{
    const auto it = std::find_if(keys.begin(), keys.end(), [&](const Key &key) { return isNamed(scope, key, id); });
    return it == keys.end() ? nullptr : &*it;
}

Error notFound(const Scope &scope, const QString &id)
{
    const QString arn = id.startsWith(u"arn:"_s)     ? id
                        : id.startsWith(u"alias/"_s) ? arnPrefix(scope) + id
                                                     : arnPrefix(scope) + u"key/"_s + id;
    return refusal(u"NotFoundException"_s, id.contains(u"alias/"_s) ? u"Alias %1 is not found."_s.arg(arn)
                                                                    : u"Key '%1' does not exist"_s.arg(arn));
}

//! NotFoundException, or InvalidArnException for what only looks like an ARN.
Result<const Key *> keyNamed(const Call &call)
{
    const QString id = call.text(u"KeyId");
    if (const Key *key = find(call.scope(), id))
        return key;
    if (id.startsWith(u"arn:"_s) && !id.startsWith(u"arn:aws:kms:"_s))
        return refusal(u"InvalidArnException"_s, u"Invalid arn "_s + id);
    return notFound(call.scope(), id);
}

//! The same day for every key: no record is kept of them.
QDateTime madeAt()
{
    return QDateTime(QDate(2021, 3, 1), QTime(9, 0), Qt::UTC);
}

Answer listAliases(Call &call)
{
    const Scope scope = call.scope();
    const std::optional<QString> after = startOfPage(call, u"Marker");
    if (!after)
        return refusal(u"InvalidMarkerException"_s, u"Invalid marker"_s);
    QString only;
    if (call.has(u"KeyId")) {
        const Result<const Key *> key = keyNamed(call);
        if (!key)
            return key.error();
        only = keyId(scope, **key);
    }
    QList<std::pair<QString, QJsonObject>> found;
    const auto add = [&](QLatin1StringView alias, const QString &target) {
        QJsonObject entry{{u"AliasName"_s, aliasName(alias)}, {u"AliasArn"_s, arnPrefix(scope) + aliasName(alias)}};
        if (!target.isEmpty()) {
            entry.insert(u"TargetKeyId"_s, target);
            entry.insert(u"CreationDate"_s, timestamp(madeAt()));
            entry.insert(u"LastUpdatedDate"_s, timestamp(madeAt()));
        }
        if (only.isEmpty() || target == only)
            found.emplaceBack(alias, entry);
    };
    for (const Key &key : keys)
        add(key.alias, keyId(scope, key));
    for (const QLatin1StringView alias : unusedAliases)
        add(alias, {});
    const int limit = std::min(call.number(u"Limit", 50), 100);
    const auto [entries, next] = page(call, std::move(found), *after, limit);
    QJsonArray list;
    for (const QJsonObject &entry : entries)
        list.append(entry);
    QJsonObject answer{{u"Aliases"_s, list}, {u"Truncated"_s, !next.isEmpty()}};
    addUnlessEmpty(answer, u"NextMarker"_s, next);
    return answer;
}

Answer describeKey(Call &call)
{
    const Result<const Key *> found = keyNamed(call);
    if (!found)
        return found.error();
    const Key &key = **found;
    const QString id = keyId(call.scope(), key);
    return QJsonObject{{u"KeyMetadata"_s, QJsonObject{{u"AWSAccountId"_s, call.caller.account},
                                                      {u"KeyId"_s, id},
                                                      {u"Arn"_s, arnPrefix(call.scope()) + u"key/"_s + id},
                                                      {u"CreationDate"_s, timestamp(madeAt())},
                                                      {u"Enabled"_s, key.isEnabled},
                                                      {u"Description"_s, QString(key.description)},
                                                      {u"KeyUsage"_s, u"ENCRYPT_DECRYPT"_s},
                                                      {u"KeyState"_s, key.isEnabled ? u"Enabled"_s : u"Disabled"_s},
                                                      {u"Origin"_s, u"AWS_KMS"_s},
                                                      {u"KeyManager"_s, key.isCustomers ? u"CUSTOMER"_s : u"AWS"_s},
                                                      {u"CustomerMasterKeySpec"_s, u"SYMMETRIC_DEFAULT"_s},
                                                      {u"KeySpec"_s, u"SYMMETRIC_DEFAULT"_s},
                                                      {u"EncryptionAlgorithms"_s, QJsonArray{u"SYMMETRIC_DEFAULT"_s}},
                                                      {u"MultiRegion"_s, false}}}};
}

} // namespace

namespace {

const QString policyKind = u"kms-policy"_s; // documents by the key's ARN

//! As KMS makes it for a new key of the customer's; AWS's own keys let in their service and nobody else.
QString usualPolicy(const Scope &scope, const Key &key)
{
    const QJsonObject root{{u"AWS"_s, u"arn:aws:iam::%1:root"_s.arg(scope.account)}};
    QJsonObject statement{{u"Sid"_s, u"Enable IAM User Permissions"_s},
                          {u"Effect"_s, u"Allow"_s},
                          {u"Principal"_s, root},
                          {u"Action"_s, key.isCustomers ? u"kms:*"_s : u"kms:DescribeKey"_s},
                          {u"Resource"_s, u"*"_s}};
    const QJsonObject policy{
        {u"Version"_s, u"2012-10-17"_s}, {u"Id"_s, u"key-default-1"_s}, {u"Statement"_s, QJsonArray{statement}}};
    return QString::fromUtf8(jsonText(policy));
}

QString policyOf(const Store &store, const Scope &scope, const Key &key)
{
    const auto &kept = store.documents(policyKind);
    const auto it = kept.find(arnPrefix(scope) + u"key/"_s + keyId(scope, key));
    return it == kept.end() ? usualPolicy(scope, key) : it->second[u"Policy"].toString();
}

Answer getKeyPolicy(Call &call)
{
    const Result<const Key *> key = keyNamed(call);
    if (!key)
        return key.error();
    return QJsonObject{{u"Policy"_s, policyOf(call.store, call.scope(), **key)}, {u"PolicyName"_s, u"default"_s}};
}

Answer putKeyPolicy(Call &call)
{
    const Result<const Key *> key = keyNamed(call);
    if (!key)
        return key.error();
    if (!(*key)->isCustomers)
        return refusal(u"AccessDeniedException"_s, u"You cannot change the policy of a key that AWS manages"_s);
    const QString policy = call.text(u"Policy");
    if (auto read = iam::judgeResourcePolicy(policy, {{}, call.caller.account, call.caller.arn}, {}); !read)
        return refusal(u"MalformedPolicyDocumentException"_s, read.error().detail);
    const QString arn = arnPrefix(call.scope()) + u"key/"_s + keyId(call.scope(), **key);
    if (auto saved = call.store.saveDocument(policyKind, arn, {{u"Policy"_s, policy}}); !saved)
        return std::move(saved).error();
    return QJsonObject();
}

} // namespace

bool kms_keys::letsIn(const Store &store, const Scope &scope, const QString &id, const iam::Principal &who,
                      const iam::Ask &ask)
{
    const Key *key = find(scope, id);
    if (!key || !key->isEnabled)
        return false;
    const auto verdict = iam::judgeResourcePolicy(policyOf(store, scope, *key), who, ask);
    return verdict && *verdict == iam::Verdict::Allowed;
}

QString kms_keys::customerKeyArn(const Scope &scope)
{
    return arnPrefix(scope) + u"key/"_s + keyId(scope, keys[2]);
}

bool kms_keys::canEncrypt(const Scope &scope, const QString &id)
{
    const Key *key = find(scope, id);
    return key && key->isEnabled;
}

QString kms_keys::arnOf(const Scope &scope, const QString &id)
{
    const Key *key = find(scope, id);
    return key ? arnPrefix(scope) + u"key/"_s + keyId(scope, *key) : QString();
}

bool kms_keys::isManaged(const Scope &scope, const QString &id)
{
    const Key *key = find(scope, id);
    return key && !key->isCustomers;
}

namespace {

//! All need leave for their key, ListAliases for no particular one.
Result<> permittedWithKey(Call &call, const QString &operation)
{
    Permission permission{u"kms:"_s + operation};
    if (operation != u"ListAliases") {
        const QString arn = kms_keys::arnOf(call.scope(), call.text(u"KeyId"));
        permission.resource = permission.shown = arn.isEmpty() ? call.text(u"KeyId") : arn;
    }
    return permit(call, permission);
}

} // namespace

Service kms()
{
    const Member marker{u"Marker"_s, Member::Kind::String, false, 1, 1024, u"[\\x20-\\xFF]*"_s};
    return {"kms",
            "TrentService.",
            {},
            {},
            {
                {u"ListAliases"_s,
                 {{u"KeyId"_s, Member::Kind::String, false, 1, 2048},
                  {u"Limit"_s, Member::Kind::Integer, false, 1, 1000},
                  marker},
                 listAliases},
                {u"DescribeKey"_s,
                 {{u"KeyId"_s, Member::Kind::String, true, 1, 2048},
                  Member::list(u"GrantTokens"_s, {{}, Member::Kind::String, false, 1, 8192}, false, 0, 10)},
                 describeKey},
                {u"GetKeyPolicy"_s,
                 {{u"KeyId"_s, Member::Kind::String, true, 1, 2048},
                  {u"PolicyName"_s, Member::Kind::String, false, 1, 128, u"[\\w]+"_s}},
                 getKeyPolicy},
                {u"PutKeyPolicy"_s,
                 {{u"KeyId"_s, Member::Kind::String, true, 1, 2048},
                  {u"PolicyName"_s, Member::Kind::String, false, 1, 128, u"[\\w]+"_s},
                  {u"Policy"_s, Member::Kind::String, true, 1, 131'072, u"[\\x09\\x0A\\x0D\\x20-\\xFF]+"_s},
                  {u"BypassPolicyLockoutSafetyCheck"_s, Member::Kind::Boolean}},
                 putKeyPolicy},
            },
            permittedWithKey};
}

} // namespace keyturn::sandbox

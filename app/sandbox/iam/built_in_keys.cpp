#include "app/sandbox/iam/built_in_keys.h"

#include <QJsonDocument>

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

const QString home = u"123456789012"_s;
const QString next = u"210987654321"_s;

//! Sees and reads everything but what belongs to billing; changes nothing.
const char readerPolicy[] = R"({"Version": "2012-10-17", "Statement": [
  {"Effect": "Allow", "Resource": "*", "Action": [
    "secretsmanager:List*", "secretsmanager:Describe*", "secretsmanager:Get*", "secretsmanager:BatchGetSecretValue",
    "ssm:DescribeParameters", "ssm:Get*", "ssm:List*", "kms:Decrypt", "kms:DescribeKey", "kms:ListAliases"]},
  {"Effect": "Deny", "Action": "secretsmanager:*GetSecretValue",
    "Resource": "arn:aws:secretsmanager:*:*:secret:billing/*"}]})";

//! Sees everything, may read and rotate the credentials of Login with Amazon, and nothing else.
const char rotatorPolicy[] = R"({"Version": "2012-10-17", "Statement": [
  {"Effect": "Allow", "Resource": "*", "Action": [
    "secretsmanager:ListSecrets", "secretsmanager:DescribeSecret", "secretsmanager:ListSecretVersionIds",
    "ssm:DescribeParameters", "ssm:ListTagsForResource", "kms:DescribeKey", "kms:ListAliases"]},
  {"Effect": "Allow", "Action": [
    "secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue", "secretsmanager:UpdateSecret",
    "secretsmanager:UpdateSecretVersionStage", "secretsmanager:RotateSecret", "secretsmanager:CancelRotateSecret",
    "secretsmanager:TagResource"],
    "Resource": ["arn:aws:secretsmanager:*:123456789012:secret:*lwa-oauth-??????",
                 "arn:aws:secretsmanager:*:123456789012:secret:*amazon-api-access-token-??????"]},
  {"Effect": "Allow", "Action": [
    "ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath", "ssm:GetParameterHistory", "ssm:PutParameter",
    "ssm:AddTagsToResource"],
    "Resource": ["arn:aws:ssm:*:123456789012:parameter/my-erp", "arn:aws:ssm:*:123456789012:parameter/my-erp/*"]},
  {"Effect": "Allow", "Action": ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
    "Resource": "arn:aws:kms:*:123456789012:key/*",
    "Condition": {"StringLike": {"kms:ViaService": ["secretsmanager.*.amazonaws.com", "ssm.*.amazonaws.com"]}}},
  {"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": "*"}]})";

//! May do everything in both stores, but use no customer key.
const char noDecryptPolicy[] = R"({"Version": "2012-10-17", "Statement": [
  {"Effect": "Allow", "Resource": "*", "Action": [
    "secretsmanager:*", "ssm:*", "lambda:InvokeFunction", "kms:DescribeKey", "kms:ListAliases"]}]})";

std::shared_ptr<const iam::PolicyDocument> policy(const QJsonObject &json)
{
    Result<iam::PolicyDocument> read = iam::PolicyDocument::read(json);
    Q_ASSERT(read);
    return std::make_shared<const iam::PolicyDocument>(std::move(*read));
}

std::shared_ptr<const iam::PolicyDocument> policy(const char *text)
{
    return policy(QJsonDocument::fromJson(text).object());
}

AccessKey user(const QString &name, const QString &account, std::shared_ptr<const iam::PolicyDocument> policy)
{
    const QByteArray id = name.toLatin1();
    return {id,
            SecretString(QByteArrayView(id)),
            {},
            {},
            {account, u"arn:aws:iam::%1:user/%2"_s.arg(account, name),
             u"AIDA%1%1"_s.arg(name.toUpper()).leftJustified(21, u'A', true)},
            std::move(policy)};
}

AccessKey role(const QByteArray &id, const QByteArray &sessionToken, const QDateTime &expiresAt)
{
    return {
        id,
        SecretString(QByteArrayView("testing")),
        sessionToken,
        expiresAt,
        {home, u"arn:aws:sts::%1:assumed-role/KeyturnAdmin/testing"_s.arg(home), u"AROATESTINGTESTING123:testing"_s},
        policy(iam::PolicyDocument::administrator())};
}

} // namespace

std::vector<AccessKey> builtInKeys()
{
    const auto administrator = policy(iam::PolicyDocument::administrator());
    return {
        user(u"testing"_s, home, administrator),
        role("ASIATESTING", "testing-session", {}),
        role("ASIAEXPIRED", "expired-session", QDateTime(QDate(2020, 1, 1), QTime(0, 0), Qt::UTC)),
        user(u"reader"_s, home, policy(readerPolicy)),
        user(u"rotator"_s, home, policy(rotatorPolicy)),
        user(u"nodecrypt"_s, home, policy(noDecryptPolicy)),
        user(u"neighbour"_s, next, administrator),
    };
}

} // namespace keyturn::sandbox

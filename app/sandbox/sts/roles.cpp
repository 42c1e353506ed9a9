#include "app/sandbox/sts/roles.h"

#include "app/sandbox/iam/policy_document.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

const QString home = u"123456789012"_s;
const QString next = u"210987654321"_s;
const QString anybody = u"arn:aws:*::123456789012:*"_s;

QJsonObject reading()
{
    const QJsonArray actions{u"secretsmanager:List*"_s,
                             u"secretsmanager:Describe*"_s,
                             u"secretsmanager:Get*"_s,
                             u"secretsmanager:BatchGetSecretValue"_s,
                             u"ssm:DescribeParameters"_s,
                             u"ssm:Get*"_s,
                             u"ssm:List*"_s,
                             u"kms:Decrypt"_s,
                             u"kms:DescribeKey"_s,
                             u"kms:ListAliases"_s};
    const QJsonObject statement{{u"Effect"_s, u"Allow"_s}, {u"Action"_s, actions}, {u"Resource"_s, u"*"_s}};
    return {{u"Version"_s, u"2012-10-17"_s}, {u"Statement"_s, QJsonArray{statement}}};
}

QString anySessionOf(const QString &role)
{
    return u"arn:aws:sts::%1:assumed-role/%2/*"_s.arg(home, role);
}

} // namespace

bool Role::trusts(const QString &caller) const
{
    return std::any_of(trusted.begin(), trusted.end(), [&caller](const QString &pattern) {
        const QString expression = QRegularExpression::escape(pattern).replace(u"\\*"_s, u".*"_s);
        return QRegularExpression(QRegularExpression::anchoredPattern(expression)).match(caller).hasMatch();
    });
}

const std::vector<Role> &builtInRoles()
{
    static const QJsonObject everything = iam::PolicyDocument::administrator();
    static const std::vector<Role> roles{
        {home, u"KeyturnAdmin"_s, {anybody}, {}, false, false, everything},
        {home, u"KeyturnReader"_s, {anybody}, {}, false, false, reading()},
        {home, u"KeyturnMfa"_s, {anybody}, {}, true, false, everything},
        {home, u"KeyturnPartner"_s, {anybody}, u"keyturn"_s, false, false, reading()},
        {home, u"KeyturnSecond"_s, {anySessionOf(u"KeyturnMfa"_s)}, {}, false, false, everything},
        {home, u"KeyturnThird"_s, {anySessionOf(u"KeyturnSecond"_s)}, {}, false, false, everything},
        {home, u"KeyturnWeb"_s, {}, {}, false, true, reading()},
        {next, u"KeyturnNeighbour"_s, {anybody}, {}, false, false, everything},
    };
    return roles;
}

const Role *builtInRole(const QString &arn)
{
    const auto &roles = builtInRoles();
    const auto found = std::find_if(roles.begin(), roles.end(), [&arn](const Role &role) { return role.arn() == arn; });
    return found == roles.end() ? nullptr : &*found;
}

} // namespace keyturn::sandbox

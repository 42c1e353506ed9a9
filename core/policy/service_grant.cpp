#include "core/policy/service_grant.h"

#include "core/base/json_layout.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

QJsonArray listOf(const QJsonValue &value)
{
    return value.isArray() ? value.toArray() : value.isUndefined() ? QJsonArray() : QJsonArray{value};
}

bool fitsGlob(const QString &text, const QString &pattern, Qt::CaseSensitivity sensitivity = Qt::CaseSensitive)
{
    const QString form = QRegularExpression::escape(pattern).replace("\\*"_L1, ".*"_L1).replace("\\?"_L1, "."_L1);
    const auto options = sensitivity == Qt::CaseInsensitive ? QRegularExpression::CaseInsensitiveOption
                                                            : QRegularExpression::NoPatternOption;
    return QRegularExpression(QRegularExpression::anchoredPattern(form), options).match(text).hasMatch();
}

template <typename Fits>
bool anyFits(const QJsonValue &value, const Fits &fits)
{
    const QJsonArray all = listOf(value);
    return std::any_of(all.begin(), all.end(), [&fits](const QJsonValue &each) { return fits(each.toString()); });
}

bool isMet(const QJsonObject &condition, const ServiceGrant &grant)
{
    for (auto block = condition.begin(); block != condition.end(); ++block) {
        const QString name = block.key();
        const bool isGlob = name == "ArnLike"_L1 || name == "StringLike"_L1 || name == "ArnEquals"_L1;
        if (!isGlob && name != "StringEquals"_L1)
            return false;
        const QJsonObject keys = block.value().toObject();
        for (auto key = keys.begin(); key != keys.end(); ++key) {
            const QString word = key.key().toLower();
            if (word != "aws:sourcearn"_L1 && word != "aws:sourceaccount"_L1)
                return false;
            const QString actual = word == "aws:sourcearn"_L1 ? grant.sourceArn : grant.sourceAccount;
            if (!anyFits(key.value(),
                         [&](const QString &wanted) { return isGlob ? fitsGlob(actual, wanted) : actual == wanted; }))
                return false;
        }
    }
    return true;
}

//! How a policy names this kind of principal.
QLatin1StringView principalKey(const QString &service)
{
    return service.startsWith("arn:"_L1) ? "AWS"_L1 : "Service"_L1;
}

bool speaksOf(const QJsonObject &statement, const ServiceGrant &grant, const QString &action)
{
    const QJsonValue principal = statement["Principal"_L1];
    const QString account = grant.service.section(u':', 4, 4); // an account's root may stand there as its number
    const bool isMeant =
        principal == "*"_L1 || anyFits(principal[principalKey(grant.service)], [&](const QString &each) {
            return each == "*"_L1 || each == grant.service || (!account.isEmpty() && each == account);
        });
    return isMeant
           && anyFits(statement["Action"_L1],
                      [&action](const QString &each) { return fitsGlob(action, each, Qt::CaseInsensitive); })
           && anyFits(statement["Resource"_L1],
                      [&grant](const QString &each) { return fitsGlob(grant.resource, each); });
}

} // namespace

bool ServiceGrant::isIn(const QString &policy, const QString &action) const
{
    bool isAllowed = false;
    const QJsonArray statements = listOf(QJsonDocument::fromJson(policy.toUtf8()).object()["Statement"_L1]);
    for (const QJsonValue each : statements) {
        const QJsonObject statement = each.toObject();
        if (!speaksOf(statement, *this, action))
            continue;
        const QJsonObject condition = statement["Condition"_L1].toObject();
        if (statement["Effect"_L1] != "Allow"_L1 && isMet(condition, *this))
            return false;
        isAllowed = isAllowed || (statement["Effect"_L1] == "Allow"_L1 && isMet(condition, *this));
    }
    return isAllowed;
}

QString withServiceGrant(const QString &policy, const QString &sid, const QString &service, const QStringList &actions,
                         const QString &resource)
{
    QJsonObject document = QJsonDocument::fromJson(policy.toUtf8()).object();
    QJsonArray statements;
    const QJsonArray before = listOf(document["Statement"_L1]);
    for (const QJsonValue each : before) {
        if (each["Sid"_L1] != sid)
            statements.append(each);
    }
    statements.append(QJsonObject{
        {u"Sid"_s, sid},
        {u"Effect"_s, u"Allow"_s},
        {u"Principal"_s, QJsonObject{{QString(principalKey(service)), service}}},
        {u"Action"_s, actions.size() == 1 ? QJsonValue(actions.constFirst()) : QJsonArray::fromStringList(actions)},
        {u"Resource"_s, resource}});
    if (!document.contains("Version"_L1))
        document.insert(u"Version"_s, u"2012-10-17"_s);
    document.insert(u"Statement"_s, statements);
    return QString::fromUtf8(jsonLine(document));
}

} // namespace keyturn

#include "ui/details/policy_draft.h"

#include "core/json/json_scanner.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

using PolicyType = ParameterPolicy::Type;

QString DraftPolicy::json() const
{
    if (!text.isEmpty())
        return text;
    const QString unit = inHours ? u"Hours"_s : u"Days"_s;
    switch (type) {
    case PolicyType::Expiration:
        return uR"({"Type":"Expiration","Version":"1.0","Attributes":{"Timestamp":"%1"}})"_s.arg(
            expiresAt.toUTC().toString(Qt::ISODateWithMs));
    case PolicyType::ExpirationNotification:
        return uR"({"Type":"ExpirationNotification","Version":"1.0","Attributes":{"Before":"%1","Unit":"%2"}})"_s
            .arg(amount)
            .arg(unit);
    case PolicyType::NoChangeNotification:
        return uR"({"Type":"NoChangeNotification","Version":"1.0","Attributes":{"After":"%1","Unit":"%2"}})"_s
            .arg(amount)
            .arg(unit);
    case PolicyType::Unknown:
        break;
    }
    return text;
}

std::optional<PolicyDraft> PolicyDraft::read(const QString &text)
{
    PolicyDraft draft;
    if (text.trimmed().isEmpty())
        return draft;
    const QByteArray bytes = text.toUtf8();
    const JsonScan scan = scanJson(bytes);
    const QList<QByteArrayView> items = jsonItems(bytes);
    // An object is JSON too, and no list of policies.
    if (scan.fault != JsonScan::Fault::NotAnObject || items.isEmpty())
        return std::nullopt;
    for (const QByteArrayView item : items) {
        DraftPolicy policy;
        policy.text = QString::fromUtf8(item).trimmed();
        const ParameterPolicy known = ParameterPolicy::fromText(policy.text, {});
        policy.type = known.type;
        policy.expiresAt = known.timestamp;
        const QJsonObject json = QJsonDocument::fromJson(item.toByteArray()).object();
        policy.inHours = json.value("Attributes"_L1).toObject().value("Unit"_L1).toString() == "Hours"_L1;
        policy.amount = int(policy.inHours ? known.amount : known.amount / 24);
        draft.policies.append(policy);
    }
    return draft;
}

QString PolicyDraft::text() const
{
    QStringList texts;
    for (const DraftPolicy &policy : policies)
        texts.append(policy.json());
    return texts.isEmpty() ? QString() : u'[' + texts.join(",\n "_L1) + u']'; // as policiesText() joins them
}

bool PolicyDraft::has(PolicyType type) const
{
    return std::any_of(policies.begin(), policies.end(), [type](const DraftPolicy &p) { return p.type == type; });
}

QDateTime PolicyDraft::expiration() const
{
    for (const DraftPolicy &policy : policies) {
        if (policy.type == PolicyType::Expiration)
            return policy.expiresAt;
    }
    return {};
}

QDateTime PolicyDraft::firesAt(const DraftPolicy &policy, const QDateTime &modifiedAt) const
{
    constexpr qint64 hour = 60LL * 60;
    switch (policy.type) {
    case PolicyType::Expiration:
        return policy.expiresAt;
    case PolicyType::ExpirationNotification:
        return expiration().isValid() ? expiration().addSecs(-policy.hours() * hour) : QDateTime();
    case PolicyType::NoChangeNotification:
        return modifiedAt.isValid() ? modifiedAt.addSecs(policy.hours() * hour) : QDateTime();
    case PolicyType::Unknown:
        break;
    }
    return {};
}

} // namespace keyturn

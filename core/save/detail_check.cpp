#include "core/save/detail_check.h"

#include "core/json/json_scanner.h"
#include "core/json/raw_reason.h"
#include "core/stores/parameter_policy.h"

#include <algorithm>

namespace keyturn {

namespace {

using Kind = DetailFault::Kind;

constexpr int secretDescriptionLimit = 2048;
constexpr int parameterDescriptionLimit = 1024;
constexpr int patternLimit = 1024;
constexpr int resourcePolicyLimit = 20'480;
constexpr int policiesLimit = 4096;
constexpr int policyLimit = 10;

DetailFault fault(Kind kind, int limit = 0)
{
    DetailFault made;
    made.kind = kind;
    made.limit = limit;
    return made;
}

DetailFault faultAt(Kind kind, QByteArrayView text, qsizetype offset)
{
    const RawReason place = rawReasonAt(RawReason::Kind::NotJson, text, offset);
    DetailFault made = fault(kind);
    made.offset = offset;
    made.line = place.line;
    made.column = place.column;
    return made;
}

std::optional<DetailFault> longer(const QString &text, int limit)
{
    return text.size() > limit ? std::optional(fault(Kind::TooLong, limit)) : std::nullopt;
}

std::optional<DetailFault> resourcePolicyFault(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    const JsonScan scan = scanJson(bytes);
    if (scan.fault == JsonScan::Fault::NotAnObject)
        return fault(Kind::NotAnObject);
    if (scan.fault != JsonScan::Fault::None)
        return faultAt(Kind::NotJson, bytes, scan.faultAt);
    return longer(text, resourcePolicyLimit);
}

std::optional<DetailFault> policiesFault(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    const JsonScan scan = scanJson(bytes);
    if (scan.fault != JsonScan::Fault::None && scan.fault != JsonScan::Fault::NotAnObject)
        return faultAt(Kind::NotJson, bytes, scan.faultAt);
    const QList<QByteArrayView> items = jsonItems(bytes);
    if (scan.fault == JsonScan::Fault::None || items.isEmpty())
        return fault(Kind::NotAnArray);
    if (items.size() > policyLimit)
        return fault(Kind::TooMany, policyLimit);
    for (const QByteArrayView item : items) {
        const ParameterPolicy policy = ParameterPolicy::fromText(QString::fromUtf8(item), {});
        if (policy.type == ParameterPolicy::Type::Unknown)
            return faultAt(Kind::UnknownType, bytes, item.data() - bytes.constData());
    }
    return longer(text, policiesLimit);
}

bool isParameter(const DetailKey &key, const DetailTexts &present)
{
    return present.contains({key.name, DetailField::Tier});
}

} // namespace

std::optional<DetailFault> faultOf(const DetailKey &key, const QString &text)
{
    switch (key.field) {
    case DetailField::Description:
        return longer(text, secretDescriptionLimit);
    case DetailField::AllowedPattern:
        return longer(text, patternLimit);
    case DetailField::Tag:
        if (key.key.isEmpty())
            return fault(Kind::Empty);
        if (key.key.startsWith(QLatin1String("aws:"), Qt::CaseInsensitive))
            return fault(Kind::Reserved);
        if (key.key.size() > tagKeyLimit)
            return fault(Kind::TooLong, tagKeyLimit);
        return longer(text, tagValueLimit);
    case DetailField::ResourcePolicy:
        return resourcePolicyFault(text);
    case DetailField::Policies:
        return policiesFault(text);
    case DetailField::KmsKey:
    case DetailField::Replica:
    case DetailField::Tier:
        return std::nullopt;
    }
    return std::nullopt;
}

std::optional<std::pair<DetailKey, DetailFault>> firstFault(const DetailChanges &changes, const DetailTexts &present)
{
    const DetailTexts after = applied(present, changes);
    const QString standard = QStringLiteral("Standard");
    for (auto it = changes.cbegin(); it != changes.cend(); ++it) {
        const DetailKey &key = it.key();
        const auto found = [&key](const DetailFault &what) { return std::pair(key, what); };
        if (it->after) {
            if (const std::optional<DetailFault> own = faultOf(key, *it->after))
                return found(*own);
        }
        if (key.field == DetailField::Description && isParameter(key, present)
            && it->after.value_or(QString()).size() > parameterDescriptionLimit)
            return found(fault(Kind::TooLong, parameterDescriptionLimit));
        if (key.field == DetailField::Tier && it->before == QLatin1String("Advanced") && it->after == standard)
            return found(fault(Kind::LowersTier));
        if (key.field == DetailField::Policies && it->after && textOf(after, {key.name, DetailField::Tier}) == standard)
            return found(fault(Kind::NeedsAdvanced));
        const auto isTag = [&key](const DetailKey &k) { return k.name == key.name && k.field == DetailField::Tag; };
        if (key.field == DetailField::Tag && it->after
            && std::count_if(after.keyBegin(), after.keyEnd(), isTag) > tagLimit)
            return found(fault(Kind::TooMany, tagLimit));
    }
    return std::nullopt;
}

} // namespace keyturn

#include "app/sandbox/cloudtrail/cloudtrail.h"

#include "app/sandbox/service/page.h"
#include "app/sandbox/service/trail.h"
#include "app/sandbox/wire/json_text.h"

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;
using Kind = Member::Kind;

constexpr int daysKept = 90;
constexpr int mostResults = 50;

//! Both ends belong to it; an invalid one is open.
struct TimeRange {
    QDateTime start;
    QDateTime end;
};

Result<QDateTime> timeIn(const Call &call, const QString &name)
{
    const QJsonValue value = call.input.value(name);
    if (value.isUndefined() || value.isNull())
        return QDateTime();
    if (!value.isDouble())
        return refusal(u"SerializationException"_s, {});
    return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(value.toDouble() * 1000.0), Qt::UTC);
}

Result<TimeRange> rangeOf(const Call &call)
{
    const Result<QDateTime> start = timeIn(call, u"StartTime"_s);
    if (!start)
        return start.error();
    const Result<QDateTime> end = timeIn(call, u"EndTime"_s);
    if (!end)
        return end.error();
    if (start->isValid() && end->isValid() && *start > *end)
        return refusal(u"InvalidTimeRangeException"_s, u"End time cannot come before start time."_s);
    return TimeRange{*start, *end};
}

//! One page: a token of another query and a size out of range are errors of their own here.
Result<> checkPage(const Call &call)
{
    const int size = call.number(u"MaxResults", mostResults);
    if (size < 1 || size > mostResults)
        return refusal(u"InvalidMaxResultsException"_s,
                       u"Invalid MaxResults value. Specify a value between 1 and %1."_s.arg(mostResults));
    if (call.has(u"EventCategory") && call.text(u"EventCategory") != u"insight")
        return refusal(u"InvalidEventCategoryException"_s, u"Invalid EventCategory value. Specify insight."_s);
    if (call.array(u"LookupAttributes").size() > 1)
        return refusal(u"InvalidLookupAttributesException"_s, u"You can specify only one lookup attribute."_s);
    if (!startOfPage(call))
        return refusal(u"InvalidNextTokenException"_s, u"Invalid NextToken."_s);
    return {};
}

QJsonObject lookedUp(const QJsonObject &record)
{
    const QJsonObject event = record[u"event"].toObject();
    const QJsonValue who = event[u"userIdentity"];
    const QDateTime at = QDateTime::fromString(event[u"eventTime"].toString(), Qt::ISODate);
    QJsonObject shown{{u"EventId"_s, event[u"eventID"]},
                      {u"EventName"_s, event[u"eventName"]},
                      {u"ReadOnly"_s, event[u"readOnly"].toBool() ? u"true"_s : u"false"_s},
                      {u"EventTime"_s, timestamp(at)},
                      {u"EventSource"_s, event[u"eventSource"]},
                      {u"Username"_s, trail::usernameOf(who[u"arn"].toString())},
                      {u"Resources"_s, record[u"resources"]},
                      {u"CloudTrailEvent"_s, QString::fromUtf8(jsonText(event))}};
    addUnlessEmpty(shown, u"AccessKeyId"_s, who[u"accessKeyId"]);
    return shown;
}

bool hasAttribute(const QJsonObject &shown, const QString &key, const QString &value)
{
    if (!key.startsWith(u"Resource"_s))
        return shown[key].toString() == value;
    for (const QJsonValue &resource : shown[u"Resources"].toArray()) {
        if (resource[key].toString() == value)
            return true;
    }
    return false;
}

Answer lookupEvents(Call &call)
{
    const Result<TimeRange> range = rangeOf(call);
    if (!range)
        return range.error();
    if (auto checked = checkPage(call); !checked)
        return std::move(checked).error();
    const QJsonValue attribute = call.array(u"LookupAttributes").at(0);
    const QDateTime oldest = call.now.addDays(-daysKept);
    QList<std::pair<QString, QJsonObject>> found;
    for (const auto &[key, record] : trail::recordsOf(call.store, call.scope())) {
        const QJsonObject shown = lookedUp(record);
        const auto at = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(shown[u"EventTime"].toDouble() * 1000.0));
        const bool isInTime = at >= oldest && (!range->start.isValid() || at >= range->start)
                              && (!range->end.isValid() || at <= range->end);
        const bool fits =
            !attribute.isObject()
            || hasAttribute(shown, attribute[u"AttributeKey"].toString(), attribute[u"AttributeValue"].toString());
        if (isInTime && fits && !call.has(u"EventCategory")) // the sandbox has no insights
            found.append({key, shown});
    }
    const auto [events, next] = page(call, found, *startOfPage(call), call.number(u"MaxResults", mostResults), true);
    QJsonArray shown;
    for (const QJsonObject &event : events)
        shown.append(event);
    QJsonObject answer{{u"Events"_s, shown}};
    addUnlessEmpty(answer, u"NextToken"_s, next);
    return answer;
}

} // namespace

Service cloudTrail()
{
    const QStringList keys{u"EventId"_s,      u"EventName"_s,    u"ReadOnly"_s,    u"Username"_s,
                           u"ResourceType"_s, u"ResourceName"_s, u"EventSource"_s, u"AccessKeyId"_s};
    const Member attribute = Member::structure({{u"AttributeKey"_s, Kind::String, true, 0, Member::unlimited, {}, keys},
                                                {u"AttributeValue"_s, Kind::String, true, 1, 2000}});
    return {"cloudtrail",
            "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.",
            {},
            {},
            {{u"LookupEvents"_s,
              {Member::list(u"LookupAttributes"_s, attribute),
               {u"EventCategory"_s, Kind::String},
               {u"MaxResults"_s, Kind::Integer, false, Member::anyNumber},
               {u"NextToken"_s, Kind::String}},
              lookupEvents}}};
}

} // namespace keyturn::sandbox

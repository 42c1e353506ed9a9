#include "app/cli/due_formats.h"

#include "app/cli/due_text.h"
#include "app/cli/listing.h"
#include "app/cli/words.h"
#include "core/base/printable.h"
#include "ui/findings/due_words.h"

#include <algorithm>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int datesOfSchedule = 5;

QString precisionWord(DuePrecision precision)
{
    switch (precision) {
    case DuePrecision::Second:
        return u"second"_s;
    case DuePrecision::Day:
        return u"day"_s;
    case DuePrecision::OnOrAfter:
        return u"on-or-after"_s;
    }
    return {};
}

QString sourceWord(DueSource source)
{
    switch (source) {
    case DueSource::ParameterPolicy:
        return u"policy"_s;
    case DueSource::SecretsManager:
        return u"secretsmanager"_s;
    case DueSource::ProviderRule:
        return u"provider"_s;
    case DueSource::Token:
        return u"token"_s;
    case DueSource::Person:
        return u"person"_s;
    }
    return {};
}

void optional(JsonWriter &json, const char *name, const QString &text)
{
    json.key(name);
    text.isEmpty() ? json.null() : json.string(text);
}

//! The schedule and when it comes next; nothing of other dates.
void writeSchedule(JsonWriter &json, const DueReport &report, const DueItem &item)
{
    if (item.due.reason != DueReason::Rotation)
        return;
    const RotationRules rules = report.rotations.value(item.entry);
    const Result<RotationSchedule> schedule = RotationSchedule::parse(rules);
    optional(json, "schedule",
             rules.automaticallyAfterDays > 0 ? u"every %1 days"_s.arg(rules.automaticallyAfterDays)
                                              : rules.scheduleExpression);
    json.key("next").beginArray();
    const QDateTime last = item.due.since.isValid() ? item.due.since : report.now;
    for (const RotationWindow &window :
         schedule ? schedule->next(last, report.now, datesOfSchedule) : QList<RotationWindow>())
        json.string(isoTime(window.start));
    json.endArray();
}

void writeNote(JsonWriter &json, const DueItem &item)
{
    if (item.due.reason != DueReason::Reminder)
        return;
    json.key("note").beginObject().key("id").string(item.note.id).key("text").string(item.note.text);
    optional(json, "owner", item.note.owner);
    optional(json, "link", item.note.link);
    json.key("repeatEveryDays").number(item.note.repeatEveryDays).endObject();
}

void writeItem(JsonWriter &json, const DueReport &report, const DueItem &item)
{
    const DueDate &due = item.due;
    json.beginObject().key("uid").string(dueUid(item));
    if (!report.hideNames) {
        json.key("name").string(due.name);
        optional(json, "key", due.key);
        optional(json, "arn", item.arn);
        optional(json, "account", item.entry.account);
    }
    json.key("reason").string(reasonWord(due.reason));
    optional(json, "since", isoTime(due.since));
    json.key("basis").string(basisWord(due.basis));
    optional(json, "due", isoTime(due.dueAt));
    optional(
        json, "dueLocal",
        due.dueAt.isValid()
            ? due.dueAt.toLocalTime().toOffsetFromUtc(due.dueAt.toLocalTime().offsetFromUtc()).toString(Qt::ISODate)
            : QString());
    json.key("precision").string(precisionWord(item.precision)).key("days").number(due.days).key("daysLeft");
    due.dueAt.isValid() ? json.number(daysUntil(due.dueAt, report.now)) : json.null();
    json.key("state").string(stateWord(item.state)).key("source").string(sourceWord(item.source));
    optional(json, "policyStatus", item.policyStatus);
    optional(json, "graceEnd", isoTime(item.graceEnd));
    if (!report.hideNames) {
        json.key("why").string(DueWords::reason(item)).key("resetBy").string(DueText::resets(item));
        writeNote(json, item);
    }
    writeSchedule(json, report, item);
    json.key("store").string(storeWord(item.entry.store)).key("region").string(item.entry.region).endObject();
}

//! Of a label value.
QByteArray label(const char *name, const QString &text)
{
    QString escaped = printable(text);
    escaped.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s).replace(u'\n', u"\\n"_s);
    return QByteArray(name) + "=\"" + escaped.toUtf8() + '"';
}

QByteArray labelsOf(const DueReport &report, const DueItem &item)
{
    QByteArrayList labels{label("uid", dueUid(item).section(u'@', 0, 0)), label("reason", reasonWord(item.due.reason)),
                          label("basis", basisWord(item.due.basis)), label("store", storeWord(item.entry.store)),
                          label("region", item.entry.region)};
    if (!report.hideNames)
        labels << label("name", item.due.name) << label("key", item.due.key);
    return '{' + labels.join(',') + '}';
}

QByteArray gauge(const char *name, const char *help)
{
    return QByteArray("# HELP ") + name + ' ' + help + "\n# TYPE " + name + " gauge\n";
}

bool counts(const DueItem &item)
{
    return item.due.reason != DueReason::TokenExpiry;
}

bool isOverdue(const DueItem &item)
{
    return counts(item) && (item.state == DueState::Overdue || item.state == DueState::Stuck);
}

} // namespace

void writeDue(JsonWriter &json, const DueReport &report)
{
    json.beginArray();
    for (const DueItem &item : report.items)
        writeItem(json, report, item);
    json.endArray();
}

QByteArray duePrometheus(const DueReport &report)
{
    QByteArray text = gauge("keyturn_due_timestamp_seconds", "When a credential falls due, seconds since 1970.");
    for (const DueItem &item : report.items) {
        if (item.due.dueAt.isValid())
            text += "keyturn_due_timestamp_seconds" + labelsOf(report, item) + ' '
                    + QByteArray::number(item.due.dueAt.toSecsSinceEpoch()) + '\n';
    }
    text += gauge("keyturn_due_dates", "Dates by their state.");
    for (const DueState state :
         {DueState::Fine, DueState::Soon, DueState::Overdue, DueState::Stuck, DueState::Deleting, DueState::Unknown}) {
        const auto count = std::count_if(report.items.begin(), report.items.end(),
                                         [state](const DueItem &item) { return item.state == state; });
        text += "keyturn_due_dates{" + label("state", stateWord(state)) + "} " + QByteArray::number(count) + '\n';
    }
    text += gauge("keyturn_due_listing_complete", "Whether both stores could be listed.");
    text += "keyturn_due_listing_complete " + QByteArray(report.failures.isEmpty() ? "1" : "0") + '\n';
    text += gauge("keyturn_due_computed_timestamp_seconds", "When these dates were computed, seconds since 1970.");
    return text + "keyturn_due_computed_timestamp_seconds " + QByteArray::number(report.now.toSecsSinceEpoch()) + '\n';
}

ExitCode monitoringCode(const DueReport &report)
{
    const bool isCritical = std::any_of(report.items.begin(), report.items.end(), isOverdue);
    const bool isWarning = std::any_of(report.items.begin(), report.items.end(), [](const DueItem &item) {
        return counts(item) && item.state != DueState::Unknown && item.due.dueAt.isValid();
    });
    // What is overdue is so whatever else could not be seen; that nothing is, nobody knows then.
    if (isCritical)
        return static_cast<ExitCode>(2);
    if (!report.failures.isEmpty())
        return static_cast<ExitCode>(3);
    return static_cast<ExitCode>(isWarning ? 1 : 0);
}

QStringList dueNagios(const DueReport &report)
{
    static const QStringList words{u"OK"_s, u"WARNING"_s, u"CRITICAL"_s, u"UNKNOWN"_s};
    const auto code = static_cast<int>(monitoringCode(report));
    const auto overdue = std::count_if(report.items.begin(), report.items.end(), isOverdue);
    const auto listed = std::count_if(report.items.begin(), report.items.end(), counts);
    QStringList lines{u"KEYTURN %1 - %2 overdue, %3 due | overdue=%2 due=%3"_s.arg(words.at(code))
                          .arg(overdue)
                          .arg(listed - overdue)};
    // What stands behind a bar is read as numbers, and one in a name would begin it.
    const auto add = [&lines](QString text) { lines.append(text.replace(u'|', u'/').replace(u'\n', u' ')); };
    for (const QString &failure : report.failures)
        add(failure);
    for (const DueItem &item : report.items) {
        if (counts(item))
            add(u"%1 %2, %3"_s.arg(dateText(item.due.dueAt), stateWord(item.state),
                                   report.hideNames ? dueUid(item) : DueWords::event(item)));
    }
    return lines;
}

} // namespace keyturn::cli

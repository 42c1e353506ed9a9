#include "core/due/lead_times.h"

#include "core/base/json_writer.h"
#include "core/base/private_folder.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qint64 largestLeadFile = 4LL * 1024 * 1024; // bytes
constexpr int longestLead = 3660;                     // days

QList<int> mostFirst(QList<int> days)
{
    std::sort(days.begin(), days.end(), std::greater<>());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
}

void writeDays(JsonWriter &json, const QList<int> &days)
{
    json.key("days").beginArray();
    for (const int count : days)
        json.number(count);
    json.endArray();
}

QList<int> daysFrom(const QJsonObject &json)
{
    QList<int> days;
    for (const QJsonValue &count : json.value("days"_L1).toArray()) {
        if (count.toInt(-1) >= 0 && count.toInt() <= longestLead)
            days.append(count.toInt());
    }
    return mostFirst(days);
}

} // namespace

QList<int> LeadTimes::of(const EntryId &entry, DueReason reason) const
{
    // An access token or a rotation asks nobody to do anything, whatever is wanted of its entry.
    const QList<int> usual = usualLeadDays(reason);
    if (const auto own = ofEntry.constFind(entry); own != ofEntry.cend() && !usual.isEmpty())
        return *own;
    return ofRule.value(reason, usual);
}

Result<QList<int>> leadDaysFromText(const QString &text)
{
    QList<int> days;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts)) {
        bool isNumber = false;
        const int count = part.trimmed().toInt(&isNumber);
        if (!isNumber || count < 0 || count > longestLead)
            return Error{ErrorKind::Invalid, Refusal::LeadDays, part.trimmed()};
        days.append(count);
    }
    return mostFirst(days);
}

LeadTimes LeadTimesFile::read() const
{
    LeadTimes times;
    const QFileInfo place(m_file);
    const Result<PrivateFolder> folder =
        m_file.isEmpty() ? Result<PrivateFolder>(Error{}) : PrivateFolder::open(place.absolutePath());
    const Result<QByteArray> text =
        folder ? folder->read(place.fileName(), largestLeadFile) : Result<QByteArray>(folder.error());
    const QJsonObject json = text ? QJsonDocument::fromJson(*text).object() : QJsonObject();
    for (const QJsonValue &value : json.value("rules"_L1).toArray()) {
        if (const auto reason = reasonOfWord(value["rule"_L1].toString()))
            times.ofRule.insert(*reason, daysFrom(value.toObject()));
    }
    for (const QJsonValue &value : json.value("entries"_L1).toArray()) {
        const EntryId entry{value["store"_L1].toString() == "ssm"_L1 ? Store::ParameterStore : Store::SecretsManager,
                            value["account"_L1].toString(), value["region"_L1].toString(), value["name"_L1].toString()};
        times.ofEntry.insert(entry, daysFrom(value.toObject()));
    }
    return times;
}

Result<> LeadTimesFile::write(const LeadTimes &times) const
{
    if (m_file.isEmpty())
        return {};
    const QFileInfo place(m_file);
    const Result<PrivateFolder> folder = PrivateFolder::make(place.absolutePath());
    if (!folder)
        return folder.error();
    JsonWriter json;
    json.beginObject().key("rules").beginArray();
    for (auto it = times.ofRule.cbegin(); it != times.ofRule.cend(); ++it) {
        json.beginObject().key("rule").string(reasonWord(it.key()));
        writeDays(json, it.value());
        json.endObject();
    }
    json.endArray().key("entries").beginArray();
    for (auto it = times.ofEntry.cbegin(); it != times.ofEntry.cend(); ++it) {
        json.beginObject().key("store").string(it.key().isSecret() ? u"secretsmanager"_s : u"ssm"_s);
        json.key("account").string(it.key().account).key("region").string(it.key().region);
        json.key("name").string(it.key().name);
        writeDays(json, it.value());
        json.endObject();
    }
    json.endArray().endObject();
    return folder->write(place.fileName(), json.text().toByteArray() + '\n');
}

} // namespace keyturn

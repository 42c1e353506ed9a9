#include "core/due/board_cache.h"

#include "core/base/json_writer.h"
#include "core/base/private_folder.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qint64 largestBoard = 64LL * 1024 * 1024; // bytes

QString basisOf(DueBasis basis)
{
    static const QStringList words{u"known"_s, u"at-the-latest"_s, u"creation"_s, u"last-seen"_s};
    return words.value(int(basis));
}

DueBasis basisFrom(const QString &word)
{
    for (const DueBasis basis : {DueBasis::AtTheLatest, DueBasis::Creation, DueBasis::LastSeen}) {
        if (basisOf(basis) == word)
            return basis;
    }
    return DueBasis::Known;
}

void writeItem(JsonWriter &json, const DueItem &item)
{
    const auto date = [&json](const char *key, const QDateTime &time) {
        if (time.isValid())
            json.key(key).string(time.toUTC().toString(Qt::ISODate));
    };
    const DueDate &due = item.due;
    json.beginObject().key("store").string(item.entry.isSecret() ? u"secretsmanager"_s : u"ssm"_s);
    json.key("account").string(item.entry.account).key("region").string(item.entry.region);
    json.key("name")
        .string(item.entry.name)
        .key("arn")
        .string(item.arn)
        .key("of")
        .string(due.name)
        .key("key")
        .string(due.key);
    json.key("reason").string(reasonWord(due.reason)).key("basis").string(basisOf(due.basis));
    json.key("days").number(due.days).key("span").number(due.spanHours);
    date("since", due.since);
    date("due", due.dueAt);
    date("grace", item.graceEnd);
    json.key("leadDays").beginArray();
    for (const int days : item.leadDays)
        json.number(days);
    json.endArray().endObject();
}

std::optional<DueItem> itemFrom(const QJsonObject &json, const QDateTime &now)
{
    const auto text = [&json](QLatin1StringView key) { return json.value(key).toString(); };
    const auto date = [&text](QLatin1StringView key) { return QDateTime::fromString(text(key), Qt::ISODate).toUTC(); };
    const std::optional<DueReason> reason = reasonOfWord(text("reason"_L1));
    if (!reason)
        return std::nullopt;
    DueItem item;
    item.entry = {text("store"_L1) == "ssm"_L1 ? Store::ParameterStore : Store::SecretsManager, text("account"_L1),
                  text("region"_L1), text("name"_L1)};
    item.arn = text("arn"_L1);
    item.due.reason = *reason;
    item.due.name = text("of"_L1);
    item.due.key = text("key"_L1);
    item.due.since = date("since"_L1);
    item.due.dueAt = date("due"_L1);
    item.due.basis = basisFrom(text("basis"_L1));
    item.due.days = json.value("days"_L1).toInt();
    item.due.spanHours = json.value("span"_L1).toInt();
    item.graceEnd = date("grace"_L1);
    item.source = dueSourceOf(*reason);
    item.precision = duePrecisionOf(*reason);
    item.state = dueState(item.due, now);
    for (const QJsonValue &days : json.value("leadDays"_L1).toArray())
        item.leadDays.append(days.toInt());
    return item;
}

} // namespace

QList<DueItem> BoardCache::read(const QDateTime &now) const
{
    const QFileInfo place(m_file);
    const Result<PrivateFolder> folder =
        m_file.isEmpty() ? Result<PrivateFolder>(Error{}) : PrivateFolder::open(place.absolutePath());
    const Result<QByteArray> text =
        folder ? folder->read(place.fileName(), largestBoard) : Result<QByteArray>(folder.error());
    QList<DueItem> items;
    const QJsonArray json = text ? QJsonDocument::fromJson(*text).array() : QJsonArray();
    for (const QJsonValue &value : json) {
        if (const std::optional<DueItem> item = itemFrom(value.toObject(), now))
            items.append(*item);
    }
    return items;
}

Result<> BoardCache::replace(const QString &account, const QString &region, const QList<DueItem> &items) const
{
    if (m_file.isEmpty())
        return {};
    const QFileInfo place(m_file);
    const Result<PrivateFolder> folder = PrivateFolder::make(place.absolutePath());
    if (!folder)
        return folder.error();
    QList<DueItem> all = read(QDateTime());
    all.removeIf([&](const DueItem &item) { return item.entry.account == account && item.entry.region == region; });
    all += items.first(qMin(items.size(), mostOfPlace));
    JsonWriter json;
    json.beginArray();
    for (const DueItem &item : all) {
        if (item.due.reason != DueReason::Reminder)
            writeItem(json, item);
    }
    json.endArray();
    return folder->write(place.fileName(), json.text().toByteArray() + '\n');
}

} // namespace keyturn

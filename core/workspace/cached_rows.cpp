#include "core/workspace/cached_rows.h"

#include "core/entry/entries.h"
#include "core/json/json_cursor.h"

#include <array>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

// Words of the file in the order of their enums: one that was moved must not be read as its neighbour.
constexpr std::array<QByteArrayView, 8> kindWords{"unknown", "plain",   "lwa-skill", "lwa-cli",
                                                  "sp-api",  "genesys", "upwork",    "oauth"};
static_assert(kindWords.size() == size_t(CredentialKind::OAuth) + 1);
constexpr std::array<QByteArrayView, 12> reasonWords{"client-secret", "no-change",   "expiring", "expiration",
                                                     "rotation",      "deletion",    "pending",  "token",
                                                     "refresh-idle",  "refresh-end", "reminder", "unreadable"};
static_assert(reasonWords.size() == size_t(DueReason::UnreadablePolicy) + 1);
constexpr std::array<QByteArrayView, 4> basisWords{"known", "at-the-latest", "creation", "last-seen"};
static_assert(basisWords.size() == size_t(DueBasis::LastSeen) + 1);

template <size_t N>
std::optional<size_t> wordIn(JsonCursor &cursor, const std::array<QByteArrayView, N> &words)
{
    const QByteArrayView raw = cursor.raw();
    for (size_t i = 0; i < N; ++i) {
        if (raw.size() == words.at(i).size() + 2 && raw.sliced(1, raw.size() - 2) == words.at(i))
            return i;
    }
    return std::nullopt;
}

//! Members with nothing to say are left out.
class RowWriter {
public:
    explicit RowWriter(JsonWriter &json) : m_json(json) {}
    void text(const char *key, const QString &value)
    {
        if (!value.isEmpty())
            m_json.key(key).string(value);
    }
    void date(const char *key, const QDateTime &value)
    {
        if (value.isValid())
            m_json.key(key).number(value.toMSecsSinceEpoch());
    }
    void count(const char *key, qint64 value)
    {
        if (value != 0)
            m_json.key(key).number(value);
    }
    void flag(const char *key, bool value)
    {
        if (value)
            m_json.key(key).boolean(true);
    }

private:
    JsonWriter &m_json;
};

void writeDue(JsonWriter &json, const DueDate &due, const Entry &entry)
{
    RowWriter row(json);
    json.beginObject().key("reason").utf8(reasonWords.at(size_t(due.reason)));
    row.text("name", due.name == entry.id.name ? QString() : due.name);
    row.text("key", due.key);
    row.date("since", due.since);
    row.date("at", due.dueAt);
    json.key("basis").utf8(basisWords.at(size_t(due.basis)));
    row.count("days", due.days);
    row.count("span", due.spanHours);
    json.endObject();
}

QDateTime dateIn(JsonCursor &cursor)
{
    bool isNumber = false;
    const double milliseconds = cursor.number(&isNumber);
    if (!isNumber || milliseconds < -1e15 || milliseconds > 1e15)
        return {};
    return QDateTime::fromMSecsSinceEpoch(qint64(milliseconds), Qt::UTC);
}

qint64 countIn(JsonCursor &cursor)
{
    const double count = cursor.number();
    return count >= 0 && count < 1e15 ? qint64(count) : 0;
}

void readDue(JsonCursor &cursor, Entry &entry)
{
    DueDate due;
    bool isKnown = false;
    cursor.beginObject();
    while (cursor.nextMember()) {
        const QByteArrayView key = cursor.key();
        if (key == "reason") {
            const auto reason = wordIn(cursor, reasonWords);
            isKnown = reason.has_value();
            due.reason = DueReason(reason.value_or(0));
        } else if (key == "name") {
            due.name = cursor.string();
        } else if (key == "key") {
            due.key = cursor.string();
        } else if (key == "since") {
            due.since = dateIn(cursor);
        } else if (key == "at") {
            due.dueAt = dateIn(cursor);
        } else if (key == "basis") {
            due.basis = DueBasis(wordIn(cursor, basisWords).value_or(0));
        } else if (key == "days") {
            due.days = int(countIn(cursor));
        } else if (key == "span") {
            due.spanHours = int(countIn(cursor));
        } else {
            cursor.skip();
        }
    }
    if (isKnown)
        entry.due.append(due);
}

void readParameter(JsonCursor &cursor, Entry &entry)
{
    ParameterMetadata parameter;
    cursor.beginObject();
    while (cursor.nextMember()) {
        const QByteArrayView key = cursor.key();
        if (key == "name")
            parameter.name = cursor.string();
        else if (key == "arn")
            parameter.arn = cursor.string();
        else if (key == "type")
            parameter.type = cursor.string();
        else if (key == "tier")
            parameter.tier = cursor.string();
        else if (key == "version")
            parameter.version = countIn(cursor);
        else if (key == "changed")
            parameter.lastModifiedAt = dateIn(cursor);
        else
            cursor.skip();
    }
    if (!parameter.name.isEmpty())
        entry.parameters.append(parameter);
}

void readMember(JsonCursor &cursor, Entry &entry)
{
    const QByteArrayView key = cursor.key();
    if (key == "store")
        entry.id.store = cursor.string() == "parameter"_L1 ? Store::ParameterStore : Store::SecretsManager;
    else if (key == "name")
        entry.id.name = cursor.string();
    else if (key == "arn")
        entry.arn = cursor.string();
    else if (key == "account")
        entry.id.account = cursor.string();
    else if (key == "kind")
        entry.kind = CredentialKind(wordIn(cursor, kindWords).value_or(0));
    else if (key == "created")
        entry.createdAt = dateIn(cursor);
    else if (key == "changed")
        entry.lastChangedAt = dateIn(cursor);
    else if (key == "deleted")
        entry.deletedAt = dateIn(cursor);
    else if (key == "token")
        entry.tokenExpiresAt = dateIn(cursor);
    else if (key == "editedBy")
        entry.editedBy = cursor.string();
    else if (key == "version")
        entry.currentVersion = cursor.string();
    else if (key == "versions")
        entry.versionCount = qint32(countIn(cursor));
    else if (key == "replica")
        entry.isReplica = cursor.boolean();
    else if (key == "rotated")
        entry.rotationEnabled = cursor.boolean();
    else if (key == "pending")
        entry.rotationPending = cursor.boolean();
    else
        cursor.skip();
}

} // namespace

void writeCachedEntry(JsonWriter &json, const Entry &entry)
{
    RowWriter row(json);
    json.beginObject().key("store").utf8(entry.id.isSecret() ? "secret" : "parameter");
    row.text("name", entry.id.name);
    row.text("arn", entry.arn);
    row.text("account", entry.id.account);
    json.key("kind").utf8(kindWords.at(size_t(entry.kind)));
    row.date("created", entry.createdAt);
    row.date("changed", entry.lastChangedAt);
    row.date("deleted", entry.deletedAt);
    row.date("token", entry.tokenExpiresAt);
    row.text("editedBy", entry.editedBy);
    row.text("version", entry.currentVersion);
    row.count("versions", entry.versionCount);
    row.flag("replica", entry.isReplica);
    row.flag("rotated", entry.rotationEnabled);
    row.flag("pending", entry.rotationPending);
    json.key("due").beginArray();
    for (const DueDate &due : entry.due)
        writeDue(json, due, entry);
    json.endArray().key("parameters").beginArray();
    for (const ParameterMetadata &parameter : entry.parameters) {
        json.beginObject().key("name").string(parameter.name).key("arn").string(parameter.arn);
        row.text("type", parameter.type);
        row.text("tier", parameter.tier);
        row.count("version", parameter.version);
        row.date("changed", parameter.lastModifiedAt);
        json.endObject();
    }
    json.endArray().endObject();
}

Entry readCachedEntry(QByteArrayView line, const QString &region)
{
    Entry entry;
    entry.id.region = region;
    JsonCursor cursor(line);
    cursor.beginObject();
    while (cursor.nextMember()) {
        if (cursor.key() == "due") {
            for (cursor.beginArray(); cursor.nextItem();)
                readDue(cursor, entry);
        } else if (cursor.key() == "parameters") {
            for (cursor.beginArray(); cursor.nextItem();)
                readParameter(cursor, entry);
        } else {
            readMember(cursor, entry);
        }
    }
    if (cursor.failed())
        return {};
    if (const QString account = accountFromArn(entry.arn); account == entry.id.account)
        entry.id.account = account; // one text for all of them
    for (DueDate &due : entry.due)
        due.name = due.name.isEmpty() ? entry.id.name : due.name;
    return entry;
}

} // namespace keyturn

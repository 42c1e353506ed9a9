#include "core/save/save_journal.h"

#include "core/base/json_writer.h"
#include "core/base/private_folder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>

#include <optional>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr auto recordSuffix = ".json";
constexpr auto lockSuffix = ".lock";
constexpr auto ofRefreshes = "refresh-"_L1;    // markers of RefreshJournal, in the same folder
constexpr qint64 largestRecord = 256LL * 1024; // a thousand parameters with the longest names

QString written(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

QByteArray textOf(const SaveJournal::Record &record)
{
    JsonWriter json;
    json.beginObject().key("id").string(record.id).key("account").string(record.account);
    json.key("region").string(record.region).key("entry").string(record.entry).key("by").string(record.by);
    json.key("at").string(written(record.at));
    if (!record.secret.isEmpty())
        json.key("secret").string(record.secret).key("base").string(record.base);
    json.key("parts").beginArray();
    for (const SaveJournal::Part &part : record.parts) {
        json.beginObject().key("name").string(part.name).key("read").number(part.read);
        json.key("readDate").string(written(part.readDate)).key("sent").boolean(part.sent);
        json.key("written").number(part.written).endObject();
    }
    json.endArray().endObject();
    return json.text().toByteArray() + '\n';
}

SaveJournal::Record recordFrom(const QJsonObject &json)
{
    const auto time = [](const QJsonValue &value) {
        return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    };
    SaveJournal::Record record;
    record.id = json.value("id"_L1).toString();
    record.account = json.value("account"_L1).toString();
    record.region = json.value("region"_L1).toString();
    record.entry = json.value("entry"_L1).toString();
    record.by = json.value("by"_L1).toString();
    record.at = time(json.value("at"_L1));
    record.secret = json.value("secret"_L1).toString();
    record.base = json.value("base"_L1).toString();
    for (const QJsonValue &value : json.value("parts"_L1).toArray()) {
        SaveJournal::Part part;
        part.name = value["name"_L1].toString();
        part.read = value["read"_L1].toInteger();
        part.readDate = time(value["readDate"_L1]);
        part.sent = value["sent"_L1].toBool();
        part.written = value["written"_L1].toInteger();
        record.parts.append(part);
    }
    return record;
}

Error journalFailure(const SaveJournal::Record &record, const QString &detail)
{
    return Error(ErrorKind::Io, Refusal::Journal, detail, {}, {},
                 record.secret.isEmpty() ? u"ssm:PutParameter"_s : u"secretsmanager:PutSecretValue"_s);
}

//! Nothing where the file holds none.
std::optional<SaveJournal::Record> read(const PrivateFolder &folder, const QString &name)
{
    const Result<QByteArray> text = folder.read(name, largestRecord);
    if (!text)
        return std::nullopt;
    const SaveJournal::Record record = recordFrom(QJsonDocument::fromJson(*text).object());
    const bool isWhole =
        record.id + QLatin1String(recordSuffix) == name && (!record.parts.isEmpty() || !record.secret.isEmpty());
    return isWhole ? std::optional(record) : std::nullopt;
}

} // namespace

SaveJournal::SaveJournal(QString folder) : m_folder(std::move(folder))
{}

SaveJournal::~SaveJournal() = default;

QString SaveJournal::path(const QString &id, const char *suffix) const
{
    return m_folder + u'/' + id + QLatin1String(suffix);
}

Result<> SaveJournal::write(const Record &record)
{
    if (m_folder.isEmpty())
        return {};
    const QByteArray text = textOf(record);
    if (text.size() > largestRecord) // it could not be read back
        return journalFailure(record, u"%1 parameters are too many for one record"_s.arg(record.parts.size()));
    const Result<PrivateFolder> folder = PrivateFolder::make(m_folder);
    if (!folder)
        return journalFailure(record, folder.error().detail);
    if (m_locks.find(record.id) == m_locks.end() && !take(record.id))
        return journalFailure(record, u"%1 cannot be locked"_s.arg(path(record.id, lockSuffix)));
    const Result<> written = folder->write(record.id + QLatin1String(recordSuffix), text);
    if (!written)
        return journalFailure(record, written.error().detail);
    return {};
}

void SaveJournal::remove(const QString &id)
{
    if (m_folder.isEmpty())
        return;
    if (const Result<PrivateFolder> folder = PrivateFolder::open(m_folder))
        folder->remove(id + QLatin1String(recordSuffix));
    release(id);
}

QStringList SaveJournal::files() const
{
    if (m_folder.isEmpty())
        return {};
    const Result<PrivateFolder> folder = PrivateFolder::open(m_folder);
    QStringList names = folder ? folder->names(QLatin1String(recordSuffix)) : QStringList();
    names.removeIf([](const QString &name) { return name.startsWith(ofRefreshes); });
    return names;
}

QList<SaveJournal::Record> SaveJournal::records() const
{
    QList<Record> found;
    const Result<PrivateFolder> folder = PrivateFolder::open(m_folder);
    for (const QString &name : files()) {
        if (const std::optional<Record> record = folder ? read(*folder, name) : std::nullopt)
            found.append(*record);
    }
    return found;
}

QStringList SaveJournal::unreadable() const
{
    QStringList names = files();
    const Result<PrivateFolder> folder = PrivateFolder::open(m_folder);
    names.removeIf([&folder](const QString &name) { return folder && read(*folder, name); });
    return names;
}

bool SaveJournal::take(const QString &id)
{
    if (m_locks.find(id) != m_locks.end())
        return false;
    auto lock = std::make_unique<QLockFile>(path(id, lockSuffix));
    lock->setStaleLockTime(0); // only the end of its process makes it stale
    if (!lock->tryLock(0))
        return false;
    m_locks.emplace(id, std::move(lock));
    return true;
}

void SaveJournal::release(const QString &id)
{
    m_locks.erase(id);
}

} // namespace keyturn

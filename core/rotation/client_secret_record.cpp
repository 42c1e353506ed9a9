#include "core/rotation/client_secret_record.h"

#include "core/base/json_writer.h"
#include "core/base/private_folder.h"
#include "core/rotation/refresh_marker.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qint64 longestChange = 1024LL * 1024; // bytes
constexpr auto changeSuffix = ".json"_L1;
constexpr QByteArrayView secretsHead("keyturn client secret 1\n");

QString changeFile(const QString &key)
{
    return u"client-secret-"_s + key + changeSuffix;
}

QString changeItem(const QString &key)
{
    return u"client-secret/"_s + key;
}

QString stateWordOf(ClientSecretChange::State state)
{
    switch (state) {
    case ClientSecretChange::State::Ordered:
        return u"ordered"_s;
    case ClientSecretChange::State::Testing:
        return u"testing"_s;
    case ClientSecretChange::State::Writing:
        return u"writing"_s;
    case ClientSecretChange::State::Grace:
        break;
    }
    return u"grace"_s;
}

ClientSecretChange::State stateOfWord(const QString &word)
{
    using State = ClientSecretChange::State;
    return word == "grace"_L1     ? State::Grace
           : word == "writing"_L1 ? State::Writing
           : word == "ordered"_L1 ? State::Ordered
                                  : State::Testing;
}

void writeId(JsonWriter &json, const EntryId &id)
{
    json.key("store").string(id.isSecret() ? u"secret"_s : u"parameter"_s);
    json.key("account").string(id.account).key("region").string(id.region).key("name").string(id.name);
}

EntryId idIn(const QJsonObject &object)
{
    return {object.value("store"_L1).toString() == "secret"_L1 ? Store::SecretsManager : Store::ParameterStore,
            object.value("account"_L1).toString(), object.value("region"_L1).toString(),
            object.value("name"_L1).toString()};
}

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QDateTime timeIn(const QJsonObject &object, QLatin1StringView name)
{
    return QDateTime::fromString(object.value(name).toString(), Qt::ISODateWithMs);
}

void writeNotice(JsonWriter &json, const ClientSecretChange::Notice &notice)
{
    json.key("notice").beginObject().key("queues").beginArray();
    for (const QString &url : notice.queues)
        json.string(url);
    json.endArray().key("orderedAt").string(timeText(notice.orderedAt)).key("foundIn").string(notice.foundIn);
    json.key("receipt").string(notice.receipt).key("oldUntil").string(timeText(notice.oldUntil));
    json.key("deleted").boolean(notice.isDeleted).endObject();
}

ClientSecretChange::Notice noticeIn(const QJsonObject &object)
{
    ClientSecretChange::Notice notice;
    for (const QJsonValue &url : object.value("queues"_L1).toArray())
        notice.queues.append(url.toString());
    notice.orderedAt = timeIn(object, "orderedAt"_L1);
    notice.foundIn = object.value("foundIn"_L1).toString();
    notice.receipt = object.value("receipt"_L1).toString();
    notice.oldUntil = timeIn(object, "oldUntil"_L1);
    notice.isDeleted = object.value("deleted"_L1).toBool();
    return notice;
}

SecretString packedSecrets(const ClientSecretRecord::Secrets &secrets)
{
    QByteArray text;
    text.reserve(256 + 2 * (secrets.fresh.size() + secrets.old.size())); // growing would leave copies behind
    text.append(secretsHead);
    for (const SecretString *each : {&secrets.fresh, &secrets.old}) {
        QByteArray plain = each->bytes().toByteArray();
        QByteArray encoded = plain.toBase64();
        text.append(encoded).append('\n');
        wipe(plain);
        wipe(encoded);
    }
    return SecretString::take(std::move(text));
}

Error unkept(const QString &detail)
{
    return Error{ErrorKind::Keychain, Refusal::NoJournal, detail, {}, {}, u"client-secret"_s};
}

} // namespace

QString ClientSecretChange::key() const
{
    return RefreshMarker::keyOf(entry, rehearsal);
}

int ClientSecretChange::written() const
{
    return int(std::count_if(copies.cbegin(), copies.cend(), [](const Copy &copy) { return copy.isWritten; }));
}

QByteArray ClientSecretChange::text() const
{
    JsonWriter json;
    json.beginObject().key("version").number(1);
    writeId(json, entry);
    json.key("arn").string(arn).key("rehearsal").boolean(rehearsal).key("provider").string(provider);
    json.key("state")
        .string(stateWordOf(state))
        .key("at")
        .string(timeText(at))
        .key("testedAt")
        .string(timeText(testedAt));
    json.key("graceUntil").string(timeText(graceUntil)).key("copies").beginArray();
    for (const Copy &copy : copies) {
        json.beginObject();
        writeId(json, copy.entry);
        json.key("arn").string(copy.arn).key("written").boolean(copy.isWritten).key("versionId").string(copy.versionId);
        json.key("problem").string(copy.problem).key("keys").beginArray();
        for (const QString &each : copy.keys)
            json.string(each);
        json.endArray().endObject();
    }
    json.endArray().key("consumers").beginArray();
    for (const Consumer &consumer : consumers)
        json.beginObject().key("text").string(consumer.text).key("done").boolean(consumer.isDone).endObject();
    json.endArray();
    if (!notice.queues.isEmpty())
        writeNotice(json, notice);
    json.endObject();
    return json.text().toByteArray() + '\n';
}

Result<ClientSecretChange> ClientSecretChange::fromText(const QByteArray &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text).object();
    if (object.value("version"_L1).toInt() != 1 || object.value("name"_L1).toString().isEmpty())
        return Error{ErrorKind::Protocol, Refusal::Journal, u"the note of a client secret cannot be read"_s};
    ClientSecretChange change;
    change.entry = idIn(object);
    change.arn = object.value("arn"_L1).toString();
    change.rehearsal = object.value("rehearsal"_L1).toBool();
    change.provider = object.value("provider"_L1).toString();
    change.state = stateOfWord(object.value("state"_L1).toString());
    change.at = timeIn(object, "at"_L1);
    change.testedAt = timeIn(object, "testedAt"_L1);
    change.graceUntil = timeIn(object, "graceUntil"_L1);
    for (const QJsonValue &value : object.value("copies"_L1).toArray()) {
        const QJsonObject each = value.toObject();
        Copy copy;
        copy.entry = idIn(each);
        copy.arn = each.value("arn"_L1).toString();
        copy.isWritten = each.value("written"_L1).toBool();
        copy.versionId = each.value("versionId"_L1).toString();
        copy.problem = each.value("problem"_L1).toString();
        for (const QJsonValue &name : each.value("keys"_L1).toArray())
            copy.keys.append(name.toString());
        change.copies.append(copy);
    }
    for (const QJsonValue &value : object.value("consumers"_L1).toArray())
        change.consumers.append(
            {value.toObject().value("text"_L1).toString(), value.toObject().value("done"_L1).toBool()});
    change.notice = noticeIn(object.value("notice"_L1).toObject());
    return change;
}

Task<Result<>> ClientSecretRecord::begin(ClientSecretChange change, Secrets secrets) const
{
    if (!m_keychain)
        co_return unkept(u"there is no keychain to keep the new client secret in"_s);
    const QString item = changeItem(change.key());
    const SecretString text = packedSecrets(secrets);
    const Result<> written = co_await m_keychain->write(item, text);
    if (!written)
        co_return written;
    const Result<> noted = note(change);
    if (!noted)
        co_await m_keychain->remove(item);
    co_return noted;
}

Result<> ClientSecretRecord::note(const ClientSecretChange &change) const
{
    const Result<PrivateFolder> folder = PrivateFolder::make(m_folder);
    Result<> written = folder ? folder->write(changeFile(change.key()), change.text()) : Result<>(folder.error());
    if (written)
        return written;
    Error error = written.error();
    error.refuse(Refusal::Journal);
    error.operation = u"client-secret"_s;
    return error;
}

Task<Result<>> ClientSecretRecord::forgetFresh(ClientSecretChange change) const
{
    const QString key = change.key();
    const Result<Secrets> held = co_await secrets(key);
    if (!held)
        co_return held.error();
    const SecretString text = packedSecrets({{}, held->old});
    const QString item = changeItem(key);
    co_return co_await m_keychain->write(item, text);
}

Task<Result<>> ClientSecretRecord::end(ClientSecretChange change) const
{
    const QString item = changeItem(change.key());
    if (m_keychain) {
        const Result<> removed = co_await m_keychain->remove(item);
        if (!removed)
            co_return removed;
    }
    if (const Result<PrivateFolder> folder = PrivateFolder::open(m_folder))
        folder->remove(changeFile(change.key()));
    co_return Result<>();
}

QList<ClientSecretChange> ClientSecretRecord::all() const
{
    QList<ClientSecretChange> found;
    const Result<PrivateFolder> folder = PrivateFolder::open(m_folder);
    const QStringList names = folder ? folder->names(changeSuffix) : QStringList();
    for (const QString &name : names) {
        const Result<QByteArray> text = folder->read(name, longestChange);
        const Result<ClientSecretChange> change = text ? ClientSecretChange::fromText(*text) : text.error();
        if (change && changeFile(change->key()) == name)
            found.append(*change);
    }
    return found;
}

std::optional<ClientSecretChange> ClientSecretRecord::of(const EntryId &entry, bool rehearsal) const
{
    for (const ClientSecretChange &change : all()) {
        if (change.entry == entry && change.rehearsal == rehearsal)
            return change;
    }
    return std::nullopt;
}

Task<Result<ClientSecretRecord::Secrets>> ClientSecretRecord::secrets(QString key) const
{
    if (!m_keychain)
        co_return unkept(u"there is no keychain"_s);
    const QString item = changeItem(key);
    const Result<std::optional<SecretString>> text = co_await m_keychain->read(item);
    if (!text)
        co_return text.error();
    if (!text->has_value())
        co_return Error{ErrorKind::NotFound, Refusal::Absent, u"the keychain holds nothing of it"_s, {}, {},
                        u"client-secret"_s};
    const QByteArrayView bytes = (*text)->bytes();
    if (!bytes.startsWith(secretsHead))
        co_return unkept(u"what the keychain holds of it cannot be read"_s);
    QByteArray rest = bytes.sliced(secretsHead.size()).toByteArray();
    const qsizetype first = rest.indexOf('\n');
    Secrets secrets;
    secrets.fresh = SecretString::take(QByteArray::fromBase64(rest.left(first)));
    secrets.old = SecretString::take(QByteArray::fromBase64(rest.mid(first + 1).trimmed()));
    wipe(rest);
    co_return secrets;
}

} // namespace keyturn

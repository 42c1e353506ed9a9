#include "core/rotation/refresh_marker.h"

#include "core/base/json_writer.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

const QStringList stateWords{u"planned"_s, u"sent"_s, u"answered"_s};
const QStringList replayWords{u"safe"_s, u"within-leeway"_s, u"ask"_s};
const QStringList storeWords{u"secret"_s, u"parameter"_s};

QString dateText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QByteArray digestOf(QByteArrayView text)
{
    return QCryptographicHash::hash(text.toByteArray(), QCryptographicHash::Sha256).toHex();
}

Error unreadableMarker()
{
    return Error{ErrorKind::Protocol, Refusal::Journal, u"the record of an unfinished refresh cannot be read"_s};
}

} // namespace

QString RefreshMarker::keyOf(const EntryId &entry, bool rehearsal)
{
    const QStringList parts{rehearsal ? u"rehearsal"_s : u"aws"_s, storeWords.at(int(entry.store)), entry.account,
                            entry.region, entry.name};
    return QString::fromLatin1(digestOf(parts.join(u'\n').toUtf8()).left(32));
}

QByteArray RefreshMarker::text() const
{
    JsonWriter json;
    json.beginObject().key("kind").string(u"refresh"_s).key("store").string(storeWords.at(int(entry.store)));
    json.key("account").string(entry.account).key("region").string(entry.region).key("name").string(entry.name);
    json.key("arn")
        .string(arn)
        .key("rehearsal")
        .boolean(rehearsal)
        .key("consent")
        .boolean(consent)
        .key("pending")
        .boolean(pending)
        .key("operation")
        .string(operation);
    json.key("base").string(base).key("token").string(token).key("host").string(host);
    json.key("provider").string(provider).key("replay").string(replayWords.at(int(replay)));
    json.key("state").string(stateWords.at(int(state))).key("sends").number(sends);
    json.key("at").string(dateText(at)).key("sentAt").string(dateText(sentAt));
    json.key("replayUntil").string(dateText(replayUntil)).endObject();
    const QByteArray line = json.text().toByteArray();
    return line + '\n' + digestOf(line) + '\n';
}

Result<RefreshMarker> RefreshMarker::fromText(const QByteArray &text)
{
    const QList<QByteArray> lines = text.split('\n');
    if (lines.size() != 3 || !lines.at(2).isEmpty() || lines.at(1) != digestOf(lines.at(0)))
        return unreadableMarker();
    const QJsonObject json = QJsonDocument::fromJson(lines.at(0)).object();
    const auto word = [&json](QLatin1StringView name) { return json.value(name).toString(); };
    const auto time = [&word](QLatin1StringView name) { return QDateTime::fromString(word(name), Qt::ISODateWithMs); };
    const qsizetype state = stateWords.indexOf(word("state"_L1));
    const qsizetype replay = replayWords.indexOf(word("replay"_L1));
    const qsizetype store = storeWords.indexOf(word("store"_L1));
    if (word("kind"_L1) != "refresh"_L1 || state < 0 || replay < 0 || store < 0 || word("operation"_L1).isEmpty())
        return unreadableMarker();
    RefreshMarker marker;
    marker.entry = EntryId{Store(store), word("account"_L1), word("region"_L1), word("name"_L1)};
    marker.arn = word("arn"_L1);
    marker.rehearsal = json.value("rehearsal"_L1).toBool();
    marker.consent = json.value("consent"_L1).toBool();
    marker.pending = json.value("pending"_L1).toBool();
    marker.operation = word("operation"_L1);
    marker.base = word("base"_L1);
    marker.token = word("token"_L1);
    marker.host = word("host"_L1);
    marker.provider = word("provider"_L1);
    marker.replay = Provider::Replay(replay);
    marker.state = State(state);
    marker.sends = json.value("sends"_L1).toInt();
    marker.at = time("at"_L1);
    marker.sentAt = time("sentAt"_L1);
    marker.replayUntil = time("replayUntil"_L1);
    return marker;
}

} // namespace keyturn

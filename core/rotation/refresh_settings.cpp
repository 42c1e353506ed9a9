#include "core/rotation/refresh_settings.h"

#include "core/base/json_writer.h"
#include "core/base/private_folder.h"
#include "core/rotation/refresh_marker.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qint64 largestSettings = 4LL * 1024 * 1024; // bytes

QStringList listIn(const QJsonObject &line, QLatin1StringView name)
{
    QStringList texts;
    for (const QJsonValue &value : line.value(name).toArray())
        texts.append(value.toString());
    return texts;
}

void writeList(JsonWriter &json, const char *name, const QStringList &texts)
{
    json.key(name).beginArray();
    for (const QString &text : texts)
        json.string(text);
    json.endArray();
}

RefreshSettings settingsIn(const QJsonObject &line)
{
    RefreshSettings settings;
    const QJsonObject keys = line.value("keys"_L1).toObject();
    for (auto it = keys.begin(); it != keys.end(); ++it) {
        if (const std::optional<KeyRole> role = roleOfWord(it.key()))
            settings.keys.insert(*role, it.value().toString());
    }
    settings.provider = line.value("provider"_L1).toString();
    settings.parameters = listIn(line, "parameters"_L1);
    settings.agreedOrigins = listIn(line, "origins"_L1);
    settings.authorizationUrl = line.value("authorize"_L1).toString();
    settings.redirectUri = line.value("redirect"_L1).toString();
    settings.probeUrl = line.value("probe"_L1).toString();
    settings.agreedProbeOrigins = listIn(line, "probeOrigins"_L1);
    settings.triesOut = line.value("triesOut"_L1).toBool();
    settings.isPinned = line.value("pinned"_L1).toBool();
    return settings;
}

} // namespace

Result<QStringList> refreshParametersFromText(const QString &text)
{
    static const QStringList reserved{u"grant_type"_s, u"client_id"_s, u"client_secret"_s, u"refresh_token"_s,
                                      u"scope"_s,      u"code"_s,      u"redirect_uri"_s,  u"password"_s};
    QStringList parameters;
    for (const QString &part : text.split(u'&', Qt::SkipEmptyParts)) {
        const QString parameter = part.trimmed();
        if (parameter.isEmpty())
            continue;
        if (parameter.indexOf(u'=') < 1)
            return Error{ErrorKind::Invalid, Refusal::ParameterForm, parameter};
        if (reserved.contains(parameter.section(u'=', 0, 0).trimmed().toLower()))
            return Error{ErrorKind::Invalid, Refusal::ParameterReserved, parameter.section(u'=', 0, 0).trimmed()};
        parameters.append(parameter);
    }
    return parameters;
}

QByteArrayList RefreshSettingsFile::lines() const
{
    const QFileInfo place(m_file);
    if (m_file.isEmpty())
        return {};
    const Result<PrivateFolder> folder = PrivateFolder::open(place.absolutePath());
    if (!folder)
        return {};
    const Result<QByteArray> text = folder->read(place.fileName(), largestSettings);
    return text ? text->split('\n') : QByteArrayList();
}

RefreshSettings RefreshSettingsFile::of(const Entry &entry, bool rehearsal) const
{
    RefreshSettings found;
    const QString key = RefreshMarker::keyOf(entry.id, rehearsal);
    const QByteArray word = key.toLatin1();
    const QByteArrayList all = lines();
    for (const QByteArray &line : all) {
        if (!line.contains(word))
            continue;
        const QJsonObject json = QJsonDocument::fromJson(line).object();
        if (json.value("entry"_L1).toString() == key && json.value("arn"_L1).toString() == entry.arn)
            found = settingsIn(json);
    }
    return found;
}

QSet<QString> RefreshSettingsFile::pinnedNames() const
{
    QHash<QString, QString> pinned; // by the key of the entry
    const QByteArrayList all = lines();
    for (const QByteArray &line : all) {
        const QJsonObject json = QJsonDocument::fromJson(line).object();
        if (json.value("pinned"_L1).toBool())
            pinned.insert(json.value("entry"_L1).toString(), json.value("name"_L1).toString());
        else
            pinned.remove(json.value("entry"_L1).toString());
    }
    return QSet<QString>(pinned.cbegin(), pinned.cend());
}

Result<> RefreshSettingsFile::remember(const Entry &entry, bool rehearsal, const RefreshSettings &settings) const
{
    if (m_file.isEmpty() || of(entry, rehearsal) == settings)
        return {};
    const QFileInfo place(m_file);
    const Result<PrivateFolder> folder = PrivateFolder::make(place.absolutePath());
    if (!folder)
        return folder.error();
    JsonWriter json;
    json.beginObject().key("entry").string(RefreshMarker::keyOf(entry.id, rehearsal));
    json.key("name").string(entry.id.name).key("arn").string(entry.arn).key("keys").beginObject();
    for (auto it = settings.keys.cbegin(); it != settings.keys.cend(); ++it)
        json.key(roleWord(it.key()).toUtf8()).string(it.value());
    json.endObject().key("provider").string(settings.provider);
    writeList(json, "parameters", settings.parameters);
    writeList(json, "origins", settings.agreedOrigins);
    json.key("authorize").string(settings.authorizationUrl).key("redirect").string(settings.redirectUri);
    json.key("probe").string(settings.probeUrl);
    writeList(json, "probeOrigins", settings.agreedProbeOrigins);
    json.key("triesOut").boolean(settings.triesOut).key("pinned").boolean(settings.isPinned);
    json.endObject();
    return folder->append(place.fileName(), json.text().toByteArray() + '\n');
}

} // namespace keyturn

#include "core/connection/endpoint_consent.h"

#include "core/base/json_writer.h"
#include "core/base/private_folder.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qint64 largestFile = 1024 * 1024;

QString kindWord(ProfileKind kind)
{
    switch (kind) {
    case ProfileKind::Sandbox:
        return u"sandbox"_s;
    case ProfileKind::SharedConfig:
        return u"file"_s;
    case ProfileKind::Environment:
        return u"environment"_s;
    case ProfileKind::Keychain:
        return u"keychain"_s;
    }
    return {};
}

} // namespace

bool EndpointConsent::isGiven(const Profile &profile, const QString &origin) const
{
    const QFileInfo place(m_file);
    const Result<PrivateFolder> folder = PrivateFolder::open(place.absolutePath());
    if (m_file.isEmpty() || !folder)
        return false;
    const Result<QByteArray> text = folder->read(place.fileName(), largestFile);
    const QByteArrayList lines = text ? text->split('\n') : QByteArrayList();
    return std::any_of(lines.begin(), lines.end(), [&](const QByteArray &line) {
        const QJsonObject given = QJsonDocument::fromJson(line).object();
        return given.value("kind"_L1).toString() == kindWord(profile.kind)
               && given.value("profile"_L1).toString() == profile.name && given.value("origin"_L1).toString() == origin
               && !origin.isEmpty();
    });
}

Result<> EndpointConsent::give(const Profile &profile, const QString &origin) const
{
    if (m_file.isEmpty() || isGiven(profile, origin))
        return {};
    const QFileInfo place(m_file);
    const Result<PrivateFolder> folder = PrivateFolder::make(place.absolutePath());
    if (!folder)
        return folder.error();
    JsonWriter json;
    json.beginObject().key("kind").string(kindWord(profile.kind)).key("profile").string(profile.name);
    json.key("origin").string(origin).endObject();
    return folder->append(place.fileName(), json.text().toByteArray() + '\n');
}

} // namespace keyturn

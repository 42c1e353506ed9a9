#include "core/connection/endpoint_consent.h"

#include "core/base/json_writer.h"

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

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

QByteArray lineOf(const Profile &profile, const QString &origin)
{
    JsonWriter json;
    json.beginObject().key("kind").string(kindWord(profile.kind)).key("profile").string(profile.name);
    json.key("origin").string(origin).endObject();
    return json.text().toByteArray();
}

} // namespace

bool EndpointConsent::isGiven(const Profile &profile, const QString &origin) const
{
    return !origin.isEmpty() && m_file.holds(lineOf(profile, origin));
}

Result<> EndpointConsent::give(const Profile &profile, const QString &origin) const
{
    return m_file.add(lineOf(profile, origin));
}

} // namespace keyturn

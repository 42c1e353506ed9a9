#include "core/credentials/command_consent.h"

#include "core/base/json_writer.h"

#include <QCryptographicHash>

namespace keyturn {

namespace {

QByteArray consentLine(const QString &profile, const QString &command)
{
    JsonWriter json;
    json.beginObject().key("profile").string(profile).key("sha256");
    json.utf8(QCryptographicHash::hash(command.toUtf8(), QCryptographicHash::Sha256).toHex()).endObject();
    return json.text().toByteArray();
}

} // namespace

bool CommandConsent::isGiven(const QString &profile, const QString &command) const
{
    return m_file.holds(consentLine(profile, command));
}

Result<> CommandConsent::give(const QString &profile, const QString &command) const
{
    return m_file.add(consentLine(profile, command));
}

} // namespace keyturn

#include "core/http/seen_issuers.h"

#include <QHash>

namespace keyturn::seen_issuers {

namespace {

QHash<QString, QString> &issuersByHost()
{
    static QHash<QString, QString> all;
    return all;
}

} // namespace

QString of(const QString &host)
{
    return issuersByHost().value(host);
}

void note(const QString &host, const QString &issuer)
{
    issuersByHost().insert(host, issuer);
}

} // namespace keyturn::seen_issuers

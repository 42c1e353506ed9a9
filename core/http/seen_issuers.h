#pragma once
#include <QString>

namespace keyturn::seen_issuers {

//! Who has signed the certificate of \p host, as the last TLS connection of this process to it told; empty where there
//! was none. A company's proxy that looks into the traffic shows here.
QString of(const QString &host);
void note(const QString &host, const QString &issuer);

} // namespace keyturn::seen_issuers

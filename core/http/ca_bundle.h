#pragma once
#include "core/base/result.h"

#include <QByteArray>

namespace keyturn {

//! The certificates in a PEM file that take the place of the system's, as AWS_CA_BUNDLE and ca_bundle name one; text
//! between them is skipped. "~/" is the user's home. Io "ca-bundle" where the file cannot be read or holds none.
Result<QByteArray> readCaBundle(const QString &path);

} // namespace keyturn

#pragma once
#include <QString>

namespace keyturn {

//! Replaces everything in \p text that looks like a credential (AWS keys, session tokens, LWA tokens and client
//! secrets, bearer tokens, signatures, long base64) by a mark. A second net: the first is not to put secrets into
//! texts. Also cuts foreign text to 512 characters and drops control characters.
QString redacted(QStringView text);

//! "…WXYZ": the last four characters of an access key id, all that is ever shown of one.
QString shortKeyId(QStringView accessKeyId);

} // namespace keyturn

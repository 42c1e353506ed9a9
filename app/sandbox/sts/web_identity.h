#pragma once
#include "app/sandbox/store/store.h"

#include <QDateTime>

namespace keyturn::sandbox {

//! A token as an OpenID provider gives it, a JSON Web Token signed with a key that only this store has.
Result<QString> newWebIdentity(Store &store, const QString &subject, const QDateTime &now, int seconds);
//! The subject of a token of ours; InvalidIdentityToken or ExpiredTokenException in STS's words.
Result<QString> webIdentity(Store &store, const QString &token, const QDateTime &now);

} // namespace keyturn::sandbox

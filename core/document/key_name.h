#pragma once
#include "core/document/key_map.h"

namespace keyturn {

//! The role that the name of a key tells, however it is written: client_id, CLIENT-ID, clientId, MyAppClientId,
//! LWA_APP_ID. What is in front does not matter, except that it may say the value is not the one in use: old, new,
//! backup. Other where the name tells nothing.
KeyRole roleOfName(const QString &key);

//! Whether an expiry of this name is a number of seconds from when the token was issued: expires_in.
bool isLifetimeName(const QString &key);

//! The letters and digits of \p key in lower case.
QString plainWord(const QString &key);

} // namespace keyturn

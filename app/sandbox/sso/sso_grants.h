#pragma once
#include "app/sandbox/oauth/authorizations.h"
#include "app/sandbox/service/service.h"

#include <QDateTime>

namespace keyturn::sandbox::sso {

//! Registered once, perhaps long ago.
bool isClient(const Store &store, const QString &id);
//! A registered client; nothing where there is none, or its time is over.
std::optional<QJsonObject> client(const Store &store, const QString &id, const QDateTime &now);
//! Codes come back to where it says; a client with no grant types is one for the device code.
bool mayUse(const QJsonObject &client, const QString &grantType);

Answer registerClient(Store &store, const QJsonObject &input, const QDateTime &now);
//! \p host is where the page is.
Answer authorizeDevice(Store &store, const QJsonObject &input, const QDateTime &now, const QString &host);
//! Grants authorization_code, device_code and refresh_token; a code and a refresh token are good for one use.
Answer token(Store &store, oauth::Authorizations &authorizations, const QJsonObject &input, const QDateTime &now);
//! What somebody says to the code. Invalid where there is none that waits.
Result<> answerDevice(Store &store, const QString &userCode, bool allow);
bool isSignedIn(const Store &store, const QString &accessToken, const QDateTime &now);

} // namespace keyturn::sandbox::sso

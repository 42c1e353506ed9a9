#pragma once
#include "app/sandbox/service/service.h"

#include <QDateTime>

namespace keyturn::sandbox::sso {

Answer registerClient(Store &store, const QJsonObject &input, const QDateTime &now);
//! \p host is where the page is.
Answer authorizeDevice(Store &store, const QJsonObject &input, const QDateTime &now, const QString &host);
//! Grants device_code and refresh_token; a refresh token is good for one use.
Answer token(Store &store, const QJsonObject &input, const QDateTime &now);
//! What somebody says to the code. Invalid where there is none that waits.
Result<> answerDevice(Store &store, const QString &userCode, bool allow);
bool isSignedIn(const Store &store, const QString &accessToken, const QDateTime &now);

} // namespace keyturn::sandbox::sso

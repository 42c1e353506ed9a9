#pragma once
#include "app/sandbox/http/http_message.h"
#include "app/sandbox/oauth/form.h"

//! What the sandbox's consent endpoints show people, and how they send browsers back.
namespace keyturn::sandbox::oauth {

//! What is told to the person and to nobody else.
Response complaint(const QString &what);
//! \p sentences, as HTML, with two buttons that POST \p form to \p path with one member more: see isApproved().
Response question(const QString &sentences, const QByteArray &path, const Form &form);
//! What was decided on that page; nothing where it was not asked.
std::optional<bool> isApproved(const Form &form);
//! To \p redirectUri with \p parameters behind those it has.
Response sentBack(const QString &redirectUri, const QList<std::pair<QString, QString>> &parameters);
//! Letter by letter; but for the port where \p anyLoopbackPort (RFC 8252 section 7.3).
bool isRegistered(const QString &asked, const QString &registered, bool anyLoopbackPort);

} // namespace keyturn::sandbox::oauth

#pragma once
#include "core/base/result.h"

#include <QHash>
#include <QString>

namespace keyturn::sandbox::oauth {

//! Parameters of a token request. What was sent without a value counts as not sent (RFC 6749 section 3.2).
using Form = QHash<QString, QString>;

//! Decodes application/x-www-form-urlencoded strictly: no parameter twice, no broken escapes, UTF-8 only.
Result<Form> readForm(const QByteArray &body);
//! One name or value of a form; nothing where it is broken.
std::optional<QString> formDecoded(QByteArray text);

} // namespace keyturn::sandbox::oauth

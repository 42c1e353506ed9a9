#pragma once
#include "core/aws/xml_element.h"
#include "core/base/result.h"
#include "core/http/http_client.h"

#include <optional>

namespace keyturn {

enum class AwsProtocol { Json, Query };

//! What the service's word means to us; \p status decides where the word is unknown.
ErrorKind awsErrorKind(const QString &code, int status);

//! The error in an answer of 400 or more: its word from x-amzn-ErrorType, __type, code or the Query document, its
//! message redacted, its request id. Code is "answered-html" or "HTTP <status>" where there is no word.
Error awsError(const HttpResponse &response, AwsProtocol protocol);

//! Why a 2xx answer cannot be the service's: a proxy's HTML or plain text. Empty when it looks right.
std::optional<Error> foreignAnswer(const HttpResponse &response, AwsProtocol protocol);

//! Nothing if \p answer is one that AWS gives where it did what it was asked for.
std::optional<Error> errorOf(const Result<HttpResponse> &answer, AwsProtocol protocol);

} // namespace keyturn

#pragma once
#include "core/base/json_writer.h"

namespace keyturn {

//! What both stores' JSON 1.1 requests are sent as.
inline constexpr auto jsonContentType = "application/x-amz-json-1.1";

//! A member that is left out where \p text is empty: to AWS an empty one is a mistake.
inline void writeOptional(JsonWriter &json, QByteArrayView name, const QString &text)
{
    if (!text.isEmpty())
        json.key(name).string(text);
}

} // namespace keyturn

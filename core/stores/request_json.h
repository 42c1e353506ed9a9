#pragma once
#include "core/base/json_writer.h"

#include <QStringList>

namespace keyturn {

//! A member that is left out where \p text is empty: to AWS an empty one is a mistake.
inline void writeOptional(JsonWriter &json, QByteArrayView name, const QString &text)
{
    if (!text.isEmpty())
        json.key(name).string(text);
}

inline void writeStrings(JsonWriter &json, QByteArrayView name, const QStringList &strings)
{
    json.key(name).beginArray();
    for (const QString &string : strings)
        json.string(string);
    json.endArray();
}

} // namespace keyturn

#pragma once
#include "core/document/import_text.h"

namespace keyturn {

//! What tells .properties from .env: comments with !, escapes of = : # and !, lines that go on after a backslash under
//! a key with a dot (Certain), or keys with dots (Likely). Quotes and export are .env's.
enum class PropertiesSign { None, Likely, Certain };
PropertiesSign propertiesSign(QByteArrayView text);

//! Java's .properties, as Spring reads them: quotes belong to the value, so do blanks at its end. Refused where a key
//! stands alone or is followed by a blank only. \p isCertain: " #" in a value is no comment.
ImportedText importProperties(QByteArrayView text, bool isCertain);

} // namespace keyturn

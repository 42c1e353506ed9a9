#pragma once
#include "core/document/import_text.h"

namespace keyturn {

//! One YAML mapping. Numbers, true, false and null without quotes are Plain; nested mappings and sequences become JSON.
//! Refused: anchors, aliases, tags, merges, a second document, a key twice, a PEM block whose lines YAML would join.
//! \p text is valid UTF-8.
ImportedText importYaml(QByteArrayView text);

} // namespace keyturn

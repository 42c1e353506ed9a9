#pragma once
#include "core/document/growing_text.h"

namespace keyturn {

//! \p value, valid UTF-8, in double quotes. YAML has more characters than JSON that must be escaped: DEL, C1 controls,
//! U+2028 and its kin, U+FEFF.
void writeYamlString(GrowingText &out, QByteArrayView value);

//! JSON as YAML's flow style: numbers as they are spelt, strings as above. isYamlJson() must be true of \p json.
void writeYamlJson(GrowingText &out, QByteArrayView json);
//! False where YAML cannot say it: half a surrogate pair, a key that is too long or there twice, too deep.
bool isYamlJson(QByteArrayView json);

constexpr int deepestYaml = 64; //!< as importYaml() takes it

//! Readers take no key of more than 1024 characters.
bool isYamlKey(const QString &key);

} // namespace keyturn

#pragma once
#include "core/base/secret_string.h"

#include <QString>

namespace keyturn {

//! How much of a store's limit a value takes, in bytes of UTF-8: what the service counts, not characters.
struct ValueSize {
    qsizetype used = 0;
    qsizetype limit = 0;

    qsizetype left() const { return limit - used; } //!< negative: that much too large
    bool fits() const { return used <= limit; }
};

inline constexpr qsizetype secretSizeLimit = 65'536;           //!< SecretString or SecretBinary
inline constexpr qsizetype standardParameterSizeLimit = 4'096; //!< tier Standard
inline constexpr qsizetype advancedParameterSizeLimit = 8'192; //!< tier Advanced

ValueSize secretSize(const SecretString &value);
//! \p tier as the service spells it; Intelligent-Tiering goes up to Advanced.
ValueSize parameterSize(const SecretString &value, const QString &tier);

} // namespace keyturn

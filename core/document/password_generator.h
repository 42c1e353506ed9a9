#pragma once
#include "core/base/result.h"
#include "core/base/secret_string.h"

#include <QString>

namespace keyturn {

//! The options of secretsmanager:GetRandomPassword, by the same names and with the same defaults.
struct PasswordOptions {
    int passwordLength = 32; //!< 1 to 4096
    QString excludeCharacters;
    bool excludeNumbers = false;
    bool excludePunctuation = false;
    bool excludeUppercase = false;
    bool excludeLowercase = false;
    bool includeSpace = false;
    bool requireEachIncludedType = true;
};

//! A password made here, by OpenSSL's generator: every password that the options allow is equally likely. Invalid if
//! they allow none: nothing left to choose from, or shorter than the number of types that must occur.
Result<SecretString> generatePassword(const PasswordOptions &options);

//! How many bits of chance a password of these options holds, requirements aside; 0 if there can be none.
double passwordEntropy(const PasswordOptions &options);

} // namespace keyturn

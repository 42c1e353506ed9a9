#include "core/document/password_generator.h"

#include <QList>

#include <openssl/rand.h>

#include <algorithm>
#include <cmath>

namespace keyturn {

namespace {

constexpr int longest = 4096;

//! The characters of each type that the options leave, types without any left out.
struct Alphabet {
    explicit Alphabet(const PasswordOptions &options)
    {
        add("abcdefghijklmnopqrstuvwxyz", !options.excludeLowercase, options, true);
        add("ABCDEFGHIJKLMNOPQRSTUVWXYZ", !options.excludeUppercase, options, true);
        add("0123456789", !options.excludeNumbers, options, true);
        add("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", !options.excludePunctuation, options, true);
        add(" ", options.includeSpace, options, false); // no type of its own: never required
    }

    void add(const char *characters, bool included, const PasswordOptions &options, bool isType)
    {
        QByteArray left;
        for (const char *c = characters; included && *c != '\0'; ++c) {
            if (!options.excludeCharacters.contains(QLatin1Char(*c)))
                left.append(*c);
        }
        all.append(left);
        if (isType && !left.isEmpty())
            types.append(left);
    }

    bool isComplete(QByteArrayView password) const
    {
        return std::all_of(types.begin(), types.end(), [password](const QByteArray &type) {
            return std::any_of(password.begin(), password.end(), [&type](char c) { return type.contains(c); });
        });
    }

    QByteArray all;
    QList<QByteArray> types;
};

//! Fills \p password with characters of \p all. Bytes beyond the last whole multiple of their number are thrown away,
//! for they would make the first characters likelier.
bool fill(QByteArray &password, QByteArrayView all)
{
    const int fair = 256 - 256 % static_cast<int>(all.size());
    QByteArray random(256, Qt::Uninitialized);
    qsizetype next = random.size();
    for (qsizetype i = 0; i < password.size();) {
        if (next == random.size()) {
            if (RAND_bytes(reinterpret_cast<unsigned char *>(random.data()), static_cast<int>(random.size())) != 1)
                return false;
            next = 0;
        }
        const int byte = static_cast<unsigned char>(random.at(next++));
        if (byte < fair)
            password[i++] = all[byte % all.size()];
    }
    wipe(random);
    return true;
}

Error failure(ErrorKind kind, Refusal refusal, const QString &detail)
{
    return Error{kind, refusal, detail};
}

} // namespace

Result<SecretString> generatePassword(const PasswordOptions &options)
{
    const Alphabet alphabet(options);
    if (options.passwordLength < 1 || options.passwordLength > longest)
        return failure(ErrorKind::Invalid, Refusal::Length, QStringLiteral("a password has 1 to 4096 characters"));
    if (alphabet.all.isEmpty())
        return failure(ErrorKind::Invalid, Refusal::Alphabet, QStringLiteral("every character is excluded"));
    if (options.requireEachIncludedType && options.passwordLength < alphabet.types.size())
        return failure(ErrorKind::Invalid, Refusal::Types, QStringLiteral("too short for one character of each type"));
    QByteArray password(options.passwordLength, ' ');
    do { // the whole anew: mending one character would make some passwords likelier than others
        if (!fill(password, alphabet.all))
            return failure(ErrorKind::Io, Refusal::Random, QStringLiteral("no random numbers"));
    } while (options.requireEachIncludedType && !alphabet.isComplete(password));
    return SecretString::take(std::move(password));
}

double passwordEntropy(const PasswordOptions &options)
{
    const Alphabet alphabet(options);
    return alphabet.all.isEmpty() ? 0 : options.passwordLength * std::log2(static_cast<double>(alphabet.all.size()));
}

} // namespace keyturn

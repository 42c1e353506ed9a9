#include "core/lint/expiry_lint.h"

#include <QDateTime>

#include <cmath>

namespace keyturn {

namespace {

// 1973 to 5138 in milliseconds; a number below is seconds, one above microseconds.
constexpr double leastMilliseconds = 1e11;
constexpr double leastSeconds = 1e8;
constexpr double leastMicroseconds = 1e14;
constexpr double mostMicroseconds = 1e17;

std::optional<SecretString> milliseconds(double value)
{
    return SecretString(QString::number(static_cast<qint64>(std::llround(value))));
}

} // namespace

ExpiryLint lintExpiryValue(const SecretString &value, CredentialKind kind)
{
    const bool wantsMilliseconds = kind == CredentialKind::Upwork;
    bool isNumber = false;
    const double number = value.bytes().toByteArray().toDouble(&isNumber);
    if (isNumber) {
        if (number == 0 || (number >= leastMilliseconds && number < leastMicroseconds)) // 0: not fetched yet
            return {};
        if (number >= leastSeconds && number < leastMilliseconds)
            return wantsMilliseconds ? ExpiryLint{false, milliseconds(number * 1000)} : ExpiryLint();
        if (number >= leastMicroseconds && number < mostMicroseconds)
            return {false, milliseconds(number / 1000)};
        return {false, std::nullopt};
    }
    const QDateTime time = QDateTime::fromString(value.reveal(), Qt::ISODateWithMs);
    if (!time.isValid())
        return {false, std::nullopt};
    if (!wantsMilliseconds)
        return {};
    return {false, milliseconds(static_cast<double>(time.toMSecsSinceEpoch()))};
}

} // namespace keyturn

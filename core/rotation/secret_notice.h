#pragma once
#include "core/base/secret_string.h"
#include "core/oauth/provider.h"

#include <QDateTime>
#include <optional>

namespace keyturn {

//! What a message of a provider says of a client secret that was made.
struct SecretNotice {
    QString clientId;
    SecretString fresh;
    QDateTime at;       //!< UTC, when it was made; invalid: it does not say
    QDateTime oldUntil; //!< UTC, the one before it is accepted so long; likewise
};

//! None where \p body is another kind of message. One that SNS has passed on is taken out of its envelope.
std::optional<SecretNotice> secretNoticeIn(const SecretString &body, const Provider::SecretByQueue &way);

} // namespace keyturn

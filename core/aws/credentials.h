#pragma once
#include "core/async/task.h"
#include "core/base/result.h"
#include "core/base/secret_string.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace keyturn {

struct Credentials {
    QByteArray accessKeyId; //!< empty: the request is sent without a signature
    SecretString secretAccessKey;
    SecretString sessionToken; //!< empty for long-lived keys
    QDateTime expiresAt;       //!< UTC; invalid when they do not expire
};

//! Where credentials come from. Asked before every request; implementations cache what is expensive.
class CredentialProvider {
public:
    virtual ~CredentialProvider() = default;
    //! NotFound when this source has none; any other error is the reason it could not say.
    virtual Task<Result<Credentials>> credentials() = 0;
    //! The service called them expired: forget what is cached.
    virtual void invalidate() {}
    //! For people: "environment", "profile asp-production in ~/.aws/credentials", "keychain".
    virtual QString description() const = 0;
};

} // namespace keyturn

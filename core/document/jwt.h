#pragma once
#include "core/base/secret_string.h"

#include <QList>
#include <QString>

#include <optional>

namespace keyturn {

//! What stands in a signed token in the open (RFC 7519), for a person to look at. Nobody checks the signature here, so
//! nothing may be decided by it.
struct Jwt {
    struct Member {
        QString name;
        QString text; //!< of a string its letters, else its JSON
        //! UTC; of the members that RFC 7519 defines as a date.
        std::optional<qint64> secondsSinceEpoch = {};
    };
    QList<Member> header;
    QList<Member> claims;

    //! Nothing where \p token is no such token, or an encrypted one.
    static std::optional<Jwt> decoded(const SecretString &token);
};

} // namespace keyturn

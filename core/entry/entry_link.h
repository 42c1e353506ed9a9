#pragma once
#include "core/entry/entry.h"

#include <optional>

namespace keyturn {

//! What names an entry outside of Keyturn: the ARN of a secret or a parameter, as AWS writes it, or with "keyturn://"
//! in front, for links. It says where to look and can do nothing else.
struct EntryLink {
    Store store = Store::SecretsManager;
    QString account; //!< 12 digits
    QString region;
    QString name; //!< without the six characters that AWS puts behind a secret's
    QString arn;

    //! Nothing where \p text is no such ARN.
    static std::optional<EntryLink> parse(const QString &text);
    //! Whether it is \p entry, or one of its parameters.
    bool names(const Entry &entry) const;
};

} // namespace keyturn

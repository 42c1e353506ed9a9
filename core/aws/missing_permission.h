#pragma once
#include "core/base/result.h"

#include <optional>

namespace keyturn {

//! What IAM would have to allow for a call that was refused, read from the words of the AccessDenied answer ("User: ...
//! is not authorized to perform: ... on resource: ..."); where it names nothing, from the operation that was called.
struct MissingPermission {
    QString action;    //!< "secretsmanager:GetSecretValue"
    QString resource;  //!< ARN, or "*" where the call has none or the answer does not tell
    QString principal; //!< ARN of who asked; empty if the answer does not tell
    //! Something denies it: another Allow would not help.
    bool isDenied = false;
    //! The policy that is in the way is not one of the principal's own ("resource-based", "service control" ...).
    QString otherPolicy = {};

    //! None unless \p error is a refusal of AWS. \p resource: of the entry that was asked for, if it is known.
    static std::optional<MissingPermission> of(const Error &error, const QString &resource = {});
    //! One statement of an identity-based policy, indented (IAM user guide, "JSON policy elements: Statement").
    QByteArray statement() const;
};

} // namespace keyturn

#pragma once
#include "core/base/result.h"

#include <QStringList>
#include <optional>

namespace keyturn {

//! What IAM would have to allow for a call that was refused, read from the words of the AccessDenied answer ("User: ...
//! is not authorized to perform: ... on resource: ..."); where it names nothing, from the operation that was called and
//! from whether the service or KMS refused it.
struct MissingPermission {
    QString action;    //!< "secretsmanager:GetSecretValue"; of several, the first that is needed
    QString resource;  //!< ARN, or "*" where the call has none or the answer does not tell
    QString principal; //!< ARN of who asked; empty if the answer does not tell
    //! Something denies it: another Allow would not help.
    bool isDenied = false;
    //! The policy that is in the way is not one of the principal's own ("resource-based", "service control" ...).
    QString otherPolicy = {};
    //! What the call needs besides, where the answer does not say which of them it was.
    QStringList furtherActions = {};
    //! KMS refused, and would in the same words if the key were disabled or waiting for its deletion.
    bool keyMayBeDisabled = false;

    bool isOfKey() const { return action.startsWith(QLatin1String("kms:")); }
    QStringList actions() const { return QStringList(action) + furtherActions; }

    //! None unless \p error is a refusal of AWS that a permission of the caller would end. \p resource: ARN of the
    //! entry that was asked for, if it is known.
    static std::optional<MissingPermission> of(const Error &error, const QString &resource = {});
    //! One statement of an identity-based policy, indented (IAM user guide, "JSON policy elements: Statement").
    QByteArray statement() const;
};

//! A refusal that says AccessDenied and that no permission of the caller would end.
enum class OtherRefusal {
    None,
    ReservedName,     //!< parameters below /aws and /ssm belong to AWS
    FunctionPolicy,   //!< the rotation function does not let Secrets Manager in
    RegionNotEnabled, //!< the account has not opted in to the region
};
OtherRefusal otherRefusal(const Error &error);

} // namespace keyturn

#pragma once
#include "core/entry/detail_changes.h"
#include "core/stores/parameter_store_client.h"

namespace keyturn {

//! What a PutParameter changes besides the value. What is not set stays as it is.
struct ParameterChange {
    std::optional<QString> description;
    std::optional<QString> keyId; //!< "": the account's default key
    std::optional<QString> tier;
    std::optional<QString> allowedPattern;
    std::optional<QString> policies; //!< JSON array; "" removes all of them

    bool isEmpty() const;
    //! All but the policies, which are text of their own.
    ParameterMetadata applied(ParameterMetadata metadata) const;
    //! PutParameter's Policies: empty leaves them alone.
    QString policiesToSend() const;

    //! Of one parameter; its tags are another call.
    static ParameterChange from(const DetailChanges &changes, const QString &name);
};

//! The policies of a parameter as the array that sets them, one a line; empty where there are none.
QString policiesText(const QList<ParameterPolicy> &policies);
//! PutParameter's Policies for exactly these; what removes all of them where \p text is empty.
QString policiesToSend(const QString &text);

} // namespace keyturn

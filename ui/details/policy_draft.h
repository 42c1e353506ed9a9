#pragma once
#include "core/stores/parameter_policy.h"

namespace keyturn {

//! One policy as a form edits it. What the form does not touch keeps its text to the letter.
struct DraftPolicy {
    ParameterPolicy::Type type = ParameterPolicy::Type::Unknown;
    QDateTime expiresAt; //!< Expiration only, UTC
    int amount = 0;      //!< Before or After, in \c inHours or days
    bool inHours = false;
    QString text; //!< as it was read; empty: made here, or changed

    qint64 hours() const { return inHours ? amount : qint64(amount) * 24; }
    QString json() const;

    friend bool operator==(const DraftPolicy &, const DraftPolicy &) = default;
};

//! The policies of a parameter, in their order.
struct PolicyDraft {
    QList<DraftPolicy> policies;

    //! Nothing if \p text is no array of policies. Types that nobody knows are kept.
    static std::optional<PolicyDraft> read(const QString &text);
    //! Empty where there are none.
    QString text() const;
    QDateTime expiration() const; //!< invalid: none
    bool has(ParameterPolicy::Type type) const;
    //! When AWS acts on \p policy of a parameter that was last written at \p modifiedAt; invalid: never, or not known.
    QDateTime firesAt(const DraftPolicy &policy, const QDateTime &modifiedAt) const;

    friend bool operator==(const PolicyDraft &, const PolicyDraft &) = default;
};

constexpr int mostPolicies = 10; //!< of one parameter

} // namespace keyturn

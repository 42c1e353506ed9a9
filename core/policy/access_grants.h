#pragma once
#include "core/policy/access_policy.h"

namespace keyturn {

//! What AWS checks an action on.
enum class AccessTarget {
    Everything,
    Secrets,
    Parameters,
    SecretKeys,
    ParameterKeys,
    Queues,
    QueueKeys,        //!< for messages
    QueueKeyPolicies, //!< looked at, not used
    ChainTopic,
    ChainRule,
    ChainStack,
    ChainSchedules,
    ChainRole,
    ChainKeys,
};

//! What a use of Keyturn asks to be allowed.
struct AccessGrant {
    AccessFeature feature;
    AccessTarget target;
    QStringList actions;
};

//! Of every feature; one may have several on the same target.
const QList<AccessGrant> &accessGrants();

} // namespace keyturn

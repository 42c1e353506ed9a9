#pragma once
#include "core/profile/environment.h"
#include "core/profile/profile.h"
#include "core/profile/shared_config.h"

namespace keyturn {

//! Reads into \p profile how requests are sent: endpoints, FIPS, dual-stack, attempts, CA bundle; each from its
//! variable, else from \p section (null: none), as botocore does. What cannot be obeyed stands in `unsupported`, what
//! is no value in `unusable` and `badSetting`.
void applySettings(Profile &profile, const Environment &environment, const SharedConfig &shared,
                   const ConfigSection *section);

//! https, or http to a loopback IP literal ("localhost" is a name, and names can point anywhere).
bool isAcceptableEndpoint(const QUrl &url);

} // namespace keyturn

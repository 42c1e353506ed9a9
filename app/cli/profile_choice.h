#pragma once
#include "app/cli/session.h"
#include "core/profile/profile.h"

namespace keyturn::cli {

//! The profile of that name; keys in the keychain where the files know none, and \p tried says why.
Result<Profile> chosenProfile(const Environment &environment, const QString &wanted, QString &tried);

//! Production is read-only unless the command line says otherwise. Where it cannot be found out whether the profile is
//! marked, it is taken to be.
Result<> checkProduction(const Profile &profile, const GlobalOptions &options);

} // namespace keyturn::cli

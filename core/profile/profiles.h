#pragma once
#include "core/profile/environment.h"
#include "core/profile/profile.h"
#include "core/profile/shared_config.h"

#include <optional>

namespace keyturn {

//! The profiles this computer's AWS configuration offers. A value; holds no secret.
class Profiles {
public:
    //! Reads both files and the environment. Of a broken file only problem() is left, and the environment's profile as
    //! one that cannot be used: where its requests were to go stands in the files.
    static Profiles load(const Environment &environment);

    //! The environment's profile first (named "environment", where its variables are set), then those of the files.
    //! Regions and endpoints are resolved as the AWS CLI does: environment before the profile's own.
    const QList<Profile> &all() const { return m_profiles; }
    //! Of keys in the keychain: what the environment says, and a section of that name where there is one. Cannot be
    //! used where a file is broken.
    static Profile ofKeychain(const Environment &environment, const QString &name);
    //! Null if there is none of that name.
    const Profile *find(const QString &name) const;
    //! What "no profile named" means: the environment's keys, else AWS_PROFILE, else "default". Empty: there is none.
    QString preferred() const { return m_preferred; }
    //! Why the files could not be used.
    const std::optional<Error> &problem() const { return m_problem; }

private:
    QList<Profile> m_profiles;
    QString m_preferred;
    std::optional<Error> m_problem;
};

} // namespace keyturn

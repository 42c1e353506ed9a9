#pragma once
#include "core/profile/profile.h"

#include <QCoreApplication>

namespace keyturn {

//! Profiles in words.
class ProfileText {
    Q_DECLARE_TR_FUNCTIONS(ProfileText)

public:
    static QString name(const Profile &profile);
    //! Short, for a chip: "Access keys", "SSO", "Keychain".
    static QString kind(const Profile &profile);
    //! Why it cannot be used, one sentence; empty when it can.
    static QString obstacle(const Profile &profile);
};

} // namespace keyturn

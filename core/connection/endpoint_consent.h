#pragma once
#include "core/base/consent_file.h"
#include "core/profile/profile.h"

#include <QString>

namespace keyturn {

//! The endpoints a user has agreed to, each for one profile: a line of JSON in a ConsentFile.
class EndpointConsent {
public:
    //! \p file in a folder of Keyturn's own; empty: nothing is kept.
    explicit EndpointConsent(const QString &file) : m_file(file) {}

    //! \p origin as originOf() writes it.
    bool isGiven(const Profile &profile, const QString &origin) const;
    //! Io "private-folder" where it cannot be kept.
    Result<> give(const Profile &profile, const QString &origin) const;

private:
    ConsentFile m_file;
};

} // namespace keyturn

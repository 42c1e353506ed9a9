#pragma once
#include "core/base/result.h"
#include "core/profile/profile.h"

#include <QString>

namespace keyturn {

//! The endpoints a user has agreed to, each for one profile: a line of JSON in a file that both programs share and only
//! the user can read. A file that cannot be read safely counts as empty, so that the question is asked again.
class EndpointConsent {
public:
    //! \p file in a folder of Keyturn's own; empty: nothing is kept.
    explicit EndpointConsent(QString file) : m_file(std::move(file)) {}

    //! \p origin as originOf() writes it.
    bool isGiven(const Profile &profile, const QString &origin) const;
    //! Io "private-folder" where it cannot be kept.
    Result<> give(const Profile &profile, const QString &origin) const;

private:
    QString m_file;
};

} // namespace keyturn

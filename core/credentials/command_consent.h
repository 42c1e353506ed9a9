#pragma once
#include "core/base/consent_file.h"
#include "core/profile/environment.h"

namespace keyturn {

//! The credential_process commands that the user has agreed to run, each exactly as it is written, for one profile. The
//! file holds hashes: a command may have a password in it.
class CommandConsent {
public:
    explicit CommandConsent(const Environment &environment) :
        m_file(environment.configFolder() + QStringLiteral("/trusted-commands"))
    {}

    bool isGiven(const QString &profile, const QString &command) const;
    //! Io "private-folder" where it cannot be kept.
    Result<> give(const QString &profile, const QString &command) const;

private:
    ConsentFile m_file;
};

} // namespace keyturn

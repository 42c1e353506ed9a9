#pragma once
#include "core/profile/config_file.h"
#include "core/profile/environment.h"

#include <QStringList>

namespace keyturn {

//! ~/.aws/config and ~/.aws/credentials as one: profiles by name, the credentials file's values before the config
//! file's (AWS SDKs guide, "Shared config and credentials files"). Only read, never written.
class SharedConfig {
public:
    //! The first error of either file; a missing file is no error.
    static Result<SharedConfig> load(const Environment &environment);
    static SharedConfig of(const QList<ConfigSection> &config, const QList<ConfigSection> &credentials);

    //! In the order of the files, those of the config file first.
    QStringList profileNames() const;
    //! Null if there is none of that name.
    const ConfigSection *profile(const QString &name) const;
    //! What one file alone says of it, which is what keys are read from; null if it does not name it.
    const ConfigSection *ofConfigFile(const QString &name) const;
    const ConfigSection *ofCredentialsFile(const QString &name) const;
    //! An [sso-session NAME] section; null if there is none.
    const ConfigSection *ssoSession(const QString &name) const;
    //! A [services NAME] section; null if there is none.
    const ConfigSection *services(const QString &name) const;

private:
    QList<ConfigSection> m_profiles; // both files
    QList<ConfigSection> m_config;
    QList<ConfigSection> m_credentials;
    QList<ConfigSection> m_ssoSessions;
    QList<ConfigSection> m_services;
};

//! The words of \p text as a POSIX shell splits and unquotes them; empty where a quote is left open.
QStringList shellWords(const QString &text);

} // namespace keyturn

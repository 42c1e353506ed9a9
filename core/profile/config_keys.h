#pragma once
#include "core/profile/config_file.h"
#include "core/profile/environment.h"

#include <QStringList>

namespace keyturn {

//! What becomes of a key that botocore reads from a profile.
enum class ConfigKeyUse {
    Obeyed,      //!< or the reason why the profile cannot be used
    Unsupported, //!< has no effect here, and is named where it is set
    NoBearing,   //!< is about services, or a way of getting credentials, that Keyturn does not use
    Unknown,     //!< botocore does not read it either
};
ConfigKeyUse configKeyUse(const QString &key);

//! The settings of \p section (null: none) and of the environment that AWS tools obey and Keyturn does not, each by its
//! name: "tcp_keepalive", "AWS_DEFAULTS_MODE". One that is set to what happens anyway is not among them.
QStringList unsupportedSettings(const Environment &environment, const ConfigSection *section);

} // namespace keyturn

#pragma once
#include "core/base/result.h"

#include <QStringList>

#include <optional>

namespace keyturn {

//! One thing that the doctor looked at. Facts, no sentence and no secret.
struct Finding {
    enum class Level {
        Good,
        Note, //!< nothing is wrong, but one should know
        Bad,
    };
    enum class What {     // in brackets: the facts, in their order
        Profile,          //!< [name, region, how it signs in]
        UnobeyedSettings, //!< AWS tools obey them [names]
        NoPlace,          //!< no profile is open
        Setup,            //!< no connection can be made: error
        Identity,         //!< [ARN]
        IdentityRefused,  //!< error
        Clock,            //!< as AWS's
        ClockAhead,       //!< [minutes]
        ClockBehind,      //!< [minutes]
        Endpoint,         //!< not AWS's own [services, origin]; Good: the sandbox's
        NoProxy,
        Proxy,         //!< [URL without user and password]
        ProxyPassword, //!< the variable holds one [URL without it]
        TlsIssuer,     //!< whose certificate the server has [host, issuer]
        Listed,        //!< [service] may be listed
        NotListed,     //!< [service], error
        Needed,        //!< what a feature needs [feature, IAM actions]
        KeychainOpen,
        KeychainLocked,
        KeychainAbsent,
        KeychainHung,
        KeychainOwner, //!< [program, process id]
        PathAbsent,    //!< [path]
        PathPrivate,   //!< [path]
        FileOpen,      //!< others can read or write it [path]
        FolderOpen,    //!< [path]
        AllEnded,
        Unfinished, //!< operations that have begun and not ended [count]
    };

    What what = What::Profile;
    Level level = Level::Good;
    QStringList facts = {};
    std::optional<Error> error = {};

    //! "profile", "identity", "clock", "endpoint", "proxy", "tls", "permission", "keychain", "files", "unfinished":
    //! what programs read; never changes again.
    QString about() const;
};

} // namespace keyturn

#pragma once
#include "core/base/refusal.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QUrl>

namespace keyturn {

enum class ProfileKind {
    Sandbox,      //!< the embedded rehearsal server; nothing reaches AWS or a provider
    SharedConfig, //!< a section of ~/.aws/config or ~/.aws/credentials
    Environment,  //!< AWS_ACCESS_KEY_ID and friends
    Keychain,     //!< keys that Keyturn itself keeps in the OS keychain
};

//! A named way to be somebody in AWS. A value; holds no secret.
struct Profile {
    QString name;
    ProfileKind kind = ProfileKind::SharedConfig;
    QString region;          //!< default region; empty: ask
    QUrl endpoint;           //!< empty: public AWS endpoints. http only for a loopback IP literal
    bool production = false; //!< `keyturn_production = true`: writing is unlocked for a while, saves are confirmed
    QMap<QByteArray, QUrl> serviceEndpoints; //!< by service id, before `endpoint`
    //! Why it cannot be used: Login, Container, SignIn (its settings contradict each other), IncompleteKeys,
    //! NoCredentials, BadEndpoint, BadSetting, ConfigSyntax, ConfigUnreadable. None when it can.
    Refusal unusable = Refusal::None;
    QString badSetting = {};         //!< the one that is no good, or file and line, for people: "max_attempts = many"
    bool endpointsAreByHand = false; //!< named for this run by the user, not by a file or the environment
    bool useFipsEndpoint = false;
    bool useDualstackEndpoint = false;
    int maxAttempts = 0;          //!< of one request; 0: the usual number
    QString caBundle = {};        //!< PEM file in place of the system's authorities; empty: those
    QStringList unsupported = {}; //!< settings that AWS tools obey and Keyturn does not, by their names
    QString signIn = {};          //!< of a section of the files: see SignIn::word(); empty: keys

    friend bool operator==(const Profile &, const Profile &) = default;
};

} // namespace keyturn

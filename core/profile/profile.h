#pragma once
#include <QString>
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
    bool production = false; //!< guarded: writing is unlocked for a while, saves are confirmed
    QString unusable;        //!< why it cannot be used (SSO, roles: not yet); empty when it can

    friend bool operator==(const Profile &, const Profile &) = default;
};

} // namespace keyturn

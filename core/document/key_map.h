#pragma once
#include "core/base/secret_string.h"

#include <QHash>
#include <QString>
#include <QStringList>
#include <functional>
#include <optional>

namespace keyturn {

//! What a key of a secret is for.
enum class KeyRole {
    Other,
    AccessToken,
    RefreshToken,
    ClientId,
    ClientSecret,
    Scope,
    TokenUrl,
    ExpiresAt,
};

//! "refresh-token", ...; empty for Other. A word of command lines, JSON output and files: never translated.
QString roleWord(KeyRole role);
std::optional<KeyRole> roleOfWord(const QString &word);

//! Layouts that Keyturn recognises by their key names.
enum class CredentialKind {
    Unknown,  //!< not opened yet, and the name does not tell
    Plain,    //!< opened, or known to be no OAuth credential
    LwaSkill, //!< six keys, with api-access-token
    LwaCli,   //!< five keys, without an access token
    SpApi,    //!< three parameters: client identifier, client secret, refresh token
    Genesys,
    Upwork,
    OAuth, //!< has parts of one under other names, not always all: see missingRoles()
};

//! Credentials of Login with Amazon, whatever their layout.
bool isLwa(CredentialKind kind);

//! Which key of a secret plays which role.
struct KeyMap {
    CredentialKind kind = CredentialKind::Plain;
    QHash<QString, KeyRole> roles; //!< key (or parameter name) -> role
    QStringList missing;           //!< keys the layout has and this secret lacks

    KeyRole role(const QString &key) const { return roles.value(key, KeyRole::Other); }
    //! The key that plays \p role; empty if none.
    QString key(KeyRole role) const;
    //! Values of sensitive roles are masked; so is everything in a layout we do not know.
    bool isSensitive(const QString &key) const;

    //! By the names alone.
    static KeyMap recognise(const QStringList &keys);
    //! Also by what issuers let their values begin with, for keys whose names tell nothing.
    static KeyMap recognise(const QStringList &keys, const std::function<SecretString(const QString &)> &valueOf);
    //! With what a person has said: that goes before everything recognised. No key: none plays that role.
    KeyMap with(const QHash<KeyRole, QString> &given) const;
};

//! What a refresh needs and no key plays. Empty where everything is there, and where nothing looks like credentials.
QList<KeyRole> missingRoles(const KeyMap &map);

//! The part of an SP-API credential that the last part of a parameter's name tells, compared without case:
//! clientidentifier, clientsecret (also cliensecret, a misspelling in wide use), refreshToken, LWA_APP_ID and the like.
KeyRole parameterRole(const QString &name);

//! Short word for lists: "LWA", "SP-API", "Genesys", "Upwork", "OAuth", "Plain". Not translated: product names.
QString kindLabel(CredentialKind kind);

} // namespace keyturn

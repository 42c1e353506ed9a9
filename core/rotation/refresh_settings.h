#pragma once
#include "core/base/result.h"
#include "core/entry/entry.h"

namespace keyturn {

//! What a person has said about the refresh of one entry because nothing in AWS tells it. No secrets.
struct RefreshSettings {
    QHash<KeyRole, QString> keys; //!< which key is what; these go before what is recognised
    QString provider;             //!< Provider::id; empty: by the token URL, the layout and the values
    QStringList parameters;       //!< "name=value", sent with every token request: audience=...
    QStringList agreedOrigins;    //!< token hosts outside the table to which its credentials may go, see tokenOrigin()

    QString authorizationUrl; //!< where people agree, for providers whose row does not tell it
    QString redirectUri;      //!< registered for this application; empty: the usual one of its provider

    QString probeUrl;               //!< a GET that tells whether an access token works; empty: that of its provider
    QStringList agreedProbeOrigins; //!< hosts outside the table to which its access token, and no more, may go
    bool triesOut = false;          //!< a new token is tried out before the old one is let go

    bool isPinned = false; //!< refreshed before its token expires, while the window runs

    friend bool operator==(const RefreshSettings &, const RefreshSettings &) = default;
};

//! "audience=https://api.example.com&resource=7" as RefreshSettings::parameters. Invalid, with the part at fault as its
//! detail: "parameter-form" where it is no name=value, "parameter-reserved" where Keyturn sets it itself.
Result<QStringList> refreshParametersFromText(const QString &text);

//! Where they are remembered, for both programs: a line of JSON for each change in a file that only the user can read;
//! the last one of an entry counts. A file that cannot be read safely counts as empty, so that consent is asked anew.
class RefreshSettingsFile {
public:
    //! \p file in a folder of Keyturn's own; empty: nothing is kept.
    explicit RefreshSettingsFile(QString file) : m_file(std::move(file)) {}

    //! A secret that was made anew under the name of an old one has none of its settings.
    RefreshSettings of(const Entry &entry, bool rehearsal) const;
    //! Names of entries that are pinned, in any account; those of others are among them.
    QSet<QString> pinnedNames() const;
    //! Io "private-folder" where they cannot be kept.
    Result<> remember(const Entry &entry, bool rehearsal, const RefreshSettings &settings) const;

private:
    QByteArrayList lines() const;

    QString m_file;
};

} // namespace keyturn

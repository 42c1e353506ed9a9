#pragma once
#include "core/rotation/refresh_request.h"

namespace keyturn {

//! Which key of an entry is what: what was recognised and why, and what a person says instead. A value; nothing counts
//! before the settings are remembered.
class KeyChoice {
public:
    enum class Reason {
        Said,    //!< by a person
        Name,    //!< the key is called so
        Value,   //!< its value begins as this provider's do
        Several, //!< more than one key is called so, and none was taken
        None,    //!< no key looks like it
    };

    //! \p content as it was read, without the keys of \p settings.
    KeyChoice(EntryContent content, const RefreshSettings &settings);

    //! In the order in which people think of them.
    static QList<KeyRole> roles();
    //! That can be chosen: those with a name.
    QStringList keys() const;
    //! Empty: none plays it.
    QString key(KeyRole role) const { return m_chosen.value(role); }
    Reason reason(KeyRole role) const;
    //! Keys whose names tell the role: why it is Reason::Several.
    QStringList namesakes(KeyRole role) const;
    const QString &provider() const { return m_provider; }
    QString parameters() const { return m_parameters; }

    void choose(KeyRole role, const QString &key) { m_chosen.insert(role, key); }
    //! Provider::id; empty: as recognised.
    void setProvider(const QString &id) { m_provider = id; }
    //! As refreshParametersFromText() takes them.
    void setParameters(const QString &text) { m_parameters = text; }

    //! A key that plays two roles; empty: none does.
    QString keyTwice() const;
    //! What is to be remembered: only what differs from what is recognised. Invalid "key-twice" with the key, or as
    //! refreshParametersFromText().
    Result<RefreshSettings> settings() const;
    //! Whether a refresh could go on with them, and why not: as refreshRequest().
    Result<RefreshRequest> request() const;
    //! What a refresh needs and no key plays.
    QList<KeyRole> missing() const;
    Provider expected() const;

private:
    QString recognised(KeyRole role) const;
    EntryContent mapped() const;
    QHash<KeyRole, QString> said() const;

    EntryContent m_content;
    RefreshSettings m_before;
    QHash<KeyRole, QString> m_chosen;
    QString m_provider;
    QString m_parameters;
};

//! The obstacles of RefreshReadiness that saying which key is what can remove.
bool isAnsweredByKeys(Refusal obstacle);
//! A person can go on with the refresh of \p mapped, which looks like credentials: by saying which key is what, or by
//! trusting the token host.
bool canBeAnswered(Refusal obstacle, const EntryContent &mapped);

} // namespace keyturn

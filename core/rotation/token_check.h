#pragma once
#include "core/oauth/token_probe.h"
#include "core/rotation/refresh_request.h"

#include <functional>

namespace keyturn {

class Connection;

//! The tag of a secret that names a GET which tells whether its access token works.
inline constexpr auto probeUrlTag = "keyturn:probe-url";

//! Where the access token of \p content, which is mapped already, is tried out: as a person or its tag says, else as
//! its provider's row does. Unsupported "no-probe" where nobody knows; Invalid "probe-url" where it is no URL to send a
//! token to, "probe-url-consent" with the origin to agree to.
Result<ProbeTarget> probeTarget(const EntryContent &content, const RefreshSettings &settings);

//! How long a refusal may be that of a provider whose servers do not all know a new token yet.
struct ProbePatience {
    std::chrono::milliseconds total{60'000};
    std::chrono::milliseconds pause{1'000}; //!< before the second try; twice as long before each further one
    std::function<bool()> calledOff = {};   //!< somebody does not want to wait any longer
};

//! What became of the access token in one version.
struct VersionCheck {
    QString stage;     //!< AWSCURRENT, AWSPREVIOUS or AWSPENDING; empty: the entry is no secret
    QString versionId; //!< of secrets
    QDateTime expiresAt = {};
    bool isSame = false;                    //!< it holds the token of a version before it
    bool hasToken = true;                   //!< false: it holds no access token
    std::optional<ProbeAnswer> answer = {}; //!< none: not asked yet
    QDateTime propagatingSince = {};        //!< UTC: refused since then, and asked again
    std::optional<Error> error = {};        //!< the version could not be read
};

//! Answers "do these still work": asks a provider's API, and writes nothing. Destroying a task calls it off.
class TokenCheck {
public:
    //! Outlives this and its tasks.
    explicit TokenCheck(Connection &connection) : m_connection(connection) {}

    //! A token that was issued a moment ago: asks again while it is refused and \p patience lasts. \p waiting is called
    //! before each pause with the moment of the first refusal, UTC.
    Task<ProbeAnswer> untilAccepted(ProbeTarget target, SecretString token, ProbePatience patience,
                                    std::function<void(QDateTime)> waiting) const;
    //! That of each version with AWSCURRENT, AWSPREVIOUS or AWSPENDING, one after the other, none twice; \p patience is
    //! for the current one. \p progress is called whenever something is known.
    Task<Result<QList<VersionCheck>>> versions(Entry entry, RefreshSettings settings, ProbePatience patience,
                                               std::function<void(QList<VersionCheck>)> progress) const;

private:
    Task<Result<QList<EntryContent>>> read(Entry entry, RefreshSettings settings, QList<VersionCheck> *checks) const;

    Connection &m_connection;
};

} // namespace keyturn

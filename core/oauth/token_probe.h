#pragma once
#include "core/async/task.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/http/http_client.h"
#include "core/oauth/provider.h"

#include <QUrl>

namespace keyturn {

//! To whom an access token is shown to find out whether it works.
struct ProbeTarget {
    QList<QUrl> urls;            //!< asked in turn until one accepts it
    QString agreedOrigin;        //!< the tokenOrigin() that a person has agreed to; not needed for URLs of the table
    QByteArray header = {};      //!< see Provider::Probe
    bool refusesWith403 = false; //!< likewise
};

//! What came of it.
struct ProbeAnswer {
    enum class Kind {
        Works,
        Limited, //!< the token is good, but may not do this: it lacks a scope
        Refused, //!< the token is not, or not yet, accepted
        Unclear, //!< nothing that tells
    };
    Kind kind = Kind::Unclear;
    int status = 0; //!< 0: no answer came
    QString host;   //!< "host[:port]" that was asked
    Error error;    //!< of all but Works: the provider's own word and sentence, redacted
    QDateTime at;   //!< UTC

    bool isAccepted() const { return kind == Kind::Works || kind == Kind::Limited; }
};

//! Shows an access token to its provider's API with a GET, and nothing else of a credential. Holds none.
class TokenProbe {
public:
    //! \p rehearsal as that of TokenEndpoint.
    TokenProbe(HttpClient &http, const Clock &clock, QUrl rehearsal) :
        m_http(http), m_clock(clock), m_rehearsal(std::move(rehearsal))
    {}

    //! One wire request for each URL that is asked. A URL that is neither in the table nor agreed to is Unclear, with
    //! the error of probeUrlNeedsConsent(), and is sent nothing.
    Task<ProbeAnswer> ask(ProbeTarget target, SecretString token) const;

private:
    Task<ProbeAnswer> askOne(ProbeTarget target, QUrl url, SecretString token) const;

    HttpClient &m_http;
    const Clock &m_clock;
    QUrl m_rehearsal;
};

//! On a host that a row of the table names for probes, or that answers token requests itself.
bool isOwnProbeUrl(const QUrl &url);
//! The probe of \p provider for an entry of this layout; null where none is known.
const Provider::Probe *probeFor(const Provider &provider, CredentialKind layout);
//! Where \p probe asks for tokens that come from \p tokenUrl.
QList<QUrl> probeUrls(const Provider &provider, const Provider::Probe &probe, const QUrl &tokenUrl);
//! As the row that names \p url for its probe has it; the usual one for others.
ProbeTarget probeTargetAt(const QUrl &url);

} // namespace keyturn

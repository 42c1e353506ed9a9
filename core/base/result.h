#pragma once
#include "core/base/refusal.h"

#include <QString>
#include <utility>
#include <variant>

namespace keyturn {

//! What went wrong, in the terms that decide what the user can do next and whether a retry may help.
enum class ErrorKind {
    Network,      //!< no connection, reset, truncated answer
    Timeout,      //!< our deadline passed
    Tls,          //!< certificate or handshake refused
    Auth,         //!< the service does not accept who we are (signature, key id, client secret, refresh token)
    Expired,      //!< temporary credentials ran out
    AccessDenied, //!< known, but not permitted
    NotFound,
    Conflict,    //!< somebody else's version stands in the way, or the name is taken
    Throttled,   //!< slow down and try again
    Limit,       //!< a hard quota or size limit; trying again does not help
    Invalid,     //!< the request itself is wrong: name, value, parameter, state of the resource
    Protocol,    //!< an answer we do not understand (HTML from a proxy, missing member, 3xx)
    Unavailable, //!< the service says it is broken (5xx)
    Keychain,    //!< locked, denied, absent or hung; `code` says which
    Io,          //!< file or port on this computer
    Unsupported, //!< a thing Keyturn does not do, on purpose or not yet
    Cancelled,
};

//! Why an operation failed. Never carries secret material: every member may be shown and logged.
struct Error {
    Error() = default;
    Error(ErrorKind what, QString word, QString message, QString request = {}, QString asked = {}, QString call = {}) :
        kind(what), code(std::move(word)), detail(std::move(message)), requestId(std::move(request)),
        host(std::move(asked)), operation(std::move(call))
    {}
    Error(ErrorKind what, Refusal why, QString message, QString request = {}, QString asked = {}, QString call = {}) :
        Error(what, refusalWord(why), std::move(message), std::move(request), std::move(asked), std::move(call))
    {
        refusal = why;
    }

    //! Another reason in the place of the one it came with.
    void refuse(Refusal why)
    {
        refusal = why;
        code = refusalWord(why);
    }

    ErrorKind kind = ErrorKind::Protocol;
    QString code; //!< the service's own word, e.g. "ResourceNotFoundException" or "invalid_grant", or that of refusal
    Refusal refusal = Refusal::None; //!< ours, None where a service said it
    QString detail;                  //!< the service's message or ours, already redacted
    QString requestId;               //!< AWS request id, empty where there is none
    QString host;                    //!< "host[:port]" that was asked, empty for local failures
    QString operation; //!< e.g. "secretsmanager:PutSecretValue", "refresh_token", empty where it does not apply
    //! Something was sent that changes something, and no answer told what became of it: it may be done or not. Whoever
    //! finds out since takes this back.
    bool answerLost = false;
};

//! Subset of std::expected<T, Error>, same member names, until the toolchain has <expected>.
template <typename T = std::monostate>
class [[nodiscard]] Result {
public:
    Result() requires std::is_same_v<T, std::monostate> : m_state(std::in_place_index<0>) {}
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }
    T &operator*() & { return std::get<0>(m_state); }
    const T &operator*() const & { return std::get<0>(m_state); }
    T &&operator*() && { return std::get<0>(std::move(m_state)); }
    T *operator->() { return &std::get<0>(m_state); }
    const T *operator->() const { return &std::get<0>(m_state); }
    const Error &error() const & { return std::get<1>(m_state); }
    Error &&error() && { return std::get<1>(std::move(m_state)); }

private:
    std::variant<T, Error> m_state;
};

} // namespace keyturn

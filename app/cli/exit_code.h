#pragma once

namespace keyturn::cli {

//! What the shell sees; documented in every --help.
enum class ExitCode {
    Ok = 0,
    Failed = 1,
    Usage = 2,
    NotFound = 3,
    Denied = 4, //!< access denied, credentials refused or missing, or a production profile
    Conflict = 5,
    Unreachable = 6, //!< network, TLS, an endpoint that does not answer as AWS does, a port in use
    Provider = 7,    //!< the OAuth provider refused
    Keychain = 8,
    Interrupted = 130, //!< 128 + SIGINT; SIGHUP gives 129, SIGQUIT 131, SIGTERM 143
    BrokenPipe = 141,  //!< 128 + SIGPIPE: nobody reads the output any more
};

} // namespace keyturn::cli

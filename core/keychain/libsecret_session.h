#pragma once

namespace keyturn {

//! What libsecret and GDBus do behind qtkeychain's back, put right. Both are loaded at run time, like qtkeychain does;
//! without them these functions do nothing.
namespace libsecret_session {

//! GDBus ends the process with SIGTERM when the session bus goes away; this turns that off for the connection libsecret
//! uses. Connects to the bus the first time, so only after the bus was seen to answer.
void outliveTheBus();

//! libsecret keeps the session it opened with the daemon for the life of the process: after the daemon was restarted
//! every job fails with "The session wrapping the secret does not exist" (0.20.5). This makes it open a new one.
void forget();

} // namespace libsecret_session
} // namespace keyturn

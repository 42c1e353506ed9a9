#pragma once

namespace keyturn::cli {

//! What a run does in AWS and at providers. Files and the keychain of this computer do not count.
enum class Effect {
    Reads,
    MayWrite, //!< found out on the way: the verb asks Session::mayWrite() then
    Writes,   //!< refused before anything is sent where the profile is marked as production
};

} // namespace keyturn::cli

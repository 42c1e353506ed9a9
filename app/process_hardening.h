#pragma once

namespace keyturn {

//! No core files, no reading of our memory by other programs of the same user, no files that others may read, and no
//! end without a word where a file may not grow any more.
//! First thing in main() of every program, before anything can hold a secret.
void hardenProcess();

} // namespace keyturn

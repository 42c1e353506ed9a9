#pragma once

namespace keyturn {

//! What Qt and we log goes to the terminal through printable(): a host's or a server's words may stand in it.
void logPrintably();

} // namespace keyturn

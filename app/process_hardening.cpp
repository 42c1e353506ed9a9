#include "app/process_hardening.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace keyturn {

void hardenProcess()
{
#ifdef Q_OS_UNIX
    std::signal(SIGXFSZ, SIG_IGN); // a file at its limit is an error that is told, not the end of the process
    umask(077);
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#endif
#ifdef Q_OS_LINUX
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

} // namespace keyturn

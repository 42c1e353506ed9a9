// Only of programs that are built with crash points: ends them at the point that KEYTURN_CRASH_AT names, as a power cut
// would, or when it is passed for the nth time ("name:n").
#ifdef KEYTURN_CRASH_POINTS
#include "core/base/crash_point.h"

#include <QByteArray>
#include <QHash>

#include <csignal>

namespace keyturn {

void crashPoint(const char *name)
{
    static const QByteArray wanted = qgetenv("KEYTURN_CRASH_AT");
    static QHash<QByteArray, int> passed;
    const QList<QByteArray> parts = wanted.split(':');
    const int times = parts.size() > 1 ? parts.at(1).toInt() : 1;
    if (parts.at(0) == name && ++passed[name] == times)
        ::raise(SIGKILL);
}

} // namespace keyturn
#endif

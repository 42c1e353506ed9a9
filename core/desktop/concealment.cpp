#include "core/desktop/concealment.h"

namespace keyturn {

Concealment &Concealment::instance()
{
    static Concealment only;
    return only;
}

} // namespace keyturn

#include "moc_concealment.cpp"

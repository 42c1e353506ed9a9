#include "ui/models/concealment.h"

namespace keyturn {

Concealment &Concealment::instance()
{
    static Concealment only;
    return only;
}

} // namespace keyturn

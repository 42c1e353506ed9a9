#include "app/cli/held_interrupt.h"

namespace keyturn::cli {

HeldInterrupt::HeldInterrupt(Session &session, const QString &finishing, const QStringList &givenUp) :
    m_session(session)
{
    session.onInterrupt = [this, finishing](int) {
        if (m_wasInterrupted)
            return false;
        m_wasInterrupted = true;
        m_session.out().message(finishing);
        return true;
    };
    session.givenUp = givenUp;
}

HeldInterrupt::~HeldInterrupt()
{
    m_session.onInterrupt = [](int) { return true; }; // the outcome is told, and the end is near
}

} // namespace keyturn::cli

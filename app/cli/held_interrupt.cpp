#include "app/cli/held_interrupt.h"

namespace keyturn::cli {

HeldInterrupt::HeldInterrupt(Session &session, const QString &finishing, const QStringList &givenUp,
                             std::function<bool()> hasBegun) :
    m_session(session)
{
    session.onInterrupt = [this, finishing, givenUp, hasBegun = std::move(hasBegun)](int) {
        if (m_wasInterrupted || (hasBegun && !hasBegun()))
            return false;
        m_wasInterrupted = true;
        m_session.givenUp = givenUp;
        m_session.out().message(finishing);
        return true;
    };
}

HeldInterrupt::~HeldInterrupt()
{
    m_session.onInterrupt = [](int) { return true; }; // the outcome is told, and the end is near
}

} // namespace keyturn::cli

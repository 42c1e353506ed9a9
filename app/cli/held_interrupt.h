#pragma once
#include "app/cli/session.h"

namespace keyturn::cli {

//! While it lives, the first interrupt is answered and held back: what was sent is finished, and its outcome told as
//! ever. A second one gives up, and says what is not known then.
class HeldInterrupt {
public:
    //! \p finishing: what is finished first. \p givenUp: a message and its following lines. \p hasBegun: as long as it
    //! says no, there is nothing to finish, and the first one is obeyed; empty: it has.
    HeldInterrupt(Session &session, const QString &finishing, const QStringList &givenUp,
                  std::function<bool()> hasBegun = {});
    ~HeldInterrupt();
    Q_DISABLE_COPY_MOVE(HeldInterrupt)

private:
    Session &m_session;
    bool m_wasInterrupted = false;
};

} // namespace keyturn::cli

#pragma once
#include "core/async/task.h"
#include "core/connection/connection.h"
#include "core/doctor/finding.h"
#include "core/keychain/keychain.h"
#include "core/profile/environment.h"

#include <QList>

namespace keyturn {

//! What the doctor looks at.
struct Examined {
    Environment environment;
    KeychainState keychain = KeychainState::Absent;
    Result<Connection *> connection; //!< outlives the examination; or why there is none; NoPlace is nothing wrong
    qsizetype unfinished = 0;        //!< refreshes that have begun and not ended; saves are counted by the doctor
};

//! Looks at everything, in the order in which one thing needs the other: profile, identity, clock, endpoints, TLS,
//! proxy, permissions, keychain, files, unfinished operations. Asks AWS who this is and for one page of each store's
//! list; reads no value and changes nothing.
Task<QList<Finding>> examine(Examined examined);

} // namespace keyturn

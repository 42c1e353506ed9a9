#pragma once
#include "core/reminders/chain_check.h"
#include "core/reminders/cloud_formation_client.h"

namespace keyturn {

//! The chain as AWS has it, in the terms in which one is wanted: where a form begins that changes it. A literal name in
//! the pattern counts as a prefix, without the star that somebody may have put there. \p stack: null where there is
//! none.
ReminderChain chainFound(const ChainState &state, const StackState *stack);
//! Nothing that chainFound() goes by was refused: to make the chain so takes nothing away.
bool isFoundWhole(const ChainState &state);

} // namespace keyturn

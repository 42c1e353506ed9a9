#pragma once
#include "core/reminders/chain_check.h"

namespace keyturn {

//! What came of one finding.
struct ChainRepair {
    enum class Outcome {
        Done,
        NotHere, //!< somebody else has to: confirm a mail, verify a number, change a key's policy
        Failed,
    };
    ChainFault fault = ChainFault::NotKnown;
    QString subject;
    Outcome outcome = Outcome::NotHere;
    Error error = {}; //!< Failed only
};

//! False: somebody else has to, elsewhere.
bool isRepairable(const ChainState &state, const ChainPlace &place, const ChainFinding &finding);

//! Puts right what was found, and only that: what else is in the rule and in the topic's policy stays. A rule whose
//! pattern misses a name gets the pattern of the chain; where that misses it too, nothing is written.
Task<QList<ChainRepair>> repairChain(AwsTransport &transport, ChainState state, ChainPlace place);

//! What to put into the policy of the topic's key for a finding of KeyDenies: an indented statement.
QByteArray keyStatement();

} // namespace keyturn

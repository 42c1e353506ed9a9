#pragma once
#include "core/workspace/open_chain.h"

#include <QCoreApplication>

namespace keyturn {

//! What the page of the reminder chain says. What keyturnctl says too is in ui/findings/chain_words.h.
class ChainPageWords {
    Q_DECLARE_TR_FUNCTIONS(ChainPageWords)

public:
    //! "A reminder would not arrive today."
    static QString state(const OpenChain &chain);
    //! What was looked at, and what else is to be known of it; may be empty.
    static QString detail(const OpenChain &chain);
    static QString what(const ChainFinding &finding);
    //! What to do about it.
    static QString fix(const ChainFinding &finding, bool isRepairable);
    //! Of the button that puts it right.
    static QString repair(const ChainFinding &finding);
    static QString outcome(OpenChain::Outcome outcome, const QString &name);
    //! Why what was typed makes no chain; \p fault as ReminderChain::fault() says it.
    static QString fault(const QString &fault);
    //! "Topic: CREATE_COMPLETE".
    static QString event(const StackEvent &event);
};

} // namespace keyturn

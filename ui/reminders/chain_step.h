#pragma once
#include "core/workspace/open_chain.h"
#include "ui/text/status.h"

#include <QCoreApplication>

namespace keyturn {

//! One link of a reminder chain, in words: from the policy that announces something to the people who read it.
class ChainStep {
    Q_DECLARE_TR_FUNCTIONS(ChainStep)

public:
    enum Kind { Policy, Rule, Pattern, Topic, Subscribers };

    QString icon;
    QString title;
    QString detail;
    Status status = Status::Unknown;
    QString word; //!< of the status

    //! Nothing gets past it.
    bool isBroken() const { return status == Status::Overdue; }
    //! All five, in their order.
    static QList<ChainStep> of(const OpenChain &chain);

private:
    static Kind kindOf(const ChainFinding &finding);
    static QString wordOf(ChainFault fault);
    static QString titleOf(Kind kind);
    static QString goodWord(Kind kind);
    static QString detailOf(Kind kind, const OpenChain &chain);
    static ChainStep one(Kind kind, const OpenChain &chain);
};

} // namespace keyturn

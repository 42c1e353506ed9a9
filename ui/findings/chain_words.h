#pragma once
#include "core/reminders/chain_check.h"
#include "core/reminders/chain_stack.h"

#include <QCoreApplication>

#include <functional>

namespace keyturn {

//! What is said of reminder chains, in the window and by keyturnctl.
class ChainWords {
    Q_DECLARE_TR_FUNCTIONS(ChainWords)

public:
    //! An error as the program says it.
    using Sentence = std::function<QString(const Error &)>;

    //! What is wrong.
    static QString what(const ChainFinding &finding, const Sentence &sentence);
    //! What has to be done elsewhere than in Keyturn, over several lines; empty where nothing has to.
    static QString elsewhere(const ChainFinding &finding);
    static QString change(ChainStack::Change change, const QString &name);
    static QString deleted(const QString &name);

    static QString testSubject();
    static QString testMessage(const QString &chain);
};

} // namespace keyturn

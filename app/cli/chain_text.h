#pragma once
#include "core/base/json_writer.h"
#include "core/reminders/chain_repair.h"
#include "core/reminders/chain_stack.h"
#include "core/reminders/reminder_schedules.h"

#include <QCoreApplication>

namespace keyturn::cli {

//! What keyturnctl says of reminder chains.
class ChainText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::ChainText)

public:
    //! What is wrong, and what to do about it: up to two lines.
    static QStringList finding(const ChainFinding &finding);
    static QString repair(const ChainRepair &repair);
    static QString verdict(const ChainState &state, qsizetype names);
    //! Why the options make no chain; \p fault as ReminderChain::fault() says it.
    static QString fault(const QString &fault);
    static QString progress(const StackEvent &event);
    static QString drift(const ScheduleDrift &drift);

private:
    static QString what(const ChainFinding &finding);
    static QString nextStep(const ChainFinding &finding);
};

//! {"wouldArrive": .., "names": N, "topic": .., "findings": [{"fault", "weight", "subject", "message"}], ...}
void writeChain(JsonWriter &json, const ChainState &state, qsizetype names);

} // namespace keyturn::cli

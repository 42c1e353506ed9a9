#include "app/cli/command_line.h"
#include "app/printable_log.h"
#include "app/process/interrupt.h"
#include "app/process_hardening.h"
#include "core/async/task_scope.h"

#include <QCoreApplication>

using namespace keyturn;
using namespace keyturn::cli;

namespace {

int runVerb(const CommandLine &line)
{
    Session session(line.options);
    TaskScope scope;
    int exitCode = 0;
    Interrupt interrupt([&](int signal) {
        if (session.onInterrupt && session.onInterrupt(signal))
            return;
        session.onInterrupt = nullptr; // it may look into the frame that goes now
        session.tellGivenUp();
        scope.cancelAll();
        QCoreApplication::exit(128 + signal);
    });
    scope.launch(line.verb->run(session, line.arguments),
                 [](ExitCode code) { QCoreApplication::exit(static_cast<int>(code)); });
    exitCode = QCoreApplication::exec();
    scope.cancelAll();
    const bool wasInterrupted = Interrupt::received() != 0;
    const bool unread = session.out().isBroken() && exitCode == 0;
    if (wasInterrupted && (unread || exitCode == static_cast<int>(ExitCode::Interrupted)))
        return 128 + Interrupt::received(); // amid a call that blocked
    return unread ? static_cast<int>(ExitCode::BrokenPipe) : exitCode;
}

} // namespace

int main(int argc, char **argv)
{
    hardenProcess();
    logPrintably();
    QCoreApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("keyturn")); // as the window: they share its marks
    QCoreApplication::setApplicationName(QStringLiteral("keyturn"));
    QCoreApplication::setApplicationVersion(QStringLiteral(KEYTURN_VERSION));

    const std::vector<std::unique_ptr<Verb>> verbs = allVerbs();
    const CommandLine line = parseCommandLine(QCoreApplication::arguments(), verbs);
    Output output;
    if (!line.error.isEmpty()) {
        output.message(line.error);
        return static_cast<int>(ExitCode::Usage);
    }
    if (!line.verb) {
        output.write(line.text.toUtf8());
        return 0;
    }
    return runVerb(line);
}

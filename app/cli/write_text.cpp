#include "app/cli/write_text.h"

#include <QCoreApplication>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

class WriteText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::WriteText)

public:
    static std::pair<QString, QString> answerLost(const Error &error, const QString &name)
    {
        const QString host = error.host.isEmpty() ? tr("the endpoint") : error.host;
        const QString what =
            name.isEmpty()
                ? tr("Answer lost, outcome unknown: %1 may have carried out %2 or not.").arg(host, error.operation)
                : tr("Answer lost, outcome unknown: %1 may have carried out %2 on \"%3\" or not.")
                      .arg(host, error.operation, name);
        const QString look = name.isEmpty() ? u"list"_s : u"show "_s + name;
        return {what, tr("Look at it with \"keyturnctl %1\" before you repeat the command.").arg(look)};
    }
    static std::pair<QString, QString> conflict(const Error &error, const QString &name)
    {
        if (error.refusal == Refusal::Overwritten)
            return {tr("\"%1\" was written over a version that came in between.").arg(name),
                    tr("Look at what it held: \"keyturnctl show %1 --version-stage AWSPREVIOUS\".").arg(name)};
        if (error.refusal == Refusal::RefreshRunning)
            return {tr("Another program of yours has been refreshing \"%1\" for a minute.").arg(name),
                    tr("\"keyturnctl pending\" lists what is under way.")};
        if (error.refusal == Refusal::StagedElsewhere)
            return {tr("A refresh of \"%1\" on another computer is unfinished: %2. The provider was not asked.")
                        .arg(name, error.detail),
                    tr("Finish it there, or make that version current in Keyturn.")};
        return {tr("Someone else changed \"%1\", or the name is taken; theirs stays.").arg(name),
                tr("Look at it with \"keyturnctl show %1\" and try again.").arg(name)};
    }
};

} // namespace

std::pair<QString, QString> writeText(const Error &error, const ErrorContext &context)
{
    return error.answerLost ? WriteText::answerLost(error, context.name) : WriteText::conflict(error, context.name);
}

} // namespace keyturn::cli

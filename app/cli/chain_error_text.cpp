#include "app/cli/chain_error_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

class ChainErrorText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::ChainErrorText)
};

bool isOfChain(const QString &operation)
{
    static constexpr QLatin1StringView services[] = {"sns:"_L1, "events:"_L1, "scheduler:"_L1, "cloudformation:"_L1};
    return std::any_of(std::begin(services), std::end(services),
                       [&operation](QLatin1StringView service) { return operation.startsWith(service); });
}

} // namespace

std::optional<std::pair<QString, QString>> chainErrorText(const Error &error, const ErrorContext &context)
{
    using Text = std::pair<QString, QString>;
    const QString &name = context.name;
    if (error.refusal == Refusal::StackFailed)
        return Text{
            ChainErrorText::tr("AWS could not make the stack \"%1\" as it was wanted: %2.").arg(name, error.detail),
            ChainErrorText::tr("Its events, above or in the CloudFormation console, say what stood in the way; "
                               "then run the command again.")};
    if (error.refusal == Refusal::NoStack)
        return Text{ChainErrorText::tr("There is no stack \"%1\" in region %2.").arg(name, context.region),
                    ChainErrorText::tr("\"keyturnctl reminder-chain check\" also looks at a chain made by hand.")};
    if (error.refusal == Refusal::StackUnfinished)
        return Text{ChainErrorText::tr("AWS is still working on the stack \"%1\".").arg(name),
                    ChainErrorText::tr("Run the command again in a while.")};
    if (!isOfChain(error.operation))
        return std::nullopt;
    if (error.answerLost)
        return Text{
            ChainErrorText::tr("No answer came to %1, so it is not known whether it was done.").arg(error.operation),
            ChainErrorText::tr("Run the command again: what is there already is left as it is.")};
    if (error.kind == ErrorKind::NotFound && error.operation.startsWith("scheduler:"_L1))
        return Text{ChainErrorText::tr("There is no group of schedules \"%1\" in region %2.").arg(name, context.region),
                    ChainErrorText::tr("Make it with \"keyturnctl reminder-chain create --schedules\".")};
    if (error.kind == ErrorKind::NotFound)
        return Text{ChainErrorText::tr("AWS has no \"%1\" in region %2 any more.").arg(name, context.region),
                    ChainErrorText::tr("\"keyturnctl reminder-chain check\" says what is missing.")};
    if (error.kind == ErrorKind::Conflict)
        return Text{ChainErrorText::tr("Someone else is at work on \"%1\".").arg(name),
                    ChainErrorText::tr("Run the command again in a while.")};
    return std::nullopt;
}

} // namespace keyturn::cli

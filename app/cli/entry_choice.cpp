#include "app/cli/entry_choice.h"

#include "core/read/entry_store.h"

#include <QCoreApplication>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

class ChoiceText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::ChoiceText)
};

} // namespace

QCommandLineOption storeOption()
{
    return {
        u"store"_s,
        ChoiceText::tr("Where NAME is: \"secret\" (Secrets Manager) or \"parameter\" (Parameter Store). Needed where "
                       "both have it; only this store is asked then."),
        u"STORE"_s};
}

Result<std::optional<Store>> storeOf(const VerbArguments &arguments)
{
    const QString word = arguments.value(u"store"_s);
    if (!arguments.has(u"store"_s))
        return std::optional<Store>();
    if (word == "secret"_L1 || word == "secretsmanager"_L1) // the second as "list" prints it
        return std::optional(Store::SecretsManager);
    if (word == "parameter"_L1 || word == "ssm"_L1)
        return std::optional(Store::ParameterStore);
    return Error{ErrorKind::Invalid, Refusal::Usage, ChoiceText::tr("--store is either \"secret\" or \"parameter\".")};
}

Task<Result<Entry>> findEntry(Connection *connection, VerbArguments arguments)
{
    const Result<std::optional<Store>> store = storeOf(arguments);
    if (!store)
        co_return Result<Entry>(store.error());
    const EntryStore entries(*connection);
    Task<Result<Entry>> finding = entries.find(arguments.names.first(), *store);
    Result<Entry> entry = co_await std::move(finding);
    co_return entry;
}

} // namespace keyturn::cli

#include "app/cli/chain_place.h"

#include <QCoreApplication>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

class ChainOptions {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::ChainOptions)
};

QStringList listed(const VerbArguments &arguments, const QString &option)
{
    QStringList found;
    for (const QString &item : arguments.value(option).split(u',', Qt::SkipEmptyParts))
        found.append(item.trimmed());
    return found;
}

} // namespace

QList<QCommandLineOption> chainOptions()
{
    return {{u"name"_s, ChainOptions::tr("The chain's name in AWS. Default: keyturn-reminders."), u"NAME"_s},
            {u"prefix"_s,
             ChainOptions::tr("What the names of the parameters begin with, with commas between several. "
                              "Default: all parameters."),
             u"PREFIXES"_s},
            {u"email"_s, ChainOptions::tr("Who gets mails, with commas between addresses."), u"ADDRESSES"_s},
            {u"sms"_s, ChainOptions::tr("Who gets text messages, with commas between numbers."), u"NUMBERS"_s},
            {u"key"_s, ChainOptions::tr("ARN of a customer key of KMS that encrypts the topic."), u"ARN"_s},
            {u"schedules"_s,
             ChainOptions::tr("With the role and the group that \"keyturnctl reminder-schedules\" needs.")}};
}

ReminderChain chainOf(const VerbArguments &arguments)
{
    ReminderChain chain;
    if (arguments.has(u"name"_s))
        chain.name = arguments.value(u"name"_s);
    chain.prefixes = listed(arguments, u"prefix"_s);
    chain.emails = listed(arguments, u"email"_s);
    chain.phones = listed(arguments, u"sms"_s);
    chain.kmsKey = arguments.value(u"key"_s);
    chain.schedules = arguments.has(u"schedules"_s);
    return chain;
}

Task<Result<ChainPlace>> chainPlace(Connection *connection)
{
    Task<Result<CallerIdentity>> asking = connection->sts().getCallerIdentity();
    const Result<CallerIdentity> caller = co_await std::move(asking);
    if (!caller)
        co_return caller.error();
    co_return ChainPlace::of(*caller, connection->region());
}

} // namespace keyturn::cli

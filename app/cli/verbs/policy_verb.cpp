#include "app/cli/verbs/policy_verb.h"

#include "app/cli/session.h"
#include "core/policy/consumer_policy.h"
#include "core/reminders/reminder_chain.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

QStringList featureWords()
{
    QStringList words;
    for (const AccessFeature feature : accessFeatures())
        words.append(accessFeatureWord(feature));
    return words;
}

QStringList consumerWords()
{
    QStringList words;
    for (const ConsumerKind kind : consumerKinds())
        words.append(consumerKindWord(kind));
    return words;
}

QString consumerComplaint(const QString &fault)
{
    if (fault == u"one-secret")
        return PolicyVerb::tr("That is for one secret:NAME, without *.");
    if (fault == u"family")
        return PolicyVerb::tr("A family is one secret:PREFIX* with /, -, _ or . before the star.");
    if (fault == u"several")
        return PolicyVerb::tr("That is for two or more secret:NAME, without *.");
    if (fault == u"environment")
        return PolicyVerb::tr("An environment is one secret:APP/ENVIRONMENT/*.");
    if (fault == u"parameters")
        return PolicyVerb::tr("A function reads parameter:NAME or parameter:/PATH/*.");
    if (fault == u"function")
        return PolicyVerb::tr("Say which Lambda function it is: --function NAME.");
    return PolicyVerb::tr("That is for secrets alone.");
}

Result<QList<AccessFeature>> featuresOf(const VerbArguments &arguments)
{
    QList<AccessFeature> features;
    const QStringList wanted =
        arguments.has(u"for"_s) ? arguments.value(u"for"_s).split(u',') : QStringList{u"browse"_s};
    for (const QString &word : wanted) {
        const std::optional<AccessFeature> feature = accessFeatureOfWord(word.trimmed());
        if (!feature)
            return Error{ErrorKind::Invalid, Refusal::Usage,
                         PolicyVerb::tr("--for is a list of: %1.").arg(featureWords().join(u", "_s))};
        features.append(*feature);
    }
    return features;
}

//! Partition, account and region are those of the connection.
Result<AccessScope> scopeOf(const QString &arn, const QString &account, const QString &region,
                            const VerbArguments &arguments)
{
    AccessScope scope;
    scope.partition = arn.section(u':', 1, 1);
    scope.account = account;
    scope.region = region;
    scope.chain = arguments.has(u"chain"_s) ? arguments.value(u"chain"_s) : ReminderChain().name;
    if (arguments.has(u"queue"_s))
        scope.queues = arguments.value(u"queue"_s).split(u',', Qt::SkipEmptyParts);
    if (arguments.has(u"keys"_s))
        scope.keys = arguments.value(u"keys"_s).split(u',', Qt::SkipEmptyParts);
    for (const QString &name : arguments.names) {
        const QString bare = name.section(u':', 1);
        if (name.startsWith("secret:"_L1) && !bare.isEmpty())
            scope.secrets.append(bare);
        else if (name.startsWith("parameter:"_L1) && !bare.isEmpty())
            scope.parameters.append(bare);
        else
            return Error{ErrorKind::Invalid, Refusal::Usage,
                         PolicyVerb::tr("\"%1\" is neither secret:NAME nor parameter:NAME.").arg(name)};
    }
    return scope;
}

} // namespace

QString PolicyVerb::name() const
{
    return u"policy"_s;
}

QString PolicyVerb::summary() const
{
    return tr("Print the smallest IAM policy for a use of Keyturn.");
}

QString PolicyVerb::synopsis() const
{
    return u"[secret:NAME|parameter:NAME...]"_s;
}

QString PolicyVerb::description() const
{
    return tr(
        "Prints an identity-based policy that allows what --for names on the secrets and parameters that are given, "
        "and nothing else; a name with * at its end stands for all that begin so. The account is the one of the "
        "credentials. Lists cannot be limited to names in IAM, so they stand on \"*\". Customer keys of KMS are "
        "given with --keys, for use through their service alone.\n"
        "--consumer prints what a program that uses credentials needs, which is less: single, several and environment "
        "read secrets, family those whose names begin alike, read-write also writes new values (for refreshing "
        "tokens), and lambda is a function that reads parameters and writes its log.\n"
        "Try it first: the sandbox takes it with POST /sandbox-api/access-keys.");
}

QStringList PolicyVerb::examples() const
{
    return {u"keyturnctl policy 'secret:hospitality/*' --for reveal,edit"_s,
            u"keyturnctl policy parameter:/my-erp/lwa/clientsecret --for edit,versions"_s,
            u"keyturnctl policy --for reminders --chain keyturn-reminders"_s,
            u"keyturnctl policy secret:sp-api/prod/lwa --for client-secret-api --queue new-client-secrets"_s,
            u"keyturnctl policy secret:upwork-oauth-tokens --consumer read-write"_s,
            u"keyturnctl policy 'parameter:/my-erp/*' --consumer lambda --function my-lwa --keys ARN"_s};
}

QList<QCommandLineOption> PolicyVerb::options() const
{
    return {{u"for"_s, tr("What for, besides browse: %1.").arg(featureWords().mid(1).join(u", "_s)), u"USES"_s},
            {u"consumer"_s, tr("For a program: %1.").arg(consumerWords().join(u", "_s)), u"KIND"_s},
            {u"function"_s, tr("Name of the Lambda function, for --consumer lambda."), u"NAME"_s},
            {u"chain"_s, tr("Name of the reminder chain, for --for reminders. Default: keyturn-reminders."), u"NAME"_s},
            {u"queue"_s, tr("Names of SQS queues, for --for client-secret-api, with commas between them."), u"NAMES"_s},
            {u"keys"_s, tr("ARNs of customer keys of KMS, with commas between them."), u"ARNS"_s}};
}

Task<ExitCode> PolicyVerb::run(Session &session, VerbArguments arguments)
{
    const Result<QList<AccessFeature>> features = featuresOf(arguments);
    if (!features)
        co_return session.fail(features.error());
    const std::optional<ConsumerKind> consumer = consumerKindOfWord(arguments.value(u"consumer"_s));
    if (arguments.has(u"consumer"_s) && (!consumer || arguments.has(u"for"_s)))
        co_return session.usage(
            tr("--consumer is one of: %1; and --for does not go with it.").arg(consumerWords().join(u", "_s)));
    Task<Result<Connection *>> connecting = session.connect();
    const Result<Connection *> connection = co_await std::move(connecting);
    if (!connection)
        co_return session.fail(connection.error());
    Task<Result<CallerIdentity>> asking = (*connection)->sts().getCallerIdentity();
    const Result<CallerIdentity> caller = co_await std::move(asking);
    if (!caller)
        co_return session.fail(caller.error());
    const Result<AccessScope> scope = scopeOf(caller->arn, caller->account, (*connection)->region(), arguments);
    if (!scope)
        co_return session.fail(scope.error());
    const QString function = arguments.value(u"function"_s);
    if (!consumer) {
        session.out().write(accessPolicy(*features, *scope));
        co_return ExitCode::Ok;
    }
    if (const QString fault = consumerFault(*consumer, *scope, function); !fault.isEmpty())
        co_return session.usage(consumerComplaint(fault));
    session.out().write(consumerPolicy(*consumer, *scope, function));
    co_return ExitCode::Ok;
}

} // namespace keyturn::cli

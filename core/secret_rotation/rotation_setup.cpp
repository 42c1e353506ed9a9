#include "core/secret_rotation/rotation_setup.h"

#include "core/connection/connection.h"
#include "core/secret_rotation/rotation_finding.h"

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

Error setupFailure(ErrorKind kind, Refusal refusal, const QString &detail)
{
    return Error{kind, refusal, detail, {}, {}, u"secretsmanager:RotateSecret"_s};
}

//! AWS adds AutomaticallyAfterDays to an expression by itself.
bool isSet(const RotationRules &asked, const RotationRules &now)
{
    if (!asked.duration.isEmpty() && asked.duration != now.duration)
        return false;
    if (!asked.scheduleExpression.isEmpty())
        return asked.scheduleExpression == now.scheduleExpression;
    return asked.automaticallyAfterDays == now.automaticallyAfterDays && now.scheduleExpression.isEmpty();
}

} // namespace

RotationSetup::RotationSetup(Connection &connection) : m_connection(connection), m_rotation(connection.transport())
{}

Task<Result<SecretMetadata>> RotationSetup::save(QString secretId, RotationClient::Setup setup) const
{
    const Result<RotationSchedule> schedule = RotationSchedule::parse(setup.rules);
    if (!schedule)
        co_return schedule.error();
    const Result<SecretMetadata> now = co_await send(std::move(secretId), setup);
    if (!now)
        co_return now.error();
    const bool isOfFunction = setup.lambdaArn.isEmpty() || setup.lambdaArn == now->rotationLambdaArn;
    if (!now->rotationEnabled || !isOfFunction || !isSet(setup.rules, now->rotationRules))
        co_return m_rotation.badAnswer("RotateSecret",
                                       u"it says that the rotation was set up, and it is another one"_s);
    co_return now;
}

Task<Result<SecretMetadata>> RotationSetup::rotateNow(QString secretId) const
{
    RotationClient::Setup setup;
    setup.immediately = true;
    return send(std::move(secretId), std::move(setup));
}

Task<Result<SecretMetadata>> RotationSetup::send(QString secretId, RotationClient::Setup setup) const
{
    const SecretsManagerClient &client = m_connection.secretsManager();
    const Result<SecretMetadata> before = co_await client.describeSecret(secretId);
    if (!before)
        co_return before.error();
    if (setup.lambdaArn.isEmpty() && before->rotationLambdaArn.isEmpty())
        co_return setupFailure(ErrorKind::Invalid, Refusal::NoFunction, u"no function is set that could rotate it"_s);
    const QString pending = pendingVersionOf(*before);
    if (!pending.isEmpty())
        co_return setupFailure(ErrorKind::Conflict, Refusal::RotationPending,
                               u"AWSPENDING is on version %1: a rotation is under way or stuck"_s.arg(pending));
    const QString token = newVersionId();
    const Result<> done = co_await m_rotation.rotateSecret(secretId, std::move(setup), token);
    if (!done)
        co_return done.error();
    co_return co_await client.describeSecret(secretId);
}

bool mayRotateSoon(const RotationRules &rules)
{
    return !rules.scheduleExpression.startsWith("cron("_L1);
}

} // namespace keyturn

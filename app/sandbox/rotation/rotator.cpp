#include "app/sandbox/rotation/rotator.h"

#include "app/sandbox/secretsmanager/rotation_plan.h"
#include "app/sandbox/secretsmanager/secret_replicas.h"
#include "app/sandbox/secretsmanager/secret_rules.h"
#include "app/sandbox/store/outbox.h"
#include "app/sandbox/wire/json_text.h"
#include "core/base/log.h"

#include <QDir>
#include <QUuid>

#include <algorithm>

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

constexpr size_t keptRuns = 200;

Error abandoned()
{
    return {ErrorKind::Cancelled, u"rotation-abandoned"_s, u"the rotation was cancelled or its label moved"_s};
}

//! What a program needs to find its interpreter and this server, and nothing else of ours.
QProcessEnvironment environmentFor(const Scope &scope, const QUrl &endpoint, const AccessKeys &keys)
{
    QProcessEnvironment environment;
    for (const char *name : {"PATH", "HOME", "LANG", "LC_ALL", "TZ"}) {
        if (qEnvironmentVariableIsSet(name))
            environment.insert(QString::fromLatin1(name), qEnvironmentVariable(name));
    }
    environment.insert(u"AWS_ENDPOINT_URL"_s, endpoint.toString());
    environment.insert(u"AWS_REGION"_s, scope.region);
    environment.insert(u"AWS_DEFAULT_REGION"_s, scope.region);
    for (const QJsonValue &entry : keys.list()) {
        const AccessKey *key = keys.find(entry[u"id"].toString().toLatin1());
        if (!key || key->caller.account != scope.account || !key->sessionToken.isEmpty())
            continue;
        environment.insert(u"AWS_ACCESS_KEY_ID"_s, QString::fromLatin1(key->id));
        environment.insert(u"AWS_SECRET_ACCESS_KEY"_s, key->secret.reveal());
        break;
    }
    return environment;
}

} // namespace

Rotator::Rotator(Store &store, Timekeeper &timekeeper, const AccessKeys &keys) :
    m_store(store), m_timekeeper(timekeeper), m_keys(keys)
{
    timekeeper.add([this](const QDateTime &now) { runDue(now); });
}

void Rotator::forget()
{
    m_tasks.cancelAll();
    m_running.clear();
    m_runs.clear();
}

void Rotator::setPrograms(const QString &folder, const QUrl &endpoint)
{
    m_folder = folder;
    m_endpoint = endpoint;
}

const Secret *Rotator::find(const Scope &scope, const QString &name) const
{
    const Store::Secrets &secrets = m_store.secrets(scope);
    const auto it = secrets.find(name);
    return it == secrets.end() ? nullptr : &it->second;
}

void Rotator::save(const Scope &scope, const Secret &secret, const QString &event)
{
    const auto done = m_store.transaction([&]() -> Result<> {
        if (auto saved = secrets::saveEverywhere(m_store, scope, secret); !saved)
            return saved;
        return outbox::add(m_store, scope, now(), rotation::event(event, secret));
    });
    if (!done)
        qCWarning(sandboxLog).noquote() << done.error().detail;
}

void Rotator::runDue(const QDateTime &now)
{
    QList<std::pair<Scope, Secret>> due;
    for (const Scope &scope : m_store.secretScopes()) {
        for (const auto &[name, secret] : m_store.secrets(scope)) {
            const bool rests = secret.deletionAt.isValid() || secrets::isReplica(secret);
            if (!rests && rotation::isDue(secret, now) && !m_running.contains({scope, name}))
                due.emplaceBack(scope, secret);
        }
    }
    for (const auto &[scope, secret] : due) {
        if (secret.rotationTask.versionId.isEmpty())
            beginScheduled(scope, secret, now);
        else
            begin(scope, secret);
    }
}

void Rotator::beginScheduled(const Scope &scope, Secret secret, const QDateTime &now)
{
    const Result<> announced = rotation::announce(secret, rotation::pendingVersion(secret), now);
    rotation::planNextWindow(secret, now);
    if (announced)
        begin(scope, secret);
    else
        save(scope, secret, u"RotationFailed"_s); // the next window is another chance
}

void Rotator::begin(const Scope &scope, const Secret &secret)
{
    save(scope, secret, u"RotationStarted"_s);
    m_running.insert({scope, secret.name});
    const Rotation started{scope, secret.name, secret.arn, secret.rotationTask};
    m_tasks.launch(rotate(started), [this, started](const Result<> &result) { end(started, result); });
}

Result<> Rotator::check(const Rotation &rotation) const
{
    const Secret *secret = find(rotation.scope, rotation.name);
    if (!secret || secret->arn != rotation.arn || secret->deletionAt.isValid()
        || secret->rotationTask.versionId != rotation.task.versionId)
        return abandoned();
    return {};
}

Task<Result<>> Rotator::rotate(Rotation rotation)
{
    QStringList steps{u"createSecret"_s, u"setSecret"_s, u"testSecret"_s, u"finishSecret"_s};
    if (rotation.task.testOnly)
        steps = QStringList{u"testSecret"_s};
    const QString rotationToken = QUuid::createUuid().toString(QUuid::WithoutBraces);
    for (const QString &step : std::as_const(steps)) {
        const Result<> stillWanted = check(rotation);
        if (!stillWanted)
            co_return stillWanted.error();
        const Result<> done = co_await call(rotation, step, rotationToken);
        m_runs.push_back({step, rotation.arn, rotation.task.versionId, done ? QString() : done.error().detail});
        if (m_runs.size() > keptRuns)
            m_runs.pop_front();
        if (!done)
            co_return done.error();
    }
    co_return check(rotation);
}

Task<Result<>> Rotator::call(Rotation rotation, QString step, QString rotationToken)
{
    const Secret *secret = find(rotation.scope, rotation.name);
    const QString arn = secret ? secret->rotation[u"RotationLambdaARN"].toString() : QString();
    const std::optional<RotationFunction> function = rotation_functions::find(m_store, arn);
    if (!function)
        co_return refusal(u"AccessDeniedException"_s, rotation::cannotInvoke());
    const QByteArray event = jsonText(QJsonObject{{u"Step"_s, step},
                                                  {u"SecretId"_s, rotation.arn},
                                                  {u"ClientRequestToken"_s, rotation.task.versionId},
                                                  {u"RotationToken"_s, rotationToken}});
    const std::chrono::milliseconds timeout = function->timeout;
    if (!function->program.isEmpty() && m_folder.isEmpty())
        co_return refusal(u"AccessDeniedException"_s, rotation::cannotInvoke());
    if (function->program.isEmpty()) {
        if (!m_http)
            m_http = std::make_unique<HttpClient>();
        co_return co_await callUrl(*m_http, function->url, event, timeout);
    }
    const QString file = QDir(m_folder).absoluteFilePath(function->program);
    const QProcessEnvironment environment = environmentFor(rotation.scope, m_endpoint, m_keys);
    co_return co_await callProgram(file, event, environment, timeout);
}

void Rotator::end(const Rotation &rotation, const Result<> &result)
{
    m_running.erase({rotation.scope, rotation.name});
    const Secret *found = find(rotation.scope, rotation.name);
    if (!found || found->arn != rotation.arn || found->rotationTask.versionId != rotation.task.versionId) {
        m_timekeeper.wake(); // perhaps the next one waits already
        return;
    }
    Secret secret = *found;
    if (rotation.task.testOnly) {
        rotation::removeTest(secret);
        save(rotation.scope, secret, result ? u"TestRotationSucceeded"_s : u"TestRotationFailed"_s);
        return;
    }
    if (result && rotation::isFinished(secret)) {
        rotation::succeed(secret, now());
        save(rotation.scope, secret, u"RotationSucceeded"_s);
        return;
    }
    const bool isLast = ++secret.rotationTask.attempts >= attempts || !rotation::holdsPending(secret);
    if (isLast)
        secret.rotationTask = {};
    else
        secret.rotationTask.notBefore = now().addSecs(retrySeconds);
    save(rotation.scope, secret, isLast ? u"RotationAbandoned"_s : u"RotationFailed"_s);
}

ControlCall Rotator::functionsCall()
{
    const auto get = [this](const ControlInput &) -> Result<QJsonObject> {
        QJsonArray runs;
        for (const Run &run : m_runs) {
            QJsonObject entry{{u"step"_s, run.step}, {u"secret"_s, run.secretArn}, {u"token"_s, run.token}};
            entry.insert(u"succeeded"_s, run.problem.isEmpty());
            addUnlessEmpty(entry, u"problem"_s, run.problem);
            runs.append(entry);
        }
        return QJsonObject{{u"functions"_s, rotation_functions::list(m_store)}, {u"runs"_s, runs}};
    };
    const auto post = [this, get](const ControlInput &input) -> Result<QJsonObject> {
        if (auto changed = rotation_functions::change(m_store, m_folder, input); !changed)
            return std::move(changed).error();
        return get(input);
    };
    return {"rotation-functions", get, post};
}

} // namespace keyturn::sandbox

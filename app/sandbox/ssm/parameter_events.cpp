#include "app/sandbox/ssm/parameter_rules.h"
#include "app/sandbox/store/outbox.h"
#include "core/base/log.h"

#include <QRegularExpression>

#include <algorithm>

namespace keyturn::sandbox::parameters {

namespace {

using namespace Qt::StringLiterals;

Result<> send(Store &store, const Scope &scope, const QDateTime &now, const QString &detailType,
              const Parameter &parameter, const QJsonObject &detail)
{
    return outbox::add(store, scope, now, {u"aws.ssm"_s, detailType, {parameter.arn}, detail});
}

Result<> sendChange(Store &store, const Scope &scope, const QDateTime &now, const Parameter &parameter,
                    const QString &operation, QJsonObject detail = {})
{
    const QJsonObject common{{u"name"_s, parameter.name}, {u"type"_s, parameter.type}, {u"operation"_s, operation}};
    for (auto it = common.begin(); it != common.end(); ++it)
        detail.insert(it.key(), it.value());
    addUnlessEmpty(detail, u"description"_s, parameter.latest().description);
    return send(store, scope, now, u"Parameter Store Change"_s, parameter, detail);
}

Result<> sendAction(Store &store, const Scope &scope, const QDateTime &now, const Parameter &parameter,
                    const Policy &policy)
{
    return send(store, scope, now, u"Parameter Store Policy Action"_s, parameter,
                {{u"parameter-name"_s, parameter.name},
                 {u"parameter-type"_s, parameter.type},
                 {u"policy-type"_s, policy.type},
                 {u"policy-content"_s, policy.text},
                 {u"action-status"_s, u"Success"_s},
                 {u"action-reason"_s, policy.reason}});
}

//! The policies that are due and have not acted yet, earliest first; an Expiration last.
QList<std::pair<int, Policy>> due(const ParameterVersion &version, const QDateTime &now)
{
    QList<std::pair<int, Policy>> found;
    const QList<Policy> policies = policiesOf(version);
    for (int i = 0; i < policies.size(); ++i) {
        if (policies.at(i).dueAt.isValid() && policies.at(i).dueAt <= now && !version.firedPolicies.contains(i))
            found.emplaceBack(i, policies.at(i));
    }
    std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) {
        return std::pair(a.second.deletes(), a.second.dueAt) < std::pair(b.second.deletes(), b.second.dueAt);
    });
    return found;
}

Result<> act(Store &store, const Scope &scope, const QDateTime &now, Parameter parameter)
{
    bool isGone = false;
    for (const auto &[index, policy] : due(parameter.latest(), now)) {
        if (auto sent = sendAction(store, scope, now, parameter, policy); !sent)
            return sent;
        parameter.versions.last().firedPolicies << index;
        isGone = isGone || policy.deletes();
    }
    if (!isGone)
        return store.save(scope, std::move(parameter));
    if (auto removed = store.removeParameter(scope, parameter.name); !removed)
        return removed;
    return sendChange(store, scope, now, parameter, u"Delete"_s);
}

bool awaitsImage(const ParameterVersion &version, const QDateTime &now)
{
    return version.awaitsImage && version.modifiedAt.addSecs(imageCheckSeconds) <= now;
}

//! Ends the wait of one version.
Result<> checkImage(Store &store, const Scope &scope, const QDateTime &now, Parameter parameter, qsizetype index)
{
    static const QRegularExpression image(u"\\Aami-([0-9a-f]{8}|[0-9a-f]{17})\\z"_s);
    ParameterVersion &version = parameter.versions[index];
    const bool isGood = image.match(QString::fromUtf8(version.value)).hasMatch();
    const QString operation = version.dataTypeBefore.isEmpty() ? u"Create"_s : u"Update"_s;
    QJsonObject detail{{u"dataType"_s, imageType}};
    if (!isGood)
        detail.insert(u"exception"_s, u"Unable to Describe Resource"_s);
    if (auto sent = sendChange(store, scope, now, parameter, operation, detail); !sent)
        return sent;
    if (isGood) {
        version.awaitsImage = false;
        return store.save(scope, std::move(parameter));
    }
    if (index + 1 == parameter.versions.size() && !version.dataTypeBefore.isEmpty())
        parameter.dataType = version.dataTypeBefore;
    parameter.versions.removeAt(index);
    return parameter.versions.isEmpty() ? store.removeParameter(scope, parameter.name)
                                        : store.save(scope, std::move(parameter));
}

} // namespace

Result<> save(Call &call, Parameter parameter, const QString &operation)
{
    return call.store.transaction([&]() -> Result<> {
        if (auto sent = sendChange(call.store, call.scope(), call.now, parameter, operation); !sent)
            return sent;
        return call.store.save(call.scope(), std::move(parameter));
    });
}

Result<> remove(Call &call, const Parameter &parameter)
{
    return call.store.transaction([&]() -> Result<> {
        if (auto sent = sendChange(call.store, call.scope(), call.now, parameter, u"Delete"_s); !sent)
            return sent;
        return call.store.removeParameter(call.scope(), parameter.name);
    });
}

Result<> checkImages(Store &store, const Scope &scope, const QDateTime &now)
{
    QStringList waiting;
    const auto waits = [&now](const ParameterVersion &version) { return awaitsImage(version, now); };
    for (const auto &[key, parameter] : store.parameters(scope)) {
        if (std::any_of(parameter.versions.begin(), parameter.versions.end(), waits))
            waiting << key;
    }
    for (const QString &key : std::as_const(waiting)) {
        // Until none of its versions waits: the parameter itself may be gone by then.
        for (auto it = store.parameters(scope).find(key); it != store.parameters(scope).end();
             it = store.parameters(scope).find(key)) {
            const Parameter &parameter = it->second;
            const auto version = std::find_if(parameter.versions.begin(), parameter.versions.end(), waits);
            if (version == parameter.versions.end())
                break;
            const qsizetype index = version - parameter.versions.begin();
            if (auto done = store.transaction([&] { return checkImage(store, scope, now, parameter, index); }); !done)
                return done;
        }
    }
    return {};
}

Result<> firePolicies(Store &store, const Scope &scope, const QDateTime &now)
{
    QList<Parameter> acting;
    for (const auto &[key, parameter] : store.parameters(scope)) {
        if (!parameter.latest().policies.isEmpty() && !due(parameter.latest(), now).isEmpty())
            acting << parameter;
    }
    for (const Parameter &parameter : std::as_const(acting)) {
        // One transaction: the event and the note that it was sent, or neither.
        if (auto done = store.transaction([&] { return act(store, scope, now, parameter); }); !done)
            return done;
    }
    return {};
}

void timePassed(Store &store, const QDateTime &now)
{
    for (const Scope &scope : store.parameterScopes()) {
        if (auto checked = checkImages(store, scope, now); !checked)
            qCWarning(sandboxLog).noquote() << checked.error().detail;
        if (auto fired = firePolicies(store, scope, now); !fired)
            qCWarning(sandboxLog).noquote() << fired.error().detail;
    }
}

} // namespace keyturn::sandbox::parameters

#include "core/save/parameter_write.h"

#include "core/aws/lost_answer.h"
#include "core/base/crash_point.h"
#include "core/entry/parameter_change.h"

#include <algorithm>

namespace keyturn {

namespace {

constexpr int putAttempts = 2;
constexpr int giveBackRounds = 8; // one for each of somebody's writes in between

Error conflict(const QString &detail)
{
    return Error{ErrorKind::Conflict, Refusal::ChangedElsewhere, detail, {}, {}, QStringLiteral("ssm:PutParameter")};
}

//! Everything as it was but the value: what is not sent again, AWS replaces by its defaults. Policies stay by
//! themselves.
ParameterStoreClient::Put putOf(const ParameterMetadata &metadata, const SecretString &value)
{
    ParameterStoreClient::Put put;
    put.name = metadata.name;
    put.value = value;
    put.type = metadata.type;
    put.overwrite = true;
    if (metadata.type == QLatin1String("SecureString"))
        put.keyId = metadata.keyId;
    put.description = metadata.description;
    put.allowedPattern = metadata.allowedPattern;
    put.tier = metadata.tier;
    put.dataType = metadata.dataType;
    return put;
}

} // namespace

ParameterMetadata ParameterWrite::metadataOf(const QString &name, const ParameterVersion &version)
{
    ParameterMetadata metadata;
    metadata.name = name;
    metadata.type = version.type;
    metadata.keyId = version.keyId;
    metadata.description = version.description;
    metadata.allowedPattern = version.allowedPattern;
    metadata.tier = version.tier;
    metadata.dataType = version.dataType;
    metadata.version = version.version;
    metadata.lastModifiedAt = version.lastModifiedAt;
    metadata.lastModifiedUser = version.lastModifiedUser;
    metadata.policies = version.policies;
    return metadata;
}

namespace {

//! Puts \p theirs back over \p ours. What ours changed by being written goes back as well, but for the tier: Advanced
//! stays Advanced.
ParameterStoreClient::Put restorationOf(const QString &name, const ParameterVersion &theirs,
                                        const ParameterVersion &ours)
{
    ParameterStoreClient::Put put = putOf(ParameterWrite::metadataOf(name, theirs), theirs.value);
    if (ours.tier == QLatin1String("Advanced"))
        put.tier = ours.tier;
    const QString text = policiesText(theirs.policies);
    if (policiesText(ours.policies) != text)
        put.policies = policiesToSend(text);
    return put;
}

} // namespace

Task<ParameterWrite::Outcome> ParameterWrite::run(ParameterMetadata onto, SecretString value, QString policies)
{
    Outcome outcome = co_await put(onto, std::move(value), std::move(policies));
    if (outcome.error || outcome.version == onto.version + 1)
        co_return outcome;
    const QList<qint64> ours{outcome.version};
    co_return co_await giveBack(onto.name, onto.version, ours);
}

Task<ParameterWrite::Outcome> ParameterWrite::put(ParameterMetadata onto, SecretString value, QString policies)
{
    Outcome outcome;
    for (int attempt = 0; attempt < putAttempts; ++attempt) {
        ParameterStoreClient::Put request = putOf(onto, value);
        request.policies = policies;
        KEYTURN_CRASH_POINT("J3-before");
        const Result<qint64> version = co_await m_client.putParameter(std::move(request));
        KEYTURN_CRASH_POINT("J3-after");
        if (version) {
            outcome = Outcome();
            outcome.version = *version;
            co_return outcome;
        }
        outcome.error = version.error();
        if (!mayHaveBeenDone(version.error()))
            co_return outcome;
        // There is no idempotency token: only the version tells whether it was done.
        const Result<Parameter> now = co_await m_client.getParameter(onto.name);
        outcome.unknown = !now;
        if (!now)
            co_return outcome;
        if (now->version == onto.version)
            continue;
        if (now->value == value) {
            outcome = Outcome();
            outcome.version = now->version;
            co_return outcome;
        }
        outcome.error = conflict(
            QStringLiteral("%1 has version %2, %3 was expected").arg(onto.name).arg(now->version).arg(onto.version));
        co_return outcome;
    }
    outcome.error->answerLost = false; // it was looked: the version is still the one that was read
    co_return outcome;
}

Task<ParameterWrite::Outcome> ParameterWrite::giveBack(QString name, qint64 base, QList<qint64> ours)
{
    Outcome outcome;
    const qint64 first = ours.constFirst();
    outcome.replaced = first - 1;
    for (int round = 0; round < giveBackRounds; ++round) {
        const Result<QList<ParameterVersion>> versions = co_await versionsAfter(name, base);
        if (!versions) {
            outcome.error = versions.error();
            co_return outcome;
        }
        const ParameterVersion *theirs = nullptr;
        for (const ParameterVersion &version : *versions) {
            if (!ours.contains(version.version))
                theirs = &version;
        }
        if (!theirs || versions->constLast().version == theirs->version) {
            outcome.replaced = 0;
            outcome.error = conflict(QStringLiteral("%1 was written by somebody else meanwhile; ours lies in the "
                                                    "history as version %2")
                                         .arg(name)
                                         .arg(first));
            co_return outcome;
        }
        outcome.replaced = theirs->version;
        const qint64 newest = versions->constLast().version;
        ParameterStoreClient::Put request = restorationOf(name, *theirs, versions->constLast());
        const Result<qint64> restored = co_await m_client.putParameter(std::move(request));
        if (!restored) {
            outcome.error = restored.error();
            if (!mayHaveBeenDone(restored.error()))
                co_return outcome;
            continue;
        }
        if (*restored == newest + 1) {
            outcome.replaced = 0;
            outcome.error = conflict(QStringLiteral("version %1 of %2 was written by somebody else just before ours "
                                                    "(version %3) and is current again as version %4")
                                         .arg(theirs->version)
                                         .arg(name)
                                         .arg(first)
                                         .arg(*restored));
            co_return outcome;
        }
        ours.append(*restored); // somebody again: theirs lies between
    }
    if (!outcome.error)
        outcome.error = conflict(QStringLiteral("%1 is written all the time").arg(name));
    co_return outcome;
}

//! Oldest first.
Task<Result<QList<ParameterVersion>>> ParameterWrite::versionsAfter(QString name, qint64 base)
{
    QList<ParameterVersion> found;
    PageStream<ParameterVersion> history = m_client.getParameterHistory(name);
    for (;;) {
        const Result<std::optional<QList<ParameterVersion>>> page = co_await history.next();
        if (!page)
            co_return page.error();
        if (!page->has_value())
            break;
        for (const ParameterVersion &version : **page) {
            if (version.version > base)
                found.append(version);
        }
    }
    std::sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.version < b.version; });
    co_return found;
}

} // namespace keyturn

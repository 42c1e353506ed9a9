#include "core/save/save_recovery.h"

#include "core/connection/connection.h"
#include "core/save/parameter_write.h"
#include "core/save/secret_save.h"
#include "core/stores/version_stage.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

using Versions = QList<ParameterVersion>;

Task<Result<Versions>> historyOf(const ParameterStoreClient *client, QString name)
{
    Versions found;
    PageStream<ParameterVersion> history = client->getParameterHistory(name);
    for (;;) {
        const Result<std::optional<Versions>> page = co_await history.next();
        if (!page && page.error().kind == ErrorKind::NotFound)
            break;
        if (!page)
            co_return page.error();
        if (!page->has_value())
            break;
        found.append(**page);
    }
    std::sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.version < b.version; });
    co_return found;
}

const ParameterVersion *baseOf(const SaveJournal::Part &part, const Versions &history)
{
    for (const ParameterVersion &version : history) {
        if (version.version == part.read && std::abs(version.lastModifiedAt.msecsTo(part.readDate)) < 1000)
            return &version;
    }
    return nullptr;
}

//! The version that holds the new value; 0: none does, or it cannot be told. Where the answer was not noted any more,
//! it is the first one that the same caller wrote, or, where the caller is not known, the only one there is.
qint64 versionOfOurs(const SaveJournal::Part &part, const QString &by, const Versions &history)
{
    if (!part.sent || part.written > 0)
        return part.written;
    const bool isOnly = history.constLast().version == part.read + 1;
    for (const ParameterVersion &version : history) {
        const bool isOurs =
            by.isEmpty() || version.lastModifiedUser.isEmpty() ? isOnly : version.lastModifiedUser == by;
        if (version.version > part.read && isOurs)
            return version.version;
    }
    return 0;
}

//! \p history not empty.
HalfSaved::Part present(const SaveJournal::Part &recorded, const QString &by, const ParameterVersion &base,
                        const Versions &history)
{
    const ParameterVersion &now = history.constLast();
    HalfSaved::Part part;
    part.metadata = ParameterWrite::metadataOf(recorded.name, base);
    part.before = base.value;
    if (now.value == base.value)
        return part;
    if (now.version != versionOfOurs(recorded, by, history)) {
        part.elsewhere = now.version;
        return part;
    }
    part.touched = true;
    if (policiesText(now.policies) != policiesText(base.policies))
        part.change.policies = policiesText(now.policies); // so that they go back with the value
    if (now.tier != base.tier)
        part.change.tier = now.tier;
    part.after = now.value;
    part.written = now.version;
    for (const ParameterVersion &version : history) { // what lies between can only be somebody else's
        const bool isTheirs = !(version.value == base.value) && !(version.value == now.value);
        if (version.version > base.version && version.version < now.version && isTheirs)
            part.replaced = version.version;
    }
    return part;
}

} // namespace

Task<Result<std::optional<HalfSaved>>> SaveRecovery::look(SaveJournal::Record record) const
{
    HalfSaved half;
    bool isKnown = false;
    for (const SaveJournal::Part &recorded : std::as_const(record.parts)) {
        const Result<Versions> history = co_await historyOf(&m_client, recorded.name);
        if (!history)
            co_return history.error();
        const ParameterVersion *base = baseOf(recorded, *history);
        if (base) {
            isKnown = true;
            half.parts.append(present(recorded, record.by, *base, *history));
            continue;
        }
        HalfSaved::Part gone; // deleted, perhaps made anew, or written a hundred times
        gone.metadata.name = recorded.name;
        gone.elsewhere = history->isEmpty() ? HalfSaved::Part::nowhere : history->constLast().version;
        half.parts.append(gone);
    }
    if (!isKnown)
        co_return Error{ErrorKind::NotFound,         u"ParameterNotFound"_s, record.entry, {}, {},
                        u"ssm:GetParameterHistory"_s};
    const auto isOurs = [](const HalfSaved::Part &part) { return part.touched; };
    const auto hides = [](const HalfSaved::Part &part) { return part.replaced > 0; };
    const bool hidesTheirs = std::any_of(half.parts.cbegin(), half.parts.cend(), hides);
    if (!hidesTheirs
        && (std::none_of(half.parts.cbegin(), half.parts.cend(), isOurs)
            || std::all_of(half.parts.cbegin(), half.parts.cend(), isOurs)))
        co_return std::optional<HalfSaved>();
    half.cause = Error{ErrorKind::Io, Refusal::Interrupted, {}, {}, {}, u"ssm:PutParameter"_s};
    half.recovered = true;
    half.record = std::move(record);
    co_return std::optional<HalfSaved>(std::move(half));
}

namespace {

Task<Result<CutOffSave>> findOutSecret(const SecretsManagerClient *client, SaveJournal::Record record)
{
    using Outcome = CutOffSave::Outcome;
    const Result<SecretMetadata> now = co_await client->describeSecret(record.secret);
    if (!now)
        co_return now.error();
    const QStringList labels = now->versionStages.value(record.id);
    const QString ours = SecretSave::stagingLabel(record.id);
    CutOffSave found;
    if (labels.contains(stage::current) || labels.contains(stage::previous))
        found.outcome = Outcome::Written;
    else if (labels.contains(ours))
        found.outcome = Outcome::TakenBack;
    if (!labels.contains(ours))
        co_return found;
    const Result<> removed = co_await client->updateSecretVersionStage(record.secret, ours, record.id, QString());
    if (!removed && removed.error().kind != ErrorKind::Invalid) // else it is off already
        found.labelError = removed.error();
    co_return found;
}

Task<Result<CutOffSave>> findOutParameter(const ParameterStoreClient *client, SaveJournal::Record record)
{
    const SaveJournal::Part part = record.parts.constFirst();
    const Result<Versions> history = co_await historyOf(client, part.name);
    if (!history)
        co_return history.error();
    if (!baseOf(part, *history))
        co_return Error{ErrorKind::NotFound, u"ParameterNotFound"_s, part.name, {}, {}, u"ssm:GetParameterHistory"_s};
    CutOffSave found;
    for (const ParameterVersion &version : *history) {
        if (version.version > part.read)
            found.versions.append(version.version);
    }
    const bool isOnly = found.versions == QList<qint64>{part.written > 0 ? part.written : part.read + 1};
    if (part.sent && !found.versions.isEmpty())
        found.outcome = isOnly ? CutOffSave::Outcome::Written : CutOffSave::Outcome::Unclear;
    co_return found;
}

} // namespace

Task<Result<CutOffSave>> findOut(Connection *connection, SaveJournal::Record record)
{
    if (!record.secret.isEmpty())
        co_return co_await findOutSecret(&connection->secretsManager(), std::move(record));
    co_return co_await findOutParameter(&connection->parameterStore(), std::move(record));
}

} // namespace keyturn

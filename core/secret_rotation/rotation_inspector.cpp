#include "core/secret_rotation/rotation_inspector.h"

#include "core/connection/connection.h"
#include "core/entry/entries.h"
#include "core/stores/version_stage.h"

namespace keyturn {

Task<Result<RotationFinding>> RotationInspector::look(QString secretId) const
{
    const Result<RotationFacts> read = co_await facts(std::move(secretId));
    if (!read)
        co_return read.error();
    co_return findingOf(*read, m_connection.clock().utcNow());
}

Task<Result<RotationFacts>> RotationInspector::facts(QString secretId) const
{
    const Result<SecretMetadata> metadata = co_await m_connection.secretsManager().describeSecret(secretId);
    if (!metadata)
        co_return metadata.error();
    RotationFacts facts;
    facts.metadata = *metadata;
    const QString pending = pendingVersionOf(*metadata);
    if (pending.isEmpty() || metadata->deletedAt.isValid())
        co_return facts;
    const Result<QList<SecretVersion>> made = co_await versions(metadata->arn);
    if (!made)
        co_return made.error();
    for (const SecretVersion &version : *made) {
        if (version.versionId == pending)
            facts.pendingSince = version.createdAt;
    }
    const Result<Content> theirs = co_await content(*metadata, pending);
    if (!theirs)
        co_return theirs.error();
    facts.pending = *theirs;
    const QString current = metadata->versionWithStage(stage::current);
    const Result<Content> now = co_await content(*metadata, current);
    if (!now)
        co_return now.error();
    facts.current = *now;
    const SecretVersion *base = nullptr;
    for (const SecretVersion &version : *made) {
        const bool isOlder = version.createdAt < facts.pendingSince && version.versionId != pending;
        if (isOlder && (!base || base->createdAt < version.createdAt))
            base = &version;
    }
    if (facts.pending && base && base->versionId != current) {
        const QString baseVersion = base->versionId;
        const Result<Content> before = co_await content(*metadata, baseVersion);
        if (before)
            facts.base = *before;
    }
    co_return facts;
}

Task<Result<RotationInspector::Content>> RotationInspector::content(SecretMetadata metadata, QString versionId) const
{
    const QString secretId = metadata.arn;
    const Result<SecretValue> value = co_await m_connection.secretsManager().getSecretValue(secretId, versionId);
    if (!value && value.error().kind == ErrorKind::NotFound)
        co_return Content();
    if (!value)
        co_return value.error();
    const QDateTime now = m_connection.clock().utcNow();
    const Entry entry = entryFromSecret(metadata, m_connection.region(), now);
    co_return Content(EntryContent::ofSecret(entry, *value, now).withKeys(m_settings.keys));
}

//! Whoever may not list them does not learn how old the pending one is.
Task<Result<QList<SecretVersion>>> RotationInspector::versions(QString secretId) const
{
    QList<SecretVersion> all;
    PageStream<SecretVersion> pages = m_connection.secretsManager().listSecretVersionIds(secretId, true);
    for (;;) {
        const Result<std::optional<QList<SecretVersion>>> page = co_await pages.next();
        if (!page && page.error().kind == ErrorKind::AccessDenied)
            co_return all;
        if (!page)
            co_return page.error();
        if (!page->has_value())
            co_return all;
        all.append(**page);
    }
}

} // namespace keyturn

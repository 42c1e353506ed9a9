#pragma once
#include "app/sandbox/services/service.h"

namespace keyturn::sandbox::secrets {

//! Finds a secret by name, full ARN or ARN without the random suffix. Deletes what is due first.
//! ResourceNotFoundException where there is none.
Result<Secret> find(Call &call);
//! As find(), and refuses one that is marked for deletion.
Result<Secret> findActive(Call &call);
Error markedForDeletion();

//! Name, "arn:aws:secretsmanager:...:secret:NAME-AbCdEf".
QString newArn(const Call &call, const QString &name);

//! Moves \p stages to \p versionId; moving AWSCURRENT leaves AWSPREVIOUS on the version that had it.
void moveStages(Secret &secret, const QString &versionId, const QStringList &stages);
//! Forgets what AWS forgets: beyond 100 versions, those without a label and older than a day.
void dropDeprecated(Secret &secret, const QDateTime &now);

//! The Tags member checked against AWS's rules and added to \p tags.
Result<> readTags(const QJsonArray &array, Tags &tags);
//! VersionId -> labels, of versions that have any.
QJsonObject stagesByVersion(const Secret &secret);

//! Whether ListSecrets shows \p secret under \p filters.
bool matches(const Secret &secret, const Call &call, const QJsonArray &filters);
Result<> checkFilters(const QJsonArray &filters);

} // namespace keyturn::sandbox::secrets

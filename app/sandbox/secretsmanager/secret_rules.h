#pragma once
#include "app/sandbox/service/service.h"
#include "core/schedule/rotation_schedule.h"

namespace keyturn::sandbox::secrets {

//! ValidationException where \p name has a character that no name has.
Result<> checkName(const QString &name);
//! Finds a secret by name, full ARN or ARN without the random suffix. Deletes what is due first. ValidationException
//! where the id can be none, ResourceNotFoundException where there is none.
Result<Secret> find(Call &call);
//! As find(), and refuses one that is marked for deletion.
Result<Secret> findActive(Call &call);
//! As findActive(), and refuses a replica: writes belong to the primary's region.
Result<Secret> findWritable(Call &call);
Error markedForDeletion();
//! InvalidParameterException.
Error invalidParameter(const QString &message);
//! A copy of a secret of another region.
bool isReplica(const Secret &secret);

//! Name, "arn:aws:secretsmanager:...:secret:NAME-AbCdEf".
QString newArn(const Call &call, const QString &name);

//! The member that holds a rotation's schedule, in requests and in what is kept.
inline const QString rulesMember = QStringLiteral("RotationRules");

//! InvalidParameterException, in the service's words, where the rules make no schedule.
Result<RotationSchedule> scheduleFrom(const QJsonObject &rules);

//! Leave to do \p action with the secret that SecretId names, and with its key.
Result<> permitSecret(Call &call, const QString &action);

//! Moves \p stages to \p versionId; moving AWSCURRENT leaves AWSPREVIOUS on the version that had it.
void moveStages(Secret &secret, const QString &versionId, const QStringList &stages);
//! Makes room for one more version as AWS does: beyond 100 it forgets those without a label that are older than a day.
//! LimitExceededException where there are 100 younger ones.
Result<> makeRoom(Secret &secret, const QDateTime &now);

//! The Tags member checked against AWS's rules and added to \p tags.
Result<> readTags(const QJsonArray &array, Tags &tags);
//! VersionId -> labels, of versions that have any.
QJsonObject stagesByVersion(const Secret &secret);

//! EncryptionFailure unless \p kmsKeyId is empty (aws/secretsmanager) or a key that can encrypt in the call's region.
Result<> checkKey(const Call &call, const QString &kmsKeyId);
Error invalidNextToken();
//! What GetSecretValue answers. Notes the access.
Answer readValue(Call &call, Secret secret, const QString &versionId, const QString &stage);

//! Whether ListSecrets shows \p secret under \p filters.
bool matches(const Secret &secret, const QJsonArray &filters);
//! InvalidParameterException where a filter lacks its key or its values.
Result<> checkFilters(const QJsonArray &filters);

} // namespace keyturn::sandbox::secrets

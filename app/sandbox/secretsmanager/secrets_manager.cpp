#include "app/sandbox/secretsmanager/secrets_manager.h"

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;
using Kind = Member::Kind;

const Member secretId{u"SecretId"_s, Kind::String, true, 1, 2048};
const Member token{u"ClientRequestToken"_s, Kind::String, false, 32, 64};
const Member description{u"Description"_s, Kind::String, false, 0, 2048};
const Member kmsKeyId{u"KmsKeyId"_s, Kind::String, false, 0, 2048};
const Member secretString{u"SecretString"_s, Kind::Secret, false, 1, 65536};
const Member secretBinary{u"SecretBinary"_s, Kind::Blob, false, 1, 65536};
const Member type{u"Type"_s, Kind::String, false, 0, 256};
const Member nextToken{u"NextToken"_s, Kind::String, false, 1, 4096};
const Member rotationToken{u"RotationToken"_s, Kind::Secret, false, 36, 256, u"^[a-zA-Z0-9\\-]+$"_s};
const Member policy{u"ResourcePolicy"_s, Kind::String, true, 1, 20480};
const Member versionStage{u"VersionStage"_s, Kind::String, false, 1, 256};
const Member tagKey{u"Key"_s, Kind::String, false, 1, 128};
const QString regionForm = u"^([a-z]+-)+\\d+$"_s;

const Member filter = Member::structure(
    {{u"Key"_s,
      Kind::String,
      false,
      0,
      Member::unlimited,
      {},
      {u"description"_s, u"name"_s, u"tag-key"_s, u"tag-value"_s, u"primary-region"_s, u"owning-service"_s, u"all"_s}},
     Member::list(u"Values"_s, {{}, Kind::String, false, 0, 512, u"^\\!?[a-zA-Z0-9 :_@\\/\\+\\=\\.\\-\\!]*$"_s}, false,
                  1, 10)});
const Member filters = Member::list(u"Filters"_s, filter, false, 0, 10);

const Member rotationRules =
    Member::structure(u"RotationRules"_s,
                      {{u"AutomaticallyAfterDays"_s, Kind::Integer, false, 1, 1000},
                       {u"Duration"_s, Kind::String, false, 2, 3, u"[0-9]+h"_s},
                       {u"ScheduleExpression"_s, Kind::String, false, 1, 256, u"[0-9A-Za-z\\(\\)#\\?\\*\\-\\/, ]+"_s}});
const Member rotationMetadata = Member::list(
    u"ExternalSecretRotationMetadata"_s,
    Member::structure({{u"Key"_s, Kind::String, false, 1, 256}, {u"Value"_s, Kind::String, false, 1, 2048}}));

Member flag(const QString &name)
{
    return {name, Kind::Boolean};
}

Member tags(bool required)
{
    return Member::list(u"Tags"_s, Member::structure({tagKey, {u"Value"_s, Kind::String, false, 0, 256}}), required);
}

Member replicaRegions(bool required)
{
    return Member::list(u"AddReplicaRegions"_s,
                        Member::structure({{u"Region"_s, Kind::String, false, 1, 128, regionForm}, kmsKeyId}), required,
                        1);
}

} // namespace

Service secretsManager()
{
    const Member page{u"MaxResults"_s, Kind::Integer, false, 1, 100};
    const Member versionId{u"VersionId"_s, Kind::String, false, 32, 64};
    return {"secretsmanager",
            "secretsmanager.",
            {},
            {},
            {
                {u"ListSecrets"_s,
                 {flag(u"IncludePlannedDeletion"_s),
                  page,
                  nextToken,
                  filters,
                  {u"SortOrder"_s, Kind::String, false, 0, Member::unlimited, {}, {u"asc"_s, u"desc"_s}},
                  {u"SortBy"_s,
                   Kind::String,
                   false,
                   0,
                   Member::unlimited,
                   {},
                   {u"created-date"_s, u"last-accessed-date"_s, u"last-changed-date"_s, u"name"_s}}},
                 secrets::listSecrets},
                {u"DescribeSecret"_s, {secretId}, secrets::describeSecret},
                {u"GetSecretValue"_s, {secretId, versionId, versionStage}, secrets::getSecretValue},
                {u"ListSecretVersionIds"_s,
                 {secretId, page, nextToken, flag(u"IncludeDeprecated"_s)},
                 secrets::listSecretVersionIds},
                {u"GetRandomPassword"_s,
                 {{u"PasswordLength"_s, Kind::Integer, false, 1, 4096},
                  {u"ExcludeCharacters"_s, Kind::String, false, 0, 4096},
                  flag(u"ExcludeNumbers"_s),
                  flag(u"ExcludePunctuation"_s),
                  flag(u"ExcludeUppercase"_s),
                  flag(u"ExcludeLowercase"_s),
                  flag(u"IncludeSpace"_s),
                  flag(u"RequireEachIncludedType"_s)},
                 secrets::getRandomPassword},
                {u"CreateSecret"_s,
                 {{u"Name"_s, Kind::String, true, 1, 512},
                  token,
                  description,
                  kmsKeyId,
                  secretString,
                  secretBinary,
                  tags(false),
                  type,
                  replicaRegions(false),
                  flag(u"ForceOverwriteReplicaSecret"_s)},
                 secrets::createSecret},
                {u"PutSecretValue"_s,
                 {secretId, token, secretString, secretBinary,
                  Member::list(u"VersionStages"_s, {{}, Kind::String, false, 1, 256}, false, 1, 20), rotationToken},
                 secrets::putSecretValue},
                {u"UpdateSecret"_s,
                 {secretId, token, description, kmsKeyId, secretString, secretBinary, type},
                 secrets::updateSecret},
                {u"UpdateSecretVersionStage"_s,
                 {secretId,
                  {u"VersionStage"_s, Kind::String, true, 1, 256},
                  {u"RemoveFromVersionId"_s, Kind::String, false, 32, 64},
                  {u"MoveToVersionId"_s, Kind::String, false, 32, 64}},
                 secrets::updateSecretVersionStage},
                {u"DeleteSecret"_s,
                 {secretId,
                  {u"RecoveryWindowInDays"_s, Kind::Integer, false, Member::anyNumber},
                  flag(u"ForceDeleteWithoutRecovery"_s)},
                 secrets::deleteSecret},
                {u"RestoreSecret"_s, {secretId}, secrets::restoreSecret},
                {u"TagResource"_s, {secretId, tags(true)}, secrets::tagResource},
                {u"UntagResource"_s,
                 {secretId, Member::list(u"TagKeys"_s, {{}, Kind::String, false, 1, 128}, true)},
                 secrets::untagResource},
                {u"BatchGetSecretValue"_s,
                 {Member::list(u"SecretIdList"_s, {{}, Kind::String, false, 1, 2048}, false, 1, 20),
                  filters,
                  {u"MaxResults"_s, Kind::Integer, false, 1, 20},
                  nextToken},
                 secrets::batchGetSecretValue},
                {u"GetResourcePolicy"_s, {secretId}, secrets::getResourcePolicy},
                {u"PutResourcePolicy"_s, {secretId, policy, flag(u"BlockPublicPolicy"_s)}, secrets::putResourcePolicy},
                {u"DeleteResourcePolicy"_s, {secretId}, secrets::deleteResourcePolicy},
                {u"ValidateResourcePolicy"_s,
                 {{u"SecretId"_s, Kind::String, false, 1, 2048}, policy},
                 secrets::validateResourcePolicy},
                {u"RotateSecret"_s,
                 {secretId,
                  token,
                  {u"RotationLambdaARN"_s, Kind::String, false, 0, 2048},
                  rotationRules,
                  rotationMetadata,
                  {u"ExternalSecretRotationRoleArn"_s, Kind::String, false, 20, 2048},
                  flag(u"RotateImmediately"_s)},
                 secrets::rotateSecret},
                {u"CancelRotateSecret"_s, {secretId}, secrets::cancelRotateSecret},
                {u"ReplicateSecretToRegions"_s,
                 {secretId, replicaRegions(true), flag(u"ForceOverwriteReplicaSecret"_s)},
                 secrets::replicateSecretToRegions},
                {u"RemoveRegionsFromReplication"_s,
                 {secretId,
                  Member::list(u"RemoveReplicaRegions"_s, {{}, Kind::String, false, 1, 128, regionForm}, true, 1)},
                 secrets::removeRegionsFromReplication},
                {u"StopReplicationToReplica"_s, {secretId}, secrets::stopReplicationToReplica},
            },
            secrets::permitted,
            secrets::timePassed};
}

} // namespace keyturn::sandbox

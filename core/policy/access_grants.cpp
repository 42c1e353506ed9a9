#include "core/policy/access_grants.h"

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

//! After "Actions, resources, and condition keys" of both services, and what their calls ask of KMS.
const QList<AccessGrant> &storeGrants()
{
    using F = AccessFeature;
    using T = AccessTarget;
    static const QList<AccessGrant> all{
        {F::Browse, T::Everything, {u"secretsmanager:ListSecrets"_s, u"ssm:DescribeParameters"_s}},
        {F::Browse, T::Secrets, {u"secretsmanager:DescribeSecret"_s, u"secretsmanager:ListSecretVersionIds"_s}},
        {F::Browse, T::Parameters, {u"ssm:ListTagsForResource"_s}},
        {F::Reveal, T::Secrets, {u"secretsmanager:GetSecretValue"_s}},
        {F::Reveal, T::Parameters, {u"ssm:GetParameter"_s, u"ssm:GetParameters"_s}},
        {F::Reveal, T::SecretKeys, {u"kms:Decrypt"_s}},
        {F::Reveal, T::ParameterKeys, {u"kms:Decrypt"_s}},
        // A save reads before and after it; the tag is the date of a client secret.
        {F::Edit,
         T::Secrets,
         {u"secretsmanager:GetSecretValue"_s, u"secretsmanager:PutSecretValue"_s, u"secretsmanager:UpdateSecret"_s,
          u"secretsmanager:UpdateSecretVersionStage"_s, u"secretsmanager:TagResource"_s}},
        {F::Edit, T::Parameters, {u"ssm:GetParameter"_s, u"ssm:GetParameters"_s, u"ssm:PutParameter"_s}},
        {F::Edit, T::SecretKeys, {u"kms:Decrypt"_s, u"kms:GenerateDataKey"_s}},
        {F::Edit, T::ParameterKeys, {u"kms:Decrypt"_s, u"kms:Encrypt"_s, u"kms:GenerateDataKey"_s}},
        {F::Create, T::Secrets, {u"secretsmanager:CreateSecret"_s, u"secretsmanager:TagResource"_s}},
        {F::Create, T::Parameters, {u"ssm:PutParameter"_s, u"ssm:AddTagsToResource"_s}},
        {F::Create, T::SecretKeys, {u"kms:Decrypt"_s, u"kms:GenerateDataKey"_s}},
        {F::Create, T::ParameterKeys, {u"kms:Encrypt"_s, u"kms:GenerateDataKey"_s}},
        {F::Versions, T::Secrets, {u"secretsmanager:GetSecretValue"_s, u"secretsmanager:UpdateSecretVersionStage"_s}},
        {F::Versions,
         T::Parameters,
         {u"ssm:GetParameterHistory"_s, u"ssm:LabelParameterVersion"_s, u"ssm:UnlabelParameterVersion"_s}},
        {F::Versions, T::SecretKeys, {u"kms:Decrypt"_s}},
        {F::Versions, T::ParameterKeys, {u"kms:Decrypt"_s}},
        {F::Delete, T::Secrets, {u"secretsmanager:DeleteSecret"_s, u"secretsmanager:RestoreSecret"_s}},
        {F::Delete, T::Parameters, {u"ssm:DeleteParameter"_s, u"ssm:DeleteParameters"_s}},
        {F::Tags, T::Secrets, {u"secretsmanager:TagResource"_s, u"secretsmanager:UntagResource"_s}},
        {F::Tags, T::Parameters, {u"ssm:AddTagsToResource"_s, u"ssm:RemoveTagsFromResource"_s}},
        // The four steps from here, and what frees a rotation; whoever rotates by a function calls that, too.
        {F::Rotation,
         T::Secrets,
         {u"secretsmanager:RotateSecret"_s, u"secretsmanager:CancelRotateSecret"_s, u"secretsmanager:GetSecretValue"_s,
          u"secretsmanager:PutSecretValue"_s, u"secretsmanager:UpdateSecretVersionStage"_s}},
        {F::Rotation, T::SecretKeys, {u"kms:Decrypt"_s, u"kms:GenerateDataKey"_s}},
        {F::Replicas,
         T::Secrets,
         {u"secretsmanager:ReplicateSecretToRegions"_s, u"secretsmanager:RemoveRegionsFromReplication"_s}},
        {F::ResourcePolicy,
         T::Secrets,
         {u"secretsmanager:GetResourcePolicy"_s, u"secretsmanager:PutResourcePolicy"_s,
          u"secretsmanager:ValidateResourcePolicy"_s, u"secretsmanager:DeleteResourcePolicy"_s}},
        {F::KeyPicker, T::Everything, {u"kms:ListAliases"_s, u"kms:DescribeKey"_s}},
        {F::WhoWrote, T::Everything, {u"cloudtrail:LookupEvents"_s}},
    };
    return all;
}

//! What a client secret that is ordered asks for: every copy is proven to be writable (see WriteProof), then written.
const QList<AccessGrant> &orderGrants()
{
    using F = AccessFeature;
    using T = AccessTarget;
    static const QList<AccessGrant> all{
        {F::ClientSecretApi,
         T::Secrets,
         {u"secretsmanager:GetSecretValue"_s, u"secretsmanager:PutSecretValue"_s,
          u"secretsmanager:UpdateSecretVersionStage"_s, u"secretsmanager:TagResource"_s}},
        {F::ClientSecretApi, T::Parameters, {u"ssm:GetParameter"_s, u"ssm:GetParameters"_s, u"ssm:PutParameter"_s}},
        {F::ClientSecretApi, T::SecretKeys, {u"kms:Decrypt"_s, u"kms:GenerateDataKey"_s}},
        {F::ClientSecretApi, T::ParameterKeys, {u"kms:Decrypt"_s, u"kms:Encrypt"_s, u"kms:GenerateDataKey"_s}},
        {F::ClientSecretApi,
         T::Queues,
         {u"sqs:CreateQueue"_s, u"sqs:SetQueueAttributes"_s, u"sqs:GetQueueUrl"_s, u"sqs:GetQueueAttributes"_s,
          u"sqs:ReceiveMessage"_s, u"sqs:ChangeMessageVisibility"_s, u"sqs:DeleteMessage"_s}},
        {F::ClientSecretApi, T::QueueKeys, {u"kms:Decrypt"_s}},
        {F::ClientSecretApi, T::QueueKeyPolicies, {u"kms:DescribeKey"_s, u"kms:GetKeyPolicy"_s}},
    };
    return all;
}

//! What the chain of reminders in AWS asks of the services that it is made of.
const QList<AccessGrant> &reminderGrants()
{
    using F = AccessFeature;
    using T = AccessTarget;
    static const QList<AccessGrant> all{
        {F::Reminders,
         T::Everything,
         {u"cloudformation:ValidateTemplate"_s, u"events:TestEventPattern"_s, u"scheduler:ListSchedules"_s,
          u"sns:GetSMSSandboxAccountStatus"_s, u"sns:ListSMSSandboxPhoneNumbers"_s}},
        {F::Reminders,
         T::ChainTopic,
         {u"sns:CreateTopic"_s, u"sns:DeleteTopic"_s, u"sns:GetTopicAttributes"_s, u"sns:SetTopicAttributes"_s,
          u"sns:Subscribe"_s, u"sns:Unsubscribe"_s, u"sns:ListSubscriptionsByTopic"_s, u"sns:Publish"_s}},
        {F::Reminders,
         T::ChainRule,
         {u"events:PutRule"_s, u"events:DeleteRule"_s, u"events:DescribeRule"_s, u"events:PutTargets"_s,
          u"events:RemoveTargets"_s, u"events:ListTargetsByRule"_s}},
        {F::Reminders,
         T::ChainStack,
         {u"cloudformation:CreateStack"_s, u"cloudformation:UpdateStack"_s, u"cloudformation:DeleteStack"_s,
          u"cloudformation:DescribeStacks"_s, u"cloudformation:DescribeStackEvents"_s}},
        {F::Reminders,
         T::ChainSchedules,
         {u"scheduler:CreateSchedule"_s, u"scheduler:UpdateSchedule"_s, u"scheduler:GetSchedule"_s,
          u"scheduler:DeleteSchedule"_s, u"scheduler:CreateScheduleGroup"_s, u"scheduler:GetScheduleGroup"_s,
          u"scheduler:DeleteScheduleGroup"_s}},
        // The role is made with the stack, and handed to each schedule.
        {F::Reminders,
         T::ChainRole,
         {u"iam:CreateRole"_s, u"iam:DeleteRole"_s, u"iam:GetRole"_s, u"iam:PutRolePolicy"_s, u"iam:GetRolePolicy"_s,
          u"iam:DeleteRolePolicy"_s, u"iam:PassRole"_s}},
        {F::Reminders, T::ChainKeys, {u"kms:DescribeKey"_s, u"kms:GetKeyPolicy"_s}},
    };
    return all;
}

} // namespace

const QList<AccessGrant> &accessGrants()
{
    static const QList<AccessGrant> all = storeGrants() + orderGrants() + reminderGrants();
    return all;
}

} // namespace keyturn

"""Secrets Manager: the same secret in other regions."""
from cases.secrets import TOKENS, make, names, stages

SERVICE = "secretsmanager"
NO_WRITES = "Operation not permitted on a replica secret. Call must be made in primary secret's region."


def status(answer):
    return {entry["Region"]: entry["Status"] for entry in answer["ReplicationStatus"]}


def replicate_secret_to_regions(ask):
    """makes copies that follow the primary and refuse writes"""
    there = ask.at(region="eu-west-1")
    arn = make(ask, Tags=[{"Key": "k", "Value": "v"}])["ARN"]
    regions = [{"Region": "eu-west-1"}, {"Region": "us-west-2", "KmsKeyId": "alias/credentials"}]
    announced = ask("ReplicateSecretToRegions", SecretId="it/one", AddReplicaRegions=regions)
    ask.assertEqual(status(announced), {"eu-west-1": "InProgress", "us-west-2": "InProgress"})
    seen = ask("DescribeSecret", SecretId="it/one")
    ask.assertEqual(status(seen), {"eu-west-1": "InSync", "us-west-2": "InSync"})
    ask.assertEqual(seen["PrimaryRegion"], "us-east-1")
    copy = there("DescribeSecret", SecretId="it/one")
    ask.assertEqual(copy["ARN"], arn.replace("us-east-1", "eu-west-1"))
    ask.assertEqual((copy["PrimaryRegion"], copy["Tags"]), ("us-east-1", [{"Key": "k", "Value": "v"}]))
    ask.assertNotIn("ReplicationStatus", copy)
    found = there("ListSecrets", Filters=[{"Key": "primary-region", "Values": ["us-east"]}])
    ask.assertEqual(names(found), ["it/one"])
    ask("PutSecretValue", SecretId="it/one", SecretString="v1", ClientRequestToken=TOKENS[1])
    ask.assertEqual(there("GetSecretValue", SecretId="it/one")["SecretString"], "v1")
    ask.assertEqual(stages(there), {"AWSCURRENT": TOKENS[1], "AWSPREVIOUS": TOKENS[0]})
    for operation, more in (("PutSecretValue", {"SecretString": "x", "ClientRequestToken": TOKENS[2]}),
                            ("UpdateSecret", {"Description": "x"}), ("DeleteSecret", {}), ("RestoreSecret", {}),
                            ("TagResource", {"Tags": []}), ("UntagResource", {"TagKeys": ["k"]}),
                            ("DeleteResourcePolicy", {}), ("ReplicateSecretToRegions", {"AddReplicaRegions": regions}),
                            ("UpdateSecretVersionStage", {"VersionStage": "X", "MoveToVersionId": TOKENS[1]})):
        there.refuses("InvalidParameterException", operation, SecretId="it/one", message=NO_WRITES, **more)
    there("UpdateSecret", SecretId="it/one", KmsKeyId="alias/credentials")  # a replica's key is its own
    ask.assertEqual({entry["KmsKeyId"] for entry in ask("DescribeSecret", SecretId="it/one")["ReplicationStatus"]},
                    {"alias/credentials"})
    ask.refuses("InvalidParameterException", "DeleteSecret", SecretId="it/one",
                message="that still has replica regions [eu-west-1, us-west-2]")
    ask.refuses("InvalidParameterException", "ReplicateSecretToRegions", SecretId="it/one",
                AddReplicaRegions=[{"Region": "us-east-1"}], message="Invalid replica region.")
    ask.refuses("InvalidParameterException", "ReplicateSecretToRegions", SecretId="it/one",
                AddReplicaRegions=regions[:1])
    ask.refuses("ValidationException", "ReplicateSecretToRegions", SecretId="it/one",
                AddReplicaRegions=[{"Region": "Ireland"}])


def remove_regions_from_replication(ask):
    """removes copies, and what failed to become one; then the primary can go"""
    there = ask.at(region="eu-west-1")
    make(there, value="in the way")
    made = make(ask, AddReplicaRegions=[{"Region": "eu-west-1"}, {"Region": "us-west-2"},
                                        {"Region": "us-west-1", "KmsKeyId": "alias/nobody"}])
    ask.assertEqual(len(made["ReplicationStatus"]), 3)
    seen = ask("DescribeSecret", SecretId="it/one")
    ask.assertEqual(status(seen), {"eu-west-1": "Failed", "us-west-2": "InSync", "us-west-1": "Failed"})
    ask.assertIn("already exists in region eu-west-1", seen["ReplicationStatus"][0]["StatusMessage"])
    ask.assertEqual(there("GetSecretValue", SecretId="it/one")["SecretString"], "in the way")
    ask("ReplicateSecretToRegions", SecretId="it/one", AddReplicaRegions=[{"Region": "eu-west-1"}],
        ForceOverwriteReplicaSecret=True)
    ask.assertEqual(there("GetSecretValue", SecretId="it/one")["SecretString"], "v0")
    left = ask("RemoveRegionsFromReplication", SecretId="it/one", RemoveReplicaRegions=["eu-west-1", "us-west-1"])
    ask.assertEqual(status(left), {"us-west-2": "InSync"})
    there.refuses("ResourceNotFoundException", "DescribeSecret", SecretId="it/one")
    ask.refuses("InvalidParameterException", "RemoveRegionsFromReplication", SecretId="it/one",
                RemoveReplicaRegions=["eu-west-1"])
    ask("RemoveRegionsFromReplication", SecretId="it/one", RemoveReplicaRegions=["us-west-2"])
    ask.assertNotIn("PrimaryRegion", ask("DescribeSecret", SecretId="it/one"))
    ask("DeleteSecret", SecretId="it/one", ForceDeleteWithoutRecovery=True)


def stop_replication_to_replica(ask):
    """makes a copy a secret of its own"""
    there = ask.at(region="eu-west-1")
    make(ask, AddReplicaRegions=[{"Region": "eu-west-1"}])
    ask.refuses("InvalidParameterException", "StopReplicationToReplica", SecretId="it/one")
    promoted = there("StopReplicationToReplica", SecretId="it/one")
    ask.assertIn(":eu-west-1:", promoted["ARN"])
    ask.assertNotIn("PrimaryRegion", there("DescribeSecret", SecretId="it/one"))
    ask.assertNotIn("ReplicationStatus", ask("DescribeSecret", SecretId="it/one"))
    there("PutSecretValue", SecretId="it/one", SecretString="own", ClientRequestToken=TOKENS[1])
    ask.assertEqual(ask("GetSecretValue", SecretId="it/one")["SecretString"], "v0")
    there("DeleteSecret", SecretId="it/one")


CASES = {
    "ReplicateSecretToRegions": replicate_secret_to_regions,
    "RemoveRegionsFromReplication": remove_regions_from_replication,
    "StopReplicationToReplica": stop_replication_to_replica,
}

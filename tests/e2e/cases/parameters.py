"""Parameter Store: values, versions, labels, lists, tags, policies."""
import base64
import json

SERVICE = "ssm"
SECRET = "/my-erp/lwa/clientsecret"
ID = "/my-erp/lwa/clientidentifier"
TOKEN = "/my-erp/refreshToken"
NO_CHANGE = {"Type": "NoChangeNotification", "Version": "1.0", "Attributes": {"After": "20", "Unit": "Days"}}
EXPIRES = {"Type": "Expiration", "Version": "1.0", "Attributes": {"Timestamp": "2999-01-01T00:00:00.000Z"}}
NOTIFIES = {"Type": "ExpirationNotification", "Version": "1.0", "Attributes": {"Before": "15", "Unit": "Days"}}


def put(ask, name="/it/a", value="v", **more):
    return ask("PutParameter", Name=name, Value=value, **{"Type": "String", **more})


def describe(ask, name):
    found = ask("DescribeParameters", ParameterFilters=[{"Key": "Name", "Option": "Equals", "Values": [name]}])
    return found["Parameters"][0]


def names(answer):
    return [parameter["Name"] for parameter in answer["Parameters"]]


def put_parameter(ask):
    """tiers and sizes, what an overwrite keeps and loses, names, policies, keys"""
    def refuses(code, *, message=None, **params):
        ask.refuses(code, "PutParameter", message=message, **{"Name": "/x/y", "Value": "v", "Type": "String", **params})

    ask.assertEqual(put(ask, Description="d", Tags=[{"Key": "k", "Value": "v"}]), {"Version": 1, "Tier": "Standard"})
    ask.assertEqual(put(ask, Overwrite=True), {"Version": 2, "Tier": "Standard"})
    ask.assertNotIn("Description", describe(ask, "/it/a"))
    refuses("ParameterAlreadyExists", Name="/it/a")
    refuses("ValidationException", Name="/it/a", Overwrite=True, Tags=[{"Key": "k", "Value": "v"}],
            message="tags and overwrite can't be used together")
    refuses("HierarchyTypeMismatchException", Name="/it/a", Overwrite=True, Type="SecureString")
    # sizes are in bytes
    ask.assertEqual(put(ask, "/s/a", "ü" * 2048)["Tier"], "Standard")
    refuses("ValidationException", Value="ü" * 2049, message="4096")
    ask.assertEqual(put(ask, "/s/b", "ü" * 2049, Tier="Intelligent-Tiering")["Tier"], "Advanced")
    refuses("ValidationException", Value="x" * 8193, Tier="Advanced", message="8192")
    refuses("ValidationException", Name="/s/b", Overwrite=True, Tier="Standard", message="can't downgrade")
    ask.assertEqual(put(ask, "/s/a", Overwrite=True, Tier="Advanced")["Tier"], "Advanced")
    # names
    put(ask, "/L" * 15)
    refuses("HierarchyLevelLimitExceededException", Name="/L" * 16)
    refuses("AccessDeniedException", Name="/aws/x", message="No access to reserved parameter name: /aws/x.")
    refuses("ValidationException", Name="AWS_x", message='prefixed with "aws" or "ssm"')
    for name in ("/ssm/x", "SSMx", "x/y", "/x y", "/x/", "/x//y", "/ü", "/" + "n" * 1011):
        refuses("ValidationException", Name=name)
    # what is wrong with the rest
    for wrong in ({"Type": "Secret"}, {"Value": ""}, {"Tier": "Basic"}, {"Value": "{{ssm:other}}"},
                  {"Description": "d" * 1025}, {"AllowedPattern": "p" * 1025}, {"KeyId": "alias/credentials"},
                  {"DataType": "number"}, {"DataType": "aws:ec2:image", "Type": "StringList"},
                  {"Policies": json.dumps([NO_CHANGE])}, {"Name": "/x/y\n"}, {"Name": "x\n"}):
        refuses("ValidationException", **wrong)
    ask.refuses("ValidationException", "PutParameter", Name="/x/y", Value="v")
    put(ask, "/it/number", "17", AllowedPattern=r"\d+")
    refuses("ParameterPatternMismatchException", AllowedPattern=r"\d+")
    refuses("InvalidAllowedPatternException", AllowedPattern="(")
    # keys
    put(ask, "/k/a", Type="SecureString")
    ask.assertEqual(describe(ask, "/k/a")["KeyId"], "alias/aws/ssm")
    put(ask, "/k/a", Type="SecureString", KeyId="alias/credentials", Overwrite=True)
    ask.assertEqual(describe(ask, "/k/a")["KeyId"], "alias/credentials")
    put(ask, "/k/a", Type="SecureString", Overwrite=True)
    ask.assertEqual(describe(ask, "/k/a")["KeyId"], "alias/aws/ssm")
    for key in ("alias/nobody", "alias/credentials-2021"):
        refuses("InvalidKeyId", Type="SecureString", KeyId=key)
    # policies
    advanced = {"Name": "/p/a", "Tier": "Advanced"}
    refuses("InvalidPolicyTypeException", **advanced, Policies=json.dumps([{**NO_CHANGE, "Type": "Never"}]))
    for attributes in ({"After": 20, "Unit": "Days"}, {"After": "0", "Unit": "Days"}, {"After": "2", "Unit": "Weeks"}):
        refuses("InvalidPolicyAttributeException", **advanced,
                Policies=json.dumps([{**NO_CHANGE, "Attributes": attributes}]))
    refuses("IncompatiblePolicyException", **advanced, Policies=json.dumps([EXPIRES, EXPIRES]))
    refuses("PoliciesLimitExceededException", **advanced, Policies=json.dumps([NO_CHANGE] * 11))
    for text in ("not json", "{}", "[]"):
        refuses("ValidationException", **advanced, Policies=text)
    advanced = {"name": "/p/a", "Tier": "Advanced"}
    put(ask, **advanced, Policies=json.dumps([EXPIRES, NOTIFIES, NO_CHANGE]))
    put(ask, **advanced, Overwrite=True)  # left out, policies are kept
    ask.assertEqual([policy["PolicyType"] for policy in describe(ask, "/p/a")["Policies"]],
                    ["Expiration", "ExpirationNotification", "NoChangeNotification"])
    put(ask, **advanced, Overwrite=True, Policies="[{}]")
    ask.assertEqual(describe(ask, "/p/a").get("Policies", []), [])


def get_parameter(ask):
    """by name, version, label and ARN; decrypted only if asked"""
    for value in ("v1", "v2"):
        put(ask, value=value, Overwrite=True)
    ask("LabelParameterVersion", Name="/it/a", ParameterVersion=1, Labels=["old"])
    one = ask("GetParameter", Name="/it/a")["Parameter"]
    ask.assertEqual((one["Name"], one["Value"], one["Version"], one["Type"], one["DataType"]),
                    ("/it/a", "v2", 2, "String", "text"))
    ask.assertEqual(one["ARN"], "arn:aws:ssm:us-east-1:123456789012:parameter/it/a")
    for selector in (":1", ":old"):
        found = ask("GetParameter", Name="/it/a" + selector)["Parameter"]
        ask.assertEqual((found["Name"], found["Value"], found["Selector"]), ("/it/a", "v1", selector))
    ask.assertEqual(ask("GetParameter", Name=one["ARN"] + ":1")["Parameter"]["Value"], "v1")
    sealed = ask("GetParameter", Name=SECRET)["Parameter"]["Value"]
    plain = ask("GetParameter", Name=SECRET, WithDecryption=True)["Parameter"]["Value"]
    ask.assertTrue(plain.startswith("amzn1.oa2-cs.v1."))
    ask.assertNotIn(plain.encode(), base64.b64decode(sealed))
    ask.refuses("ParameterNotFound", "GetParameter", Name="/it/nothing")
    ask.refuses("ParameterVersionNotFound", "GetParameter", Name="/it/a:9",
                message="could not find version 9 of /it/a")
    ask.refuses("ParameterVersionNotFound", "GetParameter", Name="/it/a:new", message="could not find label new")
    put(ask, "solo")
    ask.assertEqual(ask("GetParameter", Name="/solo")["Parameter"]["Name"], "solo")
    ask.refuses("ParameterNotFound", "GetParameter", Name=one["ARN"].replace("us-east-1", "eu-west-1"))
    for operation, impossible in (("GetParameter", "/it//a"), ("GetParameter", "it/a"), ("GetParameter", "/it/a\n"),
                                  ("GetParameterHistory", "/it/a b"), ("DeleteParameter", "/it/ü")):
        ask.refuses("ValidationException", operation, Name=impossible, message="sub-paths divided by slash symbol")
    keyless = ask.at(key="nodecrypt", secret="nodecrypt")
    keyless("GetParameter", Name=SECRET)
    keyless.refuses("AccessDeniedException", "GetParameter", Name=SECRET, WithDecryption=True, message="kms:Decrypt")


def get_parameters(ask):
    """in alphabetical order, with the missing apart"""
    answer = ask("GetParameters", Names=[TOKEN, "/missing", SECRET, ID + ":1", SECRET + ":99"], WithDecryption=True)
    ask.assertEqual(names(answer), [ID, SECRET, TOKEN])
    ask.assertEqual(sorted(answer["InvalidParameters"]), ["/missing", SECRET + ":99"])
    ask.assertEqual(answer["Parameters"][0]["Selector"], ":1")
    ask.refuses("ValidationException", "GetParameters", Names=[f"n{i}" for i in range(11)])
    ask.refuses("ValidationException", "GetParameters", Names=[])


def get_parameters_by_path(ask):
    """one level or all, in pages, by type, key and label"""
    ask.assertEqual(names(ask("GetParametersByPath", Path="/my-erp")), [TOKEN])
    every = ask("GetParametersByPath", Path="/", Recursive=True, MaxResults=4)
    rest = ask("GetParametersByPath", Path="/", Recursive=True, NextToken=every["NextToken"])
    ask.assertEqual((len(every["Parameters"]), len(rest["Parameters"])), (4, 2))
    ask.assertNotIn("NextToken", rest)
    put(ask, "/my-erp/lwa/plain")
    put(ask, "/my-erp/lwa/plain", "w", Overwrite=True)
    ask("LabelParameterVersion", Name="/my-erp/lwa/plain", ParameterVersion=1, Labels=["first"])

    def found(**filters):
        return ask("GetParametersByPath", Path="/my-erp/lwa/", ParameterFilters=[filters])
    ask.assertEqual(names(found(Key="Type", Values=["String"])), ["/my-erp/lwa/plain"])
    labelled = found(Key="Label", Option="Equals", Values=["first"])["Parameters"]
    ask.assertEqual([(p["Name"], p["Version"], p["Value"]) for p in labelled], [("/my-erp/lwa/plain", 1, "v")])
    ask.refuses("InvalidFilterOption", "GetParametersByPath", Path="/", ParameterFilters=[
        {"Key": "Label", "Option": "BeginsWith", "Values": ["f"]}])
    ask.refuses("InvalidFilterKey", "GetParametersByPath", Path="/", ParameterFilters=[{"Key": "Name", "Values": ["x"]}])
    ask.refuses("ValidationException", "GetParametersByPath", Path="my-erp")
    ask.refuses("ValidationException", "GetParametersByPath", Path="/", MaxResults=11)
    for wrong in ("/###", "//", "/my-erp\n"):
        ask.refuses("ValidationException", "GetParametersByPath", Path=wrong, message="name requirements")
    ask.refuses("InvalidNextToken", "GetParametersByPath", Path="/", NextToken="made-up")
    for other in ({"Path": "/my-erp", "Recursive": True}, {"Path": "/"}):
        ask.refuses("InvalidNextToken", "GetParametersByPath", NextToken=every["NextToken"], **other)


def describe_parameters(ask):
    """metadata without values; every filter key and option; pages; the older Filters"""
    secret = describe(ask, SECRET)
    ask.assertEqual((secret["Type"], secret["Tier"], secret["Version"], secret["DataType"], secret["LastModifiedUser"]),
                    ("SecureString", "Advanced", 2, "text", "arn:aws:iam::123456789012:user/testing"))
    ask.assertEqual(json.loads(secret["Policies"][0]["PolicyText"])["Attributes"], {"After": "150", "Unit": "Days"})
    ask.assertNotIn("Value", secret)

    def found(**filters):
        return names(ask("DescribeParameters", ParameterFilters=[filters]))
    ask.assertEqual(found(Key="Path", Option="Recursive", Values=["/my-erp"]), [ID, SECRET, TOKEN])
    ask.assertEqual(found(Key="Path", Option="OneLevel", Values=["/my-erp"]), [TOKEN])
    ask.assertEqual(found(Key="Name", Option="BeginsWith", Values=["/my-erp/lwa/"]), [ID, SECRET])
    ask.assertEqual(found(Key="Name", Option="Contains", Values=["wa/client"]), [ID, SECRET])
    ask.assertEqual(found(Key="Name", Option="Equals", Values=[ID, TOKEN]), [ID, TOKEN])
    ask.assertEqual(found(Key="Type", Values=["StringList"]), ["/hospitality/prod/allowed-units"])
    ask.assertEqual(found(Key="Tier", Values=["Advanced"]), [SECRET])
    ask.assertEqual(len(found(Key="DataType", Values=["text"])), 6)
    ask.assertEqual(found(Key="KeyId", Values=[secret["KeyId"]]), [ID, SECRET, TOKEN])
    ask.assertEqual(found(Key="tag:application", Values=["My ERP"]), [ID, SECRET, TOKEN])
    both = [{"Key": "tag:application", "Values": ["My ERP"]}, {"Key": "Path", "Option": "OneLevel", "Values": ["/my-erp"]}]
    ask.assertEqual(names(ask("DescribeParameters", ParameterFilters=both)), [TOKEN])
    ask.assertEqual(names(ask("DescribeParameters", Filters=[{"Key": "Name", "Values": ["/my-erp/r"]}])), [TOKEN])
    first = ask("DescribeParameters", MaxResults=4)
    rest = ask("DescribeParameters", MaxResults=4, NextToken=first["NextToken"])
    ask.assertEqual(names(first) + names(rest), names(ask("DescribeParameters")))
    ask.refuses("InvalidNextToken", "DescribeParameters", NextToken="made-up")
    # a token belongs to one query of one operation
    ask("DescribeParameters", MaxResults=1, NextToken=first["NextToken"])
    for other in ({"ParameterFilters": [{"Key": "Type", "Values": ["String"]}]},
                  {"Filters": [{"Key": "Type", "Values": ["String"]}]}):
        ask.refuses("InvalidNextToken", "DescribeParameters", NextToken=first["NextToken"], **other)
    ask.refuses("InvalidNextToken", "GetParametersByPath", Path="/", NextToken=first["NextToken"])
    ask.refuses("InvalidNextToken", "GetParameterHistory", Name=TOKEN, NextToken=first["NextToken"])
    ask.at(region="eu-west-1").refuses("InvalidNextToken", "DescribeParameters", NextToken=first["NextToken"])
    ask.refuses("ValidationException", "DescribeParameters", MaxResults=51)


def get_parameter_history(ask):
    """every version with its labels; at most a hundred, and none that carries a label is dropped"""
    for i in range(3):
        put(ask, value=f"v{i}", Overwrite=True, Description=f"d{i}")
    ask("LabelParameterVersion", Name="/it/a", ParameterVersion=2, Labels=["good"])
    history = ask("GetParameterHistory", Name="/it/a")["Parameters"]
    ask.assertEqual([(v["Version"], v["Value"], v["Labels"], v["Description"]) for v in history],
                    [(1, "v0", [], "d0"), (2, "v1", ["good"], "d1"), (3, "v2", [], "d2")])
    first = ask("GetParameterHistory", Name="/it/a", MaxResults=2)
    rest = ask("GetParameterHistory", Name="/it/a", MaxResults=2, NextToken=first["NextToken"])
    ask.assertEqual(first["Parameters"] + rest["Parameters"], history)
    plain = ask("GetParameterHistory", Name=SECRET, WithDecryption=True)["Parameters"]
    ask.assertTrue(all(v["Value"].startswith("amzn1.") for v in plain))
    ask.assertFalse(ask("GetParameterHistory", Name=SECRET)["Parameters"][0]["Value"].startswith("amzn1."))
    ask.refuses("InvalidNextToken", "GetParameterHistory", Name=SECRET, NextToken=first["NextToken"])
    ask.refuses("ParameterNotFound", "GetParameterHistory", Name="/it/nothing")
    ask.refuses("ValidationException", "GetParameterHistory", Name="/it/a", MaxResults=51)


def label_parameter_version(ask):
    """labels move; some words cannot be labels; ten is the most"""
    put(ask)
    put(ask, value="w", Overwrite=True)

    def labels():
        return [v["Labels"] for v in ask("GetParameterHistory", Name="/it/a")["Parameters"]]
    answer = ask("LabelParameterVersion", Name="/it/a", Labels=["prod", "1st", "aws-x", "SSM-x", "a b", "x\n"])
    ask.assertEqual((answer["InvalidLabels"], answer["ParameterVersion"]),
                    (["1st", "aws-x", "SSM-x", "a b", "x\n"], 2))
    ask.assertEqual(labels(), [[], ["prod"]])
    ask("LabelParameterVersion", Name="/it/a", ParameterVersion=1, Labels=["prod"])
    ask.assertEqual(labels(), [["prod"], []])
    ask("LabelParameterVersion", Name="/it/a", ParameterVersion=1, Labels=[f"l{i}" for i in range(9)])
    ask.refuses("ParameterVersionLabelLimitExceeded", "LabelParameterVersion", Name="/it/a", ParameterVersion=1,
                Labels=["eleventh"])
    ask.refuses("ParameterVersionNotFound", "LabelParameterVersion", Name="/it/a", ParameterVersion=9, Labels=["x"])
    ask.refuses("ParameterNotFound", "LabelParameterVersion", Name="/it/nothing", Labels=["x"])
    for wrong in ([], ["l" * 101], [""], ["l"] * 11):
        ask.refuses("ValidationException", "LabelParameterVersion", Name="/it/a", Labels=wrong)


def unlabel_parameter_version(ask):
    """takes labels off the version that has them"""
    put(ask)
    ask("LabelParameterVersion", Name="/it/a", Labels=["prod", "good"])
    answer = ask("UnlabelParameterVersion", Name="/it/a", ParameterVersion=1, Labels=["prod", "other"])
    ask.assertEqual(answer, {"RemovedLabels": ["prod"], "InvalidLabels": ["other"]})
    ask.assertEqual(ask("GetParameterHistory", Name="/it/a")["Parameters"][0]["Labels"], ["good"])
    ask.refuses("ParameterVersionNotFound", "UnlabelParameterVersion", Name="/it/a", ParameterVersion=2, Labels=["good"])
    ask.refuses("ParameterNotFound", "UnlabelParameterVersion", Name="/it/nothing", ParameterVersion=1, Labels=["x"])


def delete_parameter(ask):
    """at once and with all its versions"""
    put(ask)
    put(ask, Overwrite=True)
    ask("DeleteParameter", Name="/it/a")
    ask.refuses("ParameterNotFound", "DeleteParameter", Name="/it/a")
    ask.assertEqual(put(ask)["Version"], 1)


def delete_parameters(ask):
    """tells those that were not there apart"""
    answer = ask("DeleteParameters", Names=[TOKEN, "/gone", ID])
    ask.assertEqual((sorted(answer["DeletedParameters"]), answer["InvalidParameters"]), ([ID, TOKEN], ["/gone"]))
    ask.assertEqual(ask("GetParameters", Names=[TOKEN, ID])["Parameters"], [])
    ask.refuses("ValidationException", "DeleteParameters", Names=[f"n{i}" for i in range(11)])


RESOURCE = {"ResourceType": "Parameter", "ResourceId": TOKEN}


def add_tags_to_resource(ask):
    """adds and overwrites; fifty is the most"""
    ask("AddTagsToResource", **RESOURCE, Tags=[{"Key": "owner", "Value": "it"}, {"Key": "application", "Value": "x"}])
    ask.assertEqual(ask("ListTagsForResource", **RESOURCE)["TagList"],
                    [{"Key": "application", "Value": "x"}, {"Key": "owner", "Value": "it"}])
    ask.refuses("TooManyTagsError", "AddTagsToResource", **RESOURCE,
                Tags=[{"Key": str(i), "Value": ""} for i in range(50)])
    for wrong in ({"Key": "", "Value": ""}, {"Key": "k" * 129, "Value": ""}, {"Key": "k", "Value": "v" * 257},
                  {"Key": "aws:k", "Value": ""}, {"Key": "k\n", "Value": ""}, {"Key": "k", "Value": "v\n"}):
        ask.refuses("ValidationException", "AddTagsToResource", **RESOURCE, Tags=[wrong])
    ask.refuses("InvalidResourceId", "AddTagsToResource", ResourceType="Parameter", ResourceId="/no", Tags=[])
    ask.refuses("InvalidResourceType", "AddTagsToResource", ResourceType="Document", ResourceId="/no", Tags=[])
    ask.refuses("ValidationException", "AddTagsToResource", ResourceType="Secret", ResourceId="/no", Tags=[])


def remove_tags_from_resource(ask):
    """takes no notice of tags that are not there"""
    ask("RemoveTagsFromResource", **RESOURCE, TagKeys=["application", "never"])
    ask.assertEqual(ask("ListTagsForResource", **RESOURCE)["TagList"], [])
    ask.refuses("InvalidResourceId", "RemoveTagsFromResource", ResourceType="Parameter", ResourceId="/no", TagKeys=["a"])


def list_tags_for_resource(ask):
    """by name, without a leading slash as well"""
    ask.assertEqual(ask("ListTagsForResource", **RESOURCE)["TagList"], [{"Key": "application", "Value": "My ERP"}])
    ask("ListTagsForResource", ResourceType="Parameter", ResourceId=TOKEN)
    ask.refuses("InvalidResourceId", "ListTagsForResource", ResourceType="Parameter", ResourceId="/no")


CASES = {
    "PutParameter": put_parameter,
    "GetParameter": get_parameter,
    "GetParameters": get_parameters,
    "GetParametersByPath": get_parameters_by_path,
    "DescribeParameters": describe_parameters,
    "GetParameterHistory": get_parameter_history,
    "LabelParameterVersion": label_parameter_version,
    "UnlabelParameterVersion": unlabel_parameter_version,
    "DeleteParameter": delete_parameter,
    "DeleteParameters": delete_parameters,
    "AddTagsToResource": add_tags_to_resource,
    "RemoveTagsFromResource": remove_tags_from_resource,
    "ListTagsForResource": list_tags_for_resource,
}

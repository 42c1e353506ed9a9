"""Parameter Store: what DescribeParameters finds, and which filters are none."""
from cases.parameters import names, put

SERVICE = "ssm"


def describe_parameters(ask):
    """"Contains" contains; every refusal in AWS's words"""
    def found(**filters):
        return names(ask("DescribeParameters", ParameterFilters=[filters]))
    # names have their leading slash where "Contains" looks
    for name in ("tangram", "/tangent", "standby"):
        put(ask, name)
    ask.assertEqual(found(Key="Name", Option="Contains", Values=["/tan"]), ["/tangent", "tangram"])
    ask.assertEqual(found(Key="Name", Option="Contains", Values=["tan"]), ["/tangent", "standby", "tangram"])
    ask.assertEqual(found(Key="Path", Values=["/"]), ["/tangent", "standby", "tangram"])
    name = {"Key": "Name", "Values": ["x"]}
    for code, message, *wrong in (
            ("ValidationException", "Value 'Colour' at 'parameterFilters.1.member.key'", {"Key": "Colour", "Values": ["x"]}),
            ("ValidationException", "length less than or equal to 132", {"Key": "tag:" + "t" * 129, "Values": ["x"]}),
            ("ValidationException", "length less than or equal to 10", {**name, "Option": "eleven more"}),
            ("ValidationException", "length less than or equal to 50", {"Key": "Name", "Values": ["x"] * 51}),
            ("ValidationException", "[Member must have length less than or equal to 1024, Member must have length greater "
             "than or equal to 1]", {"Key": "Name", "Values": ["x" * 1025]}),
            ("ValidationException", "length greater than or equal to 1", {"Key": "Type", "Values": []}),
            ("ValidationException", "2 validation errors detected:", {**name, "Option": "eleven more"}, {"Key": "Colour"}),
            ("ValidationException", "The following filter value is not valid: x. Valid values include: [String, StringList, "
             "SecureString]", {"Key": "Type", "Values": ["x"]}),
            ("ValidationException", "The following filter value is not valid: x. Valid values include: [Standard, Advanced, "
             "Intelligent-Tiering]", {"Key": "Tier", "Values": ["x"]}),
            ("ValidationException", 'must begin with a forward slash "/"', {"Key": "Path", "Values": ["x"]}),
            ("ValidationException", "Special characters are not allowed", {"Key": "Path", "Values": ["/###"]}),
            ("ValidationException", "Valid example: /get/parameters2-/by1./path0_.", {"Key": "Path", "Values": ["//"]}),
            ("ValidationException", "name requirements", {"Key": "Path", "Values": ["/my-erp\n"]}),
            ("ValidationException", 'prefixed with "aws" or "ssm"', {"Key": "Path", "Values": ["/x", "/AWS/x"]}),
            ("InvalidFilterKey", "The following filter key is not valid: Label. Valid filter keys include: [Path, Name, "
             "Type, KeyId, Tier]", {"Key": "Label", "Values": ["x"]}),
            ("InvalidFilterKey", "The following filter is duplicated in the request: Name.", name, name),
            ("InvalidFilterValue", "The following filter values are missing : null for filter key Name", {"Key": "Name"}),
            ("InvalidFilterOption", "The following filter option is not valid: Contains. Valid options include: "
             "[BeginsWith, Equals].", {"Key": "Type", "Option": "Contains", "Values": ["String"]}),
            ("InvalidFilterOption", "The following filter option is not valid: Equals. Valid options include: [Recursive, "
             "OneLevel].", {"Key": "Path", "Option": "Equals", "Values": ["test"]})):
        ask.refuses(code, "DescribeParameters", ParameterFilters=wrong, message=message)
    ask.refuses("ValidationException", "DescribeParameters", Filters=[{"Key": "Tier", "Values": ["Standard"]}])


CASES = {"DescribeParameters": describe_parameters}

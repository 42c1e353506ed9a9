"""STS: who one is."""
SERVICE = "sts"


def get_caller_identity(ask):
    """needs no permission, in any region and account"""
    ask.assertEqual(ask("GetCallerIdentity")["Arn"], "arn:aws:iam::123456789012:user/testing")
    ask.assertEqual(ask.at(region="eu-west-1")("GetCallerIdentity")["Account"], "123456789012")
    reader = ask.at(key="reader", secret="reader")("GetCallerIdentity")
    ask.assertEqual(reader["Arn"], "arn:aws:iam::123456789012:user/reader")
    ask.assertEqual(ask.at(key="neighbour", secret="neighbour")("GetCallerIdentity")["Account"], "210987654321")
    ask.at(key="reader", secret="wrong").refuses("SignatureDoesNotMatch", "GetCallerIdentity")
    ask.at(key="nobody", secret="nobody").refuses("InvalidClientTokenId", "GetCallerIdentity",
                                                  message="The security token included in the request is invalid")


CASES = {"GetCallerIdentity": get_caller_identity}

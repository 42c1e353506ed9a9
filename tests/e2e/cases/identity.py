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


ROLE = "arn:aws:iam::123456789012:role/"


def assume_role(ask):
    """who is trusted may, with an external id or a code of the MFA device where the role wants one, each code once"""
    got = ask("AssumeRole", RoleArn=ROLE + "KeyturnReader", RoleSessionName="me@here", DurationSeconds=900)
    ask.assertEqual(got["AssumedRoleUser"]["Arn"], "arn:aws:sts::123456789012:assumed-role/KeyturnReader/me@here")
    ask.assertTrue(got["Credentials"]["AccessKeyId"].startswith("ASIA"))
    keys = got["Credentials"]
    role = ask.at(key=keys["AccessKeyId"], secret=keys["SecretAccessKey"], token=keys["SessionToken"])
    ask.assertEqual(role("GetCallerIdentity")["Arn"], got["AssumedRoleUser"]["Arn"])
    ask.sandbox.control("clock", {"move": "+16m"})
    role.refuses("ExpiredToken", "GetCallerIdentity")

    ask.refuses("AccessDenied", "AssumeRole", RoleArn=ROLE + "Nobody", RoleSessionName="me", message="sts:AssumeRole")
    ask.refuses("AccessDenied", "AssumeRole", RoleArn=ROLE + "KeyturnThird", RoleSessionName="me")
    ask.refuses("AccessDenied", "AssumeRole", RoleArn=ROLE + "KeyturnPartner", RoleSessionName="me")
    ask("AssumeRole", RoleArn=ROLE + "KeyturnPartner", RoleSessionName="me", ExternalId="keyturn")
    ask.refuses("ValidationError", "AssumeRole", RoleArn=ROLE + "KeyturnReader", RoleSessionName="x y")
    ask.refuses("ValidationError", "AssumeRole", RoleArn=ROLE + "KeyturnReader", RoleSessionName="me",
                DurationSeconds=43201)

    device = ask.sandbox.control("mfa")
    with_code = {"RoleArn": ROLE + "KeyturnMfa", "RoleSessionName": "me", "SerialNumber": device["serial"],
                 "TokenCode": device["code"]}
    ask.refuses("AccessDenied", "AssumeRole", RoleArn=ROLE + "KeyturnMfa", RoleSessionName="me")
    wrong = f"{(int(device['code']) + 1) % 1000000:06}"
    ask.refuses("AccessDenied", "AssumeRole", **{**with_code, "TokenCode": wrong}, message="MultiFactorAuthentication")
    ask("AssumeRole", **with_code)
    ask.refuses("AccessDenied", "AssumeRole", **with_code, message="MultiFactorAuthentication")


def assume_role_with_web_identity(ask):
    """by the token of an identity provider alone, as long as it is good"""
    token = ask.sandbox.control("web-identity", {"subject": "me"})["token"]
    asked = {"RoleArn": ROLE + "KeyturnWeb", "RoleSessionName": "me", "WebIdentityToken": token}
    got = ask("AssumeRoleWithWebIdentity", **asked)
    ask.assertEqual(got["SubjectFromWebIdentityToken"], "me")
    ask.refuses("InvalidIdentityToken", "AssumeRoleWithWebIdentity", **{**asked, "WebIdentityToken": token + "x"})
    ask.refuses("AccessDenied", "AssumeRoleWithWebIdentity", **{**asked, "RoleArn": ROLE + "KeyturnReader"})
    ask.sandbox.control("clock", {"move": "+2h"})
    ask.refuses("ExpiredToken", "AssumeRoleWithWebIdentity", **asked)


def get_session_token(ask):
    """for users and not for sessions, the same rights for a while"""
    keys = ask("GetSessionToken", DurationSeconds=900)["Credentials"]
    session = ask.at(key=keys["AccessKeyId"], secret=keys["SecretAccessKey"], token=keys["SessionToken"])
    ask.assertEqual(session("GetCallerIdentity")["Arn"], "arn:aws:iam::123456789012:user/testing")
    device = ask.sandbox.control("mfa")
    ask("GetSessionToken", SerialNumber=device["serial"], TokenCode=device["code"])
    ask.refuses("AccessDenied", "GetSessionToken", SerialNumber=device["serial"], TokenCode=device["code"])
    role = ask("AssumeRole", RoleArn=ROLE + "KeyturnReader", RoleSessionName="me")["Credentials"]
    ask.at(key=role["AccessKeyId"], secret=role["SecretAccessKey"], token=role["SessionToken"]).refuses(
        "AccessDenied", "GetSessionToken")


CASES = {"GetCallerIdentity": get_caller_identity, "AssumeRole": assume_role,
         "AssumeRoleWithWebIdentity": assume_role_with_web_identity, "GetSessionToken": get_session_token}

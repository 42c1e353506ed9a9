#!/usr/bin/python3
"""Who may come in: signatures made by Debian's botocore, and the OAuth token endpoint."""
import datetime
import http.client
import json
import sys
import types
import unittest
import urllib.parse

import botocore.auth

from stranger import ACCOUNT, Stranger


class BotocoreSignsWrongly(Stranger):
    """What the front door says, in the words of each protocol; and GetCallerIdentity."""

    def shifted(self, minutes):
        """A datetime module whose clock is off, for botocore's signer."""
        real = datetime.datetime

        class Shifted(real):
            @classmethod
            def utcnow(cls):
                return real.utcnow() + datetime.timedelta(minutes=minutes)

        return types.SimpleNamespace(datetime=Shifted, timezone=datetime.timezone)

    def test_who_am_i(self):
        answer = self.client("sts").get_caller_identity()
        self.assertEqual((answer["Account"], answer["Arn"]), (ACCOUNT, f"arn:aws:iam::{ACCOUNT}:user/testing"))
        role = self.client("sts", key="ASIATESTING", token="testing-session").get_caller_identity()
        self.assertIn("assumed-role/KeyturnAdmin/", role["Arn"])

    def test_wrong_secret_key(self):
        error = self.assertRefused("InvalidSignatureException", self.client("ssm", secret="wrong").describe_parameters,
                                   message="The request signature we calculated does not match")
        self.assertEqual(error["ResponseMetadata"]["HTTPStatusCode"], 400)
        error = self.assertRefused("SignatureDoesNotMatch", self.client("sts", secret="wrong").get_caller_identity)
        self.assertEqual(error["ResponseMetadata"]["HTTPStatusCode"], 403)

    def test_unknown_access_key(self):
        self.assertRefused("UnrecognizedClientException", self.client("ssm", key="AKIANOBODY").describe_parameters)
        self.assertRefused("InvalidClientTokenId", self.client("sts", key="AKIANOBODY").get_caller_identity)

    def test_session_tokens(self):
        temporary = self.client("ssm", key="ASIATESTING", token="testing-session")
        self.assertTrue(temporary.describe_parameters()["Parameters"])
        made_up = self.client("ssm", key="ASIATESTING", token="made-up")
        self.assertRefused("UnrecognizedClientException", made_up.describe_parameters)
        expired = self.client("ssm", key="ASIAEXPIRED", token="expired-session")
        self.assertRefused("ExpiredTokenException", expired.describe_parameters)
        expired = self.client("sts", key="ASIAEXPIRED", token="expired-session")
        self.assertRefused("ExpiredToken", expired.get_caller_identity)

    def test_a_clock_that_is_off_by_twenty_minutes(self):
        signer = sys.modules[botocore.auth.AUTH_TYPE_MAPS["v4"].__module__]  # with or without awscrt
        real = signer.datetime
        try:
            signer.datetime = self.shifted(-20)
            self.assertRefused("InvalidSignatureException", self.client("ssm").describe_parameters,
                               message="Signature expired: ")
            self.assertRefused("SignatureDoesNotMatch", self.client("sts").get_caller_identity,
                               message="Signature expired: ")
            signer.datetime = self.shifted(20)
            self.assertRefused("InvalidSignatureException", self.client("ssm").describe_parameters,
                               message="Signature not yet current: ")
        finally:
            signer.datetime = real

    def test_the_wrong_service_in_the_scope(self):
        client = self.client("ssm")
        client.meta.events.register("choose-signer.*", lambda **_: "v4")
        client._request_signer._signing_name = "secretsmanager"
        self.assertRefused("InvalidSignatureException", client.describe_parameters,
                           message="Credential should be scoped to correct service: 'ssm'")

    def test_a_body_changed_on_the_way(self):
        client = self.client("ssm")

        def tamper(request, **_):
            request.body = request.body.replace(b"}", b" }")
            request.headers["Content-Length"] = str(len(request.body))
        client.meta.events.register("before-send.*", tamper)
        self.assertRefused("InvalidSignatureException", client.describe_parameters)

    def test_no_signature_at_all(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.sandbox.port, timeout=10)
        connection.request("POST", "/", b"{}", {"X-Amz-Target": "AmazonSSM.DescribeParameters",
                                                "Content-Type": "application/x-amz-json-1.1"})
        answer = connection.getresponse()
        self.assertEqual(json.loads(answer.read())["__type"], "MissingAuthenticationTokenException")
        self.assertEqual(answer.status, 400)
        self.assertTrue(answer.getheader("x-amzn-RequestId") and answer.getheader("Date"))
        connection.close()

    def test_an_operation_that_is_not_there(self):
        self.assertRefused("UnknownOperationException", self.client("ssm").list_documents)
        self.assertRefused("InvalidAction", self.client("sts").get_session_token)


class AFormIsPostedToTheTokenEndpoint(Stranger):
    """OAuth 2.0 refresh as Login with Amazon answers it."""

    def post(self, path="/auth/o2/token", **form):
        connection = http.client.HTTPConnection("127.0.0.1", self.sandbox.port, timeout=10)
        connection.request("POST", path, urllib.parse.urlencode(form),
                           {"Content-Type": "application/x-www-form-urlencoded;charset=UTF-8"})
        answer = connection.getresponse()
        body = json.loads(answer.read())
        connection.close()
        return answer.status, body

    def grant(self, **changes):
        secret = self.client("secretsmanager").get_secret_value(SecretId="amazon-api-access-token")
        value = json.loads(secret["SecretString"])
        return {"grant_type": "refresh_token", "refresh_token": value["lwa-refresh-token"],
                "client_id": value["lwa-client-id"], "client_secret": value["lwa-client-secret"], **changes}

    def test_a_refresh_gives_a_new_access_token_and_the_same_refresh_token(self):
        grant = self.grant()
        status, first = self.post(**grant)
        self.assertEqual((status, first["token_type"], first["expires_in"]), (200, "bearer", 3600))
        self.assertTrue(first["access_token"].startswith("Atza|"))
        self.assertEqual(first["refresh_token"], grant["refresh_token"])
        self.assertNotEqual(self.post(path="/auth/O2/token", **grant)[1]["access_token"], first["access_token"])

    def test_the_sp_api_parameters_refresh_as_well(self):
        found = self.client("ssm").get_parameters(WithDecryption=True, Names=[
            "/my-erp/lwa/clientidentifier", "/my-erp/lwa/clientsecret", "/my-erp/refreshToken"])
        values = [p["Value"] for p in found["Parameters"]]
        self.assertEqual(self.post(grant_type="refresh_token", client_id=values[0], client_secret=values[1],
                                   refresh_token=values[2])[0], 200)

    def test_refusals(self):
        for changes, expected in (({"client_secret": "x"}, (401, "invalid_client")),
                                  ({"client_id": "x"}, (401, "invalid_client")),
                                  ({"refresh_token": "Atzr|x"}, (400, "invalid_grant")),
                                  ({"refresh_token": ""}, (400, "invalid_request")),
                                  ({"grant_type": "password"}, (400, "unsupported_grant_type")),
                                  ({"grant_type": ""}, (400, "invalid_request"))):
            status, body = self.post(**self.grant(**changes))
            self.assertEqual((status, body["error"]), expected)
            self.assertTrue(body["error_description"])


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/python3
"""Who may come in: signatures made by Debian's botocore, and the OAuth token endpoint."""
import datetime
import http.client
import json
import re
import sys
import types
import unittest
import urllib.parse
import xml.etree.ElementTree

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

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
        self.assertRefused("InvalidAction", self.client("sts").get_federation_token, Name="me")


class WhoAmIByGet(Stranger):
    """GetCallerIdentity as a signed GET, and as a URL that carries its own signature: what cluster tokens are."""

    QUERY = "/?Action=GetCallerIdentity&Version=2011-06-15"

    def ask(self, url, method="GET", **headers):
        """Status, the fields of the XML or JSON, and its root."""
        connection = http.client.HTTPConnection("127.0.0.1", self.sandbox.port, timeout=10)
        connection.request(method, url.replace(self.sandbox.url, ""), headers=headers)
        answer = connection.getresponse()
        self.assertTrue(answer.getheader("x-amzn-RequestId"))
        text = answer.read().decode()
        connection.close()
        if answer.getheader("Content-Type") == "application/json":
            return answer.status, json.loads(text)
        self.assertEqual(answer.getheader("Content-Type"), "text/xml")
        root = xml.etree.ElementTree.fromstring(text)
        return answer.status, {re.sub(r"\{.*\}", "", element.tag): element.text for element in root.iter()}

    def presigned(self, minutes=0, expires=60, method="GET", query=QUERY, **credentials):
        """As botocore signs it, so many minutes from now by its clock."""
        keys = {"access_key": "testing", "secret_key": "testing", "token": None, **credentials}
        signer = botocore.auth.SigV4QueryAuth(Credentials(**keys), "sts", "us-east-1", expires=expires)
        request = AWSRequest(method, self.sandbox.url + query)
        when = datetime.datetime.utcnow() + datetime.timedelta(minutes=minutes)
        request.context["timestamp"] = when.strftime(botocore.auth.SIGV4_TIMESTAMP)
        signer._modify_request_before_signing(request)
        signer._inject_signature_to_request(
            request, signer.signature(signer.string_to_sign(request, signer.canonical_request(request)), request))
        return request.url

    def test_the_client_makes_the_url(self):
        for client, arn in ((self.client("sts"), f"arn:aws:iam::{ACCOUNT}:user/testing"),
                            (self.client("sts", key="ASIATESTING", token="testing-session"), "KeyturnAdmin")):
            status, fields = self.ask(client.generate_presigned_url("get_caller_identity", HttpMethod="GET"))
            self.assertEqual((status, fields["Account"]), (200, ACCOUNT))
            self.assertIn(arn, fields["Arn"])
        url = self.client("sts").generate_presigned_url("get_caller_identity", HttpMethod="POST")
        self.assertEqual(self.ask(url, "POST")[1]["Account"], ACCOUNT)

    def test_a_get_signed_in_its_headers(self):
        request = AWSRequest("GET", self.sandbox.url + self.QUERY)
        botocore.auth.SigV4Auth(Credentials("testing", "testing"), "sts", "us-east-1").add_auth(request)
        status, fields = self.ask(request.url, **dict(request.headers.items()))
        self.assertEqual((status, fields["Account"]), (200, ACCOUNT))
        status, fields = self.ask(request.url + "&X=1", **dict(request.headers.items()))
        self.assertEqual((status, fields["Code"]), (403, "SignatureDoesNotMatch"))

    def test_a_url_serves_for_a_quarter_of_an_hour_whatever_it_says_itself(self):
        for minutes, expires in ((-14, 1), (-14, 604800), (14, 60)):
            self.assertEqual(self.ask(self.presigned(minutes, expires))[0], 200, minutes)
        for minutes, message in ((-16, "Signature expired: "), (16, "Signature not yet current: ")):
            status, fields = self.ask(self.presigned(minutes, 604800))
            self.assertEqual((status, fields["Code"], fields["Type"]), (403, "SignatureDoesNotMatch", "Sender"))
            self.assertTrue(fields["Message"].startswith(message) and "15 min.)" in fields["Message"], fields["Message"])

    def test_what_is_wrong_with_a_url(self):
        good = self.presigned()
        for change, code, status in (
                (lambda url: url.replace("Version=2011-06-15", "Version=2011-06-16"), "SignatureDoesNotMatch", 403),
                (lambda url: url + "&X-Amz-Meta=1", "SignatureDoesNotMatch", 403),
                (lambda url: re.sub("X-Amz-Signature=..", "X-Amz-Signature=00", url), "SignatureDoesNotMatch", 403),
                (lambda url: re.sub("&X-Amz-Signature=[0-9a-f]+", "", url), "IncompleteSignature", 400),
                (lambda url: re.sub("&X-Amz-Credential=[^&]+", "", url), "IncompleteSignature", 400),
                (lambda url: re.sub("X-Amz-Algorithm=[^&]+", "X-Amz-Algorithm=AWS5", url), "IncompleteSignature", 400),
                (lambda url: self.QUERY, "MissingAuthenticationToken", 403),
                (lambda url: self.presigned(secret_key="wrong"), "SignatureDoesNotMatch", 403),
                (lambda url: self.presigned(access_key="AKIANOBODY"), "InvalidClientTokenId", 403),
                (lambda url: self.presigned(access_key="ASIATESTING"), "InvalidClientTokenId", 403),
                (lambda url: self.presigned(access_key="ASIAEXPIRED", token="expired-session"), "ExpiredToken", 403),
                (lambda url: self.presigned(query="/?Action=GetFederationToken&Version=2011-06-15"), "InvalidAction", 400),
                (lambda url: self.presigned(query="/"), "InvalidAction", 400)):
            answered, fields = self.ask(change(good))
            self.assertEqual((answered, fields["Code"]), (status, code), change(good))
        self.assertEqual(self.ask(good, "POST")[1]["Code"], "SignatureDoesNotMatch")
        self.assertEqual(self.ask(good)[0], 200)

    def test_json_for_those_who_ask_for_it(self):
        status, answer = self.ask(self.presigned(), Accept="application/json")
        told = answer["GetCallerIdentityResponse"]
        self.assertEqual((status, told["GetCallerIdentityResult"]["Account"]), (200, ACCOUNT))
        self.assertTrue(told["ResponseMetadata"]["RequestId"])
        status, answer = self.ask(self.QUERY, Accept="application/json")
        self.assertEqual((status, answer["Error"]["Code"]), (403, "MissingAuthenticationToken"))

    def test_faults_can_be_aimed_at_it(self):
        self.addCleanup(self.sandbox.control, "faults", {"clear": True})
        self.sandbox.control("faults", {"fault": "status", "status": 503, "service": "sts",
                                        "operation": "GetCallerIdentity", "accessKey": "testing"})
        self.assertEqual([self.ask(self.presigned())[0] for _ in range(2)], [503, 200])


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

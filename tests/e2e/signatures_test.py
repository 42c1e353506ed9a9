#!/usr/bin/python3
"""Requests that botocore has signed and somebody altered on the way, by protocol: JSON 1.1 and Query.

Each refusal has to come in the shape its protocol documents, so that botocore reads the code from it."""
import datetime
import json
import re
import unittest
import xml.etree.ElementTree as ElementTree

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.httpsession import URLLib3Session

from sandbox_process import Sandbox

JSON = {"service": "ssm", "data": b'{"Names": ["/my-erp/refreshToken"]}', "headers": {
    "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "AmazonSSM.GetParameters"}}
SECRETS = {"service": "secretsmanager", "data": b"{}", "headers": {
    "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "secretsmanager.ListSecrets"}}
QUERY = {"service": "sts", "data": b"Action=GetCallerIdentity&Version=2011-06-15", "headers": {
    "Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}}
PROTOCOLS = (JSON, SECRETS, QUERY)

# JSON 1.1 (400) -> Query (code, status)
QUERY_CODES = {
    "InvalidSignatureException": ("SignatureDoesNotMatch", 403),
    "IncompleteSignatureException": ("IncompleteSignature", 400),
    "MissingAuthenticationTokenException": ("MissingAuthenticationToken", 403),
    "UnrecognizedClientException": ("InvalidClientTokenId", 403),
    "ExpiredTokenException": ("ExpiredToken", 403),
}


class SignedByBotocore(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sandbox = Sandbox()
        cls.http = URLLib3Session()

    @classmethod
    def tearDownClass(cls):
        cls.http.close()
        cls.sandbox.stop()

    def signed(self, protocol, key="testing", secret="testing", token=None, region="us-east-1", minutes=0, service=None):
        """What botocore makes of it, `minutes` from now by its clock."""
        request = AWSRequest("POST", self.sandbox.url + "/", headers=dict(protocol["headers"]), data=protocol["data"])
        signer = botocore.auth.SigV4Auth(Credentials(key, secret, token), service or protocol["service"], region)
        when = datetime.datetime.utcnow() + datetime.timedelta(minutes=minutes)
        request.context["timestamp"] = when.strftime(botocore.auth.SIGV4_TIMESTAMP)
        signer._modify_request_before_signing(request)
        signer._inject_signature_to_request(request, signer.signature(signer.string_to_sign(
            request, signer.canonical_request(request)), request))
        return request

    def send(self, request):
        return self.http.send(request.prepare())

    def assertRefused(self, protocol, request, code, message):
        answer = self.send(request)
        self.assertTrue(answer.headers["x-amzn-RequestId"])
        if protocol is not QUERY:
            self.assertEqual(answer.status_code, 400)
            self.assertEqual(answer.headers["Content-Type"], "application/x-amz-json-1.1")
            body = json.loads(answer.content)
            self.assertEqual(set(body), {"__type", "message"})
            self.assertEqual(body["__type"], code)
            said = body["message"]
        else:
            code, status = QUERY_CODES[code]
            self.assertEqual((answer.status_code, answer.headers["Content-Type"]), (status, "text/xml"))
            root = ElementTree.fromstring(answer.content)
            plain = {re.sub(r"\{.*\}", "", element.tag): element.text for element in root.iter()}
            self.assertEqual(re.sub(r"\{.*\}", "", root.tag), "ErrorResponse")
            self.assertEqual((plain["Type"], plain["Code"]), ("Sender", code))
            self.assertEqual(plain["RequestId"], answer.headers["x-amzn-RequestId"])
            said = plain["Message"]
        self.assertIn(message, said)

    def test_what_nobody_touched_is_answered(self):
        for protocol in PROTOCOLS:
            self.assertEqual(self.send(self.signed(protocol)).status_code, 200)
            self.assertEqual(self.send(self.signed(protocol, minutes=4)).status_code, 200)
            self.assertEqual(self.send(self.signed(protocol, minutes=-4)).status_code, 200)

    def test_a_wrong_secret_key(self):
        for protocol in PROTOCOLS:
            self.assertRefused(protocol, self.signed(protocol, secret="wrong"), "InvalidSignatureException",
                               "The request signature we calculated does not match the signature you provided.")

    def test_an_unknown_access_key(self):
        for protocol in PROTOCOLS:
            self.assertRefused(protocol, self.signed(protocol, key="AKIANOBODY"), "UnrecognizedClientException",
                               "The security token included in the request is invalid")

    def test_session_tokens(self):
        for protocol in PROTOCOLS:
            known = {"key": "ASIATESTING", "secret": "testing"}
            self.assertEqual(self.send(self.signed(protocol, token="testing-session", **known)).status_code, 200)
            for token in (None, "made-up"):
                self.assertRefused(protocol, self.signed(protocol, token=token, **known),
                                   "UnrecognizedClientException", "security token included in the request is invalid")
            expired = self.signed(protocol, key="ASIAEXPIRED", token="expired-session")
            self.assertRefused(protocol, expired, "ExpiredTokenException", "the request is expired")
            unsigned = self.signed(protocol, **known)  # a token that no signature covers
            unsigned.headers["X-Amz-Security-Token"] = "testing-session"
            self.assertRefused(protocol, unsigned, "InvalidSignatureException",
                               "'x-amz-security-token' must be a 'SignedHeader' in the AWS Authorization.")

    def test_a_clock_that_is_off_by_twenty_minutes(self):
        for protocol in PROTOCOLS:
            self.assertRefused(protocol, self.signed(protocol, minutes=-20), "InvalidSignatureException",
                               "Signature expired: ")
            self.assertRefused(protocol, self.signed(protocol, minutes=20), "InvalidSignatureException",
                               "Signature not yet current: ")

    def test_the_sandboxs_own_time_does_not_matter(self):
        self.addCleanup(self.sandbox.control, "clock", {"set": "+0d"})
        self.sandbox.control("clock", {"set": "+151d"})
        for protocol in PROTOCOLS:
            self.assertEqual(self.send(self.signed(protocol)).status_code, 200)
            self.assertRefused(protocol, self.signed(protocol, minutes=151 * 1440), "InvalidSignatureException",
                               "Signature not yet current: ")

    def test_the_wrong_region_in_the_scope(self):
        for protocol in PROTOCOLS:
            self.assertRefused(protocol, self.signed(protocol, region="mars"), "InvalidSignatureException",
                               "Credential should be scoped to a valid region")
            moved = self.signed(protocol)  # to a region it was not signed for
            moved.headers.replace_header(
                "Authorization", moved.headers["Authorization"].replace("/us-east-1/", "/eu-west-1/"))
            self.assertRefused(protocol, moved, "InvalidSignatureException", "The request signature we calculated")

    def test_the_wrong_service_date_or_terminator_in_the_scope(self):
        for protocol in PROTOCOLS:
            self.assertRefused(protocol, self.signed(protocol, service="s3"), "InvalidSignatureException",
                               f"Credential should be scoped to correct service: '{protocol['service']}'")
            for pattern, changed, message in ((r"/\d{8}/", "/20200101/", "Date in Credential scope does not match"),
                                              ("aws4_request", "aws5_request", "scoped with a valid terminator")):
                request = self.signed(protocol)
                request.headers.replace_header(
                    "Authorization", re.sub(pattern, changed, request.headers["Authorization"]))
                self.assertRefused(protocol, request, "InvalidSignatureException", message)

    def test_a_body_tampered_with(self):
        for protocol in PROTOCOLS:
            request = self.signed(protocol)
            request.data = protocol["data"].replace(b"}", b" }") if protocol is not QUERY else protocol["data"] + b"&X=1"
            self.assertRefused(protocol, request, "InvalidSignatureException", "The request signature we calculated")

    def test_a_header_tampered_with(self):
        request = self.signed(JSON)
        request.headers.replace_header("X-Amz-Target", "AmazonSSM.DeleteParameters")
        self.assertRefused(JSON, request, "InvalidSignatureException", "The request signature we calculated")
        for protocol in PROTOCOLS:
            request = self.signed(protocol)
            request.headers["X-Amz-Extra"] = "smuggled"
            self.assertRefused(protocol, request, "InvalidSignatureException",
                               "'x-amz-extra' must be a 'SignedHeader' in the AWS Authorization.")

    def test_headers_and_parts_that_are_missing(self):
        for protocol in PROTOCOLS:
            request = self.signed(protocol)
            del request.headers["Authorization"]
            self.assertRefused(protocol, request, "MissingAuthenticationTokenException", "Missing Authentication Token")
            request = self.signed(protocol)
            del request.headers["X-Amz-Date"]
            self.assertRefused(protocol, request, "IncompleteSignatureException", "requires existence of either a 'X-Amz-Date'")
            for part in ("Credential", "SignedHeaders", "Signature"):
                request = self.signed(protocol)
                request.headers.replace_header("Authorization", re.sub(
                    rf"(?<![A-Za-z]){part}=[^, ]+,? ?", "", request.headers["Authorization"]))
                self.assertRefused(protocol, request, "IncompleteSignatureException",
                                   f"Authorization header requires '{part}' parameter.")
            request = self.signed(protocol)
            request.headers.replace_header("Authorization", "Bearer token")
            self.assertRefused(protocol, request, "IncompleteSignatureException", "Unsupported AWS 'algorithm': 'Bearer'")


if __name__ == "__main__":
    unittest.main()

"""Signs the requests on standard input, one JSON object a line, with botocore; prints one JSON object a line."""
import datetime
import json
import sys

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

now = None


class FixedClock(datetime.datetime):
    @classmethod
    def utcnow(cls):
        return now


botocore.auth.datetime.datetime = FixedClock

for line in sys.stdin:
    asked = json.loads(line)
    now = datetime.datetime.strptime(asked["timestamp"], "%Y%m%dT%H%M%SZ")
    request = AWSRequest(method=asked["method"], url=asked["url"], data=asked["body"].encode())
    for name, value in asked["headers"]:
        request.headers.add_header(name, value)
    credentials = Credentials(asked["id"], asked["secret"], asked["token"] or None)
    signer = botocore.auth.SigV4Auth(credentials, asked["service"], asked["region"])
    canonical = signer.canonical_request
    seen = []
    signer.canonical_request = lambda r: seen.append(canonical(r)) or seen[-1]
    signer.add_auth(request)
    print(json.dumps({"authorization": request.headers["Authorization"], "canonical": seen[-1]}))

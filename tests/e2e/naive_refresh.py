#!/usr/bin/python3
"""What most scripts do: read, ask, store. Forty lines that lose a login when they end at the wrong moment; the kill
matrix shows how often. Arguments: the sandbox's URL, the secret's name, the token URL's path, the point to die at."""
import json
import os
import signal
import sys
import urllib.parse
import urllib.request

import botocore.session


def die_at(point):
    if point == sys.argv[4]:
        os.kill(os.getpid(), signal.SIGKILL)


def main():
    url, name, path = sys.argv[1:4]
    client = botocore.session.Session().create_client(
        "secretsmanager", region_name="us-east-1", endpoint_url=url, aws_access_key_id="testing",
        aws_secret_access_key="testing")
    die_at("before reading")
    secret = json.loads(client.get_secret_value(SecretId=name)["SecretString"])
    die_at("after reading")
    form = {"grant_type": "refresh_token", "client_id": secret["client_id"], "client_secret": secret["client_secret"],
            "refresh_token": secret["refresh_token"]}
    with urllib.request.urlopen(url + path, urllib.parse.urlencode(form).encode()) as answer:
        die_at("before the answer is read")
        tokens = json.loads(answer.read())
    die_at("after the answer")
    secret["access_token"] = tokens["access_token"]
    secret["refresh_token"] = tokens.get("refresh_token", secret["refresh_token"])
    die_at("before storing")
    client.put_secret_value(SecretId=name, SecretString=json.dumps(secret))
    die_at("after storing")


main()

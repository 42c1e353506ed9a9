#!/usr/bin/python3
"""kill -9 amid a thousand acknowledged writes: Secrets Manager, Parameter Store and OAuth rotations, over keep-alive
connections side by side. After the restart every acknowledged write is there, and none is there by half."""
import base64
import http.client
import json
import os
import random
import signal
import tempfile
import threading
import unittest
import urllib.parse
import uuid

import botocore.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, HTTPClientError

from sandbox_process import Sandbox

LOST = (BotoCoreError, HTTPClientError, OSError, http.client.HTTPException)


def client(sandbox, service):
    return botocore.session.Session().create_client(
        service, region_name="us-east-1", endpoint_url=sandbox.url, aws_access_key_id="testing",
        aws_secret_access_key="testing", config=Config(retries={"total_max_attempts": 1}))


def value(writer, i):
    """Long enough for several pages of the file; its end tells a whole one from a half."""
    return f"{writer}-{i}-" + "x" * 5000 + f"-{writer}-{i}"


class Writers:
    """Each thread keeps one connection and writes until the server is gone."""

    def __init__(self, sandbox, enough):
        self.sandbox, self.enough = sandbox, enough
        self.count, self.lock, self.reached = 0, threading.Lock(), threading.Event()
        self.secrets, self.parameters, self.tokens = {}, {}, {}  # acknowledged
        self.pending = {}  # by writer: what was sent last
        sm = client(sandbox, "secretsmanager")
        for writer in ("s0", "s1"):  # before the race: the end may come before a slow thread's first write
            name = writer + "-0"
            self.secrets[name] = {sm.create_secret(Name=name, SecretString="-")["VersionId"]: "-"}
        jobs = [(self.write_secrets, "s0"), (self.write_secrets, "s1"), (self.write_parameters, "p0"),
                (self.write_parameters, "p1"), (self.rotate_tokens, "t0"), (self.rotate_tokens, "t1")]
        self.threads = [threading.Thread(target=self.run, args=job) for job in jobs]

    def start(self):
        for thread in self.threads:
            thread.start()

    def join(self):
        for thread in self.threads:
            thread.join(30)

    def run(self, job, writer):
        try:
            job(writer)
        except LOST:
            pass

    def acknowledged(self):
        with self.lock:
            self.count += 1
            if self.count >= self.enough:
                self.reached.set()

    def write_secrets(self, writer):
        sm = client(self.sandbox, "secretsmanager")
        for i in range(100_000):
            name = f"{writer}-{i // 90}"  # a secret can have a hundred versions a day
            token = str(uuid.uuid4())
            self.pending[name] = token
            if name in self.secrets:
                sm.put_secret_value(SecretId=name, SecretString=value(writer, i), ClientRequestToken=token)
            else:
                sm.create_secret(Name=name, SecretString=value(writer, i), ClientRequestToken=token)
            self.secrets.setdefault(name, {})[token] = value(writer, i)  # version id -> value
            self.acknowledged()

    def write_parameters(self, writer):
        ssm = client(self.sandbox, "ssm")
        done = self.parameters[writer] = {}  # name -> (value, version)
        for i in range(100_000):
            name = f"/kill/{writer}/{i % 50}"
            text = value(writer, i)[-4000:]
            self.pending[writer] = name, text
            put = ssm.put_parameter(Name=name, Value=text, Type="String", Overwrite=True)
            done[name] = text, put["Version"]
            self.acknowledged()

    def rotate_tokens(self, writer):
        connection = http.client.HTTPConnection("127.0.0.1", self.sandbox.port, timeout=30)
        self.tokens[writer] = "first of " + writer, None
        for _ in range(100_000):
            status, answer = refresh(connection, writer, self.tokens[writer][0])
            assert status == 200, answer
            self.tokens[writer] = answer["refresh_token"], answer["access_token"]
            self.acknowledged()


def control(connection, body=None, query=""):
    connection.request("POST" if body else "GET", "/sandbox-api/oauth-clients" + query, json.dumps(body) if body else None)
    answer = connection.getresponse()
    return json.loads(answer.read())


def refresh(connection, writer, token):
    form = urllib.parse.urlencode({"grant_type": "refresh_token", "refresh_token": token})
    basic = base64.b64encode(f"{writer}:secret".encode()).decode()
    connection.request("POST", "/oauth2/token", form, {"Content-Type": "application/x-www-form-urlencoded",
                                                       "Authorization": "Basic " + basic})
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read())


class KillMinusNine(unittest.TestCase):
    def check_secrets(self, sandbox, writers):
        sm = client(sandbox, "secretsmanager")
        for writer, done in writers.secrets.items():
            ids, token = set(), {}
            while token is not None:
                page = sm.list_secret_version_ids(SecretId=writer, IncludeDeprecated=True, MaxResults=100, **token)
                ids |= {version["VersionId"] for version in page["Versions"]}
                token = {"NextToken": page["NextToken"]} if "NextToken" in page else None
            self.assertEqual(set(done) - ids, set())
            for version in done:
                self.assertEqual(sm.get_secret_value(SecretId=writer, VersionId=version)["SecretString"], done[version])
            current = sm.get_secret_value(SecretId=writer)
            self.assertIn(current["VersionId"], (list(done)[-1], writers.pending.get(writer)))
            self.assertTrue(current["SecretString"].endswith(current["SecretString"].split("-x")[0]))
            stages = sm.describe_secret(SecretId=writer)["VersionIdsToStages"].values()
            self.assertEqual(sum("AWSCURRENT" in labels for labels in stages), 1)
            self.assertEqual(sum("AWSPREVIOUS" in labels for labels in stages), 1 if len(ids) > 1 else 0)
            # The half that would be left of a write: a version without its value.
            for version in ids:
                self.assertIn("SecretString", sm.get_secret_value(SecretId=writer, VersionId=version))

    def check_parameters(self, sandbox, writers):
        ssm = client(sandbox, "ssm")
        for writer, done in writers.parameters.items():
            for name, (text, version) in done.items():
                kept = ssm.get_parameter(Name=name)["Parameter"]
                if (kept["Value"], kept["Version"]) != (text, version):
                    self.assertEqual((name, kept["Value"]), writers.pending[writer])
                    self.assertEqual(kept["Version"], version + 1)

    def check_tokens(self, sandbox, writers):
        connection = http.client.HTTPConnection("127.0.0.1", sandbox.port, timeout=30)
        for writer, (refresh_token, access_token) in writers.tokens.items():
            query = "?token=" + urllib.parse.quote_plus(refresh_token)
            kept = control(connection, query=query)
            self.assertIn("client_id", kept)  # it is known: alive, or spent by the request that was on its way
            self.assertFalse(kept["revoked"])
            if access_token:
                self.assertTrue(control(connection, query="?token=" + access_token)["active"])
            clients = {each["clientId"]: each for each in control(connection)["clients"]}
            self.assertEqual(clients[writer]["liveRefreshTokens"], 1)  # a rotation is all of it or nothing
            if kept["active"]:
                self.assertEqual(refresh(connection, writer, refresh_token)[0], 200)

    def test_every_acknowledged_write_is_there(self):
        chance = random.Random(20261121)
        for round_ in range(4):
            with tempfile.TemporaryDirectory() as folder:
                state = os.path.join(folder, "state.sqlite")
                sandbox = Sandbox("--state", state)
                connection = http.client.HTTPConnection("127.0.0.1", sandbox.port, timeout=30)
                for writer in ("t0", "t1"):
                    control(connection, {"action": "create", "clientId": writer, "clientSecret": "secret",
                                         "provider": "strict", "refreshToken": "first of " + writer})
                writers = Writers(sandbox, 1000 if round_ == 0 else chance.randint(50, 400))
                writers.start()
                self.assertTrue(writers.reached.wait(120))
                sandbox.process.send_signal(signal.SIGKILL)
                writers.join()
                sandbox.stop()
                self.assertGreaterEqual(writers.count, writers.enough)
                again = Sandbox("--state", state)
                try:
                    self.check_secrets(again, writers)
                    self.check_parameters(again, writers)
                    self.check_tokens(again, writers)
                finally:
                    again.stop()
                print(f"killed after {writers.count} acknowledged writes: all there")


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/python3
"""A server that is killed, and state files of all kinds."""
import os
import signal
import sqlite3
import tempfile
import threading
import unittest

import botocore.session
from botocore.config import Config

from sandbox_process import Sandbox


def client(sandbox, service):
    return botocore.session.Session().create_client(
        service, region_name="us-east-1", endpoint_url=sandbox.url, aws_access_key_id="testing",
        aws_secret_access_key="testing", config=Config(retries={"total_max_attempts": 1}))


class WithAStateFile(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = os.path.join(folder.name, "sub", "state.sqlite")

    def start(self, *arguments):
        sandbox = Sandbox("--state", self.file, *arguments)
        self.addCleanup(sandbox.stop)
        return sandbox

    def test_acknowledged_writes_survive_being_killed(self):
        sandbox = self.start()
        names = [f"counter/{i}" for i in range(11)]
        done = []
        enough = threading.Event()

        def write():
            sm = client(sandbox, "secretsmanager")
            ssm = client(sandbox, "ssm")
            for name in names:  # a secret has a hundred versions a day
                sm.create_secret(Name=name, SecretString="-")
            for i in range(1000):
                try:
                    if i % 2:
                        sm.put_secret_value(SecretId=names[i % len(names)], SecretString=str(i))
                    else:
                        ssm.put_parameter(Name=f"/counter/{i}", Value=str(i), Type="String")
                    done.append(i)
                    if len(done) == 300:
                        enough.set()
                except Exception:
                    return

        writer = threading.Thread(target=write)
        writer.start()
        self.assertTrue(enough.wait(60))
        sandbox.stop(signal.SIGKILL)
        writer.join()
        self.assertLess(len(done), 1000)

        again = self.start()
        sm, ssm = client(again, "secretsmanager"), client(again, "ssm")
        pages = ssm.get_paginator("get_parameters_by_path").paginate(Path="/counter")
        values = {int(p["Value"]) for page in pages for p in page["Parameters"]}
        self.assertEqual({i for i in done if i % 2 == 0} - values, set())
        kept = set()
        for name in names:
            versions = sm.list_secret_version_ids(SecretId=name, IncludeDeprecated=True)["Versions"]
            kept |= {sm.get_secret_value(SecretId=name, VersionId=v["VersionId"])["SecretString"] for v in versions}
        self.assertEqual({str(i) for i in done if i % 2} - kept, set())
        last = max(i for i in done if i % 2)
        self.assertEqual(sm.get_secret_value(SecretId=names[last % len(names)])["SecretString"], str(last))

    def test_state_is_kept_and_fresh_starts_over(self):
        first = self.start()
        client(first, "ssm").put_parameter(Name="/mine", Value="1", Type="String")
        first.stop()
        second = self.start()
        self.assertEqual(client(second, "ssm").get_parameter(Name="/mine")["Parameter"]["Value"], "1")
        second.stop()
        third = self.start("--fresh")
        self.assertEqual(client(third, "ssm").get_parameters(Names=["/mine"])["InvalidParameters"], ["/mine"])
        self.assertEqual(len(client(third, "secretsmanager").list_secrets()["SecretList"]), 10)

    def test_two_servers_do_not_share_a_file(self):
        self.start()
        with self.assertRaisesRegex(RuntimeError, "another sandbox is using this state file"):
            self.start()

    def test_a_port_that_is_taken(self):
        port = self.start().port
        with self.assertRaisesRegex(RuntimeError, f"port {port} is in use"):
            Sandbox("--port", str(port))

    def test_files_that_are_not_ours_are_left_alone(self):
        os.makedirs(os.path.dirname(self.file))
        with open(self.file, "wb") as file:
            file.write(b"dear diary " * 1000)
        for arguments in ([], ["--fresh"]):
            with self.assertRaisesRegex(RuntimeError, "is not a sandbox state file"):
                self.start(*arguments)
        os.remove(self.file)
        other = sqlite3.connect(self.file)
        other.execute("CREATE TABLE precious (x)")
        other.commit()
        other.close()
        for arguments in ([], ["--fresh"]):
            with self.assertRaisesRegex(RuntimeError, "is not a sandbox state file"):
                self.start(*arguments)
        other = sqlite3.connect(self.file)
        self.assertEqual(other.execute("SELECT count(*) FROM precious").fetchone(), (0,))
        other.close()

    def test_a_file_of_another_schema_says_so(self):
        self.start().stop()
        file = sqlite3.connect(self.file)
        file.execute("PRAGMA user_version=99")
        file.commit()
        file.close()
        with self.assertRaisesRegex(RuntimeError, r"schema 99.*--fresh"):
            self.start()
        self.start("--fresh")


if __name__ == "__main__":
    unittest.main()

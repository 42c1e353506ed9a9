#!/usr/bin/python3
"""An account with 5,000 secrets of Login with Amazon that a script made: none of them has a tag of ours.

Each stands on the due board with a date, and says what the date is counted from. The mass is made with botocore, on one
connection of one process, and some with the aws command line, which takes ten times as long:
KEYTURN_BY_COMMAND_LINE=5000 for all of them.
"""
import datetime
import json
import os
import subprocess
import unittest

import voices
from sandbox_process import Sandbox

ALL = 5_000
BY_COMMAND_LINE = int(os.environ.get("KEYTURN_BY_COMMAND_LINE", "50"))
MASS = ALL - BY_COMMAND_LINE
VALUE = json.dumps({"lwa-client-id": "amzn1.application-oa2-client.00", "lwa-client-secret": "amzn1.oa2-cs.v1.00",
                    "lwa-refresh-token": "Atzr|00", "api-access-token": "Atza|00", "lwa-auth-scope": "profile"})


class ManySecrets(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sandbox = Sandbox("--fresh")
        cls.addClassCleanup(cls.sandbox.stop)
        cls.environment = dict(os.environ, AWS_ACCESS_KEY_ID="testing", AWS_SECRET_ACCESS_KEY="testing",
                               AWS_REGION="us-east-1", AWS_DEFAULT_REGION="us-east-1")
        botocore = voices.Botocore(cls.sandbox.url)
        cls.addClassCleanup(botocore.close)
        client = botocore.client("secretsmanager")
        cls.names = [f"shop-{number:04}/prod/lwa-oauth" for number in range(ALL)]
        for name in cls.names[:MASS]:
            client.create_secret(Name=name, SecretString=VALUE)
        command_line = voices.CommandLine(cls.sandbox.url)
        cls.addClassCleanup(command_line.close)
        for name in cls.names[MASS:]:
            code, _, complaint = command_line.run("secretsmanager", "create-secret", "--name", name, "--secret-string",
                                                  VALUE)
            assert code == 0, complaint
        # Some were changed since: when their client secret was, nobody has noted.
        cls.changed = cls.names[:20]
        for name in cls.changed:
            client.put_secret_value(SecretId=name, SecretString=VALUE.replace("00", "01"))

    def keyturnctl(self, *arguments):
        run = subprocess.run([os.environ["KEYTURNCTL"], "--endpoint-url", self.sandbox.url, "--json", *arguments],
                             env=self.environment, check=True, timeout=120, capture_output=True)
        return json.loads(run.stdout)

    def test_the_due_board_has_each_of_them_with_a_date_and_where_it_comes_from(self):
        rows = {}
        for row in self.keyturnctl("due"):
            rows.setdefault(row["name"], []).append(row)
        self.assertEqual([name for name in self.names if name not in rows], [])
        today = datetime.datetime.now(datetime.timezone.utc)
        for name in self.names:
            [row] = rows[name]
            due = datetime.datetime.fromisoformat(row["due"].replace("Z", "+00:00"))
            since = datetime.datetime.fromisoformat(row["since"].replace("Z", "+00:00"))
            self.assertEqual(row["reason"], "ClientSecretAge")
            self.assertEqual((due - since).days, 180)
            self.assertIn(row["daysLeft"], (179, 180), "made today")
            self.assertLess(abs((today - since).total_seconds()), 86_400)
            self.assertIn(row["basis"], ("creation", "at-the-latest"), f"nobody knows more about {name}")

    def test_the_list_has_each_of_them_and_none_of_them_has_no_date(self):
        listed = {entry["name"]: entry for entry in self.keyturnctl("list")}
        self.assertEqual([name for name in self.names if name not in listed], [])
        self.assertEqual([name for name in self.names if not listed[name]["due"]], [])


if __name__ == "__main__":
    unittest.main(verbosity=2)

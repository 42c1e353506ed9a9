#!/usr/bin/python3
"""A secret and a parameter of one name: keyturnctl asks which is meant, and reaches both."""
import json
import os
import re
import subprocess
import unittest

from stranger import Stranger

NAME = "/my-app/prod"
GROUP = "/my-app/lwa"


class TheSameName(Stranger):
    def setUp(self):
        super().setUp()
        self.secrets, self.parameters = self.client("secretsmanager"), self.client("ssm")
        self.secrets.create_secret(Name=NAME, SecretString="of the secret")
        self.parameters.put_parameter(Name=NAME, Value="of the parameter", Type="SecureString")

    def run_verb(self, *arguments, value=b"", key="testing", environment=None):
        usual = {"PATH": "/usr/bin:/bin", "HOME": self.sandbox.folder.name, "LC_ALL": "C.UTF-8",
                 "AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": key, "AWS_REGION": "us-east-1"}
        command = [os.environ["KEYTURNCTL"], "--endpoint-url", self.sandbox.url, *arguments]
        return subprocess.run(command, input=value, env=usual | (environment or {}), capture_output=True, timeout=60,
                              check=False)

    def values(self):
        return (self.secrets.get_secret_value(SecretId=NAME)["SecretString"],
                self.parameters.get_parameter(Name=NAME, WithDecryption=True)["Parameter"]["Value"])

    def test_no_verb_guesses(self):
        for arguments in (("set", NAME), ("show", NAME), ("refresh", NAME), ("show", NAME, "--reveal", ""),
                          ("--json", "show", NAME)):
            ran = self.run_verb(*arguments, value=b"new")
            self.assertEqual(ran.returncode, 2, arguments)
            self.assertEqual(ran.stdout, b"")
            self.assertIn(b'"/my-app/prod" is the name of a secret and of a parameter', ran.stderr)
            self.assertIn(b"--store secret or --store parameter", ran.stderr)
        self.assertEqual(self.values(), ("of the secret", "of the parameter"))

    def test_every_verb_that_takes_a_store_asks_for_it(self):
        told = self.run_verb("--help").stdout.decode().split("Verbs:\n")[1].split("\n\n")[0]
        verbs = [verb for verb in re.findall(r"^  ([a-z][a-z-]+)\b", told, re.MULTILINE)
                 if b"--store STORE" in self.run_verb(verb, "--help").stdout]
        self.assertGreater(len(verbs), 8, told)
        keys = self.client("sts").get_session_token()["Credentials"]  # "console" takes no others
        session = {"AWS_ACCESS_KEY_ID": keys["AccessKeyId"], "AWS_SECRET_ACCESS_KEY": keys["SecretAccessKey"],
                   "AWS_SESSION_TOKEN": keys["SessionToken"]}
        more = {"remind": ("set", NAME, "--on", "2030-01-01", "--text", "x"), "authorize": (NAME, "--no-browser"),
                "asp-config": ("--secret", NAME)}
        for verb in set(verbs) - {"find", "resume", "asp-config"}:
            with self.subTest(verb):
                ran = self.run_verb(verb, *more.get(verb, (NAME,)), value=b"new", environment=session)
                self.assertEqual(ran.returncode, 2, ran.stderr)
                self.assertIn(b'"/my-app/prod" is the name of a secret and of a parameter', ran.stderr)
        self.assertEqual(self.values(), ("of the secret", "of the parameter"))

    def test_find_shows_both(self):
        found = json.loads(self.run_verb("--json", "find", NAME).stdout)
        self.assertEqual(sorted((each["name"], each["store"]) for each in found),
                         [(NAME, "secretsmanager"), (NAME, "ssm")])
        found = json.loads(self.run_verb("--json", "find", NAME, "--store", "parameter").stdout)
        self.assertEqual([each["store"] for each in found], ["ssm"])

    def test_set_writes_where_it_is_told_to(self):
        ran = self.run_verb("set", NAME, "--store", "parameter", value=b"new parameter")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertEqual(self.values(), ("of the secret", "new parameter"))
        ran = self.run_verb("--json", "set", "--store", "secret", NAME, value=b"new secret")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertEqual(json.loads(ran.stdout)["store"], "secretsmanager")
        self.assertEqual(self.values(), ("new secret", "new parameter"))

    def test_show_reads_where_it_is_told_to(self):
        for store, word, value in (("secret", "secretsmanager", "of the secret"), ("parameter", "ssm", "of the parameter"),
                                   ("ssm", "ssm", "of the parameter")):
            shown = json.loads(self.run_verb("--json", "show", NAME, "--store", store).stdout)
            self.assertEqual((shown["name"], shown["store"]), (NAME, word))
            self.assertEqual(self.run_verb("show", NAME, "--store", store, "--raw").stdout.decode(), value)
        self.assertEqual(self.run_verb("show", NAME, "--raw").stdout, b"of the secret")  # as its help says

    def test_raw_is_a_parameter_where_there_is_no_such_secret(self):
        self.secrets.delete_secret(SecretId=NAME, ForceDeleteWithoutRecovery=True)
        self.assertEqual(self.run_verb("show", NAME, "--raw").stdout, b"of the parameter")
        self.assertEqual(self.run_verb("show", NAME, "--raw", "--store", "secret").returncode, 3)
        self.assertEqual(self.run_verb("set", NAME, value=b"only one").returncode, 0)

    def test_a_group_of_parameters_counts_as_well(self):
        for leaf in ("clientidentifier", "clientsecret", "refreshToken"):
            self.parameters.put_parameter(Name=f"{GROUP}/{leaf}", Value="x", Type="SecureString")
        self.assertEqual(self.run_verb("show", GROUP).returncode, 0)
        self.secrets.create_secret(Name=GROUP, SecretString='{"a":"1"}')
        self.assertEqual(self.run_verb("show", GROUP).returncode, 2)
        shown = json.loads(self.run_verb("--json", "show", GROUP, "--store", "secret").stdout)
        self.assertEqual([value["key"] for value in shown["values"]], ["a"])

    def test_who_may_not_look_into_one_store_works_in_the_other(self):
        policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "secretsmanager:*", "Resource": "*"},
                                                         {"Effect": "Allow", "Action": "kms:*", "Resource": "*"}]}
        self.sandbox.control("access-keys", {"add": {"id": "AKIASECRETS", "secret": "AKIASECRETS", "policy": policy}})
        ran = self.run_verb("set", NAME, value=b"mine", key="AKIASECRETS")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertEqual(self.values(), ("mine", "of the parameter"))
        self.assertEqual(self.run_verb("show", NAME, "--store", "parameter", key="AKIASECRETS").returncode, 4)

    def test_another_word_or_a_label_of_a_parameter_is_refused(self):
        for arguments in (("set", NAME, "--store", "vault"), ("show", NAME, "--store", ""),
                          ("show", NAME, "--store", "parameter", "--version-stage", "AWSPREVIOUS")):
            self.assertEqual(self.run_verb(*arguments, value=b"new").returncode, 2, arguments)
        for verb in ("set", "show", "refresh"):
            self.assertIn(b"--store STORE", self.run_verb(verb, "--help").stdout)


if __name__ == "__main__":
    unittest.main()

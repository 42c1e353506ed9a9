#!/usr/bin/python3
"""~/.aws as Keyturn reads it, judged by botocore: thousands of made-up pairs of files, value by value and profile by
profile, down to which keys sign and which roles are assumed in which order."""
import json
import os
import random
import re
import subprocess
import tempfile
import unittest
from unittest import mock

import botocore.configloader
import botocore.credentials
import botocore.session
from botocore import exceptions

PAIRS = int(os.environ.get("KEYTURN_PROFILE_PAIRS", "5000"))
VARIABLES = ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "HOME", "PLACE")
NAMES = ["default", "a", "b", "c", "x y", "ü", "dev#1", "prod"]


class Fetcher:
    """Stands in for botocore's fetchers, which would ask a service: what it was made with is what counts."""

    def __init__(self, **made_with):
        made_with.pop("client_creator", None)
        made_with.pop("cache", None)
        self.made_with = made_with

    def fetch_credentials(self):
        raise AssertionError("a service was about to be asked")


class BadCommand(Exception):
    """The words of a command cannot be told apart."""


class Judge:
    """botocore, with every way out of the process closed."""

    def __init__(self, case):
        module = botocore.credentials
        for name in ("AssumeRoleCredentialFetcher", "AssumeRoleWithWebIdentityCredentialFetcher",
                     "SSOCredentialFetcher"):
            self.patch(case, module, name, Fetcher)
        self.patch(case, module, "create_mfa_serial_refresher", lambda refresh: refresh)
        self.patch(case, module.ProcessProvider, "_retrieve_credentials_using", self.words)
        self.patch(case, module.EnvProvider, "load", lambda _: module.Credentials("env", "env", method="environment"))
        self.patch(case, module.ContainerProvider, "load",
                   lambda _: module.Credentials("EcsContainer", "", method="container"))
        self.patch(case, module.InstanceMetadataProvider, "load",
                   lambda _: module.Credentials("Ec2InstanceMetadata", "", method="container"))
        self.read_files = {}
        self.parse = botocore.configloader.raw_config_parse
        self.patch(case, botocore.configloader, "raw_config_parse", self.read_once)
        self.session = botocore.session.Session()
        self.patch(case, subprocess, "Popen", mock.Mock(side_effect=AssertionError("a program was about to run")))

    def read_once(self, path):
        """botocore reads a file again for every profile."""
        if path not in self.read_files:
            self.read_files[path] = self.parse(path)
        return self.read_files[path]

    @staticmethod
    def patch(case, place, name, value):
        patcher = mock.patch.object(place, name, value)
        patcher.start()
        case.addCleanup(patcher.stop)

    @staticmethod
    def words(_, command):
        try:
            argv = botocore.compat.compat_shell_split(command)
        except ValueError as error:
            raise BadCommand() from error
        if not argv or not argv[0]:
            raise BadCommand()
        return {"access_key": "process", "secret_key": json.dumps(argv), "token": None, "expiry_time": None}

    def read(self, variables):
        for name in VARIABLES:
            os.environ.pop(name, None)
        os.environ.update(variables)
        self.read_files.clear()
        session = self.session
        session._config = None
        session._profile = session._profile_map = None
        session._session_instance_vars.pop("profile", None)
        try:
            profiles = session.full_config["profiles"]
        except exceptions.ConfigParseError as error:
            return {"problem": str(error), "cause": error.kwargs["error"]}
        values = {name: dict(section) for name, section in profiles.items()}
        preferred = session.get_config_variable("profile") or ""
        return {"preferred": preferred,
                "profiles": {name: {"values": values[name], "signIn": self.sign_in(session, name)} for name in profiles}}

    def sign_in(self, session, name):
        session._profile = None
        session.set_config_variable("profile", name)
        # In a container or on EC2 botocore would go on and look there; on a desktop it finds nothing.
        resolver = botocore.credentials.create_credential_resolver(session)
        for last in ("ec2-credentials-file", "boto-config", "container-role", "iam-role"):
            resolver.remove(last)
        try:
            credentials = resolver.load_credentials()
        except exceptions.PartialCredentialsError as error:
            return {"error": "sign-in" if "source_profile" in str(error) else "incomplete-keys"}
        except (exceptions.InvalidConfigError, exceptions.InfiniteLoopConfigError, BadCommand):
            return {"error": "sign-in"}
        if credentials is None:
            return {"error": "no-credentials"}
        return self.told(credentials)

    def told(self, credentials):
        roles = []
        while credentials.method == "assume-role":
            made_with = credentials._refresh_using.__self__.made_with
            extra = made_with["extra_args"]
            roles.insert(0, self.role(made_with["role_arn"], extra))
            credentials = made_with["source_credentials"]
        return {**self.base(credentials), "roles": roles}

    @staticmethod
    def role(arn, extra):
        told = {"arn": arn, "external": extra.get("ExternalId"), "mfa": extra.get("SerialNumber"),
                "session": extra.get("RoleSessionName")}
        told = {key: value for key, value in told.items() if value}
        if "DurationSeconds" in extra:
            told["duration"] = extra["DurationSeconds"]
        return told

    def base(self, credentials):
        if credentials.method == "environment":
            return {"base": "environment"}
        if credentials.method == "container":
            return {"base": "container", "container": credentials.access_key}
        if credentials.method == "custom-process":
            return {"base": "process", "argv": json.loads(credentials.secret_key)}
        if credentials.method == "assume-role-with-web-identity":
            made_with = credentials._refresh_using.__self__.made_with
            return {"base": "web-identity", "file": made_with["web_identity_token_loader"]._web_identity_token_path,
                    "role": self.role(made_with["role_arn"], made_with["extra_args"])}
        if credentials.method == "sso":
            with_ = credentials._refresh_using.__self__.made_with
            return {"base": "sso", "sso": [with_.get("sso_session_name", ""), with_["start_url"], with_["sso_region"],
                                           with_["account_id"], with_["role_name"]]}
        return {"base": "keys", "id": credentials.access_key, "secret": credentials.secret_key,
                "token": credentials.token or ""}


class Maker:
    """Makes pairs of files that somebody could have, and some that nobody should."""

    def __init__(self, seed, canary):
        self.random = random.Random(seed)
        self.canary = canary
        self.names = NAMES

    def often(self, chance):
        return self.random.random() < chance

    def pick(self, of):
        return self.random.choice(of)

    def name(self):
        return self.pick(NAMES)

    def heading(self, name, config):
        if not config:
            return f"[{name}]"
        if name == "default" and not self.often(.1):
            return "[default]"
        quoted = self.pick([f'"{name}"', f"'{name}'"]) if " " in name or self.often(.2) else name
        return self.pick([f"[profile {quoted}]"] * 8 + [f"[profile  {quoted} ]", f"[profile\t{quoted}]",
                                                        f"[ profile {quoted}]", f"[profilex {quoted}]",
                                                        f"[profile {quoted}] trailing", f'[profile "{name}]'])

    def option(self, key, value):
        if self.often(.1):
            key = key.upper()
        delimiter = self.pick([" = "] * 5 + ["=", ":", " : ", "\t=\t", "=\u00a0", "= \u2003"])
        return key + delimiter + value + self.pick([""] * 9 + [" ", "\t", "\u00a0", "\u3000"])

    def keys(self):
        lines = []
        if self.often(.93):
            lines.append(("aws_access_key_id", self.pick(["AKIA1", "AKIA2", "ASIA3", "" if self.often(.3) else "AKIA4"])))
        if self.often(.93):
            lines.append(("aws_secret_access_key", self.pick(["s3cr#t", "a/b+c=", "with ; it", "'q'", "ü"])))
        if self.often(.2):
            lines.append(("aws_session_token", "to=ken:1"))
        if self.often(.1):
            lines.append(("aws_security_token", "older"))
        return lines

    def role(self):
        lines = [("role_arn", self.pick(["arn:aws:iam::1:role/x", "arn:aws:iam::2:role/y"]))]
        if self.often(.85):
            lines.append(("source_profile", self.pick(self.names) if self.often(.9) else self.name()))
        if self.often(.18):
            lines.append(("credential_source", self.pick(["Environment", "EcsContainer", "Ec2InstanceMetadata",
                                                          "environment", "Nothing"])))
        for key, values in (("external_id", ["e-1", "e 2"]), ("mfa_serial", ["arn:aws:iam::1:mfa/me"]),
                            ("role_session_name", ["me@here"]), ("duration_seconds", ["900", " 3_600", "x", "-1", ""])):
            if self.often(.25):
                lines.append((key, self.pick(values)))
        return lines

    def web(self):
        lines = [("web_identity_token_file", self.pick(["/t", "~/t", ""]))]
        return lines + ([("role_arn", "arn:aws:iam::3:role/w")] if self.often(.9) else [])

    def sso(self):
        lines = [("sso_account_id", "111122223333"), ("sso_role_name", "Admin")]
        if self.often(.6):
            lines.append(("sso_session", self.pick(["s", "t", "missing"])))
        if self.often(.4):
            lines += [("sso_start_url", "https://a.awsapps.com/start"), ("sso_region", self.pick(["us-east-1", "eu-west-1"]))]
        return [line for line in lines if self.often(.93)]

    def process(self):
        return [("credential_process", self.pick([f"/bin/touch {self.canary}", f"sh -c 'touch {self.canary}'",
                                                  f'"/opt/a b" --x "q\\"r" \\$HOME ; touch {self.canary}', '"open',
                                                  f"touch {self.canary} `id` $(id) a\\", "", "''"]))]

    def plain(self):
        return [("region", self.pick(["us-east-1", "eu-west-1", ""])),
                (self.pick(["output", "cli_pager", "endpoint_url", "keyturn_production"]),
                 self.pick(["json", "a = b", "%(x)s", "$HOME", "[x]", "# no comment", "a\u00a0b"]))]

    def section(self, config):
        lines = []
        for part in self.random.sample([self.keys, self.keys, self.role, self.role, self.web, self.sso, self.process, self.plain],
                                       self.pick([1, 1, 1, 2, 2, 3])):
            lines += part()
        if not self.often(.02): # else doubles stay
            lines = list(dict(lines).items())
        text = [self.option(*line) for line in lines]
        if config and self.often(.15):
            text.append(self.pick(["s3 =", "s3=", "secretsmanager =  "]))
            text += [self.pick(["  ", "\t", "\u2003"]) + inner for inner in self.random.sample(
                ["max = 1", "b=2", "c = d = e", "  deeper = x", "", "# comment", "e =", "f = a\u2028g = b", "g = \x0b h = 1"],
                self.pick([1, 2, 3])) if inner != "" or self.often(.5)]
            if self.often(.04):
                text.append("   no delimiter")
        for _ in range(self.pick([0, 0, 0, 1, 2])):
            text.insert(self.random.randrange(len(text) + 1),
                        self.pick(["", "# note", "; note", "  # indented", "   ", "\t", "\u00a0"]))
        # Behind a value: behind a key without one it would make a block of what botocore expects to be text, and fail.
        places = [at + 1 for at, line in enumerate(text) if line.strip()[-1:].isalnum() and line.strip()[0] not in "#;"]
        if places and self.often(.06):
            text.insert(self.pick(places), self.pick(["  goes on", "\u00a0 goes on", "\tx = y"]))
        if self.often(.012):
            text.insert(self.random.randrange(len(text) + 1), self.pick(["no delimiter", "= no key", "[]", "[open"]))
        return text

    def others(self):
        text = []
        for session in ("s", "t"):
            if self.often(.5):
                text.append(f"[sso-session {session}]")
                text += [self.option(*line) for line in (("sso_start_url", "https://a.awsapps.com/start"),
                                                         ("sso_region", self.pick(["us-east-1", "eu-west-1"])),
                                                         ("sso_registration_scopes", "sso:account:access")) if self.often(.93)]
        if self.often(.1):
            text += ["[services one]", "ssm =", "  endpoint_url = https://x"]
        if self.often(.1):
            text += ["[preview]", "x = 1"]
        return text

    def file(self, config):
        if self.often(.04):
            return b""
        names = self.names = self.random.sample(NAMES, self.pick([1, 2, 3, 4, 5]))
        if self.often(.02):
            names.append(names[0])
        text = []
        if self.often(.04):
            text += ["[DEFAULT]", self.option("region", "sa-east-1")]
            if self.often(.3):
                text.append(self.option(*self.pick(self.keys() or [("x", "y")])))
        if self.often(.01):
            text.append("region = too early")
        for name in names:
            text += [self.heading(name, config)] + self.section(config)
        if config:
            text += self.others()
        end = self.pick(["\n"] * 6 + ["\r\n"] * 2 + ["\r"])
        encoded = (end.join(text) + self.pick(["", end])).encode()
        if self.often(.01):
            at = self.random.randrange(len(encoded) + 1)
            encoded = encoded[:at] + self.pick([b"\xff", b"\xc3", b"\xed\xa0\x80"]) + encoded[at:]
        return encoded


class ProfilesAreReadAsBotocoreReadsThem(unittest.TestCase):

    def setUp(self):
        self.folder = self.enterContext(tempfile.TemporaryDirectory())
        self.enterContext(mock.patch.dict(os.environ))
        for name in [name for name in os.environ if name.startswith("AWS_")]:
            del os.environ[name]
        # Started before the judge closes that door.
        self.reader = subprocess.Popen([os.environ["PROFILE_READER"]], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                       text=True, encoding="utf-8")
        self.addCleanup(self.stop)
        self.judge = Judge(self)
        self.canary = os.path.join(self.folder, "canary")

    def stop(self):
        self.reader.stdin.close()
        self.reader.wait(timeout=30)
        self.reader.stdout.close()

    def keyturn(self, variables):
        print(json.dumps(variables), file=self.reader.stdin, flush=True)
        return json.loads(self.reader.stdout.readline())

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        with open(self.path(name), "wb") as file:
            file.write(content)

    def compare(self, variables, context):
        judged = self.judge.read(variables)
        ours = self.keyturn(variables)
        if "problem" in judged:
            self.assertEqual(ours.get("problem"), "config-syntax", f"botocore: {judged['problem']}\n{context}")
            self.check_line(ours["detail"], context)
            return ours
        self.assertNotIn("problem", ours, f"{ours.get('detail')}\n{context}")
        self.assertEqual(ours["preferred"], judged["preferred"], context)
        self.assertEqual(list(ours["profiles"]), list(judged["profiles"]), context)
        for name, profile in judged["profiles"].items():
            found = ours["profiles"][name]
            self.assertEqual(found["values"], profile["values"], f"[{name}]\n{context}")
            self.assertEqual(self.usable(found["signIn"], profile["values"]),
                             self.usable(profile["signIn"], profile["values"]), f"[{name}]\n{context}")
        return ours

    @staticmethod
    def usable(sign_in, values):
        """Where botocore would sign with an empty key, or passes over a secret without a key id, Keyturn says that half
        a pair is missing."""
        some = {"error": "some"}
        if sign_in.get("base") == "keys" and (not sign_in["id"] or not sign_in["secret"]):
            return some
        if sign_in.get("error") == "incomplete-keys":
            return some
        if "error" in sign_in and ("aws_secret_access_key" in values or "source_profile" in values):
            return some
        return sign_in

    def check_line(self, detail, context):
        """The file is good up to the line before the one that is named, and no further. Blocks are read when the lines
        have been: one further up may have a fault of its own."""
        path, number, what = re.fullmatch(r"(.*), line ([0-9]+): (.*)", detail).groups()
        with open(path, "rb") as file:
            lines = re.findall(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", file.read())
        for count, is_good in ((int(number) - 1, True), (int(number), False)):
            self.write("part", b"".join(lines[:count]))
            try:
                self.judge.parse(self.path("part"), parse_subsections=not is_good)
                good = True
            except exceptions.ConfigParseError:
                good = False
            self.assertEqual(good, is_good, f"{number}, {what}: {count} lines\n{context}")

    def test_thousands_of_made_up_files(self):
        maker = Maker(20261130, self.canary)
        refused = 0
        for number in range(PAIRS):
            config, credentials = maker.file(True), maker.file(False)
            self.write("config", config)
            self.write("credentials", credentials)
            variables = {"AWS_CONFIG_FILE": self.path("config"),
                         "AWS_SHARED_CREDENTIALS_FILE": self.path("credentials"), "HOME": self.folder}
            ours = self.compare(variables, f"pair {number}\n{config!r}\n{credentials!r}\n" + config.decode(errors="replace")
                                + "\n--- credentials\n" + credentials.decode(errors="replace"))
            refused += "problem" in ours
        self.assertGreater(refused, PAIRS // 40)
        self.assertLess(refused, PAIRS // 3)
        self.assertFalse(os.path.exists(self.canary), "a credential_process was run")

    def test_where_the_files_are(self):
        os.mkdir(self.path(".aws"))
        self.write(".aws/config", b"[profile usual]\nregion = us-east-1\n")
        self.write(".aws/credentials", b"[usual]\naws_access_key_id = A\naws_secret_access_key = S\n")
        self.write("other", b"[profile other]\nregion = eu-west-1\n")
        self.write("$x", b"[profile odd]\nregion = eu-west-2\n")
        for value in (None, "", "~/other", "~/$PLACE", "$HOME/other", "${HOME}/other", "$PLACE", "${PLACE}", "$NOT_SET/other",
                      "${NOT_SET}", "$", "~nobody-of-that-name/x", "~root/nothing", "~/other/",
                      self.path("other"), self.path("$x"), "~/./other", " ~/other", "${}", "$HOME$PLACE", "~/${PLACE"):
            for place in ("other", "/other", "$HOME/other"):
                variables = {"HOME": self.folder, "PLACE": place}
                if value is not None:
                    variables["AWS_CONFIG_FILE"] = value
                    variables["AWS_SHARED_CREDENTIALS_FILE"] = value
                with self.subTest(value=value, place=place):
                    self.compare(variables, value)

    def test_a_folder_is_refused_by_name(self):
        """botocore passes over it, and nobody hears that the file that was named was not read."""
        for value in ("~", self.folder):
            ours = self.keyturn({"AWS_CONFIG_FILE": value, "HOME": self.folder})
            self.assertEqual(ours["problem"], "config-unreadable")
            self.assertIn(self.folder, ours["detail"])

    def test_which_profile_is_meant(self):
        self.write("config", b"[default]\n[profile a]\n[profile b]\n")
        for default in (None, "", "a", " a "):
            for usual in (None, "", "b"):
                variables = {"HOME": self.folder, "AWS_CONFIG_FILE": self.path("config"),
                             "AWS_SHARED_CREDENTIALS_FILE": ""}
                if default is not None:
                    variables["AWS_DEFAULT_PROFILE"] = default
                if usual is not None:
                    variables["AWS_PROFILE"] = usual
                with self.subTest(default=default, usual=usual):
                    self.compare(variables, (default, usual))

    def test_a_byte_order_mark_is_passed_over(self):
        """botocore takes it for text before the first section; editors write it all the same."""
        self.write("config", "\ufeff[profile a]\nregion = eu-west-1\n".encode())
        ours = self.keyturn({"AWS_CONFIG_FILE": self.path("config"), "HOME": self.folder})
        self.assertEqual(ours["profiles"]["a"]["values"], {"region": "eu-west-1"})


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/python3
"""Every way of signing in, from ~/.aws as an admin writes it, against the sandbox: keyturnctl beside Debian's botocore."""
import datetime
import hashlib
import json
import os
import socket
import stat
import subprocess
import tempfile
import time
import unittest
import urllib.parse
import urllib.request

import botocore.config
import botocore.session

import browser
from consent_test import decide, get
from keyring_process import Keyring
from sandbox_process import Sandbox

ROLE = "arn:aws:iam::123456789012:role/"
SESSION = "arn:aws:sts::123456789012:assumed-role/"
KEYS = "aws_access_key_id = testing\naws_secret_access_key = testing\n"


class SigningIn(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sandbox = Sandbox()

    @classmethod
    def tearDownClass(cls):
        cls.sandbox.stop()

    def setUp(self):
        self.sandbox.reset()
        self.home = self.enterContext(tempfile.TemporaryDirectory())
        os.mkdir(self.path(".aws"))

    def path(self, name):
        return os.path.join(self.home, name)

    def config(self, text, keys="[base]\n" + KEYS):
        for name, content in (("config", text), ("credentials", keys)):
            with open(self.path(".aws/" + name), "w", encoding="utf-8") as file:
                file.write(content)
            os.chmod(self.path(".aws/" + name), 0o600)

    def run_program(self, *arguments, text="", **more):
        environment = {"PATH": "/usr/bin:/bin", "HOME": self.home, "AWS_ENDPOINT_URL": self.sandbox.url, "USER": "jo e",
                       "AWS_REGION": "us-east-1", "LC_ALL": "C.UTF-8",
                       "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent/keyturn", **more}
        return subprocess.run([os.environ["KEYTURNCTL"], *arguments], env=environment, input=text, capture_output=True,
                              text=True, timeout=60, check=False)

    def whoami(self, profile, *options, text="", **more):
        done = self.run_program("--json", "--profile", profile, *options, "whoami", text=text, **more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def refused(self, profile, *options, text="", **more):
        done = self.run_program("--profile", profile, *options, "whoami", text=text, **more)
        self.assertNotEqual(done.returncode, 0, done.stdout)
        return done.stderr

    def test_a_role_over_the_keys_of_another_profile(self):
        self.config(f"[profile r]\nrole_arn = {ROLE}KeyturnReader\nsource_profile = base\n"
                    f"[profile p]\nrole_arn = {ROLE}KeyturnPartner\nsource_profile = base\nexternal_id = keyturn\n"
                    "role_session_name = named\nduration_seconds = 900\n"
                    f"[profile wrong]\nrole_arn = {ROLE}KeyturnPartner\nsource_profile = base\nexternal_id = other\n")
        one = self.whoami("r")
        self.assertEqual(one["arn"], SESSION + "KeyturnReader/keyturn-jo-e")
        self.assertIn(f"then role {ROLE}KeyturnReader (profile r)", one["credentials"])
        self.assertEqual(self.whoami("p")["arn"], SESSION + "KeyturnPartner/named")
        refusal = self.refused("wrong")
        self.assertIn("sts:AssumeRole", refusal)

    def test_a_role_over_the_environment(self):
        self.config(f"[profile r]\nrole_arn = {ROLE}KeyturnAdmin\ncredential_source = Environment\n")
        keys = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing"}
        self.assertIn("KeyturnAdmin", self.whoami("r", **keys)["arn"])
        self.assertIn("AWS_ACCESS_KEY_ID is not set", self.refused("r"))

    def chain(self):
        serial = self.sandbox.control("mfa")["serial"]
        self.config(f"[profile one]\nrole_arn = {ROLE}KeyturnMfa\nsource_profile = base\nmfa_serial = {serial}\n"
                    f"[profile two]\nrole_arn = {ROLE}KeyturnSecond\nsource_profile = one\n"
                    f"[profile three]\nrole_arn = {ROLE}KeyturnThird\nsource_profile = two\n")

    def test_a_chain_of_three_roles_with_a_code(self):
        self.chain()
        code = self.sandbox.control("mfa")["code"]
        self.assertEqual(self.whoami("three", "--mfa-stdin", text=code + "\n")["arn"], SESSION + "KeyturnThird/keyturn-jo-e")
        self.sandbox.control("clock", {"move": "+1m"})
        # Everything a listing asks for, at the same time, with the one code there is.
        done = self.run_program("--profile", "three", "--mfa-stdin", "list", text=self.sandbox.control("mfa")["code"])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("lwa-oauth", done.stdout)

    def test_a_code_that_is_no_good(self):
        self.chain()
        code = self.sandbox.control("mfa")["code"]
        self.assertIn("six digits", self.refused("one", "--mfa-stdin", text="12345"))
        self.assertIn("six digits", self.refused("one", "--mfa-stdin", text="١٢٣٤٥٦"))
        self.assertIn("AWS did not accept", self.refused("one", "--mfa-stdin", text=f"{(int(code) + 1) % 1000000:06}"))
        without = self.refused("one")
        self.assertIn("--mfa-stdin", without)
        self.assertIn("KeyturnMfa", self.whoami("one", "--mfa-stdin", text=code)["arn"])

    def test_a_web_identity(self):
        self.config(f"[profile w]\nrole_arn = {ROLE}KeyturnWeb\nweb_identity_token_file = {self.path('token')}\n")
        self.assertIn(self.path("token"), self.refused("w"))
        with open(self.path("token"), "w", encoding="ascii") as file:
            file.write(self.sandbox.control("web-identity", {"subject": "me"})["token"] + "\n")
        self.assertIn("KeyturnWeb", self.whoami("w")["arn"])
        self.sandbox.control("clock", {"move": "+2h"})
        self.assertIn("Token expired", self.refused("w"))

    def test_a_process_after_it_was_agreed_to(self):
        program, ran = self.path("program"), self.path("ran")
        with open(program, "w", encoding="ascii") as file:
            file.write('#!/bin/sh\necho "$@" >> "$(dirname "$0")/ran"\n'
                       "echo '{\"Version\": 1, \"AccessKeyId\": \"testing\", \"SecretAccessKey\": \"testing\"}'\n")
        os.chmod(program, stat.S_IRWXU)
        self.config(f"[profile p]\ncredential_process = {program} '; touch {self.path('canary')}' $HOME\n")
        refusal = self.refused("p")
        self.assertIn("--trust-process", refusal)
        self.assertIn(program, refusal)
        self.assertFalse(os.path.exists(ran))
        self.assertIn("user/testing", self.whoami("p", "--trust-process")["arn"])
        self.assertIn("user/testing", self.whoami("p")["arn"])
        with open(ran, encoding="ascii") as file:
            self.assertEqual(set(file), {f"; touch {self.path('canary')} $HOME\n"})
        self.assertFalse(os.path.exists(self.path("canary")))
        self.config(f"[profile p]\ncredential_process = {program} --other\n")
        self.assertIn("--trust-process", self.refused("p"))

    def sso_config(self):
        self.config("[profile s]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = KeyturnReader\n"
                    "[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = us-east-1\n"
                    "sso_registration_scopes = sso:account:access\n")

    def sso_client(self, service):
        client = botocore.session.Session().create_client(
            service, region_name="us-east-1", endpoint_url=self.sandbox.url,
            config=botocore.config.Config(signature_version=botocore.UNSIGNED, retries={"total_max_attempts": 1}))
        self.addCleanup(client.close)
        return client

    def test_sso_by_the_sign_in_of_the_command_line(self):
        self.sso_config()
        self.assertIn("keyturnctl --profile s login", self.refused("s"))
        oidc, portal = self.sso_client("sso-oidc"), self.sso_client("sso")
        client = oidc.register_client(clientName="botocore", clientType="public", scopes=["sso:account:access"])
        client = {key: client[key] for key in ("clientId", "clientSecret")}
        device = oidc.start_device_authorization(startUrl="https://corp.awsapps.com/start", **client)
        asked = {**client, "grantType": "urn:ietf:params:oauth:grant-type:device_code", "deviceCode": device["deviceCode"]}
        with self.assertRaises(oidc.exceptions.AuthorizationPendingException):
            oidc.create_token(**asked)
        with urllib.request.urlopen(device["verificationUriComplete"] + "&answer=allow", timeout=10) as page:
            self.assertIn(b'id="done"', page.read())
        token = oidc.create_token(**asked)
        with self.assertRaises(oidc.exceptions.ExpiredTokenException):
            oidc.create_token(**asked)
        accounts = portal.list_accounts(accessToken=token["accessToken"])["accountList"]
        self.assertIn("123456789012", [account["accountId"] for account in accounts])
        roles = portal.list_account_roles(accessToken=token["accessToken"], accountId="123456789012")["roleList"]
        self.assertIn("KeyturnReader", [role["roleName"] for role in roles])
        with self.assertRaises(portal.exceptions.UnauthorizedException):
            portal.list_accounts(accessToken="made up")

        os.makedirs(self.path(".aws/sso/cache"))
        name = hashlib.sha1(b"corp").hexdigest()
        end = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=1)
        with open(self.path(f".aws/sso/cache/{name}.json"), "w", encoding="ascii") as file:
            json.dump({"accessToken": token["accessToken"], "expiresAt": end.strftime("%Y-%m-%dT%H:%M:%SZ"),
                       "startUrl": "https://corp.awsapps.com/start", "region": "us-east-1"}, file)
        self.assertEqual(self.whoami("s")["arn"], SESSION + "AWSReservedSSO_KeyturnReader_0123456789abcdef/somebody")
        self.sandbox.reset()  # which ends every session
        self.assertIn("not accepted any more", self.refused("s"))

    def login(self, *options, **more):
        """keyturnctl login with a keychain of its own, and the first line that names an address of the sandbox."""
        keyring = Keyring()
        self.addCleanup(keyring.stop)
        self.bus = {"DBUS_SESSION_BUS_ADDRESS": keyring.environment["DBUS_SESSION_BUS_ADDRESS"]}
        environment = {"PATH": "/usr/bin:/bin", "HOME": self.home, "AWS_ENDPOINT_URL": self.sandbox.url,
                       "AWS_REGION": "us-east-1", "LC_ALL": "C.UTF-8", **self.bus, **more}
        login = subprocess.Popen([os.environ["KEYTURNCTL"], "--profile", "s", "login", *options], env=environment,
                                 text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(login.communicate)
        self.addCleanup(login.kill)
        self.told = ""
        for line in login.stderr:
            self.told += line
            if self.sandbox.url in line:
                return login, self.sandbox.url + line.strip().split(self.sandbox.url, 1)[1]
        raise AssertionError(self.told)

    def check_signed_in(self, login):
        out, err = login.communicate(timeout=60)
        self.assertEqual(login.returncode, 0, err)
        self.assertIn("Signed in until", out)
        self.assertNotIn("sandbox-sso", out + err + self.told)
        self.assertEqual(self.whoami("s", **self.bus)["arn"],
                         SESSION + "AWSReservedSSO_KeyturnReader_0123456789abcdef/somebody")
        self.assertFalse(os.path.exists(self.path(".aws/sso")), "the command line's cache was written to")

    def check_device_code(self, login, page):
        self.assertIn("/device?user_code=", page)
        self.sandbox.control("sso", {"userCode": login.stderr.readline().strip().rsplit(" ", 1)[1], "allow": True})
        self.check_signed_in(login)

    def test_sso_by_a_code_of_our_own(self):
        self.sso_config()
        for options, more in ((["--use-device-code"], {"DISPLAY": ":77"}), ([], {})):  # without a screen by itself
            with self.subTest(options=options):
                self.check_device_code(*self.login(*options, **more))

    def test_a_profile_without_a_session_signs_in_by_code(self):
        self.config("[profile s]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = us-east-1\n"
                    "sso_account_id = 123456789012\nsso_role_name = KeyturnReader\n")
        self.check_device_code(*self.login("--no-browser"))

    def test_sso_in_the_browser_that_opens_by_itself(self):
        self.sso_config()
        os.mkdir(self.path("bin"))
        with open(self.path("bin/xdg-open"), "w", encoding="ascii") as file:
            file.write('#!/bin/sh\nprintf %s "$*" > "$HOME/opened.new"\nmv "$HOME/opened.new" "$HOME/opened"\n')
        os.chmod(self.path("bin/xdg-open"), 0o755)
        login, page = self.login(DISPLAY=":77", PATH=self.path("bin") + ":/usr/bin:/bin")
        limit = time.monotonic() + 20
        while not os.path.exists(self.path("opened")) and time.monotonic() < limit:
            time.sleep(0.05)
        with open(self.path("opened"), encoding="ascii") as file:
            self.assertEqual(file.read(), page)
        asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(page).query))
        self.assertEqual(set(asked), {"response_type", "client_id", "redirect_uri", "state", "scopes", "code_challenge",
                                      "code_challenge_method"})
        self.assertEqual(get(decide(page, "approve"))[0], 200)
        self.check_signed_in(login)

    def test_sso_takes_the_one_answer_it_asked_for(self):
        self.sso_config()
        login, page = self.login("--no-browser")
        good = decide(page, "approve")
        parts = urllib.parse.urlsplit(good)
        self.assertEqual(parts.hostname, "127.0.0.1")
        for changed in (good.replace("state=", "state=x"), good.replace("/callback?", "/other?"),
                        good.split("&state=")[0]):
            self.assertIn(get(changed)[0], (400, 404), changed)
        self.assertEqual(get(good, {"Host": f"evil.example:{parts.port}"})[0], 403)
        with self.assertRaises(OSError):
            socket.create_connection(("127.0.0.2", parts.port), timeout=5).close()
        self.assertEqual(get(good)[0], 200)
        self.check_signed_in(login)
        with self.assertRaises(OSError):
            get(good)

    def test_a_code_of_sso_that_is_too_old_signs_nobody_in(self):
        self.sso_config()
        login, page = self.login("--no-browser")
        good = decide(page, "approve")
        self.sandbox.control("clock", {"move": "+2m"})
        get(good)
        _, err = login.communicate(timeout=60)
        self.assertEqual(login.returncode, 4, err)
        self.assertIn("came too late", err)
        self.assertIn("keyturnctl --profile s login", self.refused("s", **self.bus))

    def test_a_no_in_the_browser_signs_nobody_in(self):
        self.sso_config()
        login, page = self.login("--no-browser")
        get(decide(page, "deny"))
        _, err = login.communicate(timeout=60)
        self.assertEqual(login.returncode, 4, err)
        self.assertIn("refused in the browser", err)

    @unittest.skipUnless(browser.is_here(), "chromium is not installed")
    def test_a_person_agrees_in_a_browser(self):
        self.sso_config()
        person = browser.Browser()
        self.addCleanup(person.stop)
        login, page = self.login("--no-browser")
        person.open(page)
        person.click("#approve")
        person.wait_for("document.body.innerText.includes('You can close this window')")
        self.check_signed_in(login)
        login, page = self.login("--use-device-code")
        person.open(page)
        person.click("#allow")
        self.check_signed_in(login)

    def aws_login(self):
        """As `aws login` leaves it: the profile, and the cache file with credentials that have run out."""
        session = "arn:aws:iam::123456789012:user/somebody"
        key = subprocess.run(["openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout"], capture_output=True,
                             text=True, check=True).stdout
        public = subprocess.run(["openssl", "ec", "-pubout"], input=key, capture_output=True, text=True, check=True).stdout
        self.config(f"[profile l]\nlogin_session = {session}\n")
        cache = self.sandbox.control("sign-in", {"session": session, "key": public})
        cache["dpopKey"] = key
        self.issued = cache["accessToken"]["accessKeyId"]
        os.makedirs(self.path(".aws/login/cache"))
        self.cache = self.path(f".aws/login/cache/{hashlib.sha256(session.encode()).hexdigest()}.json")
        self.write_cache(cache, "2020-01-01T00:00:00Z")
        return session

    def write_cache(self, cache, expires):
        cache["accessToken"]["expiresAt"] = expires
        with open(self.cache, "w", encoding="ascii") as file:
            json.dump(cache, file)
        os.chmod(self.cache, 0o600)

    def cached(self):
        with open(self.cache, encoding="ascii") as file:
            return json.load(file)

    def test_a_sign_in_of_aws_login_is_renewed_and_kept(self):
        session = self.aws_login()
        before = self.cached()
        self.assertEqual(self.whoami("l")["arn"], session)
        after = self.cached()
        self.assertNotEqual(after["refreshToken"], before["refreshToken"])
        self.assertNotEqual(after["accessToken"]["accessKeyId"], self.issued)
        self.assertEqual({**after, "accessToken": 0, "refreshToken": 0}, {**before, "accessToken": 0, "refreshToken": 0})
        self.assertEqual(self.whoami("l")["arn"], session)  # from the cache, nobody is asked
        self.assertEqual(self.cached(), after)
        self.write_cache(before, "2020-01-01T00:00:00Z")  # an answer that was lost: it is given once more
        self.assertEqual(self.whoami("l")["arn"], session)
        self.assertEqual(self.cached()["refreshToken"], after["refreshToken"])

    def test_a_sign_in_of_aws_login_that_ended_says_what_to_run(self):
        session = self.aws_login()
        before = self.cached()
        self.sandbox.control("sign-in", {"session": session, "end": "USER_CREDENTIALS_CHANGED"})
        self.assertIn("aws login --profile l", self.refused("l"))
        self.assertEqual(self.cached(), before)

    def test_another_key_than_that_of_the_sign_in_renews_nothing(self):
        self.aws_login()
        cache = self.cached()
        cache["dpopKey"] = subprocess.run(["openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout"],
                                          capture_output=True, text=True, check=True).stdout
        self.write_cache(cache, "2020-01-01T00:00:00Z")
        self.assertIn("another key than the sign-in", self.refused("l"))

    def test_nothing_says_everything_that_was_tried(self):
        self.config("[profile n]\nregion = us-east-1\n")
        refusal = self.refused("n")
        for source in ("assume role:", "web identity:", "SSO:", "credentials file:", "process:", "config file:",
                       "keychain:"):
            self.assertIn(source, refusal)

    def test_what_contradicts_itself_is_said(self):
        self.config(f"[profile a]\nrole_arn = {ROLE}x\nsource_profile = b\n[profile b]\nrole_arn = {ROLE}x\n"
                    "source_profile = a\n"
                    "[profile both]\nrole_arn = x\nsource_profile = base\ncredential_source = Environment\n")
        self.assertIn("a, b, a", self.refused("a"))
        self.assertIn("both source_profile and credential_source", self.refused("both"))

    def test_expiry_in_the_middle_of_a_listing_loses_nothing(self):
        self.config(f"[profile r]\nrole_arn = {ROLE}KeyturnAdmin\nsource_profile = base\n")
        self.sandbox.control("faults", {"fault": "status", "status": 400, "code": "ExpiredTokenException",
                                        "operation": "ListSecrets", "times": 1})
        done = self.run_program("--profile", "r", "list")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("lwa-oauth", done.stdout)
        self.assertIn("/my-erp", done.stdout)

    def test_expiry_in_the_middle_of_a_refresh_loses_nothing(self):
        self.config(f"[profile r]\nrole_arn = {ROLE}KeyturnAdmin\nsource_profile = base\n")
        for skipped in (1, 2):  # once before the provider is asked, once when its answer is to be stored
            self.sandbox.control("faults", {"fault": "status", "status": 400, "code": "ExpiredTokenException",
                                            "service": "secretsmanager", "skip": skipped, "times": 1})
        keyring = Keyring()
        self.addCleanup(keyring.stop)
        bus = {"DBUS_SESSION_BUS_ADDRESS": keyring.environment["DBUS_SESSION_BUS_ADDRESS"]}
        done = self.run_program("--profile", "r", "refresh", "lwa-oauth", **bus)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual([fault["hits"] for fault in self.sandbox.control("faults")["faults"]], [1, 1])
        pending = self.run_program("--json", "pending", **bus)
        self.assertEqual(json.loads(pending.stdout), [])

    def test_the_doctor(self):
        self.config(f"[profile r]\nrole_arn = {ROLE}KeyturnReader\nsource_profile = base\n")
        os.chmod(self.path(".aws/credentials"), 0o644)
        done = self.run_program("--json", "--profile", "r", "doctor", HTTPS_PROXY="http://me:canary-password@127.0.0.1:1")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertNotIn("canary", done.stdout + done.stderr)
        found = {finding["about"]: finding for finding in json.loads(done.stdout)}
        self.assertIn("KeyturnReader", found["identity"]["finding"])
        self.assertEqual(found["clock"]["level"], "ok")
        self.assertEqual(found["keychain"]["level"], "note")
        self.assertEqual(found["proxy"]["level"], "wrong")
        self.assertEqual(found["unfinished"]["level"], "ok")
        files = [finding for finding in json.loads(done.stdout) if finding["about"] == "files"]
        self.assertEqual([finding["fix"] for finding in files if finding["level"] == "wrong"],
                         ["chmod 600 " + self.path(".aws/credentials")])
        os.chmod(self.path(".aws/credentials"), 0o600)
        well = self.run_program("--profile", "r", "doctor")
        self.assertEqual(well.returncode, 0, well.stdout)


if __name__ == "__main__":
    unittest.main()

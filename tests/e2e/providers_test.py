#!/usr/bin/python3
"""Every provider of the table, refreshed against a sandbox that behaves like it: the token keys change, in their own
spelling, and no other byte. Then what hostile answers and hostile token URLs come to, and that nothing of a credential
reaches a host that nobody agreed to."""
import json
import os
import socket
import subprocess
import threading
import unittest

import botocore.session

from keyring_process import Keyring
from sandbox_process import Sandbox

# Of rows that have no URL of their own: a customer's host, as its documents write it.
TENANTS = {
    "workday": "https://impl.workday.com/ccx/oauth2/acme/token",
    "snowflake": "https://acme.snowflakecomputing.com/oauth/token-request",
    "cognito": "https://shop.auth.eu-west-1.amazoncognito.com/oauth2/token",
    "auth0": "https://acme.eu.auth0.com/oauth/token",
    "okta": "https://acme.okta.com/oauth2/default/v1/token",
    "keycloak": "https://id.acme.example/realms/main/protocol/openid-connect/token",
    "ory": "https://acme.projects.oryapis.com/oauth2/token",
    "generic": "https://login.acme.example/token",
}
SPELLINGS = [  # client id, client secret, refresh token, access token, expiry, token URL
    ("client_id", "client_secret", "refresh_token", "access_token", "expires_at", "token_url"),
    ("clientId", "clientSecret", "refreshToken", "accessToken", "expiresAt", "tokenUrl"),
    ("app-client-id", "app-client-secret", "app-refresh-token", "app-access-token", "app-token-expiry", "token-endpoint"),
    ("OAUTH_CLIENT_ID", "OAUTH_CLIENT_SECRET", "OAUTH_REFRESH_TOKEN", "OAUTH_ACCESS_TOKEN", "OAUTH_EXPIRES_IN",
     "OAUTH_TOKEN_URI"),
]
EXPIRIES = ['1700000000', '1700000000000', '"2024-05-17T09:30:00.000+00:00"', '"3600"']
CANARY = "canary-of-the-client-secret"


class Trap:
    """Somebody else's host: keeps every byte that comes."""

    def __init__(self):
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        self.heard = b""
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            try:
                peer, _ = self.server.accept()
            except OSError:
                return
            with peer:
                peer.settimeout(1)
                try:
                    self.heard += peer.recv(65536)
                    peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
                except OSError:
                    pass


class Refreshed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.keyring, cls.sandbox, cls.trap, cls.number = Keyring(), Sandbox(), Trap(), 0
        cls.client = botocore.session.Session().create_client(
            "secretsmanager", region_name="us-east-1", endpoint_url=cls.sandbox.url, aws_access_key_id="testing",
            aws_secret_access_key="testing")
        cls.table = {row["id"]: row for row in json.loads(cls.run_verb("--json", "providers").stdout)}

    @classmethod
    def tearDownClass(cls):
        cls.sandbox.stop()
        cls.keyring.stop()
        cls.trap.server.close()

    @classmethod
    def run_verb(cls, *arguments):
        return subprocess.run([os.environ["KEYTURNCTL"], "--endpoint-url", cls.sandbox.url, *arguments],
                              env=cls.keyring.environment, capture_output=True, text=True, timeout=60)

    def make(self, provider, text=None, client=None, secret=CANARY, behaviour=None, tags=(), **members):
        """A client of the provider, and a secret that holds it: their name."""
        type(self).number += 1
        name = f"{provider}/{self.number}"
        client = client or name
        self.sandbox.control("oauth-clients", {
            "action": "create", "clientId": client, "clientSecret": secret, "provider": provider,
            "refreshToken": f"first-{self.number}", "behaviour": behaviour or {}, "scope": "read offline_access"})
        text = text or json.dumps({"client_id": client, "client_secret": secret, "refresh_token": f"first-{self.number}",
                                   "access_token": "old", "note": 1.0, **members})
        text = text.replace("@first", f"first-{self.number}").replace("@client", client)
        self.client.create_secret(Name=name, SecretString=text, Tags=[{"Key": k, "Value": v} for k, v in tags])
        return name

    def value(self, name):
        return self.client.get_secret_value(SecretId=name)["SecretString"]

    def facts(self, name):
        clients = self.sandbox.control("oauth-clients")["clients"]
        return next(each for each in clients if each["clientId"] == name)

    def url_of(self, provider):
        return TENANTS.get(provider) or self.table[provider]["tokenUrls"][0]


class EveryRow(Refreshed):
    def test_a_row_is_refreshed_as_its_provider_wants_it(self):
        self.assertGreaterEqual(len(self.table), 23)
        played = {row["provider"] for row in self.sandbox.control("oauth-clients")["providers"]}
        self.assertEqual(set(self.table) - played, set(), "the sandbox plays every row")
        for index, provider in enumerate(self.table):
            with self.subTest(provider):
                self.refreshes(provider, SPELLINGS[index % len(SPELLINGS)], EXPIRIES[index % len(EXPIRIES)])

    def refreshes(self, provider, keys, expiry):
        row = self.table[provider]
        client, secret, refresh, access, end, url = keys
        text = (f'{{ "{client}":"@client", "note" : 1.0,\n "{secret}" : "{CANARY}","{refresh}":"@first","{access}": "old",'
                f'"{end}":{expiry}, "{url}":"{self.url_of(provider)}", "\\u00e9":[1,2 ,3] }}\n')
        tags = [("keyturn:provider", provider)] if not row["tokenUrls"] and not row["tenantHosts"] else []
        name = self.make(provider, text=text, tags=tags)
        before = self.value(name)
        if not row["tokenUrls"]:
            asked = self.run_verb("refresh", name)
            origin = "/".join(self.url_of(provider).split("/")[:3])
            self.assertIn(f"--trust-token-url {origin}", asked.stderr)
            self.assertEqual((asked.returncode, self.facts(name)["liveAccessTokens"]), (1, 0))
            ran = self.run_verb("refresh", name, "--trust-token-url", origin)
        else:
            ran = self.run_verb("refresh", name)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertEqual(self.facts(name)["liveAccessTokens"], 1)  # asked once
        self.check_change(row, before, self.value(name), keys, expiry)
        again = self.run_verb("refresh", name)  # with what was stored, and the consent that was given
        self.assertEqual(again.returncode, 0, again.stderr)
        self.client.put_secret_value(SecretId=name, SecretString=self.value(name).replace(
            json.loads(self.value(name))[refresh], "dead"))
        dead = self.run_verb("refresh", name)
        self.assertEqual(dead.returncode, 7, dead.stderr)
        self.assertIn("does not accept the refresh token", dead.stderr)

    def check_change(self, row, before, after, keys, expiry):
        _, _, refresh, access, end, _ = keys
        was, now = json.loads(before), json.loads(after)
        self.assertNotEqual(now[access], "old")
        if row["rotation"] == "always":
            self.assertNotEqual(now[refresh], was[refresh])
        self.assertIs(type(now[end]), type(was[end]))
        if not end.endswith("IN"):  # not a life, but a date: as many digits or letters
            self.assertEqual(len(str(now[end])), len(str(was[end])))
        expected = before.replace('"old"', json.dumps(now[access])).replace(was[refresh], now[refresh])
        written = json.dumps(now[end])
        self.assertEqual(after, expected.replace(f'"{end}":{expiry}', f'"{end}":{written}'))


class Hostile(Refreshed):
    def once(self, fault, **more):
        self.sandbox.control("faults", {"fault": fault, "service": "oauth", "times": 1, **more})

    def answered(self, body, status=None):
        name = self.make("upwork", token_url="https://www.upwork.com/api/v3/oauth2/token", expires_at=0)
        before = self.value(name)
        self.once("content-type", contentType="application/json", body=body, when="before")
        return name, before, self.run_verb("refresh", name)

    def test_an_answer_that_does_not_say_what_happened_changes_nothing_and_waits_for_a_person(self):
        for body in ("<html><body>Sign in to the network</body></html>", '{"access_token": "", "expires_in": 3600}', " ",
                     '{"token_type": "bearer"}', '["access_token"]', '{"access_token": 7}'):
            name, before, ran = self.answered(body)
            self.assertIn(ran.returncode, (6, 7), ran.stderr)
            self.assertIn("not known whether it issued new tokens", ran.stderr, body)
            self.assertEqual(self.value(name), before, body)
            self.assertEqual(self.run_verb("resume", name, "--forget").returncode, 0)
            self.assertEqual(self.run_verb("refresh", name).returncode, 0)

    def test_an_error_under_status_200_is_a_refusal(self):
        for body in ('{"error": "invalid_grant"}', '{"ok": false, "error": "invalid_refresh_token"}',
                     '{"error": "bad_refresh_token", "error_description": "expired"}'):
            name, before, ran = self.answered(body)
            self.assertEqual(ran.returncode, 7, ran.stderr)
            self.assertEqual(self.value(name), before, body)

    def test_a_byte_order_mark_and_a_life_in_quotes_are_read(self):
        name, _, ran = self.answered('\ufeff{"access_token": "new", "token_type": "bearer", "expires_in": "3600"}')
        self.assertEqual(ran.returncode, 0, ran.stderr)
        now = json.loads(self.value(name))
        self.assertEqual(now["access_token"], "new")
        self.assertGreater(now["expires_at"], 1700000000)
        self.assertEqual(now["refresh_token"], f"first-{self.number}")  # left out, so kept

    def test_a_redirect_to_another_host_is_not_followed(self):
        for status in (301, 302, 303, 307, 308):
            name = self.make("lwa", token_url="https://api.amazon.com/auth/o2/token")
            before = self.value(name)
            self.once("redirect", location=f"http://127.0.0.1:{self.trap.port}/token", status=status, when="before")
            ran = self.run_verb("refresh", name)
            self.assertNotEqual(ran.returncode, 0)
            self.assertEqual(self.value(name), before)
        self.assertEqual(self.trap.heard, b"")
        with socket.create_connection(("127.0.0.1", self.trap.port)) as peer:  # the trap is not deaf
            peer.sendall(CANARY.encode())
            peer.recv(100)
        self.assertIn(CANARY.encode(), self.trap.heard)
        type(self).trap.heard = b""

    def test_no_token_url_of_a_secret_is_followed_unasked(self):
        trap = f"127.0.0.1:{self.trap.port}"
        for url in (f"https://{trap}/", f"http://{trap}/", f"https://api.amazon.com@{trap}/", "https://evil.example/",
                    f"https://[::1]:{self.trap.port}/", f"https://localhost:{self.trap.port}/", "https://127.1/",
                    "https://api.amazon.com.evil.example/auth/o2/token", "https://api.amazon.com:8443/auth/o2/token",
                    "https://169.254.169.254/latest/meta-data", "https://api.amazon.com./auth/o2/token",
                    "https://xn--mazon-3ve.com/", "https://api.amazon.com\\@evil.example/", "file:///etc/passwd",
                    "https://api.amazon.com/auth/o2/token#x", " https://api.amazon.com/auth/o2/token",
                    "https://metadata.google.internal/token", f"https://2130706433:{self.trap.port}/"):
            name = self.make("lwa", token_url=url)
            before = self.value(name)
            ran = self.run_verb("refresh", name)
            self.assertEqual(ran.returncode, 1, f"{url}: {ran.stderr}")
            self.assertRegex(ran.stderr, "[Nn]othing was sent")
            wrong = self.run_verb("refresh", name, "--trust-token-url", "https://other.example")
            self.assertEqual(wrong.returncode, 2, f"{url}: {wrong.stderr}")
            self.assertEqual((self.value(name), self.facts(name)["liveAccessTokens"]), (before, 0), url)
        self.assertEqual(self.trap.heard, b"")

    def test_consent_is_for_one_secret_and_one_origin(self):
        url = "https://id.acme.example:8443/oauth2/token"
        first, other = self.make("strict", token_url=url), self.make("strict", token_url=url)
        agreed = self.run_verb("refresh", first, "--trust-token-url", "https://id.acme.example:8443")
        self.assertEqual(agreed.returncode, 0, agreed.stderr)
        self.assertEqual(self.run_verb("refresh", first).returncode, 0)
        self.assertEqual(self.run_verb("refresh", other).returncode, 1)
        moved = json.loads(self.value(first))
        moved["token_url"] = "https://id.acme.example:9443/oauth2/token"
        self.client.put_secret_value(SecretId=first, SecretString=json.dumps(moved))
        self.assertEqual(self.run_verb("refresh", first).returncode, 1)
        self.client.delete_secret(SecretId=other, ForceDeleteWithoutRecovery=True)

    def test_ids_and_secrets_survive_http_basic(self):
        for index, (client, secret) in enumerate((("a+b%c:d", "e:f+g%h"), ("with space&=/", "%3A:%2B"), ("\u00e9:1", "\u20ac%"))):
            name = self.make("genesys", client=f"{client}{index}", secret=secret,
                             token_url="https://login.mypurecloud.de/oauth/token")
            ran = self.run_verb("refresh", name)
            self.assertEqual(ran.returncode, 0, ran.stderr)


class OtherWays(Refreshed):
    def test_a_client_without_a_refresh_token_asks_for_itself(self):
        name = self.make("lwa", text=json.dumps({
            "LWA_APP_ID": "grantless", "LWA_CLIENT_SECRET": CANARY, "access_token": "old", "expires_in": 3600,
            "scope": "read"}), client="grantless")
        ran = self.run_verb("refresh", "--no-journal", name)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        now = json.loads(self.value(name))
        self.assertTrue(now["access_token"].startswith("Atza|"))
        self.assertEqual(set(now), {"LWA_APP_ID", "LWA_CLIENT_SECRET", "access_token", "expires_in", "scope"})

    def test_a_key_map_is_remembered(self):
        name = self.make("xero", text=json.dumps({"key": "mapped", "pass": CANARY, "offline": "mapped-first", "tok": "old",
                                                  "token_url": "https://identity.xero.com/connect/token"}), client="mapped")
        self.sandbox.control("oauth-clients", {"action": "authorize", "clientId": "mapped", "refreshToken": "mapped-first"})
        lacking = self.run_verb("refresh", name)
        self.assertEqual(lacking.returncode, 1, lacking.stderr)
        self.assertEqual(self.run_verb("refresh", name, "--map", "client-id=none").returncode, 2)
        self.assertEqual(self.run_verb("refresh", name, "--map", "id=key").returncode, 2)
        ran = self.run_verb("refresh", name, "--map",
                            "client-id=key,client-secret=pass,refresh-token=offline,access-token=tok")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertNotEqual(json.loads(self.value(name))["tok"], "old")
        self.assertEqual(self.run_verb("refresh", name).returncode, 0)
        shown = json.loads(self.run_verb("--json", "show", name).stdout)
        self.assertEqual({each["key"]: each["role"] for each in shown["values"]}["pass"], "client-secret")

    def test_what_is_missing_is_said(self):
        name = self.make("lwa", text=json.dumps({"LWA_APP_ID": "x", "LWA_CLIENT_SECRET": CANARY}))
        self.assertIn("refresh-token", self.run_verb("refresh", name).stderr)
        shown = json.loads(self.run_verb("--json", "show", name).stdout)
        self.assertEqual((shown["kind"], shown["missing"]), ("OAuth", ["refresh-token"]))
        self.assertIn("lacks: refresh-token", self.run_verb("show", name).stderr)

    def test_several_names_and_patterns(self):
        url = "https://www.upwork.com/api/v3/oauth2/token"
        names = [self.make("upwork", token_url=url) for _ in range(5)]
        self.client.create_secret(Name="upwork/plain", SecretString="{}")
        ran = self.run_verb("--json", "refresh", "upwork/?*", names[0])
        self.assertEqual(ran.returncode, 0, ran.stderr)
        results = [json.loads(line) for line in ran.stdout.splitlines()]
        done = {each["name"] for each in results if each.get("writtenBack")}
        self.assertTrue(set(names) <= done, ran.stdout)
        self.assertEqual(len(results), len(done))  # each once
        self.assertIn("passed over", ran.stderr)
        some = self.run_verb("refresh", names[0], "no/such", names[1])
        self.assertEqual(some.returncode, 1, some.stderr)
        self.assertIn("2 refreshed, 1 failed", some.stderr)
        self.assertEqual(self.run_verb("refresh", "no/*", "none/*").returncode, 3)
        self.assertEqual(self.run_verb("refresh", names[0], names[1], "--provider", "lwa").returncode, 2)
        self.client.delete_secret(SecretId="upwork/plain", ForceDeleteWithoutRecovery=True)

    def test_fifty_askers_for_a_token_are_one_request_and_one_write(self):
        name = self.make("upwork", token_url="https://www.upwork.com/api/v3/oauth2/token", expires_at=0)
        askers = [subprocess.Popen([os.environ["KEYTURNCTL"], "--endpoint-url", self.sandbox.url, "token", name],
                                   env=self.keyring.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                  for _ in range(50)]
        answers = [(asker.communicate(timeout=120), asker.returncode) for asker in askers]
        self.assertEqual({code for _, code in answers}, {0}, answers[0])
        token = json.loads(self.value(name))["access_token"]
        self.assertEqual({out for (out, _), _ in answers}, {token + "\n"})
        facts = self.facts(name)
        self.assertEqual((facts["liveAccessTokens"], facts["spentRefreshTokens"]), (1, 1))
        versions = self.client.list_secret_version_ids(SecretId=name)["Versions"]
        self.assertEqual(sum("AWSPREVIOUS" in each["VersionStages"] for each in versions), 1)
        previous = self.client.get_secret_value(SecretId=name, VersionStage="AWSPREVIOUS")["SecretString"]
        self.assertEqual(json.loads(previous)["access_token"], "old")  # nobody wrote in between
        self.assertEqual(self.run_verb("token", name).stdout, token + "\n")  # good for hours
        self.assertEqual(self.facts(name)["liveAccessTokens"], 1)

    def test_a_token_that_nobody_stores_is_printed(self):
        name = self.make("lwa", text=json.dumps({"lwa_client_id": "tokenless", "lwa_client_secret": CANARY,
                                                 "lwa_refresh_token": "tokenless-first"}), client="tokenless")
        self.sandbox.control("oauth-clients", {"action": "authorize", "clientId": "tokenless",
                                               "refreshToken": "tokenless-first"})
        ran = self.run_verb("token", "--no-journal", name)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertTrue(ran.stdout.startswith("Atza|"))
        self.assertEqual(self.run_verb("token", "no/such").returncode, 3)


if __name__ == "__main__":
    unittest.main()

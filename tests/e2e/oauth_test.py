#!/usr/bin/python3
"""The sandbox's OAuth providers against requests-oauthlib and oauthlib (Debian packages) and curl, and, field by field,
against RFC 6749. Skipped (77) where requests-oauthlib is not installed.
"""
import base64
import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
import unittest
import urllib.parse

try:
    import oauthlib.oauth2
    import requests.auth
    import requests_oauthlib
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

from sandbox_process import Sandbox

os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"  # the sandbox is plain http on 127.0.0.1
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def basic(user, password):
    pair = f"{urllib.parse.quote_plus(user)}:{urllib.parse.quote_plus(password)}"
    return {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}


class OAuth(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sandbox = Sandbox()

    @classmethod
    def tearDownClass(cls):
        cls.sandbox.stop()

    def setUp(self):
        self.sandbox.reset()

    def send(self, method, path, body=b"", headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.sandbox.port, timeout=10)
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        return answer.status, answer.headers, json.loads(text)

    def control(self, name, expect=200, **body):
        status, _, answer = self.send("POST" if body else "GET", f"/sandbox-api/{name}", json.dumps(body) if body else "")
        self.assertEqual(status, expect, answer)
        return answer

    def token(self, path, headers=None, **form):
        return self.send("POST", path, urllib.parse.urlencode(form), {**FORM, **(headers or {})})

    def client(self, provider, name="client", secret="its-secret", refresh="first", **more):
        answer = self.control("oauth-clients", action="create", clientId=name, clientSecret=secret, provider=provider,
                              refreshToken=refresh, **more)
        self.grant = dict(client_id=name, client_secret=secret)
        return answer

    def refresh(self, path, refresh_token, expect=200, **changes):
        status, headers, body = self.token(path, grant_type="refresh_token", refresh_token=refresh_token,
                                           **{**self.grant, **changes})
        self.assertEqual(status, expect, body)
        self.assertEqual(headers["Cache-Control"], "no-store")
        self.assertTrue(headers["Content-Type"].startswith("application/json"))
        return body

    def alive(self, token):
        return self.send("GET", "/sandbox-api/oauth-clients?token=" + urllib.parse.quote_plus(token))[2]["active"]


class Strangers(OAuth):
    def session(self, path, **token):
        self.url = self.sandbox.url + path
        return requests_oauthlib.OAuth2Session(
            self.grant["client_id"], token={"access_token": "old", "token_type": "bearer", "expires_in": -1, **token})

    def test_requests_oauthlib_refreshes_with_credentials_in_the_form(self):
        self.client("lwa", refresh="Atzr|first/with+signs", scope="profile alexa::all")
        session = self.session("/auth/o2/token", refresh_token="Atzr|first/with+signs")
        token = session.refresh_token(self.url, **self.grant)
        self.assertTrue(token["access_token"].startswith("Atza|"))
        self.assertEqual((token["token_type"], token["expires_in"]), ("bearer", 3600))
        self.assertEqual(token["refresh_token"], "Atzr|first/with+signs")

    def test_requests_oauthlib_follows_a_rotating_refresh_token(self):
        self.client("strict")
        session = self.session("/oauth2/token", refresh_token="first")
        seen = {"first"}
        for _ in range(5):
            seen.add(session.refresh_token(self.url, **self.grant)["refresh_token"])
        self.assertEqual(len(seen), 6)

    def test_requests_oauthlib_keeps_the_refresh_token_that_is_left_out(self):
        self.client("google")
        session = self.session("/token", refresh_token="first")
        for _ in range(2):
            self.assertEqual(session.refresh_token(self.url, **self.grant)["refresh_token"], "first")

    def test_oauthlib_gets_client_credentials_with_basic(self):
        self.client("lwa", name="id with:colon", secret="s&cret +%", scope="sellingpartnerapi::notifications other")
        backend = oauthlib.oauth2.BackendApplicationClient("id with:colon", scope=["sellingpartnerapi::notifications"])
        session = requests_oauthlib.OAuth2Session(client=backend)
        auth = requests.auth.HTTPBasicAuth(urllib.parse.quote_plus("id with:colon"), urllib.parse.quote_plus("s&cret +%"))
        token = session.fetch_token(self.sandbox.url + "/auth/o2/token", auth=auth)
        self.assertNotIn("refresh_token", token)
        self.assertEqual(token["scope"], ["sellingpartnerapi::notifications"])
        self.assertTrue(self.alive(token["access_token"]))

    def test_oauthlib_understands_the_refusals(self):
        self.client("strict", scope="a b")
        session = self.session("/oauth2/token", refresh_token="wrong")
        other = self.session("/oauth2/token", refresh_token="first")
        other.scope = ["a", "c"]
        for refused, call in (
                (oauthlib.oauth2.InvalidGrantError, lambda: session.refresh_token(self.url, **self.grant)),
                (oauthlib.oauth2.InvalidClientError,
                 lambda: session.refresh_token(self.url, client_id="client", client_secret="x")),
                (oauthlib.oauth2.InvalidScopeError, lambda: other.refresh_token(self.url, **self.grant))):
            with self.assertRaises(refused):
                call()

    def test_curl(self):
        secret = self.control("oauth-clients")["clients"]
        self.assertIn("upwork-sandbox-client", [client["clientId"] for client in secret])
        self.client("genesys")
        run = subprocess.run(
            ["curl", "-sS", "-i", "--user", "client:its-secret", "-d", "grant_type=refresh_token",
             "--data-urlencode", "refresh_token=first", self.sandbox.url + "/oauth/token"], capture_output=True, text=True)
        head, body = run.stdout.split("\n\n", 1)
        self.assertIn("200 OK", head)
        self.assertEqual(json.loads(body)["expires_in"], 86400)


class Rfc6749(OAuth):
    def assertRefused(self, path, status, error, headers=None, raw=None, **form):
        body = raw if raw is not None else urllib.parse.urlencode(form)
        got, received, answer = self.send("POST", path, body, {**FORM, **(headers or {})})
        self.assertEqual((got, answer["error"]), (status, error), answer)
        self.assertTrue(answer["error_description"].isascii())
        self.assertFalse(set('"\\') & set(answer["error_description"]))  # 5.2: %x20-21 / %x23-5B / %x5D-7E
        self.assertEqual((received["Cache-Control"], received["Pragma"]), ("no-store", "no-cache"))
        self.assertEqual(received["WWW-Authenticate"] is not None, status == 401)
        return received

    def test_5_2_errors(self):
        self.client("strict", scope="a b")
        good = dict(self.grant, grant_type="refresh_token", refresh_token="first")
        path = "/oauth2/token"
        for changes, status, error in (
                ({"grant_type": ""}, 400, "invalid_request"), ({"grant_type": "password"}, 400, "unsupported_grant_type"),
                ({"grant_type": "authorization_code"}, 400, "invalid_request"),
                ({"refresh_token": ""}, 400, "invalid_request"), ({"refresh_token": "x"}, 400, "invalid_grant"),
                ({"client_id": ""}, 400, "invalid_request"), ({"client_id": "x"}, 400, "invalid_client"),
                ({"client_secret": "x"}, 400, "invalid_client"), ({"client_secret": ""}, 400, "invalid_client"),
                ({"scope": "a c"}, 400, "invalid_scope"),
                ({"grant_type": "client_credentials", "scope": "z"}, 400, "invalid_scope")):
            self.assertRefused(path, status, error, **{**good, **changes})
        self.assertRefused("/auth/o2/token", 401, "invalid_client", **good)  # another provider's client
        self.control("oauth-clients", action="configure", clientId="client", behaviour={"grantTypes": ["refresh_token"]})
        self.assertRefused(path, 400, "unauthorized_client", **{**good, "grant_type": "client_credentials"})
        self.refresh(path, "first", scope="b a")  # none of this has cost the token

    def test_basic_is_refused_with_401_and_a_challenge(self):
        self.client("strict")
        path, good = "/oauth2/token", dict(grant_type="refresh_token", refresh_token="first")
        for header in (basic("client", "x")["Authorization"], "Basic !!!", "Basic Y2xpZW50", "Bearer abc", "Basic"):
            challenge = self.assertRefused(path, 401, "invalid_client", headers={"Authorization": header}, **good)
            self.assertTrue(challenge["WWW-Authenticate"].startswith("Basic realm="))
        self.assertRefused(path, 400, "invalid_request", headers=basic("client", "its-secret"), **good, **self.grant)
        self.assertRefused(path, 401, "invalid_client", headers=basic("client", "its-secret"), client_id="other", **good)
        self.assertEqual(self.token(path, basic("client", "its-secret"), client_id="client", **good)[0], 200)

    def test_bodies_that_are_no_token_requests(self):
        self.client("strict")
        path = "/oauth2/token"
        good = "grant_type=refresh_token&refresh_token=first&client_id=client&client_secret=its-secret"
        for raw in (good + "&grant_type=refresh_token", good + "&client_secret=other", good + "&%zz=1", good + "&a=%ff",
                    good + "&a=%4", "", "&&&"):
            self.assertRefused(path, 400, "invalid_request", raw=raw)
        self.assertRefused(path, 413, "invalid_request", raw=good + "&a=" + "x" * 17000)
        self.assertRefused(path, 400, "invalid_request", raw=good, headers={"Content-Type": "application/json"})
        self.assertRefused(path + "?" + good, 400, "invalid_request", raw=good)
        status, headers, body = self.send("GET", path + "?" + good)
        self.assertEqual((status, headers["Allow"], body["error"]), (405, "POST", "invalid_request"))
        status, _, body = self.send("POST", path, good + "&unknown=1", {"Content-Type": FORM["Content-Type"] + ";charset=UTF-8"})
        self.assertEqual(status, 200, body)  # 3.2: unknown parameters are ignored
        self.assertEqual(set(body) - {"access_token", "token_type", "expires_in", "refresh_token"}, set())


class Providers(OAuth):
    def test_every_layout_of_the_seeds_has_its_provider(self):
        aws = subprocess.run(
            ["/usr/bin/aws", "--endpoint-url", self.sandbox.url, "secretsmanager", "get-secret-value", "--secret-id",
             "contact-center/prod/genesys-oauth", "--query", "SecretString", "--output", "text"],
            env={"PATH": os.environ["PATH"], "AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing",
                 "AWS_DEFAULT_REGION": "us-east-1", "HOME": self.sandbox.folder.name}, capture_output=True, text=True)
        secret = json.loads(aws.stdout)
        form = dict(grant_type="refresh_token", refresh_token=secret["refreshToken"])
        ours = dict(client_id=secret["clientId"], client_secret=secret["clientSecret"])
        status, headers, body = self.token("/oauth/token", **form, **ours)
        self.assertEqual((status, body["error"]), (401, "invalid_client"))  # Basic only
        status, _, body = self.token("/oauth/token", basic(secret["clientId"], secret["clientSecret"]), **form)
        self.assertEqual(status, 200, body)
        self.assertNotEqual(body["refresh_token"], secret["refreshToken"])
        by_id = {client["clientId"]: client for client in self.control("oauth-clients")["clients"]}
        self.assertEqual(by_id["upwork-sandbox-client"]["liveRefreshTokens"], 1)
        self.assertEqual(by_id["upwork-sandbox-client"]["tokenPath"], "/api/v3/oauth2/token")
        self.assertEqual(sum(client["provider"] == "lwa" for client in by_id.values()), 8)
        self.assertEqual(sum(client["provider"] == "google" for client in by_id.values()), 1)

    def test_lwa_keeps_the_refresh_token_and_may_write_the_life_as_a_string(self):
        self.client("lwa", refresh="Atzr|1")
        self.assertEqual(self.refresh("/AUTH/O2/Token", "Atzr|1")["expires_in"], 3600)
        self.control("oauth-clients", action="configure", clientId="client", behaviour={"expiresInType": "string"})
        answer = self.refresh("/auth/O2/token", "Atzr|1")
        self.assertEqual((answer["expires_in"], answer["refresh_token"]), ("3600", "Atzr|1"))
        self.refresh("/auth/o2/token", "Atzr|1", expect=401, client_secret="x")

    def test_every_provider_has_a_path_by_its_name_too(self):
        self.client("strict")
        second = self.refresh("/oauth/strict/token", "first")["refresh_token"]
        self.refresh("/oauth2/token", second)
        self.refresh("/oauth/lwa/token", "first", expect=401)  # another provider's client

    def test_providers_refuse_in_their_own_way(self):
        for provider, path, status, body in (
                ("slack", "/api/oauth.v2.access", 200, {"ok": False, "error": "invalid_refresh_token"}),
                ("github", "/login/oauth/access_token", 200, {"error": "bad_refresh_token"}),
                ("zoho", "/oauth/v2/token", 200, {"error": "invalid_code"}),
                ("hubspot", "/oauth/v3/token", 400, {"status": "BAD_REFRESH_TOKEN"}),
                ("atlassian", "/oauth/token", 403, {"error": "invalid_grant"})):
            self.client(provider, name=provider, refresh=f"of {provider}")
            answer = self.refresh(path, "dead", expect=status)
            self.assertEqual({key: answer.get(key) for key in body}, body)
        self.client("github", name="app", refresh="of app")
        first = self.refresh("/login/oauth/access_token", "of app")
        self.assertTrue(self.alive(first["access_token"]))
        self.refresh("/login/oauth/access_token", first["refresh_token"])
        self.assertFalse(self.alive(first["access_token"]))  # a refresh ends the access token before it

    def test_strict_rotation_revokes_the_family_on_reuse(self):
        self.client("strict")
        second = self.refresh("/oauth2/token", "first")
        third = self.refresh("/oauth2/token", second["refresh_token"])
        self.assertTrue(self.alive(third["access_token"]))
        self.assertEqual(self.refresh("/oauth2/token", "first", expect=400)["error"], "invalid_grant")
        self.assertEqual(self.refresh("/oauth2/token", third["refresh_token"], expect=400)["error"], "invalid_grant")
        for token in (second, third):
            self.assertFalse(self.alive(token["access_token"]))
        self.control("oauth-clients", action="authorize", clientId="client", refreshToken="after a new consent")
        self.refresh("/oauth2/token", "after a new consent")

    def test_leeway_gives_the_same_successor_until_it_is_over_or_used(self):
        self.client("leeway")
        successor = self.refresh("/oauth2/token", "first")["refresh_token"]
        again = self.refresh("/oauth2/token", "first")
        self.assertEqual(again["refresh_token"], successor)
        self.control("clock", move="+59s")
        self.assertEqual(self.refresh("/oauth2/token", "first")["refresh_token"], successor)
        self.control("clock", move="+2s")
        self.assertEqual(self.refresh("/oauth2/token", "first", expect=400)["error"], "invalid_grant")
        self.refresh("/oauth2/token", successor, expect=400)
        self.client("leeway", name="other", refresh="of other")
        after = self.refresh("/oauth2/token", self.refresh("/oauth2/token", "of other")["refresh_token"])["refresh_token"]
        self.refresh("/oauth2/token", "of other", expect=400)  # its successor is spent: two hold this grant
        self.refresh("/oauth2/token", after, expect=400)

    def test_leeway_may_give_one_more_successor(self):
        self.client("leeway-new")
        tokens = {self.refresh("/oauth2/token", "first")["refresh_token"] for _ in range(3)}
        self.assertEqual(len(tokens), 3)
        for token in tokens:
            self.refresh("/oauth2/token", token)
        self.control("clock", move="+10m")
        self.refresh("/oauth2/token", "first", expect=400)

    def test_upwork_refresh_tokens_live_two_weeks(self):
        self.client("upwork")
        second = self.refresh("/api/v3/oauth2/token", "first")["refresh_token"]
        self.control("clock", move="+13d")
        third = self.refresh("/api/v3/oauth2/token", second)["refresh_token"]
        self.control("clock", move="+14d")
        self.assertEqual(self.refresh("/api/v3/oauth2/token", third, expect=400)["error"], "invalid_grant")

    def test_the_old_client_secret_is_good_for_seven_days(self):
        self.client("lwa")
        self.control("oauth-clients", action="rotate-secret", clientId="client", clientSecret="its-new-secret")
        old, new = "its-secret", "its-new-secret"
        self.control("clock", move="+6d23h")
        self.refresh("/auth/o2/token", "first", client_secret=old)
        self.refresh("/auth/o2/token", "first", client_secret=new)
        self.control("clock", move="+2h")
        self.assertEqual(self.refresh("/auth/o2/token", "first", expect=401, client_secret=old)["error"], "invalid_client")
        self.refresh("/auth/o2/token", "first", client_secret=new)

    def test_access_tokens_are_remembered_until_they_expire(self):
        self.client("lwa")
        token = self.refresh("/auth/o2/token", "first")["access_token"]
        self.assertTrue(self.alive(token))
        self.control("clock", move="+59m")
        self.assertTrue(self.alive(token))
        self.control("clock", move="+2m")
        self.assertFalse(self.alive(token))
        self.assertFalse(self.alive("never issued"))

    def test_a_consent_that_is_withdrawn(self):
        self.client("lwa")
        token = self.refresh("/auth/o2/token", "first")["access_token"]
        self.control("oauth-clients", action="revoke", clientId="client")
        self.assertEqual(self.refresh("/auth/o2/token", "first", expect=400)["error"], "invalid_grant")
        self.assertFalse(self.alive(token))

    def test_the_control_call_prints_no_secret_and_says_what_is_wrong(self):
        created = self.client("strict", secret="canary-secret", refresh="canary-refresh")
        rotated = self.control("oauth-clients", action="rotate-secret", clientId="client", clientSecret="canary-new")
        for answer in (created, rotated, self.control("oauth-clients")):
            self.assertNotIn("canary", json.dumps(answer))
        for body, word in (({"action": "x"}, "action must be one of"), ({"action": "create"}, "clientId"),
                           ({"action": "create", "clientId": "client", "clientSecret": "s", "provider": "lwa"}, "already"),
                           ({"action": "create", "clientId": "n", "clientSecret": "s", "provider": "x"}, "no provider"),
                           ({"action": "rotate-secret", "clientId": "n", "clientSecret": "s"}, "there is no client"),
                           ({"action": "rotate-secret", "clientId": "client", "clientSecret": "canary-new"}, "already"),
                           ({"action": "configure", "clientId": "client", "colour": "red"}, "colour"),
                           ({"action": "configure", "clientId": "client", "behaviour": 1}, "behaviour"),
                           ({"action": "configure", "clientId": "client", "behaviour": {"leeway": 1}}, "leeway"),
                           ({"action": "configure", "clientId": "client", "behaviour": {"expiresIn": -1}}, "expiresIn"),
                           ({"action": "configure", "clientId": "client", "behaviour": {"authentication": []}},
                            "authentication")):
            self.assertIn(word, self.control("oauth-clients", expect=400, **body)["error"])
        status, _, _ = self.send("POST", "/sandbox-api/oauth-clients", '{"action": "revoke", "clientId": "client"}',
                                 {"Origin": "https://evil.example"})
        self.assertEqual(status, 403)


class AfterAKill(OAuth):
    def test_a_rotation_that_was_answered_is_remembered(self):
        with tempfile.TemporaryDirectory() as folder:
            state = os.path.join(folder, "state.sqlite")
            shared = self.sandbox
            try:
                self.sandbox = Sandbox("--state", state)
                self.client("strict")
                token = "first"
                for _ in range(20):
                    token = self.refresh("/oauth2/token", token)["refresh_token"]
                self.sandbox.stop(signal.SIGKILL)
                self.sandbox = Sandbox("--state", state)
                access = self.refresh("/oauth2/token", token)["access_token"]
                self.assertTrue(self.alive(access))
                self.refresh("/oauth2/token", "first", expect=400)
                self.assertFalse(self.alive(access))
            finally:
                self.sandbox.stop()
                self.sandbox = shared


if __name__ == "__main__":
    unittest.main()

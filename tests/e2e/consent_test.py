#!/usr/bin/python3
"""Consent in the browser: every provider's row once through code and PKCE, a real browser where one is installed, and
what hostile answers come to."""
import html
import http.client
import json
import os
import re
import socket
import subprocess
import threading
import time
import unittest
import urllib.parse

import browser
from providers_test import CANARY, Refreshed

STRANGER = "https://evil.example"


def get(url, headers=None, method="GET", body=None):
    """Status, headers and text of one request, as a browser would send it; redirects are not followed."""
    parts = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
    try:
        connection.request(method, urllib.parse.urlunsplit(("", "", parts.path, parts.query, "")), body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        connection.close()


def form_of(page):
    fields = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page)
    return {html.unescape(name): html.unescape(value) for name, value in fields}


def decide(url, decision, origin=None):
    """What a person's click on the page of `url` leads to: the address that the browser is sent to."""
    parts = urllib.parse.urlsplit(url)
    status, _, page = get(url)
    assert status == 200, (status, page)
    fields = {**form_of(page), "decision": decision}
    action = html.unescape(re.search(r'action="([^"]*)"', page).group(1))
    headers = {"Content-Type": "application/x-www-form-urlencoded",
               "Origin": origin or f"{parts.scheme}://{parts.netloc}"}
    status, answer, page = get(f"{parts.scheme}://{parts.netloc}{action}", headers, "POST", urllib.parse.urlencode(fields))
    assert status == 303, (status, page)
    return answer["Location"]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


class Waiting:
    """keyturnctl authorize, which waits for the browser or for a pasted address."""

    def __init__(self, test, name, *arguments, crash=None):
        program = os.environ["KEYTURNCTL_CRASH" if crash else "KEYTURNCTL"]
        self.process = subprocess.Popen(
            [program, "--endpoint-url", test.sandbox.url, "authorize", name, "--no-browser", *arguments],
            env={**test.keyring.environment, **({"KEYTURN_CRASH_AT": crash} if crash else {})}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.url, self.err = None, ""
        for line in self.process.stderr:
            self.err += line
            if line.strip().startswith("http://"):
                self.url = line.strip()
            if self.url and ("Waiting at" in line or "--paste" in arguments or not self.listens()):
                break

    def listens(self):
        return self.parameter("redirect_uri").startswith("http://")

    def parameter(self, name):
        return urllib.parse.parse_qs(urllib.parse.urlsplit(self.url).query)[name][0]

    def end(self, pasted=""):
        out, err = self.process.communicate(pasted, timeout=60)
        return self.process.returncode, out, self.err + err


class Consented(Refreshed):
    def dead(self, provider, *, redirect=None, scope="read offline_access", **members):
        """An entry whose refresh token the provider does not know."""
        behaviour = {"redirectUri": redirect} if redirect else {}
        name = self.make(provider, behaviour=behaviour, token_url=self.url_of(provider), scope=scope, expires_at=0,
                         **members)
        text = self.value(name).replace(f"first-{self.number}", "dead")
        self.client.put_secret_value(SecretId=name, SecretString=text)
        return name

    def agreed(self, name):
        """For hosts that are nobody's: what `refresh` would ask, too."""
        url = json.loads(self.value(name))["token_url"]
        provider = name.split("/")[0]
        rows = self.table[provider]
        arguments = [] if rows["tokenUrls"] else ["--trust-token-url", "/".join(url.split("/")[:3])]
        return arguments + ([] if rows["tokenUrls"] or rows["tenantHosts"] else ["--provider", provider])

    def check_written(self, name, before):
        was, now = json.loads(before), json.loads(self.value(name))
        self.assertNotEqual(now["refresh_token"], "dead")
        self.assertNotEqual(now["access_token"], "old")
        expected = before.replace('"dead"', json.dumps(now["refresh_token"])).replace('"old"', json.dumps(
            now["access_token"])).replace('"expires_at": 0', f'"expires_at": {now["expires_at"]}')
        self.assertEqual(self.value(name), expected)
        self.assertEqual(was["client_secret"], now["client_secret"])
        previous = self.client.get_secret_value(SecretId=name, VersionStage="AWSPREVIOUS")["SecretString"]
        self.assertEqual(previous, before)

    def check_unchanged(self, name, before):
        self.assertEqual(self.value(name), before)
        self.assertEqual(json.loads(self.run_verb("--json", "pending").stdout or "[]"), [])


class EveryRow(Consented):
    def test_a_consent_of_every_provider_ends_in_its_entry(self):
        for provider, row in self.table.items():
            with self.subTest(provider):
                arguments, redirect = [], None
                if row["redirect"] == "fixed-port":
                    redirect = f"http://localhost:{free_port()}/authresponse"
                    arguments = ["--redirect-uri", redirect]
                name = self.dead(provider, redirect=redirect)
                before = self.value(name)
                waiting = Waiting(self, name, *self.agreed(name), *arguments)
                self.assertIsNotNone(waiting.url, waiting.err)
                self.assertEqual(waiting.parameter("code_challenge_method"), "S256")
                self.assertNotIn(CANARY, waiting.url)
                back = decide(waiting.url, "approve")
                if row["redirect"] == "paste":
                    code, out, err = waiting.end(back + "\n")
                else:
                    self.assertEqual(get(back)[0], 200)
                    code, out, err = waiting.end()
                self.assertEqual(code, 0, err)
                self.check_written(name, before)
                again = self.run_verb("refresh", name)  # with the token that came
                self.assertEqual(again.returncode, 0, again.stderr)
        self.assertEqual(self.keyring.items(), 0)  # nothing of it is left behind
        self.assertEqual(self.trap.heard, b"")

    def test_an_empty_refresh_token_is_filled(self):
        name = self.make("google", token_url=self.url_of("google"), refresh_token="")
        waiting = Waiting(self, name)
        self.assertEqual(get(decide(waiting.url, "approve"))[0], 200)
        self.assertEqual(waiting.end()[0], 0)
        self.assertTrue(json.loads(self.value(name))["refresh_token"])


class Hostile(Consented):
    def waiting(self, provider="google", *arguments):
        name = self.dead(provider)
        return name, self.value(name), Waiting(self, name, *arguments)

    def test_a_no_changes_nothing(self):
        name, before, waiting = self.waiting()
        self.assertEqual(get(decide(waiting.url, "deny"))[0], 200)
        code, _, err = waiting.end()
        self.assertEqual(code, 7, err)
        self.assertIn("refused in the browser", err)
        self.check_unchanged(name, before)

    def test_only_the_answer_to_this_request_is_taken_and_only_once(self):
        name, before, waiting = self.waiting()
        good = decide(waiting.url, "approve")
        redirect = waiting.parameter("redirect_uri")
        state = waiting.parameter("state")
        for wrong in (f"{redirect}?code=x&state=other", f"{redirect}?code=x", f"{redirect}/x?code=x&state={state}",
                      f"{redirect}?code=x&code=y&state={state}x", f"{redirect}?state={state}&state=other"):
            self.assertIn(get(wrong)[0], (400, 404), wrong)
        self.assertEqual(get(good, {"Host": "evil.example"})[0], 403)
        self.assertEqual(get(good, method="POST")[0], 405)
        status, headers, page = get(good)
        self.assertEqual(status, 200)
        self.assertNotIn(state, page + str(headers))
        with self.assertRaises(OSError):
            get(good)
        self.assertEqual(waiting.end()[0], 0)
        self.check_written(name, before)

    def test_the_answer_of_another_issuer_is_sent_nowhere(self):
        for provider, changed in (("google", {"iss": STRANGER}), ("keycloak", {"iss": STRANGER}), ("keycloak", {"iss": None})):
            name = self.dead(provider)
            before, clients = self.value(name), self.facts(name)
            waiting = Waiting(self, name, *self.agreed(name))
            back = urllib.parse.urlsplit(decide(waiting.url, "approve"))
            answer = {**dict(urllib.parse.parse_qsl(back.query)), **changed}
            query = urllib.parse.urlencode({key: value for key, value in answer.items() if value})
            get(urllib.parse.urlunsplit(back._replace(query=query)))
            code, _, err = waiting.end()
            self.assertEqual(code, 7, err)
            self.assertIn("another provider", err)
            self.check_unchanged(name, before)
            self.assertEqual(self.facts(name)["liveAccessTokens"], clients["liveAccessTokens"])

    def test_a_pasted_address_is_checked_as_well(self):
        for change, words in ((lambda url: url.replace("state=", "state=x"), "answers another request"),
                              (lambda url: url.replace("localhost", "evil.example"), "not the address"),
                              (lambda url: "nonsense", "not the address")):
            name, before, waiting = self.waiting("upwork")
            code, _, err = waiting.end(change(decide(waiting.url, "approve")))
            self.assertNotEqual(code, 0)
            self.assertIn(words, err)
            self.check_unchanged(name, before)

    def test_a_code_that_is_too_old_or_was_used_gives_nothing(self):
        name, before, waiting = self.waiting("upwork")
        back = decide(waiting.url, "approve")
        self.sandbox.control("clock", {"move": "+61s"})
        code, _, err = waiting.end(back)
        self.assertEqual(code, 7, err)
        self.assertIn("does not accept the code", err)
        self.check_unchanged(name, before)

        name, before, waiting = self.waiting("upwork")
        back = decide(waiting.url, "approve")
        taken = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(back).query))["code"]
        form = urllib.parse.urlencode({"grant_type": "authorization_code", "code": taken, "client_id": name,
                                       "client_secret": CANARY, "redirect_uri": waiting.parameter("redirect_uri"),
                                       "code_verifier": "x" * 43})
        url = self.sandbox.url + "/api/v3/oauth2/token"
        stolen = get(url, {"Content-Type": "application/x-www-form-urlencoded"}, "POST", form)
        self.assertEqual((stolen[0], json.loads(stolen[2])["error"]), (400, "invalid_grant"))  # no verifier, no tokens
        code, _, err = waiting.end(back)
        self.assertEqual(code, 7, err)
        self.check_unchanged(name, before)

    def test_a_replayed_code_revokes_what_it_led_to(self):
        verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
        name = self.dead("google")
        query = urllib.parse.urlencode({
            "response_type": "code", "client_id": name, "redirect_uri": "http://127.0.0.1:9/callback", "state": "s",
            "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "code_challenge_method": "S256",
            "access_type": "offline"})
        back = decide(f"{self.sandbox.url}/o/oauth2/v2/auth?{query}", "approve")
        code = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(back).query))["code"]
        form = urllib.parse.urlencode({"grant_type": "authorization_code", "code": code, "client_id": name,
                                       "client_secret": CANARY, "redirect_uri": "http://127.0.0.1:9/callback",
                                       "code_verifier": verifier})
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        first = get(self.sandbox.url + "/token", headers, "POST", form)
        self.assertEqual(first[0], 200, first[2])
        self.assertEqual(self.facts(name)["liveAccessTokens"], 1)
        self.assertEqual(get(self.sandbox.url + "/token", headers, "POST", form)[0], 400)
        self.assertEqual(self.facts(name)["liveAccessTokens"], 0)

    def test_the_sandbox_asks_only_for_what_is_registered_and_on_its_own_page(self):
        name, _, waiting = self.waiting()
        parts = urllib.parse.urlsplit(waiting.url)
        asked = dict(urllib.parse.parse_qsl(parts.query))

        def status(path=parts.path, headers=None, method="GET", body=None, **changed):
            query = urllib.parse.urlencode({**asked, **changed})
            return get(f"{self.sandbox.url}{path}?{query}", headers, method, body)

        self.assertEqual(status(redirect_uri=f"{STRANGER}/callback")[0], 400)
        self.assertEqual(status(redirect_uri="http://127.0.0.1:1/other")[0], 400)
        self.assertEqual(status(redirect_uri="http://127.0.0.1:1@evil.example/callback")[0], 400)
        self.assertEqual(status(client_id="nobody")[0], 400)
        plain = status(code_challenge_method="plain")
        self.assertEqual(plain[0], 303)
        self.assertIn("error=invalid_request", plain[1]["Location"])
        self.assertEqual(status(headers={"Origin": STRANGER})[0], 403)
        self.assertEqual(status(headers={"Host": "evil.example", "Origin": "http://evil.example"})[0], 403)
        self.assertEqual(status(path="/", headers={"Origin": self.sandbox.url})[0], 403)  # the page's origin, elsewhere
        self.assertEqual(status(path="/token", headers={"Origin": self.sandbox.url}, method="POST", body="")[0], 403)
        page = status(scope='read" onload="alert(1)')
        self.assertNotIn('onload="', page[2])
        literal = self.dead("xero", redirect="http://localhost:3000/authresponse")
        fixed = dict(asked, client_id=literal, redirect_uri="http://localhost:3001/authresponse")
        self.assertEqual(get(f"{self.sandbox.url}/identity/connect/authorize?{urllib.parse.urlencode(fixed)}")[0], 400)
        waiting.process.terminate()
        waiting.end()

    def test_a_port_that_is_taken_is_said_and_no_other_is_used(self):
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
            name = self.dead("xero", redirect=f"http://localhost:{port}/callback")
            ran = self.run_verb("authorize", name, "--no-browser", "--redirect-uri", f"http://localhost:{port}/callback")
            self.assertEqual(ran.returncode, 6, ran.stderr)
            self.assertIn(f"port {port}", ran.stderr)

    def test_nobody_is_asked_where_the_answer_could_not_be_stored(self):
        name = self.dead("google")
        reader = {**self.keyring.environment, "AWS_ACCESS_KEY_ID": "reader", "AWS_SECRET_ACCESS_KEY": "reader"}
        ran = subprocess.run([os.environ["KEYTURNCTL"], "--endpoint-url", self.sandbox.url, "authorize", name, "--no-browser"],
                             env=reader, capture_output=True, text=True, timeout=60)
        self.assertEqual(ran.returncode, 4, ran.stderr)
        self.assertNotIn("http://", ran.stderr)
        self.assertEqual(self.run_verb("authorize", name, "--redirect-uri", "http://example.com/cb").returncode, 1)
        self.assertEqual(self.run_verb("authorize", name, "--redirect-port", "x").returncode, 2)

    def test_tokens_that_cannot_be_stored_wait_for_resume(self):
        name, before, waiting = self.waiting()
        self.sandbox.control("faults", {"fault": "status", "status": 503, "operation": "PutSecretValue", "times": 100})
        self.assertEqual(get(decide(waiting.url, "approve"))[0], 200)
        code, _, err = waiting.end()
        self.assertNotEqual(code, 0)
        self.assertIn(f"keyturnctl resume {name}", err)
        self.assertEqual(self.value(name), before)
        self.assertEqual(self.run_verb("authorize", name, "--no-browser").returncode, 5)  # they are not forgotten for new ones
        self.sandbox.control("faults", {"clear": True})
        ran = self.run_verb("resume", name)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.check_written(name, before)

    def test_an_answer_that_is_lost_is_told_and_nothing_waits(self):
        name, before, waiting = self.waiting()
        self.sandbox.control("faults", {"fault": "reset", "when": "after", "service": "oauth",
                                        "operation": "authorization_code", "times": 1})
        get(decide(waiting.url, "approve"))
        code, _, err = waiting.end()
        self.assertNotEqual(code, 0)
        self.assertIn("was lost", err)
        self.check_unchanged(name, before)


class Killed(Consented):
    def test_wherever_it_is_killed_the_entry_is_as_it_was_or_gets_the_token_that_came(self):
        for point, outcome in (("J0-before", "old"), ("J0-after", "old"), ("J1-after", "lost"), ("J2-before", "lost"),
                               ("J2-after", "new"), ("J5-before", "new"), ("J6-before", "new"), ("J6-after", "new")):
            with self.subTest(point):
                name = self.dead("google")
                before = self.value(name)
                waiting = Waiting(self, name, crash=point)
                get(decide(waiting.url, "approve"))
                self.assertEqual(waiting.end()[0], -9)
                ran = self.run_verb("resume", name)
                if outcome == "new":
                    self.assertIn(ran.returncode, (0, 3), ran.stderr)
                    self.check_written(name, before)
                else:
                    self.check_unchanged(name, before)
                    again = Waiting(self, name)  # a lost answer stands in nobody's way
                    get(decide(again.url, "approve"))
                    self.assertEqual(again.end()[0], 0)
                    self.check_written(name, before)
        self.assertEqual(self.keyring.items(), 0)


@unittest.skipUnless(browser.is_here(), "chromium is not installed")
class InABrowser(Consented):
    def setUp(self):
        self.browser = browser.Browser()
        self.addCleanup(self.browser.stop)

    def test_a_person_agrees_and_the_browser_comes_back(self):
        port = free_port()
        for provider, redirect in (("google", None), ("entra", None), ("xero", f"http://localhost:{port}/authresponse")):
            name = self.dead(provider, redirect=redirect)
            before = self.value(name)
            waiting = Waiting(self, name, *(["--redirect-uri", redirect] if redirect else []))
            self.browser.open(waiting.url)
            self.browser.click("#approve")
            self.browser.wait_for("document.body.innerText.includes('You can close this window')")
            code, _, err = waiting.end()
            self.assertEqual(code, 0, err)
            self.check_written(name, before)

    def test_a_person_says_no(self):
        name = self.dead("google")
        before = self.value(name)
        waiting = Waiting(self, name)
        self.browser.open(waiting.url)
        self.browser.click("#deny")
        self.assertEqual(waiting.end()[0], 7)
        self.check_unchanged(name, before)

    def test_a_person_pastes_the_address_of_a_page_that_does_not_open(self):
        name = self.dead("upwork")
        before = self.value(name)
        waiting = Waiting(self, name)
        self.browser.open(waiting.url)
        self.browser.click("#approve")
        self.browser.wait_for("!document.querySelector('#approve')")
        self.assertTrue(self.browser.address().startswith("https://localhost/callback?"), self.browser.address())
        code, _, err = waiting.end(self.browser.address())
        self.assertEqual(code, 0, err)
        self.check_written(name, before)


if __name__ == "__main__":
    unittest.main()

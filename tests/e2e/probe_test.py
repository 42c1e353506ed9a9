#!/usr/bin/python3
"""Tokens tried out: `keyturnctl probe` and `refresh --probe` against the sandbox's resource server, which accepts a
token that it issued, that lives, and that has had the time to become known everywhere."""
import json
import unittest

from providers_test import TENANTS, Refreshed

# Rows whose API has no GET that is known to tell whether a token works.
WITHOUT = {"upwork", "zoho", "hubspot", "ebay", "notion", "pipedrive", "workday", "snowflake", "fortnox", "ory", "generic"}
OWN = "https://api.acme.example"


class Probes(Refreshed):
    def probe(self, *arguments):
        ran = self.run_verb("--json", "probe", *arguments)
        checks = json.loads(ran.stdout)["checks"] if ran.stdout else []
        return ran, {check["stage"] or "": check for check in checks}

    def test_a_token_of_every_row_with_a_probe_works_until_the_next_one(self):
        for provider in self.table:
            if provider in WITHOUT:
                continue
            with self.subTest(provider):
                name = self.make(provider, token_url=self.url_of(provider))
                trust = ("--trust-token-url", "/".join(TENANTS[provider].split("/")[:3])) if provider in TENANTS else ()
                ran = self.run_verb("--json", "refresh", name, "--probe", "--provider", provider, *trust)
                self.assertEqual(ran.returncode, 0, ran.stderr)
                good = "limited" if provider == "lwa" else "works"  # the client's scopes are not those of a profile
                self.assertEqual(json.loads(ran.stdout)["probe"]["result"], good)
                ran, checks = self.probe(name)
                self.assertEqual(ran.returncode, 0, ran.stderr)
                self.assertEqual(checks["AWSCURRENT"]["result"], good)
                self.assertEqual(checks["AWSPREVIOUS"]["result"], "refused")  # it was never issued
                self.assertNotIn(json.loads(self.value(name))["access_token"], ran.stdout + ran.stderr)

    def test_rows_without_a_probe_say_so_and_spend_nothing(self):
        for provider in sorted(WITHOUT & set(self.table)):
            with self.subTest(provider):
                name = self.make(provider, token_url=self.url_of(provider))
                before = self.value(name)
                trust = ("--trust-token-url", "/".join(TENANTS[provider].split("/")[:3])) if provider in TENANTS else ()
                ran = self.run_verb("refresh", name, "--probe", "--provider", provider, *trust)
                self.assertIn("--probe-url", ran.stderr)
                self.assertNotEqual(ran.returncode, 0)
                self.assertEqual(self.value(name), before)
                self.assertEqual(self.facts(name)["spentRefreshTokens"], 0)

    def test_a_provider_that_is_slow_is_waited_for(self):
        name = self.make("lwa", token_url=self.url_of("lwa"), behaviour={"propagationSeconds": 2})
        ran = self.run_verb("refresh", name, "--probe")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertIn("propagating since", ran.stderr)
        self.assertEqual(self.probe(name)[0].returncode, 0)

    def test_a_token_that_stays_refused_replaces_nothing(self):
        name = self.make("lwa", token_url=self.url_of("lwa"), behaviour={"propagationSeconds": 3600})
        before = self.value(name)
        ran = self.run_verb("refresh", name, "--probe", "--probe-wait", "0")
        self.assertEqual(ran.returncode, 7, ran.stderr)
        self.assertIn("the old one stays", ran.stderr)
        self.assertEqual(self.value(name), before)
        self.assertEqual(self.run_verb("pending").stdout, "")

    def test_where_the_old_tokens_are_spent_the_new_ones_are_stored_whatever_the_probe_says(self):
        name = self.make("genesys", token_url=self.url_of("genesys"), behaviour={"propagationSeconds": 3600})
        ran = self.run_verb("refresh", name, "--probe", "--probe-wait", "0")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertIn("does not accept the new token", ran.stderr)
        self.assertNotIn("first-", self.value(name))

    def test_lost_scopes_are_told(self):
        name = self.make("lwa", token_url=self.url_of("lwa"), scope="read offline_access",
                         behaviour={"grantedScope": "read"})
        ran = self.run_verb("refresh", name)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertIn("may no longer do: offline_access", ran.stderr)
        self.assertEqual(self.probe(name)[1]["AWSCURRENT"]["result"], "limited")  # not for the profile

    def test_a_get_of_your_own_is_agreed_to_by_its_origin(self):
        path = "/oauth/upwork/me"
        name = self.make("upwork", token_url=self.url_of("upwork"), tags=[("keyturn:probe-url", OWN + path)])
        self.assertEqual(self.run_verb("refresh", name).returncode, 0)
        ran, _ = self.probe(name)
        self.assertIn(f"--trust-probe-url {OWN}", ran.stderr)
        self.assertNotEqual(ran.returncode, 0)
        wrong = self.run_verb("probe", name, "--trust-probe-url", "https://evil.example")
        self.assertEqual(wrong.returncode, 2, wrong.stderr)
        ran, checks = self.probe(name, "--trust-probe-url", OWN)
        self.assertEqual((ran.returncode, checks["AWSCURRENT"]["result"]), (0, "works"), ran.stderr)
        self.assertEqual(self.probe(name)[0].returncode, 0)  # remembered
        ran, _ = self.probe(name, "--probe-url", "https://other.example" + path)  # typed by hand
        self.assertEqual(ran.returncode, 0, ran.stderr)

    def test_no_byte_of_the_token_reaches_a_host_that_nobody_agreed_to(self):
        for url in (f"http://127.0.0.1:{self.trap.port}/me", f"https://127.0.0.1:{self.trap.port}/me",
                    f"https://localhost:{self.trap.port}/me", f"https://api.amazon.com@127.0.0.1:{self.trap.port}/"):
            with self.subTest(url):
                name = self.make("lwa", token_url=self.url_of("lwa"), tags=[("keyturn:probe-url", url)])
                self.assertNotEqual(self.run_verb("probe", name).returncode, 0)
                self.assertNotEqual(self.run_verb("refresh", name, "--probe").returncode, 0)
                self.assertEqual(self.run_verb("probe", name, "--probe-url", url).returncode, 2)
        self.sandbox.control("faults", {"fault": "redirect", "location": f"http://127.0.0.1:{self.trap.port}/",
                                        "service": "oauth", "operation": "probe"})
        name = self.make("lwa", token_url=self.url_of("lwa"))
        self.assertEqual(self.run_verb("probe", name).returncode, 6)
        self.assertEqual(self.trap.heard, b"")

    def test_entries_without_an_access_token_are_told_what_tries_theirs_out(self):
        ran = self.run_verb("probe", "lwa-oauth")
        self.assertEqual(ran.returncode, 1, ran.stdout + ran.stderr)
        self.assertIn("refresh lwa-oauth --probe", ran.stderr)
        self.assertEqual(self.run_verb("refresh", "lwa-oauth", "--probe").returncode, 0)
        ran = self.run_verb("--json", "refresh", "/my-erp/lwa", "--probe")
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertEqual(json.loads(ran.stdout)["probe"]["result"], "works")


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/python3
"""Text of foreign origin that reaches keyturnctl's terminal: it steers and hides nothing. KEYTURNCTL names the
program."""
import http.server
import json
import os
import re
import tempfile
import threading
import unittest

import botocore.session

from sandbox_process import Sandbox
from terminal import Terminal

# What a terminal obeys or hides: an escape sequence, C1, DEL, an override of the direction, a zero-width space.
NASTY = "a\x1b]0;owned\x07\x9b31m\x7f\u202etxt\u200b"
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class Server(http.server.ThreadingHTTPServer):
    """Answers every request with the same words."""

    def __init__(self, status, headers, body):
        text = (body if isinstance(body, str) else json.dumps(body)).encode()

        class Answer(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response_only(status)
                for name, value in headers.items():
                    self.wfile_header(name, value.encode())
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def wfile_header(self, name, value):
                self._headers_buffer.append(name.encode() + b": " + value + b"\r\n")  # as UTF-8, not Latin-1

        super().__init__(("127.0.0.1", 0), Answer)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.thread = threading.Thread(target=self.serve_forever)
        self.thread.start()

    def __exit__(self, *problem):
        self.shutdown()
        self.thread.join()
        super().__exit__(*problem)


class ForeignText(unittest.TestCase):
    """Names, arguments, files, server's words and values that hold what a terminal obeys or hides."""

    @classmethod
    def setUpClass(cls):
        cls.sandbox = Sandbox()
        cls.addClassCleanup(cls.sandbox.stop)
        client = botocore.session.Session().create_client(
            "secretsmanager", region_name="us-east-1", endpoint_url=cls.sandbox.url, aws_access_key_id="testing",
            aws_secret_access_key="testing")
        cls.value = json.dumps({"lwa-client-id": NASTY, "lwa-client-secret": "s", "lwa-refresh-token": "r",
                                "lwa-auth-scope": "p", "lwa-auth-url": "https://api.amazon.com/auth/o2/token",
                                "key " + NASTY: "x", "nested": {NASTY: [NASTY]}}, ensure_ascii=False)
        for name in ("nasty", "other"):
            client.create_secret(Name=name, SecretString=cls.value, Description=NASTY,
                                 Tags=[{"Key": "team", "Value": "\u202eops\u200b"}])

    def run_at_terminal(self, *arguments, options=(), **environment):
        with tempfile.TemporaryDirectory() as home:
            os.mkdir(os.path.join(home, ".aws"))
            with open(os.path.join(home, ".aws", "config"), "w", encoding="utf-8") as file:
                file.write(environment.pop("config", ""))
            keys = {"HOME": home, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm",
                    "AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_REGION": "us-east-1",
                    "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}
            endpoint = () if "--endpoint-url" in options else ("--endpoint-url", self.sandbox.url)
            terminal = Terminal([os.environ["KEYTURNCTL"], *endpoint, *options, *arguments],
                                {**keys, **environment}, home)
            try:
                code = terminal.end()
                while terminal.read_more():
                    pass
                return code, terminal.seen.decode().replace("\r\n", "\n")
            finally:
                terminal.close()

    def check_harmless(self, seen):
        self.assertNotRegex(seen, OBEYED)

    def test_no_text_steers_the_terminal(self):
        cases = {
            "a name that is not there": (("show", NASTY), {}),
            "a name with a line break": (("show", "x\nkeyturnctl: all is well"), {}),
            "a key that is not there": (("show", "nasty", "--reveal", NASTY), {}),
            "keys and shown values": (("show", "nasty"), {}),
            "a verb": ((NASTY,), {}),
            "an option": (("list", "--" + NASTY), {}),
            "too many arguments": (("show", NASTY, NASTY), {}),
            "a file": (("set", "nasty", "nested", "--file", "/nonexistent/" + NASTY), {}),
            "a profile": (("list",), {"options": ("--profile", NASTY)}),
            "a region": (("list",), {"options": ("--region", NASTY)}),
            "a region of the environment": (("whoami",), {"AWS_REGION": NASTY}),
            "an endpoint": (("list",), {"options": ("--endpoint-url", "http://" + NASTY)}),
            "a profile of the file": (("whoami",), {"config": f"[default]\nregion = us-{NASTY}\nsso_session = {NASTY}\n",
                                                   "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}),
            "a broken file": (("whoami",), {"config": f"[default\n{NASTY}\n", "AWS_ACCESS_KEY_ID": "",
                                            "AWS_SECRET_ACCESS_KEY": ""}),
            "a log": (("show", NASTY), {"QT_LOGGING_RULES": "*.debug=true"}),
            "a prompt": (("set", "other", "key " + NASTY, "--file", "/dev/null"), {}),
            "a clock": (("sandbox", "--port", "0", "--clock", NASTY), {}),
            "an action": (("keys", NASTY, NASTY), {}),
            "keys": (("keys", "remove", NASTY), {}),
        }
        for case, (arguments, settings) in cases.items():
            with self.subTest(case):
                _, seen = self.run_at_terminal(*arguments, **settings)
                self.assertNotEqual(seen, "")
                self.check_harmless(seen)
                self.assertNotIn("\nkeyturnctl: all is well", seen)

    def test_no_word_of_a_server_steers_the_terminal(self):
        denied = (f"User: arn:aws:iam::1:user/{NASTY} is not authorized to perform: kms:Decrypt on resource: "
                  f"arn:aws:kms:{NASTY} because no {NASTY} policy allows")
        for status, headers, body in (
                (400, {"x-amzn-RequestId": NASTY}, {"__type": "Odd" + NASTY, "message": NASTY}),
                (400, {"x-amzn-ErrorType": NASTY}, {}),
                (400, {}, {"__type": "AccessDeniedException", "message": denied}),
                (403, {"Content-Type": "text/plain"}, NASTY),
                (200, {"Content-Type": "text/plain"}, NASTY),
                (302, {"Location": f"http://{NASTY}/"}, ""),
                (200, {}, {"VersionId": "v" + NASTY, "SecretString": "{", "Name": NASTY})):
            for arguments in (("show", "nasty", "--raw"), ("list",), ("whoami",), ("show", "nasty")):
                with self.subTest(status=status, arguments=arguments), Server(status, headers, body) as server:
                    _, seen = self.run_at_terminal(*arguments, options=("--endpoint-url", server.url),
                                                   QT_LOGGING_RULES="*.debug=true")
                    self.assertNotEqual(seen, "")
                    self.check_harmless(seen)

    def test_json_keeps_every_character_in_escapes(self):
        for arguments in (("show", "nasty"), ("show", "nasty", "--reveal", "nested"), ("list",), ("due",)):
            with self.subTest(arguments=arguments):
                code, seen = self.run_at_terminal(*arguments, options=("--json",))
                self.assertEqual(code, 0, seen)
                self.check_harmless(seen)
                answer = json.loads(seen)
        _, seen = self.run_at_terminal("show", "nasty", "--reveal", "nested", options=("--json",))
        shown = {each["key"]: each["value"] for each in json.loads(seen)["values"]}
        kept = json.loads(self.value)
        self.assertEqual(shown["lwa-client-id"], NASTY)
        self.assertEqual(shown["nested"], kept["nested"])
        self.assertIn("key " + NASTY, shown)

    def test_what_was_asked_for_raw_is_raw_and_said(self):
        code, seen = self.run_at_terminal("show", "nasty", "--raw")
        self.assertEqual(code, 0)
        self.assertIn(self.value, seen)
        self.assertTrue(seen.startswith("keyturnctl: The value that follows is printed as it is"), seen)
        code, seen = self.run_at_terminal("show", "lwa-oauth", "--raw")
        self.assertEqual(code, 0)
        self.assertTrue(seen.startswith("{"), "nothing to say of a value that a terminal shows")


if __name__ == "__main__":
    unittest.main()

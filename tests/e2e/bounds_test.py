#!/usr/bin/python3
"""keyturnctl against servers that never come to an end: it ends within 30 seconds and 32 MiB and says in one sentence whom
it asked. KEYTURNCTL names the program."""
import concurrent.futures
import json
import os
import socket
import subprocess
import tempfile
import threading
import unittest

SECONDS = 30
MIB = 32
UNREACHABLE = 6
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.1\r\n"
BLOCK = b"x" * 0x10000
LARGE = 64 * 1024 * 1024 // len(BLOCK)
ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:"


def whole(answer):
    body = json.dumps(answer).encode()
    return OK + b"Content-Length: %d\r\n\r\n" % len(body) + body


class Server:
    """Answers every request with what `answer(connection, head, body, number)` sends; it closes when that returns False."""

    def __init__(self, answer):
        self.answer = answer
        self.lock = threading.Lock()
        self.requests = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.host = "127.0.0.1:%d" % self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                connection = self.listener.accept()[0]
            except OSError:
                return
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        with connection:
            try:
                while self.once(connection):
                    pass
            except OSError:
                pass  # the client has had enough

    def once(self, connection):
        data = b""
        while b"\r\n\r\n" not in data:
            piece = connection.recv(65536)
            if not piece:
                return False
            data += piece
        head, body = data.split(b"\r\n\r\n", 1)
        length = next((int(line.split(b":")[1]) for line in head.split(b"\r\n")
                       if line.lower().startswith(b"content-length:")), 0)
        while len(body) < length:
            body += connection.recv(65536)
        with self.lock:
            self.requests += 1
            number = self.requests
        return self.answer(connection, head, body, number) is not False


def forever(start, block):
    def answer(connection, head, body, number):
        connection.sendall(start)
        while True:
            connection.sendall(block)
    return answer


def large(start, block, end=b""):
    def answer(connection, head, body, number):
        connection.sendall(start)
        for _ in range(LARGE):
            connection.sendall(block)
        connection.sendall(end)
        return False
    return answer


def pages(make):
    def answer(connection, head, body, number):
        member = "SecretList" if b"ListSecrets" in head else "Parameters"
        token = json.loads(body).get("NextToken", "")
        connection.sendall(whole(make(member, token, number)))
    return answer


def entries(names):
    return [{"Name": name, "ARN": ARN + name + "-AbCdEf", "Version": 1} for name in names]


def plausible(member, token, n):
    """A page as AWS gives it, always another one."""
    names = ["team-%d/prod/service-%d-oauth" % (n, i) for i in range(100 if member == "SecretList" else 50)]
    if member == "SecretList":
        items = [{"Name": name, "ARN": ARN + name + "-AbCdEf", "CreatedDate": 1700000000 + n, "LastChangedDate": 1700000100.5,
                  "SecretVersionsToStages": {"%032d" % n: ["AWSCURRENT"]}, "Tags": [{"Key": "app", "Value": "x%d" % n}]}
                 for name in names]
    else:
        items = [{"Name": "/" + name, "Type": "SecureString", "KeyId": "alias/aws/ssm", "Tier": "Standard", "Version": 1,
                  "ARN": "arn:aws:ssm:us-east-1:123456789012:parameter/" + name, "LastModifiedDate": 1700000000.1 + n,
                  "LastModifiedUser": "arn:aws:iam::123456789012:user/x", "Policies": [], "DataType": "text"}
                 for name in names]
    return {member: items, "NextToken": "token-%d" % n}


CHUNK = b"10000\r\n" + BLOCK + b"\r\n"
FRAMINGS = {
    "announced": large(OK + b"Content-Length: %d\r\n\r\n" % (LARGE * len(BLOCK)), BLOCK),
    "in chunks": large(OK + b"Transfer-Encoding: chunked\r\n\r\n", CHUNK, b"0\r\n\r\n"),
    "without a length": large(OK + b"Connection: close\r\n\r\n", BLOCK),
    "a refusal in chunks": large(b"HTTP/1.1 403 No\r\nTransfer-Encoding: chunked\r\n\r\n", CHUNK, b"0\r\n\r\n"),
    "a refusal, announced": large(b"HTTP/1.1 403 No\r\nContent-Length: %d\r\n\r\n" % (LARGE * len(BLOCK)), BLOCK),
    "a challenge, announced": large(b"HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
                                    b"Content-Length: %d\r\n\r\n" % (LARGE * len(BLOCK)), BLOCK),
    "a proxy's challenge, in chunks": large(b"HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                                            b"Transfer-Encoding: chunked\r\n\r\n", CHUNK, b"0\r\n\r\n"),
    "an error in chunks": large(b"HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\n", CHUNK, b"0\r\n\r\n"),
}
HEADS = {
    "headers": forever(OK, b"X-Header: some value\r\n" * 500),
    "one header": forever(OK + b"X: ", BLOCK),
    "status line": forever(b"HTTP/1.1 200 ", BLOCK),
    "interim responses": forever(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 500),
    "extension of a chunk": forever(OK + b"Transfer-Encoding: chunked\r\n\r\n1;", BLOCK),
    "chunks of one byte": forever(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1;" + b"x" * 1000 + b"\r\nx\r\n"),
    "trailers": forever(OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: y\r\n" * 500),
    "no HTTP": forever(b"", BLOCK),
}
PAGES = {
    "tokens A, B, A, B": pages(lambda member, token, n: {member: [], "NextToken": "B" if token == "A" else "A"}),
    "the same token": pages(lambda member, token, n: {member: entries(["a%d" % n]), "NextToken": "A"}),
    "new tokens, nothing listed": pages(lambda member, token, n: {member: [], "NextToken": str(n)}),
    "new tokens, the same listed": pages(lambda member, token, n: {member: entries(["a", "b"]), "NextToken": str(n)}),
    "new tokens, one entry": pages(lambda member, token, n: {member: entries(["a%d" % n]), "NextToken": str(n)}),
    "a page of a thousand": pages(lambda member, token, n: {member: entries("a%d-%d" % (n, i) for i in range(1000)),
                                                            "NextToken": str(n)}),
    "pages as AWS gives them, always new": pages(plausible),
}


class Bounds(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        usual = cls().run_against(pages(lambda member, token, n: {member: entries(["a"])}), "list")[3]
        cls.most = MIB if usual < MIB else float("inf")  # under a sanitizer the least answer takes more

    def run_against(self, answer, *arguments):
        server = Server(answer)
        self.addCleanup(server.listener.close)
        with tempfile.TemporaryDirectory() as home:
            environment = dict(PATH=os.environ["PATH"], HOME=home, XDG_STATE_HOME=home, AWS_ACCESS_KEY_ID="testing",
                               AWS_SECRET_ACCESS_KEY="testing", AWS_REGION="us-east-1", LC_ALL="C.UTF-8")
            command = [os.environ["KEYTURNCTL"], "--endpoint-url", "http://" + server.host, *arguments]
            # A process of its own starts it, so that its peak is not that of another child.
            measure = ("import resource, subprocess, sys; code = subprocess.run(sys.argv[1:]).returncode; "
                       "print('PEAK', resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(code)")
            ran = subprocess.run(["/usr/bin/python3", "-c", measure, *command], stdin=subprocess.DEVNULL,
                                 capture_output=True, env=environment, timeout=2 * SECONDS)  # of a busy machine
        peak = int(ran.stdout.rsplit(b"PEAK ", 1)[1]) / 1024
        self.printed = ran.stdout.decode()
        return server, ran.returncode, ran.stderr.decode(), peak

    def side_by_side(self, check, cases):
        """They wait far more than they work."""
        def tried(name, answer, verb):
            try:
                check(answer, *verb)
            except Exception as error:
                error.add_note("%s, %s" % (name, " ".join(verb)))
                raise
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            for done in [pool.submit(tried, *case) for case in cases]:
                done.result()

    def check(self, answer, *arguments):
        server, code, told, peak = self.run_against(answer, *arguments)
        self.assertEqual(code, UNREACHABLE, told)
        self.assertLessEqual(peak, self.most, told)
        lines = told.rstrip("\n").split("\n")
        self.assertTrue(lines[0].startswith("keyturnctl: "), told)
        self.assertIn(server.host, lines[0])
        self.assertEqual([line for line in lines if not line.startswith(("keyturnctl: ", "  "))], [], told)
        # One sentence, or one for each store where they end differently.
        self.assertLessEqual(len([line for line in lines if line.startswith("keyturnctl: ")]), 2, told)
        return server

    def test_64_megabytes_in_every_framing(self):
        self.side_by_side(self.check, [(name, answer, verb) for name, answer in FRAMINGS.items()
                                       for verb in (("list",), ("due",), ("show", "a", "--raw"))])

    def test_heads_without_end(self):
        def check(answer, *verb):
            server = self.check(answer, *verb)
            self.assertLessEqual(server.requests, 6)  # three for each store at most
        self.side_by_side(check, [(name, answer, verb) for name, answer in HEADS.items()
                                  for verb in (("list",), ("whoami",))])

    def test_pages_without_end(self):
        self.side_by_side(self.check, [(name, answer, (verb,)) for name, answer in PAGES.items()
                                       for verb in ("list", "due")])

    def test_a_server_that_lets_every_request_wait(self):
        def answer(connection, head, body, number):
            connection.sendall(OK)
            while True:
                connection.sendall(b"X: y\r\n")
                threading.Event().wait(0.2)
        server, code, told, peak = self.run_against(answer, "list")
        self.assertEqual(code, UNREACHABLE)
        self.assertIn(server.host, told)
        self.assertLessEqual(peak, self.most)


class NoProof(unittest.TestCase):
    """A 200 proves nothing."""
    run_against = Bounds.run_against

    def test_hollow_answers_are_no_success(self):
        for body in (b"", b"{}", b"null", b'{"SecretList":null,"Parameters":null}', b'{"SecretList":{},"Parameters":7}',
                     b'{"ARN":"a","Name":"n","VersionId":"v"}', b'{"ARN":"a","Name":"n","VersionId":"v","SecretString":null}',
                     b'{"ARN":"a","Name":"n","VersionId":"v","SecretString":7}',
                     b'{"ARN":"a","Name":"n","VersionId":"v","SecretBinary":"AP+"}'):
            def answer(connection, head, _, number, body=body):
                connection.sendall(OK + b"Content-Length: %d\r\n\r\n" % len(body) + body)
            for verb in (("list",), ("due",), ("show", "a", "--raw"), ("show", "a"), ("whoami",)):
                with self.subTest(body=body, verb=verb):
                    server, code, told, _ = self.run_against(answer, *verb)
                    self.assertNotEqual(code, 0)
                    self.assertIn(server.host, told)

    def test_a_date_that_is_none_is_told_and_drops_no_row(self):
        for date in ('"2026-11-21T00:00:00Z"', "53759353948800", "-1", "1e999"):
            def answer(connection, head, body, number, date=date):
                entry = json.dumps(entries(["a"])[0])[:-1]
                text = '{"SecretList":[%s,"RotationEnabled":true,"NextRotationDate":%s}],"Parameters":[]}' % (entry, date)
                connection.sendall(OK + b"Content-Length: %d\r\n\r\n%s" % (len(text), text.encode()))
            with self.subTest(date):
                _, code, told, _ = self.run_against(answer, "due")
                self.assertNotEqual(code, 0)
                self.assertIn("NextRotationDate", told)

    def test_a_policy_that_cannot_be_read_costs_no_other_row(self):
        day = json.dumps({"Type": "NoChangeNotification", "Version": "1.0", "Attributes": {"After": "20", "Unit": "Days"}})
        for text in ('{"Type":"Expiration","Attributes":{"Timestamp":"soon"}}', "{", "", None):
            def answer(connection, head, body, number, text=text):
                parameters = [dict(Name=name, LastModifiedDate=1700000000.5, Policies=[{"PolicyText": policy}])
                              for name, policy in (("/first", day), ("/unread", text), ("/last", day))]
                connection.sendall(whole({"SecretList": [], "Parameters": parameters}))
            with self.subTest(text):
                for verb, code in (("list", 0), ("due", 1)):
                    _, ended, told, _ = self.run_against(answer, verb)
                    self.assertEqual(ended, code, told)
                    for name in ("/first", "/unread", "/last"):
                        self.assertIn(name, self.printed)
                    self.assertIn("can be read: /unread\n", told)
                self.run_against(answer, "due", "--hide-names")
                self.assertNotIn("unread", self.printed)
                _, ended, told, _ = self.run_against(answer, "due", "--nagios")
                self.assertEqual(ended, 2)  # the others are overdue, whatever is not known
                self.assertIn("can be read: /unread", self.printed)


if __name__ == "__main__":
    unittest.main()

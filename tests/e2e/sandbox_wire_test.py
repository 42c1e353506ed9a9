#!/usr/bin/python3
"""HTTP as the sandbox takes it: what it refuses, whom it answers, and clients that misbehave."""
import os
import re
import select
import socket
import threading
import unittest

from sandbox_process import Sandbox


def exchange(port, data, more=b"", timeout=10):
    """Sends `data`, then `more` after the first answer, and reads until the server closes."""
    with socket.create_connection(("127.0.0.1", port), timeout=timeout) as connection:
        connection.sendall(data)
        answer = b""
        if more:
            answer = connection.recv(65536)
            connection.sendall(more)
        try:
            while block := connection.recv(65536):
                answer += block
        except ConnectionResetError:
            pass
        return answer


class OnTheWire(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sandbox = Sandbox()
        cls.port = cls.sandbox.port
        cls.host = b"Host: 127.0.0.1:%d\r\n" % cls.port
        cls.get = b"GET / HTTP/1.1\r\n" + cls.host

    @classmethod
    def tearDownClass(cls):
        cls.sandbox.stop()

    def status(self, data, **more):
        """The status of the last answer to `data`, after which the server closes."""
        statuses = re.findall(rb"HTTP/1\.1 (\d+) ", exchange(self.port, data, **more))
        return int(statuses[-1]) if statuses else None

    def still_works(self):
        self.assertEqual(self.status(self.get + b"Connection: close\r\n\r\n"), 200)

    def test_garbage_is_answered_with_400_and_closed(self):
        post = b"POST / HTTP/1.1\r\n" + self.host
        chunks = post + b"Transfer-Encoding: chunked\r\n"
        for garbage in (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + os.urandom(200), b"hello there\r\n\r\n",
                        self.get + b"no colon\r\n\r\n", self.get + b"Content-Length: -1\r\n\r\n",
                        post + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                        post + b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        chunks + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        chunks + b"Transfer-Encoding: identity\r\n\r\n0\r\n\r\n",
                        chunks + b"\r\nzz\r\n"):
            self.assertTrue(exchange(self.port, garbage).startswith(b"HTTP/1.1 400 "), garbage)
        self.still_works()

    def test_a_line_that_ends_in_lf_alone_is_refused_at_once(self):
        # Nothing follows that would complete the request: the refusal has to come before the time limit of a request.
        for wrong in (self.get.replace(b"\r\n", b"\n") + b"\n", self.get + b"A: b\nC: d\r\n\r\n",
                      b"GET / HTTP/1.1\n" + self.host, self.get + b"A: b\rC: d\r\n\r\n",
                      b"POST / HTTP/1.1\r\n" + self.host + b"Transfer-Encoding: chunked\r\n\r\n1\na\n0\n\n"):
            self.assertEqual(self.status(wrong), 400, wrong)
        self.still_works()

    def test_one_host_and_only_its_own(self):
        end = b"Connection: close\r\n\r\n"
        own = [b"127.0.0.1:%d", b"localhost:%d", b"LOCALHOST:%d", b"[::1]:%d"]
        foreign = [b"evil.example", b"evil.example:%d", b"127.0.0.1.evil.example:%d", b"localhost.:%d",
                   b"127.0.0.2:%d", b"0.0.0.0:%d", b"169.254.169.254", b"127.0.0.1:%d.evil.example", b"127.0.0.1:1x",
                   b"", b"127.0.0.1:%d,evil.example"]

        def named(host):
            return host % self.port if b"%d" in host else host
        paths = (b"GET /", b"GET /sandbox-api/outbox", b"GET /sandbox-api/access-keys", b"GET /nowhere",
                 b"GET /?Action=GetCallerIdentity&Version=2011-06-15")
        for path in paths:
            expected = {200, 403, 404}
            for host in own:
                answer = exchange(self.port, path + b" HTTP/1.1\r\nHost: " + named(host) + b"\r\n" + end)
                self.assertNotIn(b"answers to 127.0.0.1", answer, host)
                self.assertIn(int(answer.split()[1]), expected, answer)
            for host in foreign:
                answer = exchange(self.port, path + b" HTTP/1.1\r\nHost: " + named(host) + b"\r\n" + end)
                self.assertTrue(answer.startswith(b"HTTP/1.1 403 "), (path, host, answer))
                self.assertIn(b"the sandbox answers to 127.0.0.1:%d" % self.port, answer)
        for path in (b"/moto-api/reset", b"/sandbox-api/reset", b"/sandbox-api/clock", b"/auth/o2/token", b"/"):
            self.assertEqual(self.status(b"POST " + path + b" HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\n"
                                         + end), 403, path)
        self.assertEqual(self.status(b"GET / HTTP/1.1\r\n" + end), 400)
        self.assertEqual(self.status(self.get + self.host + end), 400)
        self.assertEqual(self.status(self.get + b"Host: evil.example\r\n" + end), 400)
        self.assertEqual(self.status(b"GET / HTTP/1.0\r\nHost: evil.example\r\n" + end), 403)

    def test_no_page_in_a_browser_is_answered_on_any_path(self):
        for path in (b"GET /", b"GET /sandbox-api/outbox", b"POST /moto-api/reset", b"POST /sandbox-api/clock",
                     b"POST /auth/o2/token", b"POST /", b"OPTIONS /", b"GET /nowhere"):
            for origin in (b"https://evil.example", b"null", b"http://127.0.0.1:%d" % self.port, b""):
                self.assertEqual(self.status(path + b" HTTP/1.1\r\n" + self.host + b"Origin: " + origin
                                             + b"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), 403, path)
            for site in (b"cross-site", b"same-site", b""):
                self.assertEqual(self.status(path + b" HTTP/1.1\r\n" + self.host + b"Sec-Fetch-Site: " + site
                                             + b"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), 403, path)
        self.assertEqual(self.status(b"GET / HTTP/1.1\r\n" + self.host + b"Sec-Fetch-Site: none\r\n"
                                     + b"Connection: close\r\n\r\n"), 200)  # typed by somebody

    def test_a_target_as_for_a_proxy(self):
        def ask(authority, host):
            return self.status(b"GET http://%s/sandbox-api/clock HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                               % (authority, host))
        own = b"127.0.0.1:%d" % self.port
        self.assertEqual(ask(own, own), 200)
        self.assertEqual(ask(b"localhost:%d" % self.port, own), 200)
        for authority, host in ((b"evil.example", own), (own, b"evil.example"), (b"evil.example", b"evil.example"),
                                (b"user@" + own, own)):
            self.assertEqual(ask(authority, host), 403)
        self.assertEqual(self.status(b"GET http://%s HTTP/1.1\r\n%sConnection: close\r\n\r\n" % (own, self.host)), 200)

    def test_sizes_are_capped(self):
        huge = exchange(self.port, self.get + b"X: " + b"a" * 40000)
        self.assertTrue(huge.startswith(b"HTTP/1.1 431 ") or not huge)
        self.assertEqual(self.status(b"POST / HTTP/1.1\r\n" + self.host + b"Content-Length: 99999999\r\n\r\n"), 413)
        self.still_works()

    def test_pipelined_requests_are_answered_in_order(self):
        one = self.get + b"\r\n"
        other = b"GET /nowhere HTTP/1.1\r\n" + self.host + b"\r\n"
        last = b"POST /auth/o2/token HTTP/1.1\r\n" + self.host + b"Content-Length: 2\r\nConnection: close\r\n\r\nab"
        answer = exchange(self.port, one + other + one + last)
        statuses = re.findall(rb"HTTP/1\.1 (\d+) ", answer)
        self.assertEqual(statuses, [b"200", b"404", b"200", b"400"])

    def test_expect_continue_and_chunks(self):
        head = b"POST /auth/o2/token HTTP/1.1\r\n" + self.host + b"Connection: close\r\n"
        waited = exchange(self.port, head + b"Expect: 100-continue\r\nContent-Length: 4\r\n\r\n", b"a=bc")
        self.assertTrue(waited.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 400 "))
        form = b"Content-Type: application/x-www-form-urlencoded\r\n"
        chunked = exchange(self.port, head + form + b"Transfer-Encoding: chunked\r\n\r\n"
                           b"0b\r\ngrant_type=\r\n6;x=y\r\nnobody\r\n0\r\nTrailer: t\r\n\r\n")
        self.assertIn(b"unsupported_grant_type", chunked)

    def test_http_1_0_is_closed_unless_it_asks_to_be_kept(self):
        old = exchange(self.port, b"GET / HTTP/1.0\r\n\r\n")
        self.assertTrue(old.startswith(b"HTTP/1.1 200 "))
        self.assertIn(b"\r\nConnection: close\r\n", old)
        kept = b"GET / HTTP/1.0\r\n" + self.host + b"Connection: Keep-Alive\r\n\r\n"
        both = exchange(self.port, kept + kept + b"GET / HTTP/1.0\r\n\r\n")
        self.assertEqual(both.count(b"HTTP/1.1 200 "), 3)
        self.assertEqual(both.count(b"\r\nConnection: keep-alive\r\n"), 2)
        self.assertEqual(both.count(b"\r\nConnection: close\r\n"), 1)

    def test_a_client_that_never_reads_costs_next_to_nothing(self):
        def memory():
            with open(f"/proc/{self.sandbox.process.pid}/status", encoding="ascii") as status:
                return int(re.search(r"VmRSS:\s+(\d+) kB", status.read())[1])

        def fill(connection, request, limit):
            """Sends until neither side takes more: how many whole requests went out, and what is left of the last."""
            connection.setblocking(False)
            block = memoryview(request * 500)
            sent = 0
            while select.select([], [connection], [], 1)[1]:
                sent += connection.send(block[sent % len(request):])
                self.assertLess(sent, limit, "the sandbox goes on taking requests that nobody reads the answers of")
            connection.setblocking(True)
            return sent

        self.still_works()
        before = memory()
        request = b"GET /nowhere HTTP/1.1\r\n" + self.host + b"\r\n"
        with socket.socket() as connection:
            # Small buffers on this side: what the kernel keeps is not the sandbox's.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 * 1024)
            connection.settimeout(20)
            connection.connect(("127.0.0.1", self.port))
            sent = fill(connection, request, 64 << 20)
            self.assertLess(memory() - before, 4096, "kB more")
            self.still_works()
            # Nothing is lost: whoever reads again gets every answer.
            rest = request[sent % len(request):] if sent % len(request) else b""
            last = rest + request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
            sender = threading.Thread(target=connection.sendall, args=(last,))
            sender.start()
            answers = 0
            tail = b""
            while block := connection.recv(1 << 20):
                answers += (tail + block).count(b"HTTP/1.1 404 ")
                tail = (tail + block)[-12:]  # one byte less than what is counted
            sender.join()
            self.assertEqual(answers, (sent + len(rest)) // len(request) + 1)

    def test_a_thousand_connections_do_not_hurt(self):
        half = []
        try:
            for _ in range(1000):
                connection = socket.create_connection(("127.0.0.1", self.port), timeout=10)
                connection.sendall(b"POST / HTTP/1.1\r\n" + self.host + b"Content-Length: 10\r\n\r\nhal")
                half.append(connection)
        finally:
            for connection in half:
                connection.close()
        for _ in range(100):  # those closed above may not be forgotten yet
            answer = exchange(self.port, self.get + b"Connection: close\r\n\r\n")
            if b"200 OK" in answer:
                return
        self.fail(answer)

    def test_clients_that_leave_before_the_answer(self):
        for _ in range(200):
            connection = socket.create_connection(("127.0.0.1", self.port), timeout=10)
            connection.sendall((self.get + b"\r\n") * 20)
            connection.close()
        self.still_works()


if __name__ == "__main__":
    unittest.main()

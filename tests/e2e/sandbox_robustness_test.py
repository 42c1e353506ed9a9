#!/usr/bin/python3
"""Clients that misbehave, a server that is killed, and state files of all kinds."""
import os
import re
import signal
import socket
import sqlite3
import tempfile
import threading
import unittest

import botocore.session
from botocore.config import Config

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


def client(sandbox, service):
    return botocore.session.Session().create_client(
        service, region_name="us-east-1", endpoint_url=sandbox.url, aws_access_key_id="testing",
        aws_secret_access_key="testing", config=Config(retries={"total_max_attempts": 1}))


class OnTheWire(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sandbox = Sandbox()
        cls.port = cls.sandbox.port

    @classmethod
    def tearDownClass(cls):
        cls.sandbox.stop()

    def still_works(self):
        self.assertIn(b"200 OK", exchange(self.port, b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))

    def test_garbage_is_answered_with_400_and_closed(self):
        for garbage in (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + os.urandom(200), b"hello there\r\n\r\n",
                        b"GET / HTTP/1.1\r\nno colon\r\n\r\n", b"GET / HTTP/1.1\r\nA: 1\r\nContent-Length: -1\r\n\r\n",
                        b"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                        b"POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"):
            self.assertTrue(exchange(self.port, garbage).startswith(b"HTTP/1.1 400 "), garbage)
        self.still_works()

    def test_sizes_are_capped(self):
        huge = exchange(self.port, b"GET / HTTP/1.1\r\nX: " + b"a" * 40000)
        self.assertTrue(huge.startswith(b"HTTP/1.1 431 ") or not huge)
        self.assertTrue(exchange(self.port, b"POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n")
                        .startswith(b"HTTP/1.1 413 "))
        self.still_works()

    def test_pipelined_requests_are_answered_in_order(self):
        one = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
        other = b"GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n"
        last = b"POST /auth/o2/token HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\nab"
        answer = exchange(self.port, one + other + one + last)
        statuses = re.findall(rb"HTTP/1\.1 (\d+) ", answer)
        self.assertEqual(statuses, [b"200", b"404", b"200", b"400"])

    def test_expect_continue_chunks_and_http_1_0(self):
        head = b"POST /auth/o2/token HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        waited = exchange(self.port, head + b"Expect: 100-continue\r\nContent-Length: 4\r\n\r\n", b"a=bc")
        self.assertTrue(waited.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 400 "))
        form = b"Content-Type: application/x-www-form-urlencoded\r\n"
        chunked = exchange(self.port, head + form + b"Transfer-Encoding: chunked\r\n\r\n"
                           b"0b\r\ngrant_type=\r\n6;x=y\r\nnobody\r\n0\r\nTrailer: t\r\n\r\n")
        self.assertIn(b"unsupported_grant_type", chunked)
        old = exchange(self.port, b"GET / HTTP/1.0\r\n\r\n")
        self.assertIn(b"Connection: close", old)

    def test_a_thousand_connections_do_not_hurt(self):
        half = []
        try:
            for _ in range(1000):
                connection = socket.create_connection(("127.0.0.1", self.port), timeout=10)
                connection.sendall(b"POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nhal")
                half.append(connection)
        finally:
            for connection in half:
                connection.close()
        for _ in range(100):  # those closed above may not be forgotten yet
            answer = exchange(self.port, b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            if b"200 OK" in answer:
                return
        self.fail(answer)

    def test_clients_that_leave_before_the_answer(self):
        for _ in range(200):
            connection = socket.create_connection(("127.0.0.1", self.port), timeout=10)
            connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" * 20)
            connection.close()
        self.still_works()

    def test_a_web_page_cannot_reset_the_sandbox(self):
        answer = exchange(self.port, b"POST /moto-api/reset HTTP/1.1\r\nHost: x\r\nOrigin: https://evil.example\r\n"
                          b"Content-Length: 0\r\nConnection: close\r\n\r\n")
        self.assertTrue(answer.startswith(b"HTTP/1.1 405 "))


class WithAStateFile(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = os.path.join(folder.name, "sub", "state.sqlite")

    def start(self, *arguments):
        sandbox = Sandbox("--state", self.file, *arguments)
        self.addCleanup(sandbox.stop)
        return sandbox

    def test_acknowledged_writes_survive_being_killed(self):
        sandbox = self.start()
        done = []
        enough = threading.Event()

        def write():
            sm = client(sandbox, "secretsmanager")
            ssm = client(sandbox, "ssm")
            sm.create_secret(Name="counter", SecretString="-")
            for i in range(1000):
                try:
                    if i % 2:
                        sm.put_secret_value(SecretId="counter", SecretString=str(i))
                    else:
                        ssm.put_parameter(Name=f"/counter/{i}", Value=str(i), Type="String")
                    done.append(i)
                    if len(done) == 300:
                        enough.set()
                except Exception:
                    return

        writer = threading.Thread(target=write)
        writer.start()
        self.assertTrue(enough.wait(60))
        sandbox.stop(signal.SIGKILL)
        writer.join()
        self.assertLess(len(done), 1000)

        again = self.start()
        sm, ssm = client(again, "secretsmanager"), client(again, "ssm")
        pages = ssm.get_paginator("get_parameters_by_path").paginate(Path="/counter")
        values = {int(p["Value"]) for page in pages for p in page["Parameters"]}
        self.assertEqual({i for i in done if i % 2 == 0} - values, set())
        ids, token = [], {}
        while token is not None:
            page = sm.list_secret_version_ids(SecretId="counter", IncludeDeprecated=True, **token)
            ids += [v["VersionId"] for v in page["Versions"]]
            token = {"NextToken": page["NextToken"]} if "NextToken" in page else None
        kept = {sm.get_secret_value(SecretId="counter", VersionId=i)["SecretString"] for i in ids}
        self.assertEqual({str(i) for i in done if i % 2} - kept, set())
        last = max(i for i in done if i % 2)
        self.assertIn(sm.get_secret_value(SecretId="counter")["SecretString"], {str(last), str(last + 2)})

    def test_state_is_kept_and_fresh_starts_over(self):
        first = self.start()
        client(first, "ssm").put_parameter(Name="/mine", Value="1", Type="String")
        first.stop()
        second = self.start()
        self.assertEqual(client(second, "ssm").get_parameter(Name="/mine")["Parameter"]["Value"], "1")
        second.stop()
        third = self.start("--fresh")
        self.assertEqual(client(third, "ssm").get_parameters(Names=["/mine"])["InvalidParameters"], ["/mine"])
        self.assertEqual(len(client(third, "secretsmanager").list_secrets()["SecretList"]), 10)

    def test_two_servers_do_not_share_a_file(self):
        self.start()
        with self.assertRaisesRegex(RuntimeError, "another sandbox is using this state file"):
            self.start()

    def test_a_port_that_is_taken(self):
        port = self.start().port
        with self.assertRaisesRegex(RuntimeError, f"port {port} is in use"):
            Sandbox("--port", str(port))

    def test_files_that_are_not_ours_are_left_alone(self):
        os.makedirs(os.path.dirname(self.file))
        with open(self.file, "wb") as file:
            file.write(b"dear diary " * 1000)
        for arguments in ([], ["--fresh"]):
            with self.assertRaisesRegex(RuntimeError, "is not a sandbox state file"):
                self.start(*arguments)
        os.remove(self.file)
        other = sqlite3.connect(self.file)
        other.execute("CREATE TABLE precious (x)")
        other.commit()
        other.close()
        for arguments in ([], ["--fresh"]):
            with self.assertRaisesRegex(RuntimeError, "is not a sandbox state file"):
                self.start(*arguments)
        other = sqlite3.connect(self.file)
        self.assertEqual(other.execute("SELECT count(*) FROM precious").fetchone(), (0,))
        other.close()

    def test_a_file_of_another_schema_says_so(self):
        self.start().stop()
        file = sqlite3.connect(self.file)
        file.execute("PRAGMA user_version=99")
        file.commit()
        file.close()
        with self.assertRaisesRegex(RuntimeError, r"schema 99.*--fresh"):
            self.start()
        self.start("--fresh")


if __name__ == "__main__":
    unittest.main()

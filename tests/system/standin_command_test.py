"""`airmark standin` as a person meets it: start, end, faults of its flags, what it logs."""
import concurrent.futures
import http.client
import json
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import time
import unittest

from standin_program import AIRMARK, BEARER, Standin

PATH = "/model/mistral.mixtral-8x7b-instruct-v0:1/converse"
QUESTION = {"messages": [{"role": "user", "content": [{"text": 'one of "jazz", "rock"'}]}]}


def run(*words):
    return subprocess.run([AIRMARK, "standin", *words], capture_output=True, text=True, timeout=60,
                          check=False)


class Start(unittest.TestCase):
    def test_tells_in_one_line_where_it_listens_and_what_to_set(self):
        with Standin() as standin:
            self.assertTrue(standin.welcome.startswith(f"listening on {standin.url}; try: "))
            for name in ("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "AWS_ENDPOINT_URL_BEDROCK"):
                self.assertIn(f" {name}={standin.url} ", standin.welcome)
            self.assertIn("AWS_ACCESS_KEY_ID=AKIDEXAMPLE ", standin.welcome)

    def test_on_a_port_in_use_is_one_sentence(self):
        with Standin() as standin:
            result = run("--port", str(standin.port))
        self.assertEqual((result.returncode, result.stdout), (69, ""))
        self.assertRegex(result.stderr, r"\Aairmark: cannot listen on 127\.0\.0\.1:\d+: another "
                                        r"program listens there; [^\n]+\n\Z")

    def test_on_a_host_of_another_machine_is_one_sentence(self):
        result = run("--port", "0", "--host", "192.0.2.1")
        self.assertEqual(result.returncode, 69)
        self.assertIn("cannot listen on 192.0.2.1:0: ", result.stderr)

    def test_listens_on_loopback_only(self):
        with Standin() as standin, socket.socket() as other:
            other.bind(("127.0.0.2", standin.port))  # would be taken if all addresses were


class Faults(unittest.TestCase):
    def refuses(self, words, code, *parts):
        result = run("--port", "0", *words)
        self.assertEqual((result.returncode, result.stdout), (code, ""), result.stderr)
        self.assertRegex(result.stderr, r"\Aairmark: [^\n]*\n\Z")
        for part in parts:
            self.assertIn(part, result.stderr)

    def test_of_flags(self):
        self.refuses(["--fail", "throtled"], 64, "did you mean throttled?")
        self.refuses(["--fail", "cut:2"], 64, "a number from 0 to 1")
        self.refuses(["--slow", "-1"], 64, "--slow is -1")
        self.refuses(["--port", "70000"], 64, "--port")

    def test_that_can_be_asked_for_are_listed(self):
        result = run("--fail", "help")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        rows = dict(line.split(maxsplit=1) for line in result.stdout.splitlines())
        self.assertEqual(len(rows), len(result.stdout.splitlines()))
        for name in rows:
            self.assertNotIn("there is no mishap", run("--port", "0", "--fail", name + ":2").stderr)
        self.assertIn("429", rows["throttled"])

    def test_of_files(self):
        self.refuses(["--keys", "/nonexistent/keys"], 66, "/nonexistent/keys")
        self.refuses(["--answer", "/nonexistent/answer"], 66, "/nonexistent/answer")
        self.refuses(["--port-file", "/nonexistent/port"], 73, "/nonexistent/port")

    def test_of_a_keys_file_show_no_key(self):
        with tempfile.NamedTemporaryFile("w") as keys:
            keys.write("ID:good\nhushhush\n")
            keys.flush()
            self.refuses(["--keys", keys.name], 78, keys.name + ":2: ")
            self.assertNotIn("hush", run("--keys", keys.name).stderr)


class End(unittest.TestCase):
    def ends_soon(self, number, code):
        """Also while a client keeps a connection open and another waits for a slow answer."""
        with tempfile.TemporaryDirectory() as folder:
            port_file = pathlib.Path(folder) / "port"
            words = ["standin", "--port", "0", "--port-file", port_file, "--slow", "60"]
            program = subprocess.Popen([AIRMARK, *words], stdout=subprocess.PIPE, text=True,
                                       stderr=subprocess.DEVNULL)
            self.assertIn("listening", program.stdout.readline())
            port = int(port_file.read_text())
            idle = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            idle.request("GET", "/_standin/calls")
            idle.getresponse().read()
            waiting = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            waiting.request("POST", PATH, json.dumps(QUESTION), BEARER)
            begin = time.monotonic()
            program.send_signal(number)
            self.assertEqual(program.wait(timeout=20), code)
            self.assertLess(time.monotonic() - begin, 5)
            for connection in (idle, waiting):
                connection.close()
            program.stdout.close()

    def test_at_an_interrupt(self):
        self.ends_soon(signal.SIGINT, 130)

    def test_at_a_request_to_terminate(self):
        self.ends_soon(signal.SIGTERM, 143)


class Flags(unittest.TestCase):
    def text_of(self, standin):
        body = json.loads(standin.ask("POST", PATH, QUESTION, BEARER)[2])
        return body["output"]["message"]["content"][0]["text"]

    def test_answer_with_a_text_of_ones_own(self):
        with tempfile.NamedTemporaryFile("w") as answer:
            answer.write('{"genre": "jazz"}')
            answer.flush()
            with Standin("--answer", answer.name) as standin:
                self.assertEqual(self.text_of(standin), '{"genre": "jazz"}')

    def test_fail_in_the_same_way_with_the_same_seed(self):
        def statuses(seed):
            with Standin("--fail", "throttled:0.5", "--seed", str(seed)) as standin:
                return [standin.ask("POST", PATH, QUESTION, BEARER)[0] for _ in range(40)]
        first = statuses(1)
        self.assertEqual(set(first), {200, 429})
        self.assertEqual(statuses(1), first)
        self.assertNotEqual(statuses(2), first)

    def test_slow_holds_every_reply_back(self):
        with Standin("--slow", "0.4") as standin:
            begin = time.monotonic()
            self.text_of(standin)
            self.assertGreaterEqual(time.monotonic() - begin, 0.4)

    def test_clock_offset_shows_in_the_date(self):
        with Standin("--clock-offset", "86400") as standin:
            late = standin.ask("GET", "/_standin/calls")[1]["Date"]
            with Standin() as other:
                self.assertNotEqual(late[:16], other.ask("GET", "/_standin/calls")[1]["Date"][:16])


class Wire(unittest.TestCase):
    def test_keeps_one_connection_for_many_calls(self):
        with Standin() as standin:
            connection = http.client.HTTPConnection("127.0.0.1", standin.port, timeout=30)
            connection.connect()
            own_port = connection.sock.getsockname()[1]
            for _ in range(300):
                connection.request("POST", PATH, json.dumps(QUESTION), BEARER)
                self.assertEqual(connection.getresponse().read()[:1], b"{")
            self.assertEqual(connection.sock.getsockname()[1], own_port)
            connection.close()

    def test_serves_many_at_once_and_loses_count_of_none(self):
        with Standin() as standin:
            def ask(_):
                return standin.ask("POST", PATH, QUESTION, BEARER)[0]
            with concurrent.futures.ThreadPoolExecutor(32) as pool:
                statuses = list(pool.map(ask, range(400)))
            self.assertEqual(set(statuses), {200})
            calls = standin.calls()
            self.assertEqual((calls["calls"], calls["paid"]), (400, 400))

    def test_does_not_compress_and_names_the_type_once(self):
        with Standin() as standin:
            headers = standin.ask("POST", PATH, QUESTION,
                                  {**BEARER, "Accept-Encoding": "gzip, br"})[1]
            self.assertIsNone(headers["Content-Encoding"])
            self.assertEqual(headers.get_all("Content-Type"), ["application/json"])

    def test_refuses_a_body_that_is_too_large(self):
        with Standin() as standin:
            status, _, _ = standin.ask("POST", PATH, b"x" * 25_000_001, BEARER)
            self.assertEqual(status, 413)
            status, _, _ = standin.ask("POST", PATH, b"x" * 24_000_000, BEARER)
            self.assertEqual(status, 400)

    def test_survives_what_is_no_http(self):
        with Standin() as standin:
            for junk in (b"\x16\x03\x01\x02\x00", b"GET\r\n\r\n", b"\n" * 99,
                         b"POST " + b"/a" * 9000,
                         b"GET /" + b"a" * 8000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
                         b"GET /" + b"%" * 100 + b" HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                         b"POST / HTTP/1.1\r\nContent-Length: 99\r\n\r\nshort"):
                with socket.create_connection(("127.0.0.1", standin.port), timeout=10) as client:
                    client.sendall(junk)
                    client.shutdown(socket.SHUT_WR)
                    while client.recv(4096):
                        pass
            self.assertEqual(standin.ask("GET", "/_standin/calls")[0], 200)


class Log(unittest.TestCase):
    def test_has_a_line_a_call_and_no_secret(self):
        with Standin() as standin:
            question = {"messages": [{"role": "user", "content": [{"text": "hushhush"}]}]}
            standin.ask("POST", PATH, question, BEARER)
            standin.ask("POST", PATH, question, {"Authorization": "Bearer hushhush"})
            standin.ask("GET", "/nowhere?hushhush")
            standin.stop()
            words = standin.words()
        self.assertIn("POST Converse mistral.mixtral-8x7b-instruct-v0:1 200\n", words)
        self.assertIn("POST Converse mistral.mixtral-8x7b-instruct-v0:1 403\n", words)
        self.assertIn("GET UnknownOperation 404\n", words)
        for secret in ("hush", "bedrock-api-key", "sessionsecret"):
            self.assertNotIn(secret, words)

    def test_of_an_ordinary_run_is_empty(self):
        with tempfile.TemporaryFile("w+") as log:
            program = subprocess.Popen([AIRMARK, "standin", "--port", "0"], stdout=subprocess.PIPE,
                                       stderr=log, text=True)
            program.stdout.readline()
            os.kill(program.pid, signal.SIGTERM)
            program.wait(timeout=20)
            program.stdout.close()
            log.seek(0)
            self.assertEqual(log.read(), "")


if __name__ == "__main__":
    unittest.main()

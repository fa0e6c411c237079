"""Runs `airmark standin` for a test, and asks it."""
import http.client
import json
import os
import pathlib
import subprocess
import tempfile
import time

AIRMARK = os.environ["AIRMARK"]
KEYS = {"id": "AKIDEXAMPLE", "secret": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"}
SESSION_KEYS = {"id": "ASIAEXAMPLE", "secret": "sessionsecret", "token": "session/token+=="}
BEARER = {"Authorization": "Bearer bedrock-api-key-EXAMPLE"}
LONGEST_RUN_S = "300"


class Standin:
    """A stand-in on a free port of loopback; ends with the `with` block."""

    def __init__(self, *flags):
        self.flags = flags
        self.port = 0  # any that is free, the first time

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.log = open(pathlib.Path(self.folder.name) / "log", "w+", encoding="utf-8")
        self.start()
        return self

    def start(self):
        """On the same port where it was stopped before."""
        port_file = pathlib.Path(self.folder.name) / "port"
        keys_file = pathlib.Path(self.folder.name) / "keys"
        keys_file.write_text(":".join(SESSION_KEYS.values()) + "\n")
        self.program = subprocess.Popen(
            ["timeout", "-k", "5", LONGEST_RUN_S, AIRMARK, "-v", "standin", "--port",
             str(self.port), "--port-file", port_file, "--keys", keys_file, *self.flags],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self.log, text=True)
        # The line comes when the port is open and written.
        self.welcome = self.program.stdout.readline()
        if not self.welcome:
            self.stop()
            raise RuntimeError("the stand-in did not start: " + self.words())
        self.port = int(port_file.read_text())
        self.url = f"http://127.0.0.1:{self.port}"

    def __exit__(self, *_):
        self.stop()
        self.log.close()
        self.folder.cleanup()

    def stop(self):
        """The exit code, and how long the end took."""
        begin = time.monotonic()
        if self.program.poll() is None:
            self.program.terminate()
        self.program.wait(timeout=30)
        self.program.stdout.close()
        return self.program.returncode, time.monotonic() - begin

    def words(self):
        self.log.seek(0)
        return self.log.read()

    def ask(self, method, path, body=None, headers=None):
        """Status, headers and body of one exchange on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            data = body if isinstance(body, bytes) else json.dumps(body).encode() if body else b""
            connection.request(method, path, data, headers or {})
            reply = connection.getresponse()
            return reply.status, reply.headers, reply.read()
        finally:
            connection.close()

    def plan(self, *mishaps):
        status, _, body = self.ask("PUT", "/_standin/mishaps", json.dumps(mishaps).encode())
        assert status == 204, body

    def calls(self):
        return json.loads(self.ask("GET", "/_standin/calls")[2])

    def reset(self):
        self.ask("DELETE", "/_standin/mishaps")
        self.ask("POST", "/_standin/reset")

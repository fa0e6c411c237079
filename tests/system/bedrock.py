"""A private Bedrock stand-in for system tests, and `airmark` set up to ask it and nobody else.

Every test has its own stand-in on a free port of the loopback, its own home, ledger and cache; the
keys are the ones that AWS prints in its documentation.
"""
import json
import os
import pathlib
import sqlite3
import subprocess
import urllib.request

import jackd

KEY = "AKIDEXAMPLE"
SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
MODEL = "ministral_8b"
PATIENCE_S = 300


class Standin:
    """`with Standin(folder, "--seed", "7") as standin:`; `folder` is the test's own."""

    def __init__(self, folder, *flags):
        self.folder = pathlib.Path(folder)
        self.flags = flags
        self.port = 0  # any that is free, the first time
        self.child = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def environment(self, **more):
        """For airmark: no settings, keys or places but these."""
        plain = {name: text for name, text in jackd.plain_environment().items()
                 if not name.startswith(("AWS_", "AIRMARK_LLM_", "OPENAI_"))}
        return {**plain, "HOME": str(self.folder), "XDG_CACHE_HOME": str(self.folder / "cache"),
                "XDG_STATE_HOME": str(self.folder / "state"), "AWS_ACCESS_KEY_ID": KEY,
                "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_REGION": "us-east-1",
                "AIRMARK_LLM_ENDPOINT": self.url, "AIRMARK_LLM_MODEL": MODEL,
                "AIRMARK_LLM_REQUESTS_PER_SECOND": "1000", **more}

    def __enter__(self):
        self.start()
        return self

    def start(self):
        """Again on the same port where it was stopped."""
        port_file = self.folder / "port"
        port_file.unlink(missing_ok=True)
        self.child = jackd.Child(
            [jackd.AIRMARK, "standin", "--port", str(self.port), "--port-file", str(port_file),
             *self.flags], jackd.plain_environment())
        if not jackd.wait_until(lambda: port_file.exists() and port_file.read_text().strip()
                                or not self.child.running()) or not self.child.running():
            raise RuntimeError("the stand-in did not start: " + self.child.output())
        self.port = int(port_file.read_text())

    def stop(self):
        self.child.end()

    def __exit__(self, *_):
        self.stop()

    def _ask(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, method=method)
        with urllib.request.urlopen(request, timeout=60) as reply:
            return json.loads(reply.read() or b"null")

    def mishaps(self, *planned):
        """{"what": …, "rate": …, "count": …} each; none ends them all."""
        self._ask("PUT", "/_standin/mishaps", list(planned))

    def calls(self):
        return self._ask("GET", "/_standin/calls")


def run(standin, *arguments, **environment):
    """Runs the program to its end; gives the finished process."""
    return subprocess.run([jackd.AIRMARK, *map(str, arguments)], capture_output=True, text=True,
                          env=standin.environment(**environment), timeout=PATIENCE_S, check=False,
                          stdin=subprocess.DEVNULL)


def events(text):
    return [json.loads(line) for line in text.splitlines()]


def of_type(kind, listed):
    return [event for event in listed if event["type"] == kind]


def ledger(standin, query, *values):
    """What a query finds in the ledger, read beside the program."""
    file = standin.folder / "state" / "airmark" / "ledger.sqlite"
    base = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        return base.execute(query, values).fetchall()
    finally:
        base.close()

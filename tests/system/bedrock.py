"""A private Bedrock stand-in for system tests, and `airmark` set up to ask it and nobody else.

Every test has its own stand-in on a free port of the loopback, its own home, ledger and cache; the
keys are the ones that AWS prints in its documentation.
"""
import json
import pathlib
import sqlite3
import subprocess

import jackd
import standin_program

KEYS = standin_program.KEYS
MODEL = "ministral_8b"
PATIENCE_S = 300


class Standin(standin_program.Standin):
    """`with Standin(home, "--fail", "throttled") as standin:`; `home` is the test's own folder."""

    def __init__(self, home, *flags):
        super().__init__(*flags)
        self.home = pathlib.Path(home)

    def environment(self, **more):
        """For airmark: no settings, keys or places but these."""
        return {**jackd.plain_environment(), "HOME": str(self.home),
                "XDG_CACHE_HOME": str(self.home / "cache"),
                "XDG_STATE_HOME": str(self.home / "state"), "AWS_ACCESS_KEY_ID": KEYS["id"],
                "AWS_SECRET_ACCESS_KEY": KEYS["secret"], "AWS_REGION": "us-east-1",
                "AIRMARK_LLM_ENDPOINT": self.url, "AIRMARK_LLM_MODEL": MODEL,
                "AIRMARK_LLM_REQUESTS_PER_SECOND": "1000", **more}


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
    file = standin.home / "state" / "airmark" / "ledger.sqlite"
    base = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        return base.execute(query, values).fetchall()
    finally:
        base.close()

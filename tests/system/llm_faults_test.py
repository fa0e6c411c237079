"""Every way in which Bedrock fails, one by one: what is tried again, what is said, and the window
is tagged all the same. Prints the table.
"""
import concurrent.futures
import json
import pathlib
import tempfile
import time
import unittest

import bedrock
import recordings

# What goes wrong -> requests sent for one window, and what the sentence must speak of. Three are
# the standard mode of the AWS SDKs; two are one correction (keys read anew, the clock set right).
# No word: the answer could be read.
EXPECTED = {
    "throttled": (3, "no more requests"), "throttled-daily": (1, "day"), "not-ready": (3, "ready"),
    "model-timeout": (1, "too long"), "model-error": (1, "use another model"),
    "server-error": (3, "500"), "server-error-html": (3, "500"), "unavailable": (3, "overloaded"),
    "bad-gateway-html": (3, "502"), "gateway-timeout": (3, "504"), "slow": (3, "in time"),
    "cut": (3, "broke off"),
    "drop": (3, "closed the connection"), "garbage": (1, "answer"), "no-access": (1, "access"),
    "no-marketplace": (1, "Marketplace"), "use-case-form": (1, "form"),
    "end-of-life": (1, "end of"), "legacy": (1, "old"), "on-demand": (1, "profile"),
    "expired-token": (2, "expired"), "wrong-token": (1, "key"), "bad-signature": (1, "secret"),
    "skew": (2, "clock"), "quota-exceeded": (1, "quota"), "guardrail": (1, "guardrail"),
    "content-filtered": (1, "filter"), "prose": (1, "genre"), "truncated": (1, ""),
}
# Cut in the middle, which is behind the genre: what came before is mended to an answer. The
# stand-in's own answer would be cut before or behind it by the length of what it makes up.
LONG_ANSWER = json.dumps({"reasoning": "A steady beat.", "genre": "disco", "confidence": 0.9,
                          "keyindicators": ["a word about the sound"] * 10, "alternatives": []})
AT_A_TIME = 6


class Outcome:
    def __init__(self, what):
        with tempfile.TemporaryDirectory() as folder:
            sound = recordings.write_music(folder + "/music.wav")
            more = ("--slow", "3") if what == "slow" else ()
            if what == "truncated":
                answer = pathlib.Path(folder, "answer.txt")
                answer.write_text(LONG_ANSWER)
                more = ("--answer", str(answer))
            with bedrock.Standin(folder, "--fail", what, *more) as standin:
                begin = time.monotonic()
                done = bedrock.run(standin, "tag", "--json", "--tagger", "bedrock", sound,
                                   AIRMARK_LLM_TIMEOUT="1")
                self.seconds = time.monotonic() - begin
                self.calls = standin.calls()
        self.what = what
        self.code = done.returncode
        self.sentence = done.stderr.strip()
        self.events = bedrock.events(done.stdout)

    def row(self):
        window = bedrock.of_type("window", self.events)[0]
        return (f"{self.what:18} {self.calls['calls']:8} {self.seconds:6.2f} s  {self.code:4}"
                f"  {window['tagger']:8} {self.sentence}")


class Faults(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with concurrent.futures.ThreadPoolExecutor(AT_A_TIME) as pool:
            cls.outcomes = list(pool.map(Outcome, EXPECTED))
        print(f"\n{'what fails':18} requests  fell back  exit  {'tagger':8} said")
        for outcome in cls.outcomes:
            print(outcome.row())

    def check_each(self, check):
        for outcome in self.outcomes:
            with self.subTest(outcome.what):
                check(outcome)

    def test_are_tried_again_as_the_aws_sdks_do(self):
        self.check_each(lambda outcome: self.assertEqual(
            outcome.calls["calls"], EXPECTED[outcome.what][0], outcome.sentence))

    def test_leave_no_window_without_a_tag(self):
        def check(outcome):
            windows = bedrock.of_type("window", outcome.events)
            self.assertEqual(len(windows), 1)
            self.assertTrue(windows[0]["tags"])
        self.check_each(check)

    def test_are_told_in_one_sentence_that_names_the_matter(self):
        def check(outcome):
            matter = EXPECTED[outcome.what][1]
            self.assertEqual(len(outcome.sentence.splitlines()), 1 if matter else 0)
            self.assertIn(matter.lower(), outcome.sentence.lower())
            self.assertEqual(outcome.code, 1 if matter else 0)
        self.check_each(check)

    def test_raise_one_alarm(self):
        def check(outcome):
            alarms = bedrock.of_type("alarm", outcome.events)
            self.assertEqual(len(alarms), 1 if EXPECTED[outcome.what][1] else 0)
        self.check_each(check)


if __name__ == "__main__":
    recordings.program()
    unittest.main()

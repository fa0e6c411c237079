"""What was paid is kept: kill -9 in the middle of a run forgets nothing and pays nothing again, and
no service gets another one's answers.
"""
import pathlib
import signal
import sqlite3
import subprocess
import tempfile
import unittest

import bedrock
import jackd
import recordings

WINDOWS = 120
PAID_BEFORE_THE_KILL = 40


def write_rising_music(path):
    """Louder from window to window, so that no two are described alike."""
    samples = recordings.music(WINDOWS, 8000)
    count = len(samples)
    for n in range(count):
        samples[n] *= 10 ** (-2 * (1 - n / count))
    return recordings.write(str(path), recordings.wave_bytes([samples], 8000))


class Killed(unittest.TestCase):
    def test_neither_forgets_what_was_paid_nor_pays_it_again(self):
        with tempfile.TemporaryDirectory() as folder, \
                bedrock.Standin(folder, "--slow", "0.02") as standin:
            sound = write_rising_music(pathlib.Path(folder) / "rising.wav")
            arguments = ("tag", "--json", "--tagger", "bedrock", "--window", "1", sound)
            self.kill_in_the_middle(standin, arguments)
            paid_first = standin.calls()["paid"]
            self.look_at_files(standin, paid_first)
            done = bedrock.run(standin, *arguments)
            self.assertEqual(done.returncode, 0, done.stderr)
            windows = bedrock.of_type("window", bedrock.events(done.stdout))
            paid = standin.calls()["paid"]
            cached = sum(window["cost_usd"] == 0 for window in windows)
            recorded, = bedrock.ledger(standin, "SELECT count(*) FROM calls")[0]
        print(f"killed after {paid_first} paid calls; the second run found {cached} of {WINDOWS}"
              f" windows in the cache; {paid} calls paid in all, {recorded} in the ledger")
        self.assertEqual(len(windows), WINDOWS)
        self.assertTrue(all(window["tagger"] == "bedrock" for window in windows))
        self.assertGreaterEqual(cached, paid_first - 1)  # the one under way may be lost
        self.assertLessEqual(paid, WINDOWS + 1)
        self.assertGreaterEqual(recorded, paid)

    def kill_in_the_middle(self, standin, arguments):
        process = subprocess.Popen([jackd.AIRMARK, *arguments], env=standin.environment(),
                                   stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        self.assertTrue(jackd.wait_until(
            lambda: standin.calls()["paid"] >= PAID_BEFORE_THE_KILL, period_s=0.01))
        process.send_signal(signal.SIGKILL)
        self.assertEqual(process.wait(), -signal.SIGKILL)

    def look_at_files(self, standin, paid):
        recorded, = bedrock.ledger(standin, "SELECT count(*) FROM calls")[0]
        self.assertGreaterEqual(recorded, paid)
        for file in ("state/airmark/ledger.sqlite", "cache/airmark/replies.sqlite"):
            base = sqlite3.connect(f"file:{standin.home / file}?mode=ro", uri=True)
            self.assertEqual(base.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
            base.close()


class TwoServices(unittest.TestCase):
    def test_never_share_an_answer(self):
        with tempfile.TemporaryDirectory() as folder, bedrock.Standin(folder) as one, \
                bedrock.Standin(folder) as other:
            sound = recordings.write_music(folder + "/music.wav")
            for standin in (one, one, other):
                done = bedrock.run(standin, "tag", "--tagger", "bedrock", sound)
                self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual([standin.calls()["paid"] for standin in (one, other)], [1, 1])


if __name__ == "__main__":
    recordings.program()
    unittest.main()

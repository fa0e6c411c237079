"""Many calls through a stand-in of which three in ten fail: nothing lost, nothing doubled, the
money right, the memory flat.
"""
import collections
import pathlib
import statistics
import subprocess
import tempfile
import threading
import time

import bedrock
import jackd
import recordings

WINDOWS_A_FILE = 10
AT_A_TIME = 64
# Together three in ten; those that end a call after the model answered are paid for.
MISHAPS = {"throttled": 0.06, "server-error": 0.06, "unavailable": 0.06, "bad-gateway-html": 0.04,
           "drop": 0.03, "cut": 0.03, "garbage": 0.02}
# Of these the service counts nothing, and says so: three in ten again.
UNPAID = {"throttled": 0.08, "server-error": 0.08, "unavailable": 0.08, "not-ready": 0.06}
MOST_GROWTH_KB = 16 * 1024


def resident_kb(process_id):
    status = pathlib.Path(f"/proc/{process_id}/status").read_text(encoding="ascii")
    for line in status.splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


class Load:
    """Runs `call_count` windows through `airmark tag`."""

    def __init__(self, call_count, ceiling_usd, mishaps=None):
        self.file_count = call_count // WINDOWS_A_FILE
        self.ceiling_usd = ceiling_usd
        self.memory_kb = []
        with tempfile.TemporaryDirectory() as folder:
            flags = [f"--fail={what}:{rate}" for what, rate in (mishaps or MISHAPS).items()]
            with bedrock.Standin(folder, "--seed", "20261120", *flags) as standin:
                self._run(standin, self._music(pathlib.Path(folder)))
                self.calls = standin.calls()
                self.settled, self.open = (
                    bedrock.ledger(standin, "SELECT count(*), coalesce(sum(amount_nano_usd), 0),"
                                            " coalesce(sum(input_tokens), 0) FROM calls"
                                            " WHERE settled = ?", state)[0] for state in (1, 0))

    def _music(self, folder):
        sound = recordings.write_music(str(folder / "one.wav"), WINDOWS_A_FILE)
        music = folder / "music"
        music.mkdir()
        for number in range(self.file_count):
            (music / f"{number:05}.wav").symlink_to(sound)
        return music

    def _run(self, standin, music):
        environment = standin.environment(
            AIRMARK_LLM_CACHE_REPLIES="0", AIRMARK_LLM_MAX_USD_RUN=str(self.ceiling_usd),
            AIRMARK_LLM_MAX_USD_HOUR="1000", AIRMARK_LLM_MAX_USD_DAY="1000")
        command = [jackd.AIRMARK, "tag", "--json", "--tagger", "bedrock", "--window", "1",
                   "--jobs", str(AT_A_TIME), str(music)]
        begin = time.monotonic()
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
        watch = threading.Thread(target=self._watch, args=(process,), daemon=True)
        watch.start()
        self.output, self.words = process.communicate()
        watch.join()
        self.seconds = time.monotonic() - begin
        self.code = process.returncode
        self.events = bedrock.events(self.output)
        self.windows = bedrock.of_type("window", self.events)

    def _watch(self, process):
        while process.poll() is None:
            kb = resident_kb(process.pid)
            if kb > 0:
                self.memory_kb.append(kb)
            time.sleep(0.2)

    def by_tagger(self):
        return collections.Counter(window["tagger"] for window in self.windows)

    def growth_kb(self):
        """From the second quarter of the run to the last."""
        quarter = max(1, len(self.memory_kb) // 4)
        return (statistics.median(self.memory_kb[-quarter:])
                - statistics.median(self.memory_kb[quarter:2 * quarter]))

    def paid_usd(self):
        return sum(event["cost_usd"] for event in self.windows)

    def report(self):
        return (f"{len(self.windows)} windows in {self.seconds:.0f} s, {self.calls['calls']}"
                f" requests {self.calls['by_status']}, mishaps {self.calls['mishaps']}\n"
                f"tags by {dict(self.by_tagger())}; in the ledger {self.settled[0]} settled calls"
                f" ${self.settled[1] / 1e9:.6f} and {self.open[0]} open ones at most"
                f" ${self.open[1] / 1e9:.6f}; the stand-in counts"
                f" ${self.calls['spend_nano_usd'] / 1e9:.6f}, the events"
                f" ${self.paid_usd():.6f}; ceiling ${self.ceiling_usd}\n"
                f"memory at most {max(self.memory_kb) / 1024:.0f} MB,"
                f" growth {self.growth_kb() / 1024:.1f} MB")


def check(test, load):
    """What must hold of any load."""
    places = collections.Counter((window["file"], window["start_s"]) for window in load.windows)
    test.assertEqual(len(load.windows), load.file_count * WINDOWS_A_FILE)
    test.assertEqual(max(places.values()), 1)
    test.assertEqual(len({event["id"] for event in load.windows}), len(load.windows))
    test.assertTrue(all(window["tags"] for window in load.windows))
    spent_nano_usd = load.calls["spend_nano_usd"]
    test.assertLessEqual(load.settled[1] + load.open[1], load.ceiling_usd * 1e9)
    test.assertLessEqual(load.settled[1], spent_nano_usd)
    test.assertLessEqual(spent_nano_usd, load.settled[1] + load.open[1])


def check_memory(test, load):
    test.assertLess(load.growth_kb(), MOST_GROWTH_KB)


def check_books(test, load):
    """Where no reply is lost, stand-in, ledger and events agree in every billionth of a dollar."""
    test.assertEqual(load.open[0], 0)
    test.assertEqual(load.settled[1], load.calls["spend_nano_usd"])
    test.assertEqual(round(load.paid_usd() * 1e9), load.calls["spend_nano_usd"])

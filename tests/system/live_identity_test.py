"""What is analysed live is what an offline analysis of the recording gives, byte for byte.

At 22050, 44100 and 48000 Hz, under jackd and under PipeWire: `live --record --windows`, then
`tag --windows` over that recording. AIRMARK_IDENTITY_S sets how long each listens.
"""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import jackd
import sounds

RATES = (22050, 44100, 48000)
DURATION_S = float(os.environ.get("AIRMARK_IDENTITY_S", "11"))
WINDOW = ["--window", str(DURATION_S / 4), "--interval", str(DURATION_S / 4)]
# A machine that is too busy loses frames; then the recording holds a gap and cannot be compared.
ATTEMPTS = 3


class Identity(unittest.TestCase):
    def listen(self, server, rate, folder):
        music = sounds.write_music(folder / "music.wav", 10, rate)
        with jackd.live(server, "--connect", "none", "--record", str(folder / "take.wav"),
                        "--windows", str(folder / "live.jsonl"), "--duration", str(DURATION_S),
                        *WINDOW) as feed:
            self.assertTrue(jackd.listens(feed), feed.output())
            with jackd.player(server, music):
                self.assertEqual(feed.wait(DURATION_S + 60), 0, feed.output())

    def compare(self, private_server, rate):
        for _ in range(ATTEMPTS):
            with tempfile.TemporaryDirectory() as name, private_server(rate) as server:
                folder = pathlib.Path(name)
                self.listen(server, rate, folder)
                live = (folder / "live.jsonl").read_bytes()
                windows = [json.loads(line) for line in live.splitlines()]
                if any(window["lost_frames"] > 0 for window in windows):
                    continue
                offline = self.offline(folder)
            self.assertGreaterEqual(len(windows), 4)
            self.assertTrue(all(window["source_rate_hz"] == rate for window in windows))
            self.assertGreater(max(window["audible_ratio"] for window in windows), 0.9)
            self.assertEqual(live, offline)
            return
        self.fail(f"frames were lost in each of {ATTEMPTS} attempts")

    def offline(self, folder):
        return subprocess.run(
            [jackd.AIRMARK, "tag", "--windows", *WINDOW, str(folder / "take.wav")],
            env=jackd.plain_environment(), check=True, timeout=60, capture_output=True).stdout

    def test_under_jackd(self):
        self.skip_without("jackd", "jack_lsp")
        for rate in RATES:
            with self.subTest(rate=rate):
                self.compare(jackd.PrivateJackd, rate)

    def test_under_pipewire(self):
        self.skip_without("pipewire", "pw-jack", "pw-cli")
        for rate in RATES:
            with self.subTest(rate=rate):
                self.compare(jackd.PrivatePipewire, rate)

    def skip_without(self, *programs):
        missing = [program for program in programs if shutil.which(program) is None]
        if missing:
            self.skipTest("not installed: " + ", ".join(missing))


if __name__ == "__main__":
    jackd.skip_without("mpv")
    unittest.main(verbosity=2)

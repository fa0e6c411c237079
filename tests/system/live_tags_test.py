"""`airmark live` under a private jackd: tags come out, and it ends as it is told to."""
import json
import os
import pathlib
import pty
import signal
import subprocess
import tempfile
import unittest

import jackd
import sounds

FIELDS = {"schema", "type", "ts", "session", "seq", "frame", "source"}
ANALYSIS_RATE_HZ = 22050
QUICK = ["--window", "3", "--interval", "3"]


def events(feed):
    """Fails where a line is not JSON; the last one may not be whole yet."""
    lines = feed.output().split("\n")[:-1]
    return [json.loads(line) for line in lines]


def of_type(feed, name):
    return [event for event in events(feed) if event["type"] == name]


class LiveTags(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = pathlib.Path(cls.folder.name)
        cls.music = sounds.write_music(cls.path / "music.wav", 12)
        cls.server = jackd.PrivateJackd().__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()
        cls.folder.cleanup()

    def live(self, *flags):
        feed = jackd.live(self.server, *QUICK, *flags, stderr=subprocess.DEVNULL)
        self.addCleanup(feed.end)
        return feed

    def test_prints_valid_lines_in_sequence_and_ends_after_the_duration(self):
        now_playing = self.path / "now.txt"
        feed = self.live("--duration", "10", "--now-playing", str(now_playing))
        self.assertTrue(jackd.listens(feed))
        self.assertEqual(now_playing.read_text(), "airmark is listening\n")
        with jackd.player(self.server, self.music):
            self.assertEqual(feed.wait(60), 0, feed.output())
        published = events(feed)
        for number, event in enumerate(published, start=1):
            self.assertLessEqual(FIELDS, set(event), event)
            self.assertEqual(event["seq"], number)
            self.assertEqual(event["source"], "airmark")
        self.assertEqual((published[0]["type"], published[-1]["type"]), ("health", "health"))
        windows = of_type(feed, "window")
        self.assertEqual(len(windows), 3)
        self.assertEqual(len({window["id"] for window in windows}), 3)
        for window in windows:
            self.assertTrue(window["tags"], window)
            self.assertLessEqual(sum(tag["probability"] for tag in window["tags"]), 1.0 + 1e-9)
        tempi = of_type(feed, "tempo")
        self.assertTrue(tempi, feed.output())
        self.assertAlmostEqual(tempi[-1]["tempo_bpm"], sounds.MUSIC_BPM, delta=3)
        self.assertEqual(now_playing.read_text(), "airmark is not listening\n")

    def test_shows_on_the_now_playing_file_what_is_on_the_air(self):
        now_playing = self.path / "now2.txt"
        feed = self.live("--connect", "none", "--now-playing", str(now_playing))
        self.assertTrue(jackd.wait_until(lambda: of_type(feed, "state")), feed.output())
        self.assertEqual(of_type(feed, "state")[0]["state"], "silence")
        self.assertTrue(jackd.wait_until(lambda: now_playing.read_text() == "silence\n"))

    def test_finishes_the_open_window_on_a_signal_and_says_which(self):
        for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            with self.subTest(signal=number.name):
                feed = self.live("--window", "30", "--interval", "30")
                self.assertTrue(jackd.listens(feed))
                with jackd.player(self.server, self.music):
                    self.assertFalse(jackd.wait_until(lambda: of_type(feed, "window"), 4.5))
                    feed.send(number)
                    self.assertEqual(feed.wait(10), code)
                windows = of_type(feed, "window")
                self.assertEqual(len(windows), 1)
                # It is the first, so where it ends is how long it is.
                self.assertGreaterEqual(windows[0]["frame"], 3 * ANALYSIS_RATE_HZ)
                self.assertLess(windows[0]["frame"], 10 * ANALYSIS_RATE_HZ)

    def test_ends_with_success_when_its_reader_leaves(self):
        with subprocess.Popen(
                self.server.client(jackd.AIRMARK, "live", *QUICK), env=self.server.environment,
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as feed:
            json.loads(feed.stdout.readline())
            feed.stdout.close()
            self.assertEqual(feed.wait(30), 0)
            self.assertEqual(feed.stderr.read(), b"")

    def test_a_second_opinion_has_the_same_id(self):
        feed = self.live("--tagger", "model", "--second-opinion", "heuristic",
                         "--duration", "7.5")
        self.assertTrue(jackd.listens(feed))
        with jackd.player(self.server, self.music):
            self.assertEqual(feed.wait(60), 0)
        first, second = of_type(feed, "window")[:2]
        self.assertEqual((first["tagger"], second["tagger"]), ("model", "heuristic"))
        self.assertEqual(first["id"], second["id"])

    def test_speaks_to_a_person_on_a_terminal(self):
        ours, theirs = pty.openpty()
        with subprocess.Popen(
                self.server.client(jackd.AIRMARK, "live", *QUICK, "--connect", "none",
                                   "--duration", "4"),
                env={**self.server.environment, "NO_COLOR": "1"}, stdin=subprocess.DEVNULL,
                stdout=theirs, stderr=subprocess.PIPE) as feed:
            os.close(theirs)
            self.assertEqual(feed.wait(30), 0)
        text = os.read(ours, 65536).decode()
        os.close(ours)
        self.assertRegex(text, r"\A\d\d:\d\d:\d\d  listening as airmark; Ctrl-C ends\r\n")
        self.assertRegex(text, r"\d\d:\d\d:\d\d  silence\r\n\Z")

    def test_refuses_what_it_cannot_write(self):
        for flag in ("--record", "--windows", "--now-playing"):
            with self.subTest(flag=flag):
                result = subprocess.run(
                    self.server.client(jackd.AIRMARK, "live", flag, "/nonexistent/folder/file"),
                    env=self.server.environment, capture_output=True, text=True, timeout=20,
                    check=False)
                self.assertEqual(result.returncode, 73, result.stderr)
                self.assertRegex(
                    result.stderr, r"\Aairmark: [^\n]*/nonexistent/folder/file[^\n]*\n\Z")


if __name__ == "__main__":
    jackd.skip_without("jackd", "jack_lsp", "mpv")
    unittest.main(verbosity=2)

"""`airmark live` outlives the JACK server: it says so, waits, and listens when one is back."""
import json
import pathlib
import signal
import tempfile
import unittest

import jackd
import sounds


def events(feed, name):
    lines = feed.output().split("\n")[:-1]
    return [event for event in map(json.loads, lines) if event["type"] == name]


class ServerRestart(unittest.TestCase):
    def restart(self, end):
        with tempfile.TemporaryDirectory() as folder, jackd.PrivateJackd() as server:
            music = sounds.write_music(pathlib.Path(folder) / "music.wav", 12)
            with jackd.live(server, "--window", "3", "--interval", "3") as feed:
                self.assertTrue(jackd.listens(feed), feed.output())
                with jackd.player(server, music):
                    self.assertTrue(jackd.wait_until(lambda: events(feed, "window")))
                end(server)
                self.assertTrue(jackd.wait_until(lambda: len(events(feed, "alarm")) == 1))
                before = len(events(feed, "window"))
                server.start_again()
                self.assertTrue(jackd.wait_until(lambda: len(events(feed, "alarm")) == 2),
                                feed.output())
                with jackd.player(server, music):
                    self.assertTrue(jackd.wait_until(
                        lambda: len(events(feed, "window")) > before + 1), feed.output())
                feed.send(signal.SIGINT)
                self.assertEqual(feed.wait(10), 130, feed.output())
                self.assertGreaterEqual(len(events(feed, "alarm")), 2)
                last = events(feed, "health")[-1]
                self.assertEqual(last["health"]["reconnects"], 1)
                self.assertEqual([event["seq"] for event in map(
                    json.loads, feed.output().splitlines())],
                                 list(range(1, last["seq"] + 1)))

    def test_after_an_orderly_end(self):
        self.restart(lambda server: server.child.end())

    def test_after_a_crash(self):
        self.restart(lambda server: server.kill())


if __name__ == "__main__":
    jackd.skip_without("jackd", "jack_lsp", "mpv")
    unittest.main(verbosity=2)

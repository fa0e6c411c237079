# labels: long
"""Ten minutes under jackd at 256 frames a period: nothing lost, and the server none the worse.

First the server with a player alone, then with airmark for as long; the figures are printed side by
side. AIRMARK_SOAK_S sets how long each takes.
"""
import json
import os
import pathlib
import tempfile
import time
import unittest

import jackd
import sounds

DURATION_S = float(os.environ.get("AIRMARK_SOAK_S", "600"))
PERIOD = 256
RATE = 48000
PLAYBACK = "system:playback_"  # airmark finds the player there by itself


class Soak(unittest.TestCase):
    def server(self):
        """Not synchronous: a client that is late is an xrun, as with a sound card."""
        return jackd.PrivateJackd(RATE, PERIOD, synchronous=False)

    def xruns_without(self, music):
        with self.server() as server, jackd.player(server, music, PLAYBACK):
            time.sleep(DURATION_S)
            return server.xruns()

    def run_with(self, music):
        with self.server() as server:
            with jackd.live(server, "--duration", str(DURATION_S)) as feed:
                self.assertTrue(jackd.listens(feed), feed.output())
                with jackd.player(server, music, PLAYBACK):
                    code = feed.wait(DURATION_S + 120)
                events = [json.loads(line) for line in feed.output().splitlines()]
                return code, events, server.xruns()

    def test_loses_nothing(self):
        with tempfile.TemporaryDirectory() as folder:
            music = sounds.write_music(pathlib.Path(folder) / "music.wav", 60)
            without = self.xruns_without(music)
            code, events, with_airmark = self.run_with(music)
        self.assertEqual(code, 0)
        health = events[-1]["health"]
        print(f"{DURATION_S:.0f} s at {PERIOD} frames, {RATE} Hz: {health['callbacks']} callbacks,"
              f" worst {health['worst_callback_us']:.0f} us, frames dropped"
              f" {health['frames_dropped']}, coverage {health['coverage']:.6f}; server xruns"
              f" {with_airmark} with airmark ({health['xruns']} seen by it), {without} without")
        self.assertEqual(health["frames_dropped"], 0)
        self.assertGreaterEqual(health["frames_seen"], (DURATION_S - 1) * RATE)
        self.assertGreaterEqual(health["callbacks"], 0.9 * DURATION_S * RATE / PERIOD)
        windows = [event for event in events if event["type"] == "window"]
        self.assertGreaterEqual(len(windows), DURATION_S // 30)


if __name__ == "__main__":
    jackd.skip_without("jackd", "jack_lsp", "mpv")
    unittest.main(verbosity=2)

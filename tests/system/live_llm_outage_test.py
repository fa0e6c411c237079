"""A live feed with a language model: the first tag at once, the model's answer later under the same
id, and an outage of the model that nobody hears of but in an alarm.
"""
import json
import pathlib
import tempfile
import unittest

import bedrock
import jackd
import sounds

WINDOW_S = 2
PLAYBACK = "system:playback_"  # airmark finds the player there by itself


class LiveLanguageModel(unittest.TestCase):
    def setUp(self):
        jackd.skip_without("jackd", "mpv")

    def events(self):
        return [json.loads(line) for line in self.feed.output().splitlines() if line.endswith("}")]

    def windows(self, tagger):
        return [event for event in bedrock.of_type("window", self.events())
                if event["tagger"] == tagger]

    def alarms(self):
        return [event["message"] for event in bedrock.of_type("alarm", self.events())]

    def wait(self, is_so, what):
        self.assertTrue(jackd.wait_until(is_so, 90), what + "\n" + self.feed.output()[-4000:])

    def more_windows(self, tagger, count):
        known = len(self.windows(tagger))
        self.wait(lambda: len(self.windows(tagger)) >= known + count, f"{count} by {tagger}")

    def test_is_tagged_at_once_and_better_later(self):
        with tempfile.TemporaryDirectory() as folder, bedrock.Standin(folder) as standin, \
                jackd.PrivateJackd() as server:
            music = sounds.write_music(pathlib.Path(folder) / "music.wav", 60)
            keys = {name: text for name, text in standin.environment().items()
                    if name.startswith(("AWS_", "AIRMARK_", "XDG_", "HOME"))}
            with jackd.live(server, "--tagger", "bedrock", "--window", str(WINDOW_S),
                            AIRMARK_LLM_CACHE_REPLIES="0", AIRMARK_LLM_ATTEMPTS="1",
                            **{k: v for k, v in keys.items() if k not in
                               ("AIRMARK_LLM_CACHE_REPLIES", "AIRMARK_LLM_ATTEMPTS")}) as self.feed:
                self.assertTrue(jackd.listens(self.feed), self.feed.output())
                with jackd.player(server, music, PLAYBACK):
                    self.goes_well(standin)
                    self.survives_an_outage(standin)
            self.assertEqual(self.feed.wait(10), 143)
        self.check_order()

    def goes_well(self, standin):
        self.more_windows("bedrock", 3)
        self.assertEqual(self.alarms(), [])
        self.assertGreaterEqual(standin.calls()["paid"], 3)

    def survives_an_outage(self, standin):
        standin.stop()
        self.wait(lambda: len(self.alarms()) == 1, "an alarm")
        self.more_windows("model", 4)
        self.assertEqual(len(self.alarms()), 1)
        standin.start()
        self.more_windows("bedrock", 2)
        self.wait(lambda: len(self.alarms()) == 2, "the end of the alarm")
        self.assertIn("again", self.alarms()[1])
        print("alarms: " + " | ".join(self.alarms()))

    def check_order(self):
        """Every window has its first tag; a second comes after it and never alone."""
        windows = bedrock.of_type("window", self.events())
        first = {event["id"]: event["seq"] for event in windows if event["tagger"] == "model"}
        later = [event for event in windows if event["tagger"] == "bedrock"]
        self.assertEqual(len(first), sum(event["tagger"] == "model" for event in windows))
        self.assertTrue(all(event["seq"] > first[event["id"]] for event in later))
        sequence = [event["seq"] for event in self.events()]
        self.assertEqual(sequence, list(range(1, len(sequence) + 1)))
        ends = sorted({event["frame"] for event in windows if event["tagger"] == "model"})
        step = WINDOW_S * 22050
        self.assertTrue(all(0.9 * step < after - before < 1.1 * step
                            for before, after in zip(ends, ends[1:])))
        print(f"{len(first)} windows tagged at once, {len(later)} of them again by the model")


if __name__ == "__main__":
    unittest.main()

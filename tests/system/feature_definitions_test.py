"""Each value of mir103 and embedding45 is what its definition gives when numpy computes it, and
each value of every set lies in the range that the table promises."""
import array
import json
import math
import pathlib
import re
import tempfile
import unittest

import numpy as np

import feature_numpy
import recordings
from feature_numpy import RATE


def music(duration_s, seed=11):
    """Chords that change each second, a bass, noise on each beat, and a little noise throughout."""
    random = np.random.default_rng(seed)
    time = np.arange(int(duration_s * RATE)) / RATE
    root_hz = 220.0 * 2 ** (np.array([0, 5, 7, 3, 2])[time.astype(int) % 5] / 12)
    phase = 2 * np.pi * np.cumsum(root_hz) / RATE
    chord = sum(np.sin(phase * ratio * n) / n for ratio in (1, 1.25, 1.5) for n in (1, 2, 3))
    hits = random.standard_normal(time.size) * np.exp(-12 * np.mod(time * 2, 1))
    hiss = random.standard_normal(time.size)
    swell = 0.6 + 0.4 * np.sin(2 * np.pi * 0.2 * time)
    return swell * (0.06 * chord + 0.15 * np.sin(phase / 2) + 0.1 * hits) + 0.003 * hiss


def swept_noise(duration_s):
    """Noise whose colour and level move; no chord, no beat, and not centred on zero."""
    random = np.random.default_rng(5)
    time = np.arange(int(duration_s * RATE)) / RATE
    noise = random.standard_normal(time.size)
    smooth = np.convolve(noise, np.ones(16) / 16, "same")
    mix = time / time[-1]
    return 0.02 + 0.1 * (1 - mix) * smooth + 0.2 * mix ** 2 * noise


SIGNALS = {"music": music(7.0), "noise": swept_noise(5.0), "short": music(0.3)}


def measured(samples, *arguments):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "x.wav")
        path.write_bytes(recordings.wave_bytes([array.array("f", samples.tolist())], RATE))
        done = recordings.run("describe", *arguments, path)
    assert done.returncode == 0, done
    return done.stdout.decode()


def table():
    return json.loads(recordings.run("features", "--json").stdout)


class Definitions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        recordings.program()
        cls.windows = {name: json.loads(measured(samples, "--json", "--features",
                                                 "mir103,embedding45"))
                       for name, samples in SIGNALS.items()}
        cls.expected = {name: feature_numpy.all_values(samples.astype(np.float32))
                        for name, samples in SIGNALS.items()}

    def test_each_value_of_mir103_is_numpys(self):
        for signal, window in self.windows.items():
            self.assertEqual(window["frame_count"], SIGNALS[signal].size)
            self.assertEqual(len(window["mir103"]), 103)
            for name, value in window["mir103"].items():
                expected = self.expected[signal][name]
                self.assertLessEqual(abs(value - expected), 1e-5 * abs(expected) + 2e-6,
                                     f"{name} of {signal}: {value}, numpy {expected}")

    def test_each_value_of_embedding45_is_numpys_scaled_as_its_meaning_says(self):
        rows = [row for row in table() if row["set"] == "embedding45"]
        self.assertEqual(len(rows), 45)
        for row in rows:
            name, sign, offset, scale = re.fullmatch(
                r"\((\w+) ([+-]) ([\d.]+)(?: \w+)?\) / ([\d.]+)(?: \w+)?",
                row["meaning"]).groups()
            offset = float(offset) if sign == "-" else -float(offset)
            for signal, window in self.windows.items():
                scaled = (self.expected[signal][name] - offset) / float(scale)
                self.assertAlmostEqual(window["embedding45"][row["name"]],
                                       min(max(scaled, -5.0), 5.0), delta=1e-5, msg=name)

    def test_each_value_of_every_set_lies_in_its_range(self):
        for row in table():
            for signal, window in self.windows.items():
                value = (window[row["set"]] or {}).get(row["name"])
                if value is None:
                    self.assertIn(row["set"], ("musical", "loudness"))
                    continue
                lowest = -math.inf if row["lowest"] is None else row["lowest"]
                highest = math.inf if row["highest"] is None else row["highest"]
                self.assertTrue(lowest <= value <= highest, (signal, value, row))


if __name__ == "__main__":
    unittest.main()

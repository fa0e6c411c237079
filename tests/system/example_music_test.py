#!/usr/bin/python3
"""The example music is complete, the same every time, audible and not clipped."""

import hashlib
import os
import subprocess
import sys
import tempfile
import unittest
import wave
from pathlib import Path

try:
    import numpy as np
except ImportError:
    print("skipped: numpy (python3-numpy) is not installed")
    sys.exit(77)

ROOT = Path(os.environ.get("AIRMARK_SOURCE_DIR", Path(__file__).resolve().parents[2]))
STYLES = ("blues", "classical", "disco", "reggae", "metal", "hiphop")
CROSSFADE_S = 1.0


def make_music(folder):
    program = ROOT / "examples" / "make_music.py"
    subprocess.run([sys.executable, "-B", program, folder], check=True, timeout=300,
                   stdout=subprocess.DEVNULL)
    return folder


def read(path):
    with wave.open(str(path), "rb") as file:
        shape = (file.getnchannels(), file.getsampwidth(), file.getframerate())
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    return shape, samples.reshape(-1, 2).astype(float) / 32768.0


def checksums(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.iterdir())}


def tempo_strength(sound, tempo):
    """How much the loudness envelope repeats at this tempo, -1 to 1."""
    hop = 441
    level = np.abs(sound[:len(sound) // hop * hop]).reshape(-1, hop).mean(axis=1)
    onset = np.maximum(np.diff(level), 0.0)
    onset -= onset.mean()
    lag = round(60.0 / tempo * 100.0)
    return float(np.dot(onset[lag:], onset[:-lag]) / np.dot(onset, onset))


class ExampleMusic(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="airmark-music-")
        cls.folder = make_music(Path(cls.temporary.name) / "first")

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def test_there_is_a_file_for_each_style_and_a_set(self):
        self.assertEqual({path.stem for path in self.folder.iterdir()}, {*STYLES, "set"})

    def test_songs_last_about_forty_seconds_in_cd_quality(self):
        total = 0.0
        for style in STYLES:
            shape, sound = read(self.folder / f"{style}.wav")
            self.assertEqual(shape, (2, 2, 44100))
            self.assertTrue(35.0 <= len(sound) / 44100 <= 45.0, f"{style}: {len(sound) / 44100} s")
            total += len(sound) / 44100
        shape, row = read(self.folder / "set.wav")
        self.assertEqual(shape, (2, 2, 44100))
        expected = total - CROSSFADE_S * (len(STYLES) - 1)
        self.assertAlmostEqual(len(row) / 44100, expected, delta=0.01)

    def test_nothing_clips_and_nothing_is_silent(self):
        for path in self.folder.iterdir():
            _, sound = read(path)
            self.assertLess(np.abs(sound).max(), 0.95, path.name)
            for start in range(0, len(sound) - 5 * 44100, 5 * 44100):
                level = np.sqrt(np.mean(sound[start:start + 5 * 44100] ** 2))
                self.assertGreater(level, 0.003, f"{path.name} at {start / 44100} s")
            self.assertLess(abs(sound.mean()), 0.005, path.name)

    def test_songs_are_stereo(self):
        for style in STYLES:
            _, sound = read(self.folder / f"{style}.wav")
            middle, side = sound.sum(axis=1), sound[:, 0] - sound[:, 1]
            self.assertGreater(np.std(side), 0.02 * np.std(middle), style)

    def test_the_beat_is_where_the_style_has_it(self):
        for style, tempo in (("blues", 134), ("disco", 120), ("metal", 160), ("hiphop", 92)):
            _, sound = read(self.folder / f"{style}.wav")
            at_beat = tempo_strength(sound.mean(axis=1), tempo)
            beside = max(tempo_strength(sound.mean(axis=1), tempo * f) for f in (0.87, 1.13))
            self.assertGreater(at_beat, beside + 0.05, f"{style}: {at_beat:.2f} {beside:.2f}")

    def test_two_runs_write_the_same_bytes(self):
        second = make_music(Path(self.temporary.name) / "second")
        self.assertEqual(checksums(self.folder), checksums(second))


class Usage(unittest.TestCase):
    def test_without_a_folder_it_says_how_it_is_called(self):
        run = subprocess.run([sys.executable, "-B", ROOT / "examples" / "make_music.py"],
                             capture_output=True, text=True, timeout=60)
        self.assertEqual(run.returncode, 64)
        self.assertIn("make_music.py FOLDER", run.stderr)


if __name__ == "__main__":
    unittest.main()

"""The scales of embedding45 are those of GTZAN's train list, and bring each value to about unit
scale. Needs AIRMARK_DATA with gtzan/."""
import csv
import json
import os
import pathlib
import re
import statistics
import sys
import unittest

import recordings

GTZAN = pathlib.Path(os.environ.get("AIRMARK_DATA", "/nowhere"), "gtzan")
TABLE = GTZAN / "features_30_sec.train_valid.csv"


def train_clips():
    lines = (GTZAN / "train_filtered.txt").read_text().split()
    return {pathlib.PurePath(line).stem for line in lines}


def column(rows, name):
    """The published value that `name` was scaled from; empty where the table has none."""
    if name.endswith("_std"):
        return [float(row[name[:-3] + "var"]) ** 0.5 for row in rows]
    return [float(row[name]) for row in rows if name in row]


def three_digits(value):
    return float(f"{value:.3g}")


class Scales(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not TABLE.exists():
            print("skipped: AIRMARK_DATA does not name the folder with the GTZAN table")
            sys.exit(77)
        table = json.loads(recordings.run("features", "embedding45", "--json").stdout)
        cls.scales = {}
        for row in table:
            name, sign, offset, scale = re.fullmatch(
                r"\((\w+) ([+-]) ([\d.]+)(?: \w+)?\) / ([\d.]+)(?: \w+)?",
                row["meaning"]).groups()
            offset = float(offset) if sign == "-" else -float(offset)
            cls.scales[name] = (offset, float(scale))

    def test_are_mean_and_deviation_of_the_published_columns(self):
        with open(TABLE, newline="", encoding="utf-8") as file:
            rows = [row for row in csv.DictReader(file)
                    if pathlib.PurePath(row["filename"]).stem in train_clips()]
        self.assertEqual(len(rows), 443)
        published = 0
        for name, (offset, scale) in self.scales.items():
            values = column(rows, name)
            if values:
                published += 1
                self.assertEqual(offset, three_digits(statistics.fmean(values)), name)
                self.assertEqual(scale, three_digits(statistics.pstdev(values)), name)
            elif name.startswith("chroma"):
                mean = statistics.fmean(column(rows, "chroma_stft_mean"))
                self.assertEqual(offset, three_digits(mean))
        self.assertEqual(published, 45 - 12 - 1)

    def test_bring_each_value_to_about_unit_scale(self):
        wanted = train_clips()
        clips = [path for folder in ("audio", "audio_short")
                 for path in sorted((GTZAN / folder).rglob("*.ogg")) if path.stem in wanted][::9]
        done = recordings.run("describe", "--features", "embedding45", "--csv", *clips)
        self.assertEqual(done.returncode, 0, done.stderr)
        rows = list(csv.DictReader(done.stdout.decode().splitlines()))
        self.assertGreater(len(rows), 30)
        for name in self.scales:
            values = [float(row[name + "_scaled"]) for row in rows]
            self.assertLess(abs(statistics.fmean(values)), 0.75, name)
            self.assertTrue(0.5 < statistics.pstdev(values) < 1.7, name)


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
"""`airmark train` from outside: files, determinism, sentences and exit codes. Needs no data."""
import json
import os
import random
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

AIRMARK = os.environ.get("AIRMARK")
FEATURE_COUNT = 58


def columns():
    """The published table's columns, as the program lists them."""
    listed = subprocess.run([AIRMARK, "features", "gtzan58", "--json"], check=True,
                            capture_output=True, timeout=60).stdout
    names = [row["name"] for row in json.loads(listed)]
    assert len(names) == FEATURE_COUNT, names
    return ["filename"] + names + ["label"]


def rows(per_class):
    draw = random.Random(7)
    table = []
    for k, label in enumerate(["blues", "jazz", "rock"]):
        for i in range(per_class):
            values = [f"{draw.random() * 0.2:.6f}" for _ in range(FEATURE_COUNT)]
            values[5] = f"{2000 + 500 * k + 400 * draw.random():.3f}"
            table.append([f"{label}.{i:05d}.wav"] + values + [label])
    return table


def write_table(path, table, header=None):
    lines = [",".join(header or columns())] + [",".join(row) for row in table]
    path.write_text("\n".join(lines) + "\n")


class Train(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = Path(self.folder.name)
        self.table = self.path / "clips.csv"

    def run_train(self, *arguments):
        return subprocess.run([AIRMARK, "train", *map(str, arguments)], cwd=self.path, text=True,
                              capture_output=True, timeout=120)

    def expect_refusal(self, code, *words, arguments=()):
        done = self.run_train(self.table, "--out", self.path / "m.json", *arguments)
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertEqual(done.stdout, "")
        for word in words:
            self.assertIn(word, done.stderr)
        self.assertFalse((self.path / "m.json").exists())

    def test_writes_model_and_card_the_same_each_time(self):
        write_table(self.table, rows(30))
        texts = []
        for _ in range(2):
            done = self.run_train(self.table, "--out", "m.json", "--card", "c.md", "--seed", "5",
                                  "--no-validate")
            self.assertEqual(done.returncode, 0, done.stderr)
            texts.append(((self.path / "m.json").read_bytes(), (self.path / "c.md").read_bytes()))
        self.assertEqual(texts[0], texts[1])
        model = json.loads(texts[0][0])
        self.assertEqual(model["classes"], ["blues", "jazz", "rock"])
        self.assertEqual(len(model["training_clips"]), 90)
        card = texts[0][1].decode()
        for title in ["Intended use", "Data", "Protocol", "Figures", "Limits", "Training clips"]:
            self.assertIn(f"## {title}", card)
        self.assertIn(model["training_clips"][89][0], card)

    def test_quoting_does_not_change_the_model(self):
        write_table(self.table, rows(10))
        done = self.run_train(self.table, "--out", "plain.json", "--no-validate")
        self.assertEqual(done.returncode, 0, done.stderr)
        quoted = [['"%s"' % cell for cell in row] for row in rows(10)]
        write_table(self.table, quoted)
        done = self.run_train(self.table, "--out", "quoted.json", "--no-validate")
        self.assertEqual(done.returncode, 0, done.stderr)
        plain, other = (json.loads((self.path / name).read_text())
                        for name in ("plain.json", "quoted.json"))
        self.assertEqual(plain["weights"], other["weights"])
        self.assertEqual(plain["training_clips"], other["training_clips"])

    def test_validation_prints_figures_as_json(self):
        write_table(self.table, rows(15))
        for name, lowest, highest in (("a", 0, 8), ("b", 8, 15)):
            (self.path / f"{name}.txt").write_text("".join(
                f"{g}/{g}.{i:05d}.wav\n" for g in ("blues", "jazz", "rock")
                for i in range(lowest, highest)))
        done = self.run_train(self.table, "--group", "a.txt", "--group", "b.txt", "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        report = json.loads(done.stdout)
        self.assertEqual([t["name"] for t in report["trials"]][:2], ["b → a", "a → b"])
        self.assertEqual(report["trials"][0]["figures"]["clips"], 24)
        self.assertIn("not comparable", report["trials"][2]["note"])

    def test_says_what_is_wrong_with_the_table(self):
        self.expect_refusal(66, "clips.csv")
        write_table(self.table, rows(10), columns()[:-1])
        self.expect_refusal(65, "clips.csv, line 1", "'label' is missing")
        damaged = rows(10)
        damaged[4][6] = "bright"
        write_table(self.table, damaged)
        self.expect_refusal(65, "clips.csv, line 6", "'spectral_centroid_mean'", "'bright'")
        damaged = rows(10)
        damaged[4][-1] = "polka"
        write_table(self.table, damaged)
        self.expect_refusal(65, "line 6", "'polka'")
        write_table(self.table, rows(4))
        self.expect_refusal(65, "'blues' has 4 rows")
        self.table.write_bytes(os.urandom(5000))
        self.expect_refusal(65, "clips.csv")

    def test_says_what_is_wrong_with_the_options(self):
        write_table(self.table, rows(10))
        self.expect_refusal(64, "--group", arguments=["--group", self.table])
        self.expect_refusal(64, "--seed", arguments=["--seed", "many"])
        self.expect_refusal(66, "about.md", arguments=["--about", self.path / "about.md"])
        done = self.run_train(self.table, "--out", self.path / "no" / "m.json")
        self.assertEqual(done.returncode, 73, done.stderr)
        self.assertIn("m.json", done.stderr)
        done = self.run_train(self.table, "--out", "m.json", "--card", self.path)
        self.assertEqual(done.returncode, 73, done.stderr)
        self.assertEqual(os.listdir(self.path), ["clips.csv"])  # nothing was left behind


if __name__ == "__main__":
    if not AIRMARK:
        print("AIRMARK does not name the program")
        sys.exit(77)
    unittest.main()

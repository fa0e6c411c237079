"""`airmark features`: the table of what is measured, and the paper that is made from it."""
import csv
import io
import json
import pathlib
import re
import unittest

import recordings

COUNTS = {"gtzan58": 58, "mir103": 103, "embedding45": 45, "musical": 20, "loudness": 5}
SOURCE = pathlib.Path(recordings.SOURCE)


def printed(*arguments):
    done = recordings.run("features", *arguments)
    assert done.returncode == 0 and done.stderr == b"", done
    return done.stdout.decode()


class Features(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        recordings.program()
        cls.rows = json.loads(printed("--json"))

    def test_are_listed_whole_and_set_by_set(self):
        for name, count in COUNTS.items():
            rows = [row for row in self.rows if row["set"] == name]
            self.assertEqual(len(rows), count, name)
            self.assertEqual(json.loads(printed(name, "--json")), rows)
            lines = printed(name).splitlines()
            self.assertTrue(lines[0].startswith(name + ": "), lines[0])
            self.assertEqual([line.split()[0] for line in lines[1:]],
                             [row["name"] for row in rows])
        self.assertEqual(len(self.rows), sum(COUNTS.values()))

    def test_say_name_unit_range_source_and_meaning_in_each_form(self):
        table = list(csv.DictReader(io.StringIO(printed("--csv"))))
        self.assertEqual(len(table), len(self.rows))
        text = printed()
        for row, fields in zip(self.rows, table):
            for key in ("set", "name", "unit", "meaning", "source"):
                self.assertEqual(fields[key], row[key])
            for key in ("lowest", "highest"):
                self.assertEqual(fields[key] == "", row[key] is None, row)
                if row[key] is not None:
                    self.assertEqual(float(fields[key]), row[key])
            self.assertRegex(text, rf"(?m)^  {row['name']} .*{re.escape(row['source'])} ")

    def test_are_published_in_the_paper_as_the_program_prints_them(self):
        paper = (SOURCE / "analysis" / "FEATURES.md").read_text(encoding="utf-8")
        self.assertEqual(printed("--markdown"), paper,
                         "write it anew: airmark features --markdown > analysis/FEATURES.md")

    def test_are_the_columns_of_describe(self):
        with recordings.Folder() as folder:
            path = recordings.write_music(folder("jazz", "x.wav"), 4.0)
            for name in COUNTS:
                done = recordings.run("describe", "--features", name, "--csv", path)
                self.assertEqual(done.returncode, 0, done.stderr)
                header, row = csv.reader(io.StringIO(done.stdout.decode()))
                names = [r["name"] for r in self.rows if r["set"] == name]
                self.assertEqual(header, ["filename", *names, "label"])
                self.assertEqual((row[0], row[-1], len(row)), ("x.wav", "jazz", len(header)))

    def test_are_added_to_json_where_they_are_asked_for(self):
        with recordings.Folder() as folder:
            path = recordings.write_music(folder("x.wav"), 4.0)
            for asked, present in (("", []), ("mir103", ["mir103"]),
                                   ("embedding45,mir103,musical", ["mir103", "embedding45"])):
                done = recordings.run("describe", "--json", "--features", asked, path)
                keys = json.loads(done.stdout)
                self.assertEqual([k for k in keys if k in ("mir103", "embedding45")], present)
                self.assertLessEqual({"gtzan58", "musical", "loudness"}, keys.keys())

    def test_of_a_name_that_is_none_are_refused_in_one_sentence(self):
        for arguments, words in ((["features", "mir104"], b"did you mean mir103?"),
                                 (["features", "colours"], b"there are gtzan58, mir103,"),
                                 (["features", "--json", "--csv"], b"choose one"),
                                 (["describe", "--features", "gtzan58,x", "--json", "x.wav"],
                                  b"no feature set x"),
                                 (["describe", "--features", "gtzan58,mir103", "--csv", "x.wav"],
                                  b"--csv prints one feature set"),
                                 (["describe", "--features", "mir103", "x.wav"],
                                  b"--csv or --json")):
            done = recordings.run(*arguments)
            self.assertEqual((done.returncode, done.stdout), (64, b""), arguments)
            self.assertEqual(done.stderr.count(b"\n"), 1, done.stderr)
            self.assertIn(words, done.stderr)


if __name__ == "__main__":
    unittest.main()

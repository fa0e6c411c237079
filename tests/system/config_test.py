"""`airmark config`: what each setting is, who set it, and what is wrong with a file."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

AIRMARK = os.environ["AIRMARK"]


class Config(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        kept = {name: text for name, text in os.environ.items()
                if not name.startswith(("AIRMARK_LIVE_", "AIRMARK_TAG_", "AIRMARK_LLM_",
                                        "XDG_CONFIG"))}
        self.environment = {**kept, "HOME": str(self.folder),
                            "XDG_CONFIG_DIRS": str(self.folder / "site")}

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def run_config(self, *words, **variables):
        return subprocess.run([AIRMARK, "config", *words], capture_output=True, text=True,
                              timeout=60, check=False, env={**self.environment, **variables})

    def show(self, *words, **variables):
        result = self.run_config("show", "--json", *words, **variables)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        return {row["key"]: (row["value"], row["origin"]) for row in json.loads(result.stdout)}

    def test_shows_the_built_in_values(self):
        rows = self.show()
        self.assertEqual(rows["live.window"], (30, "built-in"))
        self.assertEqual(rows["live.interval"], (0, "built-in"))  # as long as the window
        self.assertEqual(rows["live.connect"], (["playback"], "built-in"))
        self.assertEqual(rows["tag.jobs"], (0, "built-in"))

    def test_shows_who_set_each_value(self):
        site = self.write("site/airmark/config.toml", "[live]\nserver = 'site'\nname = 'site'\n")
        home = self.write(".config/airmark/config.toml", "[live]\nname = 'home'\nwindow = 20\n")
        rows = self.show("live", "--interval", "5", AIRMARK_LIVE_WINDOW="10",
                         AIRMARK_LIVE_INTERVAL="10")
        self.assertEqual(rows["live.interval"], (5, "--interval"))
        self.assertEqual(rows["live.window"], (10, "AIRMARK_LIVE_WINDOW"))
        self.assertEqual(rows["live.name"], ("home", str(home)))
        self.assertEqual(rows["live.server"], ("site", str(site)))
        self.assertEqual(rows["live.tagger"], ("local", "built-in"))
        self.assertNotIn("tag.window", rows)

    def test_shows_columns_that_line_up(self):
        lines = self.run_config("show").stdout.splitlines()
        self.assertEqual(len(lines), len(self.show()))
        self.assertEqual(len({line.index("built-in") for line in lines}), 1)
        self.assertEqual({line.split()[0] for line in lines}, set(self.show()))

    def test_checks_what_is_in_force(self):
        home = self.write(".config/airmark/config.toml", "[live]\nwindow = 20\n")
        result = self.run_config("check", AIRMARK_TAG_JOBS="1")
        self.assertEqual(result.stdout,
                         f"ok: environment (1 setting), {home} (1 setting), built-in\n")
        self.assertEqual(result.returncode, 0)

    def test_checks_one_file_whatever_the_usual_ones_say(self):
        self.write(".config/airmark/config.toml", "[live]\nwindow = 'wrong'\n")
        good = self.write("good.toml", "[tag]\njobs = 2\n")
        self.assertEqual(self.run_config("check", str(good)).returncode, 0)
        self.assertEqual(self.run_config("check").returncode, 78)

    def refuses(self, text, expected):
        path = self.write("bad.toml", text)
        for words in (("check", str(path)), ("show", "--config", str(path))):
            result = self.run_config(*words)
            self.assertEqual(result.returncode, 78)
            self.assertEqual(result.stdout, "")
            self.assertEqual(result.stderr, f"airmark: {path}{expected}\n")

    def test_names_the_line_and_the_nearest_setting(self):
        self.refuses("[live]\nwindwo = 3\n",
                     ":2: unknown setting live.windwo; did you mean live.window?")

    def test_names_the_line_and_what_is_allowed(self):
        self.refuses("[live]\nwindow = 5000\n",
                     ":2: live.window is 5000; allowed is a number from 1 to 900")

    def test_names_the_line_and_column_of_a_slip(self):
        path = self.write("bad.toml", "[live]\nwindow = = 3\n")
        result = self.run_config("check", str(path))
        self.assertEqual(result.returncode, 78)
        self.assertIn(f"airmark: {path}:2:", result.stderr)

    def test_misses_a_file(self):
        result = self.run_config("check", str(self.folder / "none.toml"))
        self.assertEqual(result.returncode, 78)
        self.assertIn("none.toml", result.stderr)

    def test_refuses_a_file_it_may_not_read(self):
        if os.geteuid() == 0:
            self.skipTest("root may read everything")
        path = self.write("secret.toml", "")
        path.chmod(0)
        result = self.run_config("check", str(path))
        self.assertEqual(result.returncode, 78)
        self.assertIn("Permission denied", result.stderr)


if __name__ == "__main__":
    unittest.main()

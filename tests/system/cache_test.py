"""`airmark cache`: where replies and spending are kept, and how they are cleared."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

AIRMARK = os.environ["AIRMARK"]


class Cache(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = pathlib.Path(folder.name)
        self.replies = self.home / ".cache/airmark/replies.sqlite"
        kept = {name: text for name, text in os.environ.items()
                if not name.startswith(("AIRMARK_LLM_", "XDG_"))}
        self.environment = {**kept, "HOME": str(self.home), "XDG_CONFIG_DIRS": "/nonexistent"}

    def run_cache(self, *words, **variables):
        return subprocess.run([AIRMARK, "cache", *words], capture_output=True, text=True,
                              timeout=60, check=False, env={**self.environment, **variables})

    def test_names_the_places_and_creates_nothing(self):
        result = self.run_cache("--json")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        shown = json.loads(result.stdout)
        self.assertEqual(shown["cache"]["file"], str(self.replies))
        self.assertEqual(shown["ledger"]["file"],
                         str(self.home / ".local/state/airmark/ledger.sqlite"))
        self.assertEqual(self.run_cache("clear").stdout, "forgot 0 replies\n")
        self.assertEqual(list(self.home.iterdir()), [])

    def test_says_the_same_with_and_without_show(self):
        self.assertEqual(self.run_cache().stdout, self.run_cache("show").stdout)
        self.assertIn(str(self.replies), self.run_cache().stdout)

    def test_clears_what_is_damaged(self):
        self.replies.parent.mkdir(parents=True)
        self.replies.write_text("not what it was\n")
        result = self.run_cache()
        self.assertEqual(result.returncode, 65)
        self.assertEqual(result.stdout, "")
        self.assertIn(str(self.replies), result.stderr)
        self.assertIn("`airmark cache clear`", result.stderr)
        self.assertEqual(self.run_cache("clear").returncode, 0)
        self.assertFalse(self.replies.exists())
        self.assertEqual(self.run_cache().returncode, 0)

    def test_deletes_no_file_that_the_settings_name_by_mistake(self):
        rows = subprocess.run([AIRMARK, "config", "show", "--json"], capture_output=True, text=True,
                              timeout=60, check=True, env=self.environment).stdout
        if "llm.cache" not in (row["key"] for row in json.loads(rows)):
            self.skipTest("this build has no setting llm.cache")
        diary = self.home / "diary.txt"
        diary.write_text("dear diary\n")
        result = self.run_cache("clear", AIRMARK_LLM_CACHE=str(diary))
        self.assertEqual(result.returncode, 65)
        self.assertIn("not deleted", result.stderr)
        self.assertEqual(diary.read_text(), "dear diary\n")

    def test_does_not_pretend_that_a_file_by_the_name_was_read(self):
        missing = str(self.home / "missing.sqlite")
        for words, variables in ((["--ledger", missing], {}), (["--cache", missing], {}),
                                 (["clear", "--cache", missing], {}),
                                 ([], {"AIRMARK_LLM_LEDGER": missing})):
            result = self.run_cache(*words, **variables)
            self.assertEqual((result.returncode, result.stdout), (66, ""), words)
            self.assertRegex(result.stderr, r"\Aairmark: there is no [^\n]*\n\Z")
            self.assertIn(missing, result.stderr)
        self.assertEqual(list(self.home.iterdir()), [])

    def test_refuses_what_it_does_not_know(self):
        for words in (["shwo"], ["clear", "--model"], ["show", "--model", "x"]):
            result = self.run_cache(*words)
            self.assertEqual(result.returncode, 64, words)
            self.assertRegex(result.stderr, r"\Aairmark: [^\n]*\n\Z")


if __name__ == "__main__":
    unittest.main()

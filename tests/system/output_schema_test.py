"""What the program really writes follows the schemas that it is documented by."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import sounds
from recordings import run

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("skipped: python3-jsonschema (4.0 or later) is not installed")
    sys.exit(77)

CONFIG = pathlib.Path(os.environ.get("AIRMARK_SOURCE_DIR", "."), "config")


def validator(name):
    schema = json.loads((CONFIG / f"{name}.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema)


class Output(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.music = sounds.write_music(pathlib.Path(folder.name) / "music.wav", 35, 22050)
        cls.silence = pathlib.Path(folder.name) / "silence.wav"
        cls.silence.write_bytes(cls.music.read_bytes()[:44] + bytes(22050 * 4 * 35))

    def lines(self, *arguments):
        done = run(*arguments, self.music, self.silence)
        self.assertEqual(done.returncode, 0, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def test_of_tag_are_events(self):
        events = self.lines("tag", "--json")
        self.assertEqual([event["type"] for event in events], ["window", "window", "file"] * 2)
        for event in events:
            validator("tag_event").validate(event)

    def test_of_tag_windows_and_describe_are_analyses(self):
        for arguments in (["tag", "--windows"], ["describe", "--json"]):
            analyses = self.lines(*arguments)
            self.assertGreaterEqual(len(analyses), 2)
            for analysis in analyses:
                validator("window_analysis").validate(analysis)


if __name__ == "__main__":
    unittest.main(verbosity=2)

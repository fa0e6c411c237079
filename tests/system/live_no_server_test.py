"""Without a JACK server `airmark live` says so in one sentence and starts none."""
import subprocess
import unittest

import jackd


class NoServer(unittest.TestCase):
    def test_is_one_sentence_and_exit_code_69(self):
        for flags in ([], ["--server", "nobody-home"]):
            with self.subTest(flags=flags):
                result = subprocess.run(
                    [jackd.AIRMARK, "live", *flags], timeout=20, check=False, text=True,
                    env=jackd.plain_environment(JACK_DEFAULT_SERVER="nobody-home"),
                    capture_output=True)
                self.assertEqual(result.returncode, 69, result.stderr)
                self.assertEqual(result.stdout, "")
                self.assertRegex(result.stderr, r"\Aairmark: [^\n]+\n\Z")
                self.assertIn("JACK", result.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)

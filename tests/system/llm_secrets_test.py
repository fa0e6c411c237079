"""No key, prompt or reply stands in any log, however much is asked for and whatever fails."""
import tempfile
import unittest

import bedrock
import recordings

TOKEN = "IQoJb3JpZ2luX2VjEXAMPLETOKEN"
BEARER = "bedrock-api-key-EXAMPLE-unknown"
# Words that stand in every prompt, and in every answer of the stand-in.
PROMPT = "expert in musical genres"
REPLY = "Canned answer"
FAULTS = ("throttled", "server-error-html", "garbage", "prose", "truncated", "no-access",
          "bad-signature", "skew", "guardrail", "cut")


class Logs(unittest.TestCase):
    def assert_silent(self, words, what):
        for secret in (bedrock.KEYS["secret"], bedrock.KEYS["id"], TOKEN, BEARER, PROMPT, REPLY,
                       "Authorization", "AWS4-HMAC"):
            self.assertNotIn(secret, words, what)

    def test_hold_nothing_of_a_call_that_succeeds(self):
        with tempfile.TemporaryDirectory() as folder, bedrock.Standin(folder) as standin:
            sound = recordings.write_music(folder + "/music.wav")
            done = bedrock.run(standin, "tag", "-v", "--json", "--tagger", "bedrock", sound)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn(REPLY, done.stdout)  # the reasoning is published, and only there
            self.assert_silent(done.stderr, "tag")
            for arguments in (("models", "--check"), ("doctor", "llm", "--ask"), ("cache",)):
                done = bedrock.run(standin, *arguments, "-v")
                self.assert_silent(done.stdout + done.stderr, arguments)
            log = standin.words()
        self.assertIn("Converse", log)
        self.assert_silent(log, "the stand-in")

    def test_hold_nothing_of_a_call_that_fails(self):
        for fault in FAULTS:
            with self.subTest(fault), tempfile.TemporaryDirectory() as folder, \
                    bedrock.Standin(folder, "--fail", fault) as standin:
                sound = recordings.write_music(folder + "/music.wav")
                done = bedrock.run(standin, "tag", "-v", "--tagger", "bedrock", sound,
                                   AIRMARK_LLM_ATTEMPTS="1")
                self.assertEqual(done.returncode, 0 if fault == "truncated" else 1)
                self.assert_silent(done.stdout + done.stderr, fault)
                self.assert_silent(standin.words(), "the stand-in")

    def test_hold_nothing_of_keys_that_are_refused(self):
        for keys in ({"AWS_SESSION_TOKEN": TOKEN}, {"AWS_BEARER_TOKEN_BEDROCK": BEARER},
                     {"AWS_SECRET_ACCESS_KEY": ""}):
            with self.subTest(keys), tempfile.TemporaryDirectory() as folder, \
                    bedrock.Standin(folder) as standin:
                sound = recordings.write_music(folder + "/music.wav")
                for arguments in (("tag", "-v", "--tagger", "bedrock", sound),
                                  ("models", "-v", "--check"), ("doctor", "-v", "llm")):
                    done = bedrock.run(standin, *arguments, **keys)
                    self.assertNotEqual(done.returncode, 0, arguments)
                    self.assert_silent(done.stdout + done.stderr, arguments)


if __name__ == "__main__":
    recordings.program()
    unittest.main()

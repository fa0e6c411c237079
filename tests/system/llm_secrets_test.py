"""No key, prompt or reply stands in any log, however much is asked for and whatever fails."""
import concurrent.futures
import subprocess
import tempfile
import unittest

import bedrock
import jackd
import recordings

TOKEN = "IQoJb3JpZ2luX2VjEXAMPLETOKEN"
BEARER = "bedrock-api-key-EXAMPLE-unknown"
# Words that stand in every prompt, and in every answer of the stand-in.
PROMPT = "expert in musical genres"
REPLY = "Canned answer"
API_KEY = "sk-example-of-an-api-key"
AT_A_TIME = 4


def every_fault():
    """The stand-in's own list: the first word of each line."""
    listed = subprocess.run([jackd.AIRMARK, "standin", "--fail", "help"], capture_output=True,
                            text=True, timeout=60, check=True).stdout
    return [line.split()[0] for line in listed.splitlines() if line.split()]


def logs_of(fault):
    """What airmark and the stand-in say of a call that fails so."""
    with tempfile.TemporaryDirectory() as folder, \
            bedrock.Standin(folder, "--fail", fault, "--slow", "2") as standin:
        sound = recordings.write_music(folder + "/music.wav")
        done = bedrock.run(standin, "tag", "-v", "--tagger", "bedrock", sound,
                           AIRMARK_LLM_ATTEMPTS="1", AIRMARK_LLM_TIMEOUT="1")
        return fault, done.stdout + done.stderr, standin.words()


class Logs(unittest.TestCase):
    def assert_silent(self, words, what):
        for secret in (bedrock.KEYS["secret"], bedrock.KEYS["id"], TOKEN, BEARER, API_KEY, PROMPT,
                       REPLY, "Authorization", "AWS4-HMAC"):
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
        faults = every_fault()
        self.assertIn("throttled", faults)
        with concurrent.futures.ThreadPoolExecutor(AT_A_TIME) as pool:
            for fault, words, log in pool.map(logs_of, faults):
                with self.subTest(fault):
                    self.assertIn("Converse", log)
                    self.assert_silent(words, fault)
                    self.assert_silent(log, "the stand-in")
        print(f"{len(faults)} faults, nothing in their logs")

    def test_hold_nothing_of_a_server_of_ones_own(self):
        with tempfile.TemporaryDirectory() as folder, bedrock.Standin(folder) as standin:
            sound = recordings.write_music(folder + "/music.wav")
            done = bedrock.run(standin, "tag", "-v", "--json", "--tagger", "openai:any", sound,
                               OPENAI_API_KEY=API_KEY, AIRMARK_LLM_OPENAI_URL=standin.url + "/v1")
            self.assertIn(REPLY, done.stdout)
            self.assert_silent(done.stderr, "tag")
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

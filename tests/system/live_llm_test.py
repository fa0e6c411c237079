"""`airmark live` with a language model as its second opinion, under a private jackd."""
import json
import pathlib
import signal
import subprocess
import tempfile
import time
import unittest

import jackd
import llm_servers
import sounds

QUICK = ["--window", "3", "--interval", "3"]


def of_type(feed, name):
    lines = feed.output().split("\n")[:-1]
    return [event for event in map(json.loads, lines) if event["type"] == name]


class LiveWithALanguageModel(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = pathlib.Path(cls.folder.name)
        cls.music = sounds.write_music(cls.path / "music.wav", 12)
        cls.server = jackd.PrivateJackd().__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()
        cls.folder.cleanup()

    def live(self, *flags):
        jack = {name: text for name, text in self.server.environment.items()
                if name.startswith("JACK_")}
        environment = llm_servers.environment(lambda *names: str(self.path.joinpath(*names)),
                                              AIRMARK_LLM_CACHE_REPLIES="0", **jack)
        feed = jackd.Child(self.server.client(jackd.AIRMARK, "live", *QUICK, *flags), environment,
                           stderr=subprocess.DEVNULL)
        self.addCleanup(feed.end)
        self.assertTrue(jackd.listens(feed), feed.output())
        return feed

    def test_the_local_tagger_answers_first_and_the_model_under_the_same_id(self):
        for flag in ("--tagger", "--second-opinion"):
            with self.subTest(flag=flag), llm_servers.Server(llm_servers.converse) as bedrock:
                feed = self.live(flag, "bedrock", "--endpoint", bedrock.url, "--duration", "7.5")
                with jackd.player(self.server, self.music):
                    self.assertEqual(feed.wait(60), 0, feed.output())
                first, second = of_type(feed, "window")[:2]
                self.assertEqual((first["tagger"], second["tagger"]), ("model", "bedrock"))
                self.assertEqual(first["id"], second["id"])
                self.assertEqual(second["tags"][0]["tag"], "disco")
                self.assertGreater(second["cost_usd"], 0)

    def test_an_outage_is_an_alarm_and_the_local_tags_go_on(self):
        def unavailable(_path, _body):
            return 503, {"message": "Bedrock is unable to process your request."}

        with llm_servers.Server(unavailable) as bedrock:
            feed = self.live("--tagger", "bedrock", "--endpoint", bedrock.url, "--duration", "10")
            with jackd.player(self.server, self.music):
                self.assertEqual(feed.wait(60), 0, feed.output())
        self.assertEqual({window["tagger"] for window in of_type(feed, "window")}, {"model"})
        self.assertEqual(len(of_type(feed, "alarm")), 1, feed.output())

    def test_a_signal_ends_it_while_the_model_is_asked(self):
        def hang(_path, _body):
            time.sleep(30)
            return 503, {}

        with llm_servers.Server(hang) as bedrock:
            feed = self.live("--tagger", "bedrock", "--endpoint", bedrock.url)
            with jackd.player(self.server, self.music):
                self.assertTrue(jackd.wait_until(lambda: bedrock.requests), feed.output())
                feed.send(signal.SIGINT)
                self.assertEqual(feed.wait(10), 130)


if __name__ == "__main__":
    jackd.skip_without("jackd", "jack_lsp", "mpv")
    unittest.main(verbosity=2)

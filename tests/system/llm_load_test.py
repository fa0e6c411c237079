"""Two thousand calls of which three in ten fail, with money enough and with too little."""
import unittest

import llm_load
import recordings

CALLS = 2000


class ALoad(unittest.TestCase):
    def test_loses_and_doubles_nothing(self):
        load = llm_load.Load(CALLS, ceiling_usd=100)
        print(load.report())
        llm_load.check(self, load)
        self.assertGreater(load.by_tagger()["bedrock"], 0.9 * CALLS)
        self.assertIn(load.code, (0, 1))

    def test_stays_below_a_ceiling_to_the_cent_and_goes_on_locally(self):
        load = llm_load.Load(CALLS, ceiling_usd=0.05, mishaps=llm_load.UNPAID)
        print(load.report())
        llm_load.check(self, load)
        llm_load.check_books(self, load)
        self.assertGreater(load.by_tagger()["bedrock"], 0)
        self.assertGreater(load.by_tagger()["model"], 0)
        self.assertGreater(load.settled[1], 0.04e9)
        self.assertTrue(any("ceiling" in event["message"]
                            for event in load.events if event["type"] == "alarm"))


if __name__ == "__main__":
    recordings.program()
    unittest.main()

# labels: long
"""Ten thousand calls of which three in ten fail."""
import unittest

import llm_load
import recordings

CALLS = 10000


class ALongLoad(unittest.TestCase):
    def test_loses_and_doubles_nothing(self):
        load = llm_load.Load(CALLS, ceiling_usd=100)
        print(load.report())
        llm_load.check(self, load)
        llm_load.check_memory(self, load)
        self.assertGreater(load.by_tagger()["bedrock"], 0.9 * CALLS)


if __name__ == "__main__":
    recordings.program()
    unittest.main()

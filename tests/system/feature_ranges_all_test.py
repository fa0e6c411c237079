# labels: long
"""Every value of every feature set of all shared clips lies in its row's range."""
import unittest

import feature_ranges


class Ranges(unittest.TestCase):
    def test_hold_for_every_clip(self):
        clips = feature_ranges.shared_clips()
        found, seen = feature_ranges.faults(feature_ranges.measured(clips))
        print(f"{len(clips)} clips, {seen} values, {len(found)} out of range")
        self.assertEqual(found, [])


if __name__ == "__main__":
    unittest.main()

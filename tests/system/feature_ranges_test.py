"""Every value of every feature set of some shared clips lies in its row's range."""
import unittest

import feature_ranges


class Ranges(unittest.TestCase):
    def test_hold_for_every_thirtieth_clip(self):
        clips = feature_ranges.shared_clips()[::30]
        found, seen = feature_ranges.faults(feature_ranges.measured(clips))
        self.assertEqual(found, [])
        self.assertGreater(seen, 200 * len(clips))

    def test_would_be_seen_to_break(self):
        window = {"file": "x.wav", "gtzan58": {}, "mir103": {}, "embedding45": {}, "musical": {},
                  "loudness": None}
        for row in feature_ranges.rows():
            if window[row["set"]] is not None:
                window[row["set"]][row["name"]] = row["lowest"]
        self.assertEqual(feature_ranges.faults([window])[0], [])
        window["mir103"]["rms_mean"] = 1.5
        window["gtzan58"]["tempo"] = None
        window["musical"]["key_clarity"] = -0.5
        self.assertEqual(len(feature_ranges.faults([window])[0]), 3)


if __name__ == "__main__":
    unittest.main()

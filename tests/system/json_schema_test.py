"""The documented examples of what airmark writes follow the documented schemas, and the schemas
refuse what they should: a schema that accepts everything would prove nothing."""
import copy
import json
import os
import sys
import unittest

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("skipped: python3-jsonschema (4.0 or later) is not installed")
    sys.exit(77)

CONFIG = os.path.join(os.environ.get("AIRMARK_SOURCE_DIR")
                      or os.path.join(os.path.dirname(__file__), "..", ".."), "config")
OPINION = ["tags", "confidence", "reasoning", "key_indicators", "alternative_genres", "tagger",
           "latency_ms", "cost_usd"]
EVENT = ["schema", "type", "ts", "session", "seq", "frame"]
REQUIRED = {  # what a reader may rely on, by type of event
    "window": EVENT + ["id", "state", "since_frame"] + OPINION,
    "file": EVENT + ["file", "start_s", "duration_s", "state", "since_frame"] + OPINION,
    "state": EVENT + ["state", "since_frame"],
    "tempo": EVENT + ["source", "tempo_bpm", "tempo_confidence", "tempo_candidates"],
    "health": EVENT + ["source", "health"],
    "alarm": EVENT + ["message"],
}


def validator(name):
    with open(os.path.join(CONFIG, name + ".schema.json"), encoding="utf-8") as file:
        schema = json.load(file)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def examples(name):
    with open(os.path.join(CONFIG, "examples", name + ".jsonl"), encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def changed(example, **fields):
    event = copy.deepcopy(example)
    event.update(fields)
    return event


def without(example, key):
    event = copy.deepcopy(example)
    del event[key]
    return event


class TagEventSchema(unittest.TestCase):
    def setUp(self):
        self.schema = validator("tag_event")
        self.examples = examples("tag_event")

    def example(self, kind):
        return next(e for e in self.examples if e["type"] == kind)

    def assert_refused(self, event, why):
        self.assertFalse(self.schema.is_valid(event), why)

    def test_accepts_every_example(self):
        for event in self.examples:
            self.schema.validate(event)

    def test_has_an_example_of_every_type(self):
        kinds = {e["type"] for e in self.examples}
        self.assertEqual(kinds, set(self.schema.schema["properties"]["type"]["enum"]))
        self.assertEqual(kinds, set(REQUIRED))

    def test_describes_every_field_of_the_examples(self):
        for event in self.examples:
            for key in event:
                self.assertIn("description", self.schema.schema["properties"][key], key)

    def test_refuses_an_event_that_lacks_what_its_type_requires(self):
        for event in self.examples:
            for key in REQUIRED[event["type"]]:
                self.assert_refused(without(event, key), f"{event['type']} without {key}")

    def test_accepts_fields_that_do_not_exist_yet(self):
        for event in self.examples:
            self.schema.validate(changed(event, mood="calm"))

    def test_refuses_tags_and_state_of_tempo_health_and_alarms(self):
        for kind in ("tempo", "health", "alarm"):
            window = self.example("window")
            self.assert_refused(changed(self.example(kind), state="silence"), kind)
            self.assert_refused(
                changed(self.example(kind), **{k: window[k] for k in OPINION}), kind)

    def test_wants_a_tag_where_music_plays_and_only_there(self):
        state = self.example("state")
        self.assert_refused(without(state, "tag"), "music without a tag")
        self.assert_refused(without(state, "state_confidence"), "music without confidence")
        self.assert_refused(changed(state, state="silence"), "silence with a tag")

    def test_wants_a_place_where_there_is_a_file(self):
        event = next(e for e in self.examples if e["type"] == "window" and "file" in e)
        self.assert_refused(without(event, "start_s"), "file without start_s")
        self.assert_refused(without(event, "file"), "neither source nor file")

    def test_refuses_a_half_opinion(self):
        self.assert_refused(changed(self.example("state"), tags=[]), "tags alone")
        self.assert_refused(changed(self.example("state"), confidence=0.5), "confidence alone")

    def test_refuses_values_out_of_range(self):
        window = self.example("window")
        for fields in ({"schema": 2}, {"type": "verdict"}, {"ts": "2026-11-20 12:34:56"},
                       {"ts": "2026-11-20T12:34:56Z"}, {"seq": 0}, {"seq": "1"}, {"frame": -1},
                       {"state": "noise"}, {"tags": [{"tag": "jazz"}]},
                       {"tags": [{"tag": "jazz", "probability": 1.5}]}, {"confidence": 62.5},
                       {"components": []}, {"cost_usd": None}, {"latency_ms": -1},
                       {"prompt_version": 0}, {"usage": {"input_tokens": 1}}):
            self.assert_refused(changed(window, **fields), fields)


    def test_refuses_a_tempo_out_of_range(self):
        tempo = self.example("tempo")
        for fields in ({"tempo_bpm": 0}, {"tempo_bpm": "126"}, {"tempo_confidence": None},
                       {"tempo_confidence": 1.5}, {"tempo_candidates": [{"bpm": 126.0}]}):
            self.assert_refused(changed(tempo, **fields), fields)


class WindowAnalysisSchema(unittest.TestCase):
    def setUp(self):
        self.schema = validator("window_analysis")
        self.examples = examples("window_analysis")

    def test_accepts_every_example(self):
        for window in self.examples:
            self.schema.validate(window)

    def test_describes_every_field_of_the_examples(self):
        for window in self.examples:
            for key in window:
                self.assertIn("description", self.schema.schema["properties"][key], key)

    def test_requires_every_field_but_the_words(self):
        for window in self.examples:
            for key in window.keys() - {"description", "mir103", "embedding45"}:
                self.assertFalse(self.schema.is_valid(without(window, key)), key)

    def test_requires_every_value_of_each_table(self):
        window = self.examples[-1]
        for table, count in (("gtzan58", 58), ("mir103", 103), ("embedding45", 45),
                             ("musical", 20), ("loudness", 5)):
            self.assertEqual(len(window[table]), count)
            for name in window[table]:
                values = without(window[table], name)
                self.assertFalse(self.schema.is_valid(changed(window, **{table: values})), name)
                values = changed(window[table], **{name: "much"})
                self.assertFalse(self.schema.is_valid(changed(window, **{table: values})), name)

    def test_wants_numbers_but_where_the_music_may_lack_something(self):
        window = self.examples[-1]
        for table, may_lack in (("gtzan58", False), ("mir103", False), ("embedding45", False),
                                ("musical", True), ("loudness", False)):
            values = changed(window[table], **{next(iter(window[table])): None})
            self.assertEqual(self.schema.is_valid(changed(window, **{table: values})), may_lack)
        self.schema.validate(changed(window, loudness=None, key=None, tempo_candidates=[]))
        for fields in ({"musical": None}, {"mir103": None}, {"key": {"tonic": 12}},
                       {"key": changed(window["key"], mode="dorian")},
                       {"tempo_candidates": [{"bpm": 120.0}]}, {"tempo_candidates": None}):
            self.assertFalse(self.schema.is_valid(changed(window, **fields)), fields)

    def test_refuses_values_out_of_range(self):
        for fields in ({"first_frame": 100}, {"first_frame": -512}, {"frame_count": 0},
                       {"sample_rate_hz": 44100}, {"audible_ratio": 1.1}, {"lost_frames": -1},
                       {"loudness": {"integrated_lufs": -14.5}}, {"description": [{}]},
                       {"description": "loud"}):
            self.assertFalse(self.schema.is_valid(changed(self.examples[0], **fields)), fields)


if __name__ == "__main__":
    unittest.main()

"""The files of an evaluation follow their documented schemas (a C++ test holds the examples against
what is written), and the schemas refuse what they should."""
import copy
import json
import os
import pathlib
import sys
import unittest

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("skipped: python3-jsonschema (4.0 or later) is not installed")
    sys.exit(77)

CONFIG = pathlib.Path(os.environ.get("AIRMARK_SOURCE_DIR")
                      or pathlib.Path(__file__).resolve().parents[2]) / "config"


def read(path):
    return json.loads((CONFIG / path).read_text(encoding="utf-8"))


def validator(name):
    schema = read(f"{name}.schema.json")
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def changed(example, **fields):
    other = copy.deepcopy(example)
    other.update(fields)
    return other


def without(example, key):
    other = copy.deepcopy(example)
    del other[key]
    return other


class TaggedSongs(unittest.TestCase):
    def setUp(self):
        self.schema = validator("tagged_songs")
        self.songs = read("examples/evaluation/tagged_songs.json")
        self.answered = next(s for s in self.songs if s["is_correct"])
        self.failed = next(s for s in self.songs if s["error"])

    def accepts(self, song):
        return self.schema.is_valid([song])

    def test_accepts_the_example(self):
        self.schema.validate(self.songs)

    def test_describes_every_field(self):
        for song in self.songs:
            for key in song:
                self.assertIn("description", self.schema.schema["items"]["properties"][key], key)

    def test_requires_every_field_but_those_of_a_model(self):
        for song in self.songs:
            for key in song.keys() - {"model", "prompt_version"}:
                self.assertFalse(self.accepts(without(song, key)), key)

    def test_refuses_times_for_they_differ_between_runs(self):
        self.assertFalse(self.accepts(changed(self.answered, latency_ms=3.0)))
        usage = changed(self.answered["usage"], latency_ms=3.0)
        self.assertFalse(self.accepts(changed(self.answered, usage=usage)))

    def test_refuses_an_answer_that_contradicts_itself(self):
        self.assertFalse(self.accepts(changed(self.answered, error="nobody answered")))
        self.assertFalse(self.accepts(changed(self.answered, probability=None)))
        self.assertFalse(self.accepts(changed(self.failed, is_correct=True)))
        self.assertFalse(self.accepts(changed(self.failed, confidence=0.5)))

    def test_refuses_values_out_of_range(self):
        for fields in ({"confidence": 62.5}, {"acquaintance": "seen"}, {"file": ""},
                       {"alternative_genres": ["rock"]}, {"error": ""}, {"is_correct": None},
                       {"prompt_version": 0}, {"usage": {"input_tokens": 1}}):
            self.assertFalse(self.accepts(changed(self.answered, **fields)), fields)


class AccuracyMetrics(unittest.TestCase):
    def setUp(self):
        self.schema = validator("accuracy_metrics")
        self.metrics = read("examples/evaluation/accuracy_metrics.json")

    def accepts_tagger(self, tagger):
        return self.schema.is_valid(changed(self.metrics, taggers=[tagger]))

    def test_accepts_the_example(self):
        self.schema.validate(self.metrics)

    def test_describes_every_field(self):
        for key in self.metrics:
            self.assertIn("description", self.schema.schema["properties"][key], key)
        for kind, example in (("tagger", self.metrics["taggers"][0]),
                              ("comparison", self.metrics["comparisons"][0])):
            for key in example:
                properties = self.schema.schema["$defs"][kind]["properties"]
                self.assertIn("description", properties[key], key)

    def test_requires_every_field(self):
        for key in self.metrics:
            self.assertFalse(self.schema.is_valid(without(self.metrics, key)), key)
        for key in self.metrics["taggers"][0]:
            self.assertFalse(self.accepts_tagger(without(self.metrics["taggers"][0], key)), key)
        for key in self.metrics["comparisons"][0]:
            pair = without(self.metrics["comparisons"][0], key)
            self.assertFalse(self.schema.is_valid(changed(self.metrics, comparisons=[pair])), key)

    def test_takes_perturbations_where_there_are_any(self):
        tagger, pair = self.metrics["taggers"][0], self.metrics["comparisons"][0]
        effect = {"tagger": "model", "perturbation": "mp3", "clip_count": 12, "unchanged_count": 0,
                  "failure_count": 0, "accuracy": tagger["accuracy"],
                  "difference": pair["accuracy_difference"], "right_to_wrong": 2,
                  "wrong_to_right": 1, "mcnemar_p": 1, "changed_share": 0.25,
                  "mean_confidence": 0.6, "confidence_drop": -0.01}
        accepts = lambda one: self.schema.is_valid(changed(self.metrics, perturbations=[one]))
        self.assertTrue(accepts(effect))
        for key in effect:
            self.assertFalse(accepts(without(effect, key)), key)
        for fields in ({"perturbation": ""}, {"changed_share": 25}, {"difference": 0.1},
                       {"songs": []}):
            self.assertFalse(accepts(changed(effect, **fields)), fields)

    def test_refuses_values_out_of_range(self):
        tagger = self.metrics["taggers"][0]
        for fields in ({"accuracy": 0.76}, {"accuracy": {"value": 76.0}}, {"clip_count": -1},
                       {"confusion": [[0.5]]}, {"reliability": []}, {"latency_ms": {"p50": 1}},
                       {"cost_usd": None}):
            self.assertFalse(self.accepts_tagger(changed(tagger, **fields)), fields)


class EvaluationRun(unittest.TestCase):
    def setUp(self):
        self.schema = validator("evaluation_run")
        self.run = read("examples/evaluation/run.json")

    def test_accepts_the_example(self):
        self.schema.validate(self.run)

    def test_describes_and_requires_every_field(self):
        for key in self.run:
            self.assertIn("description", self.schema.schema["properties"][key], key)
            self.assertFalse(self.schema.is_valid(without(self.run, key)), key)

    def test_refuses_values_out_of_range(self):
        for fields in ({"schema": 2}, {"dataset_sha256": "d"}, {"seed": -1}, {"split": ""},
                       {"configuration": {"seed": 1}}, {"model_sha256": {"model": "short"}},
                       {"samples_per_genre": "some"}):
            self.assertFalse(self.schema.is_valid(changed(self.run, **fields)), fields)


if __name__ == "__main__":
    unittest.main()

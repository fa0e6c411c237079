"""The documented examples of recorded answers follow their schema, which refuses what it should."""
import unittest

from json_schema_test import changed, examples, validator, without

ANSWER = ["tags", "confidence", "reasoning", "key_indicators", "alternative_genres", "tagger",
          "latency_ms", "cost_usd"]


class AnswerRecordSchema(unittest.TestCase):
    def setUp(self):
        self.schema = validator("answer_record")
        self.answered, self.failed = examples("answer_record")

    def assert_refused(self, line, why):
        self.assertFalse(self.schema.is_valid(line), why)

    def test_accepts_every_example_which_is_a_window_analysis_too(self):
        window = validator("window_analysis")
        for line in (self.answered, self.failed):
            self.schema.validate(line)
            window.validate(line)

    def test_describes_every_field_of_the_examples(self):
        properties = self.schema.schema["properties"]
        for name, example in (("answer", self.answered), ("error", self.failed)):
            for key in example[name]:
                self.assertIn("description", properties[name]["properties"][key], key)

    def test_wants_an_answer_or_an_error(self):
        self.assert_refused(without(self.answered, "answer"), "neither")
        self.assert_refused(changed(self.answered, error=self.failed["error"]), "both")
        self.assert_refused(without(self.answered, "description"), "no words")

    def test_wants_every_field_of_an_answer_and_of_an_error(self):
        for key in ANSWER:
            answer = without(self.answered["answer"], key)
            self.assert_refused(changed(self.answered, answer=answer), key)
        for key in ("kind", "message"):
            error = without(self.failed["error"], key)
            self.assert_refused(changed(self.failed, error=error), key)

    def test_refuses_values_out_of_range(self):
        for fields in ({"confidence": 75}, {"tags": [{"tag": "jazz"}]}, {"components": []},
                       {"latency_ms": -1}, {"cost_usd": None}, {"prompt_version": 1.5},
                       {"usage": {"input_tokens": 1}}):
            answer = changed(self.answered["answer"], **fields)
            self.assert_refused(changed(self.answered, answer=answer), fields)
        error = changed(self.failed["error"], kind="odd")
        self.assert_refused(changed(self.failed, error=error), "an unknown kind")


if __name__ == "__main__":
    unittest.main()

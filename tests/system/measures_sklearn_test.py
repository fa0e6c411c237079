"""What we measure of answers and what scikit-learn, SciPy and NumPy make of the same answers agree
to 1e-9, on random sets with failed clips, ties, genres that the truth lacks and one genre only.

The intervals are held against resamples drawn here by another generator: their ends are quantiles
of random figures, so they agree roughly only.
"""
import json
import os
import subprocess
import sys
import unittest
import warnings

try:
    import numpy as np
    from scipy.stats import binomtest
    from sklearn import metrics
except ImportError:
    print("skipped: python3-sklearn is not installed")
    sys.exit(77)

SETS = 40
PLACES = 1e-9
NO_ANSWER = "~no answer"  # behind every genre in alphabetical order
GENRES = ["blues", "classical", "country", "disco", "hiphop", "jazz", "metal", "pop", "reggae",
          "rock"]
FOREIGN = ["ambient", "ska"]


def drawn_tags(chance, actual, skill):
    """Up to five tags, most probable first, of genres that the truth may not have; in tenths now
    and then, for ties."""
    names = list(chance.permutation(GENRES + FOREIGN)[:chance.integers(1, 6)])
    if chance.random() < skill:
        names = [actual] + [name for name in names if name != actual]
    weights = np.sort(chance.dirichlet(np.ones(len(names) + 1))[:-1])[::-1]
    if chance.random() < 0.3:
        weights = np.floor(weights * 10) / 10
    return [[str(name), float(weight)] for name, weight in zip(names, weights)]


def drawn_answer(chance, number, actual, skill):
    fate = chance.random()
    answer = {"file": f"{number:04}.wav", "actual": actual, "tags": [], "confidence": 0.0,
              "failure": "", "latency_us": int(chance.integers(1, 10**7))}
    if fate < 0.05:
        answer["failure"] = str(chance.choice(["bad reply", "timeout"]))
    elif fate > 0.08:
        answer["tags"] = drawn_tags(chance, actual, skill)
        answer["confidence"] = round(float(chance.random()), int(chance.integers(1, 6)))
    return answer


def drawn_set(seed):
    chance = np.random.default_rng(seed)
    clips = int(chance.choice([1, 2, 7, 40, 300]))
    genres = chance.permutation(GENRES)[:int(chance.choice([1, 2, 4, 10]))]
    truth = [str(chance.choice(genres)) for _ in range(clips)]
    skills = chance.random(2)
    return {"seed": seed, "taggers": [
        {"tagger": name, "answers": [drawn_answer(chance, number, actual, skill)
                                     for number, actual in enumerate(truth)]}
        for name, skill in zip(("first", "second"), skills)]}


def predicted(answers, no_answer=NO_ANSWER):
    return [a["tags"][0][0] if a["tags"] else no_answer for a in answers]


def calibration_error(confidence, right):
    bins = np.minimum((confidence * 10).astype(int), 9)
    return sum((bins == b).mean() * abs(confidence[bins == b].mean() - right[bins == b].mean())
               for b in set(bins))


def brier_score(answers):
    names = sorted({tag for a in answers for tag, _ in a["tags"]} | {a["actual"] for a in answers})
    place = {name: n for n, name in enumerate(names)}
    table = np.zeros((len(answers), len(names)))
    for row, answer in enumerate(answers):
        for tag, probability in answer["tags"]:
            table[row, place[tag]] = probability
        table[row, place[answer["actual"]]] -= 1.0
    return (table ** 2).sum(axis=1).mean()


def kappa(first, second):
    if len(set(first) | set(second)) == 1:  # scikit-learn divides 0 by 0; we say 0
        return 0.0
    return metrics.cohen_kappa_score(first, second)


def coverage(confidence, right):
    return [[float((confidence >= least).mean()), float(least),
             float(right[confidence >= least].mean())] for least in np.unique(confidence)[::-1]]


def percentiles(latencies):
    if not latencies:
        return [0.0] * 5
    return [np.percentile(latencies, q, method="inverted_cdf") for q in (50, 90, 95, 99, 100)]


class MeasuresAndScikitLearn(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        warnings.simplefilter("ignore")  # of genres without clips, which are the point here
        cls.sets = [drawn_set(seed) for seed in range(SETS)]
        done = subprocess.run([os.environ["AIRMARK_MEASURES_PROBE"]], check=True, text=True,
                              input="".join(json.dumps(s) + "\n" for s in cls.sets),
                              capture_output=True, timeout=120)
        cls.found = [json.loads(line) for line in done.stdout.splitlines()]

    def check_each_tagger(self, check):
        """Calls check(answers, measures) for every tagger of every set."""
        self.assertEqual(len(self.found), SETS)
        for given, found in zip(self.sets, self.found):
            for tagger, measures in zip(given["taggers"], found["measures"]):
                with self.subTest(seed=given["seed"], tagger=tagger["tagger"]):
                    check(tagger["answers"], measures)

    def assert_close(self, ours, theirs):
        np.testing.assert_allclose(np.asarray(ours, float), np.asarray(theirs, float), rtol=0,
                                   atol=PLACES)

    def test_first_and_top_three_tags(self):
        def check(answers, m):
            truth, called = [a["actual"] for a in answers], predicted(answers)
            self.assert_close(m["accuracy"], metrics.accuracy_score(truth, called))
            self.assert_close(m["balanced_accuracy"],
                              metrics.balanced_accuracy_score(truth, called))
            self.assert_close(m["cohen_kappa"], kappa(truth, called))
            top3 = [a["actual"] in [tag for tag, _ in a["tags"][:3]] for a in answers]
            self.assert_close(m["top3"], np.mean(top3))

        self.check_each_tagger(check)

    def test_genres(self):
        def check(answers, m):
            truth, called = [a["actual"] for a in answers], predicted(answers)
            genres = sorted((set(truth) | set(called)) - {NO_ANSWER})
            self.assertEqual(m["genres"], genres)
            table = metrics.precision_recall_fscore_support(truth, called, labels=genres,
                                                            zero_division=0)
            self.assert_close([m["by_genre"][g] for g in genres], np.transpose(table))
            for average in ("macro", "weighted"):
                mean = metrics.precision_recall_fscore_support(
                    truth, called, labels=sorted(set(truth)), average=average, zero_division=0)
                self.assert_close(m[average], mean[:3])
            self.assert_close(m["macro_f1"], m["macro"][2])
            matrix = metrics.confusion_matrix(truth, called, labels=genres + [NO_ANSWER])
            self.assertEqual(m["confusion"], matrix[:-1].tolist())

        self.check_each_tagger(check)

    def test_confidence(self):
        def check(answers, m):
            right = np.array([a["actual"] == p for a, p in zip(answers, predicted(answers))])
            confidence = np.array([a["confidence"] for a in answers])
            self.assert_close(m["calibration_error"], calibration_error(confidence, right))
            self.assert_close(m["brier_score"], brier_score(answers))
            curve = coverage(confidence, right)
            self.assert_close(m["coverage"], curve)
            self.assert_close(m["accuracy_of_surest_half"],
                              next(p[2] for p in curve if p[0] >= 0.5))
            for key, chosen in (("right", right), ("wrong", ~right)):
                mean = confidence[chosen].mean() if chosen.any() else 0.0
                self.assert_close(m["mean_confidence_" + key], mean)

        self.check_each_tagger(check)

    def test_failures_and_latency(self):
        def check(answers, m):
            self.assertEqual(m["failures"], [
                sum(a["failure"] != "" for a in answers),
                sum(a["failure"] == "bad reply" for a in answers),
                sum(a["failure"] == "" and not a["tags"] for a in answers)])
            latencies = [a["latency_us"] / 1000 for a in answers if not a["failure"]]
            self.assert_close(m["latency_ms"], percentiles(latencies))

        self.check_each_tagger(check)

    def test_two_taggers(self):
        for given, found in zip(self.sets, self.found):
            with self.subTest(seed=given["seed"]):
                first, second = (t["answers"] for t in given["taggers"])
                truth = np.array([a["actual"] for a in first])
                one, other = np.array(predicted(first, "~1")), np.array(predicted(second, "~2"))
                only_one = int(((one == truth) & (other != truth)).sum())
                only_other = int(((one != truth) & (other == truth)).sum())
                c = found["comparison"]
                self.assertEqual([c["only_first_right"], c["only_second_right"]],
                                 [only_one, only_other])
                p = (binomtest(only_one, only_one + only_other).pvalue
                     if only_one + only_other else 1.0)
                self.assert_close(c["mcnemar_p"], p)
                self.assert_close(c["agreement"], (one == other).mean())
                self.assert_close(c["kappa"], kappa(one.tolist(), other.tolist()))
                self.assert_close(c["accuracy_difference"],
                                  (one == truth).mean() - (other == truth).mean())

    def test_intervals(self):
        given, found = next((g, f) for g, f in zip(self.sets, self.found)
                            if len(g["taggers"][0]["answers"]) == 300)
        chance = np.random.default_rng(1)
        truth = np.array([a["actual"] for a in given["taggers"][0]["answers"]])
        called = [np.array(predicted(t["answers"])) for t in given["taggers"]]
        right = [(c == truth).astype(float) for c in called]
        rows = chance.integers(0, len(truth), (2000, len(truth)))
        f1 = [metrics.f1_score(truth[r], called[0][r], labels=sorted(set(truth)), average="macro")
              for r in rows[:400]]
        for ours, drawn in (
                (found["measures"][0]["accuracy_interval"], right[0][rows].mean(axis=1)),
                (found["measures"][0]["macro_f1_interval"], f1),
                (found["comparison"]["difference_interval"],
                 (right[0] - right[1])[rows].mean(axis=1))):
            ends = np.quantile(drawn, [0.025, 0.975])
            # the end of an interval varies by about a tenth of its width with 400 resamples
            np.testing.assert_allclose(ours, ends, atol=0.15 * (ends[1] - ends[0]))


if __name__ == "__main__":
    unittest.main()

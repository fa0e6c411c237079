#!/usr/bin/python3
"""Fits analysis/rhythm/tempo_weights.cpp and prints it.

    tempo_accuracy --evidence | /usr/bin/python3 bench/fit_tempo_weights.py

Input: a line per way of tapping along with a part of a clip: clip, genre, split, part (0 is the
whole), the annotated tempo, the tempo of its beats, then its evidence. Only the split "train" is
read. The weights maximise the mean log probability that is given to ways within 4 % of the
annotation, less PENALTY times the sum of squares of the weights of standardised evidence. Parts
in which no way is right teach nothing and are left out. The confidence is fitted to the answers of
five models, each for the fifth of the clips that it did not see; their figures go to standard
error.
"""
import sys

import numpy as np
from scipy.optimize import minimize

PENALTY = 0.03
SAME_TEMPO = 0.04
FOLDS = 5
RATIOS = (1, 2, 3, 1 / 2, 1 / 3)


class Parts:
    """One row per part of a clip, one column per way of tapping."""

    def __init__(self, lines):
        rows = [line.rstrip().split(",") for line in lines]
        rows = [row for row in rows if row[2] == "train"]
        keys = sorted({(row[0], row[3]) for row in rows})
        place = {key: n for n, key in enumerate(keys)}
        counts = [0] * len(keys)
        most = max(np.unique([place[row[0], row[3]] for row in rows], return_counts=True)[1])
        self.clip = np.array([key[0] for key in keys])
        self.is_whole = np.array([key[1] == "0" for key in keys])
        self.genre = np.empty(len(keys), object)
        self.truth = np.zeros(len(keys))
        self.bpm = np.zeros((len(keys), most))
        self.evidence = np.zeros((len(keys), most, len(rows[0]) - 6))
        for row in rows:
            n = place[row[0], row[3]]
            self.genre[n], self.truth[n] = row[1], float(row[4])
            self.bpm[n, counts[n]] = float(row[5])
            self.evidence[n, counts[n]] = [float(cell) for cell in row[6:]]
            counts[n] += 1
        self.is_way = self.bpm > 0
        self.is_right = self.is_way & is_same(self.bpm, self.truth[:, None])


def is_same(bpm, truth):
    return np.abs(bpm / truth - 1) <= SAME_TEMPO


def probabilities(evidence, is_way, weights):
    scores = np.where(is_way, evidence @ weights, -np.inf)
    scores = np.exp(scores - scores.max(axis=1, keepdims=True))
    return scores / scores.sum(axis=1, keepdims=True)


def fit(evidence, is_way, is_right):
    def objective(weights):
        p = probabilities(evidence, is_way, weights)
        right = p * is_right
        total = right.sum(axis=1, keepdims=True) + 1e-12
        slope = np.einsum("nk,nkd->d", p - right / total, evidence) / len(p)
        loss = -np.log(total).mean() + PENALTY * weights @ weights
        return loss, slope + 2 * PENALTY * weights

    start = np.zeros(evidence.shape[2])
    return minimize(objective, start, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x


def fit_raw(parts, chosen):
    """Weights of the evidence as it is measured."""
    chosen = chosen & parts.is_right.any(axis=1)
    evidence, is_way = parts.evidence[chosen], parts.is_way[chosen]
    mean, deviation = evidence[is_way].mean(axis=0), evidence[is_way].std(axis=0)
    return fit((evidence - mean) / deviation, is_way, parts.is_right[chosen]) / deviation


def answer(bpm, probability):
    """The likeliest tempo and its share, ways of the same tempo taken together."""
    tempi = []
    for n in np.argsort(-probability):
        same = [tempo for tempo in tempi if 1 / 1.04 <= bpm[n] / tempo[0] <= 1.04]
        if same:
            same[0][1] += probability[n]
        elif bpm[n] > 0:
            tempi.append([bpm[n], probability[n]])
    return max(tempi, key=lambda tempo: tempo[1])


def folds_of(parts):
    fold = {}
    for genre in sorted(set(parts.genre)):
        clips = sorted(set(parts.clip[parts.genre == genre]))
        for n, clip in enumerate(np.random.default_rng(1).permutation(clips)):
            fold[clip] = (n + len(fold)) % FOLDS
    return np.array([fold[clip] for clip in parts.clip])


def answers_of_left_out(parts):
    fold = folds_of(parts)
    answers = []
    for f in range(FOLDS):
        weights = fit_raw(parts, fold != f)
        left_out = np.flatnonzero((fold == f) & parts.is_whole)
        p = probabilities(parts.evidence[left_out], parts.is_way[left_out], weights)
        answers += [(n, *answer(parts.bpm[n], row)) for n, row in zip(left_out, p)]
    return answers


def fit_confidence(shares, is_right):
    odds = np.log(shares / np.maximum(1 - shares, 1e-6))

    def loss(line):
        return np.logaddexp(0, np.where(is_right, -1, 1) * (line[0] + line[1] * odds)).mean()

    return minimize(loss, [0.0, 1.0]).x


def main():
    parts = Parts(sys.stdin)
    answers = answers_of_left_out(parts)
    bpm, shares = np.array([a[1] for a in answers]), np.array([a[2] for a in answers])
    truth = parts.truth[[a[0] for a in answers]]
    is_right = is_same(bpm, truth)
    is_related = np.any([is_same(bpm, truth * ratio) for ratio in RATIOS], axis=0)
    bias, slope = fit_confidence(shares, is_right)
    print(f"{len(truth)} clips, each left out once: Acc1 {is_right.mean():.3f}, "
          f"Acc2 {is_related.mean():.3f}", file=sys.stderr)
    weights = fit_raw(parts, np.full(len(parts.clip), True))
    print('#include "analysis/rhythm/tempo_weights.h"\n\nnamespace airmark::analysis {\n')
    print("const TempoEvidence kTempoWeights{")
    for first in range(0, len(weights), 6):
        print("    " + ", ".join(f"{weight:.6g}" for weight in weights[first:first + 6]) + ",")
    print(f"}};\n\nconst double kConfidenceBias = {bias:.4f};")
    print(f"const double kConfidenceSlope = {slope:.4f};\n")
    print("}  // namespace airmark::analysis")


if __name__ == "__main__":
    main()

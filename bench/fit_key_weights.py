#!/usr/bin/python3
"""Fits the weights of the key model and prints analysis/tonality/key_weights.cpp.

    AIRMARK_DATA=... build/dev/bench/key_accuracy --evidence > evidence.csv
    python3 bench/fit_key_weights.py evidence.csv > analysis/tonality/key_weights.cpp

Multinomial logistic regression over 24 keys, with the same weights for all tonics: evidence is
turned to each candidate's tonic before it is weighted. Learns from clips of the split "train" only,
each with its whole length and its three thirds, a quarter of its weight each, so that short windows
are understood too. A ridge pulls the weights to what textbooks say (see textbook()) instead of to
0: some 200 clips of blues, country, metal and rock know little of classical minor. Ridge and
strength of the textbook were chosen by cross-validation over clips, which is run again and reported
on standard error; from it comes also the factor that makes beliefs as large as they are right.
Needs numpy and scipy.
"""
import csv
import sys

import numpy as np
from scipy.optimize import minimize

TONICS = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"]
KINDS = ["bass", "treble", "major chord", "minor chord", "dominant seventh", "minor seventh"]
RIDGE = 12.0
BIAS_RIDGE = 0.04
FOLDS = 8
ROUNDS = 3
TURNS = (np.arange(12)[:, None] + np.arange(12)[None, :]) % 12  # [tonic, degree]

# How often each degree occurs: J. Albrecht & D. Shanahan, "The Use of Large Corpora to Train a New
# Type of Key-Finding Algorithm", Music Perception 31 (2013).
PROFILES = np.array([
    [.238, .006, .111, .006, .137, .094, .016, .214, .009, .080, .008, .081],
    [.220, .006, .104, .123, .019, .103, .012, .214, .062, .022, .061, .052]])
BASS_STRENGTH, TREBLE_STRENGTH, TONIC_STRENGTH, DIATONIC_STRENGTH = 0.2, 0.5, 1.0, 0.5
# Degrees on which chords of the key stand, the tonic's own triad aside; minor with its dominant.
DIATONIC = [
    {"major chord": [5, 7], "minor chord": [2, 4, 9], "dominant seventh": [7],
     "minor seventh": [2, 4, 9]},
    {"major chord": [3, 7, 8, 10], "minor chord": [5, 7], "dominant seventh": [7, 10],
     "minor seventh": [0, 5, 7]}]

HEAD = '''#include "analysis/tonality/key_model.h"

// Written by bench/fit_key_weights.py, which says how; not by hand. One row per kind of evidence
// (bass, treble, major, minor, dominant seventh and minor seventh chords), one column per semitone
// above the tonic.

namespace airmark::analysis {

// clang-format off
const std::array<ModeWeights, 2> kKeyWeights{{
'''

TAIL = '''}};
// clang-format on

}  // namespace airmark::analysis
'''


def key_index(name):
    tonic, mode = name.split()
    return TONICS.index(tonic) + (12 if mode == "minor" else 0)


def read_clips(path):
    """Clip -> (key index, [part, tonic, feature]); train only."""
    parts = {}
    keys = {}
    with open(path, newline="") as file:
        for clip, split, part, key, *values in csv.reader(file):
            if split != "train":
                continue
            logs = np.array(values, float).reshape(len(KINDS), 12)
            turned = logs[:, TURNS].transpose(1, 0, 2).reshape(12, -1)
            keys[clip] = key_index(key)
            parts.setdefault(clip, {})[int(part)] = turned
    clips = sorted(parts)
    features = np.array([[parts[clip][part] for part in range(4)] for clip in clips])
    return features, np.array([keys[clip] for clip in clips])


def beliefs(weights, features):
    """[clip, key] from [mode, feature + 1] and [clip, tonic, feature]."""
    scores = np.concatenate([features @ mode[:-1] + mode[-1] for mode in weights], axis=1)
    scores -= scores.max(axis=1, keepdims=True)
    odds = np.exp(scores)
    return odds / odds.sum(axis=1, keepdims=True)


def textbook():
    """Weights of a musician who read books only, [mode, feature + 1]."""
    weights = np.zeros((2, len(KINDS) * 12 + 1))
    for mode in range(2):
        table = np.zeros((len(KINDS), 12))
        surprise = np.log(PROFILES[mode])
        surprise -= surprise.mean()
        table[0] = BASS_STRENGTH * surprise
        table[1] = TREBLE_STRENGTH * surprise
        for kind, degrees in DIATONIC[mode].items():
            table[KINDS.index(kind), degrees] = DIATONIC_STRENGTH
        table[KINDS.index("minor chord" if mode else "major chord"), 0] = TONIC_STRENGTH
        weights[mode, :-1] = table.ravel()
    return weights


def fit(features, keys):
    """Weights [mode, feature + 1]; the last one is the bias."""
    clip_count, part_count, _, size = features.shape
    rows = features.reshape(clip_count * part_count, 12, size)
    target = np.eye(24)[np.repeat(keys, part_count)]
    ridge = np.full((2, size + 1), RIDGE)
    ridge[:, -1] = BIAS_RIDGE
    start = textbook()

    def loss(flat):
        weights = flat.reshape(2, size + 1)
        likely = beliefs(weights, rows)
        value = -np.log((likely * target).sum(axis=1)).sum() / part_count
        error = ((likely - target) / part_count).reshape(-1, 2, 12)
        slope = np.concatenate([np.einsum("cmt,ctf->mf", error, rows),
                                error.sum(axis=(0, 2))[:, None]], axis=1)
        pull = ridge * (weights - start)
        return value + 0.5 * (pull * (weights - start)).sum(), (slope + pull).ravel()

    found = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B",
                     options={"maxiter": 1000})
    return found.x.reshape(2, size + 1)


def mirex_score(estimate, truth):
    step = (estimate - truth) % 12
    if estimate // 12 == truth // 12:
        return {0: 1.0, 5: 0.5, 7: 0.5}.get(step, 0.0)
    return {0: 0.2, 9 if truth < 12 else 3: 0.3}.get(step, 0.0)


def log_loss(logs, truth, factor):
    scaled = factor * logs
    scaled -= np.log(np.exp(scaled).sum(axis=1, keepdims=True))
    return -scaled[np.arange(len(truth)), truth].mean()


def cross_validate(features, keys):
    """Reports on standard error; returns the factor for which beliefs have the least loss."""
    logs, truth = [], []
    for seed in range(ROUNDS):
        fold = np.random.RandomState(seed).permutation(len(keys)) % FOLDS
        for held_out in range(FOLDS):
            weights = fit(features[fold != held_out], keys[fold != held_out])
            logs.append(np.log(beliefs(weights, features[fold == held_out, 0])))
            truth.append(keys[fold == held_out])
    logs, truth = np.concatenate(logs), np.concatenate(truth)
    best = logs.argmax(axis=1)
    score = np.mean([mirex_score(a, b) for a, b in zip(best, truth)])
    factor = min(np.arange(0.5, 1.51, 0.05), key=lambda f: log_loss(logs, truth, f))
    print(f"cross-validation over {len(keys)} clips: MIREX {score:.3f}, "
          f"same key {np.mean(best == truth):.3f}, factor {factor:.2f}, "
          f"log loss {log_loss(logs, truth, factor):.3f}", file=sys.stderr)
    return factor


def print_source(weights):
    print(HEAD, end="")
    for mode in np.round(weights, 2) + 0.0:  # + 0.0 makes -0.0 a 0.0.
        print("    {{{", end="")
        rows = mode[:-1].reshape(len(KINDS), 12)
        lines = ["{" + ", ".join(f"{value:5.2f}" for value in row) + "}" for row in rows]
        print(",\n       ".join(lines) + "}},")
        print(f"     {mode[-1]:.2f}}},")
    print(TAIL, end="")


def main():
    features, keys = read_clips(sys.argv[1])
    factor = cross_validate(features, keys)
    print_source(factor * fit(features, keys))


if __name__ == "__main__":
    main()

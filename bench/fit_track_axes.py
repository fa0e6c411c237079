#!/usr/bin/python3
"""Fits the axes of analysis/structure/track_axes.cpp and prints their table.

    change_accuracy --textures train | /usr/bin/python3 bench/fit_track_axes.py

Input: a line per stretch of 8 s: the clip, then the values of its texture. Linear discriminant axes
with a clip as class: eigenvectors of the covariance between clips against that within clips. The
covariance within is shrunk a tenth of the way to its diagonal; what the covariance of the clips'
means owes to the few stretches of a clip is taken off. An axis is scaled so that the variance
within clips is 1, times b / (b + 1), where b is the variance between clips.
"""
import sys

import numpy as np
import scipy.linalg

AXIS_COUNT = 8
SHRINKAGE = 0.1


def read(lines):
    rows = [line.rstrip().split(",") for line in lines]
    clips = np.array([row[0] for row in rows])
    return clips, np.array([[float(cell) for cell in row[1:]] for row in rows])


def fit(clips, textures):
    names, places = np.unique(clips, return_inverse=True)
    counts = np.bincount(places)
    means = np.array([textures[places == n].mean(axis=0) for n in range(len(names))])
    rest = textures - means[places]
    within = rest.T @ rest / (len(textures) - len(names))
    between = np.cov(means.T) - within / counts.mean()
    within = (1 - SHRINKAGE) * within + SHRINKAGE * np.diag(np.diag(within))
    variances, axes = scipy.linalg.eigh(between, within)
    order = np.argsort(-variances)[:AXIS_COUNT]
    b = variances[order]
    axes = axes[:, order] * np.sqrt(b / (b + 1))
    return b, (axes * np.where(axes[np.abs(axes).argmax(axis=0), range(AXIS_COUNT)] < 0, -1, 1)).T


def main():
    b, axes = fit(*read(sys.stdin))
    print("// Variance between clips: " + " ".join(f"{value:.1f}" for value in b), file=sys.stderr)
    for axis in axes:
        print("    {{" + ", ".join(f"{value:.5g}" for value in axis) + "}},")


if __name__ == "__main__":
    main()

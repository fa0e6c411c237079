"""Measures shared clips by every feature set and says which values leave their rows' ranges."""
import json
import math
import os
import pathlib
import sys

import recordings

SETS = ("gtzan58", "mir103", "embedding45", "musical", "loudness")


def shared_clips():
    """Every sound file under AIRMARK_DATA; ends the test as skipped where there is none."""
    folder = pathlib.Path(os.environ.get("AIRMARK_DATA", "/nowhere"))
    clips = sorted(path for ending in ("ogg", "flac", "wav")
                   for path in folder.rglob("*." + ending))
    if not clips:
        print("skipped: AIRMARK_DATA does not name a folder with clips")
        sys.exit(77)
    return clips


def rows():
    """The feature table, each row with its ends as numbers."""
    table = json.loads(recordings.run("features", "--json").stdout)
    for row in table:
        row["lowest"] = -math.inf if row["lowest"] is None else row["lowest"]
        row["highest"] = math.inf if row["highest"] is None else row["highest"]
    return table


def measured(clips, count=40):
    """One window of each clip, with every set; so many clips a call."""
    for first in range(0, len(clips), count):
        done = recordings.run("describe", "--json", "--features", ",".join(SETS), "--jobs", "2",
                              *clips[first:first + count])
        assert done.returncode == 0, done.stderr
        yield from map(json.loads, done.stdout.splitlines())


def faults(windows):
    """A sentence for each value that is no number in its row's range; how many were seen."""
    table, found, seen = rows(), [], 0
    for window in windows:
        for row in table:
            values = window[row["set"]]
            if values is None:  # loudness of silence
                continue
            value = values[row["name"]]
            if value is None and row["set"] == "musical":
                continue
            seen += 1
            if value is None or not row["lowest"] <= value <= row["highest"]:
                found.append(f"{row['set']}.{row['name']} of {window['file']} is {value}")
    return found, seen

"""`airmark eval` on clips that its model was trained on: models that were not answer for them."""
import json
import pathlib
import subprocess

import eval_dataset as e
import recordings as r

TRAINED = 8  # clips of each genre


def trained_on(music, folder):
    """A model that was trained on every clip of the folder."""
    table = pathlib.Path(folder("clips.csv"))
    described = r.run("describe", "--features", "gtzan58", "--csv", music, check=True)
    table.write_bytes(described.stdout)
    subprocess.run([e.AIRMARK, "train", table, "--no-validate", "--out", folder("model.json")],
                   check=True, capture_output=True, timeout=60)
    return folder("model.json")


def run(music, model, out, *flags, **more):
    e.run(music, "--tagger", "local,heuristic", "--model", model, "--out", out, *flags, **more)
    songs = json.loads(e.files(out)["tagged_songs.json"])
    metrics = json.loads(e.files(out)["accuracy_metrics.json"])["taggers"]
    return ([song for song in songs if song["tagger"] == "local"],
            next(one for one in metrics if one["tagger"] == "local"))


def test_clips_of_the_training_are_answered_out_of_fold(folder):
    music = e.write_dataset(folder("music"), TRAINED)
    songs, metrics = run(music, trained_on(music, folder), folder("out"), "--split", "random-3")
    count = TRAINED * len(e.GENRES)
    assert {song["acquaintance"] for song in songs} == {"out_of_fold"}, songs
    assert {song["model"] for song in songs} == {
        f"trained without 'part {part}'" for part in (1, 2, 3)}, songs
    assert (metrics["clip_count"], metrics["out_of_fold_count"]) == (count, count), metrics
    assert metrics["trained_on_count"] == 0, metrics


def test_where_nothing_can_be_fitted_memory_stands_apart(folder):
    music = e.write_dataset(folder("music"), TRAINED)
    model = trained_on(music, folder)
    few = e.write_dataset(folder("few"), TRAINED + 3)
    for genre in e.GENRES:  # one that it knows and three that it does not: too few for a fold
        for number in range(TRAINED - 1):
            (few / genre / f"{genre}-{number}.wav").unlink()
    songs, metrics = run(few, model, folder("out"), "--split", "random-2")
    known = sorted(song["file"] for song in songs if song["acquaintance"] == "trained_on")
    assert known == [f"{genre}/{genre}-{TRAINED - 1}.wav" for genre in e.GENRES], songs
    assert {song["acquaintance"] for song in songs} == {"trained_on", "unseen"}, songs
    assert metrics["clip_count"] == 12 and metrics["out_of_fold_count"] == 0, metrics
    assert (metrics["trained_on_count"], metrics["trained_on_accuracy"]) == (4, 1.0), metrics
    assert b"No model could be fitted" in e.files(folder("out"))[
        "reports/classification_report.txt"]


r.main(globals())

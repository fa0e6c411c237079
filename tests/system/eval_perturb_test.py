"""`airmark eval --perturb`: what it adds, what it counts, and that it survives being killed."""
import csv
import io
import json
import os
import subprocess
import time

import bedrock
import eval_dataset as e
import recordings as r

FLAGS = ("--split", "random-3", "--tagger", "model,heuristic")
NAMES = ["louder", "quieter", "highpass", "lowpass", "mp3", "faster", "slower", "excerpt"]
FILES = {"perturbations.csv", "visualizations/perturbations.png",
         "visualizations/perturbations.svg"}


def rows_of(out):
    """perturbations.csv by tagger and perturbation."""
    rows = csv.DictReader(io.StringIO(e.files(out)["perturbations.csv"].decode()))
    return {(row["tagger"], row["perturbation"]): row for row in rows}


def follows_its_schema(metrics):
    try:
        from jsonschema import Draft202012Validator
    except ImportError:
        print("not tried: python3-jsonschema is not installed")
        return
    path = os.path.join(os.environ["AIRMARK_SOURCE_DIR"], "config/accuracy_metrics.schema.json")
    with open(path, encoding="utf-8") as schema:
        Draft202012Validator(json.load(schema)).validate(metrics)


def volume_changes_nothing(rows):
    """The model leaves out what the volume moves."""
    for name in ("louder", "quieter"):
        row = rows["model", name]
        assert float(row["changed_share"]) == 0.0, row
        assert abs(float(row["confidence_drop"])) < 1e-4, row
        assert row["unchanged_count"] == "0", row


def test_all_of_them_are_told_in_every_report(folder):
    out = folder("out")
    done = e.run(e.write_dataset(folder("music"), 4, duration_s=3), *FLAGS, "--perturb", "all",
                 "--out", out)
    files = e.files(out)
    assert FILES <= set(files), set(files)
    rows = rows_of(out)
    assert list(rows) == [(tagger, name) for tagger in ("model", "heuristic") for name in NAMES]
    volume_changes_nothing(rows)
    metrics = json.loads(files["accuracy_metrics.json"])
    follows_its_schema(metrics)
    assert [p["perturbation"] for p in metrics["perturbations"]] == 2 * NAMES
    detailed = json.loads(files["reports/detailed_analysis.json"])["perturbations"]
    for told, row in zip(detailed, rows.values()):
        assert len(told["changed"]) == round(float(row["changed_share"]) * 16), (told, row)
    for text in (done.stdout, files["reports/classification_report.txt"],
                 files["reports/report.html"]):
        for name in NAMES:
            assert name.encode() in text, (name, text)
    assert json.loads(files["run.json"])["configuration"]["perturb"] == ",".join(NAMES)


def mixed_up_dataset(folder):
    """Every second clip of two genres is in the other's folder: models learn different things."""
    music = e.write_dataset(folder("music"), 12, genres=("blues", "metal"), duration_s=3)
    for number in range(0, 12, 2):
        for genre, other in (("blues", "metal"), ("metal", "blues")):
            os.rename(music / genre / f"{genre}-{number}.wav",
                      music / other / f"{other}-{number + 100}.wav")
    return music


def test_the_model_that_was_not_trained_on_a_clip_answers_for_its_copies(folder):
    music, table, model = mixed_up_dataset(folder), folder("table.csv"), folder("model.json")
    described = subprocess.run([e.AIRMARK, "describe", "--features", "gtzan58", "--csv", music],
                               check=True, capture_output=True).stdout
    with open(table, "wb") as file:
        file.write(described)
    subprocess.run([e.AIRMARK, "train", table, "--out", model], check=True, capture_output=True)
    e.run(music, "--split", "random-2", "--tagger", "model", "--model", model, "--perturb",
          "louder", "--out", folder("out"))
    tagger = json.loads(e.files(folder("out"))["accuracy_metrics.json"])["taggers"][0]
    assert tagger["out_of_fold_count"] == 24 and tagger["trained_on_count"] == 0, tagger
    row = rows_of(folder("out"))["model", "louder"]
    assert row["clip_count"] == "24" and float(row["changed_share"]) == 0.0, row
    assert abs(float(row["confidence_drop"])) < 1e-6, row


def test_a_language_model_is_asked_within_one_ceiling_and_about_recorded_clips_first(folder):
    music, name = e.write_dataset(folder("music"), 2, duration_s=3), f"bedrock:{bedrock.MODEL}"
    flags = ("--split", "all", "--tagger", name, "--jobs", 1, "--perturb", "louder,lowpass")

    def failures(out):
        return [int(rows_of(out)[name, one]["failure_count"]) for one in ("louder", "lowpass")]

    def metrics(out):
        return json.loads(e.files(out)["accuracy_metrics.json"])["taggers"][0]

    with bedrock.Standin(folder("home")) as standin:
        environment = standin.environment(AIRMARK_LLM_CACHE_REPLIES="0")
        e.run(music, *flags, "--out", folder("whole"), environment=environment)
        assert failures(folder("whole")) == [0, 0] and standin.calls()["calls"] == 24
        ceiling = 1.6 * metrics(folder("whole"))["cost_usd"]
        e.run(music, *flags, "--out", folder("cut"), "--max-usd", f"{ceiling:.9f}",
              environment=environment)
        assert metrics(folder("cut"))["failure_count"] == 0
        louder, lowpass = failures(folder("cut"))
        assert 0 < louder < 8 and lowpass == 8, (louder, lowpass)
        e.run(music, *flags, "--out", folder("cut"), "--resume", environment=environment)
        assert failures(folder("cut")) == [0, 0] and standin.calls()["calls"] == 48


def test_clips_that_are_no_longer_than_an_excerpt_stay_whole_and_are_counted(folder):
    music = e.write_dataset(folder("music"), 1, duration_s=11)
    e.write_dataset(folder("short"), 2, duration_s=3)
    for genre in e.GENRES:
        for number in range(2):
            os.rename(os.path.join(folder("short"), genre, f"{genre}-{number}.wav"),
                      music / genre / f"short-{number}.wav")
    e.run(music, *FLAGS, "--perturb", "excerpt", "--out", folder("out"))
    for row in rows_of(folder("out")).values():
        assert (row["clip_count"], row["unchanged_count"]) == ("12", "8"), row


def test_a_killed_run_ends_as_one_that_was_not_and_jobs_change_nothing(folder):
    music = e.write_dataset(folder("music"), 3)
    flags = ("--split", "random-3", "--tagger", "model", "--perturb", "mp3,faster,louder")
    begin = time.monotonic()
    e.run(music, *flags, "--jobs", 1, "--out", folder("whole"))
    took_s = time.monotonic() - begin
    killed = 0
    for share in (0.4, 0.6, 0.5):
        process = subprocess.Popen(e.command(music, *flags, "--out", folder("cut"), "--resume"),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(share * took_s)
        except subprocess.TimeoutExpired:
            process.kill()
            killed += 1
        process.wait()
    assert killed > 0
    e.run(music, *flags, "--jobs", 2, "--out", folder("cut"), "--resume")
    assert e.without_times(folder("cut")) == e.without_times(folder("whole"))


def test_without_the_flag_nothing_of_it_is_there_and_the_figures_are_the_same(folder):
    music = e.write_dataset(folder("music"), 3, duration_s=3)
    e.run(music, *FLAGS, "--out", folder("plain"))
    e.run(music, *FLAGS, "--perturb", "highpass", "--out", folder("more"))
    plain, more = e.without_times(folder("plain")), e.without_times(folder("more"))
    assert set(more) - set(plain) == FILES
    assert plain["model_performance.csv"] == more["model_performance.csv"]
    assert plain["tagged_songs.json"] == more["tagged_songs.json"]
    for name, content in plain.items():
        assert b"erturb" not in content, name
    done = e.run(music, *FLAGS, "--out", folder("more"), "--resume", exit_code=78)
    assert b"perturb was highpass and is now none" in done.stderr, done


def test_an_unknown_name_is_one_sentence(folder):
    music = e.write_dataset(folder("music"), 2)
    done = e.run(music, "--perturb", "mp3,fastr", "--out", folder("o"), exit_code=64)
    assert done.stdout == b"" and len(done.stderr.splitlines()) == 1, done
    assert b"unknown perturbation 'fastr'; did you mean faster?" in done.stderr, done
    assert not os.path.exists(folder("o"))


def test_what_evaluates_no_perturbed_clip_says_so(folder):
    music, replies = e.write_dataset(folder("music"), 2), folder("replies.jsonl")
    with open(replies, "w", encoding="utf-8") as file:
        file.write('{"id": "0123456789abcdef", "reply": "rock"}\n')
    for flags in (("--dry-run",), ("--export-prompts", folder("p.jsonl")),
                  ("--import-replies", replies)):
        done = e.run(music, *flags, "--perturb", "mp3", "--out", folder("o"), exit_code=64)
        assert b"--perturb" in done.stderr and len(done.stderr.splitlines()) == 1, done
        assert not os.path.exists(folder("o")) and not os.path.exists(folder("p.jsonl"))


r.main(globals())

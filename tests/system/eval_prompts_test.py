"""`airmark eval`: prompts taken out, replies brought in, what asking would cost, its ceiling."""
import hashlib
import json
import os
import pathlib
import wave

import bedrock
import eval_dataset as e
import numpy
import recordings as r

SECOND_MODEL = "ministral_3b"
TAGGERS = f"bedrock:{bedrock.MODEL},bedrock:{SECOND_MODEL}"
NOBODY = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "XDG_CONFIG_HOME": "/nonexistent",
          "XDG_STATE_HOME": "/nonexistent", "XDG_CACHE_HOME": "/nonexistent"}


def exported(music, file, *flags):
    e.run(music, "--split", "all", "--export-prompts", file, *flags, environment=NOBODY)
    return [json.loads(line) for line in pathlib.Path(file).read_text().splitlines()]


def write_replies(file, replies):
    """`replies` by id."""
    pathlib.Path(file).write_text("".join(
        json.dumps({"id": name, "reply": reply, "cost_usd": 0.001, "odd": None}) + "\n"
        for name, reply in replies.items()))
    return file


def evaluated(music, out, *flags, **more):
    return e.run(music, "--split", "all", "--out", out, *flags, environment=NOBODY, **more)


def songs_of(out, tagger):
    return [song for song in json.loads(e.files(out)["tagged_songs.json"])
            if song["tagger"] == tagger]


def metrics_of(out, tagger):
    metrics = json.loads(e.files(out)["accuracy_metrics.json"])
    return next(one for one in metrics["taggers"] if one["tagger"] == tagger)


def test_prompts_name_neither_files_nor_genres(folder):
    music = e.write_dataset(folder("music"), 3)
    lines = exported(music, folder("prompts.jsonl"), "--strategy", "zero-shot")
    assert len(lines) == 12 and all(set(line) == {"id", "system", "prompt"} for line in lines)
    ids = [line["id"] for line in lines]
    assert ids == sorted(set(ids)) and all(len(name) == 16 for name in ids), ids
    assert all(set(name) <= set("0123456789abcdef") for name in ids), ids
    text = pathlib.Path(folder("prompts.jsonl")).read_text()
    assert ".wav" not in text and not any(f"{genre}-" in text for genre in e.GENRES)
    assert sorted(os.listdir(folder())) == ["music", "prompts.jsonl"]
    # The same sound under names that are sorted otherwise, in the folder of another genre.
    moved = pathlib.Path(folder("moved"))
    for n, genre in enumerate(e.GENRES):
        (moved / genre).mkdir(parents=True)
        for file in (music / e.GENRES[n - 1]).iterdir():
            os.link(file, moved / genre / f"x{9 - int(file.stem[-1])}.wav")
    assert exported(moved, folder("again.jsonl"), "--strategy", "zero-shot") == lines


def test_prompts_are_those_that_describe_shows(folder):
    music = e.write_dataset(folder("music"), 2)
    lines = exported(music, folder("p"), "--tagger", "bedrock:ministral_8b/few-shot")
    shown = r.run("describe", "--prompt", "--json", "--strategy", "few-shot", music)
    prompts = {json.loads(line)["user"] for line in shown.stdout.splitlines()}
    assert {line["prompt"] for line in lines} == prompts


def test_export_refuses_what_would_tell_or_does_not_fit(folder):
    music = e.write_dataset(folder("music"), 2)
    for flags, word in ((("--strategy", "grounded"), b"grounded"),
                        (("--tagger", TAGGERS), b"name one"), (("--resume",), b"--resume"),
                        (("--dry-run",), b"choose one"),
                        (("--min-accuracy", "0.5"), b"evaluates nothing"),
                        (("--json",), b"prints nothing")):
        done = e.run(music, "--export-prompts", folder("p"), *flags, exit_code=64,
                     environment=NOBODY)
        assert word in done.stderr, done
    assert not os.path.exists(folder("p"))


def id_of(file):
    """As documented: it follows from the decoded sound, 32-bit floats, and nothing else."""
    with wave.open(str(file)) as sound:
        samples = numpy.frombuffer(sound.readframes(sound.getnframes()), "<i2")
    checksum = hashlib.sha256((samples.astype("<f4") / 32768).tobytes()).hexdigest()
    return hashlib.sha256(f"airmark prompt {checksum}".encode()).hexdigest()[:16]


def test_replies_are_evaluated_as_a_language_models_are(folder):
    music = e.write_dataset(folder("music"))
    truth = {id_of(file): file.parent.name for file in sorted(music.rglob("*.wav"))}
    ids = list(truth)
    assert sorted(ids) == [line["id"] for line in exported(music, folder("prompts.jsonl"))]
    replies = {name: json.dumps({"genre": genre, "confidence": 0.5})
               for name, genre in truth.items()}
    for name in ids[2:6]:  # four wrong ones; then one that is missing, and one that is none
        replies[name] = 'Well: {"genre": "jazz", "confidence": 0.6}'
    del replies[ids[0]]
    replies[ids[1]] = "I would rather not say."
    replies["0123456789abcdef"] = "blues"
    file = write_replies(folder("theirs.jsonl"), replies)
    out = folder("out")
    done = evaluated(music, out, "--import-replies", file, "--tagger", "heuristic")
    assert b"0123456789abcdef" in done.stderr and b"theirs.jsonl, line" in done.stderr, done
    songs = songs_of(out, "replies:theirs")
    assert len(songs) == 24 and songs_of(out, "local"), "the baseline stands beside it"
    failed = [song["error"] for song in songs if song["error"]]
    assert sorted("no reply" in error for error in failed) == [False, True], failed
    metrics = metrics_of(out, "replies:theirs")
    assert metrics["clip_count"] == 24 and metrics["accuracy"]["value"] == 18 / 24, metrics
    assert (metrics["failure_count"], metrics["parse_failure_count"]) == (2, 1), metrics
    coverage = [(point["coverage"], point["accuracy"]) for point in metrics["coverage"]]
    assert coverage == [(4 / 24, 0.0), (22 / 24, 18 / 22), (1.0, 18 / 24)], coverage
    write_replies(file, {**replies, ids[0]: "jazz"})
    done = evaluated(music, out, "--import-replies", file, "--tagger", "heuristic", "--resume",
                     exit_code=78)
    assert b"replies:theirs was" in done.stderr, done


def test_replies_that_cannot_be_used_are_one_sentence(folder):
    music = e.write_dataset(folder("music"), 2)
    name = exported(music, folder("p"))[0]["id"]
    good = json.dumps({"id": name, "reply": "jazz"}) + "\n"
    for text, words in ((good + good, b"line 2"), (good + "jazz\n", b"line 2"),
                        ('{"id":"ffffffffffffffff","reply":"jazz"}', b"no clip")):
        file = pathlib.Path(folder("bad.jsonl"))
        file.write_text(text)
        done = evaluated(music, folder("o"), "--import-replies", file, exit_code=65)
        assert b"bad.jsonl" in done.stderr.splitlines()[-1] and words in done.stderr, done
    pathlib.Path(folder("sub")).mkdir()
    pathlib.Path(folder("sub/bad.jsonl")).write_text(good)
    pathlib.Path(folder("bad.jsonl")).write_text(good)
    done = evaluated(music, folder("o2"), "--import-replies", folder("bad.jsonl"),
                     "--import-replies", folder("sub/bad.jsonl"), exit_code=64)
    assert b"replies:bad" in done.stderr, done


def test_a_dry_run_asks_nobody_and_leaves_nothing(folder):
    music = e.write_dataset(folder("music"), 3)
    flags = ("--split", "all", "--tagger", TAGGERS, "--out", folder("out"))
    with bedrock.Standin(folder("home")) as standin:
        environment = standin.environment()
        told = e.run(music, *flags, "--dry-run", "--json", environment=environment)
        text = e.run(music, *flags, "--dry-run", environment=environment)
        assert standin.calls()["calls"] == 0
        assert not os.path.exists(folder("out")) and not os.path.exists(folder("home"))
        cost = json.loads(told.stdout)
        e.run(music, *flags, environment=environment)
        spent = bedrock.ledger(standin, "SELECT sum(amount_nano_usd) FROM calls")[0][0] / 1e9
        assert standin.calls()["calls"] == cost["calls"] == 24
    assert cost["clips"] == 12 and [one["calls"] for one in cost["taggers"]] == [12, 12], cost
    most = sum(one["most_usd"] for one in cost["taggers"])
    assert abs(most - cost["most_usd"]) < 1e-9 and 0 < spent <= most, (spent, cost)
    for word in (b"clips", b"calls", b"input tokens", b"at most $", b"ceiling", b"in all"):
        assert word in text.stdout, text
    free = e.run(music, "--dry-run", environment=NOBODY)
    assert b"nothing would be paid" in free.stdout, free


def test_the_ceiling_holds_for_all_taggers_and_all_parts_of_a_run(folder):
    music = e.write_dataset(folder("music"), 4)
    ceiling = 0.003
    flags = ("--split", "all", "--tagger", TAGGERS, "--out", folder("out"), "--jobs", 1,
             "--max-usd")
    spent = []
    with bedrock.Standin(folder("home")) as standin:
        environment = standin.environment(AIRMARK_LLM_CACHE_REPLIES="0")
        for part in ((ceiling,), (ceiling, "--resume"), (1, "--resume")):
            e.run(music, *flags, *part, environment=environment)
            spent.append(bedrock.ledger(standin, "SELECT sum(amount_nano_usd) FROM calls")[0][0])
            if part == (ceiling,):
                told = str([song["error"] for song in songs_of(folder("out"),
                                                               f"bedrock:{bedrock.MODEL}")])
                assert "--max-usd" in told and "--max-usd-run" not in told, told
        calls = standin.calls()["calls"]
    assert 0 < spent[0] <= ceiling * 1e9 and spent[1] == spent[0] < spent[2], spent
    assert calls == 32, calls
    assert b"--max-usd-run" not in e.run("--help").stdout


r.main(globals())

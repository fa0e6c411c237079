"""`airmark eval`: what it writes, that it repeats itself, and that it survives being killed."""
import json
import os
import random
import subprocess
import time

import eval_dataset as e
import recordings as r

FLAGS = ("--split", "random-3", "--tagger", "local")


def dataset(folder, **more):
    return e.write_dataset(folder("music"), **more)


def one_sentence(done, *words):
    assert done.stdout == b"" and done.stderr.strip(), done
    last = done.stderr.splitlines()[-1]
    for word in words:
        assert word.encode() in last, (word, done)


def test_a_run_writes_every_file_and_a_table(folder):
    out = folder("out")
    done = e.run(dataset(folder), "--split", "random-3", "--tagger", "heuristic,local",
                 "--out", out)
    assert e.RUN_FILES <= set(e.files(out)), e.RUN_FILES - set(e.files(out))
    assert "classification_results.png" in e.files(out)
    lines = done.stdout.decode().splitlines()
    assert lines[0].split()[0] == "tagger" and lines[1].startswith("heuristic"), lines
    assert b"24 of 24 clips" in done.stderr, done.stderr
    songs = json.loads(e.files(out)["tagged_songs.json"])
    assert len(songs) == 2 * 24, len(songs)


def test_two_runs_with_one_job_and_two_write_the_same_bytes(folder):
    music = dataset(folder)
    for name, jobs in (("a", 1), ("b", 2)):
        e.run(music, *FLAGS, "--jobs", jobs, "--out", folder(name))
    assert e.without_times(folder("a")) == e.without_times(folder("b"))


def test_a_run_that_is_killed_again_and_again_ends_as_one_that_is_not(folder):
    music = dataset(folder)
    begin = time.monotonic()
    e.run(music, *FLAGS, "--out", folder("whole"))
    took_s = time.monotonic() - begin
    draw = random.Random(5)
    killed = 0
    for _ in range(4):
        process = subprocess.Popen(e.command(music, *FLAGS, "--out", folder("cut"), "--resume"),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(draw.uniform(0.2, 0.9) * took_s)
        except subprocess.TimeoutExpired:
            process.kill()
            killed += 1
        process.wait()
    assert killed > 0
    e.run(music, *FLAGS, "--out", folder("cut"), "--resume")
    assert e.without_times(folder("cut")) == e.without_times(folder("whole"))


def test_a_folder_with_a_run_is_left_alone(folder):
    music, out = dataset(folder, clips_per_genre=3), folder("out")
    e.run(music, *FLAGS, "--out", out)
    before = e.files(out)
    one_sentence(e.run(music, *FLAGS, "--out", out, exit_code=73), "holds a run already",
                 "--resume")
    done = e.run(music, *FLAGS, "--seed", 2, "--out", out, "--resume", exit_code=78)
    one_sentence(done, "seed was 1 and is now 2")
    assert e.files(out) == before


def test_two_runs_on_one_folder_at_once_are_one_too_many(folder):
    music, out = dataset(folder), folder("out")
    first = subprocess.Popen(e.command(music, *FLAGS, "--out", out), stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    while not os.path.exists(os.path.join(out, "journal.sqlite")) and first.poll() is None:
        time.sleep(0.01)
    one_sentence(e.run(music, *FLAGS, "--out", out, "--resume", exit_code=74), "another run")
    assert first.wait(timeout=60) == 0


def test_bad_input_is_one_sentence(folder):
    os.makedirs(folder("empty"))
    one_sentence(e.run(folder("empty"), "--out", folder("o"), exit_code=66))
    one_sentence(e.run(folder("nowhere"), "--out", folder("o"), exit_code=66))
    one = e.write_dataset(folder("one"), 2, genres=("blues",))
    one_sentence(e.run(one, "--out", folder("o"), exit_code=65), "genre")
    os.rename(one / "blues", one / "unheard-of")
    one_sentence(e.run(one, "--out", folder("o"), exit_code=65))
    assert not os.path.exists(folder("o"))
    music = e.write_dataset(folder("music"), 2)
    one_sentence(e.run(music, "--tagger", "heuristik", "--out", folder("o"), exit_code=64),
                 "heuristic")
    one_sentence(e.run(music, "--split", "randomly", "--out", folder("o"), exit_code=64))
    one_sentence(e.run(music, "--samples-per-genre", "0", "--out", folder("o"), exit_code=64))


def test_a_full_disk_ends_the_run_and_not_the_journal(folder):
    place = folder("small")
    os.makedirs(place)
    if os.geteuid() != 0 or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=160k", "tmpfs", place], check=False,
            stderr=subprocess.DEVNULL).returncode != 0:
        print("not tried: no right to mount a small disk")
        return
    try:
        music, out = dataset(folder, clips_per_genre=4), os.path.join(place, "out")
        one_sentence(e.run(music, *FLAGS, "--out", out, exit_code=74), out)
        subprocess.run(["mount", "-o", "remount,size=64m", place], check=True)
        e.run(music, *FLAGS, "--out", out, "--resume")
        e.run(music, *FLAGS, "--out", folder("whole"))
        assert e.without_times(out) == e.without_times(folder("whole"))
    finally:
        subprocess.run(["umount", place], check=True)


def test_a_floor_that_is_missed_is_an_exit_code(folder):
    music = dataset(folder, clips_per_genre=3)
    e.run(music, "--split", "all", "--tagger", "heuristic", "--out", folder("a"),
          "--min-accuracy", 0)
    e.run(music, "--split", "all", "--tagger", "heuristic", "--out", folder("b"),
          "--min-accuracy", 1, exit_code=1)


def test_two_runs_are_compared(folder):
    music = dataset(folder, clips_per_genre=3)
    for name, tagger in (("a", "heuristic"), ("b", "local")):
        e.run(music, "--split", "all", "--tagger", tagger, "--out", folder(name))
    done = e.run("compare", folder("a"), folder("b"))
    assert b"heuristic" in done.stdout and b"local" in done.stdout, done


r.main(globals())

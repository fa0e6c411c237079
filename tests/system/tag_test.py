"""`airmark tag`: windows, verdicts, events, pipes, threads and how it ends."""

import json
import os
import pty
import select
import signal
import subprocess
import time

import recordings as r


def lines(*arguments, exit_code=0, **options):
    done = r.run("tag", *arguments, **options)
    assert done.returncode == exit_code, (arguments, done)
    return done.stdout.decode().splitlines()


def events(*arguments, **options):
    return [json.loads(line) for line in lines("--json", *arguments, **options)]


def start(*arguments, **options):
    options.setdefault("stderr", subprocess.PIPE)
    return subprocess.Popen([r.program(), *arguments], stdout=subprocess.PIPE, **options)


def test_a_clip_of_thirty_one_seconds_is_one_window(folder):
    path = r.write_music(folder("x.wav"), 30.9)
    told = lines(path)
    assert len(told) == 2, told
    assert told[0].startswith(path + "  0:00-0:31  ") and "  verdict  " in told[1], told


def test_longer_ones_are_cut_and_judged_together(folder):
    path = r.write_music(folder("x.wav"), 70.0, 8000)
    told = events(path)
    assert [e["type"] for e in told] == ["window", "window", "window", "file"], told
    assert [round(e["start_s"]) for e in told] == [0, 30, 60, 0], told
    assert abs(told[3]["duration_s"] - 70.0) < 0.001, told[3]
    assert [e["seq"] for e in told] == [1, 2, 3, 4]
    assert len({e["id"] for e in told}) == 4 and len({e["session"] for e in told}) == 1
    for event in told:
        assert event["file"] == path and event["schema"] == 1, event
        probabilities = [tag["probability"] for tag in event["tags"]]
        assert probabilities == sorted(probabilities, reverse=True), event
        assert abs(sum(probabilities) - 1) < 1e-6, event
    assert "3 windows" in told[3]["reasoning"], told[3]


def test_a_single_windows_verdict_is_that_windows_answer(folder):
    window, verdict = events(r.write_music(folder("x.wav"), 5.0))
    for key in ("tags", "confidence", "reasoning", "key_indicators", "tagger"):
        assert window[key] == verdict[key], key


def test_window_and_interval_are_settings(folder):
    path = r.write_music(folder("x.wav"), 12.0)
    told = events("--window", "5", "--interval", "2.5", path)
    starts = [e["start_s"] for e in told if e["type"] == "window"]
    assert len(starts) >= 3 and abs(starts[1] - 2.5) < 0.02, starts


def test_a_window_alone_leaves_nothing_unheard(folder):
    path = r.write_music(folder("x.wav"), 20.0, 8000)
    starts = [round(e["start_s"]) for e in events("--window", "5", path) if e["type"] == "window"]
    assert starts == [0, 5, 10, 15], starts
    done = r.run("tag", "--window", "5", "--interval", "10", path)
    assert done.returncode == 0 and done.stderr.count(b"\n") == 1, done
    assert b"5 s between one window and the next are not heard" in done.stderr, done


def test_a_pipe_gives_what_the_file_gives(folder):
    path = r.write_music(folder("x.wav"), 40.0, 22050, 2)
    with open(path, "rb") as file:
        wave = file.read()
    stream = wave[:40] + b"\xff\xff\xff\xff" + wave[44:]
    expected = lines("--windows", path)
    assert len(expected) == 2, expected
    for content in (wave, stream):
        assert lines("--windows", "-", input=content) == expected
    raw = lines("--windows", "--pcm", "f32le:22050:2", "-", input=wave[44:])
    assert raw == expected
    assert json.loads(expected[0])["duration_s"] > 29.9


def test_a_pipe_is_tagged_as_it_arrives(folder):
    path = r.write_music(folder("x.wav"), 8.0)
    with open(path, "rb") as file:
        content = file.read()
    process = start("tag", "--window", "3", "--interval", "3", "-", stdin=subprocess.PIPE)
    process.stdin.write(content[:len(content) * 3 // 4])
    process.stdin.flush()
    ready, _, _ = select.select([process.stdout], [], [], 60)
    assert ready, "no line before the end of the stream"
    assert process.stdout.readline().startswith(b"standard input  0:00-0:03  ")
    process.stdin.write(content[len(content) * 3 // 4:])
    process.stdin.close()
    assert b"verdict" in process.stdout.read()
    assert process.wait(60) == 0


def test_output_is_in_the_order_of_the_files_on_any_number_of_threads(folder):
    for n in range(9):
        r.write_music(folder("set", f"{n}.wav"), 35.0 if n == 1 else 2.0, 8000, pitch_hz=100 + n)
    r.write(folder("set", "5.wav"), b"no music\n")
    done = [r.run("tag", "--jobs", jobs, folder("set")) for jobs in ("1", "4")]
    assert done[0].returncode == done[1].returncode == 1, done
    assert done[0].stdout == done[1].stdout and done[0].stderr == done[1].stderr, done
    assert done[0].stdout.count(b"  verdict  ") == 8
    assert done[0].stderr.count(b"\n") == 1 and b"5.wav" in done[0].stderr, done
    sequence = [e["seq"] for e in events("--jobs", "4", folder("set"), exit_code=1)]
    assert sequence == list(range(1, len(sequence) + 1)), sequence


def test_files_of_other_kinds_are_passed_over_in_folders_only(folder):
    r.write_music(folder("set", "x.wav"))
    notes = r.write(folder("set", "notes.txt"), b"remember the milk\n")
    assert len(lines(folder("set"))) == 2
    assert r.run("tag", notes).returncode == 65


def test_an_interrupt_ends_it_at_once_with_whole_lines(folder):
    r.write(folder("long.wav"), r.wave_bytes([r.music(20, 8000) * 40], 8000))
    process = start("tag", "--json", "--window", "3", "--interval", "3", folder("long.wav"))
    first = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    begin = time.monotonic()
    rest = process.stdout.read()
    assert process.wait(60) == 130
    assert time.monotonic() - begin < 5
    for line in [first, *rest.splitlines(keepends=True)]:
        assert line.endswith(b"\n") and json.loads(line)["type"] == "window", line


def test_an_interrupt_ends_the_wait_for_a_silent_pipe(folder):
    process = start("tag", "--pcm", "s16le:22050:1", "-", stdin=subprocess.PIPE)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 130
    assert process.stdout.read() == b""


def test_it_ends_quietly_when_the_reader_has_left(folder):
    r.write(folder("long.wav"), r.wave_bytes([r.music(20, 8000) * 10], 8000))
    process = start("tag", "--window", "3", "--interval", "3", folder("long.wav"))
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(60) == 0
    assert process.stderr.read() == b""


def test_a_full_disk_is_one_sentence(folder):
    path = r.write_music(folder("x.wav"))
    with open("/dev/full", "wb") as full:
        done = subprocess.run([r.program(), "tag", path], stdout=full, stderr=subprocess.PIPE,
                              timeout=60)
    assert done.returncode == 74 and done.stderr.count(b"\n") == 1, done


def on_a_terminal(environment, *arguments):
    """What standard error, a terminal, got to see."""
    ours, theirs = pty.openpty()
    process = start(*arguments, stderr=theirs, env=dict(os.environ, TERM="xterm", **environment))
    os.close(theirs)
    seen = b""
    while True:
        try:
            seen += os.read(ours, 4096)
        except OSError:
            break
    process.communicate(timeout=60)
    os.close(ours)
    assert process.returncode == 0
    return seen


def test_progress_is_shown_on_a_terminal_where_there_is_much_to_do(folder):
    for n in range(12):
        r.write_music(folder("set", f"{n}.wav"), 12.0, 44100)
    quiet = r.run("tag", folder("set"))
    assert quiet.stderr == b"", quiet
    seen = on_a_terminal({"NO_COLOR": ""}, "tag", "--jobs", "1", folder("set"))
    assert b"of 12 files" in seen and b"\033[36m" in seen, seen
    assert seen.endswith(b"\r\033[K"), seen[-80:]
    plain = on_a_terminal({"NO_COLOR": "1"}, "tag", "--jobs", "1", folder("set"))
    assert b"of 12 files" in plain and b"\033[36m" not in plain, plain
    assert on_a_terminal({}, "tag", folder("set", "1.wav")) == b""


r.main(globals())

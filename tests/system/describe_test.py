"""`airmark describe`: words, JSON, and rows of the published table."""

import csv
import io
import json
import os
import shutil
import subprocess

import recordings as r


def lines(*arguments, exit_code=0):
    done = r.run("describe", *arguments)
    assert done.returncode == exit_code, (arguments, done)
    return done.stdout.decode().splitlines()


def published_header():
    """The columns of the published table, from the feature table's own source."""
    with open(os.path.join(r.SOURCE, "analysis", "vocabulary", "gtzan58.cpp")) as file:
        names = [line.split('"')[1] for line in file if line.startswith('    {"')]
    assert len(names) == 58, names
    return ["filename", *names, "label"]


def rows(*arguments, exit_code=0):
    text = "\n".join(lines("--features", "gtzan58", "--csv", *arguments, exit_code=exit_code))
    table = list(csv.reader(io.StringIO(text)))
    assert table[0] == published_header(), table[0]
    return table[1:]


def test_words_stand_under_their_levels(folder):
    path = r.write_music(folder("x.wav"), 5.0)
    told = lines("--length", "full", path)
    headings = [line.strip() for line in told if line.startswith("  ") and line[2] != " "]
    assert headings[:3] == ["Measured", "Heard", "Felt"], told
    assert any(" BPM" in line for line in told), told
    assert told[-1].strip() == "From 5.0 s of audio at 22050 Hz, 1 channel.", told


def test_words_are_a_paragraph_unless_more_or_less_is_wanted(folder):
    path = r.write_music(folder("x.wav"), 5.0)
    (paragraph,) = lines(path)
    assert lines("--length", "paragraph", path) == [paragraph]
    assert 2 <= paragraph.count(". ") + 1 <= 5 and paragraph.endswith("."), paragraph
    (line,) = lines("--length", "line", path)
    assert len(line) <= 100 and line.endswith(".") and line != paragraph, line
    assert len(lines("--length", "full", path)) > 10


def test_a_length_is_one_of_three_and_of_words_only(folder):
    path = r.write_music(folder("x.wav"), 2.0)
    for flags in (["--length", "novel"], ["--length", "line", "--json"],
                  ["--length", "line", "--prompt"]):
        done = r.run("describe", *flags, path)
        assert done.returncode == 64 and not done.stdout and b"--length" in done.stderr, done


def test_several_files_have_a_heading_each(folder):
    paths = [r.write_music(folder(name), 2.0) for name in ("b.wav", "a.wav")]
    told = lines(*paths)
    assert [line for line in told if line in paths] == paths, told
    told = lines("--length", "line", *paths)
    assert [line.split("  ")[0] for line in told] == paths, told


def test_json_says_which_file_and_all_that_was_measured(folder):
    path = r.write_music(folder('odd "name".wav'), 4.0, 44100, 2)
    (line,) = lines("--json", path)
    assert line.startswith('{"file":'), line
    told = json.loads(line)
    assert told["file"] == path
    assert told["source_rate_hz"] == 44100 and told["source_channel_count"] == 2, told
    assert len(told["gtzan58"]) == 58 and told["gtzan58"]["length"] == 88200, told
    assert {s["level"] for s in told["description"]} == {"low", "mid", "high"}, told


def test_an_excerpt_is_what_a_file_of_its_own_would_be(folder):
    sound = r.music(6.0, 22050)
    whole = r.write(folder("whole.wav"), r.wave_bytes([sound], 22050))
    part = r.write(folder("part.wav"), r.wave_bytes([sound[22050:66150]], 22050))
    (cut,) = rows("--start", "1", "--duration", "2", whole)
    (alone,) = rows(part)
    assert cut[1] == "44100" and cut[1:] == alone[1:]
    done = r.run("describe", "--start", "7", whole)
    assert done.returncode == 65 and b"lasts 6.000 s" in done.stderr, done


def test_the_label_is_the_folder_where_it_is_a_genre(folder):
    names = [("blues", "blues"), ("Hip-Hop", "hiphop"), ("Heavy Metal", "metal"), ("mixed", "")]
    for name, _ in names:
        r.write_music(folder("set", name, "clip.wav"), 1.5)
    for name, label in names:
        (row,) = rows(folder("set", name))
        assert row[0] == "clip.wav" and row[-1] == label, row


def test_rows_are_in_the_order_of_the_files_on_any_number_of_threads(folder):
    for n in range(12):
        r.write_music(folder("set", "rock", f"{n:02}.wav"), 4.0 if n % 3 == 0 else 1.2,
                      pitch_hz=110 + 20 * n)
    one = lines("--features", "gtzan58", "--csv", "--jobs", "1", folder("set"))
    assert [line.split(",")[0] for line in one[1:]] == [f"{n:02}.wav" for n in range(12)]
    for jobs in ("2", "5", "0"):
        assert lines("--features", "gtzan58", "--csv", "--jobs", jobs, folder("set")) == one, jobs


def test_a_bad_file_is_reported_and_the_rest_goes_on(folder):
    good = r.write_music(folder("set", "good.wav"), 2.0)
    bad = r.write(folder("set", "bad.wav"), b"no music\n" * 100)
    done = r.run("describe", "--features", "gtzan58", "--csv", bad, good)
    assert done.returncode == 1, done
    assert done.stdout.decode().splitlines()[1].startswith("good.wav,"), done
    assert done.stderr.count(b"\n") == 1 and bad.encode() in done.stderr, done
    both = r.run("describe", bad, folder("nowhere.wav"))
    assert both.returncode == 65 and both.stderr.count(b"\n") == 2 and not both.stdout, both


def test_more_than_a_window_is_refused_with_a_way_out(folder):
    path = r.write(folder("long.wav"), r.wave_bytes([r.silence(901, 8000)], 8000))
    done = r.run("describe", path)
    assert done.returncode == 65 and b"--start" in done.stderr and b"airmark tag" in done.stderr
    header = r.wave_bytes([r.silence(0, 8000)], 8000)  # a stream does not say how long it is
    done = r.run("describe", "-", input=header + bytes(4 * 8000 * 901))
    assert done.returncode == 65 and b"--start" in done.stderr, done
    assert r.run("describe", "--duration", "2", path).returncode == 0


def test_each_format_gives_the_same_row(folder):
    if shutil.which("ffmpeg") is None:
        print("      (no ffmpeg: compressed formats are not tested)")
        return
    convert = ["ffmpeg", "-nostdin", "-v", "error", "-i"]
    sound = r.write_music(folder("float.wav"), 4.0, 44100, 2)
    master = folder("x.wav")  # 16 bits, so that each format can hold it without loss
    subprocess.run([*convert, sound, "-c:a", "pcm_s16le", master], check=True)
    (reference,) = rows(master)
    for name in ("x.flac", "x.au", "x.aiff", "x.wv"):
        subprocess.run([*convert, master, folder(name)], check=True)
        (row,) = rows(folder(name))
        assert row == [name, *reference[1:]], (name, row, reference)


r.main(globals())

"""Whatever is wrong with an input is one sentence that names it, and the right exit code."""

import json
import math
import os

import recordings as r

BAD_DATA, NO_INPUT, NOT_ALLOWED = 65, 66, 77


def expect_one_sentence(path, exit_code, words, *flags):
    for command in ("tag", "describe"):
        done = r.run(command, path, *flags)
        said = done.stderr.decode()
        where = f"{command} {path}: exit {done.returncode}, stderr {said!r}"
        assert done.returncode == exit_code, where
        assert done.stdout == b"", where
        assert said.count("\n") == 1 and said.endswith("\n"), where
        assert path in said and words in said, where


def expect_done(command, *arguments):
    done = r.run(command, *arguments)
    assert done.returncode == 0, (arguments, done.returncode, done.stderr)
    assert done.stdout, arguments
    return done


def test_a_file_that_is_not_there(folder):
    expect_one_sentence(folder("nowhere.wav"), NO_INPUT, "there is no file")
    os.symlink("nowhere.wav", folder("dangling.wav"))
    expect_one_sentence(folder("dangling.wav"), NO_INPUT, "there is no file")


def test_a_file_that_may_not_be_read(folder):
    path = r.write_music(folder("secret.wav"))
    os.chmod(path, 0)
    if os.access(path, os.R_OK):
        print("      (root may read every file: the refusal is not tested)")
        return
    expect_one_sentence(path, NOT_ALLOWED, "may not be read")


def test_a_folder_without_sound(folder):
    os.mkdir(folder("empty"))
    expect_one_sentence(folder("empty"), NO_INPUT, "no sound files in folder")


def test_an_empty_folder_among_others_fails_alone(folder):
    good = r.write_music(folder("good.wav"))
    os.mkdir(folder("empty"))
    for command in ("tag", "describe"):
        done = r.run(command, folder("empty"), good)
        assert done.returncode == 1 and good.encode() in done.stdout, done
        assert done.stderr.count(b"\n") == 1 and folder("empty").encode() in done.stderr, done


def test_a_locked_folder_among_others_fails_alone(folder):
    if os.geteuid() != 0:
        print("      (only root can become somebody who is refused: not tested)")
        return
    good = r.write_music(folder("set", "a", "good.wav"))
    r.write_music(folder("set", "locked", "x.wav"))
    os.chmod(folder("set", "locked"), 0o700)
    os.chmod(folder(), 0o755)
    done = r.run("tag", folder("set"), user=65534)
    assert done.returncode == 1 and good.encode() in done.stdout, done
    assert done.stderr.count(b"\n") == 1, done
    assert folder("set", "locked").encode() in done.stderr, done


def test_text_with_the_name_of_sound(folder):
    for ending in ("wav", "au", "mp3", "flac", "ogg", "opus", "m4a", "aiff", "snd"):
        path = r.write(folder("text." + ending), b"these are words, and no music at all\n" * 300)
        expect_one_sentence(path, BAD_DATA, "is not a sound file")


def test_zero_length(folder):
    expect_one_sentence(r.write(folder("zero.wav"), b""), BAD_DATA, "is empty")
    nothing = r.wave_bytes([r.silence(0, 44100)], 44100)
    expect_one_sentence(r.write(folder("none.wav"), nothing), BAD_DATA, "holds no audio")


def test_a_damaged_header(folder):
    good = bytearray(r.wave_bytes([r.music(2, 22050)], 22050))
    good[22:24] = b"\0\0"
    expect_one_sentence(r.write(folder("bad.wav"), good), BAD_DATA, "no channels")
    short = r.write(folder("short.wav"), good[:30])
    expect_one_sentence(short, BAD_DATA, "before its first sample")


def test_a_truncated_wave(folder):
    whole = r.wave_bytes([r.music(4, 22050)] * 2, 22050)
    path = r.write(folder("cut.wav"), whole[:44 + (len(whole) - 44) // 4])
    expect_one_sentence(path, BAD_DATA, "promises 4.000 s of audio, but only 1.000 s")


def test_samples_that_are_not_numbers(folder):
    for bad in (math.nan, math.inf, 1e29):
        sound = r.music(3, 22050)
        sound[11025] = bad
        path = r.write(folder("nan.wav"), r.wave_bytes([sound], 22050))
        expect_one_sentence(path, BAD_DATA, "frame 11025 (0.500 s)")


def test_a_tenth_of_a_second(folder):
    path = r.write_music(folder("short.wav"), duration_s=0.1)
    tagged = r.run("tag", path)
    assert tagged.returncode == BAD_DATA and tagged.stdout == b"", tagged
    assert b"at least 1 s" in tagged.stderr and tagged.stderr.count(b"\n") == 1, tagged
    described = expect_done("describe", path)
    assert b"mean little" in described.stderr and described.stderr.count(b"\n") == 1, described
    assert path.encode() in described.stderr


def test_less_than_any_value_needs(folder):
    expect_one_sentence(r.write_music(folder("tiny.wav"), duration_s=0.04), BAD_DATA, "at least")


def test_silence_is_silence_and_no_error(folder):
    path = r.write(folder("silence.wav"), r.wave_bytes([r.silence(5, 44100)] * 2, 44100))
    tagged = expect_done("tag", path)
    assert tagged.stdout.decode().splitlines() == [path + "  0:00-0:05  silence",
                                                   path + "  verdict  silence"], tagged
    assert tagged.stderr == b"", tagged
    for line in r.run("tag", "--json", path).stdout.splitlines():
        event = json.loads(line)
        assert event["state"] == "silence" and event["tags"] == [] and event["confidence"] == 0
        assert event["tagger"] and "tag" not in event, event
    assert expect_done("describe", path).stderr == b""


def test_many_channels_and_odd_rates(folder):
    for rate_hz, channel_count in ((44100, 8), (8000, 1), (192000, 2)):
        path = r.write_music(folder(f"{rate_hz}.wav"), 2.0, rate_hz, channel_count)
        for command in ("tag", "describe"):
            assert expect_done(command, path).stderr == b""


def test_what_does_not_suit_the_command(folder):
    path = r.write_music(folder("x.wav"))
    for arguments in (["describe"], ["tag"], ["describe", "--csv", path],
                      ["describe", "--features", "nonsense", "--csv", path],
                      ["describe", "--json", "--features", "gtzan58", "--csv", path],
                      ["describe", "--start", "-1", path], ["tag", "--jobs", "x", path],
                      ["tag", "--json", "--windows", path], ["tag", "--pcm", "mp3", "-"],
                      ["tag", "--pcm", "s16le:44100:2", path], ["describe", "-", "-"],
                      ["tag", "--tagger", "oracle", path]):
        done = r.run(*arguments)
        assert done.returncode == 64, (arguments, done)
        assert done.stdout == b"" and done.stderr.count(b"\n") == 1, (arguments, done)


r.main(globals())

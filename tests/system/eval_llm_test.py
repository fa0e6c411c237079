"""`airmark eval` with a language model: each clip has an answer or a failure, and none is paid for
twice."""
import json
import os
import signal
import subprocess
import time

import bedrock
import eval_dataset as e
import recordings as r

FLAGS = ("--split", "all", "--tagger", f"bedrock:{bedrock.MODEL}", "--json")


def songs_of(out, tagger):
    return [song for song in json.loads(e.files(out)["tagged_songs.json"])
            if song["tagger"] == tagger]


def test_one_call_in_twenty_fails_and_every_clip_is_accounted_for(folder):
    music, out = e.write_dataset(folder("music")), folder("out")
    with bedrock.Standin(folder("home"), "--seed", "7", "--fail", "garbage:0.05") as standin:
        done = e.run(music, *FLAGS, "--out", out,
                     environment=standin.environment(AIRMARK_LLM_ATTEMPTS="1"))
        failed = standin.calls()["mishaps"]
    songs = songs_of(out, f"bedrock:{bedrock.MODEL}")
    assert len(songs) == 24, len(songs)
    without = [song for song in songs if song.get("failure") or song.get("error")]
    answered = [song for song in songs if song not in without]
    assert len(without) + len(answered) == 24 and answered, songs
    assert 0 < len(without) == sum(failed.values()), (failed, without)
    assert songs_of(out, "local"), "the baseline stands beside it"
    assert json.loads(done.stdout)


def test_interrupted_it_keeps_what_was_paid_for(folder):
    music, out = e.write_dataset(folder("music")), folder("out")
    with bedrock.Standin(folder("home")) as standin:
        environment = standin.environment(AIRMARK_LLM_CACHE_REPLIES="0",
                                          AIRMARK_LLM_REQUESTS_PER_SECOND="8")
        process = subprocess.Popen(e.command(music, *FLAGS, "--jobs", 1, "--out", out),
                                   env=environment, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        while standin.calls()["calls"] < 6 and process.poll() is None:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        begin = time.monotonic()
        process.communicate(timeout=30)
        assert process.returncode == 130 and time.monotonic() - begin < 3
        paid = standin.calls()["calls"]
        assert 6 <= paid < 24, paid
        e.run(music, *FLAGS, "--out", out, "--resume", environment=environment)
        # A call that was under way when the stop came may have been paid for without an answer.
        assert 24 <= standin.calls()["calls"] <= 25, standin.calls()
    assert os.path.exists(os.path.join(out, "run.json"))


r.main(globals())

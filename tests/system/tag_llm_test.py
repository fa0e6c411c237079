"""`airmark tag` and `airmark live` with a language model: answers, outages, ceilings, dry runs."""
import json
import os
import signal
import subprocess
import threading
import time

import llm_servers
import recordings as r

LARGE = "mistral.mistral-large-3-675b-instruct"
PRICE = (0.5e-6, 1.5e-6)  # of LARGE, dollars a token in and out
COST = sum(price * tokens for price, tokens in zip(PRICE, llm_servers.USAGE))


def run(folder, *arguments, exit_code=0, **more):
    done = r.run(*arguments, environment=llm_servers.environment(folder, **more))
    assert done.returncode == exit_code, (arguments, done)
    return done


def events(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def windows(done):
    return [event for event in events(done) if event["type"] == "window"]


def one_sentence(done, *words):
    assert done.stdout == b"" and done.stderr.count(b"\n") == 1, done
    for word in words:
        assert word.encode() in done.stderr, (word, done)


def long_music(folder, seconds=95.0):
    return r.write_music(folder("long.wav"), seconds, 8000)


def unavailable(_path, _body):
    return 503, {"message": "Bedrock is unable to process your request."}


def test_bedrock_answers_for_each_window_and_is_paid_once(folder):
    path = r.write_music(folder("x.wav"), 5.0)
    with llm_servers.Server(llm_servers.converse) as server:
        first, again = (run(folder, "tag", "--json", "--tagger", "bedrock", "--endpoint",
                            server.url, path) for _ in range(2))
    assert len(server.requests) == 1, server.requests
    assert LARGE in server.requests[0][0].replace("%3A", ":"), server.requests
    (answer,), (kept,) = windows(first), windows(again)
    assert answer["tagger"] == "bedrock" and answer["tags"][0]["tag"] == "disco", answer
    assert abs(answer["cost_usd"] - COST) < 1e-9, answer
    assert kept["tags"] == answer["tags"] and kept["cost_usd"] == 0, kept
    assert first.stderr == again.stderr == b"", (first, again)


def test_a_model_that_needs_a_profile_is_asked_through_the_regions_own(folder):
    path = r.write_music(folder("x.wav"), 5.0)
    for region, profile in (("us-west-2", "us"), ("eu-central-1", "eu")):
        with llm_servers.Server(llm_servers.converse) as server:
            done = run(folder, "tag", "--json", "--tagger", "bedrock:claude_haiku/zero-shot",
                       "--endpoint", server.url, "--region", region, "--cache-replies", "0", path)
        assert server.requests[0][0].startswith(f"/model/{profile}.anthropic."), server.requests
        assert windows(done)[0]["model"].startswith(f"{profile}.anthropic."), windows(done)


def test_nobody_is_asked_unless_a_tagger_says_so(folder):
    path = r.write_music(folder("x.wav"), 5.0)
    with llm_servers.Server(llm_servers.converse) as server:
        run(folder, "tag", path, AIRMARK_LLM_ENDPOINT=server.url, AIRMARK_LLM_PROVIDER="openai")
    assert server.requests == []
    assert not os.path.exists(folder("state")) and not os.path.exists(folder("cache"))


def test_a_server_of_ones_own_costs_nothing(folder):
    path = r.write_music(folder("x.wav"), 5.0)
    with llm_servers.Server(llm_servers.chat) as server:
        done = run(folder, "tag", "--json", "--tagger", "openai:llama3.2", "--openai-url",
                   server.url + "/v1", path, OPENAI_API_KEY="sk-example")
    ((path, headers, body),) = server.requests
    assert path == "/v1/chat/completions" and body["model"] == "llama3.2", server.requests
    assert headers["Authorization"] == "Bearer sk-example", headers
    assert windows(done)[0]["cost_usd"] == 0 and windows(done)[0]["tagger"] == "openai", done
    assert not os.path.exists(folder("state", "airmark", "ledger.sqlite"))


def test_a_cascade_asks_less_than_there_are_windows(folder):
    with llm_servers.Server(llm_servers.converse) as server:
        done = run(folder, "tag", "--json", "--tagger", "cascade", "--window", "5", "--endpoint",
                   server.url, long_music(folder), AIRMARK_LLM_SURE_FROM="0.99")
    assert 1 <= len(server.requests) < len(windows(done)) // 2, len(server.requests)
    asked = [w for w in windows(done) if w["tagger"] == "cascade"]
    assert asked and {c["tagger"] for c in asked[0]["components"]} == {"model", "bedrock"}, asked


def test_an_outage_is_told_once_and_every_window_has_a_tag(folder):
    path = long_music(folder)
    with llm_servers.Server(unavailable) as server:
        done = run(folder, "tag", "--json", "--tagger", "bedrock", "--endpoint", server.url, path,
                   exit_code=1)
    told = events(done)
    assert [event["type"] for event in told] == ["alarm"] + ["window"] * 4 + ["file"], told
    assert "bedrock" in told[0]["message"] and told[0]["file"] == path, told[0]
    assert [event["seq"] for event in told] == list(range(1, len(told) + 1)), told
    for window in windows(done):
        assert window["tags"] and window["tagger"] == "model", window
        assert {"tagger": "bedrock", "weight": 0.0, "tags": []} in window["components"], window
    assert done.stderr.count(b"\n") == 1 and b"bedrock" in done.stderr, done


def test_an_outage_is_told_once_by_all_threads_together(folder):
    for n in range(6):
        r.write_music(folder("set", f"{n}.wav"), 4.0, 8000, pitch_hz=100 + 20 * n)
    with llm_servers.Server(unavailable) as server:
        done = run(folder, "tag", "--jobs", "4", "--tagger", "bedrock", "--endpoint", server.url,
                   folder("set"), exit_code=1)
    assert done.stdout.count(b"  verdict  ") == 6 and done.stderr.count(b"\n") == 1, done


def test_a_service_that_comes_back_is_told_too(folder):
    failures = iter([True, False, False, False])

    def flaky(path, body):
        return (unavailable if next(failures) else llm_servers.converse)(path, body)

    with llm_servers.Server(flaky) as server:
        done = run(folder, "tag", "--json", "--tagger", "bedrock", "--endpoint", server.url,
                   long_music(folder), exit_code=1)
    types = [event["type"] for event in events(done)]
    assert types == ["alarm", "window", "alarm", "window", "window", "window", "file"], types
    assert done.stderr.count(b"\n") == 2 and b"answers again" in done.stderr, done


def test_a_ceiling_is_an_alarm_and_no_failure(folder):
    (plan,) = events(run(folder, "tag", "--dry-run", "--json", "--tagger", "bedrock",
                         long_music(folder, 250.0)))
    most = plan["set_aside_usd_per_call"] + 2 * COST  # room for three calls
    with llm_servers.Server(llm_servers.converse) as server:
        done = run(folder, "tag", "--json", "--tagger", "bedrock", "--endpoint", server.url,
                   "--max-usd-run", f"{most:.6f}", long_music(folder, 250.0))
    spent = sum(window["cost_usd"] for window in windows(done))
    assert 0 < spent <= most and 2 <= len(server.requests) <= 4, (spent, len(server.requests))
    assert len(windows(done)) == 9 and all(window["tags"] for window in windows(done)), done
    alarms = [event for event in events(done) if event["type"] == "alarm"]
    assert len(alarms) == 1 and "--max-usd-run" in alarms[0]["message"], alarms
    assert done.stderr.count(b"\n") == 1, done


def test_a_ceiling_of_nothing_allows_nothing(folder):
    with llm_servers.Server(llm_servers.converse) as server:
        done = run(folder, "tag", "--tagger", "bedrock", "--endpoint", server.url,
                   "--max-usd-day", "0", long_music(folder))
    assert server.requests == [] and b"verdict" in done.stdout, done


def test_silence_is_not_asked_about(folder):
    path = r.write(folder("silence.wav"), r.wave_bytes([r.silence(5, 22050)], 22050))
    with llm_servers.Server(llm_servers.converse) as server:
        done = run(folder, "tag", "--tagger", "bedrock", "--endpoint", server.url, path)
    assert server.requests == [] and b"verdict  silence" in done.stdout, done


def test_what_can_be_wrong_before_the_first_call_is_told_before_any_work(folder):
    path = r.write_music(folder("x.wav"), 2.0)

    def refused(code, words, *arguments, **more):
        for command in (["tag", path], ["live"]):
            done = run(folder, *command, *arguments, exit_code=code, **more)
            one_sentence(done, *words)

    ask = ("--tagger", "bedrock")
    refused(78, ["AWS_REGION"], *ask, AWS_REGION="")
    refused(77, ["AWS_ACCESS_KEY_ID"], *ask, AWS_ACCESS_KEY_ID="", AWS_SECRET_ACCESS_KEY="")
    refused(78, ["claude_haiku"], "--tagger", "bedrock:claude_hiku")
    refused(78, ['use "claude_haiku"'], "--tagger",
            "bedrock:anthropic.claude-3-haiku-20240307-v1:0")
    refused(78, ["--input-price"], "--tagger", "bedrock:claude_haiku_5")
    refused(78, ["inference profile", "eu-west-1"], "--tagger", "bedrock:claude_haiku_5",
            "--input-price", "1", "--output-price", "5", "--region", "eu-west-1")
    refused(78, ["/nonexistent"], *ask, "--prompts", "/nonexistent")
    refused(73, ["ledger"], *ask, AIRMARK_LLM_LEDGER="/dev/null/ledger.sqlite")
    refused(66, ["table.csv"], *ask, "--labelled", folder("table.csv"))
    refused(64, ["did you mean hybrid?"], "--tagger", "bedrock:mixtral/hybird")
    refused(64, ["did you mean bedrock?"], "--tagger", "bedrok:mixtral")


def test_answers_are_recorded(folder):
    path = r.write_music(folder("x.wav"), 5.0)
    with llm_servers.Server(llm_servers.converse) as server:
        run(folder, "tag", "--tagger", "bedrock", "--endpoint", server.url, "--record-answers",
            folder("answers.jsonl"), path)
    with open(folder("answers.jsonl"), encoding="utf-8") as file:
        (line,) = file.read().splitlines()
    assert "disco" in line and path not in line, line
    one_sentence(run(folder, "tag", "--tagger", "bedrock", "--record-answers", "/nonexistent/x",
                     path, exit_code=73), "/nonexistent/x")


def test_an_interrupt_ends_a_call_that_hangs(folder):
    path = r.write_music(folder("x.wav"), 5.0)
    asked = threading.Event()

    def hang(_path, _body):
        asked.set()
        time.sleep(30)
        return 503, {}

    with llm_servers.Server(hang) as server:
        process = subprocess.Popen(
            [r.program(), "tag", "--tagger", "bedrock", "--endpoint", server.url, path],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=llm_servers.environment(folder))
        assert asked.wait(60)
        begin = time.monotonic()
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        assert process.returncode == 130 and time.monotonic() - begin < 5, process.returncode


def test_a_dry_run_tells_the_cost_and_leaves_no_trace(folder):
    path = long_music(folder)
    done = run(folder, "tag", "--dry-run", "--json", "--tagger", "bedrock", path,
               AWS_ACCESS_KEY_ID="", AWS_SECRET_ACCESS_KEY="", AWS_REGION="")
    (plan,) = events(done)
    assert plan["windows"] == plan["calls"] == 4 and plan["cached_calls"] == 0, plan
    assert 800 < plan["input_tokens"] / 4 < 2000 and plan["most_output_tokens"] == 1200, plan
    expected = PRICE[0] * plan["input_tokens"] + 0.5 * PRICE[1] * 1200
    assert abs(plan["expected_usd"] - expected) < 1e-9 < plan["most_usd"], plan
    assert [c["per"] for c in plan["ceilings"]] == ["run", "hour", "day"], plan
    assert all(ceiling["enough"] for ceiling in plan["ceilings"]), plan
    assert not os.path.exists(folder("state")) and not os.path.exists(folder("cache"))
    text = run(folder, "tag", "--dry-run", "--tagger", "bedrock", path).stdout.decode()
    assert "calls          4\n" in text and "$1.00 a run: enough" in text, text


def test_a_dry_run_knows_what_was_answered_and_spent_before(folder):
    short, path = r.write_music(folder("x.wav"), 5.0), long_music(folder)
    with llm_servers.Server(llm_servers.converse) as server:
        run(folder, "tag", "--tagger", "bedrock:claude_haiku", "--endpoint", server.url, short)
        dry = ("tag", "--dry-run", "--json", "--tagger", "bedrock:claude_haiku", short, path)
        done = run(folder, *dry, "--endpoint", server.url)
        elsewhere = run(folder, *dry)
    assert len(server.requests) == 1
    (plan,) = events(done)
    assert plan["calls"] == 5 and plan["cached_calls"] == 1, plan
    assert events(elsewhere)[0]["cached_calls"] == 0  # another service's answers
    run_share, hour, day = plan["ceilings"]
    assert run_share["spent_usd"] == 0, plan
    cost = (llm_servers.USAGE[0] * 1.0 + llm_servers.USAGE[1] * 5.0) / 1e6
    assert abs(hour["spent_usd"] - cost) < 1e-9 and abs(day["spent_usd"] - cost) < 1e-9, plan


def test_a_dry_run_of_a_cascade_asks_less(folder):
    (plan,) = events(run(folder, "tag", "--dry-run", "--json", "--tagger", "cascade", "--window",
                         "5", long_music(folder), AIRMARK_LLM_SURE_FROM="0.99"))
    assert 1 <= plan["calls"] < plan["windows"] // 2, plan


def test_a_dry_run_of_a_local_tagger_is_free(folder):
    path = r.write_music(folder("x.wav"), 2.0)
    for arguments in (["tag", path], ["live"]):
        done = run(folder, *arguments, "--dry-run")
        assert b"nothing would be paid" in done.stdout, done


def test_a_dry_run_of_a_feed_needs_no_jack(folder):
    cut, plan = (events(run(folder, "live", "--dry-run", "--json", "--tagger", "bedrock",
                            "--changes", changes, JACK_DEFAULT_SERVER="none-of-that-name"))[0]
                 for changes in ("auto", "off"))
    assert cut["calls_per_hour"] > 120, cut  # a change of music may end any window early
    assert plan["calls_per_hour"] == 120 and plan["calls_per_day"] == 2880, plan
    assert 800 < plan["input_tokens_per_call"] < 2200, plan
    assert abs(plan["most_usd_per_day"] - 2880 * plan["most_usd_per_call"]) < 1e-9, plan
    (cascade,) = events(run(folder, "live", "--dry-run", "--json", "--second-opinion", "cascade"))
    assert cascade["calls_per_day"] <= 300 and cascade["tagger"] == "cascade", cascade


def test_two_language_models_are_one_too_many_for_a_feed(folder):
    for second in ("bedrock:mixtral", "heuristic"):
        one_sentence(run(folder, "live", "--tagger", "bedrock", "--second-opinion", second,
                         exit_code=64), "name only one")


r.main(globals())

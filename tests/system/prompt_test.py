"""`airmark describe --prompt`: what a language model would be asked, letter by letter."""
import json

import llm_servers
import recordings as r

STRATEGIES = ("zero-shot", "few-shot", "chain-of-thought", "multi-expert", "hybrid", "grounded")


def describe(folder, *arguments, exit_code=0, **more):
    done = r.run("describe", *arguments, environment=llm_servers.environment(folder, **more))
    assert done.returncode == exit_code, (arguments, done)
    return done


def prompt(folder, path, *arguments):
    (line,) = describe(folder, "--prompt", "--json", *arguments, path).stdout.splitlines()
    return json.loads(line)


def test_it_is_what_the_server_gets(folder):
    path = r.write_music(folder("x.wav"), 5.0)
    with llm_servers.Server(llm_servers.chat) as server:
        tagged = r.run("tag", "--tagger", "openai:any/zero-shot", "--openai-url",
                       server.url + "/v1", path, environment=llm_servers.environment(folder))
    assert tagged.returncode == 0, tagged
    ((_, _, request),) = server.requests
    sent = {message["role"]: message["content"] for message in request["messages"]}
    shown = prompt(folder, path, "--strategy", "zero-shot")
    assert sent == {"system": shown["system"], "user": shown["user"]}, (sent, shown)
    assert request["max_tokens"] == shown["max_output_tokens"], request


def test_it_holds_nothing_of_the_file_but_its_sound(folder):
    path = r.write_music(folder("Bohemian", "Queen - Innuendo.wav"), 5.0)
    told = prompt(folder, path)
    assert told["file"] == path
    for part in ("system", "user", "json_schema"):
        for word in ("Queen", "Innuendo", "Bohemian", ".wav", folder()):
            assert word not in told[part], (part, word)


def test_each_strategy_has_its_own(folder):
    path = r.write_music(folder("x.wav"), 5.0)
    prompts = {strategy: prompt(folder, path, "--strategy", strategy) for strategy in STRATEGIES}
    assert len({told["user"] for told in prompts.values()}) == len(STRATEGIES)
    for strategy, told in prompts.items():
        assert told["strategy"] == strategy and told["version"] >= 1, told
        assert 200 < told["input_tokens"] < 2000, told["input_tokens"]
        json.loads(told["json_schema"])


def test_the_price_follows_the_model(folder):
    path = r.write_music(folder("x.wav"), 5.0)
    cheap, dear = (prompt(folder, path, "--model", model)
                   for model in ("nova_micro", "claude_opus"))
    assert 0 < cheap["most_usd"] < dear["most_usd"], (cheap, dear)
    assert prompt(folder, path, "--model", "claude_haiku_5")["most_usd"] is None


def test_text_ends_with_what_is_known_of_it(folder):
    path = r.write_music(folder("x.wav"), 5.0)
    told = describe(folder, "--prompt", path).stdout.decode()
    assert told.startswith("--- system ---\n"), told
    last = told.splitlines()[-4:]
    assert [line.split()[0] for line in last] == ["strategy", "tokens", "model", "price"], last


def test_several_files_have_a_heading_each(folder):
    paths = [r.write_music(folder(name), 2.0) for name in ("b.wav", "a.wav")]
    told = describe(folder, "--prompt", *paths).stdout.decode().splitlines()
    assert [line for line in told if line in paths] == paths, told


def test_silence_would_not_be_asked_about(folder):
    path = r.write(folder("silence.wav"), r.wave_bytes([r.silence(5, 22050)], 22050))
    done = describe(folder, "--prompt", path)
    assert done.stdout == b"" and b"no language model would be asked" in done.stderr, done


def test_its_flags_mean_nothing_without_it(folder):
    path = r.write_music(folder("x.wav"), 2.0)
    for flag, value in (("--strategy", "hybrid"), ("--provider", "openai"), ("--model", "mixtral")):
        done = describe(folder, flag, value, path, exit_code=64)
        assert done.stdout == b"" and done.stderr.count(b"\n") == 1, done
        assert flag.encode() in done.stderr and b"--prompt" in done.stderr, done


def test_headings_say_how_the_model_gets_each_part(folder):
    path = r.write_music(folder("x.wav"), 5.0)
    told = describe(folder, "--prompt", "--model", "mixtral", path).stdout.decode()
    assert told.startswith("--- system (sent at the head of the user's turn) ---\n"), told
    assert "\n--- schema of the answer (not sent: the model answers in text) ---\n" in told, told
    shown = prompt(folder, path, "--model", "nova_micro")
    assert (shown["system_sent_as"], shown["schema_sent_as"]) == ("system", "forced_tool"), shown


def test_faults_are_one_sentence(folder):
    path = r.write_music(folder("x.wav"), 2.0)
    for code, words, arguments in (
            (64, b"did you mean hybrid?", ["--strategy", "hybird"]),
            (78, b"claude_haiku", ["--model", "anthropic.claude-3-haiku-20240307-v1:0"]),
            (78, b"/nonexistent", ["--prompts", "/nonexistent"]),
            (64, b"choose one", ["--features", "gtzan58", "--csv"])):
        done = describe(folder, "--prompt", *arguments, path, exit_code=code)
        assert done.stdout == b"" and done.stderr.count(b"\n") == 1 and words in done.stderr, done


r.main(globals())

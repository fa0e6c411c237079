"""`airmark models`: what is known of language models, and what an account says of them."""
import json
import os
import urllib.parse

import llm_servers
import recordings as r

with open(os.path.join(r.SOURCE, "config", "llm_models.json"), encoding="utf-8") as registry:
    REGISTRY = json.load(registry)["models"]
HAIKU = "anthropic.claude-haiku-4-5-20251001-v1:0"
LARGE = "mistral.mistral-large-3-675b-instruct"
MIXTRAL = "mistral.mixtral-8x7b-instruct-v0:1"


def models(folder, *arguments, exit_code=0, **more):
    done = r.run("models", *arguments, environment=llm_servers.environment(folder, **more))
    assert done.returncode == exit_code, (arguments, done)
    return done.stdout.decode()


def summary(model, status="ACTIVE", **lifecycle):
    profiles = next(row["needs_inference_profile"] for row in REGISTRY if row["id"] == model)
    return {"modelId": model, "modelLifecycle": {"status": status, **lifecycle},
            "inferenceTypesSupported": ["INFERENCE_PROFILE" if profiles else "ON_DEMAND"]}


def account(listed, refused=()):
    """A control plane that lists some models and grants all of these but the refused."""
    def reply(path, _body):
        path = urllib.parse.unquote(path)
        if path.split("?")[0] == "/foundation-models":
            return 200, {"modelSummaries": listed}
        model = path.rsplit("/", 1)[-1]
        granted = model not in refused
        return 200, {"modelId": model, "agreementAvailability": {
                         "status": "AVAILABLE" if granted else "NOT_AVAILABLE"},
                     "authorizationStatus": "AUTHORIZED" if granted else "NOT_AUTHORIZED",
                     "entitlementAvailability": "AVAILABLE" if granted else "NOT_AVAILABLE",
                     "regionAvailability": "AVAILABLE"}
    return llm_servers.Server(reply)


def test_the_list_fits_on_a_terminal(folder):
    lines = models(folder).splitlines()
    assert len(lines) == 2 * (len(REGISTRY) + 1), lines
    assert max(map(len, lines)) <= 100, max(lines, key=len)
    for row in REGISTRY:
        assert any(row["id"] in line for line in lines), row["id"]


def test_json_is_the_registry(folder):
    assert json.loads(models(folder, "--json")) == REGISTRY


def test_one_model_is_told_in_full(folder):
    told = models(folder, "claude_haiku")
    for text in (HAIKU, "200000 tokens", "us eu au jp global", "(one is needed)", "$1 / 5"):
        assert text in told, (text, told)
    assert json.loads(models(folder, "--json", "us." + HAIKU))["id"] == HAIKU


def test_a_model_that_has_ended_is_told_with_its_successor(folder):
    told = models(folder, "anthropic.claude-3-haiku-20240307-v1:0")
    assert "ended 2026-09-10" in told and "claude_haiku" in told, told


def test_an_unknown_model_is_a_fault_of_the_command_line(folder):
    done = r.run("models", "claude_hiku", environment=llm_servers.environment(folder))
    assert done.returncode == 64 and b'"claude_haiku"' in done.stderr, done


def test_a_registry_of_ones_own_takes_the_place(folder):
    own = {"schema": 1, "checked": "2026-11-20", "models": [REGISTRY[0]]}
    path = r.write(folder("own.json"), json.dumps(own).encode())
    assert json.loads(models(folder, "--json", "--models", path)) == [REGISTRY[0]]
    models(folder, "--models", folder("none.json"), exit_code=78)


def test_a_check_tells_what_the_account_may_use(folder):
    listed = [summary(LARGE), summary(HAIKU),
              summary(MIXTRAL, "LEGACY", endOfLifeTime="2027-02-01T00:00:00Z")]
    with account(listed, refused=[HAIKU]) as server:
        told = json.loads(models(folder, "--check", "--json", "--endpoint", server.url))
    states = {row["id"]: row["account"]["state"] for row in told}
    assert states[LARGE] == "usable", states
    assert states[HAIKU] == "not granted", states
    assert states[MIXTRAL] == "legacy", states
    assert states["amazon.nova-micro-v1:0"] == "not in this Region", states
    assert states["anthropic.claude-3-haiku-20240307-v1:0"] == "gone", states
    accounts = {row["id"]: row["account"] for row in told}
    assert "2027-02-01" in accounts[MIXTRAL]["note"], accounts[MIXTRAL]
    assert "the registry says active" in accounts[MIXTRAL]["difference"], accounts[MIXTRAL]
    assert accounts[HAIKU]["note"] and not accounts[HAIKU]["usable"], accounts[HAIKU]


def test_a_check_reads_as_a_table(folder):
    with account([summary(LARGE)]) as server:
        told = models(folder, "--check", "--endpoint", server.url)
    assert "\n  usable\n" in told and "us-east-1 does not offer it" in told, told


def test_a_check_fails_where_the_model_in_question_cannot_be_used(folder):
    with account([summary(HAIKU)], refused=[HAIKU]) as server:
        models(folder, "--check", "claude_haiku", "--endpoint", server.url, exit_code=1)
        models(folder, "--check", "--endpoint", server.url, exit_code=1)  # mistral_large is set
    with account([summary(HAIKU)]) as server:
        models(folder, "--check", "claude_haiku", "--endpoint", server.url)
        models(folder, "--check", "--endpoint", server.url, AIRMARK_LLM_MODEL="claude_haiku")


def test_a_check_needs_an_account_that_answers(folder):
    models(folder, "--check", AWS_ACCESS_KEY_ID="", AWS_SECRET_ACCESS_KEY="", exit_code=77)
    models(folder, "--check", AWS_REGION="", exit_code=78)
    models(folder, "--check", "--endpoint", "http://127.0.0.1:1", exit_code=69)


r.main(globals())

"""`airmark doctor` finds what is wrong with a set-up, says how to mend it, and ends with the code
of the first failure. Nothing here leaves this machine."""
import json
import os
import pathlib
import pty
import shutil
import signal
import subprocess
import tempfile
import unittest

import jackd
from standin_program import AIRMARK, BEARER, KEYS, Standin

try:
    from jsonschema import Draft202012Validator
except ImportError:
    Draft202012Validator = None

SCHEMA = pathlib.Path(jackd.SOURCE, "config", "doctor.schema.json")
NO_SERVER = "nobody-home"
SECRETS = (KEYS["id"], KEYS["secret"], "bedrock-api-key-EXAMPLE", "not-the-secret")


class Doctor(unittest.TestCase):
    """A home of its own, without settings, servers and accounts but those that a test adds."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = pathlib.Path(folder.name)
        kept = {name: text for name, text in os.environ.items()
                if not name.startswith(("AIRMARK_", "AWS_", "XDG_", "JACK_", "PIPEWIRE_"))
                and not name.lower().endswith("_proxy") and name != "OPENAI_API_KEY"}
        self.environment = {**kept, "HOME": str(self.home), "XDG_CONFIG_DIRS": str(self.home),
                            "XDG_RUNTIME_DIR": str(self.home), "JACK_NO_START_SERVER": "1",
                            "JACK_DEFAULT_SERVER": NO_SERVER}

    def use(self, standin, **more):
        self.environment |= {"AWS_ENDPOINT_URL": standin.url, "AWS_REGION": "us-east-1",
                             "AWS_ACCESS_KEY_ID": KEYS["id"],
                             "AWS_SECRET_ACCESS_KEY": KEYS["secret"], **more}

    def run_doctor(self, *words, before=()):
        return subprocess.run(["timeout", "-k", "5", "100", *before, AIRMARK, "doctor", *words],
                              env=self.environment, capture_output=True, text=True, check=False)

    def report(self, *words, code=0, before=()):
        """The findings by check; of several for one check the last."""
        done = self.run_doctor("--json", *words, before=before)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        report = json.loads(done.stdout)
        self.assertEqual(report["exit_code"], code)
        if Draft202012Validator:
            schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
            Draft202012Validator.check_schema(schema)
            Draft202012Validator(schema).validate(report)
        for secret in SECRETS:
            self.assertNotIn(secret, done.stdout + done.stderr)
        return {finding["check"]: finding for finding in report["findings"]}

    def assert_finding(self, finding, state, *parts):
        self.assertEqual(finding["state"], state, finding)
        for part in parts:
            self.assertIn(part, finding["found"] + " | " + finding.get("remedy", ""))


class OnABareMachine(Doctor):
    def test_nothing_fails_and_nothing_is_left_behind(self):
        findings = self.report()
        for check in ("settings", "built_in_model", "decoding", "sound_formats"):
            self.assert_finding(findings[check], "ok")
        self.assert_finding(findings["jack_server"], "warning", NO_SERVER, "start one")
        self.assert_finding(findings["language_model"], "skipped", "not set up", "doctor llm")
        self.assertNotIn("credentials", findings)
        self.assertEqual(list(self.home.iterdir()), [])

    def test_what_is_asked_for_by_name_must_be_there(self):
        self.assert_finding(self.report("live", code=69)["jack_server"], "failed")
        self.assertEqual({f["topic"] for f in self.report("files").values()},
                         {"general", "files"})
        findings = self.report("llm", code=77)
        self.assert_finding(findings["credentials"], "failed", "aws configure")
        self.assert_finding(findings["place"], "failed", "AWS_REGION")
        self.assert_finding(findings["ledger"], "ok", ".local/state/airmark/ledger.sqlite")
        self.assert_finding(findings["question"], "skipped", "--ask", "$")
        self.assertEqual(self.report("--llm", code=77).keys(), self.report("llm", "files", "live",
                                                                          code=69).keys())
        self.assertEqual(list(self.home.iterdir()), [])

    def test_a_topic_that_does_not_exist_is_a_fault_of_the_command_line(self):
        done = self.run_doctor("lvie")
        self.assertEqual((done.returncode, done.stdout), (64, ""))
        self.assertIn("did you mean live?", done.stderr)

    def test_settings_that_cannot_be_used_end_it_before(self):
        folder = self.home / ".config" / "airmark"
        folder.mkdir(parents=True)
        (folder / "config.toml").write_text("[live]\nwindwo = 3\n")
        done = self.run_doctor()
        self.assertEqual((done.returncode, done.stdout), (78, ""))
        self.assertIn("config.toml:2", done.stderr)

    def test_own_files_are_read(self):
        folder = self.home / ".config" / "airmark"
        folder.mkdir(parents=True)
        (folder / "config.toml").write_text('[tag]\nmodel = "/nonexistent.json"\n')
        findings = self.report(code=66)
        self.assert_finding(findings["settings"], "ok", "config.toml (1 setting)")
        self.assert_finding(findings["own_model"], "failed", "/nonexistent.json")

    def test_text_is_plain_in_a_pipe_and_drawn_on_a_terminal(self):
        plain = self.run_doctor("files").stdout
        self.assertIn("  ok       Decoding: ", plain)
        self.assertNotIn("\x1b", plain)
        for colour, more in ((True, {}), (False, {"NO_COLOR": "1"})):
            text = self.on_terminal("doctor", "files", LC_ALL="C.UTF-8", **more)
            self.assertIn("✓", text)
            self.assertEqual("\x1b" in text, colour)
        self.assertNotIn("✓", self.on_terminal("doctor", "files", LC_ALL="C"))

    def on_terminal(self, *words, **more):
        leader, follower = pty.openpty()
        with subprocess.Popen(["timeout", "60", AIRMARK, *words], stdin=subprocess.DEVNULL,
                              stdout=follower, env={**self.environment, **more}) as program:
            os.close(follower)
            text = b""
            try:
                while part := os.read(leader, 65536):
                    text += part
            except OSError:  # the terminal's other end has closed
                pass
            program.wait()
        os.close(leader)
        return text.decode()


class WithASoundServer(Doctor):
    def test_jackd_is_described(self):
        if shutil.which("jackd") is None:
            self.skipTest("jackd is not installed")
        with jackd.PrivateJackd(rate=44100, period=512) as server:
            findings = self.report("live", "--server", server.NAME, "--connect", "capture")
            self.assert_finding(findings["jack_server"], "ok", "jackd2", "44100 Hz", "512 frames")
            self.assert_finding(findings["jack_ports"], "ok", "system:capture_1")
            findings = self.report("live", "--server", server.NAME, "--connect", "nobody:.*")
            self.assert_finding(findings["jack_ports"], "warning", "nobody:.*", "--connect")
            findings = self.report("live", "--server", server.NAME, "--connect", "(", code=64)
            self.assert_finding(findings["jack_ports"], "failed")

    def test_pipewire_is_described_and_the_way_to_it_told(self):
        for program in ("pipewire", "pw-jack", "pw-cli"):
            if shutil.which(program) is None:
                self.skipTest(f"{program} is not installed")
        with jackd.PrivatePipewire() as server:
            self.environment |= {"XDG_RUNTIME_DIR": server.folder.name,
                                 "PIPEWIRE_RUNTIME_DIR": server.folder.name}
            findings = self.report("live", code=69)
            self.assert_finding(findings["jack_server"], "failed", "PipeWire runs", "pw-jack")
            findings = self.report("live", before=["pw-jack"])
            self.assert_finding(findings["jack_server"], "ok", "PipeWire", "48000 Hz")


class WithAStandin(Doctor):
    @classmethod
    def setUpClass(cls):
        cls.standin = cls.enterClassContext(Standin())

    def setUp(self):
        super().setUp()
        self.standin.reset()
        self.use(self.standin)

    def test_all_is_well_and_nothing_is_paid_unasked(self):
        findings = self.report("llm", "--tagger", "bedrock:claude_haiku/zero-shot")
        for check in ("language_model", "prompt", "credentials", "place", "endpoint", "clock",
                      "model_access", "ledger", "reply_cache"):
            self.assert_finding(findings[check], "ok")
        self.assert_finding(findings["prompt"], "ok", "zero-shot, version 1", "tokens")
        self.assert_finding(findings["credentials"], "ok", "AWS_BEARER_TOKEN_BEDROCK (not set)")
        self.assert_finding(findings["question"], "skipped", "--ask")
        self.assertEqual(list(self.home.iterdir()), [])

    def test_a_tagger_that_asks_is_reason_enough_to_look(self):
        self.assertNotIn("credentials", self.report())
        self.environment["AIRMARK_LIVE_SECOND_OPINION"] = "bedrock"
        self.assert_finding(self.report()["credentials"], "ok")

    def test_a_question_is_announced_asked_and_written_into_the_ledger(self):
        done = self.run_doctor("llm", "--ask")
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertRegex(done.stderr, r"one small question, which costs \$0\.\d+ at most")
        self.assertRegex(done.stdout, r"Trial question: .* \d+ ms: \d+ tokens sent, \d+ answered, "
                                      r"\$0\.0000\d+ by the ledger; .*canned")
        self.assertNotIn("$0.00 of $1.00 spent in the last hour", self.run_doctor("llm").stdout)
        self.assertFalse((self.home / ".cache").exists(), "a trial answer is not kept")

    def test_ceilings_hold_for_the_question_too(self):
        self.environment["AIRMARK_LLM_MAX_USD_RUN"] = "0"
        findings = self.report("llm", "--ask", code=77)
        self.assert_finding(findings["ledger"], "warning", "llm.max_usd_run")
        self.assert_finding(findings["question"], "failed")

    def test_wrong_keys(self):
        self.environment["AWS_SECRET_ACCESS_KEY"] = "not-the-secret"
        findings = self.report("llm", "--ask", code=77)
        self.assert_finding(findings["credentials"], "ok")  # they are there
        self.assert_finding(findings["model_access"], "failed", "AWS_SECRET_ACCESS_KEY")
        self.assert_finding(findings["question"], "failed", "AWS_SECRET_ACCESS_KEY")

    def test_bearer_token(self):
        self.environment["AWS_BEARER_TOKEN_BEDROCK"] = BEARER["Authorization"].split()[1]
        findings = self.report("llm")
        self.assert_finding(findings["credentials"], "ok", "AWS_BEARER_TOKEN_BEDROCK", "API key")
        self.assert_finding(findings["model_access"], "ok")

    def test_no_access(self):
        self.standin.plan({"what": "no-access"})
        findings = self.report("llm", "--ask", code=77)
        self.assert_finding(findings["model_access"], "failed")
        self.assert_finding(findings["question"], "failed")

    def test_retired_and_misspelt_models(self):
        for model, hint in (("anthropic.claude-3-5-sonnet-20241022-v2:0", "use"),
                            ("mistral_lrage", "mistral_large")):
            findings = self.report("llm", "--tagger", f"bedrock:{model}", code=78)
            self.assert_finding(findings["language_model"], "failed", hint)
            self.assert_finding(findings["credentials"], "ok")

    def test_throttled(self):
        self.environment["AIRMARK_LLM_ATTEMPTS"] = "1"
        self.standin.plan({"what": "throttled"})
        findings = self.report("llm", "--ask", code=75)
        self.assert_finding(findings["endpoint"], "ok")
        self.assert_finding(findings["model_access"], "warning", "--ask")
        self.assert_finding(findings["question"], "failed", "ask less often")

    def test_ledger_that_cannot_be_made(self):
        self.environment["AIRMARK_LLM_LEDGER"] = "/dev/null/ledger.sqlite"
        findings = self.report("llm", code=73)
        self.assert_finding(findings["ledger"], "failed", "/dev/null", "llm.ledger")

    def test_prompts_of_ones_own_that_cannot_be_used(self):
        (self.home / "zero-shot.txt").write_text("version: 1\n")
        self.environment["AIRMARK_LLM_PROMPTS"] = str(self.home)
        findings = self.report("llm", code=78)
        self.assert_finding(findings["language_model"], "failed", "zero-shot.txt", "--prompts")


class WithoutAWorkingService(Doctor):
    def test_nobody_there(self):
        with Standin() as standin:
            self.use(standin)
        findings = self.report("llm", code=69)
        self.assert_finding(findings["endpoint"], "failed", "127.0.0.1")
        self.assert_finding(findings["model_access"], "skipped")

    def test_a_clock_that_is_off(self):
        with Standin("--clock-offset", "600") as standin:
            self.use(standin)
            findings = self.report("llm")
            self.assert_finding(findings["clock"], "warning", "s behind", "timedatectl")
            self.assert_finding(findings["model_access"], "ok")  # the client sets itself right

    def test_a_server_of_ones_own(self):
        with Standin() as standin:
            self.environment["AIRMARK_LLM_OPENAI_URL"] = standin.url + "/v1"
            findings = self.report("llm", "--tagger", "openai:no-such-model", code=0)
            self.assert_finding(findings["endpoint"], "ok")
            self.assert_finding(findings["model_access"], "warning", "does not list no-such-model")

    def test_a_password_in_an_address_is_not_shown(self):
        for url in (f"http://me:{SECRETS[-1]}@127.0.0.1:1/v1", SECRETS[-1],
                    f"http://127.0.0.1:1/v1?key={SECRETS[-1]}"):
            self.environment["AIRMARK_LLM_OPENAI_URL"] = url
            findings = self.report("llm", "--tagger", "openai:any", code=78)
            self.assert_finding(findings["place"], "failed", "llm.openai_url")

    def test_an_interrupt_ends_it_without_a_verdict(self):
        with Standin("--fail", "slow", "--slow", "60") as standin:
            self.use(standin)
            with subprocess.Popen([AIRMARK, "doctor", "llm", "--llm"], env=self.environment,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  text=True) as program:
                for line in program.stdout:
                    if "Clock" in line:  # next it asks about the model, and waits
                        break
                program.send_signal(signal.SIGINT)
                rest, _ = program.communicate(timeout=30)
            self.assertEqual(program.returncode, 130)
            self.assertEqual(rest, "")


if __name__ == "__main__":
    unittest.main(verbosity=2)

"""The command line as a person or a script meets it: help, version, faults, signals, pipes."""
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import unittest

AIRMARK = os.environ["AIRMARK"]
SOURCE = pathlib.Path(__file__).parents[2]
COMMANDS = ("live", "tag", "describe", "eval", "features", "train", "config", "models", "cache",
            "standin", "doctor")


def environment(**more):
    """No settings but those given."""
    kept = {name: text for name, text in os.environ.items()
            if not name.startswith(("AIRMARK_LIVE_", "AIRMARK_TAG_", "AIRMARK_LLM_",
                                    "XDG_CONFIG"))}
    return {**kept, "XDG_CONFIG_HOME": "/nonexistent", "XDG_CONFIG_DIRS": "/nonexistent", **more}


def run(*words, **more):
    options = dict(capture_output=True, text=True, timeout=60, check=False, env=environment())
    return subprocess.run([AIRMARK, *words], **{**options, **more})


class Help(unittest.TestCase):
    def test_lists_each_command_in_one_line(self):
        result = run("--help")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        for command in COMMANDS:
            self.assertEqual(len(re.findall(rf"^  {command} +\w.*$", result.stdout, re.M)), 1)
        self.assertIn("Examples:", result.stdout)
        self.assertLessEqual(max(map(len, result.stdout.splitlines())), 100)

    def test_is_the_whole_of_man_page_and_completion(self):
        listed = re.findall(r"^  ([a-z]+) +\w.*$", run("--help").stdout.split("Flags of")[0], re.M)
        self.assertEqual(sorted(listed), sorted(COMMANDS))
        man_page, completion = ((SOURCE / "tools/install" / name).read_text(encoding="utf-8")
                                for name in ("airmark.1", "airmark.bash-completion"))
        for command in listed:
            self.assertIn(f".B airmark {command}", man_page)
            self.assertRegex(completion, rf"=~ \^\(.*\b{command}\b.*\)\$")

    def test_of_a_command_names_its_flags(self):
        result = run("live", "--help")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        for flag in ("--window", "--interval", "--connect", "--tagger", "--second-opinion"):
            self.assertIn(flag, result.stdout)

    def test_of_a_command_speaks_no_types_of_the_parser(self):
        for command in COMMANDS:
            text = run(command, "--help").stdout
            for word in ("REQUIRED", "TEXT", "INT", "POSITIVE", "NONNEGATIVE", "{"):
                self.assertNotIn(word, text.replace("INTERVAL", ""), command)

    def test_of_a_command_has_no_gap_and_no_empty_end(self):
        for command in COMMANDS:
            text = run(command, "--help").stdout
            self.assertNotIn("\n\n\n", text, command)
            self.assertRegex(text, r"[^\n]\n\Z", command)

    def test_tells_the_version(self):
        for flag in ("-V", "--version"):
            self.assertRegex(run(flag).stdout, r"^airmark \d+\.\d+\.\d+( \(revision [\w-]+\))?\n$")


class Faults(unittest.TestCase):
    def refuses(self, words, *expected):
        result = run(*words)
        self.assertEqual(result.returncode, 64, result.stderr)
        self.assertEqual(result.stdout, "")
        self.assertRegex(result.stderr, r"\Aairmark: [^\n]*\n\Z")
        for part in expected:
            self.assertIn(part, result.stderr)

    def test_without_a_command(self):
        self.refuses([], "a command is needed: live, tag,", "`airmark --help`")

    def test_of_a_misspelt_command(self):
        self.refuses(["liev"], "there is no command liev; did you mean live?")

    def test_of_a_misspelt_flag(self):
        self.refuses(["live", "--windwo", "3"], "did you mean --window?", "`airmark live --help`")

    def test_of_a_missing_value(self):
        self.refuses(["live", "--window"], "--window needs a value")

    def test_of_a_value_out_of_range(self):
        self.refuses(["live", "--window", "0"], "--window is 0; allowed is a number from 1 to 900")

    def test_of_seconds_that_are_none(self):
        for words in (["describe", "--start"], ["describe", "--duration"], ["live", "--duration"]):
            least = "0" if words[-1] == "--start" else "0.001"
            for number in ("nan", "inf", "1e300", "-1", "long"):
                self.refuses([*words, number, *(["-"] if words[0] == "describe" else [])],
                             f"{words[-1]} is {number}; allowed is a number from {least} "
                             "to 10000000")

    def test_of_a_word_too_many(self):
        self.refuses(["config", "check", "a", "b"], "there is no place for the argument b")

    def test_are_told_when_quiet(self):
        self.refuses(["-q", "config", "shwo"], "did you mean show?")


class Words(unittest.TestCase):
    def test_are_plain_where_nobody_watches(self):
        self.assertNotIn("\x1b", run("liev").stderr)

    def test_say_more_on_request(self):
        self.assertEqual(run("config", "check").stderr, "")
        self.assertIn("settings from environment", run("-v", "config", "check").stderr)
        self.assertIn("settings from environment", run("config", "check", "-v").stderr)

    def test_carry_priorities_for_the_journal(self):
        with tempfile.TemporaryFile("w+") as stream:
            status = os.fstat(stream.fileno())
            journal = f"{status.st_dev}:{status.st_ino}"
            run("liev", stderr=stream, stdout=subprocess.DEVNULL, capture_output=False,
                env=environment(JOURNAL_STREAM=journal))
            stream.seek(0)
            self.assertTrue(stream.read().startswith("<3>there is no command liev"))

    def test_are_as_usual_where_the_journal_reads_another_stream(self):
        result = run("liev", env=environment(JOURNAL_STREAM="1:1"))
        self.assertTrue(result.stderr.startswith("airmark: "))


class Output(unittest.TestCase):
    def test_into_a_pipe_whose_reader_left_is_no_failure(self):
        reader, writer = os.pipe()
        os.close(reader)
        result = run("config", "show", stdout=writer, stderr=subprocess.PIPE, capture_output=False)
        os.close(writer)
        self.assertEqual((result.returncode, result.stderr), (0, ""))

    def test_onto_a_full_disk_is_a_failure(self):
        with open("/dev/full", "w") as full:
            result = run("config", "show", stdout=full, stderr=subprocess.PIPE,
                         capture_output=False)
        self.assertEqual(result.returncode, 74)
        self.assertIn("cannot write to standard output", result.stderr)


class Signals(unittest.TestCase):
    def ends_with(self, number, code):
        """`tag -` waits for its standard input, which this test holds open."""
        words = [AIRMARK, "-v", "tag", "--pcm", "s16le:44100:2", "-"]
        with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True, env=environment()) as program:
            self.assertIn("settings from environment", program.stderr.readline())
            program.send_signal(number)
            try:
                program.wait(timeout=3)
            except subprocess.TimeoutExpired:  # it reads on; a second signal is not to be refused
                program.send_signal(number)
            self.assertEqual(program.wait(timeout=10), code)

    def test_interrupt(self):
        self.ends_with(signal.SIGINT, 130)

    def test_terminate(self):
        self.ends_with(signal.SIGTERM, 143)

    def test_of_a_closed_terminal(self):
        self.ends_with(signal.SIGHUP, 129)


if __name__ == "__main__":
    unittest.main()

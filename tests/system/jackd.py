"""Private servers for system tests: a jackd and a PipeWire without sound card, and their players.

A server is stopped by its process id, its log is kept in memory and capped, and what it leaves in
shared memory is removed. Only one jackd runs at a time over all test programs of a user, always
under the same name: jackd has eight places a user, one that was killed keeps its place, and only a
server of the same name takes it over.
"""
import fcntl
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

AIRMARK = os.environ.get("AIRMARK", "airmark")
SOURCE = pathlib.Path(__file__).resolve().parents[2]
LOG_BYTES = 1 << 20
# A client that dies without taking leave holds a synchronous server up for 50 seconds; to lose
# patience and kill the next one would only begin that again.
PATIENCE_S = 40.0
SKIP = 77


def skip_without(*programs):
    """Ends the test as skipped where a program is not installed."""
    for program in programs:
        if shutil.which(program) is None:
            print(f"skipped: {program} is not installed")
            sys.exit(SKIP)


def wait_until(is_so, patience_s=PATIENCE_S, period_s=0.05):
    """False where it did not become so."""
    end = time.monotonic() + patience_s
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(period_s)
    return True


class Child:
    """A program whose output is kept (up to LOG_BYTES of it) and that is ended by its own id."""

    def __init__(self, command, environment, stderr=subprocess.STDOUT):
        self.process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=stderr)
        self._kept = bytearray()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        while part := self.process.stdout.read1(65536):
            if len(self._kept) < LOG_BYTES:
                self._kept += part

    def output(self):
        return bytes(self._kept).decode(errors="replace")

    def running(self):
        return self.process.poll() is None

    def send(self, number):
        if self.running():
            self.process.send_signal(number)

    def wait(self, patience_s):
        """The exit code; raises where the program does not end."""
        code = self.process.wait(patience_s)
        self._reader.join(PATIENCE_S)
        return code

    def end(self, patience_s=PATIENCE_S):
        self.send(signal.SIGTERM)
        try:
            self.process.wait(patience_s)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._reader.join(PATIENCE_S)
        self.process.stdout.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()


def plain_environment(**more):
    """No settings and no servers but those given."""
    dropped = ("AIRMARK_LIVE_", "AIRMARK_TAG_", "AIRMARK_LLM_", "AWS_", "JACK_", "XDG_CONFIG")
    kept = {name: text for name, text in os.environ.items() if not name.startswith(dropped)}
    return {**kept, "XDG_CONFIG_HOME": "/nonexistent", "XDG_CONFIG_DIRS": "/nonexistent",
            "JACK_NO_START_SERVER": "1", **more}


class PrivateJackd:
    """`with PrivateJackd(rate=48000, period=1024) as server:`

    Synchronous unless told otherwise: a cycle waits for all clients, so that on a busy machine
    cycles come late, but none is missed.
    """

    NAME = "airmark-test"

    def __init__(self, rate=48000, period=1024, synchronous=True):
        self.command = ["jackd", "-n", self.NAME, "-r", "--port-max", "128", "-t", "5000"]
        self.command += ["-S"] if synchronous else []
        self.command += ["-d", "dummy", "-r", str(rate), "-p", str(period)]
        self.environment = plain_environment(JACK_DEFAULT_SERVER=self.NAME)
        self.child = None

    def __enter__(self):
        path = os.path.join(tempfile.gettempdir(), f"airmark-jackd-{os.getuid()}.lock")
        self._lock = open(path, "a", encoding="ascii")
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        self.start()
        return self

    def __exit__(self, *_):
        self.child.end()
        self._tidy()
        self._lock.close()

    def start(self):
        self._launch()
        if not wait_until(lambda: not self.child.running() or self._answers()):
            self.child.end()
        if not self.child.running():
            raise RuntimeError("jackd did not start:\n" + self.child.output())

    def start_again(self):
        """Does not wait: clients that do so themselves will say when it is back."""
        self._launch()

    def _launch(self):
        self.child = Child(self.command, {**self.environment, "JACK_NO_AUDIO_RESERVATION": "1"})

    def kill(self):
        """As a crash would: no client is told."""
        self.child.send(signal.SIGKILL)
        self.child.end()

    def xruns(self):
        return self.child.output().count("XRun")

    def client(self, *command):
        return list(command)

    def _answers(self):
        return subprocess.run(["jack_lsp"], env=self.environment, timeout=PATIENCE_S, check=False,
                              capture_output=True).returncode == 0

    def _tidy(self):
        for path in pathlib.Path("/dev/shm").glob(f"*{self.NAME}*"):
            path.unlink(missing_ok=True)


class PrivatePipewire:
    """A PipeWire whose JACK clients see nothing but each other."""

    def __init__(self, rate=48000):
        self.folder = tempfile.TemporaryDirectory(prefix="airmark-pw-")
        self.settings = pathlib.Path(self.folder.name) / "pipewire.conf"
        shipped = (SOURCE / "tests/support/pipewire.conf").read_text(encoding="utf-8")
        self.settings.write_text(shipped.replace("48000", str(rate)), encoding="utf-8")
        os.chmod(self.folder.name, 0o700)
        self.environment = plain_environment(XDG_RUNTIME_DIR=self.folder.name,
                                             PIPEWIRE_RUNTIME_DIR=self.folder.name)
        self.child = None

    def __enter__(self):
        self.child = Child(["pipewire", "-c", str(self.settings)], self.environment)
        if not wait_until(self._answers):
            self.child.end()
            raise RuntimeError("PipeWire did not start:\n" + self.child.output())
        return self

    def __exit__(self, *_):
        self.child.end()
        self.folder.cleanup()

    def client(self, *command):
        return ["pw-jack", *command]

    def _answers(self):
        return subprocess.run(["pw-cli", "info", "0"], env=self.environment, timeout=PATIENCE_S,
                              capture_output=True, check=False).returncode == 0


def live(server, *flags, stderr=None, **more_environment):
    """`airmark live` on that server, with nothing connected but what the flags say."""
    return Child(server.client(AIRMARK, "live", *flags),
                 {**server.environment, **more_environment}, stderr)


def player(server, sound, ports="airmark:in_"):
    """Plays a file or an address, again and again, into the ports of that beginning."""
    # Not --no-terminal: with it mpv does not take leave of the server when it is told to end.
    command = ["mpv", "--no-config", "--really-quiet", "--no-video", "--ao=jack", "--loop-file=inf",
               f"--jack-port={ports}", str(sound)]
    return Child(server.client(*command), server.environment)


def listens(feed):
    """Waits for the first event, which says that the ports are there. (Asking the server instead,
    again and again, makes as many clients, and jackd may hang over one that comes beside another.)
    """
    return wait_until(lambda: not feed.running() or '"health"' in feed.output()) and feed.running()

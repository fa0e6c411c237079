"""Sound files for the system tests, made of closed-form signals."""

import array
import math
import os
import struct
import subprocess
import sys
import tempfile

SOURCE = os.environ.get("AIRMARK_SOURCE_DIR", os.path.join(os.path.dirname(__file__), "..", ".."))


def program():
    """The program under test; ends the test as skipped where there is none."""
    path = os.environ.get("AIRMARK")
    if not path or not os.access(path, os.X_OK):
        print("skipped: AIRMARK does not name the program")
        sys.exit(77)
    return path


def run(*arguments, **options):
    """Runs the program with built-in settings only; gives the finished process."""
    environment = dict(os.environ, XDG_CONFIG_HOME="/nonexistent", XDG_CONFIG_DIRS="/nonexistent")
    environment.update(options.pop("environment", {}))
    options.setdefault("stdin", subprocess.DEVNULL)
    if "input" in options:
        del options["stdin"]
    return subprocess.run([program(), *map(str, arguments)], capture_output=True, timeout=120,
                          env=environment, **options)


def music(duration_s, rate_hz, pitch_hz=220.0):
    """A chord with a beat twice a second."""
    samples = array.array("f")
    for n in range(int(duration_s * rate_hz)):
        t = n / rate_hz
        tone = sum(math.sin(2 * math.pi * pitch_hz * ratio * t) for ratio in (1, 1.25, 1.5))
        noise = ((n * 1103515245 + 12345) >> 8 & 0xFFFF) / 32768.0 - 1.0
        samples.append(0.12 * tone + 0.3 * noise * math.exp(-(t % 0.5) / 0.04))
    return samples


def silence(duration_s, rate_hz):
    return array.array("f", bytes(4 * int(duration_s * rate_hz)))


def interleave(channels):
    frames = array.array("f", bytes(4 * len(channels) * len(channels[0])))
    for index, channel in enumerate(channels):
        frames[index::len(channels)] = channel
    return frames


def wave_bytes(channels, rate_hz, audio_bytes=None):
    """A 32-bit float WAV; its header promises `audio_bytes`, or what is there."""
    audio = interleave(channels).tobytes()
    promised = len(audio) if audio_bytes is None else audio_bytes
    count = len(channels)
    header = b"RIFF" + struct.pack("<I", (promised + 36) & 0xFFFFFFFF) + b"WAVEfmt "
    header += struct.pack("<IHHIIHH", 16, 3, count, rate_hz, 4 * count * rate_hz, 4 * count, 32)
    return header + b"data" + struct.pack("<I", promised) + audio


def write(path, content):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)
    return path


def write_music(path, duration_s=3.0, rate_hz=22050, channel_count=1, pitch_hz=220.0):
    return write(path, wave_bytes([music(duration_s, rate_hz, pitch_hz)] * channel_count, rate_hz))


class Folder(tempfile.TemporaryDirectory):
    def __enter__(self):
        path = super().__enter__()
        return lambda *names: os.path.join(path, *names)


def main(tests):
    """Runs every function whose name begins with test_."""
    failed = 0
    program()
    for name, test in list(tests.items()):
        if not name.startswith("test_"):
            continue
        try:
            with Folder() as folder:
                test(folder)
            print("ok   ", name)
        except AssertionError as error:
            failed += 1
            line = error.__traceback__
            while line.tb_next:
                line = line.tb_next
            print(f"FAILED {name}, line {line.tb_lineno}: {error}")
    sys.exit(1 if failed else 0)

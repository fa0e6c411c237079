#!/usr/bin/python3
"""Tags a folder of sound files with one job and with several, taking turns, and prints the gain.

    bench/batch_scaling.py PROGRAM [JOBS [FOLDER]]

PROGRAM is airmark, JOBS how many (as many as there are processors), FOLDER what is tagged: 24 files
of 30 s of chords and noise unless told. Wall time says what is gained where nothing else runs; CPU
time beside that of one job says what the jobs cost each other, and is meaningful on a busy machine,
too. Of five turns the least is taken.
"""
import os
import pathlib
import sys
import tempfile
import time
import wave

import numpy

TURNS = 5
FILES = 24
RATE_HZ = 22050
SECONDS = 30


def write_music(folder):
    t = numpy.arange(SECONDS * RATE_HZ) / RATE_HZ
    for number in range(FILES):
        random = numpy.random.default_rng(number)
        chord = sum(numpy.sin(2 * numpy.pi * hz * t)
                    for hz in 220 * 2 ** (random.integers(0, 24, size=4) / 12))
        hits = random.standard_normal(t.size) * numpy.exp(-(t % 0.5) / 0.04)
        samples = numpy.clip(0.1 * chord + 0.2 * hits, -1, 1)
        with wave.open(str(folder / f"{number:02}.wav"), "wb") as out:
            out.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
            out.writeframes((samples * 32767).astype("<i2").tobytes())


def run(program, jobs, folder):
    """(wall, CPU) seconds of one run."""
    command = [program, "tag", "--tagger", "heuristic", "--jobs", str(jobs), str(folder)]
    begin = time.perf_counter()
    child = os.posix_spawn(program, command, os.environ,
                           file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                                         (os.POSIX_SPAWN_DUP2, 1, 2)])
    _, status, usage = os.wait4(child, 0)
    if status != 0:
        sys.exit(f"{program} tag failed")
    return time.perf_counter() - begin, usage.ru_utime + usage.ru_stime


def measure(program, jobs, folder):
    times = {1: [], jobs: []}
    for _ in range(TURNS):
        for count in times:
            times[count].append(run(program, count, folder))
    wall, cpu = ({count: min(one[n] for one in runs) for count, runs in times.items()}
                 for n in (0, 1))
    for count in times:
        print(f"{count} job{'s' if count > 1 else ' '}: {wall[count]:6.2f} s wall, "
              f"{cpu[count]:6.2f} s CPU")
    print(f"{jobs} jobs are {wall[1] / wall[jobs]:.2f} times as fast, and use "
          f"{cpu[jobs] / cpu[1]:.2f} times the CPU time; "
          f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    program = str(pathlib.Path(sys.argv[1]).resolve())
    jobs = int(sys.argv[2]) if len(sys.argv) > 2 else os.cpu_count()
    if len(sys.argv) > 3:
        measure(program, jobs, pathlib.Path(sys.argv[3]))
        return
    with tempfile.TemporaryDirectory() as folder:
        write_music(pathlib.Path(folder))
        measure(program, jobs, pathlib.Path(folder))


if __name__ == "__main__":
    main()

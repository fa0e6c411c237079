#!/usr/bin/python3
"""Prints how long each stage takes for a window of 30 s, and how near that is to its floor.

    bench/stage_table.py [PROGRAM [REPETITIONS]]

PROGRAM is analysis_bench (build/dev/bench/analysis_bench unless told). Times are CPU milliseconds,
the least of REPETITIONS (10): on a machine with other work the least comes closest to the truth.

A floor is what the stage cannot be faster than with the same formulas: its additions, products,
minima and maxima, each counted as one operation that waits for nothing, or the bytes of the window
that it has to read, whichever takes longer. What an operation and a byte take is measured in the
same run (Floor/… of the program). Square roots and divisions count as one, too; moving, rounding
and turning numbers count as nothing.
"""
import json
import pathlib
import subprocess
import sys

SAMPLES = 661794
FRAMES = SAMPLES // 512 + 1
BINS = 1025

# Of 32 points as 4 x 8: eight transforms of 4, their twiddles (none at 0), four of 8.
TRANSFORM_32 = 8 * 16 + 3 * 7 * 6 + 4 * 56
TRANSFORM_1024 = 64 * TRANSFORM_32 + 31 * 31 * 6
SPLIT = 512 * 14          # two real spectra from a complex one, or back
MEL_WEIGHTS = 2018        # of librosa's 128 triangles that are not 0
MEDIAN = 348 / 8          # minima and maxima for one of eight medians that share their sorting
MIDDLE_OF_128 = 2300      # the same for the middle two of 128

# Per window: operations in double, operations in single precision, bytes of whole-window tables.
WORK = {
    "Stft": (FRAMES * (2048 + TRANSFORM_1024 + SPLIT + 4 * BINS), 0, 4 * SAMPLES),
    "Shape": (FRAMES * 7 * BINS, FRAMES * 4 * BINS, 0),
    "MelBands": (0, FRAMES * 2 * MEL_WEIGHTS, 0),
    "Decibels": (FRAMES * 128 * 25, FRAMES * 128 * 3, 4 * 128 * FRAMES),
    "Mfcc": (FRAMES * (2 * 64 + 2 * 64 * 20), 0, 4 * 128 * FRAMES),
    "HarmonicMask": (0, FRAMES * BINS * (2 * MEDIAN + 8), 4 * BINS * FRAMES),
    "InverseStft": (FRAMES * (SPLIT + TRANSFORM_1024 + 2048 + 4 * 512), FRAMES * 2 * BINS,
                    4 * SAMPLES),
    "OnsetStrength": (0, FRAMES * (2 * 128 + MIDDLE_OF_128), 4 * 128 * FRAMES),
    "Tempo": (FRAMES * (TRANSFORM_1024 + 4 * 1024) / 2 + FRAMES * 344 * 4, 0, 0),
    "Tuning": (0, FRAMES * (BINS + 4 * 358), 4 * BINS * FRAMES),
    "Chroma": (0, FRAMES * 24 * BINS, 0),
    "RmsAndZeroCrossings": (2 * SAMPLES, 2 * SAMPLES, 8 * SAMPLES),
    "Statistics": (2 * 4 * SAMPLES, 0, 8 * SAMPLES),
}
PER_FLOOR = 2 ** 20       # operations and bytes of one Floor/… measurement


def least_times(program, repetitions):
    """{(name, instruction set): ms}"""
    command = [program, f"--benchmark_repetitions={repetitions}", "--benchmark_min_time=0.02",
               "--benchmark_enable_random_interleaving=true", "--benchmark_format=json"]
    report = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    times = {}
    for run in report["benchmarks"]:
        if run["run_type"] == "iteration":
            name, _, instruction_set = run["name"].rpartition("/")
            key = (name.removeprefix("BM_"), instruction_set)
            times[key] = min(times.get(key, run["cpu_time"]), run["cpu_time"])
    return times


def floor_ms(stage, instruction_set, times):
    def rate(kind):
        return times["Floor/" + kind, instruction_set] / PER_FLOOR
    doubles, floats, read = WORK[stage]
    return max(doubles * rate("double_operations") + floats * rate("float_operations"),
               read * rate("bytes_read"))


def cells(measured, floor):
    return f"{measured:9.2f}{floor:7.2f}{measured / floor:6.1f}"


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else "build/dev/bench/analysis_bench"
    repetitions = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    if not pathlib.Path(program).exists():
        sys.exit(f"{program} is not there; build it, or say where it is")
    times = least_times(program, repetitions)
    sets = [instruction_set for name, instruction_set in times if name == "Gtzan58"]

    print(f"{'ms of CPU time':22}" + "".join(f"{name:>22}" for name in sets))
    print(" " * 22 + "     time  floor ratio" * len(sets))
    sums = {name: [0.0, 0.0] for name in sets}
    for stage in WORK:
        row = f"{stage:22}"
        for name in sets:
            floor = floor_ms(stage, name, times)
            row += cells(times[stage, name], floor)
            sums[name][0] += times[stage, name]
            sums[name][1] += floor
        print(row)
    print(f"{'all stages':22}" + "".join(cells(*sums[name]) for name in sets))
    print(f"{'58 values of 30 s':22}" +
          "".join(cells(times["Gtzan58", name], sums[name][1]) for name in sets))
    print(f"{'58 values of 3 s':22}" +
          "".join(f"{times['Gtzan58Piece', name]:9.2f}{'':13}" for name in sets))


if __name__ == "__main__":
    main()

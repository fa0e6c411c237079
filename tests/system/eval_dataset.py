"""A small dataset of made-up music, and runs of `airmark eval` over it."""
import math
import os
import pathlib
import subprocess
import wave

import numpy

AIRMARK = os.environ["AIRMARK"]
GENRES = ("blues", "classical", "metal", "pop")
CLIPS_PER_GENRE = 6
RATE = 22050
RUN_FILES = {
    "run.json", "tagged_songs.json", "model_performance.csv", "accuracy_metrics.json",
    "confusion_matrix.csv", "worth_a_look.csv", "timing.json", "journal.sqlite",
    "reports/classification_report.txt", "reports/detailed_analysis.json", "reports/report.html"}


def _samples(genre, number, duration_s):
    random = numpy.random.default_rng(100 * GENRES.index(genre) + number)
    time = numpy.arange(int(duration_s * RATE)) / RATE
    tone = sum(numpy.sin(2 * math.pi * (110 + 40 * GENRES.index(genre) + number) * k * time) / k
               for k in range(1, 3 + 3 * GENRES.index(genre)))
    beat_hz = 1.5 + 0.4 * GENRES.index(genre)
    hit = random.standard_normal(time.size) * numpy.exp(-20 * (time % (1 / beat_hz)))
    return 0.1 * tone + (0.02 + 0.08 * GENRES.index(genre)) * hit


def write_dataset(folder, clips_per_genre=CLIPS_PER_GENRE, genres=GENRES, duration_s=3.5):
    folder = pathlib.Path(folder)
    for genre in genres:
        (folder / genre).mkdir(parents=True)
        for number in range(clips_per_genre):
            samples = numpy.clip(_samples(genre, number, duration_s), -1, 1) * 32767
            with wave.open(str(folder / genre / f"{genre}-{number}.wav"), "wb") as file:
                file.setparams((1, 2, RATE, 0, "NONE", ""))
                file.writeframes(samples.astype("<i2").tobytes())
    return folder


def command(*arguments):
    return [AIRMARK, "eval", *map(str, arguments)]


def run(*arguments, exit_code=0, environment=None):
    done = subprocess.run(command(*arguments), capture_output=True, env=environment, check=False,
                          timeout=120)
    assert done.returncode == exit_code, (arguments, done)
    return done


def files(folder):
    """What a run wrote, by path."""
    folder = pathlib.Path(folder)
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in folder.rglob("*") if path.is_file()}


def without_times(folder):
    """All that two runs of one request have in common."""
    return {name: content for name, content in files(folder).items()
            if name not in ("timing.json", "journal.sqlite")}

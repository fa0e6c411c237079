"""Sounds for system tests, the same on every machine."""
import math
import wave

import numpy

MUSIC_BPM = 120


def write_music(path, duration_s=20.0, rate=48000, seed=7):
    """16-bit stereo: a chord that changes twice a second, a bass, a noise hit on each beat."""
    random = numpy.random.default_rng(seed)
    time = numpy.arange(int(duration_s * rate)) / rate
    beat = numpy.floor(time * MUSIC_BPM / 60).astype(int)
    root_hz = 110.0 * 2 ** (numpy.array([0, 5, 7, 3])[beat % 4] / 12)
    phase = 2 * math.pi * numpy.cumsum(root_hz) / rate
    chord = sum(numpy.sin(phase * ratio) for ratio in (2.0, 2.5, 3.0)) / 3
    hit = random.standard_normal(time.size) * numpy.exp(-30 * (time * MUSIC_BPM / 60 - beat))
    left = 0.3 * chord + 0.2 * numpy.sin(phase) + 0.1 * hit
    right = 0.25 * chord + 0.2 * numpy.sin(phase) - 0.1 * hit
    samples = (numpy.stack([left, right], axis=1) * 32767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return path

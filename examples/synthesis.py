"""Instruments, effects and a small mixing desk, from numpy alone.

Sounds are mono float arrays at RATE, pitches are MIDI numbers (69 = A at 440 Hz), times are
seconds. Everything random comes from a seeded generator: the same program gives the same samples.
"""

import wave

import numpy as np

RATE = 44100
TABLE_SIZE = 4096


def hertz(pitch):
    return 440.0 * 2.0 ** ((pitch - 69) / 12.0)


def clock(duration):
    return np.arange(int(duration * RATE)) / RATE


def envelope(count, attack, release):
    """Rises in `attack` seconds, stays, falls in the last `release` seconds: no clicks."""
    shape = np.ones(count)
    rise, fall = min(int(attack * RATE), count), min(int(release * RATE), count)
    if rise:
        shape[:rise] *= np.sin(np.linspace(0.0, np.pi / 2, rise)) ** 2
    if fall:
        shape[count - fall:] *= np.sin(np.linspace(np.pi / 2, 0.0, fall)) ** 2
    return shape


def equalise(sound, gain_at):
    """Filters without phase shift; `gain_at` maps frequencies in hertz to linear gains."""
    size = 1 << (sound.shape[-1] - 1).bit_length()
    spectrum = np.fft.rfft(sound, size)
    spectrum *= gain_at(np.fft.rfftfreq(size, 1.0 / RATE))
    return np.fft.irfft(spectrum, size)[..., :sound.shape[-1]]


def band(low, high, slope=2):
    """A band-pass for equalise(): both edges 3 dB down, `slope` times 6 dB an octave beyond."""
    def gain(f):
        f = np.maximum(f, 1.0)
        return 1.0 / np.sqrt((1.0 + (low / f) ** (2 * slope)) * (1.0 + (f / high) ** (2 * slope)))
    return gain


class Instruments:
    """A band. Notes are kept, for a song repeats most of them."""

    def __init__(self, seed):
        self.random = np.random.default_rng(seed)
        self.kept = {}

    def once(self, key, make):
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]

    def noise(self, duration, low, high):
        white = self.random.standard_normal(int(duration * RATE))
        return equalise(white, band(low, high))

    # Drums.

    def kick(self, deep=50.0, length=0.35):
        def make():
            t = clock(length)
            sweep = deep * t + 110.0 * 0.03 * (1.0 - np.exp(-t / 0.03))
            click = 0.25 * self.noise(length, 1500.0, 6000.0) * np.exp(-t / 0.004)
            return np.sin(2 * np.pi * sweep) * np.exp(-t / (0.3 * length)) + click
        return self.once(("kick", deep, length), make)

    def snare(self, body=190.0, length=0.25):
        def make():
            t = clock(length)
            skin = np.sin(2 * np.pi * body * t) * np.exp(-t / 0.06)
            return 0.6 * skin + 0.35 * self.noise(length, 900.0, 9000.0) * np.exp(-t / 0.07)
        return self.once(("snare", body, length), make)

    def rim(self):
        def make():
            t = clock(0.08)
            return np.sin(2 * np.pi * 820.0 * t) * np.exp(-t / 0.012)
        return self.once("rim", make)

    def clap(self):
        def make():
            t = clock(0.22)
            hands = sum(np.exp(-np.maximum(t - at, 0.0) / 0.006) * (t >= at)
                        for at in (0.0, 0.011, 0.022))
            return self.noise(0.22, 800.0, 4500.0) * (0.5 * hands + 0.5 * np.exp(-t / 0.06))
        return self.once("clap", make)

    def hat(self, length=0.04):
        def make():
            t = clock(5 * length)
            return 0.5 * self.noise(5 * length, 7000.0, 16000.0) * np.exp(-t / length)
        return self.once(("hat", length), make)

    def crash(self):
        def make():
            t = clock(2.0)
            return 0.5 * self.noise(2.0, 3000.0, 14000.0) * np.exp(-t / 0.5)
        return self.once("crash", make)

    # Pitched instruments.

    def pluck(self, pitch, duration, softness=0.5, sustain=0.996):
        """A plucked string after Karplus and Strong (1983), a period at a time: the pluck goes
        round a loop that damps it and averages neighbours, so that high partials die first. It
        starts with partials that fall as a power of their number, softer plucks faster."""
        def make():
            frequency = hertz(pitch)
            period = int(RATE / frequency)
            partial = np.arange(1, period // 2 + 1)
            phase = self.random.uniform(0.0, 2 * np.pi, len(partial))
            spectrum = np.exp(1j * phase) / partial ** (0.6 + 1.2 * softness)
            loop = np.fft.irfft(np.concatenate(([0.0], spectrum)), period)
            turns = [loop]
            for _ in range(int(duration * frequency) + 2):
                loop = sustain * ((1.0 - 0.5 * softness) * loop + 0.5 * softness * np.roll(loop, 1))
                turns.append(loop)
            wave_ = np.concatenate(turns)
            place = np.arange(int(duration * RATE)) * (period * frequency / RATE)
            sound = np.interp(place, np.arange(len(wave_)), wave_)
            sound /= np.abs(sound).max()
            return sound * envelope(len(sound), 0.001, min(0.03, duration / 3))
        return self.once(("pluck", pitch, duration, softness, sustain), make)

    def table(self, pitch, weights, highest=11000.0):
        """One period with these harmonics, those above `highest` hertz left out."""
        count = max(1, min(len(weights), int(highest / hertz(pitch))))
        phase = 2 * np.pi * np.arange(TABLE_SIZE) / TABLE_SIZE
        period = sum(weights[n] * np.sin((n + 1) * phase) for n in range(count))
        return np.append(period, period[0]) / np.sum(np.abs(weights[:count]))

    def tone(self, pitch, duration, weights, attack=0.01, release=0.05, vibrato=0.0):
        """A steady tone; `vibrato` is its depth in semitones, at 5.5 Hz, growing with the note."""
        def make():
            t = clock(duration)
            bend = vibrato * np.minimum(t / 0.4, 1.0) * np.sin(2 * np.pi * 5.5 * t)
            turns = np.cumsum(hertz(pitch + bend) / RATE) % 1.0
            table = self.table(pitch, weights)
            sound = np.interp(turns * TABLE_SIZE, np.arange(TABLE_SIZE + 1), table)
            return sound * envelope(len(sound), attack, release)
        return self.once(("tone", pitch, duration, tuple(weights), attack, vibrato), make)

    def strings(self, pitch, duration, attack=0.12):
        """A section: four players, slightly apart in pitch."""
        def make():
            weights = 1.0 / np.arange(1, 25) ** 1.7
            players = [self.tone(pitch + cents / 100.0, duration, weights, attack, 0.2, 0.12)
                       for cents in (-7.0, -2.0, 3.0, 8.0)]
            return 0.5 * sum(players)
        return self.once(("strings", pitch, duration, attack), make)

    def bass(self, pitch, duration, edge=1.8):
        weights = 1.0 / np.arange(1, 13) ** edge
        sound = self.tone(pitch, duration, weights, 0.006, 0.03)
        return sound * np.exp(-clock(duration)[:len(sound)] / 0.9)

    def organ(self, pitch, duration):
        return self.tone(pitch, duration, np.array([1.0, 0.8, 0.4, 0.5, 0.0, 0.2, 0.0, 0.25]),
                         0.004, 0.02)

    def reed(self, pitch, duration):
        weights = np.array([1.0, 0.15, 0.6, 0.1, 0.4, 0.08, 0.25, 0.05, 0.15])
        return self.tone(pitch, duration, weights, 0.03, 0.08, 0.15)

    def electric_piano(self, pitch, duration):
        """Two sine oscillators, one bending the phase of the other (Chowning 1973)."""
        def make():
            t = clock(duration)
            turn = 2 * np.pi * hertz(pitch) * t
            tine = 0.5 * np.exp(-t / 0.08) * np.sin(14.0 * turn)
            body = np.sin(turn + 1.2 * np.exp(-t / 0.5) * np.sin(turn) + tine)
            return body * np.exp(-t / 1.2) * envelope(len(t), 0.003, 0.05)
        return self.once(("piano", pitch, duration), make)


class Desk:
    """Stereo mixing desk with one reverb."""

    def __init__(self, length):
        self.dry = np.zeros((2, int(length * RATE)))
        self.send = np.zeros_like(self.dry)

    def add(self, sound, at, gain=1.0, pan=0.0, room=0.15):
        """`pan` goes from -1 (left) to 1 (right) at equal power; `room` goes to the reverb."""
        first = max(0, int(at * RATE))
        count = min(len(sound), self.dry.shape[1] - first)
        if count <= 0:
            return
        angle = (pan + 1.0) * np.pi / 4.0
        for channel, side in enumerate((np.cos(angle), np.sin(angle))):
            part = gain * side * sound[:count]
            self.dry[channel, first:first + count] += part
            self.send[channel, first:first + count] += room * part

    def mixed(self, seed, reverb_s, drive, peak=0.89):
        """Dry and reverb together, through a soft limiter (`drive` says how hard), to `peak`."""
        random = np.random.default_rng(seed)
        count = self.dry.shape[1]
        t = clock(reverb_s * 2.0)
        size = 1 << (count + len(t) - 1).bit_length()
        out = self.dry.copy()
        for channel in range(2):
            tail = equalise(random.standard_normal(len(t)), band(200.0, 6000.0, 1))
            tail *= np.exp(-6.9 * t / reverb_s)  # 60 dB down after reverb_s.
            tail /= np.sqrt(np.sum(tail ** 2))
            product = np.fft.rfft(self.send[channel], size) * np.fft.rfft(tail, size)
            out[channel] += np.fft.irfft(product, size)[:count]
        out = np.tanh(drive * out / np.abs(out).max())
        out *= peak / np.abs(out).max()
        return out * envelope(count, 0.005, 1.2)


def write_wav(path, sound):
    """Two channels of floats within ±1 as 16-bit PCM."""
    samples = np.round(sound.T * 32767.0).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())

"""The definitions of mir103 and embedding45, written a second time in numpy. Slow and plain: each
function is the formula that its librosa namesake of version 0.8.1 documents, or that of the paper.
"""
import numpy as np

RATE, SIZE, HOP = 22050, 2048, 512
FREQUENCIES = np.arange(SIZE // 2 + 1) * RATE / SIZE
HANN = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(SIZE) / SIZE)
TINY = np.finfo(np.float32).tiny


def framed(samples, mode):
    padded = np.pad(samples, SIZE // 2, mode=mode)
    return np.lib.stride_tricks.sliding_window_view(padded, SIZE)[::HOP]


def stft(samples):
    return np.fft.rfft(framed(samples, "reflect") * HANN, axis=1).T.astype(np.complex64)


def decibels(power):
    levels = 10 * np.log10(np.maximum(power, 1e-10))
    return np.maximum(levels, levels.max() - 80)


# --- frame by frame

def rms(samples):
    return np.sqrt(np.mean(framed(samples, "reflect").astype(float) ** 2, axis=1))


def zero_crossing_rate(samples):
    frames = np.where(np.abs(framed(samples, "edge")) <= 1e-10, 0.0, framed(samples, "edge"))
    return np.mean(np.diff(np.signbit(frames), axis=1, prepend=np.signbit(frames[:, :1])), axis=1)


def moments(magnitudes):
    """Centroid, bandwidth, skewness, kurtosis of each frame."""
    shares = magnitudes / magnitudes.sum(axis=0)
    centroid = (FREQUENCIES[:, None] * shares).sum(axis=0)
    distance = FREQUENCIES[:, None] - centroid
    bandwidth = np.sqrt((distance ** 2 * shares).sum(axis=0))
    return (centroid, bandwidth, (distance ** 3 * shares).sum(axis=0) / bandwidth ** 3,
            (distance ** 4 * shares).sum(axis=0) / bandwidth ** 4)


def rolloff(magnitudes):
    sums = np.cumsum(magnitudes, axis=0, dtype=np.float32)
    return FREQUENCIES[(sums < np.float32(0.85) * sums[-1]).sum(axis=0)]


def flatness(magnitudes):
    power = np.maximum(magnitudes.astype(float) ** 2, 1e-10)
    return np.exp(np.log(power).mean(axis=0)) / power.mean(axis=0)


def flux(magnitudes):
    unit = magnitudes / np.linalg.norm(magnitudes, axis=0)
    return np.linalg.norm(np.diff(unit, axis=1), axis=0)


def contrast(magnitudes):
    edges = [0.0] + [200.0 * 2 ** n for n in range(7)]
    peaks, valleys = [], []
    for band, (low, high) in enumerate(zip(edges, edges[1:])):
        inside = np.flatnonzero((FREQUENCIES >= low) & (FREQUENCIES <= high))
        bins = np.arange(inside[0] - (band > 0), inside[-1] + 1)
        count = max(1, int(np.rint(0.02 * bins.size)))
        ordered = np.sort(magnitudes[bins if band == 6 else bins[:-1]], axis=0)
        valleys.append(ordered[:count].mean(axis=0))
        peaks.append(ordered[-count:].mean(axis=0))
    return decibels(np.array(peaks)) - decibels(np.array(valleys))


def mel_filters():
    """Slaney's scale: 200/3 Hz a mel to 1 kHz, then 27 mels for each factor of 6.4."""
    def hz(mel):
        return np.where(mel < 15, mel * 200 / 3, 1000 * 6.4 ** ((mel - 15) / 27))
    top = 15 + 27 * np.log(RATE / 2 / 1000) / np.log(6.4)
    edges = hz(np.linspace(0, top, 130))
    filters = []
    for low, middle, high in zip(edges, edges[1:], edges[2:]):
        rise = (FREQUENCIES - low) / (middle - low)
        fall = (high - FREQUENCIES) / (high - middle)
        filters.append(np.maximum(0, np.minimum(rise, fall)) * 2 / (high - low))
    return np.array(filters)


def mfcc(mel_decibels, count):
    bands = np.arange(128)
    rows = [np.sqrt((1 if n == 0 else 2) / 128) * np.cos(np.pi * n * (2 * bands + 1) / 256)
            for n in range(count)]
    return np.array(rows) @ mel_decibels


def delta(rows):
    """Savitzky-Golay of width 9 and order 1, at the ends the line through the last nine."""
    steps = np.arange(-4, 5)
    slopes = np.array([np.convolve(row, -steps / (steps ** 2).sum(), "valid") for row in rows])
    return np.pad(slopes, ((0, 0), (4, 4)), mode="edge")


def onset_strength(mel_decibels, aggregate):
    rises = aggregate(np.maximum(0, np.diff(mel_decibels, axis=1)), axis=0)
    return np.pad(rises, (3, 0))[:mel_decibels.shape[1]]


def mean_tempogram(onsets):
    lags = 344
    padded = np.pad(onsets, lags // 2, mode="linear_ramp", end_values=0)
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(lags) / lags)
    frames = np.lib.stride_tricks.sliding_window_view(padded, lags)[:onsets.size] * window
    powers = np.abs(np.fft.rfft(frames, 2 * lags, axis=1)) ** 2
    correlation = np.fft.irfft(powers, axis=1)[:, :lags]
    greatest = np.maximum(correlation.max(axis=1), TINY)
    return (correlation / greatest[:, None]).mean(axis=0)


def tempo(tempogram):
    lags = np.arange(1, 344)
    bpm = 60 * RATE / HOP / lags
    score = np.log1p(1e6 * tempogram[1:]) - 0.5 * np.log2(bpm / 120) ** 2
    score[bpm >= 320] = -np.inf
    return bpm[np.argmax(score)]


# --- harmony

def tuning(power):
    slope = 0.5 * (power[2:] - power[:-2])
    bend = 2 * power[1:-1] - power[2:] - power[:-2]
    shift = slope / (bend + (np.abs(bend) < TINY))
    middle = power[1:-1]
    loud = np.where(power > 0.1 * power.max(axis=0), power, 0)
    peak = (loud[1:-1] > loud[:-2]) & (loud[1:-1] >= loud[2:])
    peak &= ((FREQUENCIES >= 150) & (FREQUENCIES < 4000))[1:-1, None]
    bins, frames = np.nonzero(peak)
    pitches = (bins + 1 + shift[bins, frames]) * RATE / SIZE
    strengths = middle[bins, frames] + 0.5 * slope[bins, frames] * shift[bins, frames]
    strong = pitches[strengths >= np.median(strengths)]
    residual = np.mod(12 * np.log2(strong / 27.5), 1.0)
    residual[residual >= 0.5] -= 1.0
    counts, edges = np.histogram(residual, np.linspace(-0.5, 0.5, 101))
    return edges[np.argmax(counts)]


def chroma(power, tuned):
    place = 12 * np.log2(FREQUENCIES[1:] / (27.5 * 2 ** (tuned / 12)))
    place = np.concatenate([[place[0] - 18], place])
    width = np.concatenate([np.maximum(np.diff(place), 1.0), [1.0]])
    distance = np.mod(place - np.arange(12)[:, None] + 6 + 120, 12) - 6
    bumps = np.exp(-0.5 * (2 * distance / width) ** 2)
    bumps /= np.sqrt((bumps ** 2).sum(axis=0))
    bumps *= np.exp(-0.5 * ((place / 12 - 5) / 2) ** 2)
    classes = np.roll(bumps, -3, axis=0) @ power  # from A first to C first
    return classes / classes.max(axis=0)


def tonnetz(classes):
    steps = np.arange(12)
    circles = [(7, 1.0), (9, 1.0), (4, 0.5)]  # turns an octave, radius: fifths, minor, major thirds
    rows = [radius * wave(2 * np.pi * turns * steps / 12)
            for turns, radius in circles for wave in (np.sin, np.cos)]
    return np.array(rows) @ (classes / classes.sum(axis=0))


def harmonic_ratio(samples, spectra):
    magnitudes = np.abs(spectra)

    def median(values, axis):
        widths = [(15, 15) if n == axis else (0, 0) for n in (0, 1)]
        padded = np.pad(values, widths, mode="symmetric")
        return np.median(np.lib.stride_tricks.sliding_window_view(padded, 31, axis), axis=-1)
    over_time, over_bins = median(magnitudes, 1), median(magnitudes, 0)
    greatest = np.maximum(over_time, over_bins)
    scale = np.where(greatest < TINY, 1.0, greatest)
    harmonic, percussive = (over_time / scale) ** 2, (over_bins / scale) ** 2
    silent = greatest < TINY
    mask = np.where(silent, 0.5, harmonic / np.where(silent, 1.0, harmonic + percussive))
    count = spectra.shape[1]
    sums, squares = np.zeros(SIZE + HOP * (count - 1)), np.zeros(SIZE + HOP * (count - 1))
    for t, frame in enumerate(np.fft.irfft((spectra * mask).T, SIZE, axis=1)):
        sums[t * HOP:t * HOP + SIZE] += HANN * frame
        squares[t * HOP:t * HOP + SIZE] += HANN ** 2
    kept = slice(SIZE // 2, SIZE // 2 + HOP * (count - 1))
    tones = sums[kept] / squares[kept]
    rest = samples[:tones.size] - tones
    return (tones ** 2).sum() / ((tones ** 2).sum() + (rest ** 2).sum())


# --- whole windows

def envelope(levels):
    shares = levels ** 2 / (levels ** 2).sum()
    steps = np.diff(levels)
    rises, falls = (steps[steps > 0] ** 2).sum(), (steps[steps < 0] ** 2).sum()
    return {
        "energy_entropy": -(shares * np.log(shares)).sum() / np.log(levels.size),
        "low_energy_rate": (levels < levels.mean()).mean(),
        "temporal_centroid": (np.arange(levels.size) * shares).sum() / (levels.size - 1),
        "attack_decay_balance": (rises - falls) / (rises + falls),
    }


def waveform(samples):
    mean, std = samples.mean(), samples.std()
    standard = (samples - mean) / std
    peak = np.abs(samples).max()
    return {
        "sample_mean": mean, "sample_std": std,
        "sample_skewness": (standard ** 3).mean(),
        "sample_kurtosis": (standard ** 4).mean() - 3,
        "sample_abs_mean": np.abs(samples).mean(), "sample_peak": peak,
        "crest_factor_db": 20 * np.log10(peak / np.sqrt((samples ** 2).mean())),
    }


PITCHES = ["c", "c_sharp", "d", "d_sharp", "e", "f", "f_sharp", "g", "g_sharp", "a", "a_sharp", "b"]
TONNETZ = ["fifth_x", "fifth_y", "minor_x", "minor_y", "major_x", "major_y"]


def all_values(samples):
    """Every value of mir103 by its name, and mfccN_std, of float samples at RATE."""
    samples = samples.astype(float)
    spectra = stft(samples)
    magnitudes = np.abs(spectra)
    power = magnitudes ** 2
    mel = decibels(mel_filters() @ power)
    coefficients = mfcc(mel, 13)
    slopes = delta(coefficients)
    tuned = tuning(power)
    classes = chroma(power, tuned)
    points = tonnetz(classes)
    centroid, bandwidth, skewness, kurtosis = moments(magnitudes.astype(float))
    onsets = onset_strength(mel, np.mean)
    pulse = mean_tempogram(onset_strength(mel, np.median))
    values = {**envelope(rms(samples)), **waveform(samples)}
    for name, series in (
            ("zero_crossing_rate", zero_crossing_rate(samples)), ("rms", rms(samples)),
            ("spectral_centroid", centroid), ("spectral_bandwidth", bandwidth),
            ("rolloff", rolloff(magnitudes)), ("spectral_flatness", flatness(magnitudes)),
            ("spectral_flux", flux(magnitudes.astype(float))), ("onset_strength", onsets),
            *((f"chroma_{pitch}", row) for pitch, row in zip(PITCHES, classes)),
            *((f"tonnetz_{place}", row) for place, row in zip(TONNETZ, points))):
        values[name + "_mean"], values[name + "_std"] = series.mean(), series.std()
    for n, (row, slope) in enumerate(zip(coefficients, slopes), 1):
        values[f"mfcc{n}_mean"], values[f"mfcc{n}_std"] = row.mean(), row.std()
        values[f"mfcc{n}_delta_std"] = slope.std()
    for n, row in enumerate(contrast(magnitudes), 1):
        values[f"spectral_contrast{n}_mean"] = row.mean()
    values["spectral_skewness_mean"] = skewness.mean()
    values["spectral_kurtosis_mean"] = kurtosis.mean()
    values["spectral_crest_mean"] = (magnitudes.max(axis=0) / magnitudes.mean(axis=0)).mean()
    values["tuning"] = tuned
    values["harmonic_ratio"] = harmonic_ratio(samples, spectra)
    values["tempo"] = tempo(pulse)
    values["tempogram_peak"] = pulse[9:65].max()
    return values

#!/usr/bin/python3
"""Makes a few minutes of music in six styles, to try airmark with.

    examples/make_music.py FOLDER

writes blues.wav, classical.wav, disco.wav, reggae.wav, metal.wav and hiphop.wav, about 40 seconds
each, and set.wav, all of them in a row with short crossfades. Needs numpy. The same program writes
the same bytes every time.
"""

import sys
from pathlib import Path

try:
    import numpy as np
except ImportError:
    sys.exit("make_music.py needs numpy: install the package python3-numpy.")

from synthesis import RATE, Desk, Instruments, band, clock, envelope, equalise, write_wav

TAIL_S = 1.5
CROSSFADE_S = 1.0


class Song:
    """A desk and a band that count in bars of four beats."""

    def __init__(self, seed, tempo, bars):
        self.seed, self.beat, self.bars = seed, 60.0 / tempo, bars
        self.band = Instruments(seed)
        self.random = np.random.default_rng(seed + 1000)
        self.length = bars * 4 * self.beat + TAIL_S
        self.desk = Desk(self.length)

    def at(self, bar, beat):
        return (bar * 4 + beat) * self.beat

    def play(self, sound, bar, beat, gain, pan=0.0, room=0.15, loose=0.004):
        """Like a person: never quite on time, never quite as loud."""
        late = self.random.uniform(0.0, loose)
        gain *= self.random.uniform(0.9, 1.1)
        self.desk.add(sound, self.at(bar, beat) + late, gain, pan, room)

    def pattern(self, bar, steps, sound, gain, pan=0.0, room=0.1, swing=0.0):
        """Sixteen steps a bar: x strikes, o strikes softly. `swing` delays every other one."""
        for n, step in enumerate(steps):
            if step in "xo":
                beat = n / 4.0 + (swing / 4.0 if n % 2 else 0.0)
                self.play(sound, bar, beat, gain * (1.0 if step == "x" else 0.45), pan, room)

    def amplify(self, guitar, drive, bass_cut, treble_cut, gain, pan, room):
        """A guitar's own desk through an overdriven amplifier and its loudspeaker."""
        tight = equalise(guitar.dry[0], band(bass_cut, 9000.0, 1))
        speaker = equalise(np.tanh(drive * tight), band(95.0, treble_cut, 3))
        self.desk.add(speaker, 0.0, gain, pan, room)

    def mixed(self, reverb_s, drive, peak=0.89):
        return self.desk.mixed(self.seed, reverb_s, drive, peak)


def blues():
    """A twelve-bar shuffle in A: boogie guitar, walking bass, a lead guitar that answers itself."""
    song = Song(1, tempo=134, bars=24)
    band_ = song.band
    form = [45, 45, 45, 45, 50, 50, 45, 45, 52, 50, 45, 52]
    licks = [[(0, 72, 1.0), (1, 69, 0.67), (1.67, 67, 0.33), (2, 69, 1.5)],
             [(0, 76, 0.67), (0.67, 74, 0.33), (1, 72, 0.67), (1.67, 69, 1.2)],
             [(0.67, 69, 0.33), (1, 72, 0.67), (1.67, 74, 0.33), (2, 75, 0.3), (2.33, 76, 1.5)],
             [(0, 79, 0.67), (0.67, 76, 0.33), (1, 74, 0.67), (1.67, 72, 0.33), (2, 69, 1.8)]]
    rhythm, lead = Desk(song.length), Desk(song.length)
    for bar in range(song.bars):
        root = form[bar % 12]
        for beat in range(4):
            sixth = 9 if beat % 2 else 7
            for place, length in ((beat, 0.3), (beat + 0.667, 0.14)):
                for note in (root, root + sixth):
                    rhythm.add(band_.pluck(note, length, 0.4, 0.99), song.at(bar, place), 0.8)
            walk = root - 12 + (0, 4, 7, 9)[beat]
            song.play(band_.pluck(walk, 0.42, 0.95, 0.998), bar, beat, 0.9, 0.0, 0.05)
            song.play(band_.hat(0.07), bar, beat, 0.3, 0.3)
            song.play(band_.hat(0.04), bar, beat + 0.667, 0.22, 0.3)
            song.play(band_.snare() if beat % 2 else band_.kick(), bar, beat,
                      0.7 if beat % 2 else 0.8, 0.0)
        if bar % 2 or bar > 11:
            for beat, pitch, length in licks[int(song.random.integers(len(licks)))]:
                lead.add(band_.pluck(pitch, length * song.beat + 0.2, 0.2, 0.998),
                         song.at(bar, beat) + song.random.uniform(0.0, 0.01), 1.0)
    song.amplify(rhythm, 3.0, 250.0, 3000.0, 0.7, -0.5, 0.15)
    song.amplify(lead, 5.0, 250.0, 3500.0, 0.8, 0.35, 0.35)
    return song.mixed(reverb_s=0.9, drive=1.0)


def classical():
    """A slow piece for strings in G: four voices, one long swell and its end."""
    song = Song(2, tempo=92, bars=16)
    band_ = song.band
    chords = [(43, 59, 62, 67), (40, 59, 64, 67), (48, 60, 64, 67), (50, 57, 62, 66),
              (43, 59, 62, 67), (45, 60, 64, 69), (50, 60, 62, 66), (43, 59, 62, 67),
              (40, 59, 64, 67), (47, 59, 62, 66), (48, 60, 64, 67), (43, 59, 62, 67),
              (45, 60, 64, 69), (50, 60, 62, 66), (43, 59, 62, 67), (43, 59, 62, 67)]
    melody = [(74, 71), (76, 79), (79, 76), (78, 74), (79, 83), (81, 84), (81, 78), (79, 79),
              (83, 86), (86, 83), (84, 88), (83, 79), (84, 81), (81, 78), (79, 74), (79, None)]
    for bar, chord in enumerate(chords):
        swell = 0.12 + 0.88 * np.sin(np.pi * min(bar + 0.5, 14.0) / 15.0) ** 2
        whole, half = 4.1 * song.beat, 2.1 * song.beat
        for pitch, pan in zip(chord, (0.5, 0.2, -0.1, -0.3)):
            song.play(band_.strings(pitch, whole, 0.2), bar, 0, 0.34 * swell, pan, 0.5, 0.02)
        for n, pitch in enumerate(melody[bar]):
            if pitch is not None:
                length = whole if melody[bar][1] is None else half
                note = band_.strings(pitch, length, 0.1)
                song.play(note, bar, 2 * n, 0.5 * swell, -0.5, 0.5, 0.02)
        if 3 < bar < 14:
            for eighth in range(8):
                pitch = chord[1 + (0, 1, 2, 1)[eighth % 4]]
                note = band_.pluck(pitch, 0.5, 0.9, 0.996)
                song.play(note, bar, eighth / 2, 0.12 * swell, 0.1, 0.5)
    return song.mixed(reverb_s=2.2, drive=0.5, peak=0.6)


def disco():
    """Four on the floor at 120: octave bass, sixteenth guitar, strings above."""
    song = Song(3, tempo=120, bars=20)
    band_ = song.band
    chords = [(45, (57, 60, 64, 67)), (50, (57, 60, 62, 66)), (43, (55, 59, 62, 66)),
              (48, (55, 60, 64, 67))]
    riff = [(0, 76, 0.5), (0.5, 79, 0.5), (1, 81, 1.0), (2, 79, 0.5), (2.5, 76, 0.5), (3, 74, 0.9)]
    for bar in range(song.bars):
        root, chord = chords[bar % 4]
        song.pattern(bar, "x...x...x...x...", band_.kick(52.0, 0.3), 1.3, room=0.03)
        song.pattern(bar, "....x.......x...", band_.clap(), 1.0, room=0.3)
        song.pattern(bar, "....x.......x...", band_.snare(), 0.6)
        song.pattern(bar, "..x...x...x...x.", band_.hat(0.09), 0.55, 0.25)
        song.pattern(bar, "xoxoxoxoxoxoxoxo", band_.hat(0.025), 0.35, -0.25)
        if bar % 8 == 0:
            song.play(band_.crash(), bar, 0, 0.5, 0.2, 0.3)
        for eighth in range(8):
            octave = band_.bass(root - 12 + 12 * (eighth % 2), 0.22, 1.2)
            song.play(octave, bar, eighth / 2, 0.45, room=0.02)
        for n, step in enumerate("..xo..xo..xo..xo"):
            if step in "xo":
                for pitch in chord[1:]:
                    song.play(band_.pluck(pitch + 12, 0.09, 0.25, 0.97), bar, n / 4, 0.45, 0.55)
        if bar >= 4:
            for pitch in chord:
                song.play(band_.strings(pitch, 4.0 * song.beat, 0.15), bar, 0, 0.24, -0.4, 0.4)
        if bar >= 8 and bar % 2 == 0:
            for beat, pitch, length in riff:
                for octave in (0, -12):
                    note = band_.strings(pitch + octave, length * song.beat + 0.15, 0.03)
                    song.play(note, bar, beat, 0.55, -0.2, 0.4)
    return song.mixed(reverb_s=1.1, drive=1.5)


def reggae():
    """A one drop at 72: the skank on two and four of the doubled beat, a bass that sings."""
    song = Song(4, tempo=72, bars=12)
    band_ = song.band
    chords = [(45, (57, 60, 64)), (50, (57, 62, 65)), (45, (57, 60, 64)), (43, (55, 59, 62))]
    lines = [[(0, 0, 0.8), (1, 0, 0.4), (1.5, 7, 0.4), (2.5, 10, 0.4), (3, 7, 0.8)],
             [(0.5, 0, 0.4), (1, 3, 0.4), (1.5, 7, 0.8), (2.5, 5, 0.4), (3, 3, 0.4), (3.5, 0, 0.4)]]
    tune = [(0, 76, 0.7), (1, 74, 0.45), (1.5, 72, 0.9), (3, 69, 0.9)]
    for bar in range(song.bars):
        root, chord = chords[bar % 4]
        song.play(band_.kick(48.0, 0.4), bar, 2, 1.0, room=0.1)
        song.play(band_.rim(), bar, 2, 0.9, 0.0, 0.5)
        song.play(band_.snare(230.0), bar, 2, 0.6, 0.0, 0.3)
        song.pattern(bar, "x.o.x.o.x.o.x.ox", band_.hat(0.03), 0.4, 0.3, swing=0.15)
        for eighth in (0.5, 1.5, 2.5, 3.5):
            for pitch in chord:
                song.play(band_.pluck(pitch + 12, 0.11, 0.3, 0.975), bar, eighth, 0.3, 0.5, 0.2)
                song.play(band_.organ(pitch, 0.12), bar, eighth, 0.22, -0.4, 0.2)
                song.play(band_.organ(pitch, 0.07), bar, eighth + 0.25, 0.1, -0.4, 0.2)
        for beat, interval, length in lines[bar % 2]:
            note = band_.bass(root - 12 + interval, length * song.beat, 2.2)
            song.play(note, bar, beat, 0.75, room=0.02)
        if bar % 4 in (2, 3):
            for beat, pitch, length in tune:
                note = band_.reed(pitch - 2 * (bar % 2), length * song.beat)
                for echo in range(4):
                    song.play(note, bar, beat + 0.75 * echo, 0.3 * 0.45 ** echo,
                              0.2 - 0.4 * (echo % 2), 0.4)
        if bar % 4 == 3:
            song.pattern(bar, "............xoxx", band_.snare(260.0), 0.4, room=0.4)
    return song.mixed(reverb_s=1.5, drive=1.3)


def metal():
    """Galloping riffs in E at 160: two distorted guitars, double kick, a solo over the end."""
    song = Song(5, tempo=160, bars=28)
    band_ = song.band
    riffs = [[(0, 0), (3, 3), (6, 5), (8, 0), (11, 6), (12, 5), (14, 3)],
             [(0, 0), (4, 7), (8, 8), (12, 7)]]
    guitars = [Desk(song.length), Desk(song.length)]
    lead = Desk(song.length)
    for bar in range(song.bars):
        chorus = bar % 8 >= 4
        accents = dict(riffs[1] if chorus else riffs[0])
        root = 40 if bar % 4 < 3 else 38
        for side, guitar in enumerate(guitars):
            for step in range(16):
                strike = step in accents
                if not strike and (chorus or step % 4 == 1):
                    continue
                length = (0.38 if chorus else 0.19) if strike else 0.085
                pitch = root + accents.get(step, 0)
                softness, sustain = (0.3, 0.998) if strike else (0.8, 0.97)
                for note in (pitch, pitch + 7, pitch + 12) if strike else (pitch, pitch + 7):
                    sound = band_.pluck(note + 0.03 * side, length, softness, sustain)
                    guitar.add(sound, song.at(bar, step / 4) + song.random.uniform(0, 0.006), 1.0)
            note = band_.bass(root - 12 + accents.get(8 * side, 0), 1.9 * song.beat, 0.9)
            song.play(note, bar, 2 * side, 0.5, room=0.02)
        feet = "x.x.x.x.x.x.x.x." if chorus else "x.xxx.xxx.xxx.xx"
        song.pattern(bar, feet, band_.kick(55.0, 0.2), 0.8, room=0.02)
        song.pattern(bar, "....x.......x...", band_.snare(200.0, 0.3), 1.0, room=0.25)
        song.pattern(bar, "x...x...x...x...", band_.hat(0.16), 0.75, 0.3)
        if bar % 4 == 0:
            song.play(band_.crash(), bar, 0, 0.7, -0.3, 0.3)
        if bar >= 20:
            for eighth in range(8):
                pitch = 64 + (0, 3, 7, 10, 12, 15, 12, 7)[(eighth * 3 + bar) % 8]
                lead.add(band_.pluck(pitch, 0.24, 0.2, 0.999), song.at(bar, eighth / 2), 1.0)
    for guitar, pan in zip(guitars, (-0.85, 0.85)):
        song.amplify(guitar, 25.0, 500.0, 4800.0, 0.75, pan, 0.08)
    song.amplify(lead, 20.0, 200.0, 5000.0, 0.5, 0.1, 0.4)
    return song.mixed(reverb_s=0.8, drive=3.2, peak=0.36)


def hiphop():
    """A slow swung beat at 92: deep kick, snare on two and four, electric piano, crackle."""
    song = Song(6, tempo=92, bars=16)
    band_ = song.band
    chords = [(38, (53, 57, 60, 64)), (36, (52, 55, 59, 62)), (34, (50, 53, 57, 60)),
              (33, (52, 55, 60, 64))]
    hook = [(0, 74, 0.4), (0.75, 77, 0.2), (1.5, 76, 0.4), (2.75, 72, 0.6)]
    count = int(song.length * RATE)
    dust = (song.random.random(count) > 0.9996) * song.random.uniform(-1.0, 1.0, count)
    crackle = equalise(dust, band(800.0, 7000.0))
    song.desk.add(crackle, 0.0, 0.5, 0.0, 0.0)
    for bar in range(song.bars):
        root, chord = chords[bar % 4]
        kick = "x......x..x....." if bar % 2 == 0 else "x..x...x..x..x.."
        song.pattern(bar, kick, band_.kick(44.0, 0.5), 1.1, room=0.02, swing=0.25)
        song.pattern(bar, "....x.......x...", band_.snare(175.0, 0.3), 0.8, room=0.2)
        song.pattern(bar, "....x.......x...", band_.clap(), 0.3, 0.1, room=0.2)
        song.pattern(bar, "x.xox.x.x.xox.xx", band_.hat(0.03), 0.5, 0.2, swing=0.25)
        if bar % 4 == 3:
            song.pattern(bar, "..............x.", band_.hat(0.2), 0.5, 0.2)
        for n, step in enumerate(kick):
            if step == "x":
                song.play(band_.bass(root, 0.42, 3.0), bar, n / 4, 1.1, room=0.0)
        for beat in (0.0, 2.5):
            for n, pitch in enumerate(chord):
                song.play(band_.electric_piano(pitch, 1.4), bar, beat + 0.02 * n, 0.22, -0.3, 0.25)
        if bar >= 4:
            for beat, pitch, length in hook:
                chop = band_.reed(pitch - (bar % 4 == 3), length * song.beat)
                song.play(chop * envelope(len(chop), 0.002, 0.01), bar, beat, 0.25, 0.4, 0.3)
        if bar % 8 == 7:
            t = clock(0.35)
            scratch = band_.noise(0.35, 500.0, 3000.0) * np.abs(np.sin(2 * np.pi * 5.7 * t)) ** 3
            song.play(scratch, bar, 3.0, 0.5, -0.2)
    return song.mixed(reverb_s=0.8, drive=2.4, peak=0.62)


STYLES = {"blues": blues, "classical": classical, "disco": disco, "reggae": reggae, "metal": metal,
          "hiphop": hiphop}


def in_a_row(songs):
    """All songs after each other, each fading into the next."""
    overlap = int(CROSSFADE_S * RATE)
    fade = np.sin(np.linspace(0.0, np.pi / 2, overlap))
    row = songs[0]
    for song in songs[1:]:
        joint = row[:, -overlap:] * fade[::-1] + song[:, :overlap] * fade
        joint *= min(1.0, 0.89 / np.abs(joint).max())
        row = np.concatenate([row[:, :-overlap], joint, song[:, overlap:]], axis=1)
    return row


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 64
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    songs = []
    for name, play in STYLES.items():
        songs.append(play())
        write_wav(folder / f"{name}.wav", songs[-1])
        print(folder / f"{name}.wav")
    write_wav(folder / "set.wav", in_a_row(songs))
    print(folder / "set.wav")
    return 0


if __name__ == "__main__":
    sys.exit(main())

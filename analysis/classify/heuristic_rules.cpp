#include <vector>

#include "analysis/classify/heuristic_tagger.h"

namespace airmark::analysis {
namespace {

constexpr VoteShape kRamp = VoteShape::Ramp;
constexpr VoteShape kAround = VoteShape::Around;

// Limits lie near the quartiles of the genre and of the others in the train list; what MFCC 2, 3, 4
// and 6 stand for is in README.md.
// genre, cue, shape, first, second, weight, why
const std::vector<GenreRule> kRules{
    {"blues", "spectral_centroid_mean", kRamp, 2300, 1400, 0.7, "the tone is dark"},
    {"blues", "spectral_bandwidth_mean", kRamp, 2500, 2000, 0.5, "the spectrum is not wide"},
    {"blues", "percussive_share", kRamp, 35, 12, 0.8, "drums stay behind"},
    {"blues", "chroma_stft_var", kRamp, 0.083, 0.092, 1.0, "single notes stand out"},
    {"blues", "mfcc6_mean", kRamp, 13, 27, 1.4, "guitar and voice bands lead, with no air above"},
    {"blues", "mfcc3_mean", kRamp, -24, -2, 0.8, "the middle range is not crowded"},
    {"blues", "level_variation", kRamp, 50, 25, 0.5, "the level is even"},

    {"classical", "level_dbfs", kRamp, -19, -30, 1.3, "it is recorded quietly"},
    {"classical", "percussive_share", kRamp, 20, 4, 1.2, "tones flow without drums"},
    {"classical", "chroma_stft_mean", kRamp, 0.36, 0.27, 1.0, "few pitches sound at a time"},
    {"classical", "level_variation", kRamp, 33, 53, 0.5, "the dynamics are wide"},
    {"classical", "spectral_bandwidth_mean", kRamp, 2100, 1600, 1.0, "the spectrum is narrow"},
    {"classical", "crossing_variation", kRamp, 55, 32, 0.5, "no hiss of drums comes and goes"},

    {"country", "spectral_centroid_mean", kRamp, 2200, 1550, 1.0, "the tone is warm"},
    {"country", "mfcc2_mean", kRamp, 95, 127, 1.2, "lows and mids outweigh the highs"},
    {"country", "chroma_stft_mean", kRamp, 0.41, 0.335, 0.6, "the harmony is clear"},
    {"country", "timbre_motion", kRamp, 7.5, 9.1, 1.0, "picking and voice change the timbre fast"},
    {"country", "mfcc3_mean", kRamp, 2, -18, 0.5, "voice and guitar fill the middle"},
    {"country", "level_dbfs", kAround, -19, 6, 0.5, "the level is moderate"},
    {"country", "mfcc6_mean", kRamp, 27, 12, 0.6, "the guitars are not driven hard"},
    {"country", "bandwidth_motion", kRamp, 250, 340, 0.4, "a light beat opens and closes it"},

    {"disco", "percussive_share", kRamp, 25, 45, 1.4, "drums lead"},
    {"disco", "rolloff_mean", kRamp, 4300, 5500, 0.7, "hats and strings reach high"},
    {"disco", "zero_crossing_rate_mean", kRamp, 0.08, 0.125, 0.7, "cymbals are plain"},
    {"disco", "mfcc4_mean", kRamp, 40, 24, 1.0, "there is air above the middle"},
    {"disco", "timbre_motion", kRamp, 9.3, 7.9, 0.8, "the arrangement is dense and even"},
    {"disco", "tempo", kAround, 122, 25, 0.8, "the tempo is one to dance to"},

    {"hiphop", "chroma_stft_mean", kRamp, 0.37, 0.45, 1.2, "speech and drums fill the pitches"},
    {"hiphop", "level_dbfs", kRamp, -18, -14, 1.2, "it is mastered loud"},
    {"hiphop", "percussive_share", kRamp, 20, 38, 1.0, "the beat leads"},
    {"hiphop", "bandwidth_motion", kRamp, 280, 390, 0.6, "bass and syllables take turns"},
    {"hiphop", "crossing_variation", kRamp, 40, 60, 0.8, "consonants stand out"},
    {"hiphop", "tempo", kAround, 96, 12, 0.6, "the tempo is that of rap"},

    {"jazz", "chroma_stft_mean", kRamp, 0.37, 0.28, 1.2, "few pitches sound at a time"},
    {"jazz", "chroma_stft_var", kRamp, 0.084, 0.089, 0.8, "single notes stand out"},
    {"jazz", "spectral_centroid_mean", kRamp, 2400, 1600, 0.8, "the tone is warm"},
    {"jazz", "percussive_share", kRamp, 28, 12, 0.8, "the drums are soft"},
    {"jazz", "level_dbfs", kAround, -23, 7, 0.8, "it is neither quiet nor loud"},
    {"jazz", "mfcc6_mean", kRamp, 25, 10, 0.6, "the instruments are acoustic"},

    {"metal", "chroma_stft_mean", kRamp, 0.40, 0.47, 1.4, "distortion fills every pitch"},
    {"metal", "chroma_stft_var", kRamp, 0.084, 0.077, 1.0, "no single note stands out"},
    {"metal", "level_variation", kRamp, 36, 20, 0.9, "the level hardly varies"},
    {"metal", "brightness_variation", kRamp, 28, 16, 0.7, "the timbre is a steady wall"},
    {"metal", "mfcc4_mean", kRamp, 42, 56, 1.2, "guitar amplifiers lead, with little air"},
    {"metal", "zero_crossing_rate_mean", kRamp, 0.1, 0.145, 0.7, "the sound is rough"},

    {"pop", "spectral_bandwidth_mean", kRamp, 2500, 2950, 1.0, "bass and treble are both strong"},
    {"pop", "rolloff_mean", kRamp, 5000, 6500, 0.7, "the treble reaches high"},
    {"pop", "mfcc4_mean", kRamp, 30, 14, 1.0, "there is much air in it"},
    {"pop", "mfcc3_mean", kRamp, -8, 12, 0.8, "the middle leaves room for the voice"},
    {"pop", "level_dbfs", kRamp, -19, -14.5, 0.8, "it is mastered loud"},

    {"reggae", "bandwidth_motion", kRamp, 350, 470, 0.9, "off-beat chords leave gaps"},
    {"reggae", "level_motion", kRamp, 4.95, 6.45, 1.2, "the level breathes with the off-beat"},
    {"reggae", "crossing_variation", kRamp, 45, 66, 1.0, "bass and off-beat take turns"},
    {"reggae", "level_dbfs", kAround, -19.5, 4.5, 0.7, "the level is moderate"},
    {"reggae", "chroma_stft_mean", kAround, 0.4, 0.08, 0.6, "chords and drums balance"},
    {"reggae", "brightness_variation", kRamp, 27, 40, 0.6, "the brightness swings"},

    {"rock", "mfcc3_mean", kRamp, -12, -34, 1.2, "guitars fill the middle"},
    {"rock", "level_variation", kRamp, 42, 28, 0.8, "the level is even"},
    {"rock", "spectral_centroid_mean", kAround, 2200, 500, 0.8, "neither dark nor bright"},
    {"rock", "percussive_share", kAround, 22, 12, 0.6, "drums and guitars balance"},
    {"rock", "mfcc4_mean", kRamp, 30, 48, 0.6, "guitar amplifiers lead"},
    {"rock", "spectral_bandwidth_mean", kRamp, 2400, 2100, 0.6, "the spectrum is not wide"},
    {"rock", "chroma_stft_var", kRamp, 0.089, 0.081, 0.6, "full chords are strummed"},
};

// So that over the train list each genre is named about as often as it occurs.
const std::vector<GenreStart> kStarts{
    {"blues", 0.0},  {"classical", 0.25}, {"country", -0.15}, {"disco", -0.05},  {"hiphop", 0.05},
    {"jazz", -0.10}, {"metal", 0.20},     {"pop", 0.10},      {"reggae", -0.15}, {"rock", -0.15},
};

}  // namespace

std::span<const GenreRule> genre_rules() { return kRules; }
std::span<const GenreStart> genre_starts() { return kStarts; }

}  // namespace airmark::analysis

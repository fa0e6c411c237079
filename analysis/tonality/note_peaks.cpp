#include "analysis/tonality/note_peaks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <cstdint>
#include <numbers>

#include "analysis/spectrum/hann_window.h"
#include "analysis/spectrum/lanes.h"

namespace airmark::analysis {
namespace {

constexpr double kBinHz = QuarterRate::kRateHz / NotePeaks::kSpectrumSize;
constexpr std::size_t kFirstBin = static_cast<std::size_t>(38.0 / kBinHz) + 1;
constexpr std::size_t kLastBin = static_cast<std::size_t>(2030.0 / kBinHz);
constexpr std::size_t kMostPeaks = (kLastBin - kFirstBin) / 2 + 1;  ///< No two are neighbours.

constexpr auto kSemitonesPerE = static_cast<float>(12.0 / std::numbers::ln2);

/// Steps of a semitone, a turn, at which cosine and sine are known.
constexpr std::size_t kAngleCount = 1024;

constexpr double kFrameFloor = 1e-3;   ///< Of power: 30 dB.
constexpr float kWindowFloor = 1e-4f;  ///< Of magnitude: 80 dB.

/// A sine of amplitude a has a peak of a N / 4 under a Hann window, and the power a^2 / 2.
constexpr double kPowerOfSquare =
    8.0 / (static_cast<double>(NotePeaks::kSpectrumSize) * NotePeaks::kSpectrumSize);

/// How far a sine's frequency lies from the greatest bin of its peak under a Hann window, in bins.
float distance_from_bin(double left, double middle, double right) {
  const float ratio = std::sqrt(static_cast<float>(std::max(left, right) / middle));
  const float distance = std::clamp((2.0f * ratio - 1.0f) / (ratio + 1.0f), 0.0f, 0.5f);
  return right >= left ? distance : -distance;
}

/// Powers of so many bins from `bins` on; returns the greatest.
double powers_of(const std::complex<double>* bins, std::size_t count, double* powers) {
  for (std::size_t k = 0; k < count; ++k)
    powers[k] = bins[k].real() * bins[k].real() + bins[k].imag() * bins[k].imag();
  Lanes<double> greatest;
  const std::size_t whole = count / kBlockFrames * kBlockFrames;
  for (std::size_t k = 0; k < whole; k += kBlockFrames)
    for (std::size_t lane = 0; lane < kBlockFrames; ++lane)
      greatest[lane] = std::max(greatest[lane], powers[k + lane]);
  static_assert((kLastBin + 3 - kFirstBin) % kBlockFrames > 0, "some bins are left over");
  return std::max(*std::max_element(greatest.values.begin(), greatest.values.end()),
                  *std::max_element(powers + whole, powers + count));
}

/// Bins of local maxima not below `floor`, in order; returns how many. Written without branches:
/// where a maximum is cannot be foreseen.
std::size_t maxima_of(std::span<const double> powers, double floor,
                      std::span<std::uint16_t, kMostPeaks + 1> places) {
  std::size_t count = 0;
  for (std::size_t k = kFirstBin; k <= kLastBin; ++k) {
    places[count] = static_cast<std::uint16_t>(k);
    const auto is_maximum = static_cast<unsigned>(powers[k] >= floor) &
                            static_cast<unsigned>(powers[k] > powers[k - 1]) &
                            static_cast<unsigned>(powers[k] >= powers[k + 1]);
    count += is_maximum;
  }
  return count;
}

}  // namespace

NotePeaks::NotePeaks()
    : fft_(kSpectrumSize), window_(hann_window(kSpectrumSize)), powers_(kLastBin + 2) {
  for (std::size_t k = 0; k <= kLastBin; ++k) {
    const double place = static_cast<double>(std::max<std::size_t>(k, 1));
    pitches_.push_back(static_cast<float>(69.0 + 12.0 * std::log2(place * kBinHz / 440.0)));
  }
  for (std::size_t i = 0; i < kAngleCount; ++i) {
    const double angle =
        2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(kAngleCount);
    angles_.push_back({static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle))});
  }
}

void NotePeaks::measure(std::span<const float> samples) {
  const std::span<const float> quarter = quarter_rate_.measure(samples);
  const std::size_t frame_count = 1 + quarter.size() / kHop;
  peaks_.clear();
  peaks_.reserve(frame_count * kMostPeaks);
  ends_.clear();
  for (std::size_t t = 0; t < frame_count; ++t) {
    transform(quarter, t);
    find_peaks();
    ends_.push_back(peaks_.size());
  }
  drop_faint_peaks();
  sum_up();
}

/// Frame t is centred on sample kHop t; beyond the ends is silence.
void NotePeaks::transform(std::span<const float> samples, std::size_t frame) {
  const std::span<double> time = fft_.time();
  const std::size_t centre = frame * kHop;
  const std::size_t before = kSpectrumSize / 2;
  const std::size_t silent = before - std::min(before, centre);
  const std::size_t first = centre + silent - before;
  const std::size_t count = std::min(samples.size() - first, kSpectrumSize - silent);
  std::fill_n(time.begin(), silent, 0.0);
  for (std::size_t n = 0; n < count; ++n)
    time[silent + n] = window_[silent + n] * static_cast<double>(samples[first + n]);
  std::fill(time.begin() + static_cast<std::ptrdiff_t>(silent + count), time.end(), 0.0);
  fft_.forward();
}

void NotePeaks::find_peaks() {
  const double greatest = powers_of(&fft_.bins()[kFirstBin - 1], kLastBin + 2 - (kFirstBin - 1),
                                    &powers_[kFirstBin - 1]);
  if (greatest <= 0.0) return;
  std::array<std::uint16_t, kMostPeaks + 1> places{};
  const std::size_t count = maxima_of(powers_, kFrameFloor * greatest, places);
  for (std::size_t i = 0; i < count; ++i) peaks_.push_back(peak_at(places[i]));
}

NotePeak NotePeaks::peak_at(std::size_t bin) const {
  const float distance = distance_from_bin(powers_[bin - 1], powers_[bin], powers_[bin + 1]);
  // log(1 + x) to the third power; the first bin is the 15th, and x at most a thirtieth.
  const float x = distance / static_cast<float>(bin);
  const float pitch = pitches_[bin] + kSemitonesPerE * x * (1.0f - x * (0.5f - x * (1.0f / 3.0f)));
  const auto step = static_cast<std::size_t>(pitch * static_cast<float>(kAngleCount) + 0.5f);
  const Angle& angle = angles_[step % kAngleCount];
  return {pitch, static_cast<float>(std::sqrt(powers_[bin])), angle.cosine, angle.sine};
}

void NotePeaks::drop_faint_peaks() {
  float loudest = 0.0f;
  for (const NotePeak& peak : peaks_) loudest = std::max(loudest, peak.magnitude);
  const float floor = kWindowFloor * loudest;
  std::size_t kept = 0;
  std::size_t next = 0;
  for (std::size_t& end : ends_) {
    for (; next < end; ++next)
      if (peaks_[next].magnitude >= floor) peaks_[kept++] = peaks_[next];
    end = kept;
  }
  peaks_.resize(kept);
}

void NotePeaks::sum_up() {
  double cosines = 0.0;
  double sines = 0.0;
  double magnitudes = 0.0;
  double squares = 0.0;
  for (const NotePeak& peak : peaks_) {
    const auto magnitude = static_cast<double>(peak.magnitude);
    cosines += magnitude * static_cast<double>(peak.cosine);
    sines += magnitude * static_cast<double>(peak.sine);
    magnitudes += magnitude;
    squares += magnitude * magnitude;
  }
  power_ = squares * kPowerOfSquare / static_cast<double>(frame_count());
  tuning_ = magnitudes > 0.0 ? std::atan2(sines, cosines) / (2.0 * std::numbers::pi) : 0.0;
  concentration_ = magnitudes > 0.0 ? std::min(std::hypot(cosines, sines) / magnitudes, 1.0) : 0.0;
}

}  // namespace airmark::analysis

#include "analysis/tonality/note_peaks.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "analysis/spectrum/hann_window.h"

namespace airmark::analysis {
namespace {

constexpr double kBinHz = QuarterRate::kRateHz / NotePeaks::kSpectrumSize;
constexpr std::size_t kFirstBin = static_cast<std::size_t>(38.0 / kBinHz) + 1;
constexpr std::size_t kLastBin = static_cast<std::size_t>(2030.0 / kBinHz);
constexpr std::size_t kMostPeaks = (kLastBin - kFirstBin) / 2 + 1;  ///< No two are neighbours.

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

NotePeak peak_at(std::span<const double> powers, std::size_t bin) {
  const float place =
      static_cast<float>(bin) + distance_from_bin(powers[bin - 1], powers[bin], powers[bin + 1]);
  const float pitch = 69.0f + 12.0f * std::log2(place * static_cast<float>(kBinHz / 440.0));
  const float part = pitch - std::trunc(pitch);
  const float angle = static_cast<float>(2.0 * std::numbers::pi) * part;
  return {pitch, static_cast<float>(std::sqrt(powers[bin])), std::cos(angle), std::sin(angle)};
}

}  // namespace

NotePeaks::NotePeaks()
    : fft_(kSpectrumSize), window_(hann_window(kSpectrumSize)), powers_(kLastBin + 2) {}

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
  const auto bins = fft_.bins();
  for (std::size_t k = kFirstBin - 1; k < powers_.size(); ++k)
    powers_[k] = bins[k].real() * bins[k].real() + bins[k].imag() * bins[k].imag();
}

void NotePeaks::find_peaks() {
  const std::span<const double> powers(powers_);
  const std::span<const double> band = powers.subspan(kFirstBin, kLastBin + 1 - kFirstBin);
  const double floor = kFrameFloor * *std::max_element(band.begin(), band.end());
  if (floor <= 0.0) return;
  for (std::size_t k = kFirstBin; k <= kLastBin; ++k)
    if (powers[k] >= floor && powers[k] > powers[k - 1] && powers[k] >= powers[k + 1])
      peaks_.push_back(peak_at(powers, k));
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

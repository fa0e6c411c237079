#include "realtime/publish/wave_recorder.h"

#include <sndfile.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

namespace airmark::realtime {
namespace {

// Written in one go: a tenth of a second, against some hundred callbacks in the same time.
constexpr std::size_t kBufferFrames = 4096;

// "take.wav" → "take-2.wav", or the next number that is free.
std::filesystem::path next_path(const std::filesystem::path& first, int& number) {
  std::filesystem::path path;
  do {
    ++number;
    path = first;
    path.replace_filename(first.stem().string() + "-" + std::to_string(number) +
                          first.extension().string());
  } while (std::filesystem::exists(path));
  return path;
}

}  // namespace

class WaveRecorder::Implementation {
 public:
  explicit Implementation(std::filesystem::path path) : first_path_(path), path_(std::move(path)) {}
  ~Implementation() { (void)close(); }

  Result<Done> begin(std::uint32_t sample_rate_hz, std::uint32_t channel_count) {
    const bool same_format = info_.samplerate == static_cast<int>(sample_rate_hz) &&
                             info_.channels == static_cast<int>(channel_count);
    if (file_ != nullptr && same_format) return Done{};
    const Result<Done> closed = close();
    if (!closed) return closed;
    const bool is_first = info_.channels == 0;
    if (!is_first) path_ = next_path(first_path_, number_);
    info_ = {};
    info_.samplerate = static_cast<int>(sample_rate_hz);
    info_.channels = static_cast<int>(channel_count);
    info_.format = SF_FORMAT_RF64 | SF_FORMAT_FLOAT;
    return open();
  }

  Result<Done> write(const AudioBlock& block) {
    for (std::size_t n = 0; n < block.frame_count; ++n)
      for (const float* channel : block.channels) buffer_.push_back(channel[n]);
    return flush_when_full();
  }

  Result<Done> write_silence(std::int64_t frame_count) {
    while (frame_count > 0) {
      const auto part = std::min<std::int64_t>(frame_count, kBufferFrames);
      buffer_.insert(buffer_.end(), static_cast<std::size_t>(part * info_.channels), 0.0f);
      frame_count -= part;
      Result<Done> written = flush_when_full();
      if (!written) return written;
    }
    return Done{};
  }

  Result<Done> close() {
    if (file_ == nullptr) return Done{};
    Result<Done> flushed = flush();
    const int closed = sf_close(std::exchange(file_, nullptr));
    if (flushed && closed != 0) return failure(sf_error_number(closed));
    return flushed;
  }

  const std::filesystem::path& path() const noexcept { return path_; }

 private:
  Result<Done> open() {
    file_ = sf_open(path_.c_str(), SFM_WRITE, &info_);
    if (file_ == nullptr) return failure(sf_strerror(nullptr));
    // Plain WAV for as long as the file is small enough for it; no time stamp in the header.
    sf_command(file_, SFC_RF64_AUTO_DOWNGRADE, nullptr, SF_TRUE);
    sf_command(file_, SFC_SET_ADD_PEAK_CHUNK, nullptr, SF_FALSE);
    buffer_.reserve(2 * kBufferFrames * static_cast<std::size_t>(info_.channels));
    frames_until_header_ = info_.samplerate;
    return Done{};
  }

  Result<Done> flush_when_full() {
    if (buffer_.size() < kBufferFrames * static_cast<std::size_t>(info_.channels)) return Done{};
    return flush();
  }

  Result<Done> flush() {
    const auto frames = static_cast<sf_count_t>(buffer_.size()) / info_.channels;
    const sf_count_t written = sf_writef_float(file_, buffer_.data(), frames);
    buffer_.clear();
    if (written != frames) return failure(sf_strerror(file_));
    frames_until_header_ -= frames;
    if (frames_until_header_ <= 0) {
      sf_command(file_, SFC_UPDATE_HEADER_NOW, nullptr, 0);
      frames_until_header_ = info_.samplerate;
    }
    return Done{};
  }

  Error failure(const char* reason) const {
    return {ErrorKind::InputOutput,
            "cannot write the recording '" + path_.string() + "': " + reason};
  }

  const std::filesystem::path first_path_;
  std::filesystem::path path_;
  int number_ = 1;
  SNDFILE* file_ = nullptr;
  SF_INFO info_{};
  std::vector<float> buffer_;  // interleaved
  sf_count_t frames_until_header_ = 0;
};

Result<std::unique_ptr<WaveRecorder>> WaveRecorder::create(const std::filesystem::path& path) {
  // The format is known with the first audio only; whether the file can be written is known now.
  // To append leaves an earlier recording alone if there will be no audio.
  std::FILE* file = std::fopen(path.c_str(), "ae");
  if (file == nullptr) {
    return Error{ErrorKind::CannotCreate, "cannot create the recording '" + path.string() +
                                              "': " + std::strerror(errno) +
                                              "; name a file in a folder that you may write to"};
  }
  std::fclose(file);
  return std::unique_ptr<WaveRecorder>(new WaveRecorder(std::make_unique<Implementation>(path)));
}

WaveRecorder::WaveRecorder(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}
WaveRecorder::~WaveRecorder() = default;

Result<Done> WaveRecorder::begin(std::uint32_t sample_rate_hz, std::uint32_t channel_count) {
  return implementation_->begin(sample_rate_hz, channel_count);
}

Result<Done> WaveRecorder::write(const AudioBlock& block) { return implementation_->write(block); }

Result<Done> WaveRecorder::write_silence(std::int64_t frame_count) {
  return implementation_->write_silence(frame_count);
}

Result<Done> WaveRecorder::close() { return implementation_->close(); }

const std::filesystem::path& WaveRecorder::path() const noexcept { return implementation_->path(); }

}  // namespace airmark::realtime

#include "tools/sound_file/libav_part.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/opt.h>
#include <libswresample/swresample.h>
}

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/vocabulary/loaded_part.h"
#include "tools/sound_file/libav_holder.h"
#include "tools/sound_file/libav_mp3.h"
#include "tools/sound_file/sound_error.h"

namespace airmark::tools {
namespace {

/// Containers of sound or video, in libavformat's names. What is not here (playlists, subtitles,
/// images, text art) is never tried.
constexpr const char* kContainers =
    "mp3,aac,mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,ogg,flac,wav,w64,aiff,au,caf,asf,wv,ape,tta,"
    "tak,mpc,mpc8,ac3,eac3,dts,amr,dsf,avi,flv,mpegts,mpeg";

Result<LibavHolder<AVFormatContext>> open_container(const std::filesystem::path& path) {
  AVDictionary* options = nullptr;
  av_dict_set(&options, "format_whitelist", kContainers, 0);
  av_dict_set(&options, "protocol_whitelist", "file", 0);
  AVFormatContext* opened = nullptr;
  const int error =
      avformat_open_input(&opened, ("file:" + path.string()).c_str(), nullptr, &options);
  av_dict_free(&options);
  if (error < 0) return not_a_sound_file(path.string());
  LibavHolder<AVFormatContext> format(opened);
  if (const int found = avformat_find_stream_info(format.get(), nullptr); found < 0)
    return damaged_file(path.string(), libav_words(found));
  return format;
}

Result<LibavHolder<AVCodecContext>> open_decoder(const AVStream& stream, const AVCodec* decoder,
                                                 const std::string& name) {
  LibavHolder<AVCodecContext> codec(avcodec_alloc_context3(decoder));
  int error = avcodec_parameters_to_context(codec.get(), stream.codecpar);
  codec->pkt_timebase = stream.time_base;
  codec->thread_count = 1;  // files are what is decoded in parallel
  if (error >= 0) error = avcodec_open2(codec.get(), decoder, nullptr);
  if (error < 0) return damaged_file(name, libav_words(error));
  return codec;
}

/// Decoded sound of one stream, frame by frame as the codec gives it.
class LibavSource : public SoundSource {
 public:
  LibavSource(LibavHolder<AVFormatContext> format, LibavHolder<AVCodecContext> codec,
              int stream_index, std::string name)
      : format_(std::move(format)),
        codec_(std::move(codec)),
        stream_index_(stream_index),
        name_(std::move(name)),
        packet_(av_packet_alloc()),
        frame_(av_frame_alloc()) {}

  /// Decodes the first frame: only it tells the true rate and channels (HE-AAC doubles both).
  Result<Done> start() {
    const auto got = next_frame();
    if (!got) return got.error();
    if (!got.value()) return no_audio_in(name_);
    sample_rate_hz_ = frame_->sample_rate;
    // Only MP4's edit list says where the sound ends inside the last packet; elsewhere a wrong
    // length (two MP3 files put together) would cut sound off.
    if (std::string_view(format_->iformat->name).starts_with("mov")) left_frames_ = frame_count();
    sample_format_ = frame_->format;
    channel_count_ = frame_->ch_layout.nb_channels;
    if (sample_rate_hz_ <= 0 || channel_count_ <= 0)
      return damaged_file(name_, "no sample rate or no channels");
    if (channel_count_ > kMostChannels) return too_many_channels(name_, channel_count_);
    return open_converter();
  }

  double sample_rate_hz() const noexcept override { return sample_rate_hz_; }
  int channel_count() const noexcept override { return channel_count_; }
  std::optional<std::int64_t> frame_count() const noexcept override {
    const AVStream& stream = *format_->streams[stream_index_];
    if (format_->duration_estimation_method == AVFMT_DURATION_FROM_BITRATE) return std::nullopt;
    if (stream.duration == AV_NOPTS_VALUE || stream.duration <= 0) return std::nullopt;
    return av_rescale_q(stream.duration, stream.time_base, AVRational{1, sample_rate_hz_});
  }

  Result<std::size_t> read(std::span<const std::span<float>> channels) override {
    while (given_ == pending_) {
      if (!frame_is_fresh_) {
        const auto got = next_frame();
        if (!got) return got.error();
        if (!got.value()) return std::size_t{0};
      }
      if (auto converted = convert(); !converted) return converted.error();
    }
    std::size_t count = std::min(channels[0].size(), pending_ - given_);
    if (left_frames_) count = std::min(count, static_cast<std::size_t>(*left_frames_));
    for (std::size_t c = 0; c < channels.size(); ++c)
      std::copy_n(planes_[c].begin() + static_cast<std::ptrdiff_t>(given_), count,
                  channels[c].begin());
    given_ += count;
    if (left_frames_) *left_frames_ -= static_cast<std::int64_t>(count);
    return count;
  }

 private:
  Result<Done> open_converter() {
    SwrContext* converter = nullptr;
    const auto sample_format = static_cast<AVSampleFormat>(sample_format_);
    int error =
        swr_alloc_set_opts2(&converter, &frame_->ch_layout, AV_SAMPLE_FMT_FLTP, sample_rate_hz_,
                            &frame_->ch_layout, sample_format, sample_rate_hz_, 0, nullptr);
    converter_.reset(converter);
    if (error >= 0) error = swr_init(converter);
    if (error < 0) return damaged_file(name_, libav_words(error));
    planes_.resize(static_cast<std::size_t>(channel_count_));
    return Done{};
  }

  /// True when frame_ holds the next piece of sound, false at the end. A packet that cannot be
  /// decoded is passed over, as players do; whoever checks the length sees what is missing.
  Result<bool> next_frame() {
    for (;;) {
      const int received = avcodec_receive_frame(codec_.get(), frame_.get());
      if (received == 0) return frame_is_fresh_ = true;
      if (received == AVERROR_EOF) return false;
      if (received != AVERROR(EAGAIN) && received != AVERROR_INVALIDDATA)
        return damaged_file(name_, libav_words(received));
      feed_decoder();
    }
  }

  void feed_decoder() {
    const int error = av_read_frame(format_.get(), packet_.get());
    if (error < 0) {
      avcodec_send_packet(codec_.get(), nullptr);
      return;
    }
    if (packet_->stream_index == stream_index_) avcodec_send_packet(codec_.get(), packet_.get());
    av_packet_unref(packet_.get());
  }

  Result<Done> convert() {
    frame_is_fresh_ = false;
    if (frame_->sample_rate != sample_rate_hz_ || frame_->format != sample_format_ ||
        frame_->ch_layout.nb_channels != channel_count_)
      return damaged_file(name_, "its sample rate or channels change in the middle");
    const int frames = frame_->nb_samples;
    std::vector<std::uint8_t*> targets;
    for (std::vector<float>& plane : planes_) {
      plane.resize(static_cast<std::size_t>(frames));
      targets.push_back(reinterpret_cast<std::uint8_t*>(plane.data()));
    }
    const int converted =
        swr_convert(converter_.get(), targets.data(), frames,
                    const_cast<const std::uint8_t**>(frame_->extended_data), frames);
    if (converted < 0) return damaged_file(name_, libav_words(converted));
    pending_ = static_cast<std::size_t>(converted);
    given_ = 0;
    return Done{};
  }

  LibavHolder<AVFormatContext> format_;
  LibavHolder<AVCodecContext> codec_;
  int stream_index_;
  std::string name_;
  LibavHolder<AVPacket> packet_;
  LibavHolder<AVFrame> frame_;
  LibavHolder<SwrContext> converter_;
  int sample_rate_hz_ = 0;
  int sample_format_ = 0;
  int channel_count_ = 0;
  std::optional<std::int64_t> left_frames_;  // until the end that an edit list sets
  bool frame_is_fresh_ = false;              // frame_ is decoded and not yet converted
  std::vector<std::vector<float>> planes_;   // converted samples, one vector per channel
  std::size_t pending_ = 0;                  // samples in each plane
  std::size_t given_ = 0;                    // of those, already given to the caller
};

Result<std::unique_ptr<SoundSource>> open_file(const std::filesystem::path& path) {
  silence_libav();
  auto format = open_container(path);
  if (!format) return format.error();
  AVFormatContext* container = format.value().get();
  const AVCodec* decoder = nullptr;
  const int index = av_find_best_stream(container, AVMEDIA_TYPE_AUDIO, -1, -1, &decoder, 0);
  // libavformat also believes a file name's ending; such a guess without sound is no evidence.
  const bool guessed = container->probe_score <= AVPROBE_SCORE_EXTENSION;
  if (index == AVERROR_STREAM_NOT_FOUND && guessed) return not_a_sound_file(path.string());
  if (index == AVERROR_STREAM_NOT_FOUND)
    return Error{ErrorKind::BadData,
                 in_quotes(path.string()) + " has no audio stream; name a file with sound in it"};
  if (index < 0) return damaged_file(path.string(), "its audio is in a coding without a decoder");
  for (unsigned n = 0; n < container->nb_streams; ++n)
    if (static_cast<int>(n) != index) container->streams[n]->discard = AVDISCARD_ALL;
  auto codec = open_decoder(*container->streams[index], decoder, path.string());
  if (!codec) return codec.error();
  auto source = std::make_unique<LibavSource>(std::move(format).value(), std::move(codec).value(),
                                              index, path.string());
  if (auto started = source->start(); !started) return started.error();
  return std::unique_ptr<SoundSource>(std::move(source));
}

bool knows_format(SoundFormat format) {
  const auto has = [](const char* container, AVCodecID coding) {
    return av_find_input_format(container) != nullptr && avcodec_find_decoder(coding) != nullptr;
  };
  switch (format) {
    case SoundFormat::Wav:
      return has("wav", AV_CODEC_ID_PCM_S16LE);
    case SoundFormat::Flac:
      return has("flac", AV_CODEC_ID_FLAC);
    case SoundFormat::OggVorbis:
      return has("ogg", AV_CODEC_ID_VORBIS);
    case SoundFormat::Opus:
      return has("ogg", AV_CODEC_ID_OPUS);
    case SoundFormat::Mp3:
      return has("mp3", AV_CODEC_ID_MP3);
    case SoundFormat::Aac:
      return has("mov", AV_CODEC_ID_AAC);
  }
  return false;
}

}  // namespace
}  // namespace airmark::tools

AIRMARK_PART airmark::tools::LibavPart airmark_part{
    &airmark::tools::open_file, &airmark::tools::knows_format, &airmark::tools::libav_encodes_mp3,
    &airmark::tools::libav_through_mp3};

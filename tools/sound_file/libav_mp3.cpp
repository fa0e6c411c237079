#include "tools/sound_file/libav_mp3.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libswresample/swresample.h>
}

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "tools/sound_file/libav_holder.h"

namespace airmark::tools {
namespace {

using Codec = LibavHolder<AVCodecContext>;
using Packets = std::vector<LibavHolder<AVPacket>>;

constexpr const char* kEncoder = "libmp3lame";
constexpr const char* kDecoder = "mp3float";  // the one that gives floats
constexpr std::size_t kMostMp3Channels = 2;

Error failure(const char* what, int error) {
  return {ErrorKind::Internal,
          std::string("libav cannot ") + what + " MP3 (" + libav_words(error) + ")"};
}

/// The least rate of MP3 that is not below, or its greatest.
int mp3_rate_for(double rate_hz) {
  int next = 0, greatest = 0;
  for (const int* rate = avcodec_find_encoder_by_name(kEncoder)->supported_samplerates; *rate != 0;
       ++rate) {
    greatest = std::max(greatest, *rate);
    if (*rate >= rate_hz && (next == 0 || *rate < next)) next = *rate;
  }
  return next == 0 ? greatest : next;
}

DecodedSound mean_of_channels(const DecodedSound& sound) {
  DecodedSound mean{sound.sample_rate_hz, {std::vector<float>(sound.frame_count())}};
  const auto share = 1.0F / static_cast<float>(sound.channels.size());
  for (const std::vector<float>& channel : sound.channels)
    for (std::size_t n = 0; n < channel.size(); ++n) mean.channels[0][n] += share * channel[n];
  return mean;
}

std::vector<std::uint8_t*> planes_from(DecodedSound& sound, std::size_t frame) {
  std::vector<std::uint8_t*> planes;
  for (std::vector<float>& channel : sound.channels)
    planes.push_back(reinterpret_cast<std::uint8_t*>(channel.data() + frame));
  return planes;
}

Result<DecodedSound> resampled(DecodedSound sound, int rate_hz) {
  AVChannelLayout layout;
  av_channel_layout_default(&layout, static_cast<int>(sound.channels.size()));
  SwrContext* opened = nullptr;
  int error = swr_alloc_set_opts2(&opened, &layout, AV_SAMPLE_FMT_FLTP, rate_hz, &layout,
                                  AV_SAMPLE_FMT_FLTP,
                                  static_cast<int>(std::lround(sound.sample_rate_hz)), 0, nullptr);
  const LibavHolder<SwrContext> converter(opened);
  if (error >= 0) error = swr_init(converter.get());
  if (error < 0) return failure("resample for", error);
  DecodedSound result{static_cast<double>(rate_hz), {}};
  const auto wanted = static_cast<std::size_t>(
      std::lround(static_cast<double>(sound.frame_count()) * rate_hz / sound.sample_rate_hz));
  result.channels.assign(sound.channels.size(), std::vector<float>(wanted));
  auto from = planes_from(sound, 0);
  auto to = planes_from(result, 0);
  const int room = static_cast<int>(wanted);
  const int got =
      swr_convert(converter.get(), to.data(), room, const_cast<const std::uint8_t**>(from.data()),
                  static_cast<int>(sound.frame_count()));
  if (got < 0) return failure("resample for", got);
  to = planes_from(result, static_cast<std::size_t>(got));
  if (const int rest = swr_convert(converter.get(), to.data(), room - got, nullptr, 0); rest < 0)
    return failure("resample for", rest);
  return result;
}

Result<Codec> open_encoder(const DecodedSound& sound, int bits_per_s) {
  const AVCodec* const encoder = avcodec_find_encoder_by_name(kEncoder);
  Codec codec(avcodec_alloc_context3(encoder));
  codec->sample_rate = static_cast<int>(std::lround(sound.sample_rate_hz));
  av_channel_layout_default(&codec->ch_layout, static_cast<int>(sound.channels.size()));
  codec->sample_fmt = AV_SAMPLE_FMT_FLTP;
  codec->bit_rate = bits_per_s;
  codec->time_base = {1, codec->sample_rate};
  codec->thread_count = 1;
  if (const int error = avcodec_open2(codec.get(), encoder, nullptr); error < 0)
    return failure("begin to write", error);
  return codec;
}

Result<Codec> open_decoder(const AVCodecContext& encoder) {
  const AVCodec* const decoder = avcodec_find_decoder_by_name(kDecoder);
  Codec codec(avcodec_alloc_context3(decoder));
  codec->sample_rate = encoder.sample_rate;
  av_channel_layout_copy(&codec->ch_layout, &encoder.ch_layout);
  codec->thread_count = 1;
  codec->flags2 |= AV_CODEC_FLAG2_SKIP_MANUAL;  // nothing is taken off but what we take
  if (const int error = avcodec_open2(codec.get(), decoder, nullptr); error < 0)
    return failure("begin to read", error);
  return codec;
}

/// `count` frames of the sound from `first` on.
LibavHolder<AVFrame> frame_of(const DecodedSound& sound, std::size_t first, std::size_t count,
                              const AVCodecContext& encoder) {
  LibavHolder<AVFrame> frame(av_frame_alloc());
  frame->nb_samples = static_cast<int>(count);
  frame->format = encoder.sample_fmt;
  frame->sample_rate = encoder.sample_rate;
  frame->pts = static_cast<std::int64_t>(first);
  av_channel_layout_copy(&frame->ch_layout, &encoder.ch_layout);
  if (av_frame_get_buffer(frame.get(), 0) < 0) return nullptr;
  for (std::size_t c = 0; c < sound.channels.size(); ++c)
    std::copy_n(sound.channels[c].begin() + static_cast<std::ptrdiff_t>(first), count,
                reinterpret_cast<float*>(frame->extended_data[c]));
  return frame;
}

int take_packets(AVCodecContext& encoder, Packets& packets) {
  for (;;) {
    LibavHolder<AVPacket> packet(av_packet_alloc());
    const int error = avcodec_receive_packet(&encoder, packet.get());
    if (error == AVERROR(EAGAIN) || error == AVERROR_EOF) return 0;
    if (error < 0) return error;
    packets.push_back(std::move(packet));
  }
}

Result<Packets> encoded(AVCodecContext& encoder, const DecodedSound& sound) {
  Packets packets;
  const auto step = static_cast<std::size_t>(encoder.frame_size);
  for (std::size_t first = 0; first < sound.frame_count(); first += step) {
    const std::size_t count = std::min(step, sound.frame_count() - first);
    const auto frame = frame_of(sound, first, count, encoder);
    int error = frame ? avcodec_send_frame(&encoder, frame.get()) : AVERROR(ENOMEM);
    if (error >= 0) error = take_packets(encoder, packets);
    if (error < 0) return failure("write", error);
  }
  int error = avcodec_send_frame(&encoder, nullptr);
  if (error >= 0) error = take_packets(encoder, packets);
  if (error < 0) return failure("write", error);
  return packets;
}

int take_frames(AVCodecContext& decoder, AVFrame& frame, DecodedSound& sound) {
  for (;;) {
    const int error = avcodec_receive_frame(&decoder, &frame);
    if (error == AVERROR(EAGAIN) || error == AVERROR_EOF) return 0;
    if (error < 0) return error;
    for (std::size_t c = 0; c < sound.channels.size(); ++c) {
      const auto* samples = reinterpret_cast<const float*>(frame.extended_data[c]);
      sound.channels[c].insert(sound.channels[c].end(), samples, samples + frame.nb_samples);
    }
  }
}

/// All that the packets hold, with what the encoder put before and behind.
Result<DecodedSound> decoded(AVCodecContext& decoder, const Packets& packets) {
  const LibavHolder<AVFrame> frame(av_frame_alloc());
  DecodedSound sound{static_cast<double>(decoder.sample_rate), {}};
  sound.channels.resize(static_cast<std::size_t>(decoder.ch_layout.nb_channels));
  for (std::size_t n = 0; n <= packets.size(); ++n) {
    const AVPacket* const packet = n < packets.size() ? packets[n].get() : nullptr;
    int error = avcodec_send_packet(&decoder, packet);
    if (error >= 0) error = take_frames(decoder, *frame, sound);
    if (error < 0) return failure("read", error);
  }
  return sound;
}

Result<DecodedSound> coded(const DecodedSound& sound, int bits_per_s) {
  const auto encoder = open_encoder(sound, bits_per_s);
  if (!encoder) return encoder.error();
  const auto decoder = open_decoder(*encoder.value());
  if (!decoder) return decoder.error();
  const auto packets = encoded(*encoder.value(), sound);
  if (!packets) return packets.error();
  auto result = decoded(*decoder.value(), packets.value());
  if (!result) return result;
  // The delay of LAME and that of a decoder, which libav counts together.
  const auto delay = encoder.value()->initial_padding;
  for (std::vector<float>& channel : result.value().channels) {
    channel.erase(channel.begin(),
                  channel.begin() + std::min<std::ptrdiff_t>(delay, std::ssize(channel)));
    channel.resize(sound.frame_count());
  }
  return result;
}

}  // namespace

bool libav_encodes_mp3() {
  return avcodec_find_encoder_by_name(kEncoder) != nullptr &&
         avcodec_find_decoder_by_name(kDecoder) != nullptr;
}

Result<DecodedSound> libav_through_mp3(const DecodedSound& sound, int bits_per_s) {
  silence_libav();
  const int rate_hz = mp3_rate_for(sound.sample_rate_hz);
  const bool has_too_many = sound.channels.size() > kMostMp3Channels;
  if (!has_too_many && rate_hz == sound.sample_rate_hz) return coded(sound, bits_per_s);
  DecodedSound fitting = has_too_many ? mean_of_channels(sound) : sound;
  if (rate_hz == sound.sample_rate_hz) return coded(fitting, bits_per_s);
  const auto converted = resampled(std::move(fitting), rate_hz);
  if (!converted) return converted.error();
  return coded(converted.value(), bits_per_s);
}

}  // namespace airmark::tools

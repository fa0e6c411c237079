#include "tools/sound_file/libav_holder.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswresample/swresample.h>
}

#include <array>

namespace airmark::tools {

void CloseLibav::operator()(AVFormatContext* format) const noexcept {
  avformat_close_input(&format);
}
void CloseLibav::operator()(AVCodecContext* codec) const noexcept { avcodec_free_context(&codec); }
void CloseLibav::operator()(SwrContext* converter) const noexcept { swr_free(&converter); }
void CloseLibav::operator()(AVPacket* packet) const noexcept { av_packet_free(&packet); }
void CloseLibav::operator()(AVFrame* frame) const noexcept { av_frame_free(&frame); }

void silence_libav() {
  static const bool silenced = (av_log_set_level(AV_LOG_QUIET), true);
  static_cast<void>(silenced);
}

std::string libav_words(int error) {
  std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
  av_strerror(error, text.data(), text.size());
  return text.data();
}

}  // namespace airmark::tools

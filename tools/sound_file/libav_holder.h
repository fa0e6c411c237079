#pragma once

#include <memory>
#include <string>

struct AVCodecContext;
struct AVFormatContext;
struct AVFrame;
struct AVPacket;
struct SwrContext;

namespace airmark::tools {

struct CloseLibav {
  void operator()(AVFormatContext* format) const noexcept;
  void operator()(AVCodecContext* codec) const noexcept;
  void operator()(SwrContext* converter) const noexcept;
  void operator()(AVPacket* packet) const noexcept;
  void operator()(AVFrame* frame) const noexcept;
};

/// Owns what libav allocated.
template <typename T>
using LibavHolder = std::unique_ptr<T, CloseLibav>;

/// Keeps libav's remarks from standard error, where they would stand beside our sentences.
void silence_libav();

/// What libav says of one of its error numbers.
std::string libav_words(int error);

}  // namespace airmark::tools

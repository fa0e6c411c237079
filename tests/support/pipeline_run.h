#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "analysis/analysis_pipeline.h"

namespace airmark::testing {

using Signal = std::vector<std::vector<float>>;  // channels
using Windows = std::vector<WindowAnalysis>;
using NextSize = std::function<std::size_t()>;  // of the next block

NextSize always(std::size_t size);
NextSize random_sizes(unsigned seed);

/// music() in each channel, of another seed each.
Signal music_in(int channel_count, double duration_s, double rate_hz);

/// Pushes frames [begin, end) of the signal as blocks that start at `first_frame`.
void push(analysis::AnalysisPipeline& pipeline, const Signal& signal, std::size_t begin,
          std::size_t end, std::int64_t first_frame, const NextSize& next_size);

/// The windows of a whole stream.
Windows analyse(const Signal& signal, double rate_hz, const analysis::WindowPlan& plan,
                const NextSize& next_size = always(4096));

struct Gap {
  std::int64_t frame;  ///< Where the first part ends.
  std::int64_t lost_frames;
};

Windows analyse_with_gaps(const Signal& signal, double rate_hz, const analysis::WindowPlan& plan,
                          const std::vector<Gap>& gaps, const NextSize& next_size);

std::vector<std::string> json_lines(const Windows& windows);
std::vector<std::int64_t> first_frames(const Windows& windows);
std::vector<std::int64_t> frame_counts(const Windows& windows);

/// What the program has allocated; 0 where the C library does not tell.
std::size_t bytes_in_use();

}  // namespace airmark::testing

#include "tests/support/pipeline_run.h"

#include <malloc.h>

#include <algorithm>
#include <random>

#include "analysis/vocabulary/json_text.h"
#include "tests/support/signals.h"

namespace airmark::testing {

Signal music_in(int channel_count, double duration_s, double rate_hz) {
  Signal signal;
  for (int c = 0; c < channel_count; ++c)
    signal.push_back(music(duration_s, rate_hz, 2024u + static_cast<unsigned>(c)));
  return signal;
}

void push(analysis::AnalysisPipeline& pipeline, const Signal& signal, std::size_t begin,
          std::size_t end, std::int64_t first_frame, const NextSize& next_size) {
  std::vector<const float*> channels(signal.size());
  for (std::size_t at = begin; at < end;) {
    const std::size_t count = std::min(next_size(), end - at);
    for (std::size_t c = 0; c < signal.size(); ++c) channels[c] = signal[c].data() + at;
    pipeline.push({first_frame + static_cast<std::int64_t>(at - begin), count, channels});
    at += count;
  }
}

NextSize always(std::size_t size) {
  return [size] { return size; };
}

NextSize random_sizes(unsigned seed) {
  return [random = std::mt19937(seed)]() mutable { return std::size_t{1} + random() % 20000; };
}

Windows analyse(const Signal& signal, double rate_hz, const analysis::WindowPlan& plan,
                const NextSize& next_size) {
  Windows windows;
  analysis::AnalysisPipeline pipeline({rate_hz, static_cast<int>(signal.size()), plan},
                                      [&](const WindowAnalysis& w) { windows.push_back(w); });
  push(pipeline, signal, 0, signal[0].size(), 0, next_size);
  pipeline.finish();
  return windows;
}

std::vector<std::string> json_lines(const Windows& windows) {
  std::vector<std::string> lines;
  for (const WindowAnalysis& window : windows) lines.push_back(json_line(window));
  return lines;
}

std::vector<std::int64_t> first_frames(const Windows& windows) {
  std::vector<std::int64_t> frames;
  for (const WindowAnalysis& window : windows) frames.push_back(window.window.first_frame);
  return frames;
}

std::vector<std::int64_t> frame_counts(const Windows& windows) {
  std::vector<std::int64_t> counts;
  for (const WindowAnalysis& window : windows) counts.push_back(window.window.frame_count);
  return counts;
}

Windows analyse_with_gaps(const Signal& signal, double rate_hz, const analysis::WindowPlan& plan,
                          const std::vector<Gap>& gaps, const NextSize& next_size) {
  Windows windows;
  analysis::AnalysisPipeline pipeline({rate_hz, static_cast<int>(signal.size()), plan},
                                      [&](const WindowAnalysis& w) { windows.push_back(w); });
  std::size_t begin = 0;
  for (const Gap& gap : gaps) {
    push(pipeline, signal, begin, static_cast<std::size_t>(gap.frame),
         static_cast<std::int64_t>(begin), next_size);
    begin = static_cast<std::size_t>(gap.frame + gap.lost_frames);
  }
  push(pipeline, signal, begin, signal[0].size(), static_cast<std::int64_t>(begin), next_size);
  pipeline.finish();
  return windows;
}

std::size_t bytes_in_use() {
  const auto memory = mallinfo2();
  return memory.uordblks + memory.hblkhd;
}

}  // namespace airmark::testing

#include "analysis/rhythm/tempo_follower.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/allocation_counter.h"
#include "tests/support/drums.h"
#include "tests/support/signals.h"

namespace airmark::analysis {
namespace {

constexpr double kRateHz = 22050.0;

std::vector<TempoReport> follow(std::span<const float> samples, std::size_t piece_size = 22050,
                                std::int64_t first_frame = 0) {
  std::vector<TempoReport> reports;
  TempoFollower follower([&](const TempoReport& report) { reports.push_back(report); });
  follower.begin(first_frame);
  while (!samples.empty()) {
    const std::size_t count = std::min(piece_size, samples.size());
    follower.push(samples.first(count));
    samples = samples.subspan(count);
  }
  return reports;
}

double time_s(const TempoReport& report) { return static_cast<double>(report.at_frame) / kRateHz; }

bool is_near(std::optional<double> bpm, double expected_bpm) {
  return bpm && std::abs(*bpm / expected_bpm - 1.0) <= 0.04;
}

/// Seconds from a jump to the first report of the new tempo; more than any test waits where there
/// is none.
double delay_s(const std::vector<TempoReport>& reports, double jump_s, double bpm) {
  for (const TempoReport& report : reports)
    if (time_s(report) > jump_s && is_near(report.bpm, bpm)) return time_s(report) - jump_s;
  return 1e9;
}

struct Jump {
  double from_bpm;
  double to_bpm;
};

constexpr Jump kJumps[] = {{100, 140}, {128, 90}, {90, 128}, {120, 100}, {140, 110}, {174, 120}};

TEST(TempoFollower, SeesAnotherTempoOfDrumsWithinSixSeconds) {
  for (const Jump& jump : kJumps) {
    testing::DrumTrack track(30.0);
    const double jump_s = track.play_rock(0.0, 15.0, jump.from_bpm);
    track.play_rock(jump_s, 30.0, jump.to_bpm);
    const auto reports = follow(track.samples());
    EXPECT_LE(delay_s(reports, jump_s, jump.to_bpm), 6.0) << jump.from_bpm << " to " << jump.to_bpm;
    EXPECT_TRUE(is_near(reports.back().bpm, jump.to_bpm)) << jump.to_bpm;
  }
}

TEST(TempoFollower, SeesAnotherTempoOfClicksWithinSixSeconds) {
  for (const Jump& jump : kJumps) {
    std::vector<float> samples = testing::clicks(jump.from_bpm, 15.0, kRateHz);
    const std::vector<float> rest = testing::clicks(jump.to_bpm, 15.0, kRateHz);
    samples.insert(samples.end(), rest.begin(), rest.end());
    EXPECT_LE(delay_s(follow(samples), 15.0, jump.to_bpm), 6.0)
        << jump.from_bpm << " to " << jump.to_bpm;
  }
}

TEST(TempoFollower, DoesNotLeaveASteadyTempoForItsFills) {
  constexpr double kBpm = 112.0;
  constexpr double kBarS = 4.0 * 60.0 / kBpm;
  testing::DrumTrack track(40.0);
  // Every fourth bar a roll in triplets, without bass drum.
  for (int bar = 0; (bar + 1) * kBarS < 40.0; ++bar) {
    if (bar % 4 != 3) {
      track.play_rock(bar * kBarS, (bar + 1) * kBarS, kBpm);
      continue;
    }
    for (int stroke = 0; stroke < 12; ++stroke)
      track.play(testing::Drum::Snare, (bar + stroke / 12.0) * kBarS, 0.3);
  }
  for (const TempoReport& report : follow(track.samples()))
    EXPECT_TRUE(is_near(report.bpm, kBpm))
        << "at " << time_s(report) << " s: " << report.bpm.value_or(0.0);
}

TEST(TempoFollower, StaysWithSteadyMusic) {
  for (const TempoReport& report : follow(testing::music(25.0, kRateHz)))
    EXPECT_TRUE(is_near(report.bpm, 120.0)) << "at " << time_s(report) << " s";
}

TEST(TempoFollower, FollowsATempoThatDrifts) {
  testing::DrumTrack track(40.0);
  double bpm = 100.0;
  double at_s = 0.0;
  for (int beat = 0; at_s < 39.5; ++beat) {
    track.play(beat % 2 == 0 ? testing::Drum::Kick : testing::Drum::Snare, at_s);
    at_s += 60.0 / bpm;
    bpm = 100.0 + 0.5 * at_s;  // 1 % in two seconds
  }
  for (const TempoReport& report : follow(track.samples()))
    EXPECT_NEAR(report.bpm.value(), 100.0 + 0.5 * (time_s(report) - 2.5), 5.0) << time_s(report);
}

TEST(TempoFollower, ReportsTwiceASecondFromTheFourthSecondOn) {
  const auto reports = follow(testing::clicks(120.0, 12.0, kRateHz));
  ASSERT_FALSE(reports.empty());
  EXPECT_NEAR(time_s(reports.front()), 4.3, 0.3);
  for (std::size_t n = 1; n < reports.size(); ++n)
    EXPECT_EQ(reports[n].at_frame - reports[n - 1].at_frame, 21 * 512);
}

TEST(TempoFollower, DoesNotCareHowTheStreamIsCut) {
  const std::vector<float> samples = testing::music(9.0, kRateHz);
  const auto whole = follow(samples, samples.size());
  for (const std::size_t piece_size : {1u, 128u, 513u, 10007u}) {
    const auto cut = follow(samples, piece_size);
    ASSERT_EQ(cut.size(), whole.size());
    for (std::size_t n = 0; n < whole.size(); ++n) {
      EXPECT_EQ(cut[n].at_frame, whole[n].at_frame);
      EXPECT_EQ(cut[n].bpm, whole[n].bpm);
      EXPECT_EQ(cut[n].confidence, whole[n].confidence);
      EXPECT_EQ(cut[n].candidates, whole[n].candidates);
    }
  }
}

TEST(TempoFollower, CountsFromWhereItBegan) {
  const std::vector<float> samples = testing::clicks(100.0, 7.0, kRateHz);
  const auto from_zero = follow(samples);
  const auto later = follow(samples, 22050, 1'000'000);
  ASSERT_EQ(later.size(), from_zero.size());
  EXPECT_EQ(later.front().at_frame, from_zero.front().at_frame + 1'000'000);
}

TEST(TempoFollower, ForgetsWhenItBeginsAnew) {
  std::vector<TempoReport> reports;
  TempoFollower follower([&](const TempoReport& report) { reports.push_back(report); });
  follower.begin(0);
  follower.push(testing::clicks(140.0, 10.0, kRateHz));
  reports.clear();
  follower.begin(0);
  follower.push(testing::clicks(100.0, 7.0, kRateHz));
  const auto fresh = follow(testing::clicks(100.0, 7.0, kRateHz));
  ASSERT_EQ(reports.size(), fresh.size());
  for (std::size_t n = 0; n < fresh.size(); ++n) EXPECT_EQ(reports[n].bpm, fresh[n].bpm);
}

TEST(TempoFollower, SilenceHasNoTempo) {
  std::vector<float> samples = testing::clicks(120.0, 8.0, kRateHz);
  samples.resize(samples.size() + static_cast<std::size_t>(8.0 * kRateHz));
  const auto reports = follow(samples);
  EXPECT_TRUE(is_near(reports[4].bpm, 120.0));
  EXPECT_FALSE(reports.back().bpm);
  EXPECT_EQ(reports.back().confidence, 0.0);
}

TEST(TempoFollower, AllocatesNothingAfterTheFirstReports) {
  if (!testing::AllocationCounter::works()) GTEST_SKIP() << "the sanitizer owns operator new";
  const std::vector<float> samples = testing::clicks(120.0, 8.0, kRateHz);
  int report_count = 0;
  TempoFollower follower([&](const TempoReport&) { ++report_count; });
  follower.begin(0);
  follower.push(samples);
  const int before = report_count;
  const testing::AllocationCounter allocations;
  follower.push(samples);
  EXPECT_EQ(allocations.count(), 0u);
  EXPECT_GT(report_count, before + 10);
}

}  // namespace
}  // namespace airmark::analysis

#include "realtime/session/tempo_publisher.h"

#include <utility>

namespace airmark::realtime {
namespace {

/// Of the reports with this confidence over GTZAN, seven in ten are right; below, about half.
constexpr double kSure = 0.5;
/// Above it, nine in ten are.
constexpr double kCertain = 0.9;

/// While the follower's five seconds hold two tempi, it reports for a second or so what is neither.
constexpr int kReportsToLast = 3;
/// 3.9 s: then the five seconds hold one tempo only.
constexpr int kReportsToSettle = 8;
/// 9.8 s: twice what the follower hears, so that a break of a few bars is held through.
constexpr int kReportsToForget = 20;

constexpr double kSameTempoRatio = 1.04;
/// Readings of a steady beat differ by two thirds of it at most.
constexpr double kSettledRatio = 1.01;

bool within(double a, double b, double ratio) { return a <= b * ratio && b <= a * ratio; }

bool is_same(std::optional<double> a, double b) { return a && within(*a, b, kSameTempoRatio); }

}  // namespace

TempoPublisher::TempoPublisher(EventStream& events) : events_(events) {}

void TempoPublisher::begin_stream() noexcept {
  last_bpm_.reset();
  rival_bpm_.reset();
}

void TempoPublisher::on_report(const TempoReport& report) {
  heard_frame_ = report.at_frame;
  const std::optional<double> before = std::exchange(last_bpm_, report.bpm);
  if (!report.bpm || report.confidence < kSure) {
    on_unsure(report);
    return;
  }
  unsure_count_ = 0;
  if (is_same(told_bpm_, *report.bpm))
    on_same(report);
  else
    on_another(report, before && !is_same(before, *report.bpm));
}

void TempoPublisher::nothing_heard() {
  begin_stream();
  if (told_bpm_) tell_none({heard_frame_, std::nullopt, 0.0, {}});
}

void TempoPublisher::on_another(const TempoReport& report, bool jumped) {
  rival_count_ = is_same(rival_bpm_, *report.bpm) ? rival_count_ + 1 : 1;
  rival_bpm_ = report.bpm;
  if (rival_count_ < kReportsToLast && !(jumped && report.confidence >= kCertain)) return;
  tell(report);
  until_settled_ = kReportsToSettle;
}

void TempoPublisher::on_same(const TempoReport& report) {
  rival_bpm_.reset();
  if (until_settled_ == 0 || --until_settled_ > 0) return;
  if (!within(*report.bpm, *told_bpm_, kSettledRatio)) tell(report);
}

void TempoPublisher::on_unsure(const TempoReport& report) {
  rival_bpm_.reset();
  if (told_bpm_ && ++unsure_count_ >= kReportsToForget) tell_none(report);
}

void TempoPublisher::tell(const TempoReport& report) {
  told_bpm_ = report.bpm;
  rival_bpm_.reset();
  TagEvent event;
  event.type = TagEventType::Tempo;
  event.frame = report.at_frame;
  event.tempo = report;
  events_.publish(std::move(event));
}

void TempoPublisher::tell_none(TempoReport report) {
  report.bpm.reset();
  report.confidence = 0.0;
  unsure_count_ = 0;
  until_settled_ = 0;
  tell(report);
}

}  // namespace airmark::realtime

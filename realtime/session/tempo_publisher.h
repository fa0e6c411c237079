#pragma once

#include <cstdint>
#include <optional>

#include "analysis/vocabulary/tempo_report.h"
#include "realtime/session/event_stream.h"

namespace airmark::realtime {

/// From the reports of a TempoFollower, two a second, to what is told of the tempo on the air: only
/// what a DJ would call another one.
///
/// Method     another tempo differs by more than 4 % from the one told last. A jump of which the
///            follower is certain is told at once; what came by drifting, or after no tempo at all,
///            has to last for three reports. Four seconds later, when the follower hears no more of
///            what was before, the tempo is told once more if it has settled at another value.
///            Reports that are less likely right than wrong change nothing, but after ten seconds
///            of nothing else the beat is gone.
/// Threads    none inside; one instance belongs to the analysis thread.
class TempoPublisher {
 public:
  explicit TempoPublisher(EventStream& events);

  /// A new stream begins: what was told holds until the new one says otherwise.
  void begin_stream() noexcept;
  void on_report(const TempoReport& report);

  /// The feed has stopped, and with it the tempo on the air.
  void nothing_heard();

 private:
  void on_another(const TempoReport& report, bool jumped);
  void on_same(const TempoReport& report);
  void on_unsure(const TempoReport& report);
  void tell(const TempoReport& report);
  void tell_none(TempoReport report);

  EventStream& events_;
  std::optional<double> told_bpm_;  // empty where no tempo is on the air
  std::int64_t heard_frame_ = 0;    // of the last report
  std::optional<double> last_bpm_;  // of the last report
  std::optional<double> rival_bpm_;
  int rival_count_ = 0;    // reports of it in a row
  int until_settled_ = 0;  // reports of the tempo told; 0 where it has settled
  int unsure_count_ = 0;   // reports in a row
};

}  // namespace airmark::realtime

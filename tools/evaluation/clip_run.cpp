#include "tools/evaluation/clip_run.h"

#include <memory>
#include <mutex>
#include <utility>

#include "analysis/describe/describer.h"
#include "realtime/session/timed_tag.h"
#include "tools/evaluation/clip_windows.h"
#include "tools/evaluation/prompts/replied_answer.h"
#include "tools/offline/batch.h"
#include "tools/offline/verdict.h"

namespace airmark::tools {
namespace {

/// The taggers of one thread, in the order of AskedTaggers::list(); null for one that answers from
/// a file.
using OwnTaggers = std::vector<std::unique_ptr<Tagger>>;

Result<OwnTaggers> own_taggers(const AskedTaggers& taggers) {
  OwnTaggers own;
  for (const AskedTagger& asked : taggers.list()) {
    if (asked.replies) {
      own.push_back(nullptr);
      continue;
    }
    auto made = taggers.make(asked);
    if (!made) return made.error();
    own.push_back(std::move(made).value());
  }
  return own;
}

/// Whether the answer is one for good.
bool is_final(const Result<TagSet>& answer) {
  return answer || answer.error().kind == ErrorKind::BadReply;
}

class ClipRun {
 public:
  ClipRun(const ClipRunSetup& setup, std::stop_token outer)
      : setup_(setup),
        outer_(std::move(outer)),
        pass_on_(outer_, Request{stop_}),
        heard_(setup.split.clips.size()) {}

  Result<std::vector<HeardClip>> run() {
    std::vector<OwnTaggers> own;
    std::vector<Job> workers;
    for (std::size_t n = 0; n < setup_.job_count; ++n) {
      auto made = own_taggers(setup_.taggers);
      if (!made) return made.error();
      own.push_back(std::move(made).value());
    }
    for (OwnTaggers& taggers : own)
      workers.emplace_back([&](std::size_t place, const PutItem&, const std::stop_token& stop) {
        return work_on(place, taggers, stop);
      });
    const auto nothing_to_say = [](OutputItem&&) { return true; };
    const auto outcome = run_batch(heard_.size(), workers, nothing_to_say, stop_.get_token());
    if (outer_.stop_requested()) return Error{ErrorKind::Timeout, "the evaluation was stopped"};
    if (fault_) return *fault_;
    if (outcome.first_error) return *outcome.first_error;
    return std::move(heard_);
  }

 private:
  struct Request {
    std::stop_source& source;
    void operator()() const { source.request_stop(); }
  };

  /// An Error of hear() is one of the whole run; the batch would forget it with the stop.
  Result<Done> work_on(std::size_t place, OwnTaggers& taggers, const std::stop_token& stop) {
    auto heard = hear(place, taggers, stop);
    if (!heard) {
      const std::lock_guard lock(mutex_);
      if (!fault_) fault_ = heard.error();
      stop_.request_stop();
      return Done{};
    }
    if (stop.stop_requested()) return Done{};
    heard_[place] = std::move(heard).value();
    const std::lock_guard lock(mutex_);
    setup_.on_clip(setup_.split.clips[place], heard_[place]);
    return Done{};
  }

  Result<HeardClip> hear(std::size_t place, OwnTaggers& taggers, const std::stop_token& stop) {
    const SplitClip& which = setup_.split.clips[place];
    const Clip& clip = setup_.dataset.clips[which.clip];
    HeardClip heard;
    if (setup_.perturbation != nullptr && !which.evaluated) return heard;
    const ClipKey key{clip.file, setup_.check.sounds[which.clip]->sha256, perturbation_name()};
    std::optional<Error> unmeasured;
    auto windows = windows_of(clip, key, unmeasured, stop);
    if (!windows) return windows.error();
    heard.windows = std::move(windows).value();
    if (!which.evaluated || stop.stop_requested()) return heard;
    for (std::size_t i = 0; i < taggers.size(); ++i) {
      auto answer = unmeasured ? Result<Result<TagSet>>(Result<TagSet>(*unmeasured))
                               : answer_of(i, taggers[i].get(), key, heard.windows, stop);
      if (!answer) return answer.error();
      if (stop.stop_requested()) return heard;
      heard.answers.push_back(std::move(answer).value());
    }
    return heard;
  }

  Result<std::vector<WindowAnalysis>> windows_of(const Clip& clip, const ClipKey& key,
                                                 std::optional<Error>& unmeasured,
                                                 const std::stop_token& stop) {
    auto kept = setup_.journal.windows(key);
    if (!kept) return kept.error();
    if (kept.value()) return *std::move(kept).value();
    auto measured = measure_clip(clip, setup_.perturbation, setup_.plan, stop);
    if (!measured) {
      unmeasured = measured.error();
      return std::vector<WindowAnalysis>();
    }
    if (stop.stop_requested()) return measured;
    if (auto put = setup_.journal.put_windows(key, measured.value()); !put) return put.error();
    return measured;
  }

  std::string perturbation_name() const {
    return setup_.perturbation == nullptr ? "" : std::string(setup_.perturbation->name);
  }

  /// The outer Result is the journal's.
  Result<Result<TagSet>> answer_of(std::size_t which, Tagger* tagger, const ClipKey& key,
                                   const std::vector<WindowAnalysis>& windows,
                                   const std::stop_token& stop) {
    const AskedTagger& asked = setup_.taggers.list()[which];
    auto kept = setup_.journal.answer(asked.name, key);
    if (!kept) return kept.error();
    if (kept.value()) return *std::move(kept).value();
    auto answer = asked.replies ? replied_answer(*asked.replies, key.sha256, windows)
                                : ask(*tagger, windows, stop);
    // What was paid for is kept, even where the run is about to end.
    if (!is_final(answer) || (!answer && stop.stop_requested())) return answer;
    if (auto put = setup_.journal.put_answer(asked.name, key, answer); !put) return put.error();
    return answer;
  }

  static Result<TagSet> ask(Tagger& tagger, const std::vector<WindowAnalysis>& windows,
                            const std::stop_token& stop) {
    Verdict verdict{Verdict::Config{}};
    for (const WindowAnalysis& window : windows) {
      auto answer = realtime::timed_tag(tagger, window, analysis::describe(window), stop);
      if (!answer) return answer;
      verdict.add(window, answer.value());
    }
    return verdict.tags();
  }

  const ClipRunSetup& setup_;
  const std::stop_token outer_;
  std::stop_source stop_;
  std::stop_callback<Request> pass_on_;
  std::vector<HeardClip> heard_;  // each element by the thread that works on it
  std::mutex mutex_;
  std::optional<Error> fault_;  // under mutex_, as are calls of on_clip
};

}  // namespace

Result<std::vector<HeardClip>> run_over_clips(const ClipRunSetup& setup, std::stop_token stop) {
  return ClipRun(setup, std::move(stop)).run();
}

}  // namespace airmark::tools

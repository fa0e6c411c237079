#include "llm/taggers/music_watch.h"

#include <string_view>

namespace airmark::llm {

double changed_share(const Description& one, const Description& other) {
  int aspects = 0;
  int changed = 0;
  for (const Statement& statement : one.statements) {
    ++aspects;
    changed += other.word_for(statement.aspect) == statement.word ? 0 : 1;
  }
  for (const Statement& statement : other.statements) {
    const bool is_new = one.word_for(statement.aspect).empty();
    aspects += is_new ? 1 : 0;
    changed += is_new ? 1 : 0;
  }
  return aspects == 0 ? 0.0 : static_cast<double>(changed) / aspects;
}

MusicChange MusicWatch::hear(const Description& description) {
  if (!reference_) reference_ = description;
  const bool differs = changed_share(description, *reference_) >= changed_from_;
  differing_count_ = differs ? differing_count_ + 1 : 0;
  if (differing_count_ == 0) return MusicChange::Same;
  return differing_count_ == 1 ? MusicChange::Perhaps : MusicChange::Changed;
}

void MusicWatch::asked(const Description& description) {
  reference_ = description;
  differing_count_ = 0;
}

void MusicWatch::forget() {
  reference_.reset();
  differing_count_ = 0;
}

}  // namespace airmark::llm

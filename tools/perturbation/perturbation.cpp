#include "tools/perturbation/perturbation.h"

#include <algorithm>
#include <array>
#include <utility>

#include "tools/common/nearest_word.h"
#include "tools/perturbation/butterworth.h"
#include "tools/perturbation/excerpt.h"
#include "tools/perturbation/gain.h"
#include "tools/perturbation/tempo.h"
#include "tools/sound_file/mp3_coding.h"

namespace airmark::tools {
namespace {

using Changed = Result<DecodedSound>;

constexpr double kGainDb = 6.0;
constexpr double kRumbleHz = 20.0;     // nobody hears what is below
constexpr double kDullHz = 10000.0;    // as a cassette, or FM received badly
constexpr int kMp3BitRate = 128'000;   // per second; the usual one when most MP3s were made
constexpr double kTempoChange = 0.06;  // what the pitch faders of DJ players reach easily
constexpr double kExcerptS = 10.0;

Result<Done> needs_nothing() { return Done{}; }

Changed louder(DecodedSound sound) { return with_gain(std::move(sound), kGainDb); }
Changed quieter(DecodedSound sound) { return with_gain(std::move(sound), -kGainDb); }
Changed highpass(DecodedSound sound) { return high_passed(std::move(sound), kRumbleHz); }
Changed lowpass(DecodedSound sound) { return low_passed(std::move(sound), kDullHz); }
Changed mp3(DecodedSound sound) { return through_mp3(sound, kMp3BitRate); }
Changed faster(DecodedSound sound) { return with_tempo(sound, 1.0 + kTempoChange); }
Changed slower(DecodedSound sound) { return with_tempo(sound, 1.0 - kTempoChange); }
Changed excerpt(DecodedSound sound) { return middle_of(std::move(sound), kExcerptS); }

constexpr std::array<Perturbation, 8> kPerturbations{{
    {"louder", "gain of +6 dB, unclipped", needs_nothing, louder},
    {"quieter", "gain of -6 dB", needs_nothing, quieter},
    {"highpass", "without what is below 20 Hz", needs_nothing, highpass},
    {"lowpass", "without what is above 10 kHz", needs_nothing, lowpass},
    {"mp3", "through MP3 at 128 kbit/s", check_mp3_coding, mp3},
    {"faster", "tempo of +6 % at the same pitch", check_tempo_change, faster},
    {"slower", "tempo of -6 % at the same pitch", check_tempo_change, slower},
    {"excerpt", "the middle 10 s only", needs_nothing, excerpt},
}};

std::vector<std::string> known_names() {
  std::vector<std::string> names{"all"};
  for (const Perturbation& one : kPerturbations) names.emplace_back(one.name);
  return names;
}

Error unknown(std::string_view name) {
  const std::vector<std::string> names = known_names();
  std::string hint = did_you_mean(name, names);
  if (hint.empty()) {
    hint = "; there are";
    for (const std::string& known : names) hint += (known == names.front() ? " " : ", ") + known;
  }
  return {ErrorKind::Usage, "unknown perturbation '" + std::string(name) + "'" + hint};
}

/// The names between the commas.
std::vector<std::string_view> parts_of(std::string_view list) {
  std::vector<std::string_view> parts;
  for (std::size_t first = 0; first <= list.size();) {
    const std::size_t comma = std::min(list.find(',', first), list.size());
    parts.push_back(list.substr(first, comma - first));
    first = comma + 1;
  }
  return parts;
}

}  // namespace

std::span<const Perturbation> all_perturbations() { return kPerturbations; }

Result<std::vector<const Perturbation*>> chosen_perturbations(std::string_view list) {
  const std::vector<std::string_view> parts = parts_of(list);
  const std::vector<std::string> names = known_names();
  for (const std::string_view part : parts)
    if (std::ranges::find(names, part) == names.end()) return unknown(part);
  const bool is_all = std::ranges::find(parts, "all") != parts.end();
  std::vector<const Perturbation*> chosen;
  for (const Perturbation& one : kPerturbations) {
    if (!is_all && std::ranges::find(parts, one.name) == parts.end()) continue;
    if (const auto usable = one.check(); !usable) return usable.error();
    chosen.push_back(&one);
  }
  return chosen;
}

std::string names_of(std::span<const Perturbation* const> perturbations) {
  std::string names;
  for (const Perturbation* one : perturbations)
    names.append(names.empty() ? "" : ",").append(one->name);
  return names;
}

}  // namespace airmark::tools

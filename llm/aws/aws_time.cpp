#include "llm/aws/aws_time.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace airmark::llm {
namespace {

using namespace std::chrono;

std::string format_time(system_clock::time_point time, const char* format) {
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(floor<seconds>(time - day));
  char text[64];
  std::snprintf(text, sizeof text, format, static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text;
}

/// Takes what is expected from the front of a text; once it fails it stays failed.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  int digits(std::size_t count) {
    int value = 0;
    if (rest_.size() < count ||
        !std::all_of(rest_.begin(), rest_.begin() + static_cast<std::ptrdiff_t>(count), is_digit)) {
      failed_ = true;
      return 0;
    }
    std::from_chars(rest_.data(), rest_.data() + count, value);
    rest_.remove_prefix(count);
    return value;
  }

  bool accept(char mark) {
    if (!rest_.starts_with(mark)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void expect(char mark) { failed_ |= !accept(mark); }

  void skip_fraction() {
    if (!accept('.')) return;
    digits(1);
    while (!rest_.empty() && is_digit(rest_.front())) rest_.remove_prefix(1);
  }

  /// How far the written time is ahead of UTC.
  minutes zone() {
    if (accept('Z')) return minutes(0);
    const bool west = rest_.starts_with('-');
    if (!west) expect('+');
    if (west) accept('-');
    const int hour_count = digits(2);
    accept(':');
    const minutes ahead = hours(hour_count) + minutes(digits(2));
    return west ? -ahead : ahead;
  }

  bool finished() const { return !failed_ && rest_.empty(); }

 private:
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace

std::string compact_time_text(system_clock::time_point time) {
  return format_time(time, "%04d%02u%02uT%02d%02d%02dZ");
}

std::string time_text(system_clock::time_point time) {
  return format_time(time, "%04d-%02u-%02uT%02d:%02d:%02dZ");
}

std::optional<system_clock::time_point> parse_time(std::string_view text) {
  Reader reader(text);
  const year y(reader.digits(4));
  reader.expect('-');
  const month m(static_cast<unsigned>(reader.digits(2)));
  reader.expect('-');
  const day d(static_cast<unsigned>(reader.digits(2)));
  reader.expect('T');
  const int hour_count = reader.digits(2);
  reader.expect(':');
  const int minute_count = reader.digits(2);
  reader.expect(':');
  const int second_count = reader.digits(2);
  reader.skip_fraction();
  const minutes ahead = reader.zone();
  const year_month_day date(y, m, d);
  // 60 is a leap second.
  if (!reader.finished() || !date.ok() || hour_count > 23 || minute_count > 59 || second_count > 60)
    return std::nullopt;
  const sys_seconds time =
      sys_days(date) + hours(hour_count) + minutes(minute_count) + seconds(second_count) - ahead;
  const sys_seconds last = floor<seconds>(system_clock::time_point::max());
  return std::clamp(time, sys_seconds(), last);
}

}  // namespace airmark::llm

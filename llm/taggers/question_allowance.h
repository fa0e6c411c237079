#pragma once

namespace airmark::llm {

/// How pressing a question is.
enum class Urgency {
  Spare,  ///< Only where more than half of the store is left.
  Urgent
};

/// A store of questions that fills with time.
///
/// Guarantee  in any h hours of stream time at most most_per_hour · (h + 1) questions are allowed,
///            rounded down, but for those given back.
class QuestionAllowance {
 public:
  /// Full at first: an hour's worth, at least one. 0 allows every question.
  explicit QuestionAllowance(double most_per_hour) noexcept;

  void pass(double stream_s) noexcept;
  /// Takes one where there is one.
  bool take(Urgency urgency) noexcept;
  /// For one that was taken and came to nothing.
  void give_back() noexcept;

 private:
  const double most_per_hour_;
  const double capacity_;
  double left_;
};

}  // namespace airmark::llm

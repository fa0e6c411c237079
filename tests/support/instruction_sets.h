#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "analysis/kernels/instruction_set.h"

namespace airmark::testing {

/// While it lives, kernels use this set of vector instructions.
class InstructionSetInUse {
 public:
  explicit InstructionSetInUse(std::string_view name) {
    analysis::kernels::use_instruction_set(name);
  }
  ~InstructionSetInUse() { analysis::kernels::use_best_instruction_set(); }
  InstructionSetInUse(const InstructionSetInUse&) = delete;
  InstructionSetInUse& operator=(const InstructionSetInUse&) = delete;
};

/// A test that runs with each of the sets that this processor knows.
class WithEachInstructionSet : public ::testing::TestWithParam<std::string_view> {
 private:
  InstructionSetInUse in_use_{GetParam()};
};

inline std::string instruction_set_name(const ::testing::TestParamInfo<std::string_view>& set) {
  return std::string(set.param);
}

}  // namespace airmark::testing

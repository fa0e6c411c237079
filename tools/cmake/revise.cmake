cmake_minimum_required(VERSION 3.25)
# Run by airmark_revision() at build time: SOURCE, VERSION and OUTPUT are given.
set(revision "")
if(EXISTS "${SOURCE}/.git")  # not where a release was unpacked inside another project's checkout
  execute_process(COMMAND git -C "${SOURCE}" describe --always --dirty --abbrev=12 --exclude=*
                  OUTPUT_VARIABLE revision OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
endif()
file(CONFIGURE OUTPUT "${OUTPUT}" @ONLY CONTENT
"#pragma once
#include <string_view>
namespace airmark::embedded {
inline constexpr std::string_view kVersion = \"@VERSION@\";
inline constexpr std::string_view kRevision = \"@revision@\";
}
")

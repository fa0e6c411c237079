#pragma once

#include <chrono>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

#include "analysis/vocabulary/result.h"

namespace airmark::llm {

/// Runs a program to its end and returns what it wrote to standard output, at most 64 KiB.
///
/// Input      argv[0] is a path or a name that the PATH of `environment` finds. No shell takes
/// part.
///            Standard input and error are /dev/null, and no other file is handed on.
/// Errors     NotFound; Timeout (the program and its children are killed); Refused (stopped);
///            BadReply (ended with another code than 0, too much output). They name argv[0] only:
///            the other words may be secrets.
/// Guarantee  returns within 200 ms after `stop` is requested.
Result<std::string> run_program(const std::vector<std::string>& argv,
                                const std::map<std::string, std::string>& environment,
                                std::chrono::milliseconds timeout, std::stop_token stop);

}  // namespace airmark::llm

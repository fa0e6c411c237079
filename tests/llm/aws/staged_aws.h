#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "llm/aws/credentials.h"
#include "tests/support/temporary_folder.h"

namespace airmark::testing {

/// A home folder and an environment for the AWS code to find, and nothing of the machine's own.
class StagedAws {
 public:
  StagedAws() {
    environment.home = folder_.path();
    environment.variables = {{"HOME", environment.home}, {"PATH", "/usr/bin:/bin"}};
    std::filesystem::create_directory(folder_ / ".aws");
  }

  std::string path(const std::string& name) const { return folder_ / name; }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path(name)) << text;
  }
  void write_credentials(const std::string& text) const { write(".aws/credentials", text); }
  void write_config(const std::string& text) const { write(".aws/config", text); }

  /// A shell program; returns its path.
  std::string write_program(const std::string& name, const std::string& script) const {
    write(name, "#!/bin/sh\n" + script);
    std::filesystem::permissions(path(name), std::filesystem::perms::owner_all);
    return path(name);
  }

  llm::AwsEnvironment environment;

 private:
  TemporaryFolder folder_;
};

}  // namespace airmark::testing

#include <gmock/gmock.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "tests/support/child_program.h"
#include "tests/support/jack_server.h"
#include "tests/support/temporary_folder.h"

namespace airmark::realtime {
namespace {

using namespace std::chrono_literals;
using airmark::testing::ChildProgram;
using airmark::testing::JackServer;

/// What the guard counted for each client: "calls", "allocations", "locks" and so on.
using GuardReport = std::map<std::string, std::map<std::string, long>>;

GuardReport read_report(const std::filesystem::path& path) {
  GuardReport report;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string client;
    words >> client;
    std::string fault;
    for (long count = 0; words >> fault >> count;) report[client][fault] = count;
  }
  return report;
}

/// In one run the guard watches two callbacks: ours, which may do nothing, and the player's, told
/// to break every rule, which shows that the guard sees.
TEST(RealTime, TheCallbackNeitherAllocatesNorLocksNorCallsTheKernel) {
  const std::string guard = AIRMARK_RT_GUARD;
  if (guard.empty()) GTEST_SKIP() << "the guard and a sanitizer replace the same functions";
  if (!JackServer::installed()) GTEST_SKIP() << "jackd is not installed";
  const JackServer server;
  const airmark::testing::TemporaryFolder folder;
  ChildProgram probe({AIRMARK_CAPTURE_PROBE, server.name(), "3", "48000", "--misbehave"},
                     {{"LD_PRELOAD", guard}, {"RT_GUARD_REPORT", (folder / "report").string()}});
  ASSERT_EQ(probe.wait(60s), 0) << probe.output();
  GuardReport report = read_report(folder / "report");

  auto& ours = report["airmark"];
  EXPECT_GE(ours["calls"], 3 * 48000 / 256);
  EXPECT_EQ(ours["allocations"], 0);
  EXPECT_EQ(ours["locks"], 0);
  EXPECT_EQ(ours["voluntary_switches"], 0);
  // The first touch of libjack's own buffers. The queue would cost one for each 4 KB of audio.
  EXPECT_LE(ours["page_faults"], 8);

  auto& players = report["player"];
  const long misdeeds = 3 * 48000 / 256;
  EXPECT_GE(players["allocations"], misdeeds);
  EXPECT_GE(players["locks"], misdeeds);
  EXPECT_GE(players["voluntary_switches"], misdeeds);

  if (!ours.contains("system_calls")) GTEST_SKIP() << "this kernel cannot watch system calls";
  EXPECT_EQ(ours["system_calls"], 0);
  EXPECT_GE(players["system_calls"], misdeeds);
}

}  // namespace
}  // namespace airmark::realtime

#include "llm/aws/run_program.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "tests/support/temporary_folder.h"

namespace airmark::llm {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

const std::map<std::string, std::string> kEnvironment = {{"PATH", "/nowhere:/usr/bin:/bin"}};

Result<std::string> run(const std::vector<std::string>& argv,
                        std::chrono::milliseconds timeout = 20s, std::stop_token stop = {}) {
  return run_program(argv, kEnvironment, timeout, stop);
}

TEST(RunProgram, ReturnsStandardOutputOnly) {
  const auto output = run({"sh", "-c",
                           "echo hidden >&2; cat; printf '%s|' \"$@\"; sleep 0.05; "
                           "echo end",
                           "sh", "a b", "$HOME"});
  ASSERT_TRUE(output) << output.error().message;
  EXPECT_EQ(output.value(), "a b|$HOME|end\n");
}

TEST(RunProgram, HandsOnTheGivenEnvironmentAndNoOpenFile) {
  const int open_file = open("/dev/null", O_RDONLY);  // without O_CLOEXEC
  const auto output = run_program({"sh", "-c", "echo $STATION; ls /proc/$$/fd | tr '\\n' ' '"},
                                  {{"PATH", "/usr/bin:/bin"}, {"STATION", "radio"}}, 20s, {});
  close(open_file);
  ASSERT_TRUE(output) << output.error().message;
  EXPECT_EQ(output.value(), "radio\n0 1 2 ");
}

TEST(RunProgram, SaysHowItFailedWithoutTheArguments) {
  const std::vector<std::pair<std::vector<std::string>, ErrorKind>> cases = {
      {{"sh", "-c", "echo TOPSECRET; echo TOPSECRET >&2; exit 3"}, ErrorKind::BadReply},
      {{"sh", "-c", "kill -9 $$ # TOPSECRET"}, ErrorKind::BadReply},
      {{"sh", "-c", "yes TOPSECRET"}, ErrorKind::BadReply},
      {{"no-such-program", "TOPSECRET"}, ErrorKind::NotFound},
      {{"/dev/null", "TOPSECRET"}, ErrorKind::NotFound},
      {{"", "TOPSECRET"}, ErrorKind::NotFound}};
  for (const auto& [argv, kind] : cases) {
    const auto output = run(argv);
    ASSERT_FALSE(output) << argv.back();
    EXPECT_EQ(output.error().kind, kind) << output.error().message;
    EXPECT_THAT(output.error().message, HasSubstr("'" + argv.front() + "'"));
    EXPECT_THAT(output.error().message, Not(HasSubstr("TOPSECRET")));
  }
}

TEST(RunProgram, EndsTheProgramAndItsChildrenAtTheTimeout) {
  const testing::TemporaryFolder folder;
  const std::string pid_file = folder / "pid";
  const auto before = std::chrono::steady_clock::now();
  const auto output =
      run({"sh", "-c", "sleep 60 & echo $! > " + pid_file + "; trap '' TERM; wait"}, 300ms);
  ASSERT_FALSE(output);
  EXPECT_EQ(output.error().kind, ErrorKind::Timeout);
  EXPECT_LT(std::chrono::steady_clock::now() - before, 10s);
  pid_t child = 0;
  std::ifstream(pid_file) >> child;
  ASSERT_GT(child, 1);
  for (int i = 0; i < 500 && kill(child, 0) == 0; ++i) {
    // Nobody may have collected an orphan's exit code yet; then it is a zombie.
    std::string state;
    std::ifstream stat("/proc/" + std::to_string(child) + "/stat");
    stat >> state >> state >> state;
    if (state == "Z") return;
    std::this_thread::sleep_for(10ms);
  }
  EXPECT_NE(kill(child, 0), 0);
}

TEST(RunProgram, IsNotHeldUpByAChildThatKeepsTheOutputOpen) {
  const auto output = run({"sh", "-c", "sleep 5 & echo done"}, 4s);
  ASSERT_TRUE(output) << output.error().message;
  EXPECT_EQ(output.value(), "done\n");
}

TEST(RunProgram, StopsWhenAsked) {
  std::stop_source source;
  std::chrono::steady_clock::time_point asked;
  std::jthread asker([&] {
    std::this_thread::sleep_for(200ms);
    asked = std::chrono::steady_clock::now();
    source.request_stop();
  });
  const auto output = run({"sleep", "60"}, 60s, source.get_token());
  asker.join();
  ASSERT_FALSE(output);
  EXPECT_EQ(output.error().kind, ErrorKind::Refused);
  EXPECT_LT(std::chrono::steady_clock::now() - asked, 200ms);
}

}  // namespace
}  // namespace airmark::llm

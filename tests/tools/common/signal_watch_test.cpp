#include "tools/common/signal_watch.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <thread>

namespace airmark::tools {
namespace {

bool stops_within_five_seconds(const std::stop_token& stop) {
  for (int wait = 0; wait < 500 && !stop.stop_requested(); ++wait)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  return stop.stop_requested();
}

TEST(SignalWatch, AsksForNothingWithoutASignal) {
  const SignalWatch watch;
  EXPECT_FALSE(watch.stop_token().stop_requested());
  EXPECT_EQ(watch.signal(), std::nullopt);
}

TEST(SignalWatch, TurnsEachSignalIntoARequestToStop) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    const SignalWatch watch;
    kill(getpid(), signal);
    EXPECT_TRUE(stops_within_five_seconds(watch.stop_token()));
    EXPECT_EQ(watch.signal(), signal);
  }
}

TEST(SignalWatch, OutlivesTheTerminalUnderNohup) {
  const auto before = std::signal(SIGHUP, SIG_IGN);
  {
    const SignalWatch watch;
    kill(getpid(), SIGHUP);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    EXPECT_FALSE(watch.stop_token().stop_requested());
  }
  std::signal(SIGHUP, before);
}

TEST(SignalWatch, TellsTheShellsExitCodes) {
  EXPECT_EQ(SignalWatch::exit_code(SIGINT), 130);
  EXPECT_EQ(SignalWatch::exit_code(SIGTERM), 143);
  EXPECT_EQ(SignalWatch::exit_code(SIGHUP), 129);
}

void stop_twice() {
  const SignalWatch watch;
  kill(getpid(), SIGINT);
  stops_within_five_seconds(watch.stop_token());
  kill(getpid(), SIGTERM);
  std::this_thread::sleep_for(std::chrono::seconds(20));
  _exit(0);  // the second signal did not end it
}

TEST(SignalWatch, EndsTheProgramAtTheSecondSignal) {
  EXPECT_EXIT(stop_twice(), ::testing::ExitedWithCode(143), "press Ctrl-C again");
}

TEST(SignalWatch, MakesABrokenPipeAnErrorOfTheWrite) {
  const SignalWatch watch;
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  close(ends[0]);
  errno = 0;
  EXPECT_EQ(write(ends[1], "x", 1), -1);
  EXPECT_EQ(errno, EPIPE);
  close(ends[1]);
}

}  // namespace
}  // namespace airmark::tools

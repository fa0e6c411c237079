#include "tools/common/exit_code.h"

#include <gmock/gmock.h>
#include <sysexits.h>

namespace airmark::tools {
namespace {

int code_for(ErrorKind kind) { return static_cast<int>(exit_code_for(kind)); }

TEST(ExitCode, FollowsSysexits) {
  EXPECT_EQ(code_for(ErrorKind::Usage), EX_USAGE);
  EXPECT_EQ(code_for(ErrorKind::BadData), EX_DATAERR);
  EXPECT_EQ(code_for(ErrorKind::NotFound), EX_NOINPUT);
  EXPECT_EQ(code_for(ErrorKind::Unavailable), EX_UNAVAILABLE);
  EXPECT_EQ(code_for(ErrorKind::BadReply), EX_UNAVAILABLE);
  EXPECT_EQ(code_for(ErrorKind::Timeout), EX_TEMPFAIL);
  EXPECT_EQ(code_for(ErrorKind::Refused), EX_NOPERM);
  EXPECT_EQ(code_for(ErrorKind::CannotCreate), EX_CANTCREAT);
  EXPECT_EQ(code_for(ErrorKind::InputOutput), EX_IOERR);
  EXPECT_EQ(code_for(ErrorKind::Configuration), EX_CONFIG);
  EXPECT_EQ(code_for(ErrorKind::Internal), EX_SOFTWARE);
}

}  // namespace
}  // namespace airmark::tools

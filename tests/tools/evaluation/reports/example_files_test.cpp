#include <gmock/gmock.h>

#include <string>

#include "tests/tools/evaluation/reports/made_up_evaluation.h"
#include "tools/common/text_file.h"
#include "tools/evaluation/reports/metrics_json.h"
#include "tools/evaluation/reports/origin_json.h"
#include "tools/evaluation/reports/tagged_songs.h"

namespace airmark::tools {
namespace {

std::string example(const std::string& name) {
  const auto text = read_text_file(AIRMARK_SOURCE_DIR "/config/examples/evaluation/" + name);
  return text ? text.value() : text.error().message;
}

// The schemas are held against these files, so what is written has to be what they show.

TEST(EvaluationExamples, AreWhatIsWritten) {
  const Evaluation evaluation = made_up_evaluation();
  EXPECT_EQ(example("run.json"), origin_json(evaluation.origin));
  EXPECT_EQ(example("tagged_songs.json"), tagged_songs_json(evaluation.taggers));
  EXPECT_EQ(example("accuracy_metrics.json"), metrics_json(evaluation));
}

}  // namespace
}  // namespace airmark::tools

#include "tools/evaluation/acquaintance.h"

#include <gtest/gtest.h>

namespace airmark::tools {
namespace {

TEST(Acquaintance, KnowsATrainingClipByItsNameOrByItsValues) {
  Gtzan58Values values{}, others{};
  values[3] = 0.25;
  analysis::ModelFile model;
  model.training_clips = {analysis::training_clip("jazz/jazz.00001.wav", values),
                          analysis::training_clip("rock/rock.00001.wav", values)};
  EXPECT_EQ(acquaintance(model, "audio/jazz.00001.ogg", others), Acquaintance::TrainedOn);
  EXPECT_EQ(acquaintance(model, "renamed.wav", values), Acquaintance::TrainedOn);
  EXPECT_EQ(acquaintance(model, "jazz/jazz.00002.wav", others), Acquaintance::Unseen);
  EXPECT_EQ(acquaintance({}, "jazz/jazz.00001.wav", values), Acquaintance::Unseen);
}

}  // namespace
}  // namespace airmark::tools

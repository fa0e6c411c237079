#include "realtime/capture/connection_policy.h"

#include <gmock/gmock.h>

namespace airmark::realtime {

void PrintTo(const ConnectionPolicy::Step& step, std::ostream* out) {
  *out << (step.connect ? "connect " : "disconnect ") << step.feed.source << " in_"
       << step.feed.input + 1;
}

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// A server's graph with the policy at work on it, and a person at the patchbay.
class PatchedServer : public ::testing::Test {
 protected:
  PatchedServer() { restart(); }

  void listen_to(const std::vector<std::string>& words) {
    policy_.emplace(FeedSelector::parse(words).value());
  }

  void restart() {
    graph_ = {
        {{"airmark:in_1", false, false, true}, {"airmark:in_2", false, false, true}}, {}, false};
  }
  void appears(const std::string& port) { graph_.ports.push_back({port, true, false, false}); }
  void leaves(const std::string& port) {
    std::erase_if(graph_.ports, [&](const GraphPort& p) { return p.name == port; });
    std::erase_if(graph_.connections, [&](const GraphConnection& c) { return c.source == port; });
    graph_.ports_went_away = true;
  }
  void connect(const std::string& port, std::size_t input) {
    graph_.connections.push_back({port, input_name("airmark", input)});
  }
  void disconnect(const std::string& port, std::size_t input) {
    std::erase_if(graph_.connections, [&](const GraphConnection& c) {
      return c.source == port && c.destination == input_name("airmark", input);
    });
  }

  /// One look of the supervisor: plans, and does what was planned.
  std::vector<ConnectionPolicy::Step> look() {
    const auto steps = policy_->plan(graph_, "airmark");
    graph_.ports_went_away = false;
    for (const auto& step : steps) {
      if (step.connect)
        connect(step.feed.source, step.feed.input);
      else
        disconnect(step.feed.source, step.feed.input);
      policy_->carried_out(step);
    }
    return steps;
  }

  static ConnectionPolicy::Step make(const std::string& port, std::size_t input) {
    return {true, {port, input}};
  }
  static ConnectionPolicy::Step cut(const std::string& port, std::size_t input) {
    return {false, {port, input}};
  }

  Graph graph_;
  std::optional<ConnectionPolicy> policy_;
};

TEST_F(PatchedServer, ConnectsATargetWhenItAppearsAndThenRests) {
  listen_to({"deck:left", "deck:right"});
  EXPECT_THAT(look(), IsEmpty());
  appears("deck:left");
  EXPECT_THAT(look(), ElementsAre(make("deck:left", 0)));
  appears("deck:right");
  EXPECT_THAT(look(), ElementsAre(make("deck:right", 1)));
  EXPECT_THAT(look(), IsEmpty());
}

TEST_F(PatchedServer, LetsGoOfWhatIsNoLongerWanted) {
  listen_to({"playback"});
  graph_.ports.push_back({"system:playback_1", false, true, true});
  appears("mpv:out_0");
  graph_.connections.push_back({"mpv:out_0", "system:playback_1"});
  look();
  look();
  graph_.connections.erase(graph_.connections.begin());
  EXPECT_THAT(look(), ElementsAre(cut("mpv:out_0", 0), cut("mpv:out_0", 1)));
}

TEST_F(PatchedServer, DoesNotForceAConnectionThatAPersonRemoved) {
  listen_to({"deck:left"});
  appears("deck:left");
  look();
  EXPECT_THAT(look(), IsEmpty());
  disconnect("deck:left", 0);
  EXPECT_THAT(look(), IsEmpty());
  EXPECT_THAT(look(), IsEmpty());
}

TEST_F(PatchedServer, StartsAfreshWhenTheTargetComesBack) {
  listen_to({"deck:left", "deck:right"});
  appears("deck:left");
  look();
  look();
  disconnect("deck:left", 0);
  EXPECT_THAT(look(), IsEmpty());
  leaves("deck:left");
  EXPECT_THAT(look(), IsEmpty());
  appears("deck:left");
  EXPECT_THAT(look(), ElementsAre(make("deck:left", 0)));
}

TEST_F(PatchedServer, TakesAPlayerThatCameBackBetweenTwoLooksForNoRefusal) {
  listen_to({"deck:left", "deck:right"});
  appears("deck:left");
  look();
  look();
  leaves("deck:left");
  appears("deck:left");
  EXPECT_THAT(look(), ElementsAre(make("deck:left", 0)));
}

TEST_F(PatchedServer, RepeatsAStepThatTheServerHasNotShownYet) {
  listen_to({"deck:left", "deck:right"});
  appears("deck:left");
  look();
  disconnect("deck:left", 0);  // The server was slow: it had not made it before this look.
  EXPECT_THAT(look(), ElementsAre(make("deck:left", 0)));
}

TEST_F(PatchedServer, LeavesAPersonsConnectionsAlone) {
  listen_to({"none"});
  appears("synth:out");
  connect("synth:out", 1);
  EXPECT_THAT(look(), IsEmpty());
  EXPECT_THAT(look(), IsEmpty());
}

TEST_F(PatchedServer, RestoresAPersonsConnectionOnceAfterARestart) {
  listen_to({"none"});
  appears("synth:out");
  connect("synth:out", 1);
  look();
  policy_->server_restarted();
  restart();
  EXPECT_THAT(look(), IsEmpty()) << "the synthesiser is not back yet";
  appears("synth:out");
  EXPECT_THAT(look(), ElementsAre(make("synth:out", 1)));
  EXPECT_THAT(look(), IsEmpty());
  disconnect("synth:out", 1);
  EXPECT_THAT(look(), IsEmpty()) << "restored once, removed by a person";
}

TEST_F(PatchedServer, DoesNotRestoreWhatAPersonHadRemovedBeforeTheRestart) {
  listen_to({"none"});
  appears("synth:out");
  connect("synth:out", 1);
  look();
  disconnect("synth:out", 1);
  look();
  policy_->server_restarted();
  restart();
  appears("synth:out");
  EXPECT_THAT(look(), IsEmpty());
}

TEST_F(PatchedServer, RespectsARefusalOverARestart) {
  listen_to({"deck:left", "deck:right"});
  appears("deck:left");
  look();
  look();
  disconnect("deck:left", 0);
  look();
  policy_->server_restarted();
  restart();
  look();
  appears("deck:left");
  EXPECT_THAT(look(), IsEmpty());
}

TEST_F(PatchedServer, MakesItsOwnConnectionsAgainAfterARestart) {
  listen_to({"deck:left", "deck:right"});
  appears("deck:left");
  look();
  look();
  policy_->server_restarted();
  restart();
  appears("deck:left");
  EXPECT_THAT(look(), ElementsAre(make("deck:left", 0)));
}

TEST_F(PatchedServer, LearnsNothingFromAServerThatIsGoingAway) {
  listen_to({"none"});
  appears("synth:out");
  connect("synth:out", 1);
  look();
  graph_ = {};
  EXPECT_THAT(look(), IsEmpty());
  policy_->server_restarted();
  restart();
  appears("synth:out");
  EXPECT_THAT(look(), ElementsAre(make("synth:out", 1)));
}

}  // namespace
}  // namespace airmark::realtime

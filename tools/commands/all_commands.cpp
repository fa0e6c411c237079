#include <utility>

#include "tools/commands/cache_command.h"
#include "tools/commands/config_command.h"
#include "tools/commands/describe_command.h"
#include "tools/commands/doctor_command.h"
#include "tools/commands/eval_command.h"
#include "tools/commands/features_command.h"
#include "tools/commands/live_command.h"
#include "tools/commands/models_command.h"
#include "tools/commands/standin_command.h"
#include "tools/commands/tag_command.h"
#include "tools/commands/train_command.h"
#include "tools/common/command.h"

namespace airmark::tools {
namespace {

template <typename... Commands>
CommandGroup group(std::string_view title, Commands... commands) {
  CommandGroup group{title, {}};
  (group.commands.push_back(std::move(commands)), ...);
  return group;
}

}  // namespace

std::vector<CommandGroup> all_commands() {
  std::vector<CommandGroup> groups;
  groups.push_back(group("Live", make_live_command()));
  groups.push_back(
      group("Files", make_tag_command(), make_describe_command(), make_features_command()));
  groups.push_back(group("Language models", make_models_command(), make_cache_command(),
                         make_standin_command()));
  groups.push_back(group("Set-up", make_doctor_command(), make_config_command(),
                         make_train_command(), make_eval_command()));
  return groups;
}

}  // namespace airmark::tools

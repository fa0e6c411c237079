#include "llm/prompt/prompt.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "embedded/prompt_chain_of_thought.h"
#include "embedded/prompt_examples.h"
#include "embedded/prompt_few_shot.h"
#include "embedded/prompt_grounded.h"
#include "embedded/prompt_hybrid.h"
#include "embedded/prompt_multi_expert.h"
#include "embedded/prompt_zero_shot.h"
#include "llm/prompt/answer_schema.h"
#include "llm/prompt/material_text.h"
#include "llm/prompt/outside_text.h"

namespace airmark::llm {
namespace {

constexpr std::string_view kExamplesFile = "examples.txt";
constexpr std::size_t kLongestGenreBytes = 40;
constexpr std::size_t kMostGenres = 100;

Error configuration(const std::string& sentence) { return {ErrorKind::Configuration, sentence}; }

Result<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(stream), {}};
  if (!stream.is_open() || stream.bad())
    return Error{ErrorKind::NotFound, path.string() + " cannot be read; check that it exists"};
  return text;
}

/// The .txt files of a folder in alphabetical order.
Result<std::vector<std::filesystem::path>> prompt_files(const std::string& folder) {
  std::error_code fault;
  std::vector<std::filesystem::path> files;
  std::filesystem::directory_iterator entries(folder, fault);
  for (; !fault && entries != std::filesystem::directory_iterator(); entries.increment(fault))
    if (entries->path().extension() == ".txt") files.push_back(entries->path());
  if (fault)
    return Error{ErrorKind::NotFound,
                 "the prompt folder " + folder + " cannot be read: " + fault.message()};
  if (files.empty())
    return configuration("the prompt folder " + folder +
                         " holds no .txt file; copy one of the "
                         "built-in templates there and change it");
  std::ranges::sort(files);
  return files;
}

/// Names that stand in the prompt just as they do in the schema, or the answer could not match.
Result<Done> check_genres(const std::vector<std::string>& genres) {
  if (genres.empty()) return configuration("the genre list is empty; an LLM needs one to choose");
  if (genres.size() > kMostGenres)
    return configuration("the genre list is longer than " + std::to_string(kMostGenres) +
                         " names, more than a prompt can hold");
  for (std::size_t n = 0; n < genres.size(); ++n)
    if (genres[n].empty() || quotable(genres[n], kLongestGenreBytes) != genres[n])
      return configuration("name " + std::to_string(n + 1) +
                           " of the genre list cannot stand in a prompt; use at most " +
                           std::to_string(kLongestGenreBytes) + " bytes of letters and digits");
  return Done{};
}

std::string value_of_placeholder(std::string_view name, const PromptMaterial& material,
                                 const std::vector<WorkedExample>& examples) {
  if (name == "description") return description_text(material.description);
  if (name == "measurements") return measurements_text(material.analysis, material.description);
  if (name == "genres") return genres_text(material.genres);
  if (name == "examples") return examples_text(examples, material.genres);
  if (name == "local_opinion") return local_opinion_text(material.local_opinion);
  if (name == "neighbours") return neighbours_text(material.neighbours);
  return answer_form();
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & '\x80') != 0;
}

int tokens_of(std::string_view text) {
  constexpr int kLettersPerToken = 6;
  int tokens = 0;
  int letters = 0;
  for (const char c : text) {
    letters = is_letter(c) ? letters + 1 : 0;
    const bool starts_piece = letters > 0 ? letters % kLettersPerToken == 1 : c != ' ';
    if (starts_piece) ++tokens;
  }
  return tokens;
}

}  // namespace

const std::vector<std::string>& prompt_strategies() {
  static const std::vector<std::string> names{"zero-shot",    "few-shot", "chain-of-thought",
                                              "multi-expert", "hybrid",   "grounded"};
  return names;
}

Result<PromptLibrary> PromptLibrary::built_in() {
  const std::vector<std::pair<std::string_view, std::string>> files{
      {embedded::prompt_zero_shot(), "zero-shot.txt"},
      {embedded::prompt_few_shot(), "few-shot.txt"},
      {embedded::prompt_chain_of_thought(), "chain-of-thought.txt"},
      {embedded::prompt_multi_expert(), "multi-expert.txt"},
      {embedded::prompt_hybrid(), "hybrid.txt"},
      {embedded::prompt_grounded(), "grounded.txt"}};
  PromptLibrary library;
  auto examples = read_examples(embedded::prompt_examples(), "config/prompts/examples.txt");
  if (!examples) return examples.error();
  library.examples_ = std::move(examples).value();
  for (const auto& [text, name] : files) {
    auto read = read_template(text, "config/prompts/" + name);
    if (!read) return read.error();
    library.templates_.push_back(std::move(read).value());
  }
  return library;
}

Result<PromptLibrary> PromptLibrary::from_folder(const std::string& folder) {
  auto library = built_in();
  if (!library) return library.error();
  const auto files = prompt_files(folder);
  if (!files) return files.error();
  std::vector<std::string> seen;
  for (const std::filesystem::path& path : files.value()) {
    const auto text = read_file(path);
    if (!text) return text.error();
    auto added =
        library.value().add(text.value(), path.string(), path.filename() == kExamplesFile, seen);
    if (!added) return added.error();
  }
  return library;
}

Result<Done> PromptLibrary::add(std::string_view text, const std::string& file_name,
                                bool is_examples, std::vector<std::string>& seen) {
  if (is_examples) {
    auto examples = read_examples(text, file_name);
    if (!examples) return examples.error();
    examples_ = std::move(examples).value();
    return Done{};
  }
  auto read = read_template(text, file_name);
  if (!read) return read.error();
  const std::string strategy = read.value().strategy;
  if (std::ranges::find(seen, strategy) != seen.end())
    return configuration(file_name + ": another file of this folder is strategy \"" + strategy +
                         "\" already; rename one of them");
  seen.push_back(strategy);
  std::erase_if(templates_, [&](const PromptTemplate& t) { return t.strategy == strategy; });
  templates_.push_back(std::move(read).value());
  return Done{};
}

std::vector<std::string> PromptLibrary::strategies() const {
  std::vector<std::string> names;
  for (const PromptTemplate& each : templates_) names.push_back(each.strategy);
  return names;
}

Result<Prompt> PromptLibrary::make_prompt(std::string_view strategy,
                                          const PromptMaterial& material) const {
  const auto found = std::ranges::find(templates_, strategy, &PromptTemplate::strategy);
  if (found == templates_.end()) {
    std::string known;
    for (const std::string& name : strategies()) known += (known.empty() ? "" : ", ") + name;
    return Error{ErrorKind::Usage, "there is no prompt strategy \"" +
                                       quotable(strategy, kLongestGenreBytes) +
                                       "\"; choose one of " + known};
  }
  if (auto checked = check_genres(material.genres); !checked) return checked.error();
  const auto value = [&](std::string_view name) {
    return value_of_placeholder(name, material, examples_);
  };
  return Prompt{fill(found->system, value),
                fill(found->user, value),
                answer_schema(material.genres),
                found->strategy,
                found->version,
                found->max_output_tokens,
                found->temperature};
}

int estimate_tokens(const Prompt& prompt) {
  return tokens_of(prompt.system) + tokens_of(prompt.user) + tokens_of(prompt.json_schema);
}

}  // namespace airmark::llm

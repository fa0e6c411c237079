#include "tools/doctor/report_json.h"

#include <nlohmann/json.hpp>
namespace airmark::tools {
namespace {

using Json = nlohmann::ordered_json;

Json finding_json(const Finding& finding) {
  const CheckName& name = name_of(finding.check);
  Json json{{"topic", topic_name(name.topic)},
            {"check", name.name},
            {"state", state_name(finding.state)},
            {"found", finding.found}};
  if (!finding.remedy.empty()) json["remedy"] = finding.remedy;
  if (finding.kind) json["exit_code"] = static_cast<int>(exit_code_for(*finding.kind));
  return json;
}

}  // namespace

std::string report_json(std::span<const Finding> findings, const std::string& version) {
  Json rows = Json::array();
  for (const Finding& finding : findings) rows.push_back(finding_json(finding));
  const Json report{{"schema", 1},
                    {"version", version},
                    {"exit_code", static_cast<int>(exit_code_of(findings))},
                    {"findings", std::move(rows)}};
  return report.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace airmark::tools

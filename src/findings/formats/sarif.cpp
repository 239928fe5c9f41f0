// SARIF 2.1.0, the format that code scanning services take: OASIS, "Static Analysis Results Interchange Format",
// 2020.
#include <map>

#include <fmt/format.h>

#include "findings/formats.h"

namespace findings {

static std::string_view level(Severity severity) {
  switch (severity) {
    case Severity::advice:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "warning";
}

// A relative reference as RFC 3986 has it: what is not unreserved is written as %XX, the slashes stay.
static std::string uri(std::string_view path) {
  std::string out;
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '_' || c == '.' || c == '~' || c == '/';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

static base::Json location(std::string_view path) {
  if (path.starts_with("/")) return {{"uri", "file://" + uri(path)}};
  while (path.starts_with("./")) path.remove_prefix(2);
  return {{"uri", uri(path)}, {"uriBaseId", "%SRCROOT%"}};
}

static base::Json rule(const RuleInfo& info) {
  const auto sentence = first_sentence(info.page);
  base::Json out{{"id", info.id}};
  out["shortDescription"] = {{"text", sentence.empty() ? std::string(info.id) : sentence}};
  if (!info.page.empty()) out["help"] = {{"text", info.page}, {"markdown", info.page}};
  out["defaultConfiguration"] = {{"level", level(info.severity)}};
  return out;
}

static base::Json result(const Finding& finding, const std::string& fingerprint,
                         const std::map<std::string_view, std::size_t>& index) {
  base::Json out{{"ruleId", finding.rule}};
  if (const auto at = index.find(finding.rule); at != index.end()) out["ruleIndex"] = at->second;
  out["level"] = level(finding.weight());
  out["message"] = {{"text", finding.better.empty()
                                 ? finding.message
                                 : fmt::format("{}\nbetter: {}", finding.message, finding.better)}};
  base::Json physical{{"artifactLocation", location(finding.file)}};
  if (finding.line > 0) {
    physical["region"] = {{"startLine", finding.line}};
    if (finding.column > 0) physical["region"]["startColumn"] = finding.column;
    if (!finding.text.empty()) physical["region"]["snippet"] = {{"text", finding.text}};
  }
  out["locations"] = base::Json::array({{{"physicalLocation", std::move(physical)}}});
  out["partialFingerprints"] = {{"lockkeeper/v1", fingerprint}};
  return out;
}

static std::string render_sarif(const Report& report) {
  std::map<std::string_view, std::size_t> index;
  auto rules = base::Json::array();
  for (const auto& info : report.rules) {
    index.emplace(info.id, rules.size());
    rules.push_back(rule(info));
  }
  auto results = base::Json::array();
  const auto prints = fingerprints(report.findings);
  for (std::size_t at = 0; at < report.findings.size(); ++at)
    results.push_back(result(report.findings[at], prints[at], index));

  base::Json run;
  run["tool"] = {{"driver", {{"name", "lockkeeper"}, {"rules", std::move(rules)}}}};
  run["columnKind"] = "unicodeCodePoints";
  run["results"] = std::move(results);
  base::Json out{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}};
  out["runs"] = base::Json::array({std::move(run)});
  return out.dump(2, ' ', false, base::Json::error_handler_t::replace) + "\n";
}

extern const Format sarif{.summary = "SARIF 2.1.0, for code scanning services", .render = render_sarif};

}  // namespace findings

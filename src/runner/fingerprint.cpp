#include "runner/fingerprint.h"

#include <regex>

#include "base/error.h"
#include "base/files.h"
#include "base/json.h"
#include "base/text.h"
#include "runner/earlier_lines.h"
#include "runner/reading.h"

namespace runner {

// "optional: … (line 9)": a line that moves changes nothing.
static std::string without_line(const std::string& reason) {
  static const std::regex numbers(R"( ?\(lines? [0-9, to]+\))");
  return std::regex_replace(reason, numbers, "");
}

// What psql or an interpreter is given, and a script that is called by its path.
static std::vector<std::string> scripts_named(const std::string& text) {
  static const std::regex named(
      R"((?:(?:\s-\w*f\s*|--file[= ]|\\ir?\s+|<\s*)|(?:^|[\s;&|(])(?:bash|sh|zsh|source|\.|python3?|perl|ruby|node|make -f)\s+(?:-\w+\s+)*)["']?([\w./-]+\.\w+)["']?|(?:^|[;&|(])\s*((?:\.|\.\.)?/?[\w.-]+/[\w./-]+))");
  std::vector<std::string> out;
  for (const auto line : base::lines(text)) {
    if (line.size() > 1000) continue;  // the library's regular expressions go down one call for each character
    for (std::cregex_iterator it(line.data(), line.data() + line.size(), named), end; it != end; ++it) {
      const std::string path = (*it)[1].matched ? (*it)[1] : (*it)[2];
      if (std::find(out.begin(), out.end(), path) == out.end()) out.push_back(path);
    }
  }
  return out;
}

// Of all these texts. A file that an earlier fence has sourced decides as much as what stands in it.
static base::Json scripts_run(const std::vector<std::string>& texts, const ScriptReader& read) {
  auto out = base::Json::object();
  for (const auto& text : texts) {
    for (const auto& path : scripts_named(text)) {
      if (const auto bytes = read(path)) out[path] = base::sha256(*bytes);
    }
  }
  return out;
}

static base::Json attributes_of(const runbook::Step& step) {
  auto out = base::Json::object();
  for (const auto& [name, value] : step.attributes) out[name] = without_line(value);
  return out;
}

static std::string trimmed_lines(std::string_view text) {
  std::string out;
  for (const auto line : base::lines(text)) {
    const auto end = line.find_last_not_of(" \t");
    out += std::string(line.substr(0, end == std::string_view::npos ? 0 : end + 1)) + "\n";
  }
  return std::string(base::trim(out));
}

static std::string fingerprint(const runbook::Step& step, const runbook::Runbook& runbook,
                               const EarlierLines& earlier, const ScriptReader& read) {
  base::Json json{{"kind", step.kind}, {"text", trimmed_lines(step.text)}, {"attributes", attributes_of(step)}};
  if (step.section < runbook.sections.size())
    json["purpose"] = std::string(name(runbook.sections[step.section].purpose));
  json["asks"] = base::Json::array();
  for (const auto& reason : step.asks) json["asks"].push_back(without_line(reason));
  json["way"] = step.branch ? step.branch->key : "";
  json["left_out"] = base::Json::array();
  for (const auto& line : step.left_out) json["left_out"].push_back(line.text);
  std::vector<std::string> texts;
  if (step.kind == "command") {
    texts = earlier.deciding(step.text);
    json["earlier"] = texts;
    texts.push_back(step.text);
  }
  json["scripts"] = scripts_run(texts, read);
  for (const auto& file : step.files) json["scripts"][file.path] = file.hash;
  return base::sha256(json.dump(-1, ' ', false, base::Json::error_handler_t::replace));
}

static void add_fingerprints(const std::vector<runbook::Step>& steps, const runbook::Runbook& runbook,
                             const ScriptReader& read, std::map<std::string, std::string>& out) {
  EarlierLines earlier;
  for (const auto& step : steps) {
    if (is_asked_about(step)) out[step.id] = fingerprint(step, runbook, earlier, read);
    if (step.kind == "command") earlier.add(step.text);
  }
}

std::map<std::string, std::string> fingerprints(const runbook::Runbook& runbook, const ScriptReader& read) {
  std::map<std::string, std::string> out;
  add_fingerprints(runbook.steps, runbook, read, out);
  for (const auto& procedure : runbook.procedures) add_fingerprints(procedure.steps, runbook, read, out);
  return out;
}

}  // namespace runner

#include "runner/review_file.h"

#include <map>

#include "base/error.h"
#include "base/files.h"
#include "base/json.h"
#include "base/text.h"
#include "config/toml.h"

namespace runner {

std::filesystem::path review_file_of(const std::filesystem::path& runbook) {
  return runbook.parent_path() / (runbook.stem().string() + ".review.toml");
}

static base::Error not_an_approval(const std::filesystem::path& file, const toml::source_region& where,
                                   std::string message) {
  base::Error error{base::Code::configuration, std::move(message),
                    "Mend it, or let 'lockkeeper runbook review' write it: it replaces what it approves."};
  error.at({.file = file.string(),
            .line = static_cast<int>(where.begin.line),
            .column = static_cast<int>(where.begin.column)});
  return error;
}

static base::Instant instant_of(const std::filesystem::path& file, const toml::node& node) {
  const auto* text = node.as_string();
  const auto at = text ? base::parse_instant(text->get()) : std::nullopt;
  if (!at) throw not_an_approval(file, node.source(), "at has to be a time like \"2026-12-01T14:00:00Z\"");
  return *at;
}

static Approval read_approval(const std::filesystem::path& file, const toml::table& table) {
  Approval out;
  const std::map<std::string_view, std::string*> texts{{"step", &out.step},
                                                       {"sha256", &out.sha256},
                                                       {"by", &out.by},
                                                       {"source", &out.source},
                                                       {"runbook_sha256", &out.runbook}};
  for (const auto& [key, node] : table) {
    if (key == "at") {
      out.at = instant_of(file, node);
      continue;
    }
    const auto known = texts.find(key.str());
    if (known == texts.end())
      throw not_an_approval(file, node.source(), fmt::format("unknown key '{}' in an approval", key.str()));
    const auto* text = node.as_string();
    if (!text) throw not_an_approval(file, node.source(), fmt::format("{} has to be a text", key.str()));
    *known->second = text->get();
  }
  for (const char* key : {"step", "sha256", "by", "at"}) {
    if (!table.contains(key)) throw not_an_approval(file, table.source(), fmt::format("an approval has no {}", key));
  }
  return out;
}

static toml::table parsed(const std::filesystem::path& file) {
  if (!std::filesystem::is_regular_file(file))  // a pipe would be waited for without end
    throw base::Error{base::Code::configuration, fmt::format("{} is no file", file.string()), "Move it away."};
  try {
    return config::parse_toml(base::read_file(file), file.string());
  } catch (const toml::parse_error& error) {
    throw not_an_approval(
        file, error.source(),
        base::to_lower(std::string(error.description()).substr(0, 1)) + std::string(error.description()).substr(1));
  }
}

std::vector<Approval> read_approvals(const std::filesystem::path& file) {
  std::error_code none;
  std::vector<Approval> out;
  if (!std::filesystem::exists(file, none)) return out;
  const auto root = parsed(file);
  for (const auto& [key, node] : root) {
    const auto* list = node.as_array();
    if (key != "approved" || !list)
      throw not_an_approval(
          file, node.source(),
          fmt::format("'{}' is not known; the file holds [[approved]] and nothing else", key.str()));
    for (const auto& entry : *list) {
      const auto* table = entry.as_table();
      if (!table) throw not_an_approval(file, entry.source(), "approved has to be a list of tables");
      out.push_back(read_approval(file, *table));
    }
  }
  return out;
}

// A basic TOML string: what JSON escapes, TOML escapes alike, and DEL besides.
static std::string toml_text(const std::string& text) {
  return base::replace_all(base::Json(text).dump(-1, ' ', false, base::Json::error_handler_t::replace), "\x7f",
                           "\\u007F");
}

void write_approvals(const std::filesystem::path& file, const std::string& runbook,
                     const std::vector<Approval>& approvals) {
  std::string out = fmt::format(
      "# What people have approved in {}: these steps run unasked as long as their text is the same.\n"
      "# Written by 'lockkeeper runbook review'. To take an approval back, delete its entry.\n",
      std::filesystem::path(runbook).filename().string());
  for (const auto& each : approvals) {
    out += fmt::format("\n[[approved]]\nstep = {}\nsha256 = {}\nby = {}\nat = {}\n", toml_text(each.step),
                       toml_text(each.sha256), toml_text(each.by), toml_text(base::format_instant(each.at)));
    if (!each.source.empty()) out += fmt::format("source = {}\n", toml_text(each.source));
    if (!each.runbook.empty()) out += fmt::format("runbook_sha256 = {}\n", toml_text(each.runbook));
  }
  base::write_file(file, out, 0644);
}

}  // namespace runner

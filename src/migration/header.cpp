// The header comment of a migration: "-- Risk: low" and its like.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "migration/migration.h"

namespace migration {

// The comment lines before the first statement, without their comment marks.
static std::vector<std::string_view> comment_lines(std::string_view text) {
  std::vector<std::string_view> found;
  bool in_block = false;
  for (auto line : base::lines(text)) {
    line = base::trim(line);
    if (line.empty()) continue;
    if (!in_block && line.starts_with("--")) {
      found.push_back(base::trim(line.substr(std::min(line.find_first_not_of('-'), line.size()))));
      continue;
    }
    if (!in_block && !line.starts_with("/*")) break;
    const auto end = line.find("*/");
    auto inner = line.substr(0, end);
    while (!inner.empty() && (inner.front() == '/' || inner.front() == '*')) inner.remove_prefix(1);
    found.push_back(base::trim(inner));
    in_block = end == std::string_view::npos;
    if (!in_block && !base::trim(line.substr(end + 2)).empty()) break;  // a statement on the same line
  }
  return found;
}

static std::vector<std::string> names_in(std::string_view list) {
  std::vector<std::string> names;
  if (base::to_lower(list) == "none" || list == "-") return names;
  for (const auto part : base::split(list, ',')) {
    auto name = base::trim(part);
    while (!name.empty() && (name.front() == '`' || name.front() == '"')) name.remove_prefix(1);
    while (!name.empty() && (name.back() == '`' || name.back() == '"')) name.remove_suffix(1);
    if (!name.empty()) names.emplace_back(name);
  }
  return names;
}

bool looks_like_a_migration(std::string_view name) {
  if (name.find_first_of(" \t") != name.npos) return false;
  if (!name.empty() && std::isalpha(static_cast<unsigned char>(name.front())) != 0)
    name.remove_prefix(1);  // V12__users
  return !name.empty() && name.front() >= '0' && name.front() <= '9';
}

// "from 2026-01-31": the day, or empty.
static std::string day_in(std::string_view value) {
  if (!base::starts_with_ignoring_case(value, "from ")) return "";
  const auto day = base::trim(value.substr(5)).substr(0, 10);
  for (std::size_t at = 0; at < 10; ++at) {
    const bool dash = at == 4 || at == 7;
    if (at >= day.size() || (dash ? day[at] != '-' : day[at] < '0' || day[at] > '9')) return "";
  }
  const auto month = day.substr(5, 2);
  const auto of_month = day.substr(8, 2);
  const bool in_calendar = month >= "01" && month <= "12" && of_month >= "01" && of_month <= "31";
  return in_calendar ? std::string(day) : "";
}

static void read_pair(Header& header, std::string_view line) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return;
  const auto key = base::to_lower(base::trim(line.substr(0, colon)));
  const auto value = base::trim(line.substr(colon + 1));
  if (value.empty()) return;
  if (key == "description") header.description = value;
  if (key == "priority") header.priority = value;
  if (key == "risk" || key == "risk level") header.risk = base::to_lower(value);
  if (key == "est. duration" || key == "estimated duration" || key == "estimate" || key == "duration" ||
      key == "estimated time")
    header.estimate = value;
  if (key == "breaking" || key == "breaking changes" || key == "breaking change") header.breaking = value;
  if (key == "depends" || key == "depends on" || key == "dependencies") header.depends = names_in(value);
  if (key == "requires") {  // mostly an extension, a role, a version of the server, or a change of Sqitch's
    header.depends = names_in(value);
    std::erase_if(header.depends, [](const std::string& name) { return !looks_like_a_migration(name); });
  }
  if (key == "replaces") header.replaces = names_in(value);
  if (key == "contract" && base::to_lower(value) != "no" && base::to_lower(value) != "none") {
    header.contract = true;
    header.contract_from = day_in(value);
    if (header.contract_from.empty() && base::starts_with_ignoring_case(value, "from "))
      header.contract_no_day = std::string(base::trim(value.substr(5)));
  }
  const auto lower = base::to_lower(value);
  if ((key == "lockkeeper" && lower == "no transaction") ||
      (key == "transaction" && (lower == "false" || lower == "no"))) {
    header.no_transaction = true;
  }
}

// sqlx, postgres-migrations, Atlas, graphile-migrate and Flyway say it in a comment of their own.
static bool is_mark_of_another_tool(std::string_view comment) {
  static constexpr std::array<std::string_view, 6> marks{
      "no-transaction",  "postgres-migrations disable-transaction", "atlas:txmode none", "! no-transaction",
      "!no-transaction", "flyway:executeintransaction=false"};
  const auto lower = base::to_lower(comment);
  return std::ranges::find(marks, lower) != marks.end();
}

Header read_header(std::string_view text) {
  Header header;
  for (const auto line : comment_lines(text)) {
    read_pair(header, line);
    header.no_transaction = header.no_transaction || is_mark_of_another_tool(line);
  }
  return header;
}

}  // namespace migration

#include "migration/reading.h"

#include <algorithm>
#include <future>
#include <iterator>
#include <map>
#include <thread>

#include <fmt/format.h>

#include "base/files.h"
#include "base/text.h"
#include "migration/undo_section.h"

namespace migration {

namespace fs = std::filesystem;

std::vector<fs::directory_entry> entries(const fs::path& folder) {
  std::error_code failed;
  std::vector<fs::directory_entry> found;
  for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
    if (!entry->path().filename().native().starts_with('.')) found.push_back(*entry);
  }
  if (failed) {
    throw base::Error{base::Code::file,
                      fmt::format("cannot read the folder {}: {}", folder.string(), failed.message()),
                      "Check --dir, or [migrations] dir in lockkeeper.toml."};
  }
  // What stands before the name is the same for all.
  std::ranges::sort(found, {}, [](const auto& entry) -> const std::string& { return entry.path().native(); });
  return found;
}

bool holds_sql(const fs::path& folder) {
  return std::ranges::any_of(entries(folder), [](const auto& entry) {
    return base::to_lower(entry.path().extension().native()) == ".sql" && entry.is_regular_file();
  });
}

// By its text alone: asking the disk about every part of every path is felt with ten thousand files.
static std::optional<std::string> written_below(const fs::path& path, const fs::path& folder) {
  const auto& text = path.native();
  const auto& start = folder.native();
  if (text.find("/.") != text.npos || text.starts_with('.') || text.empty()) return std::nullopt;
  if (path.is_relative()) return text;
  if (start == "/" || text.size() < start.size() + 2 || !text.starts_with(start) || text[start.size()] != '/')
    return std::nullopt;
  return text.substr(start.size() + 1);
}

std::string shown(const fs::path& path) {
  std::error_code failed;
  const auto here = fs::current_path(failed);
  if (failed) return path.string();
  if (auto below = written_below(path, here)) return *std::move(below);
  const auto relative = fs::relative(path, failed);
  if (failed || relative.empty() || relative.string().starts_with("..")) return path.string();
  return relative.string();
}

void complain(Folder& folder, std::string rule, const fs::path& path, std::string message, std::string hint) {
  folder.findings.push_back({.rule = std::move(rule),
                             .place = {.file = shown(path)},
                             .message = std::move(message),
                             .hint = std::move(hint)});
}

// What sql refuses about the text is a finding here: one bad file must not hide what is wrong with the others.
static void check_text(const Script& script, Folder& folder) {
  try {
    sql::check_text(script.text, script.shown);
  } catch (const base::Error& error) {
    folder.findings.push_back({.rule = "unreadable-text",
                               .place = error.place().value_or(base::Place{.file = script.shown}),
                               .message = error.message(),
                               .hint = error.hint()});
  }
}

static Script load_script(const fs::path& path, Folder& folder) {
  Script script{.file = path, .shown = shown(path), .text = base::read_file(path)};
  script.byte_order_mark = script.text.starts_with("\xEF\xBB\xBF");
  if (script.byte_order_mark) script.text.erase(0, 3);
  check_text(script, folder);
  return script;
}

// Run as a whole, a file with up and down in it undoes itself.
static void refuse_both_in_one(const Script& up, Folder& folder) {
  auto undo = find_undo_section(up);
  if (!undo) return;
  folder.findings.push_back({.rule = "undo-in-file",
                             .place = std::move(undo->place),
                             .message = std::move(undo->message),
                             .hint = std::move(undo->hint)});
}

// ${name}, replaced as Flyway does it, everywhere in the file: one that has no value is an error, and never sent.
static void fill_in(Script& script, const std::map<std::string, std::string>& values, Folder& folder) {
  std::string out;
  const std::string_view text = script.text;
  std::size_t at = 0;
  for (auto open = text.find("${"); open != std::string_view::npos; open = text.find("${", at)) {
    const auto close = text.find('}', open);
    if (close == std::string_view::npos) break;
    const std::string name(text.substr(open + 2, close - open - 2));
    out += text.substr(at, open - at);
    at = close + 1;
    if (const auto value = values.find(name); value != values.end()) {
      out += value->second;
      continue;
    }
    out += text.substr(open, at - open);
    const auto place = sql::locate(text, open);
    folder.findings.push_back(
        {.rule = "placeholder",
         .place = {.file = script.shown, .line = place.line, .column = place.column, .text = std::string(place.text)},
         .message = fmt::format("the placeholder ${{{}}} has no value", name),
         .hint = fmt::format("Give it one under [migrations.placeholders] in lockkeeper.toml: {} = \"…\".", name)});
  }
  out += text.substr(at);
  script.text = std::move(out);
}

// The file's parts, where it holds both directions. Gives back whether the way down runs outside a transaction.
static bool cut(Script& up, std::optional<Script>& down, const Parts& parts, Header& header, Folder& folder) {
  const auto sections = parts.cut(up.text);
  for (const auto& problem : sections.problems) {
    const auto at = sql::locate(up.text, problem.offset);
    folder.findings.push_back(
        {.rule = problem.rule,
         .place = {.file = up.shown, .line = at.line, .column = at.column, .text = std::string(at.text)},
         .message = problem.message,
         .hint = problem.hint});
  }
  if (!down && !sections.down.empty()) {
    down = up;
    down->text = only(up.text, sections.down);
  }
  up.text = only(up.text, sections.up);
  if (sections.transaction == false) header.no_transaction = true;
  return sections.down_transaction == false;
}

// A step in code: nothing of it can be judged, and a person carries it out.
static void add_external(Folder& folder, const Parts& parts) {
  Migration made{.version = parts.version, .name = parts.name, .external = true};
  made.up = {.file = parts.up, .shown = shown(parts.up)};
  made.checksum = checksum(base::read_file(parts.up));
  folder.migrations.push_back(std::move(made));
}

static void add(Folder& folder, const Parts& parts) {
  if (parts.external) return add_external(folder, parts);
  auto up = load_script(parts.up, folder);
  auto down = parts.down ? std::optional(load_script(*parts.down, folder)) : std::nullopt;
  auto header = read_header(up.text);
  if (parts.placeholders) {
    fill_in(up, *parts.placeholders, folder);
    if (down) fill_in(*down, *parts.placeholders, folder);
  }
  const bool undo_alone = parts.cut && cut(up, down, parts, header, folder);
  if (parts.transaction) header.no_transaction = !*parts.transaction;
  refuse_both_in_one(up, folder);
  if (sql::is_blank(up.text)) {
    folder.findings.push_back(
        {.severity = Finding::Severity::warning,
         .rule = "empty-migration",
         .place = {.file = up.shown, .line = 1},
         .message = fmt::format("{} has no statements", parts.name),
         .hint = "Fill it or remove it; as it is, it is recorded as applied and does nothing."});
  }
  Migration made{.version = parts.version,
                 .name = parts.name,
                 .up = std::move(up),
                 .down = std::move(down),
                 .header = std::move(header),
                 .undo_alone = undo_alone,
                 .repeatable = parts.repeatable};
  // Of what runs: a change of the undo alone is not a change of what was applied.
  made.checksum = checksum(parts.cut ? base::trim(made.up.text) : std::string_view(made.up.text));
  folder.migrations.push_back(std::move(made));
}

// Below this, starting a thread costs more than it saves.
static constexpr std::size_t worth_a_thread = 100;

void add_all(Folder& folder, const std::vector<Parts>& all) {
  const auto most = std::min<std::size_t>(std::thread::hardware_concurrency(), 8);
  const auto slices = std::clamp<std::size_t>(all.size() / worth_a_thread, 1, std::max<std::size_t>(most, 1));
  const auto read_slice = [&](std::size_t number) {
    Folder slice;
    const auto end = all.size() * (number + 1) / slices;
    for (auto at = all.size() * number / slices; at < end; ++at) add(slice, all[at]);
    return slice;
  };
  std::vector<std::future<Folder>> others;
  for (std::size_t number = 1; number < slices; ++number)
    others.push_back(std::async(std::launch::async, read_slice, number));
  const auto take = [&](Folder slice) {
    std::ranges::move(slice.migrations, std::back_inserter(folder.migrations));
    std::ranges::move(slice.findings, std::back_inserter(folder.findings));
  };
  folder.migrations.reserve(folder.migrations.size() + all.size());
  take(read_slice(0));
  for (auto& other : others) take(other.get());
}

void find_duplicates(Folder& folder, const std::vector<std::string>& keys) {
  std::map<std::string, const Migration*> first;
  for (std::size_t i = 0; i < folder.migrations.size(); ++i) {
    const auto& migration = folder.migrations[i];
    const auto [known, fresh] = first.emplace(keys[i], &migration);
    if (fresh) continue;
    complain(folder, "duplicate-version", migration.up.file,
             fmt::format("version {} is there twice: {} and {}", migration.version, known->second->up.shown,
                         migration.up.shown),
             "Give one of them a version of its own; nothing can tell which runs first.");
  }
}

std::optional<std::string> version_of(std::string_view stem) {
  const auto digits = std::min(stem.find_first_not_of("0123456789"), stem.size());
  if (digits == 0) return std::nullopt;
  // "2fa_tables" has no version, "2_fa" and "2-fa" have one.
  if (digits < stem.size() && std::string_view("_-. ").find(stem[digits]) == std::string_view::npos)
    return std::nullopt;
  return std::string(stem.substr(0, digits));
}

// The leading number without zeros in front; empty where there is none.
static std::string_view number_of(std::string_view version) {
  const auto digits = std::min(version.find_first_not_of("0123456789"), version.size());
  auto number = version.substr(0, digits);
  while (number.size() > 1 && number.front() == '0') number.remove_prefix(1);
  return number;
}

std::optional<std::string> number_key(std::string_view version) {
  const auto number = number_of(version);
  return number.empty() ? std::nullopt : std::optional(std::string(number));
}

bool runs_before(std::string_view a, std::string_view b) {
  const auto left = number_of(a);
  const auto right = number_of(b);
  if (left.size() != right.size()) return left.size() < right.size();
  return left != right ? left < right : a < b;
}

}  // namespace migration

#include "migration/reading.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/files.h"
#include "base/text.h"

namespace migration {

namespace fs = std::filesystem;

std::vector<fs::path> entries(const fs::path& folder) {
  std::error_code failed;
  std::vector<fs::path> found;
  for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
    if (!entry->path().filename().string().starts_with('.')) found.push_back(entry->path());
  }
  if (failed) {
    throw base::Error{base::Code::file,
                      fmt::format("cannot read the folder {}: {}", folder.string(), failed.message()),
                      "Check --dir, or [migrations] dir in lockkeeper.toml."};
  }
  std::ranges::sort(found, {}, [](const fs::path& path) { return path.filename().string(); });
  return found;
}

std::string shown(const fs::path& path) {
  std::error_code failed;
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

static void complain_about_byte(Folder& folder, const Script& script, std::size_t offset, std::string message,
                                std::string hint) {
  const auto before = std::string_view(script.text).substr(0, offset);
  const auto start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  folder.findings.push_back({.rule = "unreadable-text",
                             .place = {.file = script.shown,
                                       .line = static_cast<int>(std::ranges::count(before, '\n')) + 1,
                                       .column = static_cast<int>(offset - start) + 1},
                             .message = std::move(message),
                             .hint = std::move(hint)});
}

static bool is_utf16(std::string_view bytes) {
  return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

static void check_text(const Script& script, Folder& folder) {
  if (is_utf16(script.text)) {
    complain(folder, "unreadable-text", script.file, "the file is UTF-16", "Save it as UTF-8.");
  } else if (const auto nul = script.text.find('\0'); nul != std::string::npos) {
    complain_about_byte(folder, script, nul, "a NUL byte, which PostgreSQL does not take", "Remove the byte.");
  } else if (const auto bad = base::first_invalid_utf8(script.text)) {
    const auto byte = static_cast<unsigned char>(script.text[*bad]);
    complain_about_byte(folder, script, *bad, fmt::format("byte 0x{:02X} is not valid UTF-8", byte),
                        "Save the file as UTF-8; it is probably Latin-1 or Windows-1252.");
  }
}

Script load_script(const fs::path& path, Folder& folder) {
  Script script{.file = path, .shown = shown(path), .text = base::read_file(path)};
  if (script.text.starts_with("\xEF\xBB\xBF")) script.text.erase(0, 3);
  check_text(script, folder);
  return script;
}

// Nothing but blanks and comments. Good enough for a warning; apply asks the parser.
static bool holds_nothing(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto rest = text.substr(at);
    if (rest.starts_with("--")) {
      const auto end = rest.find('\n');
      at = end == std::string_view::npos ? text.size() : at + end;
    } else if (rest.starts_with("/*")) {
      const auto end = rest.find("*/");
      if (end == std::string_view::npos) return false;
      at += end + 2;
    } else if (std::string_view(" \t\r\n;").find(text[at]) != std::string_view::npos) {
      ++at;
    } else {
      return false;
    }
  }
  return true;
}

void add(Folder& folder, std::string version, std::string name, Script up, std::optional<Script> down) {
  if (holds_nothing(up.text)) {
    folder.findings.push_back(
        {.severity = Finding::Severity::warning,
         .rule = "empty-migration",
         .place = {.file = up.shown, .line = 1},
         .message = fmt::format("{} has no statements", name),
         .hint = "Fill it or remove it; as it is, it is recorded as applied and does nothing."});
  }
  Migration made{
      .version = std::move(version), .name = std::move(name), .up = std::move(up), .down = std::move(down)};
  made.header = read_header(made.up.text);
  made.checksum = checksum(made.up.text);
  folder.migrations.push_back(std::move(made));
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

std::optional<std::string> number_key(std::string_view version) {
  std::size_t digits = 0;
  while (digits < version.size() && version[digits] >= '0' && version[digits] <= '9') ++digits;
  if (digits == 0) return std::nullopt;
  auto number = version.substr(0, digits);
  while (number.size() > 1 && number.front() == '0') number.remove_prefix(1);
  return std::string(number);
}

bool runs_before(std::string_view a, std::string_view b) {
  const auto left = number_key(a).value_or("");
  const auto right = number_key(b).value_or("");
  if (left.size() != right.size()) return left.size() < right.size();
  return left != right ? left < right : a < b;
}

}  // namespace migration

#include "testing/case_file.h"

#include <cstdlib>
#include <fstream>

#include <fmt/format.h>

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"

namespace cases {

static bool update_files = false;

bool updating() {
  return update_files;
}

void set_updating(bool update) {
  update_files = update;
}

File::File(std::filesystem::path path, Format format, const std::set<std::string>& keys)
    : path_(std::move(path)), text_(base::read_file(path_)), format_(format) {
  cases_ = base::while_doing(fmt::format("reading {}", path_.string()), [&] { return read(text_, format, keys); });
}

// A stream and not base::write_file: that one throws, and a failed write is seen in the difference.
File::~File() {
  std::string now;
  const auto lines = base::lines(text_);
  for (std::size_t at = 0; at <= lines.size(); ++at) {
    const auto edit = edits_.find(static_cast<int>(at) + 1);
    if (edit != edits_.end()) {
      for (const auto& line : edit->second.instead) now += line + "\n";
      if (edit->second.line_count > 0) {
        at += static_cast<std::size_t>(edit->second.line_count) - 1;
        continue;
      }
    }
    if (at < lines.size()) now += std::string(lines[at]) + "\n";
  }
  if (!edits_.empty() && now != text_) std::ofstream(path_, std::ios::binary) << now;
}

std::string File::where(const Case& one) const {
  return fmt::format("{}:{}: {}", path_.filename().string(), one.line, one.title);
}

static std::string without_end(std::string_view text) {
  return std::string(text.substr(0, text.find_last_not_of(' ') + 1));
}

bool File::update(const Part& part, const std::string& value) {
  if (!updating()) return false;
  if (value == part.value) return true;
  Edit edit{.line_count = part.line_count, .instead = {}};
  const bool indented = format_ == Format::fields && value.ends_with('\n');
  if (format_ == Format::fields)
    edit.instead.push_back(indented ? without_end(part.before) : without_end(part.before + value));
  if (format_ != Format::fields || indented) {
    for (const auto line : base::lines(value))
      edit.instead.push_back(indented && !line.empty() ? "  " + std::string(line) : std::string(line));
  }
  edits_[part.line] = std::move(edit);
  return true;
}

bool File::update_head(const Case& one, const std::string& title) {
  if (!updating()) return false;
  if (title == one.title) return true;
  const auto* before = format_ == Format::fields ? "case: " : format_ == Format::sections ? "=== " : "";
  const auto lines = static_cast<int>(base::lines(one.title).size());
  edits_[one.line] = {.line_count = lines, .instead = {before + title}};
  return true;
}

std::filesystem::path beside(std::string_view folder, std::string_view id) {
  const auto stem = base::replace_all(std::string(id), "-", "_");
  const auto here = std::filesystem::path(LOCKKEEPER_SOURCE) / folder;
  const auto file = here / (stem + ".cases");
  return std::filesystem::exists(file) ? file : here / (stem + "_.cases");
}

}  // namespace cases

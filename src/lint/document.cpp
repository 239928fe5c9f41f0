// From a file to what rules look at.
#include <algorithm>

#include "base/files.h"
#include "base/text.h"
#include "lint/lint.h"

namespace lint {

// As the parser reads it: no byte-order mark, every line end a LF.
static std::string decoded(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return base::replace_all(base::replace_all(std::string(bytes), "\r\n", "\n"), "\r", "\n");
}

std::string_view Document::line(int number) const {
  if (number < 1 || static_cast<std::size_t>(number) > lines.size()) return {};
  return lines[static_cast<std::size_t>(number - 1)];
}

int Document::column_of(int number, std::string_view what) const {
  const auto whole = line(number);
  const auto at = what.empty() ? std::string_view::npos : whole.find(what);
  if (at == std::string_view::npos) return 0;
  const auto before = whole.substr(0, at);
  return 1 + static_cast<int>(std::count_if(before.begin(), before.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::vector<const runbook::Step*> Document::steps() const {
  std::vector<const runbook::Step*> out;
  for (const auto& step : book.steps) out.push_back(&step);
  for (const auto& procedure : book.procedures)
    for (const auto& step : procedure.steps) out.push_back(&step);
  std::stable_sort(out.begin(), out.end(), [](const auto* a, const auto* b) { return a->line < b->line; });
  return out;
}

Document make_document(std::string_view text, const std::filesystem::path& path) {
  Document out{.book = runbook::parse(text, path.string()), .text = decoded(text), .lines = {}, .path = path};
  for (const auto each : base::lines(out.text)) out.lines.emplace_back(each);
  return out;
}

Document read_document(const std::filesystem::path& file) {
  return make_document(base::read_file(file), file);
}

}  // namespace lint

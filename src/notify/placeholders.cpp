#include "notify/placeholders.h"

#include <algorithm>

#include "runbook/placeholders.h"

namespace notify {

std::string blank_name(std::string_view written) {
  return runbook::placeholder_name(written);
}

// Text as people read it: a bracket that was meant as one loses its backslash.
static std::string without_escapes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!runbook::is_escape(text, i)) out += text[i];
  }
  return out;
}

namespace {

// Goes through one line after the other, so that a blank knows its line and its neighbours.
class Filler {
 public:
  Filler(const std::string& file, const Look& look) : file_(file), look_(look) {}

  void line(std::string_view line, int number) {
    std::size_t done = 0;
    for (auto& found : runbook::find_placeholders(line)) {
      out_.text += without_escapes(line.substr(done, found.at - done));
      done = found.at + found.written.size();
      place(line, std::move(found), number);
    }
    out_.text += without_escapes(line.substr(done));
  }
  void newline() { out_.text += '\n'; }
  FilledText take() { return std::move(out_); }

 private:
  void place(std::string_view line, runbook::Placeholder found, int number) {
    Blank blank{
        .name = std::move(found.name),
        .written = std::move(found.written),
        .place = {.file = file_, .line = number, .column = static_cast<int>(found.at) + 1, .text = std::string(line)},
        .line = std::string(line),
        .column = found.at};
    const auto filling = look_(blank);
    if (filling) {
      out_.text += filling->text;
      out_.filled.push_back({std::move(blank), *filling});
    } else {
      out_.text += blank.written;
      out_.unfilled.push_back(std::move(blank));
    }
  }

  const std::string& file_;
  const Look& look_;
  FilledText out_;
};

}  // namespace

FilledText fill(std::string_view text, const std::string& file, int first_line, const Look& look) {
  Filler filler(file, look);
  int number = first_line;
  for (std::size_t begin = 0; begin <= text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    filler.line(text.substr(begin, end - begin), number++);
    if (end < text.size()) filler.newline();
    begin = end + 1;
  }
  return filler.take();
}

}  // namespace notify

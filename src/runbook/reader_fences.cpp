// Fences: what is run, what should come back, messages to send.
#include <regex>

#include "base/text.h"
#include "runbook/reader.h"
#include "runbook/shell.h"
#include "runbook/transcript.h"

namespace runbook {

static bool is_text(const std::string& language) {
  for (const char* name :
       {"none", "text", "txt", "plain", "plaintext", "markdown", "md", "html", "email", "output"}) {
    if (language == name) return true;
  }
  return false;
}

void Reader::expected(const std::string& text, int line, bool prose) {
  for (const auto index : last_run_) {
    steps_.at(index).expectations.push_back({.text = text, .line = line, .prose = prose});
  }
}

void Reader::message(const Block& block) {
  const auto& section = out_->sections[here()];
  out_->templates.push_back({.title = section.title, .subject = subject_, .body = block.text, .line = block.first});
  subject_.clear();
  if (label_) mark(label_line_, label_line_, "template");
  mark(block.first, block.last, "template");
}

// A label in front of the fence, its first comment, or its first command: what a person would call it.
static std::string title_for(const std::optional<Label>& label, const Piece& piece, const std::string& language) {
  if (label && label->rest.empty() && base::display_width(label->text) <= 60) return label->text;
  if (language == "bash") {
    const auto comment = first_comment(piece.text);
    const auto command = first_command(piece.text);
    if (!comment.empty() && base::starts_with_ignoring_case(base::trim(piece.text), "#")) return comment;
    return base::shorten(command, 60);
  }
  const auto text = base::trim(piece.text);
  if (text.starts_with("--")) return std::string(base::shorten(base::trim(base::lines(text).front().substr(2)), 60));
  std::string on_one_line;
  for (const auto line : base::lines(text)) on_one_line += std::string(base::trim(line)) + " ";
  return base::shorten(base::trim(on_one_line), 60);
}

// Why a fence cannot be run as it stands.
static std::string problem_of(const Block& block, std::string_view opening) {
  if (!block.closed) return fmt::format("the fence that line {} opens is never closed", block.first);
  const auto inside = fence_inside(block.text, opening);
  if (!inside) return {};
  return fmt::format("line {} opens another fence inside the one that line {} opens", block.first + 1 + *inside,
                     block.first);
}

Step Reader::command_step(const Piece& piece, const FenceInfo& info, const Block& block, const std::string& title,
                          const std::string& problem) {
  const bool shell = info.language == "bash";
  Step step = new_step(shell ? "command" : "query", title, block.first, block.last);
  step.line = piece.line > block.first + 1 ? piece.line : block.first;
  step.text = piece.text;
  step.text_line = piece.line;
  step.attributes = info.attributes;
  step.expectations = expectations_in(piece.text, piece.line);
  if (const auto found = info.attributes.find("expect"); found != info.attributes.end()) {
    step.expectations.push_back({.text = found->second, .line = block.first});
  }
  step.problem = problem;
  if (shell && !step.has("run") && !step.has("background")) {
    step.left_out = lines_to_leave_out(piece.text, piece.line);
  }
  return step;
}

void Reader::runnable(const Block& block, const FenceInfo& info) {
  const int text_line = block.first + 1;
  const std::string problem = problem_of(block, lines_.at(static_cast<std::size_t>(block.first - 1)));
  const auto found = alternatives_in(block.text, info.language, text_line);
  const auto label = label_;
  std::vector<std::size_t> made;
  const auto add = [&](const Piece& piece, const std::string& title, std::optional<Branch> branch,
                       const FenceInfo& as) {
    if (only_comments(piece.text, as.language)) {
      // A way that is described and not written out: a person does it.
      if (!branch) return;
      Step step = new_step("task", title, piece.line, piece.line);
      step.text = piece.text;
      step.branch = std::move(branch);
      emit(std::move(step));
      return;
    }
    Step step = command_step(piece, as, block, title, problem);
    step.branch = std::move(branch);
    // The fence's other lines are marked by its other pieces: a fence may hold thousands of them.
    const auto lines = static_cast<int>(std::count(piece.text.begin(), piece.text.end(), '\n'));
    emit(std::move(step), piece.line + lines - 1);
    made.push_back(steps_.size() - 1);
  };
  if (found.ways.empty()) {
    add(found.before, title_for(label, found.before, info.language), std::nullopt, info);
  } else {
    FenceInfo inner = info;  // the id names the choice
    inner.attributes.erase("id");
    add(found.before, title_for(std::nullopt, found.before, info.language), std::nullopt, inner);
    std::string title = label && label->rest.empty() ? label->text : "";
    std::vector<Alternative> alternatives;
    for (const auto& way : found.ways) {
      if (title.size() < 80 && !(label && label->rest.empty()))
        title += (title.empty() ? "" : " / ") + way.alternative.title;
      alternatives.push_back(way.alternative);
    }
    Step choice = new_step("choice", title, block.first, block.last);
    if (const auto id = info.attributes.find("id"); id != info.attributes.end()) choice.id = id->second;
    choice.alternatives = alternatives;
    const std::string choice_id = choice.id;
    emit(std::move(choice));
    for (const auto& way : found.ways) {
      add(way.piece, way.alternative.title, Branch{.choice = choice_id, .key = way.alternative.key}, inner);
    }
    add(found.after, title_for(std::nullopt, found.after, info.language), std::nullopt, inner);
  }
  if (made.empty()) {
    note(block.first, block.last);
    return;
  }
  if (after_or_ && !last_run_.empty()) {
    const auto& before = steps_[last_run_.back()].id;
    if (or_groups_.empty() || or_groups_.back().back() != before) or_groups_.push_back({before});
    or_groups_.back().push_back(steps_[made.front()].id);
  }
  after_or_ = false;
  last_run_ = made;
  mark(block.first, block.last, "step " + steps_[made.front()].id);
}

// What was copied from a terminal: the commands run, the rest is what should come back. A `console` fence without any
// prompt is run only where the line above says to; else it shows what somebody saw.
bool Reader::transcript(const Block& block, FenceInfo info) {
  static const std::regex to_run("\\b(run|execute|invoke|type|enter|issue|commands?)\\b", std::regex::icase);
  static const std::regex to_see("\\b(outputs?|shows?|shown|sees?|prints?|returns?|appears?|looks?|results?)\\b",
                                 std::regex::icase);
  const bool marked = info.language == "console";
  const bool runs = info.language == "bash" || info.language == "sql";
  if (!marked && !(runs && looks_like_transcript(block.text))) return false;
  auto found = read_transcript(block.text);
  using Of = Transcript::Of;
  if (found.of == Of::nothing && label_) {
    const std::string announced = label_->text.substr(0, 200);
    if (std::regex_search(announced, to_run) && !std::regex_search(announced, to_see))
      found = {.of = Of::shell, .commands = block.text, .output = {}};
  }
  if (found.of == Of::nothing || found.of == Of::both) {
    if (label_line_ > 0 && label_) note(label_line_, label_line_);
    note(block.first, block.last);
    return true;
  }
  Block plain = block;
  plain.text = found.commands;
  info.language = found.of == Of::sql ? "sql" : "bash";
  if (only_comments(plain.text, info.language)) {
    note(block.first, block.last);
    return true;
  }
  if (label_ && label_line_ > 0) mark(label_line_, label_line_, "label");
  runnable(plain, info);
  if (!found.output.empty()) expected(found.output, block.first, false);
  return true;
}

void Reader::fence(const Block& block) {
  FenceInfo info = read_info(block.info);
  if (label_ && announces_expectation(label_->text) && info.language != "bash" && info.language != "sql" &&
      !last_run_.empty()) {
    expected(block.text, block.first, false);
    mark(block.first, block.last, "expected output");
    mark(label_line_, label_line_, "expected output");
    return;
  }
  const bool in_templates = out_->sections[here()].purpose == Purpose::templates;
  if (is_text(info.language) && ((label_ && announces_message(label_->text)) || in_templates)) {
    message(block);
    return;
  }
  if (transcript(block, info)) return;
  const bool runs = info.language == "bash" || info.language == "sql";
  if (!runs || only_comments(block.text, info.language)) {
    if (label_line_ > 0 && label_) note(label_line_, label_line_);
    note(block.first, block.last);
    return;
  }
  if (info.attributes.contains("skip") && info.attributes.at("skip").empty())
    info.attributes["skip"] = "marked skip in the runbook";
  if (label_ && label_line_ > 0) mark(label_line_, label_line_, "label");
  runnable(block, info);
}

}  // namespace runbook

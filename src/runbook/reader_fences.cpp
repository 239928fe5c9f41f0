// Fences: what is run, what should come back, messages to send.
#include "base/text.h"
#include "runbook/fence_parts.h"
#include "runbook/printed.h"
#include "runbook/reader.h"
#include "runbook/shell.h"
#include "runbook/told_command.h"
#include "runbook/transcript.h"
#include "runbook/words.h"

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
    steps_.at(index).expectations.push_back(
        {.text = text, .line = line, .prose = prose, .refusal = !prose && is_refusal(text)});
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
  step.expectations = expectations_in(piece.text, piece.line, tongue_);
  if (const auto found = info.attributes.find("expect"); found != info.attributes.end()) {
    step.expectations.push_back({.text = found->second, .line = block.first});
  }
  step.problem = problem;
  if (shell && !step.has("run") && !step.has("background")) {
    step.left_out = lines_to_leave_out(piece.text, piece.line);
  }
  return step;
}

// Somebody does it, and says that it is done: another program's language, a session somewhere else.
void Reader::by_hand(const Block& block, const Piece& piece, const std::string& title, const std::string& wanted) {
  const auto count = static_cast<int>(std::count(piece.text.begin(), piece.text.end(), '\n'));
  Step step = new_step("task", title, piece.line, std::min(piece.line + std::max(count, 1) - 1, block.last));
  step.text = base::trim(piece.text);
  step.text_line = piece.line;
  if (!wanted.empty()) step.attributes["id"] = wanted;
  if (label_ && label_line_ > 0) mark(label_line_, label_line_, "label");
  last_run_.clear();
  emit(std::move(step));
  mark(block.first, block.last, "step " + steps_.back().id);
}

// What a fence's comments part: the way there and the way back, an example.
void Reader::parts(const Block& block, const FenceInfo& info) {
  const auto before = limits_.size();
  for (auto& asks : limits_in(block.text, info.language, block.first + 1, tongue_))
    limits_.push_back({.asks = {std::move(asks)}, .never = {}});
  const bool main = out_->sections[here()].purpose == Purpose::main;
  const auto found = parts_in(block.text, info.language, block.first + 1, tongue_, !main);
  for (const auto& part : found) {
    const auto depth = open_.size();
    const auto around = limits_.size();
    if (purpose_for(part.meaning) != Purpose::main && main)
      open_part(part_title(part.comment), part.line, part.meaning);
    else
      limit(part.meaning, part.comment, part.line);
    if (!part.asks.empty()) limits_.push_back({.asks = {part.asks}, .never = {}});
    sessions(block, info, part.piece);
    leave(depth);
    limits_.resize(around);
  }
  limits_.resize(before);
  if (info.language != "bash") return;
  if (const auto open = left_open(block.text); !open.empty() && session_.empty()) {
    session_ = base::one_line(open, 60);
    session_line_ = block.first;
  }
}

// Lines that are typed into a session elsewhere are a person's; what stands behind its end is asked for.
void Reader::sessions(const Block& block, const FenceInfo& info, const Piece& piece) {
  const bool whole = info.attributes.contains("run") || info.attributes.contains("background") ||
                     !alternatives_in(piece.text, info.language, piece.line, tongue_).ways.empty();
  for (const auto& part : whole ? std::vector<SessionPart>{{.piece = piece}} : sessions_in(piece, info.language)) {
    if (!part.opened_by.empty()) {
      const auto title = base::one_line(part.opened_by, 60);
      const auto id = info.attributes.find("id");
      by_hand(block, part.piece,
              fmt::format("{} {}", info.language == "bash" ? "in a session of" : "in another database:", title),
              id == info.attributes.end() ? "" : id->second);
      continue;
    }
    const auto around = limits_.size();
    if (!part.behind.empty())
      limits_.push_back({.asks = {fmt::format("stands behind the end of a session of {} (line {})",
                                              base::one_line(part.behind, 40), part.piece.line)},
                         .never = {}});
    runnable(block, info, part.piece);
    limits_.resize(around);
  }
}

void Reader::runnable(const Block& block, const FenceInfo& info, const Piece& text) {
  const std::string problem = problem_of(block, lines_.at(static_cast<std::size_t>(block.first - 1)));
  const auto found = alternatives_in(text.text, info.language, text.line, tongue_);
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

// What came back is compared with what comes.
void Reader::shown(std::size_t first_step, const std::vector<Lines>& where, const std::string& output, int line) {
  for (std::size_t index = first_step; index < steps_.size(); ++index) {
    auto& step = steps_[index];
    if (step.text_line == 0 || step.kind == "note") continue;
    const auto count = static_cast<int>(std::count(step.text.begin(), step.text.end(), '\n'));
    for (const auto& lines : where) {
      const int last = step.kind == "task" ? step.last_line : step.text_line + count;
      if (lines.first >= step.text_line && lines.last <= last) step.printed.push_back(lines);
    }
  }
  if (!output.empty()) expected(output, line, false);
}

static std::vector<Lines> in_file(const std::vector<int>& printed, int first_line) {
  std::vector<Lines> out;
  for (const int line : printed) {
    if (!out.empty() && out.back().last == first_line + line - 1)
      ++out.back().last;
    else
      out.push_back({first_line + line, first_line + line});
  }
  return out;
}

// What was copied from a terminal: the commands run, the rest is what should come back. A `console` fence without any
// prompt is run only where the line above says to; else it shows what somebody saw.
bool Reader::transcript(const Block& block, FenceInfo info) {
  const bool marked = info.language == "console";
  const bool runs = info.language == "bash" || info.language == "sql";
  if (!marked && !(runs && looks_like_transcript(block.text))) return false;
  auto found = read_transcript(block.text);
  using Of = Transcript::Of;
  if (found.of == Of::nothing && label_ && says_to_run(label_->text))
    found = {.of = Of::shell, .commands = block.text, .output = {}};
  if (found.of == Of::both || found.of == Of::other) {
    by_hand(block, {block.text, block.first + 1}, "as typed at a terminal");
    return true;
  }
  if (found.of == Of::nothing) {
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
  const auto before = limits_.size();
  if (database_.empty()) database_ = found.database;
  if (!found.database.empty()) info.attributes.emplace("database", found.database);
  if (!found.database.empty() && found.database != database_)
    limits_.push_back({.asks = {fmt::format("was typed in the database {} (line {}), others in {}", found.database,
                                            block.first, database_)},
                       .never = {}});
  if (found.unsure)
    limits_.push_back(
        {.asks = {fmt::format("the > in front of its lines (line {}) may be a prompt or empty a file", block.first)},
         .never = {}});
  const auto first_step = steps_.size();
  parts(plain, info);
  limits_.resize(before);
  shown(first_step, in_file(found.printed, block.first + 1), found.output, block.first);
  return true;
}

// Output that somebody pasted below a command, without a prompt to tell it apart.
bool Reader::printed(const Block& block, const FenceInfo& info) {
  auto found = split_printed(block.text, info.language, block.first + 1);
  if (found.where.empty()) return false;
  if (label_ && label_line_ > 0) mark(label_line_, label_line_, "label");
  if (only_comments(found.commands, info.language)) {
    note(block.first, block.last);
    return true;
  }
  Block plain = block;
  plain.text = found.commands;
  const auto first_step = steps_.size();
  parts(plain, info);
  shown(first_step, found.where, found.output, block.first);
  return true;
}

// A fence that is not run here, and asks something of somebody all the same: another program's language, commands
// without a language. False where it is text.
bool Reader::other_program(const Block& block, const FenceInfo& info) {
  if (label_ && announces_output(*label_)) return false;
  const bool program = is_any_of(
      info.language, {"powershell", "pwsh",    "ps1", "mysql",  "mariadb", "ruby", "rb",   "irb",  "mongo", "mongosh",
                      "mongodb",    "redis",   "cmd", "bat",    "batch",   "dos",  "fish", "perl", "tsql",  "plsql",
                      "oracle",     "sqlplus", "cql", "python", "python3", "py",   "nu",   "tcl",  "csh",   "tcsh"});
  const bool plain = is_any_of(info.language, {"none", "text", "txt", "plain", "plaintext"});
  const bool told = label_ && says_to_run(label_->text);
  if (!program && !(plain && (told || (info.language == "none" && reads_as_commands(block.text))))) return false;
  if (is_forbidden()) return false;
  const auto title = label_ && label_->rest.empty() ? label_->text
                     : program                      ? info.language + ", by hand"
                                                    : first_command(block.text);
  by_hand(block, {block.text, block.first + 1}, base::one_line(title, 60));
  return true;
}

// Code by its indentation names no language either.
void Reader::indented(const Block& block) {
  const bool told = label_ && says_to_run(label_->text);
  const bool output = label_ && announces_output(*label_);
  if (output || is_forbidden() || !(told || reads_as_commands(block.text))) return note(block.first, block.last);
  by_hand(block, {block.text, block.first},
          base::one_line(told && label_->rest.empty() ? label_->text : first_command(block.text), 60));
}

bool Reader::is_forbidden() const {
  return (lead_ && !lead_->limit.never.empty()) ||
         std::any_of(limits_.begin(), limits_.end(), [](const Limit& limit) { return !limit.never.empty(); });
}

// Words behind the language, and attributes that ask for a person or say that it is not to be run.
std::size_t Reader::limit_by_info(const Block& block, FenceInfo& info) {
  const auto before = limits_.size();
  const auto& line = block.info;
  if (info.never) {
    limits_.push_back({.asks = {}, .never = reason_of(Meaning::forbidden, line, block.first)});
  } else if (!info.said.empty()) {
    limit(tongue_.meaning_of(info.said, Where::label), line, block.first);
  }
  for (const char* name : {"confirm", "manual", "ask", "by-hand", "approve", "approval"}) {
    if (info.attributes.contains(name))
      limits_.push_back({.asks = {fmt::format("is marked {} (line {})", name, block.first)}, .never = {}});
  }
  return before;
}

// "Output:" above a fence marked bash or sql: what came back, and nothing to run.
bool Reader::printed_below(const Block& block, const FenceInfo& info) {
  const bool runs = info.language == "bash" || info.language == "sql" || info.language == "console";
  if (!runs || !label_ || !label_->rest.empty() || !tongue_.says_printed(label_->text)) return false;
  if (last_run_.empty())
    note(block.first, block.last);
  else
    expected(block.text, block.first, false);
  mark(block.first, block.last, "expected output");
  mark(label_line_, label_line_, "expected output");
  return true;
}

void Reader::fence(const Block& block) {
  FenceInfo info = read_info(block.info);
  if (printed_below(block, info)) return;
  if (label_ && announces_output(*label_) && info.language != "bash" && info.language != "sql") {
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
  if (info.attributes.contains("skip") && info.attributes.at("skip").empty())
    info.attributes["skip"] = "marked skip in the runbook";
  const auto before = limit_by_info(block, info);
  run_or_note(block, info);
  limits_.resize(before);
}

void Reader::run_or_note(const Block& block, const FenceInfo& info) {
  if (transcript(block, info) || other_program(block, info)) return;
  const bool runs = info.language == "bash" || info.language == "sql";
  if (!runs || only_comments(block.text, info.language)) {
    if (label_line_ > 0 && label_) note(label_line_, label_line_);
    note(block.first, block.last);
    return;
  }
  if (printed(block, info)) return;
  if (label_ && label_line_ > 0) mark(label_line_, label_line_, "label");
  parts(block, info);
}

}  // namespace runbook

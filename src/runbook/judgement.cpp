#include "runbook/judgement.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/files.h"
#include "base/text.h"
#include "commands/judgement.h"
#include "commands/program.h"
#include "commands/state.h"
#include "runbook/queries.h"
#include "runbook/shell.h"
#include "runbook/unfilled.h"
#include "runbook/unset_variables.h"

namespace runbook {

using Reasons = std::vector<std::pair<std::string, int>>;

// "drops tables (lines 875, 876)": each reason once, with its lines.
static std::vector<std::string> by_reason(const Reasons& found) {
  std::vector<std::string> reasons;
  std::map<std::string, std::vector<int>> lines;
  for (const auto& [reason, line] : found) {
    if (!lines.contains(reason)) reasons.push_back(reason);
    auto& where = lines[reason];
    if (where.empty() || where.back() != line) where.push_back(line);
  }
  std::vector<std::string> out;
  for (const auto& reason : reasons) {
    const auto& where = lines[reason];
    const std::string shown = where.size() > 4 ? fmt::format("{} to {}", where.front(), where.back())
                                               : fmt::format("{}", fmt::join(where, ", "));
    out.push_back(fmt::format("{} ({} {})", reason, where.size() == 1 ? "line" : "lines", shown));
  }
  return out;
}

// What would be run with somebody's placeholder in it is told first. Where it was judged as a word, it is named as
// written.
static void add_unfilled(Step& step) {
  Reasons found;
  for (const auto& each : unfilled_in(step.text, step.kind == "command", step.text_line)) {
    found.emplace_back(fmt::format("{} is still to be filled in", base::shorten(each.token, 40)), each.line);
    const auto word = with_words_for_tokens(each.token);
    if (word == each.token) continue;
    for (auto& danger : step.dangers) danger = base::replace_all(danger, word, each.token);
    for (auto& database : step.databases) database = base::replace_all(database, word, each.token);
  }
  auto reasons = by_reason(found);
  step.dangers.insert(step.dangers.begin(), reasons.begin(), reasons.end());
}

// `{run}` and `{background}` say that its waiting and its going on are meant.
static bool asks(const Step& step, const commands::CommandJudgement& command) {
  if (command.harmless()) return false;
  const bool meant = step.has("run") || step.has("background");
  return !meant || command.effect >= commands::Effect::unknown;
}

// Where PostgreSQL's own programs are told to go; of a host that others reach nothing is known.
static bool names_database(const Step& step, const std::string& elsewhere) {
  if (elsewhere.starts_with("database ")) return true;
  if (!elsewhere.starts_with("host ")) return false;
  constexpr std::array clients{"psql", "pg_restore", "dropdb", "createdb", "vacuumdb", "reindexdb", "clusterdb"};
  return std::any_of(clients.begin(), clients.end(),
                     [&](const char* client) { return step.text.find(client) != std::string::npos; });
}

static void add_database(Step& step, const std::string& elsewhere) {
  auto& known = step.databases;
  if (std::find(known.begin(), known.end(), elsewhere) == known.end()) known.push_back(elsewhere);
}

namespace {

// The steps of one list, whose fences go on in one shell.
class ShellJudge {
 public:
  /// `before`: of the main line, where these are the steps of a procedure.
  explicit ShellJudge(const ReadFiles& files, std::set<std::string> before = {})
      : files_(files), set_(std::move(before)) {}
  void judge(Step& step);
  [[nodiscard]] const std::set<std::string>& set() const { return set_; }
  /// What is known now, and occurs in a text.
  [[nodiscard]] Relied relied_on(std::string_view text) const;

 private:
  std::optional<std::string> read(const std::string& path);
  void add_unset(Step& step, const std::string& text);
  [[nodiscard]] std::vector<FileRead> read_for(const commands::State& state) const;

  const ReadFiles& files_;
  std::shared_ptr<commands::State> state_ = commands::fresh_state();
  std::map<std::string, std::string> hashes_ = {};  // of what was read so far
  std::set<std::string> of_step_ = {};
  std::set<std::string> set_;   // variables that steps before have set, for certain or not
  bool sets_anything_ = false;  // one of them may have set any
  std::size_t left_ = 0;        // bytes that are still read for the step
};

}  // namespace

static constexpr std::size_t most_read = 4 * 1024 * 1024;  // for one step: a file that is run many times counts often

std::optional<std::string> ShellJudge::read(const std::string& path) {
  auto text = files_.read ? files_.read(path) : std::nullopt;
  if (!text || text->size() > left_) return std::nullopt;
  left_ -= text->size();
  of_step_.insert(path);
  hashes_[path] = base::sha256(*text);
  return text;
}

std::vector<FileRead> ShellJudge::read_for(const commands::State& state) const {
  auto paths = of_step_;
  for (auto& path : commands::files_behind(state)) paths.insert(std::move(path));
  std::vector<FileRead> out;
  for (const auto& path : paths) {
    if (const auto hash = hashes_.find(path); hash != hashes_.end()) out.push_back({path, hash->second});
  }
  return out;
}

// Of a file with many reasons the worst are told, and how many more there are.
static Reasons few_of_each_file(const std::vector<commands::CommandJudgement>& commands) {
  static constexpr std::size_t most_told = 3;
  Reasons out;
  std::map<std::string, std::vector<const commands::CommandJudgement*>> of_file;
  std::set<std::string> told;
  for (const auto& command : commands) {
    auto why = command.why();
    if (command.file.empty())
      out.emplace_back(base::shorten(why, 100), command.line);
    else if (told.insert(std::move(why)).second)
      of_file[command.file].push_back(&command);
  }
  for (auto& [file, reasons] : of_file) {
    std::ranges::stable_sort(reasons, [](const auto* a, const auto* b) { return a->effect > b->effect; });
    for (std::size_t at = 0; at < std::min(reasons.size(), most_told); ++at)
      out.emplace_back(base::shorten(reasons[at]->why(), 120), reasons[at]->line);
    if (reasons.size() > most_told)
      out.emplace_back(fmt::format("{}: {} more", file, reasons.size() - most_told), reasons.front()->line);
  }
  return out;
}

// `psql -h "${NEW_HOST}"` goes to the run's own host where nobody has said which one that is.
void ShellJudge::add_unset(Step& step, const std::string& text) {
  const auto variables = variables_of(text, step.text_line);
  Reasons found;
  for (const auto& each : variables.used) {
    if (files_.is_set && !sets_anything_ && !set_.contains(each.name) && !files_.is_set(each.name))
      found.emplace_back(fmt::format("nothing sets ${}", each.name), each.line);
  }
  for (auto& reason : by_reason(found)) step.dangers.push_back(std::move(reason));
  if (step.has("skip")) return;
  set_.insert(variables.set.begin(), variables.set.end());
  sets_anything_ = sets_anything_ || variables.sets_anything;
}

void ShellJudge::judge(Step& step) {
  const auto text = with_words_for_tokens(without_lines(step.text, step.text_line, step.left_out));
  of_step_.clear();
  left_ = most_read;
  // A fence with a folder of its own leaves the shell where it was.
  const auto cwd = step.attribute("cwd");
  const auto before = cwd.empty() ? state_ : commands::in_folder(state_, cwd);
  commands::Surroundings surroundings{.read = [this](const std::string& path) { return read(path); },
                                      .on_path = files_.on_path,
                                      .state = commands::copy_of(before)};
  std::vector<commands::CommandJudgement> found;
  for (const auto& command : commands::judge_shell(text, step.text_line, surroundings).commands) {
    if (!asks(step, command)) continue;
    found.push_back(command);
    if (names_database(step, command.elsewhere)) add_database(step, command.elsewhere);
  }
  step.dangers = by_reason(few_of_each_file(found));
  add_unfilled(step);
  add_unset(step, text);
  step.files = read_for(*surroundings.state);
  step.writes = commands::temporary_files_written(*surroundings.state);
  // What may be skipped, or fail and be waived, has set nothing for certain; what runs in the background sets
  // nothing.
  const bool certain =
      step.dangers.empty() && !step.branch && !step.has("skip") && !step.has("optional") && !step.has("background");
  const auto after = cwd.empty() ? surroundings.state : commands::in_folder_of(surroundings.state, state_);
  state_ = commands::carried_on(state_, after, certain);
}

// Words of letters, digits, _ and -, but not those that the text sets itself.
static std::set<std::string> words_in(std::string_view text) {
  std::set<std::string> out;
  const auto in_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = at;
    while (at < text.size() && in_word(text[at])) ++at;
    if (at == begin) {
      ++at;
      continue;
    }
    if (at == text.size() || text[at] != '=' || (begin > 0 && (text[begin - 1] == '{' || text[begin - 1] == '$')))
      out.emplace(text.substr(begin, at - begin));
  }
  return out;
}

// What bash makes of ~, and of what it does not know before, is for the night to tell.
static std::string with_any_text(std::string value) {
  static_assert(any_text == commands::unknown_piece);
  std::ranges::replace(value, commands::made_piece, any_text);
  std::ranges::replace(value, '~', any_text);
  return value;
}

Relied ShellJudge::relied_on(std::string_view text) const {
  Relied out;
  const auto words = words_in(text);
  for (const auto& [name, node] : state_->functions) {
    if (text.find(name) != std::string_view::npos) out.functions[name] = node ? node->source : "";
  }
  for (const auto& [name, value] : state_->variables) {
    // A function may use any of them, and PostgreSQL's programs use theirs unsaid.
    const bool used = words.contains(name) || name.starts_with("PG") || !out.functions.empty();
    if (used && value != std::string(1, any_text)) out.variables[name] = with_any_text(value);
  }
  return out;
}

// The line that opens psql on top of the statements, and \c between them, name where they are meant to go.
static std::string opened_elsewhere(std::string_view line) {
  commands::Surroundings surroundings;
  for (const auto& command : commands::judge_shell(line, 1, surroundings).commands) {
    if (!command.elsewhere.empty()) return command.elsewhere;
  }
  return {};
}

// What is sent (queries.h) may be another text than what is written: a line that begins with a backslash is left out,
// within a string too.
static void judge_what_is_sent(const Step& step, Reasons& found) {
  const auto query = read_query(step);
  if (query.left_out.empty()) return;
  commands::Surroundings surroundings;
  for (const auto& command : commands::judge_sql(*query.text, step.text_line, surroundings).commands)
    if (!command.harmless()) found.emplace_back(base::shorten(command.why(), 100), command.line);
}

static void judge_query(Step& step) {
  std::string text;
  std::string elsewhere;
  for (const auto line : base::lines(step.text)) {
    const auto trimmed = base::trim(line);
    const bool opens = trimmed.starts_with("psql ") || trimmed == "psql";
    if (opens && elsewhere.empty()) elsewhere = opened_elsewhere(trimmed);
    if (!opens) text += line;
    text += '\n';
  }
  commands::Surroundings surroundings;
  Reasons found;
  for (const auto& command : commands::judge_sql(text, step.text_line, surroundings).commands) {
    const auto& place = command.elsewhere.empty() ? elsewhere : command.elsewhere;
    if (!command.harmless()) found.emplace_back(base::shorten(command.why(), 100), command.line);
    if (place.empty() || command.text.starts_with("\\")) continue;
    found.emplace_back(fmt::format("is meant for {}, and would run in this run's own database", place), command.line);
    add_database(step, place);
  }
  judge_what_is_sent(step, found);
  step.dangers = by_reason(found);
  add_unfilled(step);
}

static std::set<std::string> judge_all(std::vector<Step>& steps, const ReadFiles& files,
                                       const std::set<std::string>& before = {}) {
  ShellJudge shell(files, before);
  for (auto& step : steps) {
    if (step.kind == "command")
      shell.judge(step);
    else if (step.kind == "query")
      judge_query(step);
    if (step.has("auto")) {
      step.dangers.clear();
      step.files.clear();
    }
  }
  return shell.set();
}

void judge_steps(Runbook& runbook, const ReadFiles& files) {
  const auto set = judge_all(runbook.steps, files);
  for (auto& procedure : runbook.procedures) judge_all(procedure.steps, files, set);
}

static const std::vector<Step>& list_with(const Runbook& runbook, const std::string& id) {
  const auto holds = [&](const auto& each) {
    return std::ranges::find(each.steps, id, &Step::id) != each.steps.end();
  };
  const auto procedure = std::ranges::find_if(runbook.procedures, holds);
  return procedure == runbook.procedures.end() ? runbook.steps : procedure->steps;
}

Relied relied_on(const Runbook& runbook, const Step& step, const ReadFiles& files) {
  if (step.has("auto")) return {};
  ShellJudge shell(files);
  for (auto each : list_with(runbook, step.id)) {
    if (each.id == step.id) return shell.relied_on(each.text);
    if (each.kind == "command") shell.judge(each);
  }
  return {};
}

}  // namespace runbook

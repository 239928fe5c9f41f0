#include "runner/made.h"

#include <regex>
#include <set>

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "commands/judgement.h"
#include "commands/program.h"
#include "journal/events/backup_created.h"
#include "journal/events/step_made.h"
#include "journal/typed.h"
#include "runner/made_file.h"
#include "runner/shell_session.h"

namespace runner {

using commands::Made;

namespace {

class Looking {
 public:
  Looking(const runbook::Step& step, const std::string& shell_state, base::Milliseconds took, StepContext& stage)
      : step_(step), shell_state_(shell_state), took_(took), stage_(stage) {}
  void take(const Made& made);

 private:
  [[nodiscard]] std::optional<std::string> value(const std::string& name) const {
    if (name == "PWD") return folder().string();
    if (auto set = variable_in(shell_state_, name)) return set;
    for (const auto& [known, given] : stage_.settings().environment) {
      if (known == name) return given;
    }
    return stage_.settings().inherited.find(name);
  }
  [[nodiscard]] std::string resolved(const std::string& word) const;
  [[nodiscard]] bool is_elsewhere(const Made& made) const;
  [[nodiscard]] std::optional<std::string> path(const Made& made) const;
  [[nodiscard]] std::filesystem::path folder() const;
  [[nodiscard]] bool is_backup(const std::string& path) const;
  void take_backup(const Made& made);
  void take_file(const Made& made);
  void take_migrations(const Made& made, const std::string& file);
  void record(const Made& made, Made::What what, journal::StepMade out);

  const runbook::Step& step_;
  const std::string& shell_state_;
  base::Milliseconds took_;
  StepContext& stage_;
};

}  // namespace

std::string Looking::resolved(const std::string& word) const {
  return path_named(word, [this](const std::string& name) { return value(name); }).value_or(word);
}

// "postgresql://user@db1:5432/shop?x" → db1, shop; a plain name is the database's.
static std::pair<std::string, std::string> host_and_name(const std::string& text) {
  static const std::regex url(R"(^postgres(?:ql)?://(?:[^@/]*@)?([^:/?]*)(?::\d+)?(?:/([^?]*))?(?:\?.*)?$)");
  std::smatch found;
  if (std::regex_match(text, found, url)) return {found[1].str(), found[2].str()};
  static const std::regex words(R"(\bdbname=(\S+))");
  if (std::regex_search(text, found, words)) return {"", found[1].str()};
  return {"", text};
}

// Another database than the run's, as far as that can be told.
bool Looking::is_elsewhere(const Made& made) const {
  const auto& target = stage_.state().target;
  const auto database = made.database.empty() ? std::string() : resolved(made.database);
  if (!database.empty() && database == stage_.settings().database.target) return false;
  auto [host, name] = host_and_name(database);
  if (!made.host.empty()) host = resolved(made.host);
  if (name.find_first_of("$*") != std::string::npos) return true;
  if (!name.empty() && !target.identity.database.empty() && name != target.identity.database) return true;
  static const std::set<std::string> here{"", "localhost", "127.0.0.1", "::1"};
  const auto server = target.server.substr(0, target.server.rfind(':'));
  const bool both =
      !here.contains(host) && !host.starts_with('/') && !host.starts_with('%') && !here.contains(server);
  return both && host != server;
}

std::optional<std::string> Looking::path(const Made& made) const {
  const bool known =
      made.subject.find_first_of(std::string{commands::unknown_piece, commands::made_piece}) == std::string::npos;
  if (known && !made.subject.empty()) return made.subject;
  return path_named(made.shown, [this](const std::string& name) { return value(name); });
}

std::filesystem::path Looking::folder() const {
  const std::filesystem::path here = folder_in(shell_state_).value_or(stage_.state().folder);
  return here / step_.attribute("cwd");
}

void Looking::record(const Made& made, Made::What what, journal::StepMade out) {
  out.step = step_.id;
  out.what = commands::name(what);
  out.command = made.command;
  out.line = made.line;
  stage_.record(journal::event(out, stage_.state().target.identity));
}

static std::string ended_well(const Made& made) {
  return made.certain ? ", every command of the pipe ended with 0" : "";
}

void Looking::take_backup(const Made& made) {
  const auto named = path(made);
  journal::StepMade out{.subject = named.value_or(made.shown)};
  if (!made.elsewhere.empty() || !named || named->find("://") != std::string::npos) {
    // What is not here cannot be looked at, and whether it ended well is all there is.
    if (!made.certain) return;
    out.checked =
        fmt::format("it is {}and was not looked at{}",
                    made.elsewhere.empty() ? "not on this machine " : "in " + made.elsewhere + " ", ended_well(made));
    return record(made, made.what, std::move(out));
  }
  const auto file = look_at_file(*named, folder(), took_);
  out.subject = file.path;
  // A dump that failed leaves its beginning, or gzip's header.
  out.ok = file.there && file.fresh && file.bytes > 0 && made.certain;
  if (file.there) out.bytes = file.bytes;
  out.checked = !file.there       ? "it is not there"
                : file.bytes == 0 ? "it is empty"
                : !file.fresh     ? "it is older than the step"
                : made.certain    ? "it is there" + ended_well(made)
                                  : "it is there, how the dump ended is not known";
  record(made, made.what, std::move(out));
}

// On record as a backup, ours or one that a fence has made.
bool Looking::is_backup(const std::string& path) const {
  for (const auto& event : stage_.journal().read({.kind = std::string(journal::StepMade::kind)})) {
    const auto made = journal::as<journal::StepMade>(event);
    if (made && made->what == "backup" && made->subject == path) return true;
  }
  return false;
}

// psql -f with a text that only reads is no migration.
static bool only_reads(const std::string& path) {
  std::error_code none;
  const auto size = std::filesystem::file_size(path, none);
  if (none || size > 4 * 1024 * 1024) return false;
  commands::Surroundings surroundings;
  return commands::judge_sql(base::read_file(path), 1, surroundings).harmless();
}

void Looking::take_migrations(const Made& made, const std::string& file) {
  journal::StepMade out{.subject = file};
  const facts::Claim asked{.fact = "migrations-applied", .text = made.command};
  facts::Evidence evidence;
  if (stage_.settings().look) stage_.settings().look({asked}, evidence);
  if (evidence.history) {
    out.ok = evidence.history->failed.empty();
    out.count = evidence.history->applied;
    out.checked =
        fmt::format("{} in the history, {} pending{}", base::count_of(evidence.history->applied, "migration"),
                    evidence.history->pending.size(),
                    *out.ok ? "" : fmt::format(", failed: {}", fmt::join(evidence.history->failed, ", ")));
  } else {
    const auto why = evidence.not_asked.find("history");
    out.checked = why == evidence.not_asked.end() ? "the history was not asked" : why->second;
  }
  record(made, made.what, std::move(out));
}

void Looking::take_file(const Made& made) {
  const auto named = path(made);
  if (!named || !made.elsewhere.empty()) {
    if (made.what == Made::What::migrations && !is_elsewhere(made)) take_migrations(made, made.shown);
    return;
  }
  const auto file = look_at_file(*named, folder(), took_);
  if (made.what == Made::What::migrations && !is_backup(file.path)) {
    if (!is_elsewhere(made) && !only_reads(file.path)) take_migrations(made, file.path);
    return;
  }
  const auto what = made.what == Made::What::migrations ? Made::What::restore : made.what;
  record(made, what,
         {.subject = file.path,
          .ok = true,
          .checked = what == Made::What::restore ? "it was restored, and that ended with 0"
                                                 : "it was read to its end, and that ended with 0"});
}

void Looking::take(const Made& made) {
  if (made.what == Made::What::backup) {
    if (!is_elsewhere(made)) take_backup(made);
    return;
  }
  if (!made.certain) return;  // whether it ran, and how it ended, nobody knows
  const bool of_file = !made.shown.empty() || !made.subject.empty();
  if (made.what == Made::What::replicas)
    return record(made, made.what,
                  {.subject = made.subject, .count = made.count, .checked = "the command ended with 0"});
  if (made.what == Made::What::undo) return record(made, made.what, {.checked = "the command ended with 0"});
  if (of_file) return take_file(made);
  if (made.what == Made::What::migrations) take_migrations(made, {});
}

// Behind `set +e` or `set +o pipefail` an end with 0 says nothing of the commands before.
static bool keeps_to_errors(const std::string& script) {
  static const std::regex off(R"((^|[\s;])set\s+\+)");
  return !std::regex_search(script, off);
}

void record_made(const runbook::Step& step, const std::string& script, const std::string& shell_state,
                 base::Milliseconds took, StepContext& stage) {
  commands::Surroundings surroundings;
  const auto judged = commands::judge_shell(script, step.text_line, surroundings);
  if (judged.makes.empty()) return;
  const bool strict = keeps_to_errors(script);
  Looking looking(step, shell_state, took, stage);
  for (auto made : judged.makes) {
    made.certain = made.certain && strict;
    looking.take(made);
  }
}

}  // namespace runner

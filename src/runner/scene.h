// For tests only: what the tests of this folder share: a folder, a journal, people with answers, a screen that
// remembers.
#pragma once

#include <deque>
#include <regex>

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/text.h"
#include "journal/events/backup_created.h"
#include "journal/events/backup_verified.h"
#include "journal/typed.h"
#include "pg/temporary_server.h"
#include "runner/answers.h"
#include "runner/run.h"
#include "runner/step_files.h"

namespace runner {

/// One server for the whole test program, started when first asked for.
pg::TemporaryServer& test_server();

class Remembering : public RunObserver {
 public:
  void output(const runbook::Step&, base::Stream, std::string_view piece) override { text += piece; }
  void event(const journal::Event& event) override {
    events.push_back(event);
    if (on_event) on_event(event);
  }
  void note(const runbook::Step& step) override { notes.push_back(step.text); }
  std::string text;
  std::vector<std::string> notes;
  std::vector<journal::Event> events;
  std::function<void(const journal::Event&)> on_event;
};

/// Gives the prepared answers in turn, then none.
class Prepared : public AnswerSource {
 public:
  std::optional<Answer> ask(const Question& question) override {
    asked.push_back(question);
    if (answers.empty()) return std::nullopt;
    auto answer = answers.front();
    answers.pop_front();
    return answer;
  }
  std::deque<Answer> answers;
  std::vector<Question> asked;
};

// "```bash {id=a}" becomes "```bash {auto id=a}".
inline std::string as_auto(std::string_view markdown) {
  static const std::regex opening(R"(^([ >]*```+)(bash|sh|sql|shell|console)( \{)?(.*)$)");
  std::string out;
  for (const auto line : base::lines(markdown)) {
    std::match_results<std::string_view::const_iterator> found;
    const bool opens = line.size() < 200 && std::regex_match(line.begin(), line.end(), found, opening);
    if (!opens)
      out += line;
    else
      out += fmt::format("{}{} {{auto{}{}", found.str(1), found.str(2), found[3].matched ? " " : "}", found.str(4));
    out += '\n';
  }
  return out;
}

struct Scene {
  base::TemporaryFolder folder;
  Prepared people;
  Remembering screen;
  std::string database;  // URL; empty: none
  std::stop_source stop;
  bool asks = false;
  Review review;

  std::filesystem::path file() const { return folder.path() / "RUNBOOK.md"; }
  journal::Journal& journal() {
    if (!journal_) journal_ = std::make_unique<journal::Journal>(folder.path() / ".lockkeeper/journal.db");
    return *journal_;
  }
  Settings settings() const {
    return {.folder = folder.path(),
            .runs = RunsFolder(folder.path() / ".lockkeeper/runs"),
            .database = {.target = database},
            .inherited = base::own_environment(),
            .stop = stop.get_token(),
            .review = review};
  }
  /// Its fences run unasked, as `{auto}` says, unless the scene `asks`.
  void write(std::string_view markdown) {
    base::write_file(file(), asks ? std::string(markdown) : as_auto(markdown));
  }
  /// So that a gate has nothing to be waived.
  void prove_backup() {
    journal().append(journal::event(journal::BackupCreated{.id = "b-1"}, {}));
    journal().append(journal::event(journal::BackupVerified{.id = "b-1", .ok = true}, {}));
  }
  RunResult run(AnswerSource* who = nullptr) {
    const auto book = runbook::load(file(), files_around(folder.path(), base::own_environment()));
    return runner::run(book, settings(), journal(), who ? *who : people, screen);
  }
  /// "passed work/a: verdict" for every step.finished so far.
  std::vector<std::string> finished() {
    std::vector<std::string> out;
    for (const auto& event : journal().read({.kind = "step.finished"})) {
      const auto verdict = event.data.value("verdict", "");
      out.push_back(event.data.value("state", "") + " " + event.data.value("step", "") +
                    (verdict.empty() ? "" : ": " + verdict));
    }
    return out;
  }

 private:
  std::unique_ptr<journal::Journal> journal_;
};

}  // namespace runner

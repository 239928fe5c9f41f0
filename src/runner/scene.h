// For tests only: what the tests of this folder share: a folder, a journal, people with answers, a screen that
// remembers.
#pragma once

#include <deque>

#include <gtest/gtest.h>

#include "base/files.h"
#include "pg/private_server.h"
#include "runner/answers.h"
#include "runner/run.h"

namespace runner {

/// One server for the whole test program, started when first asked for.
pg::PrivateServer& test_server();

class Remembering : public Screen {
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
class Prepared : public People {
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

struct Scene {
  base::TemporaryFolder folder;
  Prepared people;
  Remembering screen;
  std::string database;  // URL; empty: none
  std::stop_source stop;

  std::filesystem::path file() const { return folder.path() / "RUNBOOK.md"; }
  journal::Journal& journal() {
    if (!journal_) journal_ = std::make_unique<journal::Journal>(folder.path() / ".lockkeeper/journal.db");
    return *journal_;
  }
  Settings settings() const {
    return {.folder = folder.path(),
            .runs = folder.path() / ".lockkeeper/runs",
            .database = {.target = database},
            .stop = stop.get_token()};
  }
  void write(std::string_view markdown) { base::write_file(file(), markdown); }
  RunResult run(People* who = nullptr) {
    return runner::run(runbook::load(file()), settings(), journal(), who ? *who : people, screen);
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

// Collects a run's events, one after the other, into the parts of a RunView. Internal to run_view.cpp and its
// helpers.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "journal/event.h"
#include "run_view/run_view.h"

namespace run_view {

struct Question {
  Answer asked;
  std::vector<std::string> about;  // lines: "1: read-only", "2: closed" where it is a choice
};

struct QueuedMessage {
  std::string subject;
  std::string channel;
};

struct Builder {
  RunView view;
  std::set<std::string> databases;       // that the run worked on, as far as its events say
  std::vector<Step> steps;               // flat while events come in; arranged into phases at the end
  bool finished = false;                 // run.finished was the last word
  std::optional<Instant> previous;       // time of the event before
  std::vector<Question> open_questions;  // asked and not answered yet
  std::set<std::string> judged;          // steps whose work is done, and a person is to say what becomes of it
  std::map<std::string, QueuedMessage> messages;  // by id
  std::string paused;                             // the reason, from run.paused to run.resumed
  std::optional<Instant> paused_at;
  std::string previous_kind;  // of the run's event before

  // How the run stood when it was taken up again, perhaps for a procedure alone.
  struct Standing {
    std::string state;
    std::string paused;
    bool finished = false;
  };
  Standing before_resume;
  bool procedure_alone = false;
  std::set<std::string> procedure_steps;  // of one that was begun alone and has not come to its end

  /// The step called `id`, made where it is new.
  Step& step(const std::string& id);
  [[nodiscard]] Step* known_step(const std::string& id);
};

/// Each takes in one event; false where its kind is another part's business.
bool take_run(Builder& builder, const journal::Event& event);        // run.*
bool take_step(Builder& builder, const journal::Event& event);       // step.*
bool take_question(Builder& builder, const journal::Event& event);   // question.*, vote.*
bool take_migration(Builder& builder, const journal::Event& event);  // migration.*
bool take_backup(Builder& builder, const journal::Event& event);     // backup.*
bool take_check(Builder& builder, const journal::Event& event);      // check.*, baseline.*
bool take_made(Builder& builder, const journal::Event& event);       // step.made
bool take_waiver(Builder& builder, const journal::Event& event);     // claim.*
bool take_note(Builder& builder, const journal::Event& event);       // note
/// Everything else that is worth a line, kinds nobody here knows included; the last to be asked.
bool take_happening(Builder& builder, const journal::Event& event);

/// Steps → phases → stages, with the plan beside them.
std::vector<Phase> arrange(std::vector<Step> steps, std::optional<Milliseconds> planned_total);

/// What only the whole shows.
std::optional<Instant> find_t0(const std::vector<Step>& steps);
std::optional<Downtime> find_downtime(const std::vector<Step>& steps, const std::vector<journal::Event>& events);
std::set<std::string> databases_worked_on(const std::vector<journal::Event>& events);
std::vector<BeforeAfter> compare_checks(const std::vector<CheckRun>& checks,
                                        const std::vector<Migration>& migrations);
/// `builder.view` is complete but for its failures and phases.
std::vector<Failure> find_failures(const Builder& builder, const std::vector<journal::Event>& events);

}  // namespace run_view

// Words that every format uses: names, times, counts, and the run told in sentences.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/numbers.h"
#include "run_view/run_view.h"

namespace run_view {

enum class Outcome { good, warning, bad, neutral };
/// Of any state or verdict word: "passed", "ok", "warn", "failed", "skipped" …
Outcome outcome_of(std::string_view word);
/// "✓", "!", "✗", "·".
std::string_view sign(Outcome outcome);

/// "02:00:05": the time of day, UTC; "12-06 02:00:05" where the run goes over midnight.
std::string clock_time(Instant time, const RunView& view);
/// "T-7 days", "T+5 min", "T-0".
std::string due_text(Milliseconds due);
/// "T+12.4 s": a moment relative to T-0.
std::string relative_text(Instant time, Instant t0);
/// "1,104,233".
using base::grouped;
/// As every format writes what may not be known: "12.4 s", "1,104,233", "1.5 GB"; "" where it is not.
std::string span_text(const std::optional<Milliseconds>& span);
std::string number_text(const std::optional<long long>& number);
std::string bytes_text(const std::optional<long long>& bytes);
/// "19 tables, 1,104,233 rows".
std::string holding_text(const Proof& proof);
/// base::count_of with the number as everywhere: "1,104,233 rows".
std::string number_of(long long count, std::string_view singular, std::string_view plural = {});
/// "20251117 add_x", or the name alone where it holds the version.
std::string migration_name(const std::string& version, const std::string& name);
/// "a decision", "signed off", "filled in" … for Answer::about.
std::string_view about_text(std::string_view about);
/// What was asked, told with the step's title where the question alone does not name it.
std::string question_text(const RunView& view, const Answer& answer);
/// True where the attempt's verdict already names who answered what.
bool is_told(const Step& step, const Answer& answer);
/// True where an attempt's evidence already lists what was filled in.
bool are_told_fields(const Step& step, const Answer& answer);
/// True where the check did not pass and says what to do.
bool calls_for_action(const CheckResult& result);
/// True for what a person decided; false for ticking off and filling in.
bool is_decision(const Answer& answer);
/// A step's attempts and answers in the order they came; one of the two is set.
struct Part {
  const Attempt* attempt = nullptr;
  const Answer* answer = nullptr;
};
std::vector<Part> course_of(const Step& step);
/// "passed", "passed, 3 left to people".
std::string state_text(const RunView& view);
/// "12 of 14 steps passed, 2 skipped".
std::string step_counts(const RunView& view);

/// The run in a few sentences, the most important first.
/// That the journal was changed, where it was: stands above everything else.
std::string broken_sentence(const RunView& view);
std::vector<std::string> summary(const RunView& view);

/// ": text", or nothing where there is none.
std::string after_colon(const std::string& text);

}  // namespace run_view

// Phases, their steps with evidence, what went wrong, and who decided what.
#include <fmt/format.h>

#include "base/text.h"
#include "report/html.h"

namespace report {

static std::string_view step_class(const run_view::Step& step) {
  return run_view::outcome_of(step.state) == run_view::Outcome::bad ? " bad" : "";
}

static std::string folded(std::string_view summary, const std::string& text, bool open = false) {
  if (base::trim(text).empty()) return {};
  return fmt::format("<details{}><summary>{}</summary><pre>{}</pre></details>", open ? " open" : "", escape(summary),
                     escape(text));
}

static std::string output_of(const run_view::Attempt& attempt) {
  std::string text;
  long long cut = 0;
  for (const auto& output : attempt.output) {
    if (!text.empty() && !text.ends_with('\n')) text += '\n';
    text += output.text;
    cut += output.cut_bytes;
  }
  if (base::trim(text).empty()) return {};
  std::string title = "output, " + run_view::number_of(std::ssize(base::lines(text)), "line");
  if (cut > 0) title += fmt::format(", {} left out", base::format_bytes(cut));
  return folded(title, text);
}

// What explains a failure is not hidden, nor what a person filled in.
static std::string evidence_of(const run_view::Attempt& attempt, const run_view::Step& step) {
  if (attempt.evidence == attempt.verdict) return {};
  const bool of_people = step.kind == "task" || step.kind == "checkpoint";
  const bool filled_in = of_people && base::lines(attempt.evidence).size() <= 12;
  return folded("evidence", attempt.evidence,
                filled_in || run_view::outcome_of(attempt.state) == run_view::Outcome::bad);
}

static std::string attempt_html(const run_view::RunView& view, const run_view::Attempt& attempt,
                                const run_view::Step& step) {
  std::string out;
  if (step.attempts.size() > 1) {
    out += fmt::format(R"(<p class="said">Attempt {}: {} at {}{}</p>)", attempt.number, state_mark(attempt.state),
                       time_mark(attempt.began, view),
                       attempt.duration ? ", " + base::format_span(*attempt.duration) : "");
  }
  if (!attempt.verdict.empty()) out += fmt::format(R"(<p class="verdict">{}</p>)", escape(attempt.verdict));
  return out + evidence_of(attempt, step) + output_of(attempt);
}

static std::string answer_html(const run_view::RunView& view, const run_view::Step& step,
                               const run_view::Answer& answer) {
  std::string out =
      fmt::format(R"(<p class="said"><b>{}</b> {} {})", escape(answer.answer.empty() ? "answered" : answer.answer),
                  answer.by.empty() ? "" : "by " + escape(answer.by), time_mark(answer.time, view));
  if (!answer.reason.empty()) out += ": " + escape(answer.reason);
  out += "</p>";
  if (are_told_fields(step, answer)) return out;
  out += R"(<dl class="facts">)";
  for (const auto& [name, value] : answer.fields) {
    out += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>", escape(name), escape(value));
  }
  return out + "</dl>";
}

static std::string when_of(const run_view::RunView& view, const run_view::Step& step) {
  if (!step.began()) return {};
  std::string out = time_mark(*step.began(), view);
  if (step.ended()) out += "<br>" + base::format_span(step.worked());
  return out;
}

static std::string step_html(const run_view::RunView& view, const run_view::Step& step) {
  const std::string place = step.line > 0 ? fmt::format(", line {}", step.line) : "";
  std::string body = fmt::format("<span title=\"{}{}\">{}</span>", escape(step.id), place, escape(step.title));
  for (const auto& part : course_of(step)) {
    if (part.answer != nullptr && is_told(step, *part.answer)) continue;
    body += part.attempt != nullptr ? attempt_html(view, *part.attempt, step) : answer_html(view, step, *part.answer);
  }
  return fmt::format(
      "<div class=\"step{}\"><div class=\"mark\">{}</div><div class=\"body\">{}</div><div "
      "class=\"when\">{}</div></div>\n",
      step_class(step), state_mark(step.state), body, when_of(view, step));
}

// "planned T+5 min for 5 min, began T+12 s" as far as it is known.
static std::string plan_of(const run_view::RunView& view, const run_view::Stage& stage) {
  std::string out;
  if (stage.due) out += "planned " + run_view::due_text(*stage.due);
  if (stage.due && stage.planned) out += " for " + base::format_span(*stage.planned);
  if (stage.began && view.t0 && stage.due) out += ", began " + run_view::relative_text(*stage.began, *view.t0);
  if (stage.began && stage.ended)
    out += fmt::format("{}took {}", out.empty() ? "" : ", ", base::format_span(*stage.ended - *stage.began));
  return out;
}

static std::string phase_html(const run_view::RunView& view, const run_view::Phase& phase) {
  long long passed = 0;
  long long all = 0;
  bool trouble = false;
  std::string inside;
  for (const auto& stage : phase.stages) {
    if (phase.stages.size() > 1 || stage.title != phase.title) {
      inside += fmt::format("<div class=\"stage\">{} <span class=\"soft\">{}</span></div>\n", escape(stage.title),
                            escape(plan_of(view, stage)));
    }
    for (const auto& step : stage.steps) {
      inside += step_html(view, step);
      ++all;
      if (step.state == "passed") ++passed;
      trouble = trouble || run_view::outcome_of(step.state) == run_view::Outcome::bad;
    }
  }
  return fmt::format(
      "<details class=\"phase\" open><summary>{} <span class=\"soft\">{} of {} passed</span>{}</summary>"
      "<div class=\"inside\">\n{}</div></details>\n",
      escape(phase.title), base::grouped(passed), run_view::number_of(all, "step"),
      trouble ? " " + state_mark("failed") : "", inside);
}

std::string html_phases(const run_view::RunView& view) {
  if (view.phases.empty()) return {};
  std::string out = "<h2 id=\"steps\">Steps</h2>\n";
  for (const auto& phase : view.phases) out += phase_html(view, phase);
  return out;
}

std::string html_failures(const run_view::RunView& view) {
  if (view.failures.empty()) return {};
  std::string out = "<h2 id=\"trouble\">What went wrong, and what was done</h2>\n";
  for (const auto& failure : view.failures) {
    out += fmt::format("<div class=\"card trouble{}\"><p><b>{}</b> {} {}</p>", failure.resolved ? " resolved" : "",
                       escape(failure.what), time_mark(failure.time, view),
                       failure.resolved ? "<span class=\"state good\">✓ dealt with</span>" : "");
    if (!failure.detail.empty()) out += fmt::format("<pre>{}</pre>", escape(failure.detail));
    out += failure.done.empty() ? "<p class=\"soft\">Nothing that was done about it is on record.</p>" : "<ul>";
    for (const auto& done : failure.done) out += fmt::format("<li>{}</li>", escape(done));
    out += failure.done.empty() ? "</div>\n" : "</ul></div>\n";
  }
  return out;
}

std::string html_decisions(const run_view::RunView& view) {
  std::vector<std::vector<std::string>> rows;
  for (const auto& answer : view.answers) {
    if (!is_decision(answer)) continue;
    rows.push_back({time_mark(answer.time, view), escape(run_view::about_text(answer.about)),
                    escape(question_text(view, answer)), "<b>" + escape(answer.answer) + "</b>",
                    escape(answer.by + (answer.role.empty() ? "" : " (" + answer.role + ")")),
                    escape(answer.reason)});
  }
  if (rows.empty()) return {};
  return "<h2 id=\"decisions\">Decisions</h2>\n" +
         html_table({{"Time", "nowrap"}, {"Kind", "nowrap"}, {"Question"}, {"Answer"}, {"By"}, {"Reason", "third"}},
                    std::move(rows));
}

}  // namespace report

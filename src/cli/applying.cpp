#include "cli/applying.h"

#include <algorithm>
#include <chrono>
#include <memory>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"

namespace cli {

using base::Code;
using base::Error;
using Kind = apply::Progress::Kind;

void declare_lock_options(CLI::App& app, LockOptions& options, bool with_retry) {
  app.add_option("--lock-wait", options.wait, "how long to wait for another run's migration lock; 0 tries once")
      ->type_name("SPAN")
      ->capture_default_str();
  if (!with_retry) return;
  app.add_option("--lock-retry", options.retry, "how long to try a migration again that did not get its locks")
      ->type_name("SPAN")
      ->capture_default_str();
}

static base::Milliseconds span(const std::string& text, std::string_view option) {
  if (const auto parsed = base::parse_span(text)) return *parsed;
  throw Error{Code::usage, fmt::format("{} '{}' is not a span of time", option, text),
              "Write it like 90s, 5min or 1h30m."};
}

// A statement's progress is shown every few seconds: a file may hold hundreds.
class Printer {
 public:
  explicit Printer(const Context& context) : context_(context) {}

  void print(const apply::Progress& progress) {
    switch (progress.kind) {
      case Kind::note:
        context_.progress(fmt::format("  {}\n", progress.text));
        return;
      case Kind::began:
        last_ = std::chrono::steady_clock::now();
        return;
      case Kind::statement:
        statement(progress);
        return;
      case Kind::done:
        context_.progress(line("✓", progress) + fmt::format("  {}\n", base::format_span(progress.duration)));
        return;
      case Kind::failed:
        context_.progress(line("✗", progress) + "\n");
        return;
    }
  }

 private:
  static std::string line(std::string_view mark, const apply::Progress& progress) {
    return fmt::format("{} {}/{} {}", mark, progress.number, progress.total, progress.name);
  }

  void statement(const apply::Progress& progress) {
    const auto now = std::chrono::steady_clock::now();
    if (!context_.common().verbose && now - last_ < std::chrono::seconds(3)) return;
    last_ = now;
    context_.progress(line("…", progress) + fmt::format("  {} of {} done\n", progress.statement,
                                                        base::count_of(progress.statements, "statement")));
  }

  const Context& context_;
  std::chrono::steady_clock::time_point last_;
};

app::Waiting waiting_of(const Context& context, const LockOptions& options) {
  return {.lock_wait = span(options.wait, "--lock-wait"),
          .lock_retry = span(options.retry, "--lock-retry"),
          .on_progress = [printer = std::make_shared<Printer>(context)](const apply::Progress& progress) {
            printer->print(progress);
          }};
}

using Verdict = apply::DryRunResult::Verdict;

static std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::passed:
      return "passed";
    case Verdict::partly:
      return "partly";
    case Verdict::untried:
      return "not tried";
    case Verdict::uncertain:
      return "uncertain";
    case Verdict::failed:
      return "failed";
  }
  return "failed";
}

static base::Json would_succeed(Verdict verdict) {
  if (verdict == Verdict::passed) return true;
  if (verdict == Verdict::failed) return false;
  return nullptr;  // not known
}

static base::Json to_json(const apply::DryRunResult& tried) {
  base::Json json{{"name", tried.name},
                  {"verdict", name_of(tried.verdict)},
                  {"would_succeed", would_succeed(tried.verdict)},
                  {"duration_ms", tried.duration.count()},
                  {"not_tried", base::Json::array()}};
  if (!tried.why.empty()) json["why"] = tried.why;
  if (tried.failure) {
    json["error"] = {{"message", tried.failure->message()}, {"sqlstate", tried.failure->sqlstate()}};
    if (const auto& place = tried.failure->place()) {
      json["error"]["file"] = place->file;
      json["error"]["line"] = place->line;
    }
  }
  for (const auto& left_out : tried.untried)
    json["not_tried"].push_back({{"file", left_out.place.file},
                                 {"line", left_out.place.line},
                                 {"statement", left_out.kind},
                                 {"why", left_out.why}});
  return json;
}

static std::string verdict_text(const apply::DryRunResult& tried, std::string_view verb) {
  switch (tried.verdict) {
    case Verdict::passed:
      return fmt::format("✓ {}: would be {}\n", tried.name, verb);
    case Verdict::partly:
      return fmt::format("? {}: tried in part: {} of {} went well\n", tried.name,
                         tried.statements - tried.untried.size(),
                         base::count_of(static_cast<long long>(tried.statements), "statement"));
    case Verdict::untried:
      return fmt::format("? {}: not tried\n", tried.name);
    case Verdict::uncertain:
      return fmt::format("? {}: failed here, and may not in earnest: {}\n", tried.name, tried.why);
    case Verdict::failed:
      break;
  }
  return fmt::format("✗ {}: would fail\n", tried.name);
}

static std::string untried_text(const apply::DryRunResult& tried) {
  constexpr std::size_t shown = 3;
  std::string text;
  for (std::size_t i = 0; i < std::min(tried.untried.size(), shown); ++i) {
    const auto& left_out = tried.untried[i];
    text += fmt::format("    not tried: line {}, {}: {}\n", left_out.place.line, left_out.kind, left_out.why);
  }
  if (tried.untried.size() > shown)
    text += fmt::format("    and {} more of that kind\n", tried.untried.size() - shown);
  return text;
}

int report_tried(Context& context, const std::vector<apply::DryRunResult>& tried, std::string_view verb) {
  base::Json json{{"dry_run", true}, {"migrations", base::Json::array()}};
  const auto count = [&](Verdict verdict) {
    return std::ranges::count(tried, verdict, &apply::DryRunResult::verdict);
  };
  for (const auto& one : tried) {
    json["migrations"].push_back(to_json(one));
    context.say(verdict_text(one, verb));
    context.say(untried_text(one));
    if (one.failure) context.say(fmt::format("    {}\n", base::indent_following(base::render(*one.failure), 4)));
  }
  context.say(tried.empty() ? fmt::format("nothing to be {}\n", verb)
                            : "everything was rolled back; nothing was kept\n");
  const auto failed = count(Verdict::failed);
  if (const auto open = std::ssize(tried) - failed - count(Verdict::passed); open > 0)
    context.say(fmt::format("of {} this says nothing, or not all\n", base::count_of(open, "migration")));
  context.answer(json);
  return failed == 0 ? Exit::done : Exit::does_not_hold;
}

}  // namespace cli

#include "notify/message.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace notify {

using base::Code;
using base::Error;

std::vector<Blank> Rendered::unfilled() const {
  auto all = subject.unfilled;
  all.insert(all.end(), body.unfilled.begin(), body.unfilled.end());
  return all;
}

std::vector<FilledBlank> Rendered::filled() const {
  auto all = subject.filled;
  all.insert(all.end(), body.filled.begin(), body.filled.end());
  return all;
}

Rendered render(const runbook::Template& from, const runbook::TemplatePlace& place, const std::string& file,
                const Values& values) {
  const auto look = [&](const Blank& blank) { return look_up(values, blank); };
  Rendered out{.template_title = from.title,
               .subject = fill(from.subject, file, place.subject_line, look),
               .body = fill(from.body, file, place.body_line, look)};
  if (from.subject.empty()) out.subject.text = from.title;
  return out;
}

static std::string shown(const Blank& blank) {
  return fmt::format("{} ({}:{})", blank.written, blank.place.file, blank.place.line);
}

void require_complete(const Rendered& rendered) {
  const auto unfilled = rendered.unfilled();
  if (unfilled.empty()) return;
  const auto& first = unfilled.front();
  const auto example = first.name.empty() ? std::string("write it into the runbook")
                                          : fmt::format("give it with --set {}=…", first.name);
  Error error{
      Code::runbook,
      fmt::format("the message \"{}\" still holds {}, and is not sent", rendered.template_title,
                  base::count_of(std::ssize(unfilled), "placeholder that nobody has filled",
                                 "placeholders that nobody has filled")),
      fmt::format("Fill {}: {}, under [messages.values] in lockkeeper.toml, or with --at and --duration where "
                  "it is a time. A plain bracket is written \\[.",
                  first.written, example)};
  error.at(first.place);
  for (const auto& blank : unfilled) error.with("unfilled", shown(blank));
  throw error;
}

static std::vector<const runbook::Template*> matching(const runbook::Runbook& runbook,
                                                      const std::function<bool(const std::string&)>& fits) {
  std::vector<const runbook::Template*> found;
  for (const auto& each : runbook.templates) {
    if (fits(base::to_lower(each.title))) found.push_back(&each);
  }
  return found;
}

const runbook::Template& find_template(const runbook::Runbook& runbook, const std::string& wanted) {
  const auto lower = base::to_lower(wanted);
  auto found = matching(runbook, [&](const std::string& title) { return title == lower; });
  if (found.empty())
    found = matching(runbook, [&](const std::string& title) { return base::slug(title) == base::slug(lower); });
  if (found.empty())
    found = matching(runbook, [&](const std::string& title) { return base::glob_matches(lower, title); });
  if (found.empty())
    found = matching(runbook, [&](const std::string& title) { return title.find(lower) != std::string::npos; });
  if (found.size() == 1) return *found.front();
  std::vector<std::string> titles;
  for (const auto& each : runbook.templates) titles.push_back(fmt::format("\"{}\"", each.title));
  if (titles.empty()) {
    throw Error{Code::usage, fmt::format("{} holds no message templates", runbook.file),
                "Put one below a heading: a line '**Subject:** …', a line '**Body:**' and a fence with the text."};
  }
  throw Error{Code::usage,
              found.empty() ? fmt::format("{} holds no template called \"{}\"", runbook.file, wanted)
                            : fmt::format("\"{}\" fits {} templates of {}", wanted, found.size(), runbook.file),
              fmt::format("Name one of {}.", fmt::join(titles, ", "))};
}

}  // namespace notify

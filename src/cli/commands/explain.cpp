// The page of a rule, of the migrations' linter or the runbooks'.
#include <fmt/format.h>

#include "base/text.h"
#include "cli/command.h"
#include "findings/formats.h"
#include "lint/rules.h"
#include "review/rules.h"

namespace cli {

namespace {

struct Explained {
  std::string_view of;  // "migrations", "runbooks"
  std::string_view id;
  findings::Severity severity;
  std::string_view page;
};

}  // namespace

static std::vector<Explained> all_explained() {
  std::vector<Explained> all;
  for (const auto& entry : review::rules()) all.push_back({"migrations", entry.id, entry.item->severity, entry.page});
  for (const auto& entry : lint::rules()) all.push_back({"runbooks", entry.id, entry.item->severity, entry.page});
  return all;
}

static base::Json to_json_explain(const Explained& topic, bool whole) {
  base::Json out{{"rule", topic.id}, {"of", topic.of}, {"severity", findings::name(topic.severity)}};
  out["summary"] = findings::first_sentence(topic.page);
  if (whole) out["page"] = topic.page;
  return out;
}

static int list_explain(Context& context, const std::vector<Explained>& all) {
  auto answers = base::Json::array();
  std::string_view of;
  for (const auto& topic : all) {
    if (topic.of != of) context.say(fmt::format("{}Rules about {}\n", of.empty() ? "" : "\n", topic.of));
    of = topic.of;
    context.say(fmt::format("  {:29} {:8} {}\n", topic.id, findings::name(topic.severity),
                            findings::first_sentence(topic.page)));
    answers.push_back(to_json_explain(topic, false));
  }
  context.answer({{"rules", std::move(answers)}});
  return Exit::done;
}

static int show_explain(Context& context, const std::string& wanted) {
  const auto all = all_explained();
  if (wanted.empty()) return list_explain(context, all);
  std::vector<std::string> names;
  auto answers = base::Json::array();
  for (const auto& topic : all) {
    names.emplace_back(topic.id);
    if (topic.id != wanted) continue;
    context.say(fmt::format(
        "{}{}\nIts findings are of severity {}, unless lockkeeper.toml says otherwise. A rule about {}.\n",
        answers.empty() ? "" : "\n", topic.page, findings::name(topic.severity), topic.of));
    answers.push_back(to_json_explain(topic, true));
  }
  if (!answers.empty()) {
    context.answer({{"rules", std::move(answers)}});
    return Exit::done;
  }
  const auto near = base::near_match(wanted, names);
  throw base::Error{base::Code::usage, fmt::format("there is no rule '{}'", wanted),
                    near ? fmt::format("Did you mean '{}'?", *near) : "Run 'lockkeeper explain' to list the rules."};
}

extern const Command explain{.summary = "what a rule is about: what happens, why, the safe way",
                             .repeats = {.config = false},
                             .declare = [](CLI::App& app) -> std::function<int(Context&)> {
                               const auto rule = std::make_shared<std::string>();
                               app.add_option("RULE", *rule, "the rule; nothing lists all");
                               return [rule](Context& context) { return show_explain(context, *rule); };
                             }};

}  // namespace cli

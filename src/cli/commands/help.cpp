// The pages that lie beside commands, checks, rules and the rest, at the terminal.
#include <algorithm>
#include <array>
#include <iterator>

#include <fmt/format.h>

#include "apply/histories.h"
#include "base/text.h"
#include "check/checks.h"
#include "cli/commands.h"
#include "cli/topics.h"
#include "commands/programs.h"
#include "facts/claims.h"
#include "fix/recipe.h"
#include "lint/rules.h"
#include "migration/layouts.h"
#include "notify/channels.h"
#include "review/rules.h"
#include "runner/steps.h"

namespace cli {

namespace {

struct Entry {
  std::string kind;  // "check"
  std::string id;    // "dead-tuples"
  std::string summary;
  std::string_view page;
};

struct Group {
  std::string_view kind;  // also how a page of it is told from one of the same name elsewhere: "step-command"
  std::string_view name;  // also what lists it alone
  std::string_view title;
};

}  // namespace

static constexpr std::array<Group, 12> groups{{
    {"topic", "topics", "Topics"},
    {"command", "commands", "Commands"},
    {"step", "steps", "Kinds of steps in a runbook"},
    {"program", "programs", "Programs that a fence may call, and what is known of them"},
    {"fact", "facts", "What tasks, gates and criteria say that is held against the record"},
    {"rule", "rules", "Rules of 'runbook lint'"},
    {"migration-rule", "migration-rules", "Rules of 'lint', about migrations"},
    {"recipe", "recipes", "Recipes of 'fix'"},
    {"check", "checks", "Checks"},
    {"channel", "channels", "Channels for messages"},
    {"layout", "layouts", "Layouts of a migrations folder"},
    {"history", "histories", "Histories of other tools that are kept true"},
}};

// The first sentence of a page's first paragraph, without Markdown's marks.
static std::string first_sentence(std::string_view page) {
  std::string text;
  for (const auto line : base::lines(page)) {
    const bool prose = !line.empty() && line.front() != '#' && line.front() != ' ' && line.front() != '`';
    if (prose || (!text.empty() && !line.empty())) text += (text.empty() ? "" : " ") + std::string(base::trim(line));
    if (line.empty() && !text.empty()) break;
  }
  text = base::replace_all(base::replace_all(std::move(text), "`", ""), "**", "");
  if (const auto end = text.find(". "); end != std::string::npos) text.resize(end);
  if (text.ends_with('.') || text.ends_with(':')) text.pop_back();
  return text;
}

template <class Item>
static void add(std::vector<Entry>& entries, std::string_view kind, std::span<const base::Entry<Item>> catalogue) {
  for (const auto& entry : catalogue)
    entries.push_back({std::string(kind), std::string(entry.id), first_sentence(entry.page), entry.page});
}

static std::vector<Entry> all_entries() {
  std::vector<Entry> entries;
  for (const auto& topic : topics())
    entries.push_back({"topic", std::string(topic.id), first_sentence(topic.text), topic.text});
  for (const auto& entry : commands()) {
    entries.push_back({"command", base::replace_all(std::string(entry.id), "-", " "),
                       std::string(entry.item->summary), entry.page});
  }
  add(entries, "step", runner::steps());
  add(entries, "program", commands::programs());
  add(entries, "fact", facts::claims());
  add(entries, "rule", lint::rules());
  add(entries, "migration-rule", review::rules());
  add(entries, "recipe", fix::recipes());
  add(entries, "check", check::checks());
  add(entries, "channel", notify::channels());
  add(entries, "layout", migration::layouts());
  add(entries, "history", apply::histories());
  return entries;
}

static void list_help(const Context& context, const std::vector<Entry>& entries) {
  constexpr std::size_t whole = 110;
  std::size_t widest = 0;
  for (const auto& entry : entries) widest = std::max(widest, entry.id.size());
  std::string_view kind;
  for (const auto& entry : entries) {
    if (entry.kind != kind) {
      const auto* group = std::ranges::find(groups, entry.kind, &Group::kind);
      context.say(fmt::format("{}{}\n", kind.empty() ? "" : "\n", group->title));
      kind = group->kind;
    }
    context.say(fmt::format("  {:{}}  {}\n", entry.id, widest, base::shorten(entry.summary, whole - widest - 4)));
  }
}

static base::Json to_json_help(const std::vector<Entry>& entries, bool with_page) {
  auto out = base::Json::array();
  for (const auto& entry : entries) {
    base::Json one{{"kind", entry.kind}, {"name", entry.id}, {"summary", entry.summary}};
    if (with_page) one["page"] = entry.page;
    out.push_back(std::move(one));
  }
  return {{"pages", std::move(out)}};
}

template <class Fits>
static std::vector<Entry> those(const std::vector<Entry>& entries, const Fits& fits) {
  std::vector<Entry> out;
  std::ranges::copy_if(entries, std::back_inserter(out), fits);
  return out;
}

// "backup-create", "backup create" and "check dead-tuples" are all ways to say it.
static std::string with_dashes(std::string text) {
  std::ranges::replace(text, ' ', '-');
  return base::to_lower(text);
}

static base::Error no_such_page(const std::vector<Entry>& entries, const std::string& wanted) {
  std::vector<std::string> names;
  for (const auto& entry : entries) names.push_back(with_dashes(entry.id));
  const auto near = base::near_match(wanted, names);
  return {base::Code::usage, fmt::format("there is no page on '{}'", wanted),
          near ? fmt::format("Did you mean '{}'?", *near) : "Run 'lockkeeper help' to list the pages."};
}

static int show_help(Context& context, const std::string& words) {
  const auto entries = all_entries();
  if (words.empty()) {
    list_help(context, entries);
    context.say(
        "\n'lockkeeper help NAME' shows a page; 'lockkeeper help rules' (steps, checks …) lists only those.\n");
    context.answer(to_json_help(entries, false));
    return Exit::done;
  }
  const auto wanted = with_dashes(words);
  // A name may be that of a command and of a check: the first in the order above, all others by their kind.
  const auto named = those(entries, [&](const Entry& entry) {
    const auto id = with_dashes(entry.id);
    return id == wanted || entry.kind + "-" + id == wanted;
  });
  if (!named.empty()) {
    context.say(named.front().page);
    for (std::size_t i = 1; i < named.size(); ++i)
      context.say(fmt::format("\nSee also: lockkeeper help {} {}\n", named[i].kind, named[i].id));
    context.answer(to_json_help({named.front()}, true));
    return Exit::done;
  }
  const auto* group = std::ranges::find(groups, wanted, &Group::name);
  const auto inside = those(entries, [&](const Entry& entry) {
    if (group != groups.end()) return entry.kind == group->kind;
    return entry.kind == "command" && entry.id.starts_with(wanted + " ");  // "backup"
  });
  if (inside.empty()) throw no_such_page(entries, wanted);
  list_help(context, inside);
  context.answer(to_json_help(inside, false));
  return Exit::done;
}

extern const Command help{
    .summary = "show the page of a command, a check, a rule, the configuration …",
    .repeats = {.config = false},
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto words = std::make_shared<std::vector<std::string>>();
      app.add_option("topic", *words, "what to show, or a list such as rules; nothing lists all")->type_name("TOPIC");
      return [words](Context& context) { return show_help(context, fmt::format("{}", fmt::join(*words, " "))); };
    }};

}  // namespace cli

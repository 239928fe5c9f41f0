// Holds the page on lockkeeper.toml against what is really read: every key is on it, with its type and its default,
// and its example can be used as it stands.
#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "config/config.h"

namespace config {

namespace {

struct Key {
  std::string name;
  std::string type;
  std::string standard;  // the default, as written
};
struct Table {
  std::string header;  // "[timeouts]", "[[channel]]"; empty: the top of the file
  std::vector<Key> keys;
  std::string example;
};

}  // namespace

static std::string unquoted(std::string_view cell) {
  return base::replace_all(std::string(base::trim(cell)), "`", "");
}

static std::vector<Table> read_page() {
  const auto text = base::read_file(LOCKKEEPER_SOURCE "/src/cli/topics/config.md");
  std::vector<Table> tables;
  bool in_example = false;
  for (const auto line : base::lines(text)) {
    if (line.starts_with("## ")) {
      const auto title = line.substr(3);
      tables.push_back({.header = title.starts_with('[') ? std::string(title) : std::string()});
    } else if (line == "```toml" || line == "```") {
      in_example = line == "```toml";
    } else if (in_example) {
      tables.back().example += std::string(line) + "\n";
    } else if (line.starts_with("| `") && !tables.empty()) {
      const auto cells = base::split(line, '|');
      tables.back().keys.push_back({unquoted(cells[1]), unquoted(cells[2]), unquoted(cells[3])});
    }
  }
  return tables;
}

// What stands around a key so that its table is sound: a name where the table wants one, and what must be given.
static std::string opening(const Table& table, const std::string& but) {
  std::string header = base::replace_all(table.header, "NAME", "one");
  std::string out;
  if (header == "[[notify.on]]") out = "[[channel]]\nname = \"one\"\nkind = \"file\"\n";
  out += header + "\n";
  const auto need = [&](const std::string& key, const std::string& value) {
    if (key != but) out += fmt::format("{} = \"{}\"\n", key, value);
  };
  if (header == "[[channel]]") {
    need("name", "one");
    need("kind", "file");
  }
  if (header == "[[notify.on]]") {
    need("event", but == "every" ? "delay" : "run.finished");
    need("template", "one");
    need("channel", "one");
  }
  return out;
}

static Config load_text(const std::string& text) {
  static const base::TemporaryFolder folder;
  const auto file = folder.path() / "lockkeeper.toml";
  base::write_file(file, text);
  return load(file, {});
}

static std::string refusal(const std::string& text, bool hint = false) {
  try {
    load_text(text);
  } catch (const base::Error& error) {
    return hint ? error.hint() : error.message();
  }
  return {};
}

static std::string shown(const Channel& c) {
  return fmt::format("{} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {}", c.name, c.kind, c.url,
                     c.url_source.environment, c.url_source.file, c.from, c.to, c.external, c.user, c.tls, c.ca,
                     c.password.environment, c.password.file, c.secret.environment, c.secret.file,
                     c.token.environment, c.token.file, c.command, c.path, c.what, c.idempotent, c.timeout.count(),
                     c.attempts, c.pause.count());
}

static std::string shown(const MessageRule& r) {
  return fmt::format("{} {} {} {} {} {} {} {} {} {}", r.event, r.template_name, r.channels, r.state, r.step,
                     r.runbook, r.status, r.every ? r.every->count() : -1, r.late.count(), r.calendar);
}

// Everything that can be set, so that two configurations can be compared.
static std::string shown(const Config& c) {
  const auto& t = c.thresholds;
  const auto& m = c.maintenance;
  std::string out = fmt::format("{} {} {} {} {} {} {} {}|", c.journal.string(), c.history_schema,
                                c.migrations.dir.string(), c.migrations.layout, c.migrations.history,
                                c.migrations.order, c.migrations.ignore, c.backup.dir.string(), c.backup.jobs);
  out += fmt::format("{} {} {}|", c.timeouts.lock.count(), c.timeouts.statement.count(),
                     c.timeouts.idle_in_transaction.count());
  out += fmt::format("{} {} {} {} {} {} {} {} {} ", t.disk_free_percent, t.dead_tuples_percent,
                     t.dead_tuples_at_least, t.long_transaction.count(), t.replication_lag.count(),
                     t.connections_percent, t.min_server_version, t.extensions, t.backup_age.count());
  out += fmt::format("{} {} {} {} {} {} {} {}|", t.sequence_percent, t.foreign_key_rows, t.unused_index_bytes,
                     t.slow_query.count(), t.slower_percent, t.slow_calls, t.growth_percent, t.unique_keys);
  out += fmt::format("{} {} {} {} {} {} {} {} {} {} {}|", m.enter, m.leave, m.save, m.application_roles, m.fence,
                     m.prove_for.count(), m.drain.count(), m.grace.count(), m.timeout.count(), m.health,
                     m.health_status);
  out += fmt::format("{} {} {} {} {} {}|", c.run.quorum, c.run.gate_roles, c.run.escalation, c.run.people,
                     c.run.review_required, c.run.review_people);
  for (const auto& [name, each] : c.run.variables)
    out += fmt::format("{} {} {} {} {}|", name, each.value.value_or("-"), each.type, each.choices, each.secret);
  for (const auto& [name, each] : c.environments)
    out += fmt::format("{} {} {} {} {} {}|", name, each.database_url, each.production, each.lint_fail_on,
                       each.lint_errors, each.lint_off);
  const auto& l = c.lint;
  out += fmt::format("{} {} {} {} {} {} {}|", l.fail_on, l.errors, l.warnings, l.advice, l.off, l.since,
                     l.runner_sets_lock_timeout);
  out += fmt::format("{} {} {} {}|", c.metrics, c.messages.time_zone, c.messages.duration.count(), c.messages.values);
  for (const auto& each : c.messages.channels) out += shown(each) + "|";
  for (const auto& each : c.messages.rules) out += shown(each) + "|";
  return out;
}

TEST(ConfigPage, TheExamplesCanBeUsedAsTheyStand) {
  std::string all;
  for (const auto& table : read_page()) all += table.example;
  EXPECT_EQ(refusal(all), "");
}

TEST(ConfigPage, EveryExampleShowsTheKeysOfItsTable) {
  for (const auto& table : read_page()) {
    EXPECT_FALSE(table.keys.empty()) << table.header;
    const auto kind = base::replace_all(table.header, "NAME]", "");
    EXPECT_NE(table.example.find(kind), std::string::npos) << table.header;
    for (const auto& key : table.keys) {
      if (key.name == "NAME") continue;
      EXPECT_NE(("\n" + table.example).find(fmt::format("\n{} = ", key.name)), std::string::npos)
          << table.header << " " << key.name;
    }
  }
}

// What is read says the error about a key that nobody knows.
TEST(ConfigPage, EveryKeyThatIsReadIsOnThePageAndNoOther) {
  static const std::string known = "Use one of the keys known here: ";
  std::map<std::string, std::vector<std::string>> inner;  // "[messages]" → "values"
  std::vector<std::string> top;
  const auto tables = read_page();
  for (const auto& table : tables) {
    if (table.header.empty()) continue;
    const auto name = base::replace_all(base::replace_all(table.header, "[", ""), "]", "");
    const auto dot = name.find('.');
    top.push_back(name.substr(0, dot));
    if (dot != std::string::npos) inner["[" + name.substr(0, dot) + "]"].push_back(name.substr(dot + 1));
  }
  for (const auto& table : tables) {
    if (std::ranges::any_of(table.keys, [](const Key& key) { return key.name == "NAME"; })) continue;
    auto hint = refusal(opening(table, "") + "qqqqqqqqqqqq = 1\n", true);
    ASSERT_TRUE(hint.starts_with(known)) << table.header << ": " << hint;
    hint = hint.substr(known.size());
    if (hint.ends_with('.')) hint.pop_back();
    std::vector<std::string> read;
    for (const auto each : base::split(hint, ',')) read.emplace_back(base::trim(each));
    std::vector<std::string> written;
    for (const auto& key : table.keys) written.push_back(key.name);
    const auto& more = table.header.empty() ? top : inner[table.header];
    written.insert(written.end(), more.begin(), more.end());
    // A password itself is read only to be refused: it is no key to tell people of.
    for (const char* secret : {"password", "secret", "token"}) {
      if (table.header == "[[channel]]") std::erase(read, secret);
    }
    std::ranges::sort(read);
    std::ranges::sort(written);
    written.erase(std::unique(written.begin(), written.end()), written.end());
    EXPECT_EQ(fmt::format("{}", fmt::join(read, " ")), fmt::format("{}", fmt::join(written, " "))) << table.header;
  }
}

TEST(ConfigPage, EveryTypeIsTheOneThatIsWanted) {
  const std::map<std::string, std::string> wanted{
      {"text", "a string is wanted"},        {"list", "a list of strings is wanted"},
      {"span", "a span of time is wanted"},  {"percentage", "a percentage is wanted"},
      {"count", "a whole number is wanted"}, {"yes/no", "true or false is wanted"}};
  for (const auto& table : read_page()) {
    for (const auto& key : table.keys) {
      const auto name = key.name == "NAME" ? std::string("one") : key.name;
      const auto said = refusal(opening(table, key.name) + name + " = 1979-05-27\n");
      ASSERT_TRUE(wanted.contains(key.type)) << table.header << " " << name << ": " << key.type;
      EXPECT_NE(said.find(wanted.at(key.type)), std::string::npos) << table.header << " " << name << ": " << said;
    }
  }
}

TEST(ConfigPage, EveryDefaultIsWhatHoldsWithoutTheKey) {
  for (const auto& table : read_page()) {
    for (const auto& key : table.keys) {
      if (key.standard == "needed") {
        EXPECT_NE(refusal(opening(table, key.name)).find("missing"), std::string::npos) << key.name;
      } else if (key.standard != "none") {
        const auto without = opening(table, key.name);
        const auto with = fmt::format("{}{} = {}\n", without, key.name, key.standard);
        EXPECT_EQ(shown(load_text(without)), shown(load_text(with))) << table.header << " " << key.name;
      }
    }
  }
}

}  // namespace config

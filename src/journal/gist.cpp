#include "journal/gist.h"

#include <map>
#include <vector>

#include <fmt/format.h>

#include "base/clock.h"
#include "base/text.h"

namespace journal {

using base::Json;

static constexpr std::size_t widest = 160;

// A value as a word: texts without quotes, lists by their length, nothing as "".
static std::string word(const Json& data, const char* key) {
  const auto found = data.find(key);
  if (found == data.end() || found->is_null()) return {};
  if (found->is_string()) return found->get<std::string>();
  if (found->is_array() || found->is_object()) return std::to_string(found->size());
  return found->dump();
}

static std::string span(const Json& data, const char* key) {
  const auto found = data.find(key);
  if (found == data.end() || !found->is_number()) return {};
  return base::format_span(base::Milliseconds(found->get<long long>()));
}

static std::string bytes(const Json& data) {
  const auto found = data.find("bytes");
  return found == data.end() || !found->is_number() ? std::string() : base::format_bytes(found->get<long long>());
}

// `text` between `before` and `after`, nothing where there is no text.
static std::string around(std::string_view before, const std::string& text, std::string_view after = "") {
  return text.empty() ? std::string() : fmt::format("{}{}{}", before, text, after);
}

static std::string migration(const Json& data) {
  const std::string version = word(data, "version");
  const std::string name = word(data, "name");
  if (version.empty() || name.empty() || name.find(version) != std::string::npos)
    return name.empty() ? version : name;
  return version + " " + name;
}

static std::string verdict(const Json& data) {
  const auto found = data.find("verdict");
  if (found == data.end()) return {};
  if (found->is_object()) return word(*found, "reason");
  return word(data, "verdict");
}

static std::string counted_verdicts(const Json& data) {
  const auto results = data.find("results");
  if (results == data.end() || !results->is_array()) return {};
  std::map<std::string, int> counts;
  for (const auto& result : *results) {
    if (result.is_object()) ++counts[word(result, "verdict")];
  }
  std::vector<std::string> parts;
  for (const auto& [name, count] : counts)
    parts.push_back(fmt::format("{} {}", count, name.empty() ? "unknown" : name));
  return fmt::format("{}", fmt::join(parts, ", "));
}

// The first texts and numbers of an event whose kind says nothing to us.
static std::string first_words(const Json& data) {
  std::vector<std::string> parts;
  for (const auto& [key, value] : data.items()) {
    if (value.is_structured() || value.is_null()) continue;
    parts.push_back(fmt::format("{} {}", key, word(data, key.c_str())));
    if (parts.size() == 4) break;
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

using Teller = std::string (*)(const Json& data);

static const std::map<std::string_view, Teller>& tellers() {
  static const std::map<std::string_view, Teller> table{
      {"run.began",
       [](const Json& d) {
         const std::string title = word(d, "title");
         return (title.empty() ? word(d, "runbook") : title) + around(", ", word(d, "steps"), " steps") +
                around(", resumed from ", word(d, "resumed_from"));
       }},
      {"run.bound",
       [](const Json& d) {
         const auto target = d.find("target");
         return target != d.end() && target->is_object() ? "the database is " + word(*target, "database") : "";
       }},
      {"run.resumed",
       [](const Json& d) { return "resumed" + around(", unfinished steps: ", word(d, "unfinished")); }},
      {"run.paused", [](const Json& d) { return word(d, "step") + around(": ", word(d, "reason")); }},
      {"run.finished", [](const Json& d) { return word(d, "state") + around(" after ", span(d, "duration_ms")); }},
      {"step.began",
       [](const Json& d) {
         const std::string attempt = word(d, "attempt");
         return word(d, "step") + around(": ", word(d, "title")) +
                (attempt.empty() || attempt == "1" ? std::string() : fmt::format(" (attempt {})", attempt));
       }},
      {"step.finished",
       [](const Json& d) {
         return word(d, "step") + around(" ", word(d, "state")) + around(" in ", span(d, "duration_ms")) +
                around(": ", verdict(d));
       }},
      {"step.output",
       [](const Json& d) {
         const std::string text = word(d, "text");
         const auto all = base::lines(text);
         return word(d, "step") + around(", ", all.empty() ? "" : base::count_of(std::ssize(all), "line")) +
                around(": ", all.empty() ? "" : std::string(base::trim(all.front())));
       }},
      {"question.asked", [](const Json& d) { return word(d, "step") + around(": ", word(d, "question")); }},
      {"question.answered",
       [](const Json& d) {
         return word(d, "step") + around(": ", word(d, "answer")) + around(", by ", word(d, "by")) +
                around(", because ", word(d, "reason"));
       }},
      {"maintenance.entered",
       [](const Json& d) {
         return word(d, "id") + around(", fence ", word(d, "fence")) + around(", until ", word(d, "until")) +
                around(": ", word(d, "reason"));
       }},
      {"maintenance.extended",
       [](const Json& d) {
         return word(d, "id") + around(", until ", word(d, "until")) + around(": ", word(d, "reason"));
       }},
      {"maintenance.changed",
       [](const Json& d) {
         return word(d, "what") + around(" ", word(d, "state")) + around(": ", word(d, "error"));
       }},
      {"maintenance.left", [](const Json& d) { return word(d, "id") + around(", by ", word(d, "cause")); }},
      {"check.watched",
       [](const Json& d) { return "round " + word(d, "round") + around(": ", counted_verdicts(d)); }},
      {"migration.began",
       [](const Json& d) {
         return migration(d) + around(", ", word(d, "direction")) +
                around(", ", word(d, "statements"), " statements");
       }},
      {"migration.applied", [](const Json& d) { return migration(d) + around(" in ", span(d, "duration_ms")); }},
      {"migration.undone", [](const Json& d) { return migration(d) + around(" in ", span(d, "duration_ms")); }},
      {"migration.failed",
       [](const Json& d) {
         return migration(d) + around(": ", word(d, "message")) + around(" (", word(d, "sqlstate"), ")");
       }},
      {"migration.statement",
       [](const Json& d) {
         return migration(d) + around(", statement ", word(d, "done")) + around(" of ", word(d, "of")) +
                around(" in ", span(d, "duration_ms"));
       }},
      {"migration.despite",
       [](const Json& d) { return migration(d) + around(", known failures: ", word(d, "findings")); }},
      {"migration.resolved", [](const Json& d) { return migration(d) + around(": ", word(d, "claim")); }},
      {"migration.baseline",
       [](const Json& d) {
         return "taken as applied up to " + word(d, "version") + around(": ", word(d, "names"), " migrations");
       }},
      {"lock.waiting",
       [](const Json& d) { return "held by " + word(d, "holder") + around(", waited ", span(d, "waited_ms")); }},
      {"lock.taken", [](const Json& d) { return around("token ", word(d, "token")); }},
      {"lock.released", [](const Json& d) { return around("token ", word(d, "token")); }},
      {"backup.created",
       [](const Json& d) {
         return word(d, "id") + around(" of ", word(d, "database")) + around(", ", bytes(d)) +
                around(" in ", span(d, "duration_ms"));
       }},
      {"backup.verified",
       [](const Json& d) {
         return word(d, "id") +
                (word(d, "ok") == "false" ? " does not restore to the same" : " restores to the same") +
                around(", ", word(d, "tables"), " tables") + around(", ", word(d, "rows"), " rows") +
                around(" in ", span(d, "duration_ms"));
       }},
      {"backup.restoring",
       [](const Json& d) {
         return word(d, "id") + around(" into ", word(d, "database")) + around(": ", word(d, "stage")) +
                around(", ", word(d, "reason"));
       }},
      {"backup.restored",
       [](const Json& d) {
         return word(d, "id") + around(" into ", word(d, "database")) + around(", kept ", word(d, "kept")) +
                around(" in ", span(d, "duration_ms"));
       }},
      {"check.finished", [](const Json& d) { return word(d, "suite") + around(": ", counted_verdicts(d)); }},
      {"schema.expected",
       [](const Json& d) { return word(d, "migration") + ": what it takes away, noted before it runs"; }},
      {"tables.analyzed",
       [](const Json& d) {
         return word(d, "tables") + " tables in " + span(d, "duration_ms") +
                (word(d, "not_done") == "0" ? "" : around(", not done: ", word(d, "not_done")));
       }},
      {"baseline.captured",
       [](const Json& d) {
         return word(d, "tables") + " tables" + around(", ", word(d, "indexes"), " indexes") +
                around(", ", word(d, "constraints"), " constraints") + around(", ", bytes(d));
       }},
      {"report.written",
       [](const Json& d) {
         std::vector<std::string> names;
         for (const auto& path : d.value("paths", Json::array()))
           names.push_back(path.is_string() ? path.get<std::string>() : path.dump());
         return fmt::format("{}", fmt::join(names, ", "));
       }},
      {"note", [](const Json& d) { return word(d, "text"); }},
  };
  return table;
}

// One line whatever the texts hold.
static std::string on_one_line(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') c = ' ';
  }
  return base::shorten(base::trim(text), widest);
}

std::string gist(const Event& event) {
  if (!event.data.is_object()) return on_one_line(event.data.dump());
  const auto known = tellers().find(event.kind);
  return on_one_line(known == tellers().end() ? first_words(event.data) : known->second(event.data));
}

}  // namespace journal

#include "runner/answers.h"

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"
#include "config/toml.h"
#include "runner/questions.h"
#include "runner/roles.h"

namespace runner {

static constexpr std::array kinds{"task",   "gate",        "choice",    "field",       "difference",
                                  "failed", "interrupted", "dangerous", "contradicted"};
static constexpr std::array keys{"step", "when", "answer", "by", "role", "reason", "fields"};

template <std::size_t n>
static std::string did_you_mean(const std::string& wanted, const std::array<const char*, n>& known) {
  const std::vector<std::string> list(known.begin(), known.end());
  const auto near = base::near_match(wanted, list);
  return near ? fmt::format("Did you mean '{}'?", *near) : fmt::format("Use one of {}.", fmt::join(list, ", "));
}

static base::Error wrong(const std::filesystem::path& file, const toml::source_region& where, std::string message,
                         std::string hint = {}) {
  base::Error error{base::Code::configuration, std::move(message), std::move(hint)};
  error.at({.file = file.string(),
            .line = static_cast<int>(where.begin.line),
            .column = static_cast<int>(where.begin.column)});
  return error;
}

static std::string text_of(const std::filesystem::path& file, const toml::node& node, std::string_view key) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* number = node.as_integer()) return std::to_string(number->get());
  if (const auto* flag = node.as_boolean()) return flag->get() ? "yes" : "no";
  throw wrong(file, node.source(), fmt::format("{} has to be a text", key));
}

static AnswerEntry read_entry(const std::filesystem::path& file, const toml::table& table, const std::string& by) {
  AnswerEntry out{.line = static_cast<int>(table.source().begin.line)};
  out.answer.by = by;
  out.answer.source = "answers file";
  for (const auto& [key, node] : table) {
    const std::string name(key.str());
    if (std::find(keys.begin(), keys.end(), name) == keys.end()) {
      throw wrong(file, node.source(), fmt::format("unknown key '{}' in an answer", name), did_you_mean(name, keys));
    }
    if (name == "fields") {
      const auto* fields = node.as_table();
      if (!fields)
        throw wrong(file, node.source(), "fields has to be a table", "Write fields = { \"Location\" = \"…\" }.");
      for (const auto& [field, value] : *fields)
        out.answer.fields[std::string(field.str())] = text_of(file, value, field.str());
      continue;
    }
    const std::string text = text_of(file, node, name);
    if (name == "step")
      out.step = text;
    else if (name == "when")
      out.when = text;
    else if (name == "answer")
      out.answer.answer = text;
    else if (name == "by")
      out.answer.by = text;
    else if (name == "role")
      out.answer.role = text;
    else
      out.answer.reason = text;
    if (name == "when" && std::find(kinds.begin(), kinds.end(), text) == kinds.end()) {
      throw wrong(file, node.source(), fmt::format("'{}' is not a kind of question", text),
                  did_you_mean(text, kinds));
    }
  }
  if (out.answer.answer.empty() && out.answer.fields.empty()) {
    throw wrong(file, table.source(), "an answer without 'answer' or 'fields'",
                "Say what is answered, for example answer = \"done\".");
  }
  return out;
}

std::vector<AnswerEntry> read_answers(const std::filesystem::path& file) {
  const std::string text = base::read_file(file);
  toml::table root;
  try {
    root = config::parse_toml(text, file.string());
  } catch (const toml::parse_error& error) {
    throw wrong(
        file, error.source(),
        base::to_lower(std::string(error.description()).substr(0, 1)) + std::string(error.description()).substr(1),
        "Mend the file; https://toml.io shows how it is written.");
  }
  std::string by;
  for (const auto& [key, node] : root) {
    if (key == "by")
      by = text_of(file, node, "by");
    else if (key != "answer")
      throw wrong(file, node.source(), fmt::format("unknown key '{}'", key.str()), "Use by and [[answer]].");
  }
  std::vector<AnswerEntry> out;
  if (const auto* node = root.get("answer")) {
    const auto* list = node->as_array();
    if (!list) throw wrong(file, node->source(), "answer has to be a list", "Write [[answer]] with two brackets.");
    for (const auto& entry : *list) {
      const auto* table = entry.as_table();
      if (!table)
        throw wrong(file, entry.source(), "answer has to be a list of tables", "Write [[answer]] with two brackets.");
      out.push_back(read_entry(file, *table, by));
    }
  }
  return out;
}

static bool among(const std::vector<std::string>& names, const std::string& name) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& each) { return same_name(each, name); });
}

// A glob that fits every step names none.
static bool names_step(const AnswerEntry& entry) {
  return entry.step.find_first_not_of("*?/") != std::string::npos;
}

bool AnswersFile::fits(const AnswerEntry& entry, const Question& question) const {
  if (unattended_ && question.when == "dangerous" && !names_step(entry)) {
    const auto meant = choice_meant(question, entry.answer.answer);
    if (meant == "run" || meant == "all") return false;
  }
  if (!entry.when.empty() && entry.when != question.when) return false;
  // What is known otherwise is waived for the step at hand, never for whatever comes.
  if (question.when == "contradicted" && (entry.when.empty() || entry.step.empty())) return false;
  // Who has signed or voted cannot do so again; the next entry may name somebody else.
  if (among(question.not_by, entry.answer.by) || among(question.voted, entry.answer.by)) return false;
  return entry.step.empty() || base::glob_matches(entry.step, question.step);
}

std::optional<Answer> AnswersFile::ask(const Question& question) {
  std::optional<Answer> out;
  for (const auto& entry : entries_) {
    if (!fits(entry, question)) continue;
    if (question.when == "field") {
      for (const auto& field : question.fields) {
        const auto found = entry.answer.fields.find(field.name);
        if (found == entry.answer.fields.end() || (out && out->fields.contains(field.name))) continue;
        if (!out) {
          out = entry.answer;
          out->answer = "filled in";
          out->fields.clear();
        }
        out->fields[field.name] = found->second;
      }
      continue;
    }
    const auto meant = choice_meant(question, entry.answer.answer);
    if (!meant && entry.when.empty()) continue;  // meant for other kinds of questions
    if (!meant) {
      std::vector<std::string> known;
      for (const auto& choice : question.choices) known.push_back(choice.key);
      throw base::Error{base::Code::configuration,
                        fmt::format("'{}' is not an answer to step {}", entry.answer.answer, question.step),
                        fmt::format("Answer with one of {}.", fmt::join(known, ", "))}
          .at({.file = file_, .line = entry.line});
    }
    if (*meant == "retry" && question.when != "interrupted" && ++retried_[question.step] > 1) return std::nullopt;
    out = entry.answer;
    out->answer = *meant;
    return out;
  }
  return out;
}

std::optional<Answer> AnswersFile::prepared(const Question& question) const {
  for (const auto& entry : entries_) {
    if (!fits(entry, question) || (question.when == "dangerous" && !names_step(entry))) continue;
    const auto meant = choice_meant(question, entry.answer.answer);
    if (!meant) continue;
    auto out = entry.answer;
    out.answer = *meant;
    return out;
  }
  return std::nullopt;
}

std::optional<Answer> Several::prepared(const Question& question) const {
  for (const auto* people : people_) {
    if (auto answer = people->prepared(question)) return answer;
  }
  return std::nullopt;
}

std::optional<Answer> Several::ask(const Question& question) {
  std::optional<Answer> out;
  Question left = question;
  for (auto* people : people_) {
    auto answer = people->ask(left);
    if (!answer) continue;
    if (question.when != "field") return answer;
    if (!out)
      out = answer;
    else
      out->fields.insert(answer->fields.begin(), answer->fields.end());
    std::erase_if(left.fields, [&](const runbook::Field& field) { return out->fields.contains(field.name); });
    if (left.fields.empty()) return out;
  }
  return out;
}

// A basic TOML string: what JSON escapes, TOML escapes alike.
static std::string quoted(const std::string& text) {
  return base::Json(text).dump(-1, ' ', false, base::Json::error_handler_t::replace);
}

std::string toml_for(const Question& question) {
  std::string out = fmt::format("[[answer]]\nstep = {}\nwhen = {}\n", quoted(question.step), quoted(question.when));
  if (question.when == "field") {
    std::vector<std::string> fields;
    for (const auto& field : question.fields) {
      fields.push_back(fmt::format("{} = {}", quoted(field.name),
                                   quoted(field.choices.empty() ? "VALUE" : field.choices.front())));
    }
    return out + fmt::format("by = \"NAME\"\nfields = {{ {} }}\n", fmt::join(fields, ", "));
  }
  std::vector<std::string> keys_of;
  for (const auto& choice : question.choices) {
    if (choice.key != "stop") keys_of.push_back(choice.key);
  }
  const std::string first = keys_of.empty() ? "done" : keys_of.front();
  out += fmt::format("answer = {}", quoted(first));
  if (keys_of.size() > 1) out += fmt::format("  # or {}", fmt::join(keys_of.begin() + 1, keys_of.end(), ", "));
  if (question.when == "contradicted") out += "\nreason = \"WHY\"";
  return out + "\nby = \"NAME\"\n";
}

}  // namespace runner

#include "config/section.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace config {

using base::Code;
using base::Error;

base::Place Source::place(const toml::source_region& region) const {
  base::Place place{
      .file = shown, .line = static_cast<int>(region.begin.line), .column = static_cast<int>(region.begin.column)};
  const auto lines = base::lines(text);
  if (place.line >= 1 && static_cast<std::size_t>(place.line) <= lines.size())
    place.text = lines[static_cast<std::size_t>(place.line) - 1];
  return place;
}

Section::Section(const Source& source, std::string name, const toml::table* table)
    : source_(source), name_(std::move(name)), table_(table) {}

std::string Section::full(std::string_view key) const {
  return name_.empty() ? std::string(key) : fmt::format("{}.{}", name_, key);
}

base::Error Section::refuse(std::string_view key, std::string_view problem, std::string hint) const {
  Error error{Code::configuration, fmt::format("{} {}", full(key), problem), std::move(hint)};
  if (table_) {
    if (const auto* node = table_->get(key)) error.at(source_.place(node->source()));
  }
  return error;
}

const toml::node* Section::take(std::string_view key) {
  if (std::ranges::find(known_, key) == known_.end()) known_.emplace_back(key);
  return table_ ? table_->get(key) : nullptr;
}

// "an integer": what stands there instead of what was wanted.
static std::string_view type_of(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::string:
      return "a string";
    case toml::node_type::integer:
      return "an integer";
    case toml::node_type::floating_point:
      return "a number";
    case toml::node_type::boolean:
      return "a boolean";
    case toml::node_type::array:
      return "a list";
    case toml::node_type::table:
      return "a table";
    default:
      return "a date or time";
  }
}

void Section::read(std::string_view key, std::string& target) {
  const auto* node = take(key);
  if (!node) return;
  const auto* value = node->as_string();
  if (!value)
    throw refuse(key, fmt::format("is {}, but a string is wanted", type_of(*node)),
                 fmt::format("Put the value in quotes: {} = \"…\".", key));
  target = value->get();
}

void Section::read(std::string_view key, bool& target) {
  const auto* node = take(key);
  if (!node) return;
  const auto* value = node->as_boolean();
  if (!value)
    throw refuse(key, fmt::format("is {}, but true or false is wanted", type_of(*node)),
                 fmt::format("Write {} = true or {} = false, without quotes.", key, key));
  target = value->get();
}

void Section::read(std::string_view key, std::vector<std::string>& target) {
  const auto* node = take(key);
  if (!node) return;
  const auto hint = fmt::format("Write a list of names: {} = [\"first\", \"second\"].", key);
  const auto* list = node->as_array();
  if (!list) throw refuse(key, fmt::format("is {}, but a list of strings is wanted", type_of(*node)), hint);
  target.clear();
  for (const auto& item : *list) {
    const auto* text = item.as_string();
    if (!text)
      throw refuse(key, fmt::format("holds {}, but only strings are wanted", type_of(item)), hint)
          .at(source_.place(item.source()));
    target.push_back(text->get());
  }
}

void Section::read(std::string_view key, base::Milliseconds& target) {
  const auto* node = take(key);
  if (!node) return;
  const auto hint =
      fmt::format("Write a span with its unit in quotes: {} = \"2s\", \"500ms\", \"5min\" or \"1h\".", key);
  // A bare number is refused: PostgreSQL reads it as milliseconds, a person as seconds or minutes.
  const auto* text = node->as_string();
  if (!text) throw refuse(key, fmt::format("is {}, but a span of time is wanted", type_of(*node)), hint);
  const auto span = base::parse_span(text->get());
  if (!span || *span < base::Milliseconds{0})
    throw refuse(key, fmt::format("is \"{}\", which is not a span of time", text->get()), hint);
  target = *span;
}

void Section::read_percent(std::string_view key, double& target) {
  const auto* node = take(key);
  if (!node) return;
  const auto hint = fmt::format("Write a number from 0 to 100: {} = 20.", key);
  const auto value = node->is_number() ? node->value<double>() : std::nullopt;
  if (!value) throw refuse(key, fmt::format("is {}, but a percentage is wanted", type_of(*node)), hint);
  if (!(*value >= 0 && *value <= 100))
    throw refuse(key, fmt::format("is {}, which is not a percentage", *value), hint);
  target = *value;
}

void Section::read_count(std::string_view key, long long least, long long& target) {
  const auto* node = take(key);
  if (!node) return;
  const auto hint = fmt::format("Write a whole number of at least {}: {} = {}.", least, key, target);
  const auto* value = node->as_integer();
  if (!value) throw refuse(key, fmt::format("is {}, but a whole number is wanted", type_of(*node)), hint);
  if (value->get() < least) throw refuse(key, fmt::format("is {}, which is too small", value->get()), hint);
  target = value->get();
}

void Section::read_count(std::string_view key, long long least, int& target) {
  constexpr long long most = 1'000'000;
  long long value = target;
  read_count(key, least, value);
  if (value > most) throw refuse(key, fmt::format("is {}, which is too large", value), "Write a smaller number.");
  target = static_cast<int>(value);
}

Section Section::section(std::string_view key) {
  const auto* node = take(key);
  if (node && !node->is_table())
    throw refuse(key, fmt::format("is {}, but a table is wanted", type_of(*node)),
                 fmt::format("Write a line [{}] and its keys below it.", full(key)));
  return {source_, full(key), node ? node->as_table() : nullptr};
}

bool Section::is_table(std::string_view key) const {
  return table_ && table_->get(key) && table_->get(key)->is_table();
}

std::vector<Section> Section::sections(std::string_view key) {
  std::vector<Section> found;
  const auto* node = take(key);
  if (!node) return found;
  const auto hint = fmt::format("Write a line [[{}]] and its keys below it, once for each.", full(key));
  const auto* list = node->as_array();
  if (!list) throw refuse(key, fmt::format("is {}, but a list of tables is wanted", type_of(*node)), hint);
  for (const auto& item : *list) {
    if (!item.is_table()) throw refuse(key, fmt::format("holds {}, but only tables are wanted", type_of(item)), hint);
    found.push_back({source_, full(key), item.as_table()});
  }
  return found;
}

bool Section::is_list(std::string_view key) const {
  return table_ && table_->get(key) && table_->get(key)->is_array();
}

base::Place Section::place() const {
  return table_ ? source_.place(table_->source()) : base::Place{.file = source_.shown};
}

std::vector<std::string> Section::keys() const {
  std::vector<std::pair<toml::source_index, std::string>> found;
  if (table_) {
    for (const auto& [key, node] : *table_) found.emplace_back(key.source().begin.line, key.str());
  }
  std::ranges::stable_sort(found, {}, [](const auto& item) { return item.first; });
  std::vector<std::string> names;
  names.reserve(found.size());
  for (auto& [line, name] : found) names.push_back(std::move(name));
  return names;
}

void Section::finish() const {
  for (const auto& key : keys()) {
    if (std::ranges::find(known_, key) != known_.end()) continue;
    const auto where = name_.empty() ? std::string("at the top of the file") : fmt::format("in [{}]", name_);
    const auto meant = base::near_match(key, known_);
    Error error{Code::configuration, fmt::format("unknown key '{}' {}", key, where),
                meant ? fmt::format("Write '{}' if that is what is meant.", *meant)
                      : fmt::format("Use one of the keys known here: {}.", fmt::join(known_, ", "))};
    error.at(source_.place(table_->find(key)->first.source()));
    throw error;
  }
}

}  // namespace config

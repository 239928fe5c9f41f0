#include "runbook/tables.h"

#include <regex>

#include "base/text.h"
#include "runbook/fields.h"

namespace runbook {

static bool has_word(std::string_view header, std::initializer_list<std::string_view> words) {
  const std::string lower = base::to_lower(header.substr(0, 80));
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

static std::optional<std::size_t> column(const std::vector<std::string>& header,
                                         std::initializer_list<std::string_view> words) {
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (has_word(header[i], words)) return i;
  }
  return std::nullopt;
}

static constexpr std::initializer_list<std::string_view> target_words{"target", "expected",  "required", "threshold",
                                                                      "goal",   "criterion", "must be",  "limit"};
static constexpr std::initializer_list<std::string_view> actual_words{"actual", "result", "measured", "observed"};
static constexpr std::initializer_list<std::string_view> time_words{"duration", "time", "estimate", "minutes", "eta"};
static constexpr std::initializer_list<std::string_view> person_words{"contact", "name",  "who",      "person",
                                                                      "primary", "owner", "assignee", "responsible"};

TableKind kind_of_table(const std::vector<std::string>& header) {
  const auto has = [&](std::initializer_list<std::string_view> words) { return column(header, words).has_value(); };
  if (has({"signature", "signed", "sign-off", "sign off", "initials", "approved by"})) return TableKind::sign_off;
  if (has({"phone", "e-mail", "email", "pager", "slack", "contact", "when to call"})) return TableKind::contacts;
  if (has(target_words) && (has(actual_words) || has({"metric", "criteri", "check", "status"})))
    return TableKind::criteria;
  if (has({"migration"}) && !has({"metric"})) return TableKind::migrations;
  if (has({"duration", "estimate"}) || (has({"time"}) && has({"step", "phase", "task", "operation"})))
    return TableKind::durations;
  if (has({"owner", "responsible", "assignee", "role"})) return TableKind::owners;
  return TableKind::other;
}

std::string_view name(TableKind kind) {
  switch (kind) {
    case TableKind::other:
      return "other";
    case TableKind::migrations:
      return "migrations";
    case TableKind::durations:
      return "durations";
    case TableKind::owners:
      return "owners";
    case TableKind::contacts:
      return "contacts";
    case TableKind::criteria:
      return "criteria";
    case TableKind::sign_off:
      return "sign-off";
  }
  return "other";
}

static const std::string& cell(const std::vector<std::string>& row, std::size_t at) {
  static const std::string none;
  return at < row.size() ? row[at] : none;
}

static int line_of(const Table& table, std::size_t row) {
  return row < table.row_lines.size() ? table.row_lines[row] : table.line + 2 + static_cast<int>(row);
}

std::vector<Criterion> criteria_of(const Table& table) {
  std::vector<Criterion> out;
  const auto target = column(table.header, target_words);
  if (table.kind != TableKind::criteria || !target) return out;
  const auto actual = column(table.header, actual_words);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto& row = table.rows[i];
    const auto& metric = cell(row, *target == 0 ? 1 : 0);
    if (metric.empty() || cell(row, *target).empty()) continue;
    out.push_back({.metric = metric,
                   .target = cell(row, *target),
                   .actual = actual && *actual != *target ? cell(row, *actual) : "",
                   .line = line_of(table, i)});
  }
  return out;
}

std::vector<Contact> contacts_of(const Table& table) {
  std::vector<Contact> out;
  if (table.kind != TableKind::contacts && table.kind != TableKind::owners) return out;
  const std::size_t role = column(table.header, {"role", "team", "area", "task", "step"}).value_or(0);
  std::optional<std::size_t> person;
  for (std::size_t i = 0; i < table.header.size() && !person; ++i) {
    if (i != role && has_word(table.header[i], person_words)) person = i;
  }
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto& row = table.rows[i];
    Contact contact{
        .role = cell(row, role), .name = person ? cell(row, *person) : "", .ways = {}, .line = line_of(table, i)};
    for (std::size_t at = 0; at < table.header.size(); ++at) {
      if (at != role && at != person && !cell(row, at).empty() && cell(row, at) != "-")
        contact.ways.push_back({table.header[at], cell(row, at)});
    }
    if (!contact.role.empty() || !contact.name.empty()) out.push_back(std::move(contact));
  }
  return out;
}

static constexpr std::initializer_list<std::string_view> limits{"at least ",  "at most ", "under ", "below ",
                                                                "over ",      "above ",   "up to ", "more than ",
                                                                "less than ", "max",      "min"};

static std::optional<base::Milliseconds> unit_of(char first) {
  switch (first) {
    case 'd':
      return base::Milliseconds(24 * 3600'000LL);
    case 'h':
      return base::Milliseconds(3600'000);
    case 'm':
      return base::Milliseconds(60'000);
    case 's':
      return base::Milliseconds(1000);
    default:
      return std::nullopt;
  }
}

std::optional<PlannedTime> read_span(std::string_view text) {
  static const std::regex pattern(
      "(\\d{1,5}(?:\\.\\d{1,3})?)(?:\\s?-\\s?(\\d{1,5}(?:\\.\\d{1,3})?))?\\s*"
      "(days?|d|hours?|hrs?|hr|h|minutes?|mins?|min|m|seconds?|secs?|sec|s)\\b",
      std::regex::icase | std::regex::optimize);
  const std::string short_text =
      base::replace_all(base::replace_all(std::string(text.substr(0, 100)), "–", "-"), "—", "-");
  PlannedTime out;
  bool any = false;
  for (std::sregex_iterator match(short_text.begin(), short_text.end(), pattern), end; match != end; ++match) {
    const auto unit = unit_of(static_cast<char>(std::tolower(static_cast<unsigned char>((*match)[3].str().front()))));
    const auto times = [&](const std::string& number) {
      return base::Milliseconds(static_cast<long long>(std::stod(number) * static_cast<double>(unit->count())));
    };
    out.least += times((*match)[1]);
    out.most += times((*match)[2].matched ? (*match)[2].str() : (*match)[1].str());
    any = true;
  }
  return any ? std::optional(out) : std::nullopt;
}

std::vector<PlannedTime> planned_times_of(const Table& table) {
  std::vector<PlannedTime> out;
  if (table.kind != TableKind::durations && table.kind != TableKind::migrations) return out;
  const auto time = column(table.header, time_words);
  if (!time) return out;
  std::size_t what = column(table.header, {"step", "phase", "task", "migration", "operation", "name"}).value_or(0);
  if (what == *time) what = *time == 0 ? 1 : 0;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    auto span = read_span(cell(table.rows[i], *time));
    if (!span || cell(table.rows[i], what).empty()) continue;
    span->what = cell(table.rows[i], what);
    span->line = line_of(table, i);
    out.push_back(*std::move(span));
  }
  return out;
}

// ---- what is filled in ----

// Columns that somebody fills in even where some cells have something already.
static bool is_filled_in(std::string_view header) {
  return has_word(header,
                  {"actual", "result", "status", "pass", "sign", "initials", "measured", "observed", "done", "ok?"});
}

static bool empty_below(const Table& table, std::size_t at) {
  return !table.rows.empty() &&
         std::all_of(table.rows.begin(), table.rows.end(), [&](const auto& row) { return cell(row, at).empty(); });
}

// "____" and nothing else.
static bool is_blank(std::string_view text) {
  text = base::trim(text);
  return text.size() >= 3 && text.find_first_not_of('_') == std::string_view::npos;
}

static std::string row_name(const std::vector<std::string>& row) {
  for (const auto& each : row) {
    if (!each.empty() && !is_blank(each) && count_boxes(each) == 0 && count_blanks(each) == 0) return each;
  }
  return {};
}

// Only what can be compared: "< 30 min", "No", "40+"; not a sentence about what a page looks like.
static std::string comparable(const std::string& target) {
  if (target.empty() || base::display_width(target) > 24) return {};
  const bool number = std::isdigit(static_cast<unsigned char>(target.front())) != 0 ||
                      std::string_view("<>=~$").find(target.front()) != std::string_view::npos ||
                      target.starts_with("≤") || target.starts_with("≥") || target.starts_with("€");
  const bool limit = std::any_of(limits.begin(), limits.end(), [&](std::string_view word) {
    return base::starts_with_ignoring_case(target, word);
  });
  return number || limit || target.find(' ') == std::string::npos ? target : "";
}

static Field field_for(const Table& table, const std::string& row, std::size_t at, int line, bool alone) {
  Field field{.name = alone ? row : fmt::format("{}: {}", row, cell(table.header, at)), .line = line};
  if (field.name.ends_with(": ")) field.name = fmt::format("{}: column {}", row, at + 1);
  return field;
}

std::vector<Field> fields_of(const Table& table) {
  std::vector<bool> fillable(table.header.size());
  std::size_t columns = 0;
  for (std::size_t at = 0; at < table.header.size(); ++at) {
    const bool open = std::any_of(table.rows.begin(), table.rows.end(), [&](const auto& row) {
      return cell(row, at).empty() || count_boxes(cell(row, at)) > 0 || count_blanks(cell(row, at)) > 0;
    });
    const bool all = table.kind == TableKind::contacts || table.kind == TableKind::sign_off;
    fillable[at] = open && at > 0 && (all || is_filled_in(table.header[at]) || empty_below(table, at));
    columns += open && (at > 0) ? 1 : 0;
  }
  const auto target = column(table.header, target_words);
  std::vector<Field> out;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const auto& row = table.rows[i];
    std::string title = row_name(row);
    const int line = line_of(table, i);
    // A row that holds no more than its name waits for somebody.
    const bool nothing_yet =
        row.size() > 2 && std::all_of(row.begin() + 1, row.end(), [](const auto& each) { return each.empty(); });
    for (std::size_t at = 0; at < table.header.size(); ++at) {
      const auto& text = cell(row, at);
      if (title.empty()) title = fmt::format("row {}", i + 1);
      if ((text.empty() && (fillable[at] || nothing_yet)) || is_blank(text)) {
        Field field = field_for(table, title, at, line, columns == 1);
        if (target && *target != at && has_word(table.header[at], actual_words))
          field.expected = comparable(cell(row, *target));
        out.push_back(std::move(field));
        continue;
      }
      for (auto& box : read_boxes(text, line)) {
        if (base::display_width(box.name) > 0 && at > 0 && box.choices.size() > 2)
          box.name = fmt::format("{}: {}", title, box.name);
        else
          box.name = field_for(table, title, at, line, columns <= 1).name;
        out.push_back(std::move(box));
      }
      for (auto& blank : read_blanks(text, line)) {
        const bool unnamed = blank.name.starts_with("blank ");
        blank.name =
            unnamed ? field_for(table, title, at, line, columns <= 1).name : fmt::format("{}: {}", title, blank.name);
        out.push_back(std::move(blank));
      }
    }
  }
  return out;
}

}  // namespace runbook

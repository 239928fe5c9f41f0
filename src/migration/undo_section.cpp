#include "migration/undo_section.h"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "migration/changes.h"
#include "migration/comments.h"
#include "sql/lenient.h"
#include "sql/statement.h"

namespace migration {

namespace {

struct Words {
  std::string plain;             // lower case, one space between them, no decoration around
  std::vector<std::string> all;  // without punctuation
};

// A comment line that may head an undo.
struct Heading {
  const CommentLine* line = nullptr;
  std::string word;   // "rollback"
  bool bare = false;  // nothing but the word, and what says that it is a part of the file
  bool short_one = false;
};

// What a statement changes, and where it stands.
struct Step {
  const sql::Statement* statement = nullptr;
  std::vector<Change> changes;
};

}  // namespace

static bool in_a_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '\'' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Marks in front of the text: "--- !Downs", "// @UNDO", "#### DOWN ####", "** down".
static std::string without_decoration(std::string_view text) {
  constexpr std::string_view marks = "-#/*=~>< \t!.[](){}|\\_";
  const auto first = text.find_first_not_of(marks);
  if (first == std::string_view::npos) return {};
  const auto last = text.find_last_not_of(" \t-#/*=~><[](){}|\\_:;.!");
  return base::to_lower(text.substr(first, last == std::string_view::npos ? 0 : last - first + 1));
}

static Words words_of(std::string_view text) {
  Words out;
  for (const char c : without_decoration(text)) {
    const bool space = c == ' ' || c == '\t';
    if (!space) out.plain += c;
    if (space && !out.plain.empty() && out.plain.back() != ' ') out.plain += ' ';
  }
  std::string word;
  for (const char c : out.plain + " ") {
    if (in_a_word(c)) {
      word += c;
    } else if (!word.empty()) {
      out.all.push_back(std::move(word));
      word.clear();
    }
  }
  return out;
}

// "+ goose  down" → "+goose down"; "migrate : down" → "migrate:down".
static std::string closed_up(std::string text) {
  for (const auto* joint : {"+", ":", "@"}) {
    text = base::replace_all(std::move(text), std::string(joint) + " ", joint);
    if (*joint == ':') text = base::replace_all(std::move(text), " :", ":");
  }
  return text;
}

static bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

static bool says_undo(std::string_view word) {
  return is_one_of(word, {"down", "downs", "undo", "rollback", "revert"});
}

// Whether the text up to here is the word itself, and not the beginning of another one.
static bool begins_with_word(std::string_view text, std::string_view word) {
  return text.starts_with(word) && (text.size() == word.size() || !in_a_word(text[word.size()]));
}

// dbmate "migrate:down transaction:false", goose and sql-migrate "+goose Down", Play "!Downs", MyBatis "//@UNDO",
// node-pg-migrate "Down Migration", tern "create above / drop below", rambler "rambler down", shmig "==== DOWN ====".
static bool is_marker_of_undo(std::string_view comment) {
  const auto text = closed_up(words_of(comment).plain);
  if (text.starts_with("create above / drop below") || text.starts_with("create above/drop below")) return true;
  if (text == "down migration" || text == "rambler down") return true;
  if (text == "downs" || begins_with_word(text, "@undo")) return true;
  const bool shmig = comment.find("====") != std::string_view::npos && text == "down";
  if (shmig) return true;
  if (text.starts_with('+')) {  // +goose Down, +migrate Down notransaction, +micrate Down
    const auto space = text.find(' ');
    if (space == std::string::npos) return false;
    const auto rest = std::string_view(text).substr(space + 1);
    return says_undo(rest.substr(0, rest.find(' ')));
  }
  const auto colon = text.find(':');
  if (colon == std::string::npos || colon == 0) return false;
  const auto tool = std::string_view(text).substr(0, colon);
  const auto rest = std::string_view(text).substr(colon + 1);
  const auto word = rest.substr(0, rest.find(' '));
  const bool option_behind = rest.size() == word.size() || rest.find(':', word.size()) != std::string_view::npos;
  return is_one_of(tool, {"migrate", "migration", "migrations", "micrate", "dbmate", "goose", "rambler", "sql", "mig",
                          "schema", "amber", "clear"}) &&
         says_undo(word) && option_behind;
}

// sqitch heads the files of its revert folder so: "Revert shop:users from pg".
static bool is_sqitch_revert(std::string_view comment) {
  const auto words = words_of(comment);
  return words.all.size() >= 4 && words.all.front() == "revert" && words.all.back() == "pg" &&
         words.all[words.all.size() - 2] == "from" && words.plain.find(':') != std::string::npos;
}

// The word that announces an undo, "roll back" as "rollback"; empty where there is none.
static std::string undo_word(const std::vector<std::string>& words) {
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto& word = words[at];
    if (is_one_of(word, {"undo", "undoes", "undoing", "rollback", "rollbacks", "revert", "reverts", "reverting",
                         "backout"}))
      return word;
    const bool second_back = at + 1 < words.size() && words[at + 1] == "back";
    if (second_back && is_one_of(word, {"roll", "rolls", "rolling", "back"})) return word + " back";
    if (word == "back" && at + 1 < words.size() && words[at + 1] == "out") return "back out";
    // "Tear down", "top-down" and their like are other words.
    const bool heads = at == 0 || is_one_of(words[at - 1], {"migrate", "migration", "migrations", "section", "script",
                                                            "sql", "part", "schema", "db", "database", "the", "up"});
    if (heads && is_one_of(word, {"down", "downs", "downgrade"})) return word;
  }
  return {};
}

static bool denies(const std::vector<std::string>& words) {
  return std::ranges::any_of(words, [](const std::string& word) {
    return is_one_of(word, {"no", "not", "never", "none", "without", "cannot", "can't", "don't", "won't", "isn't",
                            "doesn't", "impossible", "irreversible", "avoid", "avoids", "instead"});
  });
}

// Words that say that this is a part of the file, and nothing else.
static bool is_filler(const std::string& word) {
  return is_one_of(word, {"migration",  "migrations", "migrate",  "section", "script",  "scripts",  "sql",
                          "part",       "step",       "steps",    "begin",   "begins",  "start",    "starts",
                          "the",        "to",         "schema",   "change",  "changes", "of",       "for",
                          "here",       "below",      "this",     "file",    "db",      "database", "statements",
                          "statement",  "queries",    "commands", "block",   "code",    "all",      "operation",
                          "operations", "everything", "it",       "and",     "or",      "method",   "action",
                          "actions",    "procedure"}) ||
         word.find_first_not_of("0123456789_") == std::string::npos;
}

static std::optional<Heading> heading_of(const CommentLine& line) {
  if (!line.own_line) return std::nullopt;
  const auto words = words_of(line.text);
  auto word = undo_word(words.all);
  if (word.empty()) return std::nullopt;
  const bool denied = denies(words.all);
  const bool bare = !denied && std::ranges::all_of(words.all, [&](const std::string& each) {
    return is_filler(each) || says_undo(each) || each == word || word.starts_with(each + " ") ||
           word.ends_with(" " + each);
  });
  constexpr std::size_t few = 8;
  return Heading{
      .line = &line, .word = std::move(word), .bare = bare, .short_one = !denied && words.all.size() <= few};
}

// "-- Up", "-- UP migration": the other half of a file in two parts.
static bool heads_the_doing(const CommentLine& line) {
  if (!line.own_line) return false;
  const auto words = words_of(line.text);
  return !words.all.empty() && std::ranges::any_of(words.all, [](const auto& word) {
    return is_one_of(word, {"up", "ups", "upgrade", "forward", "forwards", "apply", "deploy", "migrate", "do"});
  }) && std::ranges::all_of(words.all, [](const auto& word) {
    return is_filler(word) ||
           is_one_of(word, {"up", "ups", "upgrade", "forward", "forwards", "apply", "deploy", "do"});
  });
}

static std::vector<Step> steps_of(const std::vector<sql::Statement>& statements) {
  std::vector<Step> steps;
  for (const auto& statement : statements) {
    auto changes = changes_of(statement);
    if (!changes.empty()) steps.push_back({.statement = &statement, .changes = std::move(changes)});
  }
  return steps;
}

static TakesBack takes_back(const Step& later, const Step& earlier) {
  auto most = TakesBack::no;
  for (const auto& one : later.changes)
    for (const auto& other : earlier.changes) most = std::max(most, takes_back(one, other));
  return most;
}

namespace {

struct Balance {
  std::size_t after = 0;   // statements behind the heading that change something
  std::size_t back = 0;    // of them, those that take something back
  std::size_t before = 0;  // statements before it that change something
  std::size_t taken = 0;   // of them, those that something takes back
  bool thing = false;      // something that was made is gone again
  bool takes = false;      // something is dropped or deleted behind the heading, or nobody knows what happens
  bool first_takes_back = false;
  const Step* earlier = nullptr;  // the first pair
  const Step* later = nullptr;
};

}  // namespace

// Steps by the names in them, so that a long file is not compared each with each.
static std::unordered_multimap<std::string, std::size_t> by_name(const std::vector<Step>& steps, std::size_t count) {
  std::unordered_multimap<std::string, std::size_t> known;
  for (std::size_t at = 0; at < count; ++at) {
    std::set<std::string> names;
    for (const auto& change : steps[at].changes)
      names.insert({change.of.name, change.on.name, change.name, change.of.schema});
    for (const auto& name : names) known.emplace(name, at);
  }
  return known;
}

static std::set<std::size_t> candidates(const std::unordered_multimap<std::string, std::size_t>& known,
                                        const Step& later) {
  constexpr std::size_t enough = 200;  // statements about one name
  std::set<std::size_t> found;
  for (const auto& change : later.changes) {
    const auto [first, last] = known.equal_range(change.of.name);
    for (auto at = first; at != last && found.size() < enough; ++at) found.insert(at->second);
  }
  return found;
}

static Balance weigh(const std::vector<Step>& steps, std::size_t split) {
  Balance out{.after = steps.size() - split, .before = split};
  std::vector<bool> taken(split);
  const auto known = by_name(steps, split);
  for (auto at = split; at < steps.size(); ++at) {
    bool any = false;
    out.takes =
        out.takes || std::ranges::any_of(steps[at].changes, [](const Change& change) {
          return change.kind == Change::Kind::unknown || (change.kind == Change::Kind::takes && change.lasting);
        });
    for (const auto other : candidates(known, steps[at])) {
      const auto how = takes_back(steps[at], steps[other]);
      if (how == TakesBack::no) continue;
      any = taken[other] = true;
      out.thing = out.thing || how == TakesBack::thing;
      if (out.later) continue;
      out.later = &steps[at];
      out.earlier = &steps[other];
    }
    if (any) ++out.back;
    if (any && at == split) out.first_takes_back = true;
  }
  out.taken = static_cast<std::size_t>(std::ranges::count(taken, true));
  return out;
}

// The shorter the comment, the more it is a heading, and the less has to be proved.
static bool is_undo(const Heading& heading, const Balance& balance) {
  if (heading.bare && balance.before > 0 && balance.takes) return true;
  if (balance.back == 0) return false;
  if (heading.bare) return true;
  const bool all_back = balance.back == balance.after;
  if (all_back && balance.taken == balance.before) return true;
  if (!heading.short_one || !balance.thing) return false;
  return all_back || (balance.first_takes_back && 2 * balance.back >= balance.after);
}

static constexpr auto undoes_itself =
    "the file holds its own undo from this line on, and would undo itself when run as a whole";
static constexpr auto how_to_part =
    "Move the undo into a file of its own, or name the layout of the tool whose mark it is with --layout "
    "('lockkeeper help "
    "layouts').";

static UndoSection section_at(const Script& script, const CommentLine& line, std::string message, std::string hint) {
  const auto at = sql::locate(script.text, line.offset);
  return {.place = {.file = script.shown, .line = at.line, .column = 1, .text = std::string(at.text)},
          .message = std::move(message),
          .hint = std::move(hint)};
}

// Statements, those that the grammar refuses too; nothing where none can be read.
static std::vector<sql::Statement> statements_in(const Script& script) {
  try {
    return sql::parse_leniently(script.text, script.shown);
  } catch (const base::Error&) {
    return {};
  }
}

// Cheap, and true of few files.
static bool may_hold_an_undo(std::string_view text) {
  static constexpr std::array<std::string_view, 7> words{"down", "undo",     "rollback", "revert",
                                                         "roll", "back out", "below"};
  const auto lower = base::to_lower(text);
  return std::ranges::any_of(words, [&](auto word) { return lower.find(word) != std::string::npos; });
}

static bool stands_within(const CommentLine& line, const std::vector<sql::Statement>& statements) {
  return std::ranges::any_of(statements, [&](const sql::Statement& each) {
    return each.offset < line.offset && line.offset < each.offset + each.text.size();
  });
}

// A file in two parts, one of which says that it is the undo, whatever its statements do.
static bool has_both_parts(const std::vector<CommentLine>& lines, const CommentLine& heading,
                           const std::vector<sql::Statement>& statements) {
  return std::ranges::any_of(lines, [&](const CommentLine& line) {
    return &line != &heading && heads_the_doing(line) && !stands_within(line, statements);
  });
}

static std::optional<UndoSection> look_at_headings(const Script& script, const std::vector<CommentLine>& lines) {
  std::vector<Heading> headings;
  for (const auto& line : lines) {
    if (auto heading = heading_of(line)) headings.push_back(*std::move(heading));
  }
  if (headings.empty()) return std::nullopt;
  const auto statements = statements_in(script);
  const auto steps = steps_of(statements);
  for (const auto& heading : headings) {
    if (stands_within(*heading.line, statements)) continue;
    const auto split = static_cast<std::size_t>(std::ranges::count_if(
        steps, [&](const Step& step) { return step.statement->offset < heading.line->offset; }));
    if (split == steps.size()) continue;  // nothing runs behind it
    const auto balance = weigh(steps, split);
    const bool halves = heading.bare && has_both_parts(lines, *heading.line, statements);
    if (!halves && !is_undo(heading, balance)) continue;
    if (halves || !balance.later) return section_at(script, *heading.line, undoes_itself, how_to_part);
    return section_at(
        script, *heading.line,
        fmt::format("the file holds its own undo from this line on: line {} takes back what line {} does",
                    balance.later->statement->line, balance.earlier->statement->line),
        fmt::format("Move the undo into a file of its own, or comment it out; where it belongs to the migration, say "
                    "so in other words than '{}'.",
                    heading.word));
  }
  return std::nullopt;
}

std::optional<UndoSection> find_undo_section(const Script& script) {
  if (!may_hold_an_undo(script.text)) return std::nullopt;
  const auto lines = comments_of(script.text);
  for (const auto& line : lines) {
    if (!is_marker_of_undo(line.text) && !(line.own_line && is_sqitch_revert(line.text))) continue;
    if (sql::is_blank(std::string_view(script.text).substr(line.after))) continue;  // nothing runs behind it
    return section_at(script, line, undoes_itself, how_to_part);
  }
  return look_at_headings(script, lines);
}

}  // namespace migration

// Statements through the recipes, each against the schema as those before it leave it.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "fix/apart.h"
#include "fix/pieces.h"
#include "fix/tokens.h"
#include "impact/schema.h"
#include "migration/reading.h"

namespace fix {

Parsed parse(std::string text) {
  Parsed parsed{.text = std::make_unique<std::string>(std::move(text)), .statements = {}};
  parsed.statements = sql::parse(*parsed.text, "the safe form");
  return parsed;
}

std::string first_line(std::string_view statement) {
  std::string line;
  for (const char c : statement) {
    const bool blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    if (blank && (line.empty() || line.back() == ' ')) continue;
    line += blank ? ' ' : c;
  }
  return base::shorten(base::trim(line), 70);
}

namespace {

/// The team's statement that is being worked on.
struct Origin {
  int line = 0;
  std::string comment = {};  // goes to the first piece made of it
  bool team = true;          // false: a statement that a recipe asked for
  bool settles_undo = true;  // its keys are looked for in the team's undo
};

class Rewriting {
 public:
  Rewriting(const pg::Catalog& before, impact::Made made, const Settings& settings, std::string mark,
            const migration::Migration& migration, Safe& safe)
      : made_(std::move(made)),
        settings_(settings),
        mark_(std::move(mark)),
        undoable_(migration.down.has_value()),
        shown_(migration.up.shown),
        safe_(safe) {
    out_.after = before;
  }

  void take(const sql::Statement& statement, std::string comment) {
    Origin origin{.line = statement.line, .comment = std::move(comment)};
    const auto first = out_.pieces.size();
    const auto* alter = statement.as<sql::AlterTable>();
    const auto apart = alter && alter->commands.size() > 1 ? take_apart(statement.text) : std::nullopt;
    if (apart && apart->actions.size() == alter->commands.size()) {
      take_actions(statement, *apart, origin);
    } else {
      take_one(std::string(statement.text), origin, alter ? take_apart(statement.text) : std::nullopt);
    }
    // It may run in a transaction, though not in this one: it names an enum's value that the file has just added.
    if (!statement.not_in_transaction.empty() && first < out_.pieces.size() &&
        out_.pieces[first].part.running == Running::transaction)
      out_.pieces[first].new_transaction = true;
  }

  // What is renamed to what, before anything is taken.
  void look_for_swaps(const std::vector<sql::Statement>& statements) {
    std::set<std::string> away;
    for (const auto& statement : statements) {
      const auto* rename = statement.as<sql::Rename>();
      if (!rename || rename->object != "TABLE") continue;
      if (away.contains(rename->to)) swapped_.insert(rename->to);
      away.insert(rename->relation.name);
    }
  }

  Pieces done() { return std::move(out_); }

 private:
  // Actions that may stay as they are stay together; where all may, so does the statement.
  void take_actions(const sql::Statement& statement, const AlterApart& apart, Origin& origin) {
    const auto first = out_.pieces.size();
    const Tokens tokens(statement.text);
    const auto whole = tokens.slice(0, tokens.size());
    const auto refused = safe_.refusals.size();
    for (const auto& action : apart.actions)
      take_one(apart.head + " " + action, origin, AlterApart{.head = apart.head, .actions = {action}});
    const auto ours = out_.pieces.begin() + static_cast<std::ptrdiff_t>(first);
    const bool untouched = std::all_of(ours, out_.pieces.end(), [](const Piece& piece) { return piece.plain; });
    if (untouched && refused == safe_.refusals.size()) {
      auto piece = out_.pieces[first];
      for (auto at = ours + 1; at != out_.pieces.end(); ++at) merge(piece, *at);
      piece.part.up = {whole};
      out_.pieces.erase(ours, out_.pieces.end());
      out_.pieces.push_back(std::move(piece));
      return;
    }
    join_neighbours(first, apart.head);
  }

  // An ALTER TABLE of several actions gives the same cause for each.
  void remark(const std::string& text) {
    if (std::find(safe_.remarks.begin(), safe_.remarks.end(), text) == safe_.remarks.end())
      safe_.remarks.push_back(text);
  }

  static void merge(Piece& into, const Piece& other) {
    into.keys.insert(into.keys.end(), other.keys.begin(), other.keys.end());
    into.tables.insert(other.tables.begin(), other.tables.end());
    into.strong = into.strong || other.strong;
    into.data = into.data || other.data;
    into.closed.insert(other.closed.begin(), other.closed.end());
    into.takes_away = into.takes_away || other.takes_away;
  }

  void join_neighbours(std::size_t first, const std::string& head) {
    for (auto at = first; at + 1 < out_.pieces.size();) {
      auto& one = out_.pieces[at];
      auto& next = out_.pieces[at + 1];
      if (!one.plain || !next.plain || one.part.alone || next.part.alone) {
        ++at;
        continue;
      }
      one.part.up.front() += "," + next.part.up.front().substr(head.size());
      merge(one, next);
      out_.pieces.erase(out_.pieces.begin() + static_cast<std::ptrdiff_t>(at + 1));
    }
  }

  void take_one(const std::string& text, Origin& origin, const std::optional<AlterApart>& apart) {
    // Ends with its last word: a comment behind it would swallow what is put there.
    const Tokens tokens(text);
    const auto parsed = parse(tokens.slice(0, tokens.size()));
    const auto& statement = parsed.statements.front();
    if (const auto* set = statement.as<sql::Set>(); set && origin.team) return take_setting(statement, origin);
    if (statement.as<sql::TransactionControl>()) return take_control(statement, origin.line);
    const auto keys = keys_of(statement, out_.after);
    const auto effects = impact::effects(statement, out_.after, made_);
    if (is_of_a_swap(statement)) return leave_swap(statement, effects, keys, origin);
    Subject subject{.statement = statement,
                    .catalog = out_.after,
                    .table = table_of(statement),
                    .effects = effects,
                    .settings = settings_,
                    .undoable = undoable_,
                    .helper = fmt::format("lk_{}_{}", mark_, helpers_ + 1),
                    .head = apart ? apart->head : "",
                    .action = apart ? apart->actions.front() : ""};
    if (!(subject.table && is_made_here(subject.table->name))) {
      for (const auto& entry : recipes()) {
        auto remedy = entry.item->remedy(subject);
        if (!remedy) continue;
        if (!remedy->impossible.empty()) return leave(statement, effects, keys, origin, remedy->impossible);
        return follow(*remedy, std::string(entry.id), statement, keys, origin);
      }
    }
    const auto* bad = long_under_lock(effects);
    leave(statement, effects, keys, origin,
          bad ? fmt::format("{} under {}: {}", bad->relation.text(), impact::pg_name(bad->lock), bad->why) : "");
  }

  void take_setting(const sql::Statement& statement, const Origin& origin) {
    (void)origin;
    settings_of_team_.emplace_back(statement.text);
    impact::simulate(statement, out_.after);
  }

  // BEGIN and COMMIT of the file's own go: each new file is a transaction, or runs in steps.
  void take_control(const sql::Statement& statement, int line) {
    const auto text = base::to_lower(statement.text);
    for (const std::string_view word : {"begin", "start", "commit", "end"}) {
      if (text.starts_with(word) && text.find("chain") == std::string::npos &&
          text.find("prepared") == std::string::npos) {
        begun_ = word == "begin" || word == "start" ? line : 0;
        return;
      }
    }
    base::Error error{base::Code::sql_refused,
                      fmt::format("'{}' controls the transaction, and the file cannot be taken apart around it",
                                  first_line(statement.text)),
                      "Take it out; what is to be rolled back does not belong into a migration."};
    throw error.at({.file = shown_, .line = line});
  }

  // A table that is put in the place of another: a view of the old name would be in its way.
  [[nodiscard]] bool is_of_a_swap(const sql::Statement& statement) const {
    const auto* rename = statement.as<sql::Rename>();
    return rename && rename->object == "TABLE" &&
           (swapped_.contains(rename->relation.name) || swapped_.contains(rename->to));
  }

  // Both halves stay in one transaction.
  void leave_swap(const sql::Statement& statement, const impact::Effects& effects,
                  const std::vector<std::string>& keys, Origin& origin) {
    if (swapped_.contains(statement.as<sql::Rename>()->relation.name))
      safe_.refusals.push_back(
          {origin.line, first_line(statement.text),
           "another table takes its place: foreign keys that point at it, triggers, grants and "
           "policies stay with the old one, and rows written since the copy are lost. Change the "
           "table in place, or swap in a maintenance window"});
    leave(statement, effects, keys, origin, "");
  }

  // As it was. A statement that could not be made safe gets a transaction of its own, so that its locks hold up
  // nothing else.
  void leave(const sql::Statement& statement, const impact::Effects& effects, const std::vector<std::string>& keys,
             Origin& origin, const std::string& why) {
    Piece piece{.comment = std::exchange(origin.comment, ""), .line = origin.line, .plain = true};
    piece.part.up = {std::string(statement.text)};
    piece.part.title = "rest";
    observe(piece, effects);
    piece.takes_away = takes_away(statement);
    piece.data = changes_rows(statement);
    piece.keys = keys;
    if (!statement.not_in_transaction.empty()) piece.part.running = Running::steps;
    if (!why.empty()) {
      piece.part.alone = true;
      safe_.refusals.push_back({origin.line, first_line(statement.text), why});
    }
    if (origin.team && !table_of(statement) && why.empty() && speaks_of_a_table(statement))
      remark(fmt::format("line {} is left as it is: its table is not in the schema at hand", origin.line));
    if (effects.fails && origin.team && why.empty())
      safe_.refusals.push_back({origin.line, first_line(statement.text), "it will be refused: " + *effects.fails});
    if (effects.not_in_transaction && begun_ > 0)
      remark(fmt::format("line {} will be refused between BEGIN and COMMIT: {}", origin.line,
                         *effects.not_in_transaction));
    if (effects.unknown && origin.team)
      remark(fmt::format("line {} is left as it is, and was not judged: {}", origin.line, *effects.unknown));
    mention(piece, statement);
    for (const auto& [from, to] : impact::renamed(statement, out_.after)) {
      if (is_made_here(from)) made_.insert(to);
    }
    for (auto& name : impact::simulate(statement, out_.after)) {
      if (origin.team) made_.insert(std::move(name));
    }
    push(std::move(piece));
  }

  void follow(const Remedy& remedy, const std::string& recipe, const sql::Statement& statement,
              const std::vector<std::string>& keys, Origin& origin) {
    ++helpers_;
    const auto at = safe_.changes.size();
    safe_.changes.push_back({origin.line, recipe, first_line(statement.text), {}});
    const bool kept = std::any_of(remedy.steps.begin(), remedy.steps.end(), [](const auto& step) {
      const auto* part = std::get_if<Part>(&step);
      return part && part->keeps_undo;
    });
    if (!kept) out_.covered.insert(keys.begin(), keys.end());
    for (const auto& step : remedy.steps) {
      if (const auto* again = std::get_if<Again>(&step)) {
        Origin inner{.line = origin.line, .comment = std::exchange(origin.comment, ""), .team = false};
        take_one(again->statement, inner, take_apart(again->statement));
        origin.comment = inner.comment;
        continue;
      }
      const auto& part = std::get<Part>(step);
      safe_.changes[at].does.push_back(part.does);
      add(part, part.keeps_undo ? own_keys(part, keys) : std::vector<std::string>{}, origin);
    }
    for (const auto& each : remedy.remarks) remark(each);
  }

  // Of several things that one statement drops, each with its own part.
  std::vector<std::string> own_keys(const Part& part, const std::vector<std::string>& keys) const {
    std::vector<std::string> own;
    for (const auto& text : part.up) {
      const auto parsed = parse(text);
      for (auto& key : keys_of(parsed.statements.front(), out_.after)) {
        if (std::find(keys.begin(), keys.end(), key) != keys.end()) own.push_back(std::move(key));
      }
    }
    return own.empty() ? keys : own;
  }

  void add(const Part& part, const std::vector<std::string>& keys, Origin& origin) {
    Piece piece{.part = part, .comment = std::exchange(origin.comment, ""), .line = origin.line, .keys = keys};
    for (const auto& text : part.up) {
      const auto parsed = parse(text);
      const auto& statement = parsed.statements.front();
      const auto effects = impact::effects(statement, out_.after, made_);
      observe(piece, effects);
      mention(piece, statement);
      impact::simulate(statement, out_.after);
    }
    push(std::move(piece));
  }

  void observe(Piece& piece, const impact::Effects& effects) const {
    piece.strong = piece.strong || effects.strongest() >= impact::LockMode::share;
    for (const auto& effect : effects.relations) {
      if (effect.index_of || !impact::blocks_reads(effect.lock)) continue;
      const auto found = out_.after.relations.find(effect.relation);
      if (found == out_.after.relations.end() || is_made_here(effect.relation)) continue;
      if (effect.relation.name.starts_with("lk_" + mark_ + "_")) continue;  // a recipe's own
      if (found->second.kind == pg::RelationKind::table || found->second.kind == pg::RelationKind::partitioned_table)
        piece.closed.insert(effect.relation);
    }
  }

  void push(Piece piece) {
    piece.settings = settings_of_team_;
    out_.pieces.push_back(std::move(piece));
  }

  void mention(Piece& piece, const sql::Statement& statement) const {
    for (const auto& use : statement.uses) {
      const auto name = impact::resolve(use.name, out_.after);
      if (!name) continue;
      piece.tables.insert(*name);
      for (const auto* below : impact::descendants(*name, out_.after)) piece.tables.insert(below->name);
    }
  }

  bool changes_rows(const sql::Statement& statement) const {
    for (const auto& use : statement.uses) {
      if (use.access != sql::Access::write) continue;
      const auto name = impact::resolve(use.name, out_.after);
      const auto* insert = statement.as<sql::Insert>();
      if (name && !is_made_here(*name) && (!insert || insert->from_select)) return true;
    }
    return false;
  }

  [[nodiscard]] bool is_made_here(const pg::Name& name) const { return made_.contains(name); }

  static bool speaks_of_a_table(const sql::Statement& statement) {
    const auto* alter = statement.as<sql::AlterTable>();
    return (alter && alter->object == "TABLE") || statement.as<sql::CreateIndex>() || statement.as<sql::Update>() ||
           statement.as<sql::Delete>();
  }

  [[nodiscard]] const pg::Relation* table_of(const sql::Statement& statement) const {
    const auto written = written_table(statement);
    if (!written) return nullptr;
    const auto name = impact::resolve(*written, out_.after);
    return name ? &out_.after.relations.at(*name) : nullptr;
  }

  Pieces out_;
  impact::Made made_;
  const Settings& settings_;
  std::string mark_;
  bool undoable_;
  std::string shown_;
  Safe& safe_;
  int helpers_ = 0;
  int begun_ = 0;                  // line of the file's own BEGIN, where it is open
  std::set<std::string> swapped_;  // tables that are renamed away and whose name another table gets
  std::vector<std::string> settings_of_team_;
};

}  // namespace

// The version, short enough to be part of a name and free of what would need quotes.
static std::string mark_of(const migration::Migration& migration) {
  const auto number = migration::version_of(migration.version);
  auto mark = number ? *number : base::replace_all(base::slug(migration.version, 14), "-", "_");
  return mark.empty() ? "fix" : mark;
}

// The comments between two statements; what stands behind the semicolon on its line belongs to the statement before.
static std::string comment_before(std::string_view text, std::size_t from, std::size_t until) {
  auto between = text.substr(from, until - from);
  if (const auto semicolon = between.find(';'); from > 0 && semicolon != std::string_view::npos)
    between.remove_prefix(semicolon + 1);
  return std::string(base::trim(between));
}

// Of the comments above the first statement, those of the file: an empty line parts them from the statement's own.
static std::string header_of(const std::string& comments) {
  std::size_t end = std::string::npos;
  std::size_t at = 0;
  for (const auto line : base::lines(comments)) {
    if (base::trim(line).empty()) end = at;
    at += line.size() + 1;
  }
  return comments.substr(0, end);
}

Pieces rewrite(const migration::Migration& migration, const pg::Catalog& before, const impact::Made& new_relations,
               const Settings& settings, Safe& safe) {
  const auto& text = migration.up.text;
  const auto statements = sql::parse(text, migration.up.shown);
  Rewriting rewriting(before, new_relations, settings, mark_of(migration), migration, safe);
  rewriting.look_for_swaps(statements);
  std::size_t from = 0;
  for (const auto& statement : statements) {
    auto comment = comment_before(text, from, statement.offset);
    if (from == 0) {
      const auto header = header_of(comment);
      for (const auto line : base::lines(header)) safe.header.emplace_back(line);
      comment = base::trim(std::string_view(comment).substr(header.size()));
    }
    from = statement.offset + statement.text.size();
    rewriting.take(statement, std::move(comment));
  }
  return rewriting.done();
}

}  // namespace fix

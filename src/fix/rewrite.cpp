// Statements through the recipes, each against the schema as those before it leave it.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.h"
#include "base/text.h"
#include "fix/come_in_place.h"
#include "fix/comments.h"
#include "fix/pieces.h"
#include "fix/remade.h"
#include "fix/split_alter_table.h"
#include "fix/tokens.h"
#include "impact/simulate/schema.h"
#include "impact/simulate/simulation.h"
#include "migration/reading.h"
#include "sql/own_blocks.h"

namespace fix {

Parsed parse(std::string text) {
  Parsed parsed{.text = std::make_unique<std::string>(std::move(text)), .statements = {}};
  parsed.statements = sql::parse(*parsed.text, "the safe form");
  return parsed;
}

std::string in_one_line(std::string_view statement) {
  return base::one_line(statement, 70);
}

namespace {

/// The team's statement that is being worked on.
struct Origin {
  int line = 0;
  std::string comment = {};                // goes to the first piece made of it
  std::size_t offset = std::string::npos;  // in the team's file
  bool team = true;                        // false: a statement that a recipe asked for
  bool settles_undo = true;                // its keys are looked for in the team's undo
};

class Rewriting {
 public:
  Rewriting(const pg::Catalog& before, impact::CreatedRelations made, const Settings& settings, std::string mark,
            const migration::Migration& migration, Safe& safe)
      : simulation_(before, std::move(made)),
        settings_(settings),
        mark_(std::move(mark)),
        undoable_(migration.down.has_value()),
        shown_(migration.up.shown),
        safe_(safe) {}

  void take(const sql::Statement& statement, std::string comment, int line) {
    Origin origin{.line = line, .comment = std::move(comment), .offset = statement.offset};
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

  // Before anything is taken.
  void look_ahead(const std::vector<sql::Statement>& statements) {
    swapped_ = swapped_tables(statements);
    remade_ = remade_indexes(statements, schema(), simulation_.made());
  }

  Pieces done() {
    out_.after = schema();
    return std::move(out_);
  }

 private:
  // Actions that may stay as they are stay together; where all may, so does the statement.
  void take_actions(const sql::Statement& statement, const AlterApart& apart, Origin& origin) {
    const auto first = out_.pieces.size();
    const Tokens tokens(statement.text);
    const auto whole = tokens.slice(0, tokens.size());
    const auto refused = safe_.refusals.size();
    for (const auto& group : groups_of(apart)) {
      const auto& action = group.actions.back();
      group_ = group.actions.size() > 1 ? &group : nullptr;
      take_one(apart.head + " " + action, origin, AlterApart{.head = apart.head, .actions = {action}});
      group_ = nullptr;
    }
    const auto ours = out_.pieces.begin() + static_cast<std::ptrdiff_t>(first);
    const bool untouched = std::all_of(ours, out_.pieces.end(), [](const RewriteStep& piece) { return piece.plain; });
    if (untouched && refused == safe_.refusals.size()) {
      auto piece = out_.pieces[first];
      for (auto at = ours + 1; at != out_.pieces.end(); ++at) merge(piece, *at);
      piece.part.up = {whole};
      out_.pieces.erase(ours, out_.pieces.end());
      out_.pieces.push_back(std::move(piece));
      return;
    }
    join_neighbours(first);
  }

  // An ALTER TABLE of several actions gives the same cause for each.
  void remark(const std::string& text) {
    if (std::find(safe_.remarks.begin(), safe_.remarks.end(), text) == safe_.remarks.end())
      safe_.remarks.push_back(text);
  }

  static void merge(RewriteStep& into, const RewriteStep& other) {
    into.keys.insert(into.keys.end(), other.keys.begin(), other.keys.end());
    into.tables.insert(other.tables.begin(), other.tables.end());
    into.strong = into.strong || other.strong;
    into.data = into.data || other.data;
    into.closed.insert(other.closed.begin(), other.closed.end());
    into.takes_away = into.takes_away || other.takes_away;
  }

  // Actions that a recipe asked for name the table in its own way: only equal heads are put together.
  void join_neighbours(std::size_t first) {
    for (auto at = first; at + 1 < out_.pieces.size();) {
      auto& one = out_.pieces[at];
      auto& next = out_.pieces[at + 1];
      const auto own = one.plain && next.plain ? take_apart(one.part.up.front()) : std::nullopt;
      const auto more = own ? take_apart(next.part.up.front()) : std::nullopt;
      if (!more || own->head != more->head || one.part.alone || next.part.alone) {
        ++at;
        continue;
      }
      one.part.up.front() += "," + next.part.up.front().substr(more->head.size());
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
    const auto keys = keys_of(statement, schema());
    const auto effects = simulation_.judge(statement);
    if (is_of_a_swap(statement)) return leave_swap(statement, effects, keys, origin);
    if (const auto* drop = statement.as<sql::Drop>(); drop && remade_.contains(origin.offset)) return;
    Subject subject{.statement = statement,
                    .catalog = schema(),
                    .table = table_of(statement),
                    .effects = effects,
                    .settings = settings_,
                    .used_names = used_names_,
                    .undoable = undoable_,
                    .helper = fmt::format("lk_{}_{}", mark_, helpers_ + 1),
                    .head = apart ? apart->head : "",
                    .action = apart ? apart->actions.front() : ""};
    bind(subject, origin);
    if (!(subject.table && is_made_here(subject.table->name))) {
      for (const auto& entry : recipes()) {
        auto remedy = entry.item->remedy(subject);
        if (!remedy) continue;
        if (!remedy->impossible.empty()) {
          if (group_) return leave_group(origin, remedy->impossible);
          if (subject.replaces) return leave_remade(statement, keys, origin, remedy->impossible);
          return leave(statement, effects, keys, origin, remedy->impossible);
        }
        return follow(*remedy, std::string(entry.id), statement, group_ ? keys_of_group() : keys, origin);
      }
    }
    if (group_) return leave_group(origin, "");
    const auto* bad = long_under_lock(effects);
    leave(statement, effects, keys, origin,
          bad ? fmt::format("{} under {}: {}", bad->relation.text(), impact::pg_name(bad->lock), bad->why) : "");
  }

  // What has to happen together with the action at hand.
  void bind(Subject& subject, const Origin& origin) const {
    if (subject.table) subject.told = told_.contains(subject.table->name);
    subject.replaces = subject.statement.as<sql::CreateIndex>() && remade_.contains(origin.offset);
    if (!group_) return;
    subject.new_default = group_->new_default;
    if (!group_->new_default) subject.drops.assign(group_->actions.begin(), group_->actions.end() - 1);
  }

  [[nodiscard]] Parsed whole_group() const {
    return parse(fmt::format("{} {}", group_->head, fmt::join(group_->actions, ", ")));
  }

  std::vector<std::string> keys_of_group() { return keys_of(whole_group().statements.front(), schema()); }

  void leave_group(Origin& origin, std::string why) {
    const auto parsed = whole_group();
    const auto& statement = parsed.statements.front();
    const auto effects = simulation_.judge(statement);
    const auto* bad = long_under_lock(effects);
    if (why.empty() && bad)
      why = fmt::format("{} under {}: {}", bad->relation.text(), impact::pg_name(bad->lock), bad->why);
    group_ = nullptr;
    leave(statement, effects, keys_of(statement, schema()), origin, why);
  }

  void take_setting(const sql::Statement& statement, const Origin& origin) {
    (void)origin;
    settings_of_team_.emplace_back(statement.text);
    leave_schema(statement, {}, false);
  }

  // BEGIN and COMMIT of the file's own go: each new file is a transaction, or runs in steps.
  void take_control(const sql::Statement& statement, int line) {
    const auto control = sql::control_of(statement);
    if (control == sql::Control::begin || control == sql::Control::commit) {
      begun_ = control == sql::Control::begin ? line : 0;
      return;
    }
    base::Error error{base::Code::sql_refused,
                      fmt::format("'{}' controls the transaction, and the file "
                                  "cannot be taken apart around it",
                                  in_one_line(statement.text)),
                      "Take it out; what is to be rolled back does not belong "
                      "into a migration."};
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
      safe_.refusals.push_back({origin.line, in_one_line(statement.text),
                                "another table takes its place: foreign keys that point at it, "
                                "triggers, grants and "
                                "policies stay with the old one, and rows written since the copy "
                                "are lost. Change the "
                                "table in place, or swap in a maintenance window"});
    leave(statement, effects, keys, origin, "");
  }

  // As it was. A statement that could not be made safe gets a transaction of its own, so that its locks hold up
  // nothing else.
  void leave(const sql::Statement& statement, const impact::Effects& effects, const std::vector<std::string>& keys,
             Origin& origin, const std::string& why) {
    RewriteStep piece{.comment = std::exchange(origin.comment, ""), .line = origin.line, .plain = true};
    piece.part.up = {std::string(statement.text)};
    piece.part.title = "rest";
    observe(piece, effects);
    piece.takes_away = takes_away(statement);
    piece.data = changes_rows(statement);
    piece.keys = keys;
    if (!statement.not_in_transaction.empty() || effects.not_in_transaction) piece.part.running = Running::steps;
    if (!why.empty()) {
      piece.part.alone = true;
      safe_.refusals.push_back({origin.line, in_one_line(statement.text), why});
    }
    if (origin.team && !table_of(statement) && why.empty() && speaks_of_a_table(statement))
      remark(fmt::format("line {} is left as it is: its table is not in the schema at hand", origin.line));
    if (effects.fails && origin.team && why.empty())
      safe_.refusals.push_back(
          {origin.line, in_one_line(statement.text), "it will be refused: " + sentence(*effects.fails)});
    if (effects.not_in_transaction && begun_ > 0)
      remark(fmt::format("line {} will be refused between BEGIN and COMMIT: {}", origin.line,
                         *effects.not_in_transaction));
    if (effects.unknown && origin.team)
      remark(fmt::format("line {} is left as it is, and was not judged: {}", origin.line, *effects.unknown));
    mention(piece, statement);
    note_what_is_told(statement);
    leave_schema(statement, effects, origin.team);
    push(std::move(piece));
  }

  // The old index goes in the same transaction: its DROP was passed over for a safe form that there is not.
  void leave_remade(const sql::Statement& statement, std::vector<std::string> keys, Origin& origin,
                    const std::string& why) {
    const auto drop = parse(remade_.at(origin.offset));
    const auto& first = drop.statements.front();
    const auto effects = simulation_.judge(first);
    for (auto& key : keys_of(first, schema())) keys.push_back(std::move(key));
    leave_schema(first, effects, false);
    leave(statement, simulation_.judge(statement), keys, origin, why);
    auto& piece = out_.pieces.back();
    piece.part.up.insert(piece.part.up.begin(), std::string(first.text));
    piece.takes_away = true;
    observe(piece, effects);
  }

  void follow(const Rewrite& remedy, const std::string& recipe, const sql::Statement& statement,
              const std::vector<std::string>& keys, Origin& origin) {
    ++helpers_;
    group_ = nullptr;  // what the recipe asks for stands by itself
    const auto at = safe_.changes.size();
    safe_.changes.push_back({origin.line, recipe, in_one_line(statement.text), {}});
    const bool kept = std::any_of(remedy.steps.begin(), remedy.steps.end(), [](const auto& step) {
      const auto* part = std::get_if<Part>(&step);
      return part && part->keeps_undo;
    });
    if (!kept) out_.covered.insert(keys.begin(), keys.end());
    for (const auto& step : remedy.steps) {
      if (const auto* again = std::get_if<Recurse>(&step)) {
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
  std::vector<std::string> own_keys(const Part& part, const std::vector<std::string>& keys) {
    std::vector<std::string> own;
    for (const auto& text : part.up) {
      const auto parsed = parse(text);
      for (auto& key : keys_of(parsed.statements.front(), schema())) {
        if (std::find(keys.begin(), keys.end(), key) != keys.end()) own.push_back(std::move(key));
      }
    }
    return own.empty() ? keys : own;
  }

  void add(const Part& part, const std::vector<std::string>& keys, Origin& origin) {
    ComeInPlace places;
    RewriteStep piece{.part = part, .comment = std::exchange(origin.comment, ""), .line = origin.line, .keys = keys};
    for (const auto& text : part.up) {
      const auto parsed = parse(text);
      const auto& statement = parsed.statements.front();
      const auto effects = simulation_.judge(statement);
      observe(piece, effects);
      mention(piece, statement);
      for (auto& name : new_columns(statement)) used_names_.insert(std::move(name));
      places.note(statement, schema());
      leave_schema(statement, effects, false);
    }
    places.carry_over(simulation_.schema().whole());
    push(std::move(piece));
  }

  void observe(RewriteStep& piece, const impact::Effects& effects) {
    piece.strong = piece.strong || effects.strongest() >= impact::LockMode::share;
    for (const auto& effect : effects.relations) {
      if (effect.index_of || !impact::blocks_reads(effect.lock)) continue;
      const auto found = schema().relations.find(effect.relation);
      if (found == schema().relations.end() || is_made_here(effect.relation)) continue;
      if (effect.relation.name.starts_with("lk_" + mark_ + "_")) continue;  // a recipe's own
      if (found->second.kind == pg::RelationKind::table || found->second.kind == pg::RelationKind::partitioned_table)
        piece.closed.insert(effect.relation);
    }
  }

  // The catalog does not follow these.
  void note_what_is_told(const sql::Statement& statement) {
    const auto* comment = statement.as<sql::Comment>();
    const auto* grant = statement.as<sql::Grant>();
    std::vector<sql::QualifiedName> names = grant ? grant->relations : std::vector<sql::QualifiedName>{};
    if (comment && comment->relation) names.push_back(*comment->relation);
    if (const auto* alter = statement.as<sql::AlterTable>()) {
      for (const auto& command : alter->commands) {
        if (command.action == sql::AlterAction::set_statistics || command.action == sql::AlterAction::set_options)
          names.push_back(alter->table);
      }
    }
    for (const auto& name : names) {
      if (const auto table = impact::resolve(name, schema())) told_.insert(*table);
    }
  }

  void push(RewriteStep piece) {
    piece.settings = settings_of_team_;
    out_.pieces.push_back(std::move(piece));
  }

  void mention(RewriteStep& piece, const sql::Statement& statement) {
    for (const auto& use : statement.uses) {
      const auto name = impact::resolve(use.name, schema());
      if (!name) continue;
      piece.tables.insert(*name);
      for (const auto* below : impact::descendants(*name, schema())) piece.tables.insert(below->name);
    }
  }

  bool changes_rows(const sql::Statement& statement) {
    for (const auto& use : statement.uses) {
      if (use.access != sql::Access::write) continue;
      const auto name = impact::resolve(use.name, schema());
      const auto* insert = statement.as<sql::Insert>();
      if (name && !is_made_here(*name) && (!insert || insert->from_select)) return true;
    }
    return false;
  }

  [[nodiscard]] bool is_made_here(const pg::Name& name) const { return simulation_.made().contains(name); }
  const pg::Catalog& schema() { return simulation_.whole(); }

  // What a recipe makes is not the team's: others see it between the files. What it runs is known.
  void leave_schema(const sql::Statement& statement, const impact::Effects& effects, bool of_team) {
    for (const auto& name : simulation_.leave(statement, of_team ? effects : impact::Effects{}).made) {
      if (!of_team) simulation_.remove_made(name);
    }
  }

  static bool speaks_of_a_table(const sql::Statement& statement) {
    const auto* alter = statement.as<sql::AlterTable>();
    return (alter && alter->object == "TABLE") || statement.as<sql::CreateIndex>() || statement.as<sql::Update>() ||
           statement.as<sql::Delete>();
  }

  const pg::Relation* table_of(const sql::Statement& statement) {
    const auto written = written_table(statement);
    if (!written) return nullptr;
    const auto name = impact::resolve(*written, schema());
    return name ? &schema().relations.at(*name) : nullptr;
  }

  Pieces out_;
  impact::Simulation simulation_;
  const Settings& settings_;
  std::string mark_;
  bool undoable_;
  std::string shown_;
  Safe& safe_;
  int helpers_ = 0;
  int begun_ = 0;                       // line of the file's own BEGIN, where it is open
  const ActionGroup* group_ = nullptr;  // where an action is bound to others of its ALTER TABLE
  Remade remade_;
  std::set<pg::Name> told_;
  // Of columns that recipes made: one of them stands until its contraction, which the catalog has as carried out.
  std::set<std::string> used_names_;
  std::set<std::string> swapped_;
  std::vector<std::string> settings_of_team_;
};

}  // namespace

// The version, short enough to be part of a name and free of what would need quotes.
static std::string mark_of(const migration::Migration& migration) {
  const auto number = migration::version_of(migration.version);
  auto mark = number ? *number : base::replace_all(base::slug(migration.version, 14), "-", "_");
  return mark.empty() ? "fix" : mark;
}

Pieces rewrite(const migration::Migration& migration, const pg::Catalog& before,
               const impact::CreatedRelations& new_relations, const Settings& settings, Safe& safe) {
  const auto& text = migration.up.text;
  const auto statements = sql::parse(text, migration.up.shown);
  Rewriting rewriting(before, new_relations, settings, mark_of(migration), migration, safe);
  rewriting.look_ahead(statements);
  std::size_t from = 0;
  for (std::size_t at = 0; at < statements.size(); ++at) {
    const auto& statement = statements[at];
    auto comment = comment_before(text, from, statement.offset);
    if (from == 0) {
      const auto header = header_of(comment);
      for (const auto line : base::lines(header)) safe.header.emplace_back(line);
      comment = base::trim(std::string_view(comment).substr(header.size()));
    }
    from = statement.offset + statement.text.size();
    const auto joined = at + 1 < statements.size() ? join_exchange(statement.text, statements[at + 1].text) : "";
    if (joined.empty()) {
      rewriting.take(statement, std::move(comment), statement.line);
      continue;
    }
    const auto& second = statements[++at];
    const auto more = comment_before(text, from, second.offset);
    from = second.offset + second.text.size();
    const auto parsed = parse(joined);
    rewriting.take(parsed.statements.front(), comment + (comment.empty() || more.empty() ? "" : "\n") + more,
                   statement.line);
  }
  return rewriting.done();
}

}  // namespace fix

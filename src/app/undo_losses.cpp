#include "app/undo_losses.h"

#include <map>
#include <optional>

#include <fmt/format.h>

#include "base/error.h"
#include "base/numbers.h"
#include "base/text.h"
#include "impact/simulate/schema.h"
#include "impact/simulate/simulation.h"
#include "sql/statement.h"

namespace app {

namespace {

class Losses {
 public:
  explicit Losses(pg::Session& session) : session_(session), simulation_(pg::load_catalog(session)) {
    session_.execute("SET statement_timeout = '5s'");
  }

  void look(const plan::Undo& undo) {
    simulation_.new_session();
    for (const auto& statement : sql::parse(undo.sql, undo.source)) {
      if (const auto* drop = statement.as<sql::Drop>(); drop && drop->object == "TABLE") {
        for (const auto& name : drop->names) rows_of(name);
      } else if (const auto* alter = statement.as<sql::AlterTable>()) {
        columns_of(*alter);
      } else if (const auto* truncate = statement.as<sql::Truncate>()) {
        for (const auto& name : truncate->tables) rows_of(name);
      } else {
        const auto effects = simulation_.judge(statement);
        found_.insert(found_.end(), effects.data_loss.begin(), effects.data_loss.end());
      }
      note_new_name(statement);
      simulation_.pass(statement);
    }
  }

  std::vector<std::string> done() { return std::move(found_); }

 private:
  void columns_of(const sql::AlterTable& alter) {
    const auto* table = impact::find_relation(alter.table, simulation_.whole());
    if (!table) return;
    const auto name = name_now(table->name);
    for (const auto& command : alter.commands) {
      if (command.action != sql::AlterAction::drop_column || !table->column(command.name)) continue;
      const auto column = pg::quote_identifier(command.name);
      count(fmt::format("count({}) AS n FROM {}", column, name), "value", fmt::format("{}.{}", name, column));
    }
  }

  void rows_of(const sql::QualifiedName& name) {
    const auto* table = impact::find_relation(name, simulation_.whole());
    if (!table) return;
    const auto of = name_now(table->name);
    count("count(*) AS n FROM " + of, "row", of);
  }

  void count(const std::string& what, std::string_view noun, const std::string& of) {
    try {
      const auto number = session_.query("SELECT " + what).integer(0, "n");
      if (number > 0) found_.push_back(fmt::format("{} of {}", base::count_of(number, noun), of));
    } catch (const base::Error& error) {
      found_.push_back(fmt::format("{}s of {}, {}", noun, of,
                                   error.sqlstate() == "57014" ? "more than can be counted in 5 s"
                                                               : "which cannot be counted: " + error.message()));
    }
  }

  // Nothing has run yet: what the undos before rename or move is still called what it was.
  std::string name_now(const pg::Name& name) const {
    const auto before = names_before_.find(name);
    return (before == names_before_.end() ? name : before->second).text();
  }

  void note_new_name(const sql::Statement& statement) {
    const auto* rename = statement.as<sql::Rename>();
    const auto* move = statement.as<sql::SetSchema>();
    if (!move && !(rename && rename->from.empty())) return;
    const auto* table = impact::find_relation(rename ? rename->relation : move->name, simulation_.whole());
    if (!table) return;
    auto name = table->name;
    (rename ? name.name : name.schema) = rename ? rename->to : move->schema;
    const auto before = names_before_.find(table->name);
    names_before_[name] = before == names_before_.end() ? table->name : before->second;
  }

  pg::Session& session_;
  impact::Simulation simulation_;
  std::map<pg::Name, pg::Name> names_before_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> losses_of(pg::Session& session, const std::vector<plan::Undo>& undos) {
  std::optional<Losses> losses;
  try {
    session.execute("SET lock_timeout = '2s'");
    losses.emplace(session);
  } catch (const base::Error& error) {  // the way back is not barred by what it would only tell
    return {fmt::format("what cannot be counted now: {}", error.message())};
  }
  for (const auto& undo : undos) {
    try {
      losses->look(undo);
    } catch (const base::Error&) {  // `down` says what is wrong with it
      return losses->done();
    }
  }
  return losses->done();
}

}  // namespace app

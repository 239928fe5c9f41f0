#include "cli/undo_losses.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/numbers.h"
#include "base/text.h"
#include "impact/schema.h"
#include "sql/statement.h"

namespace cli {

namespace {

class Losses {
 public:
  explicit Losses(pg::Session& session) : session_(session), catalog_(pg::load_catalog(session)) {
    session_.execute("SET statement_timeout = '5s'");
  }

  void look(const plan::Undo& undo) {
    for (const auto& statement : sql::parse(undo.sql, undo.source)) {
      if (const auto* drop = statement.as<sql::Drop>(); drop && drop->object == "TABLE") {
        for (const auto& name : drop->names) rows_of(name);
      } else if (const auto* alter = statement.as<sql::AlterTable>()) {
        columns_of(*alter);
      } else if (const auto* truncate = statement.as<sql::Truncate>()) {
        for (const auto& name : truncate->tables) rows_of(name);
      } else {
        const auto effects = impact::effects(statement, catalog_);
        found_.insert(found_.end(), effects.data_loss.begin(), effects.data_loss.end());
      }
      impact::simulate(statement, catalog_);
    }
  }

  std::vector<std::string> done() { return std::move(found_); }

 private:
  void columns_of(const sql::AlterTable& alter) {
    const auto* table = impact::find_relation(alter.table, catalog_);
    if (!table) return;
    for (const auto& command : alter.commands) {
      if (command.action != sql::AlterAction::drop_column || !table->column(command.name)) continue;
      const auto column = pg::quote_identifier(command.name);
      count(fmt::format("count({}) AS n FROM {}", column, table->name.text()), "value",
            fmt::format("{}.{}", table->name.text(), column));
    }
  }

  void rows_of(const sql::QualifiedName& name) {
    const auto* table = impact::find_relation(name, catalog_);
    if (table) count("count(*) AS n FROM " + table->name.text(), "row", table->name.text());
  }

  void count(const std::string& what, std::string_view noun, const std::string& of) {
    try {
      const auto number = session_.query("SELECT " + what).integer(0, "n");
      if (number > 0) found_.push_back(fmt::format("{} of {}", base::count_of(number, noun), of));
    } catch (const base::Error& error) {
      if (error.sqlstate() == "57014")
        found_.push_back(fmt::format("{}s of {}, more than can be counted in 5 s", noun, of));
    }
  }

  pg::Session& session_;
  pg::Catalog catalog_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> losses_of(pg::Session& session, const std::vector<plan::Undo>& undos) {
  Losses losses(session);
  for (const auto& undo : undos) {
    try {
      losses.look(undo);
    } catch (const base::Error&) {  // `down` says what is wrong with it
      return losses.done();
    }
  }
  return losses.done();
}

}  // namespace cli

// The safe form of a migration: the same end, without locks that anybody would feel. Pure; writing files is
// write.h's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fix/recipe.h"
#include "migration/migration.h"

namespace fix {

/// One statement of a file to be, with the team's comment in front of it.
struct Line {
  std::string comment = {};  // as written, "-- …" or "/* … */"; may be empty
  std::string statement;     // without its semicolon
};

/// A file to be: what commits together, or what runs step by step.
struct Draft {
  std::string title;              // "validate": for its name
  std::vector<std::string> does;  // sentences without a full stop
  Running running = Running::transaction;
  bool contract = false;
  std::vector<Line> up = {};
  std::vector<std::string> down = {};  // in the order they run; empty where the migration has no undo
  Running down_running = Running::transaction;
  std::vector<std::string> nothing_to_undo = {};  // why, where there is an undo but nothing in it
};

/// A statement that got a safe form.
struct Change {
  int line = 0;           // in the migration
  std::string recipe;     // the entry's id
  std::string statement;  // its first line
  std::vector<std::string> does = {};
};

/// A statement that has none.
struct Refusal {
  int line = 0;  // 0: of no line of the migration, but of a file that was made of it
  std::string statement;
  std::string why;
};

struct Safe {
  std::vector<Draft> drafts = {};  // in the order they run; empty where nothing has to change
  std::vector<Change> changes = {};
  std::vector<Refusal> refusals = {};
  std::vector<std::string> remarks = {};
  bool has_undo = false;
  std::vector<std::string> header = {};  // the team's comment lines before the first statement
};

/// `before`: the schema that the migrations before it leave. `new_relations`: those that migrations make which are
/// pending themselves; what is done to them hurts nobody.
/// Throws as sql::parse does, and Error{Code::sql_refused} for a file that controls transactions in a way that cannot
/// be taken apart.
Safe make_safe(const migration::Migration& migration, const pg::Catalog& before,
               const impact::CreatedRelations& new_relations = {}, const Settings& settings = {});

}  // namespace fix

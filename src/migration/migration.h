// A team's migrations as they lie on disk, in the order they run. Nothing here talks to a database.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "config/config.h"
#include "sql/statement.h"

namespace migration {

/// What the header comment says ("-- Risk: low"). Empty where it says nothing.
struct Header {
  std::string description;
  std::string priority;               // Critical | High | Medium | Low, as written
  std::string risk;                   // low | medium | high, in lower case
  std::string estimate;               // "2-3 min", as written
  std::string breaking;               // "no", "yes (…)"
  std::vector<std::string> depends;   // names, versions or file names
  std::vector<std::string> replaces;  // migrations whose place it takes
  bool no_transaction = false;        // "-- lockkeeper: no transaction", "transaction: false", other tools' marks
  bool contract = false;              // "-- Contract: …": takes away what old code needs, so it waits to be released
  std::string contract_from;          // "-- Contract: from 2026-01-31 …": the day on which it is; "2026-01-31"
  std::string contract_no_day;        // "-- Contract: from 31.1.2026": what stands there and is not a day
};

/// The SQL of one file, or of the parts of it that run in one direction. `text` has no byte-order mark; line ends are
/// as in the file. What of the file does not belong to the script is blank, so that every place in it is the file's.
struct Script {
  std::filesystem::path file;
  std::string shown;  // the path as messages show it, relative to the current folder where it can be
  std::string text;
  bool byte_order_mark = false;  // the file begins with one
};

struct Migration {
  std::string version;  // what is unique and orders: "009", "20250115120000", a Prisma folder's whole name
  std::string name;     // "009_add_notification_system": how people name it
  Script up;
  std::optional<Script> down = {};
  Header header = {};
  bool undo_alone = false;    // `down` does not run in a transaction, as a mark of its tool says
  bool repeatable = false;    // runs again whenever its text has changed, after all others
  bool external = false;      // a step in code: `up` is its file, without text; a person does it, and says so
  std::string checksum = {};  // SHA-256 of the text, byte-order mark dropped and CRLF read as LF
};

/// Something wrong with the set that a person has to mend. Found before anything runs.
struct Finding {
  enum class Severity { error, warning };
  Severity severity = Severity::error;
  std::string rule;  // "duplicate-version", "missing-dependency", "empty-migration", "unknown-relation" …
  base::Place place;
  std::string message;
  std::string hint;
};

struct Folder {
  std::filesystem::path path;
  std::string layout;                      // id of the layout that read it: "prisma"
  std::string history = "auto";            // [migrations] history: whose record is kept besides our own
  std::vector<Migration> migrations = {};  // in the order they run
  std::vector<std::string> ignored = {};   // files that look like migrations but were not taken, with the reason
  std::vector<Finding> findings = {};  // duplicate versions, bad names, order that cannot be told, unreadable text
};

/// Reads the folder. Throws Error{Code::file} when it is missing or unreadable and Error{Code::configuration} when no
/// layout fits or `settings.layout` is unknown. Everything wrong with single files is a finding.
Folder read_folder(const config::Migrations& settings);

/// The migration that a person means by `text`: its name, its version, or an unambiguous beginning of either.
/// Throws Error{Code::usage} with the near match.
const Migration& find(const Folder& folder, std::string_view text);

/// The migration of exactly that version, or null.
const Migration* with_version(const Folder& folder, std::string_view version);

/// The file's bytes, for a script that is a whole file.
std::string raw_text(const Script& script);

/// SHA-256 that line ends and a byte-order mark do not change.
std::string checksum(std::string_view bytes);

/// The header comment: the comment lines before the first statement.
Header read_header(std::string_view text);

/// Whether a word of a header can be meant as a migration: "004", "004_roles", "V4__roles"; not "pgcrypto",
/// "PostgreSQL 15".
bool looks_like_a_migration(std::string_view name);

}  // namespace migration

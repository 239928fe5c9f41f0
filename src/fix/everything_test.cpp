// Generated tables and statements: the original on one database, its safe form on another. Both come to the same end,
// or the safe form is refused with a reason. LOCKKEEPER_FIX_TABLES=500 for a long run, LOCKKEEPER_FIX_SEED to repeat
// one.
#include "fix/everything_test.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "fix/fingerprint_test.h"
#include "fix/fix.h"
#include "fix/scene_test.h"

using namespace fix;

static unsigned long number_from(const char* variable, unsigned long otherwise) {
  const char* text = std::getenv(variable);
  return text ? std::strtoul(text, nullptr, 10) : otherwise;
}

static std::vector<std::string> only_in(const std::vector<std::string>& some,
                                        const std::vector<std::string>& others) {
  std::vector<std::string> found;
  std::set_difference(some.begin(), some.end(), others.begin(), others.end(), std::back_inserter(found));
  return found;
}

static std::string difference(std::vector<std::string> original, std::vector<std::string> safe) {
  std::sort(original.begin(), original.end());
  std::sort(safe.begin(), safe.end());
  std::string text;
  for (const auto& line : only_in(original, safe)) text += "    original: " + line + "\n";
  for (const auto& line : only_in(safe, original)) text += "    safe form: " + line + "\n";
  return text;
}

static void prepare(const Database& database, Everything& one) {
  auto session = database.connect();
  static int number = 0;
  if (++number % 10 < 2) session.execute("VACUUM ANALYZE");  // of the catalogs: nobody else does it here
  session.execute(
      "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'lk_reader') THEN CREATE ROLE lk_reader;"
      " CREATE ROLE lk_writer; END IF; END $$;"
      "DROP PUBLICATION IF EXISTS lk_test; DROP PUBLICATION IF EXISTS lk_part");
  std::erase_if(one.given, [&](const std::string& statement) {
    try {
      session.execute(statement);
      return false;
    } catch (const base::Error&) {
      return true;
    }
  });
}

// The original, in a transaction as `up` runs it where that is possible.
static std::string run_original(const Database& database, const std::string& migration) {
  auto session = database.connect();
  try {
    session.execute(migration);
    return "";
  } catch (const base::Error& error) {
    return error.what();
  }
}

// The files as they are, without `up` around them: recipes_test.cpp has that.
static std::string run_safe(const Database& database, const Safe& safe) {
  auto session = database.connect();
  for (const auto& draft : safe.drafts) {
    std::string whole = "BEGIN;\n";
    for (const auto& line : draft.up) {
      whole += line.statement + ";\n";
      if (draft.running == Running::transaction) continue;
      try {
        session.execute(line.statement);
      } catch (const base::Error& error) {
        return fmt::format("'{}': {}\n{}", draft.title, error.what(), line.statement);
      }
    }
    if (draft.running == Running::steps) continue;
    try {
      session.execute(whole + "COMMIT");
    } catch (const base::Error& error) {
      return fmt::format("'{}': {}\n{}", draft.title, error.what(), whole);
    }
  }
  return "";
}

namespace {

struct Counts {
  int equal = 0;
  int quiet = 0;
  int refused = 0;
  int original_fails = 0;
  std::map<std::string, int> reasons;
};

}  // namespace

static bool reorders(const Safe& safe) {
  return std::any_of(safe.changes.begin(), safe.changes.end(),
                     [](const Change& change) { return change.recipe == "alter-type"; });
}

static std::string without_order(std::string text, bool reorders) {
  if (!reorders) return text;
  std::string kept;
  for (const auto line : base::lines(text)) {
    if (line.find(": order t ") == std::string_view::npos) kept += std::string(line) + "\n";
  }
  return kept;
}

// ALTER TYPE makes an index on an expression anew and forgets how closely it is to be looked at; the safe form keeps
// that, as its page says.
static std::vector<std::string> without_lost_targets(std::vector<std::string> lines, bool retyped) {
  for (auto& line : lines) {
    const auto at = line.find(" targets ");
    if (retyped && line.starts_with("index ") && at != std::string::npos) line.erase(at, line.find(' ', at + 9) - at);
  }
  return lines;
}

// What went wrong; empty where nothing did.
static std::string compare(Everything& one, Counts& counts) {
  const Database original;
  const Database safe_one;
  prepare(original, one);
  prepare(safe_one, one);
  const auto failure = run_original(original, one.migration);
  if (!failure.empty()) {
    ++counts.original_fails;
    return "";
  }
  migration::Migration migration{.version = "001", .name = "001_change"};
  migration.up = {.file = "001_change.sql", .shown = "001_change.sql", .text = one.migration};
  if (!one.undo.empty()) migration.down = migration::Script{.file = "u", .shown = "u", .text = one.undo};
  const auto safe = make_safe(migration, safe_one.catalog(), {}, {.batch_rows = 40});
  for (const auto& refusal : safe.refusals) ++counts.reasons[refusal.why];
  if (safe.drafts.empty()) {
    ++(safe.refusals.empty() ? counts.quiet : counts.refused);
    return "";
  }
  if (const auto stuck = run_safe(safe_one, safe); !stuck.empty()) return "    stuck: " + stuck + "\n";
  auto of_original = original.connect();
  auto of_safe = safe_one.connect();
  // Which number a row gets is said to be that of the key's order.
  const bool numbered = std::any_of(safe.remarks.begin(), safe.remarks.end(), [](const auto& remark) {
    return remark.find("numbers the rows in the order of the key") != std::string::npos;
  });
  const bool moved = one.migration.find("UPDATE t") != std::string::npos;
  const bool retyped = reorders(safe);
  const auto all = difference(without_lost_targets(fingerprint(of_original), retyped),
                              without_lost_targets(fingerprint(of_safe), retyped));
  auto differs =
      without_order(all, retyped) + (numbered && moved ? "" : difference(rows_of(of_original), rows_of(of_safe)));
  if (differs.empty()) ++(safe.refusals.empty() ? counts.equal : counts.refused);
  return differs;
}

TEST(Everything, ComesToTheSameEndOrIsRefused) {
  const auto seed = number_from("LOCKKEEPER_FIX_SEED", std::random_device{}() % 100000);
  const auto tables = number_from("LOCKKEEPER_FIX_TABLES", 40);
  const bool loud = std::getenv("LOCKKEEPER_FIX_TABLES") != nullptr;
  Counts counts;
  for (unsigned long at = 0; at < tables; ++at) {
    std::mt19937 chance(static_cast<unsigned>(seed + at));
    auto one = make_everything(chance);
    std::string wrong;
    try {
      wrong = compare(one, counts);
    } catch (const base::Error& error) {
      wrong = "    " + base::render(error) + "\n";
    }
    if (!wrong.empty())
      ADD_FAILURE() << "LOCKKEEPER_FIX_SEED=" << seed + at << " LOCKKEEPER_FIX_TABLES=1\n"
                    << wrong << "migration:\n"
                    << one.migration << "given:\n"
                    << fmt::format("{};", fmt::join(one.given, ";\n"));
  }
  std::string text =
      fmt::format("seed {}: {} tables: {} equal, {} safe as they were, {} refused, {} that the server refuses\n",
                  seed, tables, counts.equal, counts.quiet, counts.refused, counts.original_fails);
  if (loud) {
    for (const auto& [why, times] : counts.reasons) text += fmt::format("  {} x {}\n", times, why);
  }
  fmt::print("{}", text);
}

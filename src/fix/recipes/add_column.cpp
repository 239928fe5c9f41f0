// ADD COLUMN with a default that differs from row to row, or with a constraint that reads them: the bare column, the
// default, the rows in batches, the constraints.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "fix/batches.h"
#include "fix/constraint.h"
#include "fix/names.h"
#include "fix/split_alter_table.h"
#include "fix/together.h"
#include "fix/tokens.h"
#include "pg/session.h"

namespace fix {

using Kind = ColumnApart::Clause::Kind;

namespace {

// "(START 50 INCREMENT 2)" of an identity column, without brackets and without
// the sequence's name.
struct IdentityOptions {
  std::string text = {};
  std::string name = {};  // SEQUENCE NAME, as written
};

// One ADD COLUMN on its way to a remedy.
struct Adding {
  const Subject& subject;
  const sql::ColumnDefinition& definition;
  ColumnApart apart;
  Rewrite remedy = {};

  [[nodiscard]] std::string table() const { return subject.table_name(); }
  [[nodiscard]] std::string column() const { return pg::quote_identifier(definition.name); }
  void again(std::string statement) { remedy.steps.emplace_back(Recurse{std::move(statement)}); }
};

}  // namespace

static void add_bare(Adding& adding, const std::string& type, const std::string& default_text,
                     std::vector<std::string> before = {}, std::vector<std::string> behind = {}) {
  const auto set =
      default_text.empty() ? "" : fmt::format(", ALTER COLUMN {} SET DEFAULT {}", adding.column(), default_text);
  Part part{.title = "add_column",
            .does = fmt::format("adds {} empty{}", adding.definition.name,
                                default_text.empty() ? "" : ", with its default for new rows"),
            .up = std::move(before),
            .down = {fmt::format("ALTER TABLE {} DROP COLUMN {}", adding.table(), adding.column())}};
  part.up.push_back(fmt::format("{} ADD COLUMN {} {}{}", adding.subject.head, adding.apart.name, type, set));
  part.up.insert(part.up.end(), behind.begin(), behind.end());
  adding.remedy.steps.emplace_back(std::move(part));
}

static bool fill(Adding& adding) {
  const auto& table = *adding.subject.table;
  const auto key = batch_key(table);
  if (!key) return false;
  auto part = batched_part({.table = table.name,
                            .key = *key,
                            .rows = adding.subject.settings.batch_rows,
                            .helper = adding.subject.helper,
                            .alias = "lk_row",
                            .statement = fmt::format("UPDATE {} AS lk_row SET {} = DEFAULT WHERE {} IS NULL AND",
                                                     table.name.text(), adding.column(), adding.column())},
                           "backfill", fmt::format("fills {}", adding.definition.name));
  part.nothing_to_undo = "the column goes with the step before";
  adding.remedy.steps.emplace_back(std::move(part));
  return true;
}

static void set_not_null(Adding& adding) {
  adding.again(fmt::format("ALTER TABLE {} ALTER COLUMN {} SET NOT NULL", adding.table(), adding.column()));
}

// The sequence that serial and identity columns make, by the server's name.
static pg::Name sequence_of(const Adding& adding) {
  const auto& table = adding.subject.table->name;
  return {table.schema, choose_index_name(table, {adding.definition.name}, "seq", adding.subject.catalog)};
}

static std::string integer_type(const sql::ColumnDefinition& definition) {
  const auto& type = definition.internal_type;
  if (type == "int2" || type == "smallserial" || type == "serial2") return "smallint";
  if (type == "int8" || type == "bigserial" || type == "serial8") return "bigint";
  return "integer";
}

static IdentityOptions identity_options(const Adding& adding) {
  const auto* clause = adding.apart.clause(Kind::generated);
  if (!clause) return {};
  const Tokens tokens(clause->text);
  const auto open = tokens.find_symbol('(');
  if (open >= tokens.size()) return {};
  const auto close = tokens.behind_bracket(open) - 1;
  IdentityOptions options;
  for (auto at = open + 1; at < close; ++at) {
    if (!tokens.is(at, {"sequence", "name"})) continue;
    const auto behind = tokens.behind_name(at + 2);
    options.name = tokens.slice(at + 2, behind);
    options.text = fmt::format("{} {}", tokens.slice(open + 1, at), tokens.slice(behind, close));
    return options;
  }
  options.text = tokens.slice(open + 1, close);
  return options;
}

static std::string with_space(const std::string& options) {
  const auto text = std::string(base::trim(options));
  return text.empty() ? "" : " " + text;
}

// An identity column counts with a sequence of another name until its own takes over.
static pg::Name interim_sequence(const Adding& adding) {
  return {adding.subject.table->name.schema, adding.subject.helper + "_seq"};
}

static bool number_rows(Adding& adding) {
  const auto sequence = (adding.definition.identity ? interim_sequence(adding) : sequence_of(adding)).text();
  const auto type = integer_type(adding.definition);
  add_bare(adding, type, fmt::format("nextval({})", pg::quote_literal(sequence)),
           {fmt::format("CREATE SEQUENCE {} AS {}{}", sequence, type, with_space(identity_options(adding).text))},
           {fmt::format("ALTER SEQUENCE {} OWNED BY {}.{}", sequence, adding.table(), adding.column())});
  adding.remedy.remarks.push_back(
      fmt::format("{} numbers the rows in the order of the key, not in that of "
                  "the table's pages",
                  adding.definition.name));
  return fill(adding);
}

static std::string go_on_counting(const std::string& sequence, const std::string& from) {
  return fmt::format("SELECT setval({}, last_value, is_called) FROM {}", pg::quote_literal(sequence), from);
}

// Catalog work: under the table's lock nobody takes a number between the two.
static void make_identity(Adding& adding, const ColumnApart::Clause& clause) {
  const auto options = identity_options(adding);
  const auto own = options.name.empty() ? sequence_of(adding).text() : options.name;
  const auto interim = interim_sequence(adding);
  const auto always = Tokens(clause.text).is(1, "always");
  const auto alter = fmt::format("ALTER TABLE {} ALTER COLUMN {}", adding.table(), adding.column());
  adding.remedy.steps.emplace_back(Part{
      .title = "identity",
      .does = fmt::format("makes {} an identity column that goes on counting", adding.definition.name),
      .running = Running::steps,
      .up = {"BEGIN", fmt::format("SET LOCAL lock_timeout = '{}'", adding.subject.settings.lock_timeout),
             fmt::format("{} DROP DEFAULT", alter),
             fmt::format("{} ADD GENERATED {} AS IDENTITY (SEQUENCE NAME {}{})", alter,
                         always ? "ALWAYS" : "BY DEFAULT", own, with_space(options.text)),
             go_on_counting(own, interim.text()), "COMMIT", fmt::format("DROP SEQUENCE {}", interim.text())},
      .down = {fmt::format("CREATE SEQUENCE {} AS {}{}", interim.text(), integer_type(adding.definition),
                           with_space(options.text)),
               go_on_counting(interim.text(), own),
               fmt::format("{} DROP IDENTITY, ALTER COLUMN {} SET DEFAULT nextval({})", alter, adding.column(),
                           pg::quote_literal(interim.text())),
               fmt::format("ALTER SEQUENCE {} OWNED BY {}.{}", interim.text(), adding.table(), adding.column())}});
}

static void add_constraints(Adding& adding) {
  for (const auto& clause : adding.apart.clauses) {
    const Tokens tokens(clause.text);
    const auto name = clause.name.empty() ? "" : fmt::format("CONSTRAINT {} ", clause.name);
    const auto add = fmt::format("ALTER TABLE {} ADD {}", adding.table(), name);
    if (clause.kind == Kind::check) adding.again(add + clause.text);
    if (clause.kind == Kind::references)
      adding.again(fmt::format("{}FOREIGN KEY ({}) {}", add, adding.column(), clause.text));
    if (clause.kind == Kind::primary_key)
      adding.again(fmt::format("{}PRIMARY KEY ({}) {}", add, adding.column(), tokens.from(2)));
    if (clause.kind == Kind::unique) {
      const std::size_t rest = tokens.is(1, "nulls") ? (tokens.is(2, "not") ? 4 : 3) : 1;
      adding.again(fmt::format("{}{} ({}) {}", add, tokens.slice(0, rest), adding.column(), tokens.from(rest)));
    }
  }
}

static bool needs_remedy(const Subject& subject, const sql::ColumnDefinition& column) {
  return subject.blocks_for_long() || column.unique || column.primary_key ||
         (column.has_check && !column.check_unenforced);
}

static bool writes_table_anew(const Subject& subject) {
  const auto& relations = subject.effects.relations;
  return std::any_of(relations.begin(), relations.end(), [](const auto& effect) { return effect.rewrite; });
}

static std::optional<Rewrite> remedy_add_column(const Subject& subject) {
  const auto* command = subject.command();
  if (!command || command->action != sql::AlterAction::add_column || !command->column || !subject.table)
    return std::nullopt;
  const auto& column = *command->column;
  if (!needs_remedy(subject, column)) return std::nullopt;
  if (command->if_exists && subject.table->column(column.name)) return std::nullopt;
  if (column.generated_stored) {
    return Rewrite{.impossible = fmt::format("a stored generated column is computed for every row "
                                             "when it is added, and no column can become "
                                             "one later. A plain column, a trigger that fills it and "
                                             "a backfill in batches come close; "
                                             "PostgreSQL 18 has virtual generated columns, which "
                                             "write nothing")};
  }
  if (column.generated_virtual || column.check_unenforced || column.references_unenforced) {
    return Rewrite{
        .impossible =
            "a virtual column, or a constraint that is NOT ENFORCED, is not taken apart here. Add the column "
            "alone, and what is to be checked in a migration of its own, NOT VALID first"};
  }
  Adding adding{.subject = subject, .definition = column, .apart = take_column_apart(subject.action)};
  const auto* written = adding.apart.clause(Kind::default_value);
  const auto* generated = adding.apart.clause(Kind::generated);
  const auto default_text = written ? Tokens(written->text).from(1) : "";
  bool filled = true;
  bool filled_by_update = false;
  bool must_be_there = column.not_null;
  if (column.serial || column.identity) {
    filled = number_rows(adding);
    filled_by_update = must_be_there = true;
  } else if (column.default_volatile && writes_table_anew(subject)) {
    add_bare(adding, adding.apart.type, default_text);
    filled = fill(adding);
    filled_by_update = true;
  } else {
    add_bare(adding, adding.apart.type + (written ? " " + written->text : "") + (column.not_null ? " NOT NULL" : ""),
             "");
    must_be_there = false;  // so from the beginning
  }
  if (const auto why = filled_by_update ? why_not_filled(*subject.table, subject.catalog) : ""; !why.empty()) {
    return Rewrite{.impossible = fmt::format("the rows that are there would be filled by UPDATE, and ALTER "
                                             "TABLE does it unseen: {}. Use a "
                                             "maintenance window, or fill them by hand with that in mind",
                                             why)};
  }
  if (!filled) {
    return Rewrite{.impossible = fmt::format("{} has no primary key, along which its rows "
                                             "could be filled in batches",
                                             subject.table_name())};
  }
  if (must_be_there) set_not_null(adding);
  if (column.identity && generated) make_identity(adding, *generated);
  add_constraints(adding);
  return std::move(adding.remedy);
}

extern const Recipe add_column{.remedy = remedy_add_column};

}  // namespace fix

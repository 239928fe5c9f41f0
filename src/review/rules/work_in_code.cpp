// DO blocks, functions, CTEs and MERGE: what they do is judged by its effects, since no statement stands there to
// look at.
#include <algorithm>

#include <fmt/format.h>

#include "base/numbers.h"
#include "base/text.h"
#include "review/rule.h"
#include "sql/plpgsql.h"

namespace review {

static std::string_view noun_of(const sql::Statement& statement) {
  if (statement.as<sql::DoBlock>()) return "this DO block";
  if (statement.as<sql::Select>()) return "this SELECT";
  const auto* other = statement.as<sql::Other>();
  if (other && other->tag == "MergeStmt") return "this MERGE";
  if (other && other->tag == "CallStmt") return "this CALL";
  return "";
}

// The work on whole tables that most keeps out; null where there is none.
static const impact::RelationEffect* work_of(const impact::Effects& effects) {
  const impact::RelationEffect* found = nullptr;
  for (const auto& effect : effects.relations) {
    if (effect.index_of || effect.empty || !impact::blocks_writes(effect.lock) || !(effect.rewrite || effect.scan))
      continue;
    if (!found ||
        std::tuple(effect.rewrite, effect.lock, effect.bytes) > std::tuple(found->rewrite, found->lock, found->bytes))
      found = &effect;
  }
  return found;
}

// Rows are written in a loop that commits: a batch at a time.
static bool commits_in_batches(const sql::Statement& statement) {
  const auto* block = statement.as<sql::DoBlock>();
  if (!block || !(block->language.empty() || block->language == "plpgsql")) return false;
  const auto body = sql::read_plpgsql(block->body);
  if (!body.ends_transactions || !body.problem.empty()) return false;
  return std::all_of(body.statements.begin(), body.statements.end(), [](const sql::BodyStatement& one) {
    const bool many =
        base::starts_with_ignoring_case(one.text, "update ") || base::starts_with_ignoring_case(one.text, "delete ");
    return !many || one.repeats || one.may_not_run;
  });
}

static void look_work_in_code(const RuleContext& context, Sink& out) {
  const auto noun = noun_of(context.statement);
  if (noun.empty()) return;
  constexpr auto better = "write the statement out, in a migration of its own: its safe form can then be shown";
  if (const auto* work = work_of(context.effects))
    out.say(context.statement.offset,
            fmt::format("{} {} {}{} while {} are blocked", noun,
                        work->rewrite ? "rewrites every row of" : "scans every row of", shown(work->relation),
                        context.size_of(work->relation),
                        impact::blocks_reads(work->lock) ? "reads and writes" : "writes"),
            better, context.by_work(Severity::error));
  auto lost = context.effects.data_loss;
  std::erase_if(lost, [](const impact::Loss& loss) {  // the statement says which
    return loss.kind == impact::Loss::Kind::chosen_rows || loss.kind == impact::Loss::Kind::referring_rows;
  });
  if (!lost.empty())
    out.say(context.statement.offset,
            fmt::format("{} {}{}: only a backup has what goes", noun, sentence(lost.front()),
                        lost.size() == 1
                            ? ""
                            : fmt::format(", and {} more",
                                          base::count_of(static_cast<long long>(lost.size()) - 1, "loss", "losses"))),
            "write it out, for a reviewer to see; a copy of what goes, as long as the way back is open");
  constexpr long long many = 10'000;
  if (context.sizes_known() && context.effects.rows_written >= many && !commits_in_batches(context.statement))
    out.say(context.statement.offset,
            fmt::format("{} writes about {} rows in one transaction: each stays locked until all are written", noun,
                        base::grouped(context.effects.rows_written, " ")),
            "batches of a few thousand rows by primary key, each in a transaction of its own");
}

extern const Rule work_in_code{.severity = Severity::warning, .statement = look_work_in_code};

}  // namespace review

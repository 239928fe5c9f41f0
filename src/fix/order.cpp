// The order of the pieces: validations behind what need not wait for them, contractions at the end.
#include <algorithm>

#include "fix/pieces.h"
#include "impact/simulate/schema.h"

namespace fix {

// Several validations: one file that runs in steps.
static void settle(std::vector<RewriteStep>& waiting, std::vector<RewriteStep>& out) {
  if (waiting.empty()) return;
  auto all = std::move(waiting.front());
  for (std::size_t i = 1; i < waiting.size(); ++i) {
    auto& more = waiting[i];
    all.part.running = Running::steps;
    all.part.does += "; " + more.part.does;
    all.part.up.insert(all.part.up.end(), more.part.up.begin(), more.part.up.end());
    all.comment += (all.comment.empty() || more.comment.empty() ? "" : "\n") + more.comment;
    all.tables.insert(more.tables.begin(), more.tables.end());
  }
  out.push_back(std::move(all));
  waiting.clear();
}

static bool must_settle_before(const RewriteStep& piece, const std::vector<RewriteStep>& waiting) {
  if (piece.part.harmless || piece.part.can_wait) return false;
  return std::any_of(waiting.begin(), waiting.end(), [&](const RewriteStep& one) {
    return one.part.table && piece.tables.contains(*one.part.table);
  });
}

// A name that a contraction takes away is used again by what follows: it cannot be put off.
static bool is_used_later(const std::vector<RewriteStep>& pieces, std::size_t at) {
  return std::any_of(
      pieces.begin() + static_cast<std::ptrdiff_t>(at) + 1, pieces.end(), [&](const RewriteStep& later) {
        return !later.part.contract &&
               std::any_of(later.part.up.begin(), later.part.up.end(),
                           [&](const auto& statement) { return impact::mentions(statement, pieces[at].part.gone); });
      });
}

void put_in_order(Pieces& all) {
  std::vector<RewriteStep> out;
  std::vector<RewriteStep> waiting;
  std::vector<RewriteStep> contractions;
  for (std::size_t at = 0; at < all.pieces.size(); ++at) {
    auto& piece = all.pieces[at];
    if (piece.part.contract && !is_used_later(all.pieces, at)) {
      contractions.push_back(piece);
      continue;
    }
    if (must_settle_before(piece, waiting)) settle(waiting, out);
    (piece.part.can_wait ? waiting : out).push_back(piece);
  }
  settle(waiting, out);
  out.insert(out.end(), contractions.begin(), contractions.end());
  all.pieces = std::move(out);
}

}  // namespace fix

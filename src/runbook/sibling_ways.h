// Sections side by side whose titles say that they are ways of one deed: "Docker" and "Kubernetes", "A) …" and
// "B) …". Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runbook/meaning.h"
#include "runbook/runbook.h"

namespace runbook {

/// Neighbours that are ways of one deed.
struct SiblingWays {
  std::size_t first = 0;               // of the titles
  std::vector<Alternative> ways = {};  // of it and those behind it, at least two
  bool sure = true;                    // where not, they may be steps one after the other as well
};

/// `titles`: of sections in a row under one heading, in file order. Numbered ones ("1.", "Step 2") go one after the
/// other and are never ways.
std::vector<SiblingWays> ways_among(const std::vector<std::string>& titles, const Tongue& tongue);

/// "Docker", "A) with systemd": a label that is a way where its neighbour is one.
bool may_be_way(std::string_view label);

}  // namespace runbook

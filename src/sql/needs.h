// Which major of PostgreSQL a piece of grammar came with. Inside this room only; Statement::needs is what others see.
#pragma once

#include <optional>

#include "sql/tree.h"

namespace sql {

/// What the node itself has that PostgreSQL 13 did not know; of what stands below it nothing.
/// Source: the release notes of PostgreSQL 14 to 18, and what each major refuses (impact/needs_test.cpp).
std::optional<Need> need_of(const raw::Node& node);

}  // namespace sql

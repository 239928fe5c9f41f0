// A whole runbook was rehearsed on a disposable copy.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "journal/fields.h"

namespace journal {

struct RehearsalFinished {
  static constexpr std::string_view kind = "rehearsal.finished";
  std::string rehearsal = {};
  std::string state = {};
  std::string copy = {};
  std::string run = {};
  std::string folder = {};
  bool isolated = false;
  std::string isolation = {};
  std::string ended = {};
  std::optional<base::Milliseconds> restored_in = {};
  std::optional<base::Milliseconds> duration = {};
  Pairs<long long> steps = {};
  base::Json failed = {};
  base::Json refused = {};
  base::Json waived = {};
  base::Json phases = {};
  base::Json stand_ins = {};
  base::Json assumed = {};
  std::vector<std::string> notes = {};
  std::string runbook = {};
  std::string runbook_hash = {};
};

}  // namespace journal

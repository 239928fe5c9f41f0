// A run as a list of moments, from everything that is on record: what a post-mortem calls the timeline.
#pragma once

#include <string>
#include <vector>

#include "run_view/run_view.h"

namespace report {

struct Moment {
  base::Instant time{};
  std::string what = {};   // a sentence
  std::string by = {};     // empty where nobody in particular did it
  std::string state = {};  // a state word where the moment has one: "failed"
};

/// Oldest first. Stages tell their beginning and end, their steps only what did not pass; migrations of one step in a
/// row are told together.
std::vector<Moment> chronicle(const run_view::RunView& view);

}  // namespace report

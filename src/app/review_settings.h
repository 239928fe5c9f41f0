// What lockkeeper.toml and the environment at hand say about the rules of migrations.
#pragma once

#include <string>

#include "review/review.h"

namespace app {

class Project;

struct ReviewWishes {
  review::Settings settings;
  std::string fail_on;  // "error", "warning", "advice"
};

/// Throws Error{Code::configuration} for a rule that there is not, naming the near match.
ReviewWishes review_wishes(Project& project);

}  // namespace app

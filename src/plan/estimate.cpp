#include "plan/estimate.h"

#include "plan/duration.h"

namespace plan {

bool is_known(const impact::Estimate& estimate) {
  return estimate.high.count() > 0;
}

std::string show_estimate(const impact::Estimate& estimate) {
  return is_known(estimate) ? show_range({estimate.low, estimate.high}) : "not known";
}

}  // namespace plan

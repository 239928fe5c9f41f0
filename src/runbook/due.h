// When a heading says something is due, relative to T-0.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "runbook/runbook.h"

namespace runbook {

/// What a bare number means: "T-7" is days a week before and "T+5" minutes in the window. A "Timeline:" line changes
/// it.
struct BareUnits {
  base::Milliseconds before{24 * 3600'000LL};
  base::Milliseconds after{60'000};
};

/// Reads "T-7 days", "(T+5)", "T-30 Minutes", "Day 7 Before (T-7)", "1 Week Before Migration", "(Day Before)",
/// "(0-1 hour)", "Within 24 Hours", "(First 5 Minutes)", "T+90 to T+150". Nothing where the heading has no time.
std::optional<Due> read_due(std::string_view heading, const BareUnits& units);

/// "T-7 days to T-1 day" of "Timeline: T-7 days to T-1 day"; nothing if it is not such a line.
std::optional<std::string> timeline_of(std::string_view line);

/// The units for a section with this timeline: "T+0 to T+60 minutes" makes bare numbers minutes. A unit that would
/// make the end lie before the beginning ("T+90 to T+24 hours") is not the bare number's, so the one before stays.
BareUnits units_of(std::string_view timeline, const BareUnits& before);

}  // namespace runbook

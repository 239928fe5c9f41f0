// What each kind of step leaves in the file. Internal to fill.
#pragma once

#include <map>
#include <string>

#include "report/fill_file.h"

namespace report {

struct Filler {
  FileToFill& file;
  const run_view::RunView& view;
  const FillLimits& limits;
  FillCounts& counts;
};

/// "Dana Reyes (lead), 02:10 UTC: reason": who made the step end as it did, as far as that is known.
std::string signature(const Filler& filler, const run_view::Step& step);
/// "✓ passed in 1.2 s, 02:10:05 UTC: 4 rows, as expected" of one attempt, in italics.
std::string verdict_line(const Filler& filler, const run_view::Attempt& attempt, const std::string& of_what = {});
/// What was filled in, by the field's name: what people answered, else what the step's evidence tells.
std::map<std::string, std::string> values_of(const runbook::Step& planned, const run_view::Step& step);

/// Makes an empty box of the line a ticked one: "[ ]", "[]", "☐", "□". `box`: its bytes within the line.
void tick(FileToFill& file, int line, std::pair<std::size_t, std::size_t> box);
/// The fields of one row of a table, in the cells they stand for.
void fill_row(Filler& filler, int line, const std::vector<const runbook::Field*>& fields,
              const std::map<std::string, std::string>& values);
/// Ticks the box of the choice among `boxes`; ✓ ticks the only one.
void fill_boxes(Filler& filler, int line, const std::vector<std::pair<std::size_t, std::size_t>>& boxes,
                const runbook::Field& field, const std::string& value);

void fill_box(Filler& filler, const runbook::Step& planned, const run_view::Step& step);
void fill_fields(Filler& filler, const runbook::Step& planned, const run_view::Step& step);
void fill_gate(Filler& filler, const runbook::Step& planned, const run_view::Step& step);
void fill_choice(Filler& filler, const runbook::Step& planned, const run_view::Step& step);
void fill_fence(Filler& filler, const runbook::Step& planned, const run_view::Step& step);
/// A step that has neither box nor field nor fence: a checkpoint that somebody confirmed.
void fill_remark(Filler& filler, const runbook::Step& planned, const run_view::Step& step);

}  // namespace report

// The parts of the HTML report. Every text of the view is escaped where it enters the page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/timeline.h"
#include "run_view/phrases.h"
#include "run_view/run_view.h"

namespace report {

/// & < > " ' become entities; control characters that HTML forbids become U+FFFD.
std::string escape(std::string_view text);
/// A state or verdict with its sign, coloured: <span class="state good">✓ passed</span>.
std::string state_mark(std::string_view word);
/// "good", "warning", "bad" or "neutral": the class of what is in such a state.
std::string_view state_class(std::string_view word);
/// The page up to and with <main>.
std::string html_head(std::string_view title, std::string_view state);
/// "<time datetime=…>02:00:05</time>".
std::string time_mark(base::Instant time, const run_view::RunView& view);

/// A table in a card. Cells are HTML; columns that are empty in every row are left out; nothing where there are no
/// rows.
struct Column {
  std::string_view title;
  std::string_view css = "";  // of the column's cells: "number", "nowrap", "wide"
};
std::string html_table(std::vector<Column> columns, std::vector<std::vector<std::string>> rows);

std::string_view html_style();
std::string html_timeline(const Timeline& timeline, std::string_view title);
std::string html_metrics(const run_view::RunView& view);
std::string html_happenings(const run_view::RunView& view);
std::string html_phases(const run_view::RunView& view);
std::string html_failures(const run_view::RunView& view);
std::string html_decisions(const run_view::RunView& view);
std::string html_migrations(const run_view::RunView& view);
std::string html_backups(const run_view::RunView& view);
std::string html_checks(const run_view::RunView& view);
std::string html_rest(const run_view::RunView& view);  // interruptions, notes, what the record holds

}  // namespace report

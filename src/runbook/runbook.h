// A team's Markdown runbook as a value: phases, steps in order, procedures on demand. Nothing here runs anything.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/json.h"

namespace runbook {

/// When something is due, relative to T-0. "T-7 days" is minus seven days; "(0-1 hour)" has an end as well.
struct Due {
  base::Milliseconds offset{0};
  std::optional<base::Milliseconds> until = {};
};
/// "T-7 d", "T+5 min", "T-0", "T-0 to T+1 h".
std::string format_due(const Due& due);

/// What a part of the file is for. Only `main` is carried out in order; the rest is there for when it is needed.
enum class Purpose { main, rollback, troubleshooting, emergency, appendix, templates, contacts, reference };
std::string_view name(Purpose purpose);

/// One way of several; `key` is what an answer names: "1", "2", "A".
struct Alternative {
  std::string key;
  std::string title;
};

struct Section {
  int level = 1;  // of its heading
  std::string title;
  std::string slug;  // the first half of its steps' ids
  int line = 0;
  std::optional<Due> due = {};             // its own, else its parent's
  bool own_time = false;                   // the heading itself says when
  std::optional<std::size_t> parent = {};  // into Runbook::sections
  std::size_t phase = 0;
  Purpose purpose = Purpose::main;
  std::optional<Alternative> way = {};  // one way of several: "Method 2: docker"
  bool open_ended = false;              // opened by a label, so that nothing says where it ends
  std::vector<std::string> asks = {};   // see Step; its steps' and its parts' as well
  std::string never = {};               // why nothing in it is run: it shows an example
  int last_line = 0;                    // of parts that end before the next heading; 0: there
};

struct Phase {
  std::string title;
  int line = 0;
  std::optional<Due> due = {};  // from the heading or its "Timeline:" line, else its first section's
  std::string timeline = {};    // as written: "T-7 days to T-1 day"
};

/// What should come back. `text` is a psql table, lines, "0 rows", a number with an operator … see expect.h.
struct Expectation {
  std::string text;
  int line = 0;
  bool prose = false;    // a sentence that only a person can judge
  bool refusal = false;  // an error that has to come: the step is to fail
};

/// A blank to fill in: "Issues: ____", "Status: ✓ / ✗".
struct Field {
  std::string name;
  int line = 0;
  std::vector<std::string> choices = {};  // "✓", "✗"
  bool time = false;                      // "T+____": the clock knows
  std::string unit = {};                  // "minutes", as written behind the blank
  std::string expected = {};              // "110+"
};

/// The step belongs to one alternative of a choice.
struct Branch {
  std::string choice;  // step id
  std::string key;
};

/// A line that will not be run in its place, and why: it never ends, or waits for somebody at a keyboard.
struct SkippedLine {
  int line = 0;
  std::string text;
  std::string reason;
  std::string beside = {};  // the whole command where it may go on beside the step until that is over: "tail -f x"
};

/// Lines of the file, both included.
struct Lines {
  int first = 0;
  int last = 0;
};

/// A file that a step runs, as it was when the step was judged.
struct FileRead {
  std::string path;  // from the folder in which the run begins
  std::string hash;  // SHA-256
};

/// What is known of the files around a runbook. Where it is empty, no file is known.
struct ReadFiles {
  /// Its text; nothing where there is none, or it is not to be read. Relative paths are from the run's folder.
  std::function<std::optional<std::string>(const std::string& path)> read = {};
  std::function<bool(const std::string& name)> on_path = {};  // whether PATH leads to a program of this name
  /// Whether a fence finds a variable of this name though no fence sets it. None: nothing is said of variables.
  std::function<bool(const std::string& name)> is_set = {};
};

struct Step {
  std::string id;  // "<slug of the nearest heading>/<slug of its own title>", unique; {id=x} replaces it wholly
  std::string title;
  std::string kind;  // id of a catalogue entry, see steps.h: "command", "query", "task" …
  int line = 0;      // first and last line in the file
  int last_line = 0;
  std::size_t phase = 0;
  std::size_t section = 0;
  std::optional<Due> due = {};
  std::map<std::string, std::string> attributes = {};  // of the fence: "timeout" → "30s", "repeatable" → ""

  std::string text = {};  // the script, the SQL, or the prose
  int text_line = 0;      // line of the file where `text` begins
  std::vector<Expectation> expectations = {};
  std::vector<SkippedLine> left_out = {};  // commands and queries: lines that will not be run
  std::vector<std::string> dangers = {};   // why it asks before it runs: "drops a database"
  std::vector<FileRead> files = {};        // that this rests on
  std::vector<std::string> writes = {};  // files in /tmp and its like, harmless where nothing is there; * as in names
  std::vector<std::string> asks = {};    // the same, as the runbook itself says it: "optional: … (line 9)"
  std::vector<std::string> databases = {};  // commands and queries that change something name them: "database shop"
  std::vector<Lines> printed = {};          // of the file, within the text: what came back, and is not run
  std::string problem = {};                 // why it cannot run as it stands: "the fence is never closed"

  std::vector<Field> fields = {};              // checkpoints and tasks
  std::vector<std::string> go = {};            // gates: all of these
  std::vector<std::string> no_go = {};         //        none of these
  std::vector<std::string> on_no_go = {};      //        what to do then
  std::vector<Alternative> alternatives = {};  // choices
  std::optional<Branch> branch = {};
  std::string task = {};                // the task that this step belongs to
  std::vector<std::string> parts = {};  // tasks: the tasks nested in it
  bool ticked = false;                  // "- [x]" in the file

  [[nodiscard]] bool has(const std::string& attribute) const { return attributes.contains(attribute); }
  /// The attribute's value, or "".
  [[nodiscard]] std::string attribute(const std::string& name) const;
};

/// A section that is read when it is needed: how to roll back, whom to call.
struct Procedure {
  std::string title;
  Purpose purpose = Purpose::reference;
  int line = 0;
  std::vector<Step> steps = {};
};

/// What a table is about, told by its header; tables.h reads the columns of the kinds that mean something.
enum class TableKind { other, migrations, durations, owners, contacts, criteria, sign_off };
std::string_view name(TableKind kind);

struct Table {
  int line = 0;
  std::size_t section = 0;
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
  std::vector<int> row_lines = {};  // of the file, one for each row
  TableKind kind = TableKind::other;
};

/// "[Troubleshooting](docs/trouble.md#disk)", bare addresses included.
struct Link {
  int line = 0;
  std::string text;
  std::string target;  // as written
};

/// A message to send, with its [PLACEHOLDERS] as written.
struct Template {
  std::string title;  // its heading
  std::string subject = {};
  std::string body;
  int line = 0;
};

/// A list under "… if:" or "… criteria": conditions of a decision.
struct Criteria {
  std::string title;  // "Immediate Rollback if"
  int line = 0;
  std::vector<std::string> conditions = {};
};

struct Counts {
  long long headings = 0;
  long long checkboxes = 0;
  std::map<std::string, long long> fences = {};  // by language; sh and shell count as bash, no language is "none"
  long long checkpoints = 0;
  long long blanks = 0;
  long long tables = 0;
  long long templates = 0;
  long long decisions = 0;
  long long inline_checkboxes = 0;  // "[ ] PASS / [ ] FAIL" in a line or a table cell
  long long empty_cells = 0;        // cells of tables with nothing in them
};

/// How lines of the file were read. Together the readings cover every line once, in order.
struct Reading {
  int first = 0;
  int last = 0;
  std::string as;  // "title", "heading", "step pre-flight/disk", "expected output", "table", "note", "blank" …
};

struct Fact {
  std::string name;
  std::string value;
};

struct Runbook {
  std::string file;  // as given
  std::string hash;  // SHA-256 of the bytes
  std::string title;
  std::vector<Fact> facts = {};
  std::vector<Phase> phases = {};
  std::vector<Section> sections = {};  // all of them, in file order
  std::vector<Step> steps = {};        // the main line in order, notes included
  std::vector<Procedure> procedures = {};
  std::vector<Table> tables = {};
  std::vector<Template> templates = {};
  std::vector<Criteria> criteria = {};
  std::vector<Link> links = {};
  std::vector<Reading> readings = {};
  Counts counts = {};
  bool known_language = true;  // where not, its words say nothing, and every step is asked for

  [[nodiscard]] const Step* step(std::string_view id) const;  // in the main line; null if it is not there
};

/// Reads a runbook. Everything Markdown allows is tolerated: front matter, CRLF, a byte-order mark, a fence that is
/// never closed (it ends where the next heading, check box or fence shows that it should have). Throws
/// Error{Code::text} naming file and line for a NUL byte and invalid UTF-8.
Runbook parse(std::string_view text, const std::string& file, const ReadFiles& files = {});

/// The same from a file. Throws Error{Code::file} as well.
Runbook load(const std::filesystem::path& file, const ReadFiles& files = {});

}  // namespace runbook

// Walks the blocks of a runbook once, in file order, and collects what it finds. Used by parse alone.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "runbook/due.h"
#include "runbook/fence.h"
#include "runbook/labels.h"
#include "runbook/markdown.h"
#include "runbook/runbook.h"

namespace runbook {

/// Of sections that are one way of several, where no heading names them; ways within a way stand deeper.
inline constexpr int way_level = 7;
/// Of sections that a label opens: deeper than every heading and every alternative.
inline constexpr int label_level = 100;

/// A fence, a box, a numbered list, or what holds one.
bool holds_work(const Block* block);

class Reader {
 public:
  Reader(const std::vector<Block>& blocks, std::vector<std::string_view> lines);
  /// Fills everything but `file` and `hash`.
  void read(Runbook& out);

 private:
  // headings and phases (reader_sections.cpp)
  void heading(const Block& block);
  void keep_recovery(Section& section, int line);
  void open_section(int level, const std::string& title, int line);
  void open_part(const std::string& title, int line, Meaning meaning);
  void leave(std::size_t depth);
  void set_limits(Section& section);
  void close_sections(int level);
  void timeline(std::string_view text);
  std::size_t here();  // the section at hand; makes one for a file without headings
  // paragraphs, tables, what is decided and filled in (reader_blocks.cpp)
  void blocks(std::span<const Block> list);
  std::size_t paragraph(std::span<const Block> list, std::size_t at);
  void quote(const Block& block, const Block* next);
  bool says_what_is_seen(const Block& block);
  bool stop_sign(const Block& block, const Block* next);
  [[nodiscard]] bool announces_output(const Label& label) const;
  bool wait(const Block& block, const Block* next);
  bool told(const Block& block);
  bool printed_below(const Block& block, const FenceInfo& info);
  // ways that stand in tabs, parts that unfold (reader_folds.cpp)
  bool html(const Block& block);
  bool tab(const Block& block);
  void open_tab(const std::string& title, int line);
  void close_tab();
  void open_way(const std::string& title, int line, std::optional<Alternative> way);
  bool way_label(const Block& block, const Block* next);
  void sibling_label(const Block& block, const Block* next);
  [[nodiscard]] int level_of_way() const;
  void boxes(const Block& block);
  void choices(const Block& list);
  // what a part is for (reader_limits.cpp)
  void lead_in(const Block& block, const Block* next);
  void end_lead(bool another);
  std::string part_title(std::string_view label);
  std::size_t limit(Meaning meaning, std::string_view text, int line);
  void apply_limits(Step& step);
  void prose_to_tasks();
  void end_parts();
  void ask_for_only_examples();
  void ask_for_everything();
  void front_matter(const Block& block);
  // lists (reader_lists.cpp)
  void list(const Block& block, const Block* before);
  bool waits(const Block& item);
  bool tells_command(const Block& paragraph);
  bool is_steps(const Block& list, const Block* before);
  void item(const Block& item, const Block* head, bool on_demand, const std::function<void()>& read);
  void task(const Block& item);
  void move_last_to(std::size_t place);
  void tick_for_what_stands_above(const Step& task);
  void numbered(const Block& item);
  void table(const Block& block);
  void facts(const Block& block);
  void fill_in(const Block& block, const std::string& title);
  void checkpoint(const Label& label, const Block& paragraph, const Block* fields);
  void criteria(const Label& label, int line, const Block& list);
  void gate_conditions(GateList which, const Block& list, int line);
  void emit_gate(int line);
  // fences (reader_fences.cpp)
  void fence(const Block& block);
  std::size_t limit_by_info(const Block& block, FenceInfo& info);
  void run_or_note(const Block& block, const FenceInfo& info);
  void parts(const Block& block, const FenceInfo& info);
  bool printed(const Block& block, const FenceInfo& info);
  void shown(std::size_t first_step, const std::vector<Lines>& where, const std::string& output, int line);
  void sessions(const Block& block, const FenceInfo& info, const Piece& piece);
  void by_hand(const Block& block, const Piece& piece, const std::string& title, const std::string& id = {});
  void runnable(const Block& block, const FenceInfo& info, const Piece& piece);
  bool transcript(const Block& block, FenceInfo info);
  void indented(const Block& block);
  [[nodiscard]] bool is_forbidden() const;
  bool other_program(const Block& block, const FenceInfo& info);
  void expected(const std::string& text, int line, bool prose);
  Step command_step(const Piece& piece, const FenceInfo& info, const Block& block, const std::string& title,
                    const std::string& problem);
  void message(const Block& block);
  // steps
  Step new_step(std::string kind, std::string title, int first, int last);
  std::string claim_id(const std::string& wanted);
  std::string unique_id(const std::string& section_slug, const std::string& title);
  void emit(Step step);
  void emit(Step step, int last_marked);  // where it does not reach to its last line alone
  void note(int first, int last);
  void end_note();
  void mark(int first, int last, const std::string& as);
  std::string raw(int first, int last) const;
  // afterwards (reader_choices.cpp)
  void name_siblings();
  void ask_whether_one(const std::vector<std::size_t>& sections, const std::vector<Alternative>& ways);
  void join_alternatives();
  void release_what_may_follow(const std::vector<std::size_t>& group, std::vector<std::vector<std::string>>& members);
  void join_group(const std::vector<std::size_t>& group, const std::vector<Alternative>& alternatives);
  void join_by_or();
  void insert_choice(const std::vector<Alternative>& alternatives,
                     const std::vector<std::vector<std::string>>& members, std::size_t section, int line);

  const std::vector<Block>& blocks_;
  std::vector<std::string_view> lines_;  // of the file, line 1 first
  Runbook* out_ = nullptr;
  std::vector<Step> steps_;        // of all sections, in file order
  std::vector<std::size_t> open_;  // open sections, outermost first
  std::vector<Step*> tasks_;       // open tasks, outermost first
  std::set<std::string> ids_;
  std::map<std::string, int> numbers_;  // by the id that was wanted: the last number given
  std::string last_wanted_;
  std::vector<std::string> as_;  // reading of each line
  BareUnits units_;
  int phase_level_ = 2;
  bool titled_ = false;
  std::optional<Label> label_;  // the line right before the block at hand
  int label_line_ = 0;
  std::string subject_;                // of the message being read
  std::vector<std::size_t> last_run_;  // steps that an "Expected output" is about
  std::optional<Step> gate_;           // its lists are being read
  std::size_t gate_root_ = 0;
  std::optional<std::size_t> last_gate_;  // in steps_
  int note_first_ = 0;                    // lines of text not yet made a note; 0: none
  int note_last_ = 0;
  Tongue tongue_;
  Meaning title_meaning_ = Meaning::work;
  // What holds for the steps being read, innermost last: of list items, quotes and <details>.
  struct Limit {
    std::vector<std::string> asks;
    std::string never;
  };
  std::vector<Limit> limits_;
  // What the paragraph above the blocks at hand says of them.
  struct Lead {
    Limit limit;
    std::size_t depth = 0;  // of open_, where it opened a part
    bool opened = false;    // a part on demand
    bool bold = false;      // a label, as good as a heading
    bool used = false;      // something to run stood below it
    std::string text;
    int line = 0;
  };
  std::optional<Lead> lead_;
  const Block* item_head_ = nullptr;  // it was asked what it means already
  std::string opener_;                // of the lead-in before: "for", "on"
  struct Details {
    std::size_t depth = 0;
    bool limited = false;
  };
  std::vector<Details> details_;
  std::optional<std::size_t> tab_;  // of open_, around the tab that is open
  int tab_number_ = 0;
  int ways_around_ = 0;   // lists of ways that are open: what they hold is a way within a way
  int heading_tabs_ = 0;  // the next one's number, between <!-- tabs:start --> and its end; else 0
  std::optional<std::pair<std::size_t, std::size_t>> plain_way_;  // sizes of open_ and steps_ before it
  std::size_t tab_section_ = 0;                                   // where the tabs stand
  std::string session_;  // a session that a fence of this section opened, with nothing behind it
  int session_line_ = 0;
  std::string database_;                             // that the file's first psql prompt names
  std::vector<std::vector<std::string>> or_groups_;  // ids of steps with OR between them
  bool after_or_ = false;
};

}  // namespace runbook

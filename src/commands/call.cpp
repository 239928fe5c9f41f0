#include "commands/call.h"

#include <algorithm>

#include "base/text.h"

namespace commands {

std::vector<Argument> words_from(const std::vector<Argument>& words, std::size_t first) {
  return {words.begin() + static_cast<std::ptrdiff_t>(std::min(first, words.size())), words.end()};
}

Argument unknown_word(std::string shown) {
  return {.text = std::string(1, unknown_piece), .shown = std::move(shown), .several = true};
}

std::string Call::environment(const std::string& name) const {
  const auto found = place_.environment.find(name);
  return found == place_.environment.end() ? "" : found->second;
}

void Call::by_forms_of(const Program& program) {
  by_forms_of(program, words_);
}

void Call::by_forms_of(const Program& program, std::vector<Argument> words) {
  Call(judge_, program, name_, std::move(words), text_, line_, place_).by_forms();
}

void Call::judge() {
  if (program_.judge)
    program_.judge(*this);
  else
    by_forms();
}

Options Call::options(std::string_view more) const {
  return read_options(words_,
                      {.options = program_.options, .more = more, .style = program_.style, .stops = program_.stops});
}

void Call::add(CommandJudgement judgement) {
  // What writes to the script's own files may write any that it names.
  for (const auto& word : judgement.effect == Effect::own ? words_ : std::vector<Argument>{}) {
    if (!word.text.starts_with(made_piece)) judge_.state().written.insert(word.text);
  }
  judgement.line = place_.line > 0 ? place_.line : line_;
  judgement.text = text_;
  judgement.file = place_.file;
  if (place_.limited) judgement.never_ends.clear();
  if (judgement.elsewhere.empty()) judgement.elsewhere = at_.empty() ? place_.elsewhere : at_;
  judge_.add(std::move(judgement));
}

bool Call::refuses(const Options& options) {
  if (options.unknown.empty()) return false;
  not_known(fmt::format("what {} does with {}", name_, options.unknown.front()));
  return true;
}

// Worse than it was; a sentence of its own where it had none, else with what makes it so.
static void worsen(CommandJudgement& judgement, Effect effect, std::string does, const std::string& with) {
  if (judgement.effect >= effect) return;
  judgement.effect = effect;
  if (judgement.does.empty())
    judgement.does = std::move(does);
  else
    judgement.does += with;
}

void Call::add_with_marks(const Options& options, CommandJudgement judgement) {
  bool only_reads = false;
  bool ends = false;
  for (const auto& option : options.given) {
    only_reads = only_reads || option.mark == "only";
    ends = ends || option.mark == "ends";
  }
  // What runs something that is not known runs it all the same: rsync -n -e ./x.
  const bool runs_other = std::any_of(options.given.begin(), options.given.end(),
                                      [](const auto& each) { return each.mark == "unknown"; });
  if (only_reads && !runs_other && options.unknown.empty()) {
    add({.elsewhere = std::move(judgement.elsewhere)});
    return;
  }
  for (const auto& option : options.given) {
    const std::string value = option.value ? option.value->shown : "";
    const auto said = fmt::format("runs {} {}", name_, option.whole_name);
    const auto with = fmt::format(", with {}", option.whole_name);
    if (option.mark == "endless") {
      judgement.never_ends = fmt::format("{} {} goes on until somebody ends it", name_, option.whole_name);
    } else if (option.mark == "terminal") {
      judgement.terminal = fmt::format("{} {} needs a terminal", name_, option.whole_name);
    } else if (option.mark == "session") {
      judgement.session = fmt::format("a session of {}", name_);
    } else if (option.mark == "host") {
      judgement.elsewhere = "host " + value;
    } else if (option.mark == "database" && judgement.elsewhere.empty()) {
      judgement.elsewhere = "database " + value;
    } else if (option.mark == "url") {
      judgement.elsewhere = value;
    } else if (option.mark == "writes") {
      if (!option.value) worsen(judgement, Effect::changes, "writes a file", "");
      if (option.value) judge_.state().written.insert(option.value->text);
      if (option.value && !option.value->made() && option.value->text != "-" && option.value->text != "/dev/null" &&
          option.value->text != "/dev/stdout" && !(option.value->known() && is_temporary_path(option.value->text)))
        worsen(judgement, Effect::changes, fmt::format("writes the file {}", value), "");
    } else if (option.mark == "changes") {
      worsen(judgement, Effect::changes, said, with);
    } else if (option.mark == "destroys") {
      worsen(judgement, Effect::destroys, said, with);
    } else if (option.mark == "unknown") {
      worsen(judgement, Effect::unknown, "", "");
      judgement.not_known = fmt::format("what {} does with {}", name_, option.whole_name);
    }
  }
  if (ends) judgement.never_ends.clear();
  add(std::move(judgement));
}

Place Call::inner(const std::string& where, bool remote) const {
  Place out = place_;
  out.environment.clear();
  out.variables = variables_;
  ++out.depth;
  out.moved = out.moved || moved_;
  out.remote = out.remote || (remote && !where.empty());
  if (!where.empty()) out.elsewhere = out.elsewhere.empty() ? where : out.elsewhere + ", " + where;
  return out;
}

void Call::run(std::vector<Argument> words) {
  auto place = inner("");
  place.environment = place_.environment;
  judge_.words(std::move(words), text_, line_, place);
}

void Call::run_limited(std::vector<Argument> words) {
  auto place = inner("");
  place.environment = place_.environment;
  place.limited = true;
  judge_.words(std::move(words), text_, line_, place);
}

void Call::run_elsewhere(std::vector<Argument> words, const std::string& where) {
  judge_.words(std::move(words), text_, line_, inner(where));
}

void Call::run_with(std::vector<Argument> words, Input input) {
  auto place = inner("");
  place.input = std::move(input);
  judge_.words(std::move(words), text_, line_, place);
}

void Call::run_text(const Argument& text, bool fresh, const std::string& where) {
  if (!text.known()) {
    // What of it is written is judged all the same: it may say what it destroys.
    judge_.text(base::replace_all(text.text, std::string(1, unknown_piece), "lk_unknown"), line_, inner(where),
                fresh);
    not_known(fmt::format("what {} makes of {}", name_, text.shown));
    return;
  }
  judge_.text(text.text, text.line > 0 ? text.line : line_, inner(where), fresh);
}

void Call::run_file(const Argument& file, const std::string& where) {
  const auto text = file.known() && where.empty() ? read(file.text) : std::nullopt;
  if (!text) {
    not_known(fmt::format("what {} does", file.shown));
    return;
  }
  auto place = inside(file.text, line_, inner(where));
  place.input = {};
  judge_.text(*text, 1, place, true, file.text);
}

void Call::run_file_here(const Argument& file) {
  // Without a slash in it, bash looks for the name where PATH leads first.
  const bool sure = file.known() && (file.text.find('/') != std::string::npos || !judge_.on_path(file.text));
  const auto text = sure ? read(file.text) : std::nullopt;
  if (!text) return not_known(fmt::format("what {} does", file.shown));
  judge_.state().sourced.insert(judge_.in_folder(file.text));
  const auto before = judge_.state().positional;
  if (words_.size() > 1) judge_.state().positional.reset();
  judge_.text(*text, 1, inside(file.text, line_, inner("")), false);
  judge_.state().positional = before;
}

void Call::run_input(const std::string& where) {
  const auto& input = place_.input;
  if (input.kind == Input::Kind::text) {
    auto place = inner(where);
    place.input = {};
    if (!input.file.empty()) place = inside(input.file, line_, place);
    if (input.text.find(unknown_piece) != std::string::npos) not_known(fmt::format("what {} is given to run", name_));
    judge_.text(base::replace_all(input.text, std::string(1, unknown_piece), "lk_unknown"),
                input.file.empty() ? input.line : 1, place, true);
  } else {
    not_known(fmt::format("what {} is given to run", name_));
  }
}

void Call::run_sql_of_file(std::string_view text, const std::string& file) {
  judge_.sql(text, text_, 1, inside(file, line_, inner(at_, false)));
}

void Call::run_sql_of_input() {
  const auto& input = place_.input;
  if (input.file.empty())
    run_sql(input.text, input.line);
  else
    run_sql_of_file(input.text, input.file);
}

void Call::run_sql(std::string_view text, int line, bool one_query) {
  auto place = inner(at_, false);
  place.one_query = one_query;
  judge_.sql(text, text_, line, place);
}

}  // namespace commands

// Programs that run another one for each line they read.
#include "commands/call.h"

namespace commands {

static void judge_xargs(Call& call) {
  const auto options = read_options(
      call.words(),
      {.options =
           "-0,--null -r,--no-run-if-empty -t,--verbose -x,--exit -p,--interactive:terminal -o,--open-tty:terminal "
           "-n,--max-args= -P,--max-procs= -L,--max-lines= -s,--max-chars= -I= -i? -d,--delimiter= -E= "
           "-a,--arg-file= "
           "--process-slot-var= --show-limits --help:only --version:only",
       .stops = true});
  if (call.refuses(options)) return;
  auto words = words_from(call.words(), options.first_operand);
  if (words.empty()) return call.add_with_marks(options, {});
  const auto place = options.has("-I") ? options.value("-I") : options.has("-i") ? "{}" : "";
  const auto added = unknown_word("what xargs reads");
  bool put = false;
  for (auto& word : words) {
    if (place.empty() || word.text.find(place) == std::string::npos) continue;
    word.text.replace(word.text.find(place), place.size(), 1, unknown_piece);
    put = true;
  }
  if (!put) words.push_back(added);
  // What it reads goes to the arguments; the command itself gets nothing to read.
  call.run_with(std::move(words), {.kind = Input::Kind::text});
}

// parallel takes a text for the shell, with {} for what it reads.
static void judge_parallel(Call& call) {
  const auto options = read_options(
      call.words(),
      {.options =
           "-j,--jobs= -k,--keep-order --halt= --tag --bar --eta -n= -N= -0,--null --dry-run:only --joblog=:writes "
           "-a,--arg-file= --colsep= -I= --progress --timeout= --retries= --will-cite --line-buffer --pipe "
           "-q,--quote",
       .stops = true});
  if (call.refuses(options)) return;
  auto words = words_from(call.words(), options.first_operand);
  std::erase_if(words, [](const Argument& word) { return word.text.starts_with(":::"); });
  std::string text;
  for (const auto& word : words) text += word.text + " ";
  Argument all{.text = text + unknown_piece, .shown = "its arguments", .line = call.line()};
  if (words.empty()) return call.not_known("what parallel is given to run");
  call.run_text(all);
}

static void judge_repeated(Call& call) {
  if (call.name() == "xargs")
    judge_xargs(call);
  else
    judge_parallel(call);
}

extern const Program xargs{.names = "xargs parallel", .judge = judge_repeated};

}  // namespace commands

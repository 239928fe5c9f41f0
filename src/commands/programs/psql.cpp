// psql: what it is given to run, on the command line, in files, and through its input.
#include <algorithm>

#include "base/text.h"
#include "commands/call.h"

namespace commands {

static constexpr std::string_view options_of_psql =
    "-c,--command= -f,--file= -d,--dbname= -h,--host=:host -p,--port= -U,--username= -v,--set,--variable= "
    "-o,--output=:writes "
    "-L,--log-file=:writes -w,--no-password -W,--password:terminal -1,--single-transaction -X,--no-psqlrc "
    "-A,--no-align -t,--tuples-only "
    "-q,--quiet -x,--expanded -e,--echo-queries -E,--echo-hidden -a,--echo-all -b,--echo-errors -n,--no-readline "
    "-S,--single-line "
    "-s,--single-step:terminal -l,--list:only -V,--version:only -?,--help:only -P,--pset= -F,--field-separator= "
    "-R,--record-separator= "
    "-T,--table-attr= -H,--html -z,--field-separator-zero -0,--record-separator-zero --csv";

static void judge_commands(Call& call, const Options& options) {
  for (const auto& text : options.values("-c")) {
    if (text.several || text.pattern) call.not_known(fmt::format("what becomes of {}", text.shown));
    call.run_sql(text.text, text.line > 0 ? text.line : call.line(), true);
  }
  for (const auto& file : options.values("-f")) {
    const auto text = file.known() ? call.read(file.text) : std::nullopt;
    if (file.is("-")) {
      if (call.input().kind == Input::Kind::text)
        call.run_sql_of_input();
      else
        call.not_known("what psql is given to run");
    } else if (text) {
      call.run_sql_of_file(*text, file.text);
    } else {
      call.not_known(fmt::format("what {} has in it", file.shown));
    }
  }
}

static void judge_psql(Call& call) {
  const auto options = call.options();
  if (call.refuses(options)) return;
  if (options.has("-l") || options.has("-V") || options.has("-?")) return call.add_with_marks(options, {});
  // The options' own judgement: a terminal, a file that is written, another host.
  CommandJudgement out;
  if (const auto host = call.environment("PGHOST"); !host.empty()) out.elsewhere = "host " + host;
  const auto database = options.has("-d")          ? options.values("-d").front().shown
                        : options.operands.empty() ? ""
                                                   : options.operands.front().shown;
  if (out.elsewhere.empty() && !options.has("-h") && !database.empty()) out.elsewhere = "database " + database;
  const bool marked = std::any_of(options.given.begin(), options.given.end(),
                                  [](const auto& each) { return each.mark == "writes" || each.mark == "terminal"; });
  if (marked) call.add_with_marks(options, out);
  if (options.has("-h")) out.elsewhere = "host " + options.find("-h")->value.value_or(Argument{}).shown;
  call.at(out.elsewhere);
  for (const auto& set : options.values("-v")) {
    const auto equals = set.text.find('=');
    if (equals != std::string::npos && set.known())
      call.set_variable(set.text.substr(0, equals), set.text.substr(equals + 1));
  }
  if (options.has("-c") || options.has("-f")) return judge_commands(call, options);
  const auto& input = call.input();
  if (input.kind == Input::Kind::text) return call.run_sql_of_input();
  if (input.kind == Input::Kind::unknown) return call.not_known("what psql is given to run");
  call.add({.session = "a session of psql"});
}

extern const Program psql{.names = "psql pgcli", .options = options_of_psql, .judge = judge_psql};

}  // namespace commands

// Offers our commands in place of the team's, as a diff to accept piece by piece.
#include <charconv>
#include <iostream>
#include <numeric>
#include <unistd.h>

#include <fmt/format.h>

#include "base/error.h"
#include "base/files.h"
#include "base/printable.h"
#include "base/text.h"
#include "cli/command.h"
#include "runbook/adopt.h"

namespace cli {

namespace {

struct AdoptOptions {
  std::string file;
  std::vector<std::string> accept;
  std::string out;
  bool dry_run = false;
};

}  // namespace

using runbook::Adoption;

// "all", "2", "1,3".
static std::vector<bool> chosen(const std::vector<std::string>& accept, std::size_t offers) {
  std::vector<bool> out(offers, false);
  for (const auto& each : accept) {
    for (const auto part : base::split(each, ',')) {
      if (part == "all") {
        out.assign(offers, true);
        continue;
      }
      std::size_t number = 0;
      const auto [end, problem] = std::from_chars(part.data(), part.data() + part.size(), number);
      if (problem != std::errc{} || end != part.data() + part.size() || number < 1 || number > offers) {
        throw base::Error{base::Code::usage, fmt::format("there is no offer '{}'", part),
                          offers == 0 ? std::string("Nothing is offered for this file.")
                                      : fmt::format("Take all, or numbers from 1 to {}.", offers)};
      }
      out[number - 1] = true;
    }
  }
  return out;
}

static bool asked(const std::string& question) {
  std::cerr << base::printable(question) << " [y/N] " << std::flush;
  std::string said;
  if (!std::getline(std::cin, said)) return false;
  const auto lower = base::to_lower(base::trim(said));
  return lower == "y" || lower == "yes";
}

static std::vector<bool> asked_for(Context& context, const std::string& text, const AdoptOptions& options,
                                   const std::vector<Adoption>& offers) {
  std::vector<bool> out(offers.size(), false);
  for (std::size_t at = 0; at < offers.size(); ++at) {
    context.say(runbook::diff_of(text, options.file, {offers[at]}, {at + 1}));
    out[at] = asked(fmt::format("{} of {}: accept?", at + 1, offers.size()));
  }
  return out;
}

static base::Json to_json(const std::vector<Adoption>& offers, const std::vector<bool>& accepted) {
  auto out = base::Json::array();
  for (std::size_t at = 0; at < offers.size(); ++at) {
    const auto& each = offers[at];
    out.push_back({{"number", at + 1},
                   {"step", each.step},
                   {"line", each.first},
                   {"last_line", each.last},
                   {"was", each.was},
                   {"command", each.command},
                   {"adds", each.adds},
                   {"accepted", bool(accepted[at])}});
  }
  return out;
}

static int adopt(Context& context, const AdoptOptions& options) {
  const auto book = runbook::load(options.file);
  const auto text = base::read_file(options.file);
  const auto offers = runbook::find_adoptions(text, book);
  auto accepted = chosen(options.accept, offers.size());
  const bool asks =
      options.accept.empty() && !options.dry_run && !context.common().json && ::isatty(STDIN_FILENO) != 0;
  if (asks) {
    accepted = asked_for(context, text, options, offers);
  } else {
    std::vector<std::size_t> numbers(offers.size());
    std::iota(numbers.begin(), numbers.end(), 1);
    context.say(runbook::diff_of(text, options.file, offers, numbers));
  }
  std::vector<Adoption> taken;
  for (std::size_t at = 0; at < offers.size(); ++at) {
    if (accepted[at]) taken.push_back(offers[at]);
  }
  const auto out = options.out.empty() ? options.file : options.out;
  const bool writes = !taken.empty() && !options.dry_run;
  if (writes) base::write_file(out, runbook::adopted(text, taken));
  if (offers.empty())
    context.progress("nothing to offer: no fence takes a backup, proves one or applies migrations by itself\n");
  else if (writes)
    context.progress(
        fmt::format("{} of {} written to {}\n", taken.size(), base::count_of(std::ssize(offers), "offer"), out));
  else
    context.progress(fmt::format("{}; nothing is written. Accept with --accept all, or --accept N.\n",
                                 base::count_of(std::ssize(offers), "offer")));
  base::Json answer{{"runbook", options.file}, {"offers", to_json(offers, accepted)}, {"written", writes}};
  if (writes) answer["path"] = out;
  context.answer(answer);
  return Exit::done;
}

extern const Command runbook_adopt{
    .summary = "offer lockkeeper's commands in place of a runbook's own dumps, restores and migrations",
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<AdoptOptions>();
      app.add_option("file", options->file, "the runbook")->type_name("FILE")->required();
      app.add_option("--accept", options->accept, "all, or the numbers of offers")->type_name("all|N[,N...]");
      app.add_option("--out", options->out, "where to write (default: the file itself)")->type_name("FILE");
      app.add_flag("--dry-run", options->dry_run, "show the offers, write nothing");
      return [options](Context& context) { return adopt(context, *options); };
    }};

}  // namespace cli

// How fast this server works: what estimates rest on.
#include "app/rates.h"

#include "cli/command.h"

namespace cli {

namespace {

struct RatesOptions {
  bool measure = false;
  long long rows = rates::Request{}.rows;
};

}  // namespace

static base::Json answer_of(const std::optional<rates::Measured>& measured) {
  const auto in_use = measured ? rates::to_rates(*measured) : impact::Rates{};
  const auto range = [](double low, double high) { return base::Json{{"low", low}, {"high", high}}; };
  return {{"source", rates::source(measured)},
          {"reading_bytes_per_second", range(in_use.scan_bytes_per_second_low, in_use.scan_bytes_per_second_high)},
          {"rewriting_bytes_per_second",
           range(in_use.rewrite_bytes_per_second_low, in_use.rewrite_bytes_per_second_high)},
          {"index_rows_per_second", range(in_use.index_rows_per_second_low, in_use.index_rows_per_second_high)},
          {"writing_rows_per_second", range(in_use.write_rows_per_second_low, in_use.write_rows_per_second_high)},
          {"measured", measured ? rates::to_json(*measured) : base::Json(nullptr)}};
}

static int show_rates(Context& context, const RatesOptions& options) {
  const auto measured = options.measure ? app::measure_rates(context, options.rows) : app::rates(context);
  if (options.measure && !measured) {
    context.progress("Nothing was measured.\n");
    return Exit::stopped;
  }
  context.say(rates::to_text(measured));
  context.answer(answer_of(measured));
  return Exit::done;
}

extern const Command rates{
    .summary = "how fast this server reads, rewrites, indexes and writes: what estimates rest on",
    .repeats = {.database = true},
    .declare = [](CLI::App& app) -> std::function<int(Context&)> {
      const auto options = std::make_shared<RatesOptions>();
      app.add_flag("--measure", options->measure, "measure this server and keep the result");
      app.add_option("--rows", options->rows, "rows of the table it is measured with")
          ->type_name("N")
          ->check(CLI::Range(10'000LL, 5'000'000LL));
      return [options](Context& context) { return show_rates(context, *options); };
    }};

}  // namespace cli

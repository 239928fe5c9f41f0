#include "report/timeline.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "run_view/phrases.h"

namespace report {

using std::chrono::hours;

namespace {

struct Stretch {
  base::Instant from{};
  base::Instant to{};
  std::string label;
};

// Maps instants to 0..1, with the idle stretches drawn in to a small fixed width.
class Axis {
 public:
  Axis(base::Instant from, base::Instant to, std::vector<Stretch> idle) : from_(from), idle_(std::move(idle)) {
    base::Milliseconds busy = to - from;
    for (const auto& stretch : idle_) busy -= stretch.to - stretch.from;
    busy_ = std::max(busy, base::Milliseconds(1));
    scale_ = (1.0 - cut_width * static_cast<double>(idle_.size())) / static_cast<double>(busy_.count());
  }

  [[nodiscard]] double at(base::Instant time) const {
    double x = 0;
    base::Instant here = from_;
    for (const auto& stretch : idle_) {
      if (time <= stretch.from) break;
      x += scale_ * static_cast<double>((stretch.from - here).count());
      const double part = static_cast<double>((std::min(time, stretch.to) - stretch.from).count()) /
                          static_cast<double>(std::max<long long>(1, (stretch.to - stretch.from).count()));
      x += cut_width * part;
      here = stretch.to;
      if (time <= stretch.to) return x;
    }
    return std::clamp(x + scale_ * static_cast<double>((time - here).count()), 0.0, 1.0);
  }

  [[nodiscard]] const std::vector<Stretch>& idle() const { return idle_; }
  [[nodiscard]] base::Milliseconds busy() const { return busy_; }
  static constexpr double cut_width = 0.03;

 private:
  base::Instant from_;
  std::vector<Stretch> idle_;
  base::Milliseconds busy_{0};
  double scale_ = 0;
};

}  // namespace

// The first round span of which no more than eight fit.
static base::Milliseconds tick_step(base::Milliseconds total) {
  constexpr std::array<long long, 19> round{
      100,     200,     500,     1000,     2000,     5000,     10'000,       30'000,        60'000,       120'000,
      300'000, 600'000, 900'000, 1800'000, 3600'000, 7200'000, 6 * 3600'000, 12 * 3600'000, 24 * 3600'000};
  for (const long long step : round) {
    if (total.count() / step <= 8) return base::Milliseconds(step);
  }
  const long long day = 24 * 3600'000LL;
  return base::Milliseconds((total.count() / 8 / day + 1) * day);
}

// "5 s": whole seconds need no tenths.
static std::string tick_text(base::Milliseconds after) {
  if (after.count() == 0) return "0";
  if (after < std::chrono::minutes(1) && after.count() % 1000 == 0) return fmt::format("{} s", after.count() / 1000);
  return base::format_span(after);
}

static std::vector<Stretch> merged(std::vector<Stretch> stretches) {
  std::ranges::sort(stretches, {}, &Stretch::from);
  std::vector<Stretch> apart;
  for (auto& stretch : stretches) {
    if (!apart.empty() && stretch.from <= apart.back().to) {
      apart.back().to = std::max(apart.back().to, stretch.to);
    } else {
      apart.push_back(std::move(stretch));
    }
  }
  return apart;
}

// Waiting that would press everything else together.
static std::vector<Stretch> idle_stretches(const run_view::RunView& view, base::Instant from, base::Instant to) {
  const base::Milliseconds longest = std::max((to - from) / 5, base::Milliseconds(10'000));
  std::vector<Stretch> idle;
  for (const auto& away : view.interruptions) {
    if (away.resumed - away.last_seen > longest) {
      idle.push_back({away.last_seen, away.resumed, "away " + base::format_span(away.resumed - away.last_seen)});
    }
  }
  for (const auto& answer : view.answers) {
    if (answer.waited.value_or(base::Milliseconds(0)) > longest) {
      idle.push_back({answer.time - *answer.waited, answer.time, "waited " + base::format_span(*answer.waited)});
    }
  }
  // One that lies inside another is told by it.
  for (auto& stretch : idle) {
    stretch.from = std::clamp(stretch.from, from, to);
    stretch.to = std::clamp(stretch.to, from, to);
  }
  return merged(std::move(idle));
}

static base::Instant end_of(const run_view::Attempt& attempt, base::Instant otherwise) {
  if (attempt.ended) return *attempt.ended;
  return attempt.began + attempt.duration.value_or(std::max(otherwise - attempt.began, base::Milliseconds(0)));
}

// An attempt that nobody saw the end of lasts until the program was last seen.
static base::Instant unseen_end(const run_view::RunView& view, const run_view::Attempt& attempt) {
  for (const auto& away : view.interruptions) {
    if (away.last_seen >= attempt.began && away.resumed >= attempt.began) return away.last_seen;
  }
  return view.ended.value_or(attempt.began);
}

static std::vector<Bar> bars_of(const run_view::RunView& view, const run_view::Stage& stage, const auto& at) {
  std::vector<Bar> bars;
  for (const auto& step : stage.steps) {
    for (const auto& attempt : step.attempts) {
      const base::Instant end = end_of(attempt, unseen_end(view, attempt));
      bars.push_back({.from = at(attempt.began),
                      .to = at(end),
                      .state = attempt.state,
                      .tip = fmt::format("{}, {}, {}, {}", step.title, attempt.state, clock_time(attempt.began, view),
                                         base::format_span(end - attempt.began))});
    }
  }
  return bars;
}

template <class Each>
static void for_each_stage(const run_view::RunView& view, Each each) {
  for (const auto& phase : view.phases) {
    for (const auto& stage : phase.stages) each(stage);
  }
}

static std::string took(const run_view::Stage& stage) {
  return stage.began && stage.ended ? base::format_span(*stage.ended - *stage.began) : std::string();
}

Timeline actual_timeline(const run_view::RunView& view) {
  Timeline line;
  if (!view.began || !view.ended) return line;
  const Axis axis(*view.began, *view.ended, idle_stretches(view, *view.began, *view.ended));
  const auto at = [&](base::Instant time) { return axis.at(time); };
  for_each_stage(view, [&](const run_view::Stage& stage) {
    if (stage.began) {
      line.rows.push_back(
          {.label = stage.title, .caption = took(stage), .planned = {}, .actual = bars_of(view, stage, at)});
    }
  });
  if (line.rows.empty()) return line;
  const base::Milliseconds step = tick_step(axis.busy());
  const auto is_idle = [&](base::Instant time) {
    return std::ranges::any_of(axis.idle(), [&](const Stretch& s) { return time > s.from && time < s.to; });
  };
  for (base::Milliseconds after{0}; after <= *view.ended - *view.began; after += step) {
    const base::Instant time = *view.began + after;
    if (line.ticks.size() > 40) break;
    if (!is_idle(time)) line.ticks.push_back({at(time), tick_text(after)});
  }
  for (const auto& stretch : axis.idle()) {
    line.cuts.push_back({(at(stretch.from) + at(stretch.to)) / 2, at(stretch.to) - at(stretch.from), stretch.label});
  }
  if (view.t0 && *view.t0 >= *view.began && *view.t0 <= *view.ended) line.zero = at(*view.t0);
  return line;
}

Timeline planned_timeline(const run_view::RunView& view) {
  Timeline line;
  if (!view.t0) return line;
  const auto shown = [](const run_view::Stage& stage) {
    return stage.due && *stage.due >= -hours(3) && *stage.due <= hours(6) && stage.planned;
  };
  base::Milliseconds from{0};
  base::Milliseconds to{1};
  for_each_stage(view, [&](const run_view::Stage& stage) {
    if (!shown(stage)) return;
    from = std::min(from, *stage.due);
    // A stage that is planned for the rest of the day is cut off where the others end.
    const base::Milliseconds end = *stage.due + *stage.planned;
    to = std::max(to, end <= hours(6) ? end : *stage.due + std::chrono::minutes(15));
    if (stage.ended) to = std::max(to, *stage.ended - *view.t0);
  });
  const auto place = [&](base::Milliseconds relative) {
    return std::clamp(static_cast<double>((relative - from).count()) / static_cast<double>((to - from).count()), 0.0,
                      1.0);
  };
  for_each_stage(view, [&](const run_view::Stage& stage) {
    if (!shown(stage)) return;
    const auto tip =
        fmt::format("planned {} for {}", run_view::due_text(*stage.due), base::format_span(*stage.planned));
    const auto at = [&](base::Instant time) { return place(time - *view.t0); };
    line.rows.push_back({.label = stage.title,
                         .caption = stage.began ? run_view::relative_text(*stage.began, *view.t0) : "not begun",
                         .planned = Bar{place(*stage.due), place(*stage.due + *stage.planned), "planned", tip},
                         .actual = bars_of(view, stage, at)});
  });
  if (line.rows.empty()) return line;
  const base::Milliseconds step = tick_step(to - from);
  for (base::Milliseconds tick = (from / step) * step; tick <= to; tick += step) {
    if (tick >= from) line.ticks.push_back({place(tick), run_view::due_text(tick)});
  }
  line.zero = place(base::Milliseconds(0));
  return line;
}

}  // namespace report

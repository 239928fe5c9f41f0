// A timeline as inline SVG, coloured by the page's style so that it follows dark mode.
#include <fmt/format.h>

#include "base/text.h"
#include "report/html.h"

namespace report {

static constexpr double width = 980;
static constexpr double left = 270;   // labels
static constexpr double right = 110;  // captions
static constexpr double top = 24;     // scale
static constexpr double row_height = 24;
static constexpr double narrowest = 3;

static double x(double at) {
  return left + at * (width - left - right);
}

static std::string rectangle(const Bar& bar, double y, double height, std::string_view css) {
  return fmt::format(
      R"(<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="2"><title>{}</title></rect>)", css,
      x(bar.from), y, std::max(narrowest, x(bar.to) - x(bar.from)), height, escape(bar.tip));
}

static std::string row_svg(const Row& row, double y) {
  std::string out = fmt::format(R"(<text x="0" y="{:.1f}">{}</text>)", y + 16, escape(base::shorten(row.label, 38)));
  if (row.planned) out += rectangle(*row.planned, y + 4, 16, "plan");
  for (const auto& bar : row.actual)
    out += rectangle(bar, y + (row.planned ? 8 : 6), row.planned ? 8 : 12, state_class(bar.state));
  out += fmt::format(R"(<text class="soft" x="{:.1f}" y="{:.1f}" text-anchor="end">{}</text>)", width, y + 16,
                     escape(row.caption));
  return out + "\n";
}

// Ticks so near to the one before that their words would touch are drawn without words.
static std::string scale_svg(const Timeline& timeline, double bottom) {
  std::string out;
  double free_from = -1;
  for (const auto& tick : timeline.ticks) {
    out += fmt::format(R"(<line class="grid" x1="{0:.1f}" x2="{0:.1f}" y1="{1}" y2="{2:.1f}"/>)", x(tick.at), top - 4,
                       bottom);
    if (x(tick.at) < free_from) continue;
    out += fmt::format(R"(<text class="soft" x="{:.1f}" y="{}" text-anchor="middle">{}</text>)", x(tick.at), top - 9,
                       escape(tick.label));
    free_from = x(tick.at) + 62;
  }
  double free_below = -1;
  for (const auto& cut : timeline.cuts) {
    out +=
        fmt::format(R"(<rect class="cut" x="{:.1f}" y="{}" width="{:.1f}" height="{:.1f}"><title>{}</title></rect>)",
                    x(cut.at - cut.width / 2), top - 4, x(cut.width) - x(0), bottom - top + 4, escape(cut.label));
    if (x(cut.at) < free_below) continue;
    out += fmt::format(R"(<text class="soft" x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>)", x(cut.at),
                       bottom + 13, escape(cut.label));
    free_below = x(cut.at) + 110;
  }
  if (timeline.zero) {
    out +=
        fmt::format(R"(<line class="zero" x1="{0:.1f}" x2="{0:.1f}" y1="{1}" y2="{2:.1f}"><title>T-0</title></line>)",
                    x(*timeline.zero), top - 4, bottom);
  }
  return out + "\n";
}

std::string html_timeline(const Timeline& timeline, std::string_view title) {
  if (timeline.rows.empty()) return {};
  const double bottom = top + row_height * static_cast<double>(timeline.rows.size());
  const double height = bottom + (timeline.cuts.empty() ? 6 : 20);
  std::string out = fmt::format(R"(<div class="card scroll"><svg viewBox="0 0 {} {}" role="img" aria-label="{}">)",
                                width, height, escape(title));
  out += "\n" + scale_svg(timeline, bottom);
  double y = top;
  for (const auto& row : timeline.rows) {
    out += row_svg(row, y);
    y += row_height;
  }
  return out + "</svg></div>\n";
}

}  // namespace report

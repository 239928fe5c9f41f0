// A timeline as inline SVG, coloured by the page's style so that it follows dark mode.
#include <fmt/format.h>

#include "base/text.h"
#include "report/html.h"

namespace report {

static constexpr double top = 24;  // scale
static constexpr double narrowest = 3;

namespace {

// Wide: words left and right of the bars. Narrow, for phones: words above them.
struct Layout {
  std::string_view css;
  double width;
  double left;   // labels
  double right;  // captions
  double row_height;
  double words;             // baseline of the words within a row
  double bars;              // where the bars begin within a row
  std::size_t label_width;  // columns

  [[nodiscard]] double x(double at) const { return left + at * (width - left - right); }
};

constexpr Layout wide{.css = "wide",
                      .width = 980,
                      .left = 270,
                      .right = 110,
                      .row_height = 24,
                      .words = 16,
                      .bars = 4,
                      .label_width = 38};
constexpr Layout narrow{.css = "narrow",
                        .width = 360,
                        .left = 0,
                        .right = 0,
                        .row_height = 38,
                        .words = 13,
                        .bars = 18,
                        .label_width = 40};

}  // namespace

static std::string rectangle(const Layout& layout, const Bar& bar, double y, double height, std::string_view css) {
  return fmt::format(
      R"(<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="2"><title>{}</title></rect>)", css,
      layout.x(bar.from), y, std::max(narrowest, layout.x(bar.to) - layout.x(bar.from)), height, escape(bar.tip));
}

static std::string row_svg(const Layout& layout, const Row& row, double y) {
  std::string out = fmt::format(R"(<text x="0" y="{:.1f}">{}</text>)", y + layout.words,
                                escape(base::shorten(row.label, layout.label_width)));
  if (row.planned) out += rectangle(layout, *row.planned, y + layout.bars, 16, "plan");
  for (const auto& bar : row.actual) {
    out +=
        rectangle(layout, bar, y + layout.bars + (row.planned ? 4 : 2), row.planned ? 8 : 12, state_class(bar.state));
  }
  out += fmt::format(R"(<text class="soft" x="{:.1f}" y="{:.1f}" text-anchor="end">{}</text>)", layout.width,
                     y + layout.words, escape(row.caption));
  return out + "\n";
}

// Ticks so near to the one before that their words would touch are drawn without words.
static std::string scale_svg(const Layout& layout, const Timeline& timeline, double bottom) {
  const auto x = [&](double at) { return layout.x(at); };
  std::string out;
  double free_from = -1;
  for (const auto& tick : timeline.ticks) {
    out += fmt::format(R"(<line class="grid" x1="{0:.1f}" x2="{0:.1f}" y1="{1}" y2="{2:.1f}"/>)", x(tick.at), top - 4,
                       bottom);
    if (x(tick.at) < free_from) continue;
    // At the edge of the drawing there is no room to the left or to the right.
    const char* anchor = x(tick.at) < 20 ? "start" : x(tick.at) > layout.width - 20 ? "end" : "middle";
    out += fmt::format(R"(<text class="soft" x="{:.1f}" y="{}" text-anchor="{}">{}</text>)", x(tick.at), top - 9,
                       anchor, escape(tick.label));
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

static std::string drawing(const Layout& layout, const Timeline& timeline, std::string_view title) {
  const double bottom = top + layout.row_height * static_cast<double>(timeline.rows.size());
  const double height = bottom + (timeline.cuts.empty() ? 6 : 20);
  std::string out = fmt::format(R"(<svg class="{}" viewBox="0 0 {} {}" role="img" aria-label="{}">)", layout.css,
                                layout.width, height, escape(title));
  out += "\n" + scale_svg(layout, timeline, bottom);
  double y = top;
  for (const auto& row : timeline.rows) {
    out += row_svg(layout, row, y);
    y += layout.row_height;
  }
  return out + "</svg>";
}

std::string html_timeline(const Timeline& timeline, std::string_view title) {
  if (timeline.rows.empty()) return {};
  return fmt::format("<div class=\"card scroll chart\">{}{}</div>\n", drawing(wide, timeline, title),
                     drawing(narrow, timeline, title));
}

}  // namespace report

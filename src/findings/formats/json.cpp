// One object for programs.
#include "findings/formats.h"

namespace findings {

static std::string render(const Report& report) {
  base::Json out{{"ok", !report.fails()}, {"judged_by", report.judged_by}, {"findings", to_json(report.findings)}};
  return out.dump(2, ' ', false, base::Json::error_handler_t::replace) + "\n";
}

extern const Format json{.summary = "for programs, as --json gives it", .render = render};

}  // namespace findings

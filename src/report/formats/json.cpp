// The whole view for programs.
#include "report/formats.h"

namespace report {

static std::string render_json(const run_view::RunView& view) {
  return to_json(view).dump(2, ' ', false, base::Json::error_handler_t::replace) + "\n";
}

extern const Format json{.extension = "json", .render = render_json};

}  // namespace report

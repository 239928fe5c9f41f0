#include "app/run_context.h"

#include <fmt/format.h>

#include "base/account.h"
#include "base/error.h"

namespace app {

journal::RunContext run_context(const base::Environment& inherited) {
  journal::RunContext context{.run = inherited.value("LOCKKEEPER_RUN"),
                              .step = inherited.value("LOCKKEEPER_STEP"),
                              .actor = inherited.value("LOCKKEEPER_ACTOR")};
  if (!context.run.empty() && !journal::is_run_id(context.run)) {
    throw base::Error{base::Code::usage,
                      fmt::format("LOCKKEEPER_RUN is '{}', which is not the id of a run", context.run),
                      "Unset it, or set it to an id that 'lockkeeper history' shows."};
  }
  return context;
}

std::string person(const base::Environment& inherited) {
  for (const char* name : {"LOCKKEEPER_ACTOR", "SUDO_USER", "USER"}) {
    if (auto value = inherited.value(name); !value.empty()) return value;
  }
  return base::account();
}

}  // namespace app

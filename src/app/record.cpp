#include "app/record.h"

#include <fmt/format.h>

#include "apply/baseline.h"
#include "base/error.h"

namespace app {

static void ask(const Project& project, const std::string& question, const std::string& database) {
  if (!project.agreed(question, database))
    throw base::Error{base::Code::stopped, "nothing was recorded, as you said"};
}

static Baselined take_over(Project& project, const BaselineRequest& request) {
  const auto folder = project.folder();
  const auto database = project.connect().database();
  ask(project, fmt::format("Take over what {} recorded in {}?", request.from, database), database);
  auto names = apply::adopt(run_for(project, request.waiting), folder, request.from);
  auto last = names.empty() ? std::string() : names.back();
  return {.names = std::move(names), .last = std::move(last)};
}

Baselined baseline(Project& project, const BaselineRequest& request) {
  if (!request.from.empty()) return take_over(project, request);
  const auto folder = project.folder();
  const auto& last = migration::find(folder, request.version);
  const auto database = project.connect().database();
  ask(project, fmt::format("Record everything up to {} as applied in {}, without running it?", last.name, database),
      database);
  return {.names = apply::baseline(run_for(project, request.waiting), folder, request.version, request.force),
          .last = last.name};
}

static std::string question(const apply::ResolveRequest& request, const std::string& database) {
  switch (request.claim) {
    case apply::Claim::applied:
      return fmt::format("Record {} as applied in {}, without running it?", request.name, database);
    case apply::Claim::rolled_back:
      return fmt::format("Record {} as rolled back in {}?", request.name, database);
    case apply::Claim::statements_done:
      return fmt::format("Record {} statements of {} as done in {}?", request.statements_done, request.name,
                         database);
  }
  return {};
}

std::string resolve(Project& project, const apply::ResolveRequest& request, const Waiting& waiting) {
  const auto database = project.connect().database();
  ask(project, question(request, database), database);
  return apply::resolve(run_for(project, waiting), project.folder(), request);
}

}  // namespace app

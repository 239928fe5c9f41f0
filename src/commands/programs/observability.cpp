// Programs that look at metrics, logs, workflows and networks.
#include <map>

#include "commands/call.h"

namespace commands {

static constexpr Form observability_promtool[] = {
    {.words = "check|query|test", .options = "--http.config.file=:unknown -* --*"},
    {.words = "tsdb analyze|list|dump", .options = "-* --*"},
    {.words = "*", .effect = Effect::changes, .does = "runs promtool {0} {*}"},
};

static constexpr Form observability_amtool[] = {
    {.words = "alert .", .options = "-* --*"},
    {.words = "alert|silence query", .options = "-* --*"},
    {.words = "check-config|config|cluster", .options = "-* --*"},
    {.words = "silence expire", .effect = Effect::destroys, .does = "ends silences"},
    {.words = "*", .effect = Effect::changes, .does = "runs amtool {0} {*}"},
};

static constexpr Form observability_pt_query_digest[] = {
    {.words = "",
     .options = "--limit= --since= --until= --type= --group-by= --order-by= --report-format= --output= --no-report "
                "--fingerprints --explain=:unknown --sample="},
};

static constexpr Form observability_logcli[] = {
    {.words = "query|instant-query|labels|series|stats|volume", .options = "-f:endless --tail:endless -* --*"},
};

static constexpr Form observability_temporal[] = {
    {.words = "workflow|schedule|batch|task-queue|activity|worker list|describe|show|count|trace|stack|result",
     .options = "-f:endless --follow:endless -* --*"},
    {.words = "operator cluster|namespace|search-attribute list|describe|health|system", .options = "-* --*"},
    {.words = "* delete|terminate|reset|cancel", .effect = Effect::destroys, .does = "runs temporal {0} {*}"},
    {.words = "*", .effect = Effect::changes, .does = "runs temporal {0} {*}"},
};

static constexpr Form observability_cilium[] = {
    {.words = "status|version|features", .options = "--wait -* --*"},
    {.words = "config view"},
    {.words = "endpoint|service|bpf|node|policy|identity list|get", .options = "-* --*"},
    {.words = "*", .effect = Effect::changes, .does = "runs cilium {0} {*}"},
};

static constexpr Form observability_hubble[] = {
    {.words = "status|list|version", .options = "-* --*"},
    {.words = "observe", .options = "-f:endless --follow:endless -* --*"},
};

static void judge_observability(Call& call) {
  static const std::map<std::string_view, std::span<const Form>> forms{
      {"promtool", observability_promtool}, {"amtool", observability_amtool},
      {"logcli", observability_logcli},     {"pt-query-digest", observability_pt_query_digest},
      {"temporal", observability_temporal}, {"cilium", observability_cilium},
      {"hubble", observability_hubble},
  };
  call.by_forms_of(
      {.names = "observability", .options = "-h,--help:only --version:only ", .forms = forms.at(call.name())});
}

extern const Program observability{.names = "promtool amtool logcli pt-query-digest temporal cilium hubble",
                                   .options = "-h,--help:only --version:only ",
                                   .judge = judge_observability};

}  // namespace commands

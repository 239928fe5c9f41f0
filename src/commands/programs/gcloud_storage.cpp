// gsutil and bq: stored files and tables of Google Cloud.
#include <map>

#include "commands/call.h"

namespace commands {

static constexpr Form gcloud_storage_gsutil[] = {
    {.words = "ls|stat|du|cat|hash|version|help|test|-v", .options = "-l -L -r,-R -h -a -s -d -b -p= -e"},
    {.words = "rm|rb|mv", .effect = Effect::destroys, .does = "runs gsutil {0} {*}"},
    {.words = "rsync",
     .effect = Effect::changes,
     .does = "copies {1} to {2}",
     .options = "-d:destroys -r -n:only -m -c -e -x="},
    {.words = "*", .effect = Effect::changes, .does = "runs gsutil {0} {*}"},
};

static constexpr Form gcloud_storage_bq[] = {
    {.words = "ls|show|head|version|info|wait", .options = "-* --*"},
    {.words = "rm|truncate", .effect = Effect::destroys, .does = "deletes {*}"},
    {.words = "query", .effect = Effect::unknown, .does = "what the query of bq does"},
    {.words = "*", .effect = Effect::changes, .does = "runs bq {0} {*}"},
};

static void judge_gcloud_storage(Call& call) {
  static const std::map<std::string_view, std::span<const Form>> forms{
      {"gsutil", gcloud_storage_gsutil},
      {"bq", gcloud_storage_bq},
  };
  call.by_forms_of({.names = "gcloud_storage",
                    .options = "-m -q -o= -D -h= -i= -u= --project_id= --dataset_id= --format= --location= --quiet "
                               "--headless --apilog= --nosync ",
                    .forms = forms.at(call.name())});
}

extern const Program gcloud_storage{.names = "gsutil bq",
                                    .options =
                                        "-m -q -o= -D -h= -i= -u= --project_id= --dataset_id= --format= --location= "
                                        "--quiet --headless --apilog= --nosync ",
                                    .judge = judge_gcloud_storage};

}  // namespace commands

// Programs that go through text and data; what they are told may write files or run others.
#include <map>

#include "commands/call.h"

namespace commands {

static constexpr Form text_tools_jq[] = {
    {.words = "", .options = "-* --*"},
};

static constexpr Form text_tools_yq[] = {
    {.words = "", .options = "-i,--inplace:changes --in-place:changes -s=:writes --split-exp=:writes -* --*"},
};

static constexpr Form text_tools_xmllint[] = {
    {.words = "", .options = "--output=:writes -o=:writes -* --* --shell:session"},
};

static constexpr Form text_tools_tree[] = {
    {.words = "", .options = "-o=:writes -* --*"},
};

static constexpr Form text_tools_base64[] = {
    {.words = "", .options = "-d,--decode -D -w,--wrap= -i -b="},
};

static constexpr Form text_tools_envsubst[] = {
    {.words = "", .options = "-v"},
};

static void judge_text_tools(Call& call) {
  static const std::map<std::string_view, std::span<const Form>> forms{
      {"jq", text_tools_jq},         {"gojq", text_tools_jq},
      {"yq", text_tools_yq},         {"dasel", text_tools_yq},
      {"xq", text_tools_yq},         {"xmllint", text_tools_xmllint},
      {"tree", text_tools_tree},     {"base64", text_tools_base64},
      {"base32", text_tools_base64}, {"envsubst", text_tools_envsubst},
  };
  call.by_forms_of({.names = "text_tools",
                    .options = "--version:only --help:only -h,--help:only ",
                    .forms = forms.at(call.name())});
}

extern const Program text_tools{.names = "jq gojq yq dasel xq xmllint tree base64 base32 envsubst",
                                .options = "--version:only --help:only -h,--help:only ",
                                .judge = judge_text_tools};

}  // namespace commands

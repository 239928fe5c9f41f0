// Where a pipeline begins and ends: the files that its first command reads and its last one writes.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "commands/judge.h"

namespace commands {

Argument Judge::file_word(const shell::Word& word) const {
  return {.text = expand_text(word), .shown = word.source, .pattern = word.pattern, .line = word.line};
}

// `> file`, `| tee file`, `| aws s3 cp - s3://bucket/key`.
Argument Judge::output_file_of(const shell::Node& node) const {
  using Kind = shell::Redirection::Kind;
  for (const auto& each : node.command.redirections) {
    const bool writes = each.kind == Kind::write || each.kind == Kind::append;
    if (writes && (each.descriptor == -1 || each.descriptor == 1)) return file_word(each.target);
  }
  const auto& words = node.command.words;
  if (node.kind != shell::Node::Kind::command || words.size() < 2) return {};
  const auto first = words.front().literal().value_or("");
  if (first == "tee") {
    for (const auto& word : words) {
      if (&word != &words.front() && !word.source.starts_with("-")) return file_word(word);
    }
  }
  const bool uploads = first == "aws" || first == "gsutil" || first == "gcloud" || first == "az" || first == "rclone";
  return uploads ? file_word(words.back()) : Argument{};
}

// `gunzip -c file |`, `cat file |`, `< file`.
Argument Judge::input_file_of(const shell::Node& node) const {
  for (const auto& each : node.command.redirections) {
    if (each.kind == shell::Redirection::Kind::read) return file_word(each.target);
  }
  static const std::set<std::string> readers{"cat",   "gunzip", "zcat", "gzip", "zstd", "zstdcat", "unzstd",
                                             "xzcat", "xz",     "lz4",  "pigz", "pv",   "bzcat"};
  const auto& words = node.command.words;
  if (node.kind != shell::Node::Kind::command || words.size() < 2) return {};
  if (!readers.contains(words.front().literal().value_or(""))) return {};
  return words.back().source.starts_with("-") ? Argument{} : file_word(words.back());
}

// What a program makes itself; what it runs for others is looked at when those are judged.
void Judge::unwrapped(const std::string& program, const std::vector<Argument>& words, const std::string& text,
                      int line, const Place& place) {
  auto made = made_by(program, words, place);
  if (!made) return;
  // Another machine has an environment of its own.
  if (!place.remote)
    name_from_environment(*made, program, [&](const std::string& variable) -> std::optional<std::string> {
      if (const auto in_front = place.environment.find(variable); in_front != place.environment.end())
        return in_front->second;
      const auto found = state_->variables.find(variable);
      return found == state_->variables.end() ? std::nullopt : std::optional(found->second);
    });
  made->command = base::one_line(text, 200);
  made->line = place.line > 0 ? place.line : line;
  made->certain = place.certain;
  if (made->elsewhere.empty() && place.remote) made->elsewhere = place.elsewhere;
  // What another machine's command writes here is here.
  if (!place.output.text.empty() && made->subject == place.output.text) made->elsewhere.clear();
  if (std::none_of(out_.makes.begin(), out_.makes.end(), [&](const Made& other) {
        return other.what == made->what && other.subject == made->subject && other.line == made->line;
      }))
    out_.makes.push_back(*std::move(made));
}

}  // namespace commands

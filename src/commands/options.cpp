#include "commands/options.h"

#include <algorithm>
#include <map>

#include "base/text.h"

namespace commands {

const GivenOption* Options::find(std::string_view name) const {
  const auto found =
      std::find_if(given.begin(), given.end(), [&](const auto& option) { return option.name == name; });
  return found == given.end() ? nullptr : &*found;
}

std::string Options::value(std::string_view name) const {
  const auto* option = find(name);
  return option && option->value ? option->value->text : "";
}

std::vector<Argument> Options::values(std::string_view name) const {
  std::vector<Argument> out;
  for (const auto& option : given) {
    if (option.name == name && option.value) out.push_back(*option.value);
  }
  return out;
}

static OptionSpec read_spec(std::string_view text) {
  OptionSpec out;
  if (const auto mark = text.find(':'); mark != std::string_view::npos) {
    out.mark = text.substr(mark + 1);
    text = text.substr(0, mark);
  }
  if (text.ends_with('=')) {
    out.takes_value = true;
    text.remove_suffix(1);
  } else if (const auto value = text.find('?'); value != std::string_view::npos && value > 1) {
    out.may_take_value = true;
    if (value + 1 < text.size()) out.values = base::split(text.substr(value + 1), '|');
    text = text.substr(0, value);
  }
  out.names = base::split(text, ',');
  return out;
}

using Specs = std::vector<OptionSpec>;

static void add_specs(std::string_view text, Specs& out) {
  for (const auto token : base::split(text, ' ')) {
    if (!token.empty()) out.push_back(read_spec(token));
  }
}

static const OptionSpec* find_spec(const Specs& specs, std::string_view name) {
  for (const auto& spec : specs) {
    if (std::find(spec.names.begin(), spec.names.end(), name) != spec.names.end()) return &spec;
  }
  return nullptr;
}

namespace {

// Goes through the words once.
class OptionReader {
 public:
  OptionReader(const std::vector<Argument>& words, const OptionsRule& rule) : words_(words), rule_(rule) {
    add_specs(rule.more, specs_);
    add_specs(rule.options, specs_);
  }

  Options read() {
    for (; at_ < words_.size(); ++at_) {
      const auto& word = words_[at_];
      const std::string_view text = word.text;
      if (text == "--") {
        ++at_;
        break;
      }
      if (text.size() < 2 || text[0] != '-') {
        if (rule_.stops) break;
        out_.operands.push_back(word);
      } else if (text.starts_with("--") || (rule_.style == Style::words && find_spec(specs_, name_in(text)))) {
        read_long(word);
      } else if (rule_.style == Style::words) {
        read_word(word);
      } else {
        read_letters(word);
      }
    }
    out_.first_operand = std::min(at_, words_.size());
    for (; at_ < words_.size(); ++at_) out_.operands.push_back(words_[at_]);
    return std::move(out_);
  }

 private:
  static std::string_view name_in(std::string_view text) { return text.substr(0, text.find('=')); }

  void give(const OptionSpec& spec, std::optional<Argument> value) {
    const auto longest =
        *std::max_element(spec.names.begin(), spec.names.end(), [](auto a, auto b) { return a.size() < b.size(); });
    out_.given.push_back({.name = std::string(spec.names.front()),
                          .whole_name = std::string(longest),
                          .mark = spec.mark,
                          .value = std::move(value)});
  }

  std::optional<Argument> next() {
    if (at_ + 1 >= words_.size()) return std::nullopt;
    return words_[++at_];
  }

  static Argument tail(const Argument& word, std::size_t from) {
    Argument out = word;
    out.text = word.text.substr(std::min(from, word.text.size()));
    out.shown = out.text.find(unknown_piece) == std::string::npos ? out.text : word.shown;
    return out;
  }

  void read_long(const Argument& word) {
    const std::string_view text = word.text;
    const auto name = name_in(text);
    const bool attached = name.size() < text.size();
    const auto* spec = name.find(unknown_piece) == std::string_view::npos ? find_spec(specs_, name) : nullptr;
    if (!spec && rule_.style == Style::words && name.starts_with("--")) spec = find_spec(specs_, name.substr(1));
    if (!spec && name.find(unknown_piece) == std::string_view::npos && find_spec(specs_, "--*")) {
      // Whether the next word is its value is not known, and does not matter behind the words of a form.
      any(word);
      return;
    }
    if (!spec) {
      out_.unknown.push_back(word.known() ? std::string(name) : word.shown);
      return;
    }
    if (!attached) {
      give(*spec, spec->takes_value ? next() : std::nullopt);
      return;
    }
    const Argument value = tail(word, name.size() + 1);
    const bool allowed =
        spec->values.empty() || std::find(spec->values.begin(), spec->values.end(), value.text) != spec->values.end();
    if ((spec->takes_value || spec->may_take_value) && allowed)
      give(*spec, value);
    else
      out_.unknown.push_back(word.shown);
  }

  void any(const Argument& word) {
    if (!out_.any) out_.any = Options::Any{.shown = word.shown, .before = out_.operands.size()};
  }

  // -name where options are words, and this one is not known by its one dash
  void read_word(const Argument& word) {
    if (find_spec(specs_, "-*") && word.known())
      any(word);
    else
      out_.unknown.push_back(word.shown);
  }

  void read_letters(const Argument& word) {
    const std::string_view text = word.text;
    if (const auto* whole = text.size() > 2 ? find_spec(specs_, name_in(text)) : nullptr) {  // -it, -name
      const auto name = name_in(text);
      if (name.size() < text.size())
        give(*whole, tail(word, name.size() + 1));
      else
        give(*whole, whole->takes_value ? next() : std::nullopt);
      return;
    }
    for (std::size_t at = 1; at < text.size(); ++at) {
      const char name[] = {'-', text[at], '\0'};
      const auto* spec = find_spec(specs_, name);
      const bool digits = !spec && text[at] >= '0' && text[at] <= '9' && find_spec(specs_, "-#");
      if (digits) continue;
      if (!spec && text[at] != unknown_piece && find_spec(specs_, "-*")) {
        any(word);
        continue;
      }
      if (!spec) {
        out_.unknown.push_back(word.known() ? std::string(name) : word.shown);
        return;
      }
      if (spec->takes_value && at + 1 == text.size()) {
        give(*spec, next());
        return;
      }
      if (spec->takes_value || (spec->may_take_value && at + 1 < text.size())) {
        Argument value = tail(word, at + 1);
        if (value.text.starts_with('=')) value.text.erase(0, 1);
        give(*spec, std::move(value));
        return;
      }
      give(*spec, std::nullopt);
    }
  }

  const std::vector<Argument>& words_;
  const OptionsRule& rule_;
  Specs specs_ = {};
  Options out_ = {};
  std::size_t at_ = 0;
};

}  // namespace

Options read_options(const std::vector<Argument>& words, const OptionsRule& rule) {
  return OptionReader(words, rule).read();
}

}  // namespace commands

#include "runbook/labels.h"

#include <regex>

#include "base/text.h"

namespace runbook {

static bool matches(std::string_view text, const std::regex& pattern) {
  const std::string start(base::trim(text).substr(0, 200));
  return std::regex_search(start, pattern);
}

static std::regex words(const char* text) {
  return std::regex(text, std::regex::icase | std::regex::optimize);
}

static std::string without_colon(std::string_view text) {
  text = base::trim(text);
  while (text.ends_with(':')) text.remove_suffix(1);
  return std::string(base::trim(text));
}

std::optional<Label> label_of(const Block& paragraph) {
  const std::string_view text = base::trim(paragraph.text);
  if (text.empty()) return std::nullopt;
  if (!paragraph.strong.empty()) {
    const auto at = text.find(paragraph.strong);
    if (at == std::string_view::npos) return std::nullopt;
    const auto rest = base::trim(text.substr(at + paragraph.strong.size()));
    if (paragraph.strong.ends_with(':')) return Label{without_colon(paragraph.strong), std::string(rest)};
    if (rest.starts_with(':')) return Label{paragraph.strong, std::string(base::trim(rest.substr(1)))};
    if (rest.empty()) return Label{paragraph.strong, {}};
    return std::nullopt;
  }
  static const std::regex expected = words("^(expected(?: \\w+)?|should (?:be|return|show|print)):\\s+(.+)");
  const std::string first_line(text.substr(0, std::min<std::size_t>(text.find('\n'), 200)));
  std::smatch match;
  if (std::regex_search(first_line, match, expected))
    return Label{match[1], std::string(base::trim(text.substr(match[1].length() + 1)))};
  if (text.ends_with(':') && text.size() < 200) {
    const auto line = text.rfind('\n');
    return Label{without_colon(line == std::string_view::npos ? text : text.substr(line + 1)), {}};
  }
  return std::nullopt;
}

bool announces_expectation(std::string_view label) {
  static const std::regex pattern = words(
      "^(the )?expect(ed|s)?( (output|outputs|result|results|response|responses|answer|value|values|return))*$"
      "|^(you |it |this )?should (see|show|print|return|be|output)$");
  return matches(label, pattern);
}

bool announces_message(std::string_view label) {
  static const std::regex pattern = words("^((e-?mail|message|mail|slack) )?(body|message|text|template|e-?mail)$");
  return matches(label, pattern);
}

bool announces_decision(std::string_view label) {
  static const std::regex pattern = words("^if\\b|\\bif( (all|any|none|one|either)\\b.*)?$|\\b(criteria|triggers)$");
  return matches(label, pattern);
}

GateList gate_list(std::string_view label) {
  static const std::regex no = words("^if no[- ]?go\\b");
  static const std::regex no_go = words("^no[- ]?go\\b.*\\bif\\b|^no[- ]?go (conditions|criteria)$");
  static const std::regex go = words("^go\\b.*\\bif\\b|^go (conditions|criteria)$");
  if (matches(label, no)) return GateList::on_no_go;
  if (matches(label, no_go)) return GateList::no_go;
  if (matches(label, go)) return GateList::go;
  return GateList::none;
}

bool is_go_no_go(const Label& label) {
  static const std::regex pattern = words("^(\\[ \\]|☐)?\\s*go\\s*[/|]?\\s*(\\[ \\]|☐)?\\s*no[- ]?go\\b");
  return matches(label.rest, pattern) || (label.rest.empty() && matches(label.text, pattern));
}

// " rollback plan preparation ": words in lower case with one space around each. A heading is asked for many words,
// and a file may have thousands of headings; std::regex would take most of the time a runbook needs to be read.
static std::string spaced_words(std::string_view heading) {
  std::string out = " ";
  for (const char c : base::trim(heading).substr(0, 200)) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || c == '_')
      out += static_cast<char>(std::tolower(byte));
    else if (out.back() != ' ')
      out += ' ';
  }
  return out.back() == ' ' ? out : out + ' ';
}

static bool says(const std::string& words, std::initializer_list<std::string_view> phrases) {
  return std::any_of(phrases.begin(), phrases.end(),
                     [&](std::string_view phrase) { return words.find(phrase) != std::string::npos; });
}

static bool is_appendix(const std::string& words) {
  const auto at = std::min(words.find(" appendix "), words.find(" appendices "));
  return at == 0 || (at != std::string::npos && words.find(' ', 1) == at);  // "10. Appendix A"
}

bool describes(std::string_view words) {
  static const std::regex pattern(
      "\\b(objectives?|goals?|overview|lessons?|learned|learnings|went (well|wrong)|recommendations?|how it "
      "works|contents|"
      "features?|architecture|findings|agenda|background|summary|prerequisites?|structure|purpose|scope|improvements?"
      ")\\b",
      std::regex::icase | std::regex::optimize);
  const std::string start(words.substr(0, 120));
  return std::regex_search(start, pattern);
}

// "Run this", "Execute the commands", and not "The command prints".
bool says_to_run(std::string_view label) {
  static const std::regex to_run = words(
      "^((then|next|now|and|please|first|finally),? )?(run|execute|invoke|type|enter|issue)\\b(?! the issue)"
      "|\\b(run|execute|invoke|type|enter|issue)\\b[^.]{0,30}\\b(this|following|these|it|commands?)\\b|\\bcommands?"
      "\\b");
  static const std::regex to_see =
      words("\\b(outputs?|shows?|shown|sees?|prints?|returns?|appears?|looks?|results?)\\b");
  return matches(label, to_run) && !matches(label, to_see);
}

Purpose purpose_of(std::string_view heading, const Tongue& tongue) {
  const std::string words = spaced_words(heading);
  if (says(words, {" template ", " templates "})) return Purpose::templates;
  if (says(words, {" contact ", " contacts ", " escalation ", " on call list ", " on call rotation ", " oncall list ",
                   " oncall rotation "}))
    return Purpose::contacts;
  if (is_appendix(words)) return Purpose::appendix;
  if (says(words, {" troubleshooting ", " known issues ", " common issues ", " common problems ", " common errors "}))
    return Purpose::troubleshooting;
  const auto purpose = purpose_for(tongue.meaning_of(heading, Where::heading));
  if (purpose != Purpose::main) return purpose;
  if (says(words, {" reference ", " references ", " useful commands ", " handy commands ", " common commands ",
                   " tips ", " best practices ", " faq ", " glossary ", " additional resources ", " further reading ",
                   " see also ", " table of contents ", " change log ", " changelog ", " revision history "}) ||
      tongue.says_apart(heading))
    return Purpose::reference;
  return Purpose::main;
}

Purpose purpose_for(Meaning meaning) {
  if (meaning == Meaning::rollback || meaning == Meaning::failure) return Purpose::rollback;
  return meaning == Meaning::emergency ? Purpose::emergency : Purpose::main;
}

std::string_view name(Purpose purpose) {
  switch (purpose) {
    case Purpose::main:
      return "main";
    case Purpose::rollback:
      return "rollback";
    case Purpose::troubleshooting:
      return "troubleshooting";
    case Purpose::emergency:
      return "emergency";
    case Purpose::appendix:
      return "appendix";
    case Purpose::templates:
      return "templates";
    case Purpose::contacts:
      return "contacts";
    case Purpose::reference:
      return "reference";
  }
  return "main";
}

}  // namespace runbook

#include "runbook/shell.h"

#include <regex>

#include "base/text.h"

namespace runbook {

namespace {

// Where a physical line ends: inside quotes, and with which here-documents still to come.
struct LexerState {
  char quote = 0;
  std::vector<std::string> here_documents;  // delimiters whose bodies follow
  bool continued = false;                   // ends with a backslash
};

}  // namespace

static std::string here_document_word(std::string_view text, std::size_t& at) {
  if (at < text.size() && text[at] == '-') ++at;
  while (at < text.size() && text[at] == ' ') ++at;
  std::string word;
  char quote = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quote != 0) {
      if (c == quote)
        quote = 0;
      else
        word += c;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '\\') {
      continue;
    } else if (std::string_view(" \t;|&<>()").find(c) != std::string_view::npos) {
      break;
    } else {
      word += c;
    }
  }
  return word;
}

static void scan_line(std::string_view text, LexerState& state) {
  state.continued = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (state.quote != 0) {
      if (c == '\\' && state.quote == '"')
        ++at;
      else if (c == state.quote)
        state.quote = 0;
      continue;
    }
    if (c == '\\') {
      state.continued = at + 1 == text.size();
      ++at;
    } else if (c == '\'' || c == '"') {
      state.quote = c;
    } else if (c == '#' && (at == 0 || std::string_view(" \t;&|(").find(text[at - 1]) != std::string_view::npos)) {
      return;
    } else if (c == '<' && text.substr(at).starts_with("<<") && !text.substr(at).starts_with("<<<")) {
      at += 2;
      const auto word = here_document_word(text, at);
      if (!word.empty()) state.here_documents.push_back(word);
      --at;
    } else if (c == '<' && text.substr(at).starts_with("<<<")) {
      at += 2;
    }
  }
}

static std::string comment_text(std::string_view line) {
  line = base::trim(line);
  while (line.starts_with("#")) line.remove_prefix(1);
  return std::string(base::trim(line));
}

std::vector<ScriptLine> script_lines(std::string_view script) {
  std::vector<ScriptLine> out;
  LexerState state;
  const auto physical = base::lines(script);
  for (std::size_t i = 0; i < physical.size(); ++i) {
    const auto line = physical[i];
    const auto text = base::trim(line);
    ScriptLine logical{.first = static_cast<int>(i), .text = std::string(line)};
    if (text.empty()) {
      out.push_back(std::move(logical));
      continue;
    }
    if (text.starts_with("#")) {
      logical.kind = ScriptLine::Kind::comment;
      logical.text = comment_text(text);
      out.push_back(std::move(logical));
      continue;
    }
    logical.kind = ScriptLine::Kind::command;
    scan_line(line, state);
    while ((state.quote != 0 || state.continued || !state.here_documents.empty()) && i + 1 < physical.size()) {
      ++i;
      ++logical.count;
      logical.text += "\n" + std::string(physical[i]);
      if (state.quote == 0 && !state.continued && !state.here_documents.empty()) {
        if (base::trim(physical[i]) == state.here_documents.front())
          state.here_documents.erase(state.here_documents.begin());
      } else {
        scan_line(physical[i], state);
      }
    }
    state = {};
    out.push_back(std::move(logical));
  }
  return out;
}

// Drops what stands in front of the real command: assignments, sudo, time, keywords.
static void drop_prefixes(std::vector<std::string>& words) {
  static const std::regex assignment("^[A-Za-z_][A-Za-z0-9_]*\\+?=");
  while (!words.empty()) {
    const auto& word = words.front();
    const bool prefix = std::regex_search(word.substr(0, 100), assignment) || word == "sudo" || word == "time" ||
                        word == "nohup" || word == "exec" || word == "command" || word == "then" || word == "do" ||
                        word == "else" || word == "if" || word == "while" || word == "until" || word == "!" ||
                        word == "(" || word == "{" || word == "env";
    if (!prefix || words.size() == 1) return;
    const bool sudo = word == "sudo";
    words.erase(words.begin());
    while (sudo && words.size() > 1 && words.front().starts_with("-") && words.front() != "-i" &&
           words.front() != "-s") {
      const bool takes_value = words.front() == "-u" || words.front() == "-g";
      words.erase(words.begin());
      if (takes_value && words.size() > 1) words.erase(words.begin());
    }
  }
}

std::vector<SimpleCommand> simple_commands(std::string_view line) {
  std::vector<SimpleCommand> out;
  SimpleCommand now;
  std::string word;
  bool in_word = false;
  char quote = 0;
  const auto end_word = [&] {
    if (in_word) now.words.push_back(std::exchange(word, {}));
    in_word = false;
  };
  const auto end_command = [&](bool pipe) {
    end_word();
    drop_prefixes(now.words);
    if (!now.words.empty()) out.push_back(std::move(now));
    now = {};
    now.piped_into = pipe;
  };
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    now.text += c;
    if (quote != 0) {
      if (c == '\\' && quote == '"' && at + 1 < line.size()) {
        word += line[++at];
        now.text += line[at];
      } else if (c == quote) {
        quote = 0;
      } else {
        word += c;
      }
      continue;
    }
    if (c == '\\' && at + 1 < line.size()) {
      if (line[at + 1] != '\n') word += line[at + 1], in_word = true;
      now.text += line[++at];
    } else if (c == '\'' || c == '"') {
      quote = c;
      in_word = true;
    } else if (c == '#' && !in_word) {
      while (at + 1 < line.size() && line[at + 1] != '\n') ++at;
    } else if (c == '<' || c == '>') {
      now.redirected = now.redirected || c == '<';
      end_word();
      if (c == '<' && line.substr(at).starts_with("<<") && !line.substr(at).starts_with("<<<")) {
        now.text += line.substr(at + 1);  // the here-document and the rest of the line belong to this command
        break;
      }
      while (at + 1 < line.size() && (line[at + 1] == c || line[at + 1] == '&' || line[at + 1] == ' '))
        now.text += line[++at];
      while (at + 1 < line.size() && std::string_view(" \t\n;|&<>").find(line[at + 1]) == std::string_view::npos)
        now.text += line[++at];
    } else if (c == '|' && at + 1 < line.size() && line[at + 1] != '|') {
      end_command(true);
    } else if (c == ';' || c == '|' || c == '&' || c == '\n') {
      end_command(false);
    } else if (c == ' ' || c == '\t') {
      end_word();
    } else {
      word += c;
      in_word = true;
    }
  }
  end_command(false);
  return out;
}

std::string first_command(std::string_view script) {
  for (const auto& line : script_lines(script)) {
    if (line.kind != ScriptLine::Kind::command) continue;
    std::string out;
    for (const char c : base::replace_all(line.text, "\\\n", " ")) {
      const bool space = c == ' ' || c == '\t' || c == '\n';
      if (!space)
        out += c;
      else if (!out.empty() && out.back() != ' ')
        out += ' ';
    }
    return std::string(base::trim(out));
  }
  return {};
}

std::string first_comment(std::string_view script) {
  for (const auto& line : script_lines(script)) {
    if (line.kind == ScriptLine::Kind::comment && !line.text.empty() && !line.text.starts_with("!")) return line.text;
  }
  return {};
}

}  // namespace runbook

#include "runbook/words.h"

#include "base/text.h"

namespace runbook {

namespace {

// One character of UTF-8: its bytes, and where they begin.
struct Character {
  std::uint32_t code = 0;
  std::size_t size = 1;
};

}  // namespace

static Character character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
  const auto first = byte(at);
  const std::size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (size == 1 || at + size > text.size()) return {first, 1};
  std::uint32_t code = first & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) code = (code << 6U) | (byte(at + i) & 0x3FU);
  return {code, size};
}

static void append(std::string& out, std::uint32_t code) {
  const auto put = [&](std::uint32_t value) { out += static_cast<char>(value); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0U | (code >> 6U));
    put(0x80U | (code & 0x3FU));
  } else {
    put(0xE0U | (code >> 12U));
    put(0x80U | ((code >> 6U) & 0x3FU));
    put(0x80U | (code & 0x3FU));
  }
}

static std::uint32_t lower(std::uint32_t code) {
  if (code >= 'A' && code <= 'Z') return code + 32;
  if (code >= 0xC0 && code <= 0xDE && code != 0xD7) return code + 32;          // Latin-1
  if (code >= 0x100 && code <= 0x137) return code | 1U;                        // Latin Extended-A, in pairs
  if (code >= 0x139 && code <= 0x148) return code % 2 == 1 ? code + 1 : code;  // the pairs begin at odd ones
  if (code >= 0x14A && code <= 0x177) return code | 1U;
  if (code >= 0x179 && code <= 0x17E) return code % 2 == 1 ? code + 1 : code;
  if (code >= 0x410 && code <= 0x42F) return code + 32;  // Cyrillic
  if (code >= 0x400 && code <= 0x40F) return code + 80;
  return code;
}

static bool is_letter(std::uint32_t code) {
  if (code < 0x80) return std::isalnum(static_cast<int>(code)) != 0;
  if (code < 0xC0 || code == 0xD7 || code == 0xF7) return false;
  if (code >= 0x2000 && code <= 0x2E7F) return false;           // punctuation, arrows, signs
  if (code >= 0x3000 && code <= 0x303F) return code == 0x3005;  // 々
  if (code >= 0xFE00 && code <= 0xFE6F) return false;
  if (code >= 0xFF00 && code <= 0xFF0F) return false;
  if (code >= 0xFF1A && code <= 0xFF20) return false;
  return code < 0x10000;  // no pictures
}

static bool is_unspaced(std::uint32_t code) {
  return (code >= 0x2E80 && code <= 0x9FFF) || (code >= 0xAC00 && code <= 0xD7AF) ||
         (code >= 0x1100 && code <= 0x11FF);
}

bool is_unspaced(std::string_view phrase) {
  for (std::size_t at = 0; at < phrase.size();) {
    const auto now = character_at(phrase, at);
    if (is_unspaced(now.code)) return true;
    at += now.size;
  }
  return false;
}

WordList words_of(std::string_view text) {
  WordList out;
  std::string word;
  const auto end_word = [&] {
    if (word.empty()) return;
    out.joined += word;
    out.list.push_back(std::exchange(word, {}));
  };
  text = text.substr(0, 400);
  for (std::size_t at = 0; at < text.size();) {
    const auto now = character_at(text, at);
    at += now.size;
    if (is_letter(now.code))
      append(word, lower(now.code));
    else
      end_word();
  }
  end_word();
  return out;
}

Phrase read_phrase(std::string_view text) {
  Phrase out;
  text = base::trim(text);
  out.at_begin = text.starts_with('^');
  out.at_end = text.ends_with('$');
  if (out.at_begin) text.remove_prefix(1);
  if (out.at_end) text.remove_suffix(1);
  out.unspaced = is_unspaced(text);
  if (out.unspaced) {
    out.tokens.push_back(base::replace_all(std::string(text), " ", ""));
    return out;
  }
  for (const auto token : base::split(text, ' ')) {
    if (!token.empty()) out.tokens.emplace_back(token);
  }
  return out;
}

static bool token_fits(std::string_view token, std::string_view word) {
  if (token == "*") return true;
  if (token.ends_with('*')) return word.starts_with(token.substr(0, token.size() - 1));
  if (token.starts_with('*')) return word.ends_with(token.substr(1));
  return token == word;
}

std::optional<std::size_t> find_phrase(const Phrase& phrase, const WordList& words) {
  if (phrase.tokens.empty()) return std::nullopt;
  if (phrase.unspaced) {
    const auto at = words.joined.find(phrase.tokens.front());
    return at == std::string::npos ? std::nullopt : std::optional(at);
  }
  const auto count = phrase.tokens.size();
  for (std::size_t at = 0; at + count <= words.list.size(); ++at) {
    if (phrase.at_begin && at > 0) break;
    if (phrase.at_end && at + count != words.list.size()) continue;
    bool fits = true;
    for (std::size_t i = 0; i < count && fits; ++i) fits = token_fits(phrase.tokens[i], words.list[at + i]);
    if (fits) return at;
  }
  return std::nullopt;
}

}  // namespace runbook

#include <cstring>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/lexer.h"
#include "sql/locate.h"

namespace sql {

using base::Code;
using base::Error;

static void refuse_utf16(std::string_view text, const std::string& file) {
  if (!text.starts_with("\xFF\xFE") && !text.starts_with("\xFE\xFF")) return;
  throw Error{Code::text, "the file is UTF-16, but PostgreSQL reads UTF-8",
              "Save it as UTF-8, for example with 'iconv -f UTF-16 -t UTF-8'."}
      .at({.file = file, .line = 1, .column = 1});
}

void check_text(std::string_view text, const std::string& file) {
  refuse_utf16(text, file);
  if (const void* nul = std::memchr(text.data(), '\0', text.size())) {
    const auto offset = static_cast<std::size_t>(static_cast<const char*>(nul) - text.data());
    auto place = place_of(text, offset, file);
    place.text.clear();  // a terminal would not show it
    throw Error{Code::text, "a NUL byte, which no SQL text may hold",
                "Remove the byte; if every second byte is NUL, the file is UTF-16 and has to be saved as UTF-8."}
        .at(std::move(place));
  }
  if (const auto offset = base::first_invalid_utf8(text)) {
    auto place = place_of(text, *offset, file);
    place.text.clear();
    throw Error{Code::text,
                fmt::format("byte 0x{:02X} is not valid UTF-8 here", static_cast<unsigned char>(text[*offset])),
                "Save the file as UTF-8; if it is Latin-1, 'iconv -f LATIN1 -t UTF-8' does it."}
        .at(std::move(place));
  }
}

bool is_blank(std::string_view text) {
  Lexer lexer(text);
  auto token = lexer.next();
  while (token.kind == Token::Kind::symbol && lexer.text(token) == ";") token = lexer.next();
  return token.kind == Token::Kind::end;
}

}  // namespace sql

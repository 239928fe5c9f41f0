// What reaches a terminal: text, and no orders to it.
#pragma once

#include <string>
#include <string_view>

namespace base {

/// `text` as it may be written to a terminal, whoever wrote it: control characters (ESC, BEL, those of C1) and the
/// marks that turn the reading direction (U+202A to U+202E, U+2066 to U+2069) become \\u001B and the like, which JSON
/// reads as what they were; bytes that are not UTF-8 become U+FFFD. Newlines and tabs stay, CR LF becomes LF.
/// Colours and movements (ESC [ … letter) are left out; what paint() made keeps its colour.
/// With `rest`: the text comes in pieces. An unfinished character or movement at its end goes there, and is to be put
/// before the next piece.
std::string printable(std::string_view text, std::string* rest = nullptr);

/// `text` in a colour of ours ("31", "1"), for text that goes through printable(): marked so that no text of others
/// can look the same.
std::string paint(std::string_view text, std::string_view code);

}  // namespace base

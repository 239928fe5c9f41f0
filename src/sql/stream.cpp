#include "sql/stream.h"

#include <algorithm>
#include <optional>

#include "base/error.h"
#include "sql/lenient.h"
#include "sql/new_values.h"

namespace sql {

// Large enough that a piece costs nothing beside its parsing, small enough that its tree is forgotten soon.
static constexpr std::size_t piece_bytes = 32 * 1024;

Stream::Stream(std::string_view text, std::string file) : text_(text), file_(std::move(file)) {
  check_text(text_, file_);
}

// The end of the first line that ends with a semicolon, `least` bytes or more behind the beginning.
static std::size_t piece_end(std::string_view text, std::size_t begin, std::size_t least) {
  if (text.size() - begin <= least) return text.size();
  for (auto at = text.find('\n', begin + least); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    auto last = at;
    while (last > begin && (text[last - 1] == ' ' || text[last - 1] == '\r')) --last;
    if (last > begin && text[last - 1] == ';') return at + 1;
  }
  return text.size();
}

static bool is_remembered(const Statement& statement) {
  return statement.as<CreateType>() || statement.as<AlterEnum>();
}

void Stream::remember(std::vector<Statement>& found) {
  if (remembered_.empty() && std::none_of(found.begin(), found.end(), is_remembered)) return;
  const auto known = static_cast<std::ptrdiff_t>(remembered_.size());
  found.insert(found.begin(), remembered_.begin(), remembered_.end());
  mark_uses_of_new_values(found);
  found.erase(found.begin(), found.begin() + known);
  for (const auto& statement : found) {
    const auto* control = statement.as<TransactionControl>();
    if (control && control->kind == TransactionControl::Kind::commit)
      std::erase_if(remembered_, [](const Statement& each) { return each.as<AlterEnum>() != nullptr; });
    if (is_remembered(statement)) remembered_.push_back(statement);
  }
}

std::vector<Statement> Stream::piece(std::size_t length) {
  const auto part = text_.substr(at_, length);
  auto found = parse(part, file_);
  for (auto& statement : found) {
    statement.offset += at_;
    statement.line += line_ - 1;
    for (auto& use : statement.uses) use.offset += at_;
  }
  at_ += length;
  line_ += static_cast<int>(std::count(part.begin(), part.end(), '\n'));
  remember(found);
  return found;
}

// A piece that ends within a statement does not parse, because a quote, a bracket or a BEGIN ATOMIC is open at its
// end: so what parses is whole statements, and what does not is tried with more of the file.
std::vector<Statement> Stream::next() {
  std::size_t least = piece_bytes;
  while (at_ < text_.size()) {
    const auto end = piece_end(text_, at_, least);
    try {
      auto found = piece(end - at_);
      if (!found.empty()) return found;
      least = piece_bytes;
    } catch (const base::Error&) {
      if (end == text_.size()) throw;
      least *= 4;
    }
  }
  return {};
}

std::vector<Statement> Stream::rest(std::vector<base::Error>& refused) {
  auto found = read_each(text_, at_, file_, refused);
  if (refused.empty()) parse(text_, file_);  // throws it again: it is not one statement's fault
  const bool none = at_ == 0 && std::all_of(found.begin(), found.end(), is_unparsed);
  at_ = text_.size();
  if (none) {
    refused.erase(refused.begin() + 1, refused.end());
    return {};
  }
  remember(found);
  return found;
}

}  // namespace sql

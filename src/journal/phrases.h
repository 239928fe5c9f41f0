// Words that the sentences of several kinds are made of.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/clock.h"
#include "base/text.h"

namespace journal {

/// `text` between `before` and `after`, nothing where there is no text.
std::string around(std::string_view before, const std::string& text, std::string_view after = "");

/// As words; "" where nothing is known.
std::string word(const std::optional<long long>& number);
std::string word(const std::optional<base::Milliseconds>& span);
std::string word(const std::optional<base::Instant>& time);
std::string bytes_word(const std::optional<long long>& bytes);

/// ", 3 sessions left"; "" for none.
std::string counted(std::size_t count, std::string_view what, std::string_view after = "");

/// "3 add_column"; one of them where the other is missing or says the same.
std::string migration_named(const std::string& version, const std::string& name);

/// A message by its subject, and by its id where that is not said: "\"Maintenance tonight\"".
std::string message_named(const std::string& subject, const std::string& id);

/// "2 pass, 1 warn", in the order of the words.
std::string count_words(const std::vector<std::string>& words);

}  // namespace journal

// What checks share: asking the server for rows as JSON, and naming what was found.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/numbers.h"
#include "pg/session.h"

namespace check {

/// The rows of `sql` as an array of objects; the server turns its types into JSON's.
base::Json rows(pg::Session& session, std::string_view sql, const pg::Parameters& parameters = {});
/// The only row of `sql`.
base::Json row(pg::Session& session, std::string_view sql, const pg::Parameters& parameters = {});

/// What drops an index: a partitioned one, unlike others, not concurrently.
std::string dropping(const std::string& index, bool partitioned);

/// SQL for the beginning of a running statement as it may be shown: `column` without literals and numbers, since row
/// values stay out of messages and journal.
std::string shape_of(std::string_view column);

/// "a, b, c and 4 more".
std::string some_of(const std::vector<std::string>& names, std::size_t at_most = 5);
/// One per line, "… and 4 more" below; nothing for none.
std::string lines_of(const std::vector<std::string>& lines, std::size_t at_most = 5);

/// Facts' numbers and texts; null reads as 0 and "".
long long integer(const base::Json& object, const char* key);
double number(const base::Json& object, const char* key);
std::string text(const base::Json& object, const char* key);

/// "1,204,331".
using base::grouped;

}  // namespace check

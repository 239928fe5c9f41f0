// Why the parser refused a file, in words that help: a psql command, the rows of a COPY, or the error itself.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "sql/parser.h"
#include "sql/psql_lines.h"

namespace sql {

/// The error to throw when PostgreSQL's parser refused `text`, of which it was given what `read` has.
base::Error explain_refusal(std::string_view text, const ForGrammar& read, const Parsed::Failure& failure,
                            const std::string& file);

}  // namespace sql

// Why the parser refused a file, in words that help: a psql command, the rows of a COPY, or the error itself.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "sql/parser.h"

namespace sql {

/// The error to throw when PostgreSQL's parser refused `text`.
base::Error explain_refusal(std::string_view text, const Parsed::Failure& failure, const std::string& file);

/// `text` as the parser is given it: pg_dump's \restrict and \unrestrict lines are blanked, offsets stay as they are.
std::string without_restrict_lines(std::string_view text);

}  // namespace sql

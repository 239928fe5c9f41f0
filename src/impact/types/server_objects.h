// The types, casts, operators and functions that every server brings. Inside this room only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace impact {

// server_objects_data.cpp, server_functions_data.cpp
extern const std::string_view server_types;
extern const std::string_view server_casts;
extern const std::string_view server_operators;
extern const std::string_view server_functions;
extern const std::string_view server_function_names;

/// A type as read_type names it.
struct PlainType {
  std::string base = {};
  bool array = false;
  bool operator==(const PlainType&) const = default;
};

/// One function or operator.
struct Signature {
  std::vector<PlainType> arguments = {};
  PlainType result = {};
  char volatility = 'v';  // pg_proc.provolatile
  bool set = false;
  bool gathers = false;  // an aggregate or a window function
  bool variadic = false;
  std::size_t defaults = 0;  // arguments that may be left out
  int since = 13;            // the first major that has it
};

/// Whether there is a function of this name, whatever its arguments.
bool is_server_function(std::string_view name);
/// Those of the name; empty where there is none, or nothing more than the name is listed.
const std::vector<Signature>& functions_of_server(std::string_view name);
/// "+", or "unary -" for one that stands before its operand.
const std::vector<Signature>& operators_of_server(std::string_view name);

/// Whether information_schema has a view or a table of this name.
bool is_information_view(std::string_view name);

struct ServerType {
  char category = 'U';
  bool preferred = false;
  char read = 'v';   // volatility of its input function
  char write = 'v';  // and of its output function
};
const ServerType* server_type(std::string_view base);

struct ServerCast {
  char context = 'e';  // implicit, assignment, explicit
  char volatility = 'i';
  bool by_text = false;
  int since = 13;  // the first major that has it
};
const ServerCast* server_cast(std::string_view from, std::string_view to);

}  // namespace impact

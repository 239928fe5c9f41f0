// The conditions of PostgreSQL's errcodes.txt that a statement can be refused with before it runs. Inside this room
// only.
#pragma once

#include <string_view>

#include "impact/expected_error.h"

namespace impact {

struct Sqlstate {
  std::string_view code;
  ErrorKind kind;
};

}  // namespace impact

namespace impact::sqlstate {

inline constexpr Sqlstate feature_not_supported{"0A000", ErrorKind::unsupported};
inline constexpr Sqlstate invalid_datetime_format{"22007", ErrorKind::definition};
inline constexpr Sqlstate invalid_parameter_value{"22023", ErrorKind::definition};
inline constexpr Sqlstate invalid_text_representation{"22P02", ErrorKind::definition};
inline constexpr Sqlstate not_null_violation{"23502", ErrorKind::rows};
inline constexpr Sqlstate unique_violation{"23505", ErrorKind::duplicate};
inline constexpr Sqlstate check_violation{"23514", ErrorKind::rows};
inline constexpr Sqlstate active_sql_transaction{"25001", ErrorKind::transaction};
inline constexpr Sqlstate invalid_sql_statement_name{"26000", ErrorKind::missing};
inline constexpr Sqlstate dependent_objects_still_exist{"2BP01", ErrorKind::dependency};
inline constexpr Sqlstate invalid_grant_operation{"0LP01", ErrorKind::privilege};
inline constexpr Sqlstate invalid_schema_name{"3F000", ErrorKind::missing};
inline constexpr Sqlstate insufficient_privilege{"42501", ErrorKind::privilege};
inline constexpr Sqlstate syntax_error{"42601", ErrorKind::syntax};
inline constexpr Sqlstate invalid_name{"42602", ErrorKind::definition};
inline constexpr Sqlstate invalid_column_definition{"42611", ErrorKind::definition};
inline constexpr Sqlstate reserved_name{"42939", ErrorKind::definition};
inline constexpr Sqlstate duplicate_column{"42701", ErrorKind::duplicate};
inline constexpr Sqlstate undefined_column{"42703", ErrorKind::missing};
inline constexpr Sqlstate undefined_object{"42704", ErrorKind::missing};
inline constexpr Sqlstate duplicate_object{"42710", ErrorKind::duplicate};
inline constexpr Sqlstate duplicate_function{"42723", ErrorKind::duplicate};
inline constexpr Sqlstate ambiguous_function{"42725", ErrorKind::definition};
inline constexpr Sqlstate grouping_error{"42803", ErrorKind::definition};
inline constexpr Sqlstate datatype_mismatch{"42804", ErrorKind::definition};
inline constexpr Sqlstate wrong_object_type{"42809", ErrorKind::wrong_object};
inline constexpr Sqlstate invalid_foreign_key{"42830", ErrorKind::definition};
inline constexpr Sqlstate cannot_coerce{"42846", ErrorKind::definition};
inline constexpr Sqlstate undefined_function{"42883", ErrorKind::missing};
inline constexpr Sqlstate collation_mismatch{"42P21", ErrorKind::definition};
inline constexpr Sqlstate generated_always{"428C9", ErrorKind::definition};
inline constexpr Sqlstate undefined_table{"42P01", ErrorKind::missing};
inline constexpr Sqlstate duplicate_schema{"42P06", ErrorKind::duplicate};
inline constexpr Sqlstate duplicate_table{"42P07", ErrorKind::duplicate};
inline constexpr Sqlstate invalid_column_reference{"42P10", ErrorKind::definition};
inline constexpr Sqlstate invalid_function_definition{"42P13", ErrorKind::definition};
inline constexpr Sqlstate invalid_table_definition{"42P16", ErrorKind::definition};
inline constexpr Sqlstate invalid_object_definition{"42P17", ErrorKind::definition};
inline constexpr Sqlstate indeterminate_datatype{"42P18", ErrorKind::definition};
inline constexpr Sqlstate too_many_columns{"54011", ErrorKind::definition};
inline constexpr Sqlstate object_not_in_prerequisite_state{"55000", ErrorKind::state};
inline constexpr Sqlstate object_in_use{"55006", ErrorKind::state};
inline constexpr Sqlstate raise_exception{"P0001", ErrorKind::raised};

}  // namespace impact::sqlstate

// Whether a column keeps its values when its type changes: each value can be told from what it becomes, or that is
// not proved. Inside this room only.
#pragma once

#include <string>
#include <string_view>

#include "impact/types/types.h"
#include "pg/catalog.h"

namespace impact {

/// Whether values of `from` that differ may be alike as `to`. `by_cast`: an explicit cast, which cuts silently what
/// an assignment would refuse: 'abcdef'::varchar(5). Types under domains; only what is proved to keep them is false.
bool loses(const TypeName& from, const TypeName& to, bool by_cast, const pg::Catalog& catalog);

struct Kept {
  bool all = false;        // different values stay different
  std::string doubt = {};  // but for these: "values that differ in upper and lower case alone become the same"
};

/// What USING does with the values of `column`, which the result of the expression replaces.
Kept kept_by(std::string_view expression, std::string_view column, const TypeName& from, const TypeName& to,
             bool not_null, const pg::Catalog& catalog);

}  // namespace impact

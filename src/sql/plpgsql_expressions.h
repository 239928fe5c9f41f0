// All SQL in a PL/pgSQL body, expressions included. Inside this room only.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"

namespace sql {

struct BodyTexts {
  std::vector<std::string> texts = {};  // statements, and what stands behind ":=", IF, RETURN, in a declaration …
  bool opens_built = false;             // OPEN … FOR EXECUTE
};

/// `function`: PLpgSQL_function as the parser prints it.
BodyTexts texts_in(const base::Json& function);

}  // namespace sql

// The catalogue of recipes: every file of recipes/ is one.
#pragma once

#include "fix/recipe.h"

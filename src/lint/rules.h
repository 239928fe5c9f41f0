// The catalogue of rules: every file of rules/ is one.
#pragma once

#include "lint/lint.h"

// What every command includes, compiled once.
#pragma once

#include <CLI/CLI.hpp>

#include "base/precompiled.h"

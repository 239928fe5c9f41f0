// What every command includes, compiled once.
#pragma once

#include "base/precompiled.h"

#include <CLI/CLI.hpp>
